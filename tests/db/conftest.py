from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from db.library import Library
from db.open_plan import OpenPlan
from tests.db.editing_process import EditingProcesses
from tests.db.sample import add_plan

settings.register_profile("library", deadline=None)
settings.load_profile("library")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    opened = Library.open(path)
    yield opened
    opened.close()


@pytest.fixture
def plan(library: Library) -> OpenPlan:
    return add_plan(library)


@pytest.fixture
def processes() -> Iterator[EditingProcesses]:
    started = EditingProcesses()
    yield started
    started.stop()

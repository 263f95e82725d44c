"""Two installations, a plan, its file, and a forger of files that are not right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from desktop.exchange.plan_file import export_plan
from tests.exchange.forge import Forge
from tests.exchange.small_plan import make_plan


@pytest.fixture
def library() -> Iterator[Library]:
    library = Library.in_memory()
    yield library
    library.close()


@pytest.fixture
def other() -> Iterator[Library]:
    """A second installation."""
    library = Library.in_memory()
    yield library
    library.close()


@pytest.fixture
def plan(library: Library) -> OpenPlan:
    return make_plan(library)


@pytest.fixture
def plan_file(plan: OpenPlan, tmp_path: Path) -> Path:
    path = tmp_path / "escudo.istmo"
    export_plan(plan, path, author="Ana Núñez (SENAN)")
    return path


@pytest.fixture
def forge(plan_file: Path, tmp_path: Path) -> Forge:
    return Forge(plan_file, tmp_path)

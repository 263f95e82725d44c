from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from db.library import Library
from db.reader import PlanReader
from desktop.packets.packet import print_packet
from desktop.planning.starter import prepare
from tests.packets.printed import Printed

settings.register_profile("packets", deadline=None)
settings.load_profile("packets")

Printer = Callable[..., Printed]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = Library.open(tmp_path_factory.mktemp("library") / "library.sqlite")
    prepare(opened)
    yield opened
    opened.close()


@pytest.fixture
def printer(tmp_path: Path) -> Printer:
    """Print documents of a plan and read the file back."""

    def printed(
        reader: PlanReader,
        *documents: str,
        language: str = "en",
        paper: str = "letter",
        name: str = "packet.pdf",
    ) -> Printed:
        path = tmp_path / name
        print_packet(
            reader,
            documents or ("schedule", "summary"),
            language=language,  # type: ignore[arg-type]
            paper=paper,  # type: ignore[arg-type]
            path=path,
        )
        return Printed(path)

    return printed

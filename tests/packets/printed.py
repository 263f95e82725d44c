"""A printed packet, read back as a reader of the file would see it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import Destination


def squeezed(text: str) -> str:
    """Return `text` without blanks, so that it is found however its lines were broken."""
    return "".join(text.split())


@dataclass(frozen=True)
class Piece:
    """A piece of text on a page: where its base line begins, and in which face it is set."""

    text: str
    x: float
    y: float
    face: str
    size: float


class Printed:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.bytes = path.read_bytes()
        self.reader = PdfReader(path, strict=True)

    @property
    def pages(self) -> list[PageObject]:
        return list(self.reader.pages)

    @cached_property
    def texts(self) -> list[str]:
        return [page.extract_text() for page in self.pages]

    @cached_property
    def text(self) -> str:
        return squeezed("".join(self.texts))

    def says(self, text: str) -> bool:
        return squeezed(text) in self.text

    def pages_saying(self, text: str) -> list[int]:
        wanted = squeezed(text)
        return [number for number, page in enumerate(self.texts) if wanted in squeezed(page)]

    def pieces(self, number: int) -> list[Piece]:
        """Return the pieces of text of a page, in the order in which they are drawn."""
        pieces: list[Piece] = []

        def note(text: str, _cm: Any, tm: Any, font: Any, size: float) -> None:
            if text.strip():
                face = font["/BaseFont"] if font else ""
                pieces.append(Piece(text.strip(), tm[4], tm[5], face, size))

        self.pages[number].extract_text(visitor_text=note)
        return pieces

    @property
    def bookmarks(self) -> list[tuple[int, str, int]]:
        """The outline as (level, title, page)."""
        return list(self._outline(self.reader.outline, 0))

    def _outline(self, entries: Any, level: int) -> Any:
        for entry in entries:
            if isinstance(entry, list):
                yield from self._outline(entry, level + 1)
            else:
                assert isinstance(entry, Destination)
                yield level, entry.title, self.reader.get_destination_page_number(entry)

    @property
    def fonts(self) -> dict[str, Any]:
        """All fonts that pages name, by their PostScript name."""
        fonts = {}
        for page in self.pages:
            for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]
                font = reference.get_object()
                fonts[str(font["/BaseFont"])] = font
        return fonts


def check_by_qpdf(path: Path) -> None:
    """Assert that qpdf finds neither errors nor warnings."""
    command = ["qpdf", "--check", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr

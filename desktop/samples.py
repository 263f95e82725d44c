"""The sample plans' packets, printed to be looked at: `istmo samples`, `make packet`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from db.library import Library
from desktop.packets.packet import DOCUMENTS, print_packet
from desktop.planning.templates import add_sample, samples

PRINTS: tuple[tuple[Literal["en", "es", "both"], Literal["letter", "a4"]], ...] = (
    ("both", "letter"),
    ("en", "letter"),
    ("es", "a4"),
)
"""Each language and each paper once, and both languages side by side."""


def print_samples_to(folder: Path) -> Iterator[Path]:
    """Print the packets of all samples into `folder`, made when missing; yield each file.

    The samples come from a library of their own, so that the planner's is left alone.
    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    library = Library.in_memory()
    try:
        for sample in samples():
            plan = add_sample(library, sample.id)
            for language, paper in PRINTS:
                path = folder / f"{sample.id}-{language}-{paper}.pdf"
                print_packet(plan, list(DOCUMENTS), language=language, paper=paper, path=path)
                yield path
    finally:
        library.close()

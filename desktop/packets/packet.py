"""Printing a packet: documents of a plan in one PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from db.reader import PlanReader
from desktop.language import N_
from desktop.packets.binding import Chapter, Imprint, bound
from desktop.packets.page import Paper, Sheet
from desktop.packets.pen import Pen
from desktop.packets.progress import Cancelled, Part, Progress
from desktop.packets.schedule import schedule_sheets
from desktop.packets.summary import summary_sheets
from desktop.packets.wording import PacketLanguage, Wording
from desktop.planning.version import Version, version_of
from desktop.written_file import write_whole

__all__ = [
    "DOCUMENTS",
    "Cancelled",
    "Document",
    "print_packet",
]

Audience = Literal["all", "planners", "controllers", "players"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that can be printed; `title` and `summary` are message ids."""

    name: str
    title: str
    summary: str
    audience: Audience
    sheets: Callable[[PlanReader, Paper, Wording, Pen, Part], list[Sheet]]


DOCUMENTS: dict[str, Document] = {
    "schedule": Document(
        "schedule",
        N_("Schedule"),
        N_("Life cycle, weeks at a glance, each day hour by hour, and the list."),
        "all",
        schedule_sheets,
    ),
    "summary": Document(
        "summary",
        N_("Summary"),
        N_("Two pages: purpose, dates, participants, objectives, coverage, key events, contacts."),
        "all",
        summary_sheets,
    ),
}
"""The documents of a packet, in the order in which lists show them."""


def print_packet(
    reader: PlanReader,
    documents: Sequence[str],
    *,
    language: PacketLanguage,
    paper: Paper,
    path: Path,
    progress: Callable[[float], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Version:
    """Print documents of a plan, in the order given, into one PDF at `path`.

    Returns the version that stands on its pages.

    The same version of a plan gives the same bytes. The file appears whole or not at all; a
    file that was there stays until then. `progress` is told how much is done, from 0 to 1.
    Raises Cancelled when `cancelled` says so, KeyError for an unknown document, OSError when
    the file cannot be written.
    """
    work = Progress(progress, cancelled)
    wording = Wording(language)
    chosen = [DOCUMENTS[name] for name in documents]
    version = version_of(reader)
    imprint = Imprint(reader.row.name, reader.row.marking, version)
    chapters = [Chapter(d.title, partial(d.sheets, reader, paper, wording)) for d in chosen]
    content = bound(imprint, chapters, wording, work)
    work.at(0.98)
    write_whole(path, content)
    work.at(1.0)
    return version

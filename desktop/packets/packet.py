"""Printing a packet: documents of a plan in one PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from db.reader import PlanReader
from db.text import LANGUAGES, Text
from desktop.language import N_, as_text
from desktop.packets.fonts import REGULAR, font
from desktop.packets.page import Furniture, Paper, Sheet
from desktop.packets.pen import Pen
from desktop.packets.progress import Cancelled, Part, Progress
from desktop.packets.schedule import schedule_sheets
from desktop.packets.summary import summary_sheets
from desktop.packets.wording import PacketLanguage, Wording, clean
from desktop.planning.moments import date_time_group
from desktop.planning.version import Version, version_of
from desktop.written_file import write_whole

__all__ = [
    "DOCUMENTS",
    "Cancelled",
    "Document",
    "print_packet",
]

Audience = Literal["all", "planners", "controllers", "players"]

VERSION = N_("Version {code}")
AS_OF = N_("As of {moment}")
PAGE_OF = N_("Page {number} of {total}")
CREATOR = "Istmo"


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
    content = _packet(reader, chosen, wording, paper, work, version=version)
    work.at(0.98)
    write_whole(path, content)
    work.at(1.0)
    return version


def _packet(
    reader: PlanReader,
    documents: Sequence[Document],
    wording: Wording,
    paper: Paper,
    work: Progress,
    *,
    version: Version,
) -> bytes:
    """Return the bytes of the packet: pages are bound when it is known how many there are."""
    work.at(0.0)
    canvas = _canvas(reader, version, wording, documents)
    pen = Pen(canvas)
    bound: list[tuple[Document, list[Sheet]]] = []
    for number, document in enumerate(documents):
        part = work.part(0.8 * number / len(documents), 0.8 * (number + 1) / len(documents))
        bound.append((document, document.sheets(reader, paper, wording, pen, part)))
    furniture = _furniture(reader, version, wording)
    total = sum(len(sheets) for _, sheets in bound)
    binding = work.part(0.8, 0.95)
    number = 0
    for document, sheets in bound:
        title = wording.label(document.title)
        for index, sheet in enumerate(sheets):
            number += 1
            binding.at(number / total)
            canvas.setPageSize(sheet.frame.size)
            if index == 0:
                _bookmark(canvas, f"page-{number}-document", title, 0)
            for order, mark in enumerate(sheet.bookmarks):
                _bookmark(canvas, f"page-{number}-{order}", mark.title, mark.level)
            around = partial(furniture.draw, frame=sheet.frame, title=title, page=(number, total))
            canvas.addLiteral(pen.drawn(around))
            canvas.addLiteral(pen.drawn(sheet.draw))
            canvas.showPage()
        sheets.clear()
    data: bytes = canvas.getpdfdata()  # type: ignore[no-untyped-call]
    return data


def _bookmark(canvas: Canvas, key: str, title: str, level: int) -> None:
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(" ".join(title.split())[:200], key, level, closed=level > 0)


def _canvas(
    reader: PlanReader, version: Version, wording: Wording, documents: Sequence[Document]
) -> Canvas:
    """Return a canvas whose dates are those of the version, not of the clock."""
    # ReportLab begins with Helvetica, which is not embedded, unless told otherwise.
    font(REGULAR)
    canvas = Canvas(
        "",
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 5),
        lang=wording.main,
        initialFontName=REGULAR,  # type: ignore[arg-type] # its stub is wrong
    )
    name = wording.line(clean(reader.row.name))
    titles = " + ".join(wording.label(document.title) for document in documents)
    canvas.setTitle(f"{name} – {titles}" if name else titles)
    canvas.setAuthor(CREATOR)
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    canvas.setSubject(f"{titles}, {version.code}")
    canvas.setKeywords(version.code)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    stamp = f"D:{version.moment:%Y%m%d%H%M%S}+00'00'"
    canvas.setDateFormatter(lambda *_clock: stamp)
    canvas.showOutline()
    return canvas


def _furniture(reader: PlanReader, version: Version, wording: Wording) -> Furniture:
    def page_of(number: int, total: int) -> str:
        return wording.label(PAGE_OF, number=number, total=total)

    moment = Text(*(date_time_group(version.moment, language) for language in LANGUAGES))
    return Furniture(
        marking=wording.marking(reader.row.marking),
        plan_name=wording.line(clean(reader.row.name)),
        version=wording.label(VERSION, code=version.code),
        as_of=wording.line(as_text(AS_OF, moment=moment)),
        page_of=page_of,
    )

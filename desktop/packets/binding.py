"""Binding: the sheets of one or more documents in one PDF, with what stands on every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from db.text import LANGUAGES, Text
from desktop.language import N_, as_text
from desktop.packets.fonts import REGULAR, font
from desktop.packets.page import Furniture, Sheet
from desktop.packets.pen import Pen
from desktop.packets.progress import Part, Progress
from desktop.packets.wording import Wording, clean
from desktop.planning.moments import date_time_group
from desktop.planning.version import Version

VERSION = N_("Version {code}")
AS_OF = N_("As of {moment}")
PAGE_OF = N_("Page {number} of {total}")
CREATOR = "Istmo"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What all pages say: the plan's name, its marking and its version."""

    plan_name: Text
    marking: str
    version: Version


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document within the file: its title (message id), and how its sheets are made."""

    title: str
    sheets: Callable[[Pen, Part], list[Sheet]]


def bound(imprint: Imprint, chapters: Sequence[Chapter], wording: Wording, work: Progress) -> bytes:
    """Return the bytes of the file: pages are bound when it is known how many there are.

    The same content gives the same bytes. Raises Cancelled.
    """
    work.at(0.0)
    canvas = _canvas(imprint, wording, chapters)
    pen = Pen(canvas)
    laid_out: list[tuple[Chapter, list[Sheet]]] = []
    for number, chapter in enumerate(chapters):
        part = work.part(0.8 * number / len(chapters), 0.8 * (number + 1) / len(chapters))
        laid_out.append((chapter, chapter.sheets(pen, part)))
    furniture = _furniture(imprint, wording)
    total = sum(len(sheets) for _, sheets in laid_out)
    binding = work.part(0.8, 0.95)
    number = 0
    for chapter, sheets in laid_out:
        title = wording.label(chapter.title)
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


def _canvas(imprint: Imprint, wording: Wording, chapters: Sequence[Chapter]) -> Canvas:
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
    version = imprint.version
    name = wording.line(clean(imprint.plan_name))
    titles = " + ".join(wording.label(chapter.title) for chapter in chapters)
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


def _furniture(imprint: Imprint, wording: Wording) -> Furniture:
    def page_of(number: int, total: int) -> str:
        return wording.label(PAGE_OF, number=number, total=total)

    version = imprint.version
    moment = Text(*(date_time_group(version.moment, language) for language in LANGUAGES))
    return Furniture(
        marking=wording.marking(imprint.marking),
        plan_name=wording.line(clean(imprint.plan_name)),
        version=wording.label(VERSION, code=version.code),
        as_of=wording.line(as_text(AS_OF, moment=moment)),
        page_of=page_of,
    )

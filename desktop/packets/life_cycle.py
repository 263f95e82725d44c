"""The life cycle: milestones and the event itself on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from db.reader import PlanReader
from desktop.language import N_
from desktop.packets.marks import Mark, marks_of
from desktop.packets.page import Bookmark, Frame, Paper, Sheet
from desktop.packets.pen import Pen
from desktop.packets.sheet_title import SheetTitle
from desktop.packets.styles import (
    ACCENT,
    ACCENTED,
    INK,
    LINE,
    QUIET,
    SMALL,
    TABLE,
    TABLE_STRONG,
    THIN,
    WHITE,
    ZEBRA,
    Color,
    Stroke,
    Style,
    color,
)
from desktop.packets.table import first_base_line
from desktop.packets.time_axis import TimeAxis
from desktop.packets.wording import SHORT_PATTERNS, Wording
from desktop.packets.wrapping import shorten, wrap_within
from desktop.planning.terms import MILESTONE_STATUSES

TITLE = N_("Life cycle")
FROM_TO = N_("Milestones and event, {period}")
EVENT_BAND = color("#e3f1ef")

NAMES_SHARE = 0.36
DATE_WIDTH = 74.0
DAY_WIDTH = 40.0
LOWEST, HIGHEST = 23.0, 40.0
AXIS_HEIGHT = 26.0
KEY_HEIGHT = 18.0
DIAMOND = 4.2
LEADER = Stroke(LINE, 0.4, "1 2")


def life_cycle_sheets(reader: PlanReader, paper: Paper, wording: Wording) -> list[Sheet]:
    """Return the pages of the timeline: one for up to sixteen or so milestones."""
    frame = Frame(paper, landscape=True)
    marks = marks_of(reader, wording)
    first = min(mark.first for mark in marks)
    last = max(mark.last for mark in marks)
    title = SheetTitle(
        frame,
        wording.each(TITLE),
        [
            wording.each(FROM_TO, period=period)[index]
            for index, period in enumerate(wording.period(first, last))
        ],
    )
    room = frame.height - title.height - AXIS_HEIGHT - KEY_HEIGHT
    most = max(1, int(room / LOWEST))
    pages = -(-len(marks) // most)
    each = -(-len(marks) // pages)
    row_height = min(HIGHEST, room / min(each, len(marks)))
    event = next(mark for mark in marks if mark.is_event)
    sheets = []
    for page in range(pages):
        shown = marks[page * each : (page + 1) * each]
        chart = _Chart(frame, title, shown, row_height, wording=wording, span=(first, last, event))
        bookmarks = [Bookmark(wording.label(TITLE), 1)] if page == 0 else []
        sheets.append(Sheet(frame, chart.draw, bookmarks))
    return sheets


class _Chart:
    """One page of the timeline."""

    def __init__(
        self,
        frame: Frame,
        title: SheetTitle,
        marks: Sequence[Mark],
        row_height: float,
        *,
        wording: Wording,
        span: tuple[date, date, Mark],
    ) -> None:
        self._frame = frame
        self._title = title
        self._marks = marks
        self._row_height = row_height
        self._wording = wording
        self._names = frame.left + DATE_WIDTH + DAY_WIDTH
        self._left = self._names + frame.width * NAMES_SHARE
        self._axis = TimeAxis(*span[:2], left=self._left, right=frame.right - 6)
        self._event = span[2]
        self._top = frame.top - title.height - AXIS_HEIGHT

    def draw(self, pen: Pen) -> None:
        """Draw the page."""
        self._title.draw(pen, self._frame.left, self._frame.top)
        bottom = self._top - self._row_height * len(self._marks)
        for index in range(1, len(self._marks), 2):
            y = self._top - self._row_height * (index + 1)
            pen.box(self._frame.left, y, self._frame.width, self._row_height, ZEBRA)
        start, end = (
            self._axis.x(self._event.first),
            self._axis.x(self._event.last + timedelta(days=1)),
        )
        pen.box(start, bottom, max(end - start, 1.2), self._top - bottom, EVENT_BAND)
        pen.rule((self._frame.left, self._top), (self._frame.right, self._top), ACCENTED)
        self._axis.draw(pen, self._top, bottom, self._wording)
        for index, mark in enumerate(self._marks):
            self._draw_mark(pen, mark, self._top - self._row_height * index)
        pen.rule((self._frame.left, bottom), (self._frame.right, bottom), THIN)
        self._draw_key(pen)

    def _draw_mark(self, pen: Pen, mark: Mark, top: float) -> None:
        middle = top - self._row_height / 2
        lines = self._lines(mark)
        y = middle + sum(style.leading for style, _ in lines) / 2
        base_lines = []
        for style, line in lines:
            base_lines.append(y - first_base_line(style))
            pen.text(self._names, base_lines[-1], line, style)
            y -= style.leading
        self._draw_dates(pen, mark, base_lines)
        x = self._axis.x(mark.first)
        if mark.is_event:
            end = max(self._axis.x(mark.last + timedelta(days=1)), x + 3)
            pen.box(x, middle - 5, end - x, 10, ACCENT)
        else:
            pen.rule((self._left, middle), (x - DIAMOND - 1, middle), LEADER)
            _draw_diamond(pen, x, middle, mark.status)

    def _draw_dates(self, pen: Pen, mark: Mark, base_lines: Sequence[float]) -> None:
        dates = self._wording.dates(mark.first, SHORT_PATTERNS)
        x = self._frame.left + 3
        pen.text(x, base_lines[0], dates[0], TABLE)
        for other in dates[1:]:
            y = base_lines[1] if len(base_lines) > 1 else base_lines[0] - SMALL.leading
            pen.text(x, y, other, SMALL.slanted())
        pen.text(x + DATE_WIDTH, base_lines[0], mark.days, TABLE.colored(QUIET))

    def _lines(self, mark: Mark) -> list[tuple[Style, str]]:
        room = self._left - self._names - 10
        first, *others = self._wording.stacked(mark.title)
        style = TABLE_STRONG.slanted() if first.borrowed else TABLE_STRONG
        most = 2 if self._row_height > 34 and not others else 1
        lines = [(style, line) for line in _within(first.wording, style, room, most)]
        for other in others:
            second = SMALL.slanted()
            lines += [(second, line) for line in _within(other.wording, second, room, 1)]
        used = sum(style.leading for style, _ in lines)
        if used + SMALL.leading <= self._row_height - 2 and mark.second:
            lines.append((SMALL, shorten(mark.second, SMALL.face, SMALL.size, room)))
        return lines or [(style, "")]

    def _draw_key(self, pen: Pen) -> None:
        statuses = {mark.status for mark in self._marks if mark.status}
        x, y = self._frame.left + 6, self._frame.bottom + 3
        for status, message in MILESTONE_STATUSES.items():
            if status in statuses:
                _draw_diamond(pen, x, y + 2.5, status)
                label = self._wording.label(message)
                pen.text(x + 9, y, label, SMALL)
                x += 9 + len(label) * 4 + 18


def _within(text: str, style: Style, room: float, most: int) -> list[str]:
    return wrap_within(text, style.face, style.size, room, most)


def _draw_diamond(pen: Pen, x: float, y: float, status: str) -> None:
    """Draw a milestone: done is solid, confirmed half, planned hollow, canceled crossed."""
    right, left = (x + DIAMOND, y), (x - DIAMOND, y)
    above, below = (x, y + DIAMOND), (x, y - DIAMOND)
    tint: Color = QUIET if status == "cancelled" else ACCENT
    pen.shape((right, above, left, below), fill=tint if status == "done" else WHITE, stroke=tint)
    if status == "confirmed":
        pen.shape((above, left, below), fill=tint)
    if status == "cancelled":
        pen.rule((x - DIAMOND, y - DIAMOND), (x + DIAMOND, y + DIAMOND), Stroke(INK, 0.8))

"""The life cycle: milestones and the event itself on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from db.reader import PlanReader
from db.tables import Milestone, Organization
from db.text import Text
from desktop.language import N_, as_text
from desktop.packets.activities import organization_label
from desktop.packets.page import Bookmark, Frame, Paper, Sheet
from desktop.packets.pen import Pen
from desktop.packets.sheet_title import SheetTitle
from desktop.packets.styles import (
    ACCENT,
    ACCENTED,
    FAINTEST,
    INK,
    LINE,
    QUIET,
    SMALL,
    SMALL_STRONG,
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
from desktop.packets.wording import SHORT_PATTERNS, Wording, clean, joined
from desktop.packets.wrapping import shorten, wrap_within
from desktop.planning.milestone_dates import date_of
from desktop.planning.moments import clock_of
from desktop.planning.terms import MILESTONE_KINDS, MILESTONE_STATUSES

TITLE = N_("Life cycle")
FROM_TO = N_("Milestones and event, {period}")
EXERCISE_BAR = N_("Exercise, STARTEX to ENDEX")
WORKSHOP_BAR = N_("Workshop, opening to closing")
TODAY_BAND = color("#e3f1ef")

NAMES_SHARE = 0.36
DATE_WIDTH = 74.0
DAY_WIDTH = 40.0
LOWEST, HIGHEST = 23.0, 40.0
AXIS_HEIGHT = 26.0
KEY_HEIGHT = 18.0
DIAMOND = 4.2
LABEL_WIDTH = 34.0
LEADER = Stroke(LINE, 0.4, "1 2")


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of the timeline: a milestone, or the event from `first` to `last`."""

    first: date
    last: date
    days: str
    title: Text
    second: str
    status: str
    is_event: bool = False


def marks_of(reader: PlanReader, wording: Wording) -> list[Mark]:
    """Return the milestones of a plan and the event itself, by date."""
    plan = reader.row
    clock = clock_of(plan)
    organizations = {row.id: row for row in reader.rows(Organization)}
    start, end = clock.start.date(), clock.local(clock.end_offset).date()
    marks = []
    order = list(MILESTONE_KINDS)
    milestones = sorted(
        reader.rows(Milestone),
        key=lambda m: (order.index(m.kind) if m.kind in order else len(order), m.title_en),
    )
    for milestone in milestones:
        day = date_of(milestone, clock)
        responsible = organizations.get(milestone.responsible_id or "")
        second = (wording.line(clean(milestone.place)), organization_label(responsible, wording))
        # The milestone of STARTEX stands for the event, if there is one.
        is_event = milestone.kind == "startex" and day == start
        marks.append(
            Mark(
                first=day,
                last=end if is_event else day,
                days=_days(day, start),
                title=clean(milestone.title) or as_text(MILESTONE_KINDS.get(milestone.kind, "")),
                second=joined(second),
                status=milestone.status,
                is_event=is_event,
            )
        )
    if not any(mark.is_event for mark in marks):
        bar = as_text(WORKSHOP_BAR if plan.kind == "workshop" else EXERCISE_BAR)
        place = wording.line(clean(plan.location))
        days = _days(start, start)
        marks.append(Mark(start, end, days, bar, place, "", is_event=True))
    return sorted(marks, key=lambda mark: (mark.first, not mark.is_event))


def _days(day: date, start: date) -> str:
    return f"D{(day - start).days:+d}" if day != start else "D"


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
    sheets = []
    for page in range(pages):
        chart = _Chart(frame, title, marks[page * each : (page + 1) * each], row_height, wording)
        chart.scale(first, last, next(mark for mark in marks if mark.is_event))
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
        wording: Wording,
    ) -> None:
        self._frame = frame
        self._title = title
        self._marks = marks
        self._row_height = row_height
        self._wording = wording
        self._names = frame.left + DATE_WIDTH + DAY_WIDTH
        self._left = self._names + frame.width * NAMES_SHARE
        self._right = frame.right - 6
        self._top = frame.top - title.height - AXIS_HEIGHT

    def scale(self, first: date, last: date, event: Mark) -> None:
        """Set what the axis runs over: whole months, or weeks when the whole is short."""
        self._event = event
        margin = max(2, (last - first).days // 40)
        self._first = (first - timedelta(days=margin)).toordinal()
        self._last = (last + timedelta(days=margin + 1)).toordinal()

    def _x(self, day: date) -> float:
        share = (day.toordinal() - self._first) / (self._last - self._first)
        return self._left + share * (self._right - self._left)

    def draw(self, pen: Pen) -> None:
        """Draw the page."""
        self._title.draw(pen, self._frame.left, self._frame.top)
        bottom = self._top - self._row_height * len(self._marks)
        for index in range(1, len(self._marks), 2):
            y = self._top - self._row_height * (index + 1)
            pen.box(self._frame.left, y, self._frame.width, self._row_height, ZEBRA)
        start, end = self._x(self._event.first), self._x(self._event.last + timedelta(days=1))
        pen.box(start, bottom, max(end - start, 1.2), self._top - bottom, TODAY_BAND)
        self._draw_axis(pen, bottom)
        for index, mark in enumerate(self._marks):
            self._draw_mark(pen, mark, self._top - self._row_height * index)
        pen.rule((self._frame.left, bottom), (self._frame.right, bottom), THIN)
        self._draw_key(pen)

    def _draw_axis(self, pen: Pen, bottom: float) -> None:
        pen.rule((self._frame.left, self._top), (self._frame.right, self._top), ACCENTED)
        first, last = date.fromordinal(self._first), date.fromordinal(self._last - 1)
        ticks = [tick for tick in _ticks(first, last) if tick >= first]
        apart = (self._right - self._left) / max(1, len(ticks))
        stride = next((n for n in (1, 2, 3, 4, 6, 12) if n * apart >= LABEL_WIDTH), 12)
        year = 0
        for number, tick in enumerate(ticks):
            x = self._x(tick)
            pen.rule((x, self._top), (x, bottom), FAINTEST)
            shown = (tick.month - 1) % stride == 0 if tick.day == 1 else number % stride == 0
            if not shown or x > self._right - LABEL_WIDTH / 2:
                continue
            pen.text(x + 2, self._top + 4, _tick_name(tick, self._wording), SMALL)
            if tick.year != year:
                pen.text(x + 2, self._top + 14, str(tick.year), SMALL_STRONG)
                year = tick.year

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
        x = self._x(mark.first)
        if mark.is_event:
            end = max(self._x(mark.last + timedelta(days=1)), x + 3)
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


def _ticks(first: date, last: date) -> list[date]:
    """Return the days the axis names: firsts of months, or Mondays when it is short."""
    if (last - first).days <= 70:
        monday = first - timedelta(days=first.weekday())
        return [monday + timedelta(days=7 * n) for n in range((last - monday).days // 7 + 1)]
    ticks = []
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        ticks.append(date(year, month, 1))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return ticks


def _tick_name(tick: date, wording: Wording) -> str:
    pattern = "MMM" if tick.day == 1 else "d MMM"
    return joined(
        (format_date(tick, pattern, locale=language) for language in wording.languages), "/"
    )

"""The schedule as a list: a table by day, with all that is known of each activity."""

from __future__ import annotations

from itertools import groupby

from db.text import Text
from desktop.language import N_, as_text
from desktop.packets import fonts
from desktop.packets.activities import Activity, Timetable
from desktop.packets.flow import Flow
from desktop.packets.lanes import four_digits
from desktop.packets.page import Frame, Paper, Sheet
from desktop.packets.pen import Pen
from desktop.packets.progress import Part
from desktop.packets.sheet_title import SheetTitle
from desktop.packets.styles import (
    BODY,
    QUIET,
    TABLE,
    TABLE_QUIET,
    TABLE_STRONG,
    Style,
)
from desktop.packets.table import PAD, Cell, Column, Row, Table
from desktop.packets.wording import DAY_PATTERNS, Wording, utc_offset
from desktop.planning.moments import date_time_group, elapsed, relative
from desktop.planning.terms import SCHEDULE_KINDS

TITLE = N_("Schedule list")
LOCAL_TIME = N_("Local time ({offset}), with Zulu below; H is the hour of STARTEX")
LOCAL_TIME_WORKSHOP = N_("Local time ({offset}), with Zulu below; H is the hour of the opening")
CONTINUED = N_("{day} (continued)")
NOTHING = N_("Nothing is scheduled yet.")
ATTIRE = N_("Attire: {text}")
EVERYBODY = N_("All organizations")
TIME, RELATIVE = N_("Time"), N_("Relative")
ACTIVITY, KIND = N_("Activity"), N_("Kind")
VENUE, LEAD = N_("Venue"), N_("Lead and organizations")
DAY = Style(fonts.SEMIBOLD, 10.5, 13)
DAY_SECOND = Style(fonts.LIGHT, 10.5, 13, QUIET)
MOST_LINES = 20
"""A name is cut after so many lines; titles and notes are printed whole."""
ONE_LANGUAGE = (72, 56, 0.5, 70, 112, 116)
TWO_LANGUAGES = (72, 56, 0.5, 0.5, 68, 96, 92)


def list_sheets(
    timetable: Timetable, paper: Paper, wording: Wording, pen: Pen, part: Part
) -> list[Sheet]:
    """Return the pages of the list, on their side for the sake of long titles and notes."""
    flow = Flow(Frame(paper, landscape=True), pen)
    flow.bookmark(wording.label(TITLE), 1)
    local = timetable.clock.local(0)
    message = LOCAL_TIME if timetable.is_exercise else LOCAL_TIME_WORKSHOP
    legend = wording.each(message, offset=utc_offset(local))
    flow.add(SheetTitle(flow.frame, wording.each(TITLE), legend))
    maker = _Rows(timetable, flow, wording)
    if not timetable.activities:
        column = Column(0, flow.frame.width)
        cells: list[Cell] = [[column.wrap(wording.label(NOTHING), BODY.colored(QUIET))]]
        flow.add(Row([column], cells, flow.frame.width))
        flow.finish()
        return flow.sheets
    maker.table.begin()
    done = 0
    for day, activities in groupby(timetable.activities, key=lambda activity: activity.day):
        for number, activity in enumerate(activities):
            row = maker.row(activity)
            if number == 0:
                maker.begin_day(day, row.height)
            maker.table.add(row)
            done += 1
            if done % 50 == 0:
                part.at(done / len(timetable.activities))
    maker.table.end()
    _add_note(flow, timetable.note, wording)
    flow.finish()
    return flow.sheets


def _add_note(flow: Flow, note: Text, wording: Wording) -> None:
    """Add what a sample says of itself, once, at the end."""
    if not note:
        return
    width = flow.frame.width / len(wording.languages)
    columns = [Column(PAD + width * n, width - 18) for n in range(len(wording.languages))]
    cells: list[Cell] = []
    for column, said in zip(columns, wording.columns(note), strict=True):
        style = TABLE_QUIET.slanted() if said.borrowed else TABLE_QUIET
        cells.append([column.wrap(said.wording, style)])
    flow.gap(8)
    flow.add(Row(columns, cells, flow.frame.width))


class _Rows:
    """Makes the rows of the list."""

    def __init__(self, timetable: Timetable, flow: Flow, wording: Wording) -> None:
        self._timetable = timetable
        self._wording = wording
        activity = wording.each(ACTIVITY)
        time, relative_time, kind, venue, lead = (
            wording.stacked_label(message) for message in (TIME, RELATIVE, KIND, VENUE, LEAD)
        )
        heading = [time, relative_time, *activity, kind, venue, lead]
        shares = TWO_LANGUAGES if wording.both else ONE_LANGUAGE
        self.table = Table(flow, shares, heading)
        half = self.table.width / 2
        self._day_columns = [
            Column(PAD, half - 2 * PAD),
            Column(half, half - PAD, right=True),
        ]
        self._kinds = {
            kind: self._stacked(as_text(message), len(wording.languages) + 2)
            for kind, message in SCHEDULE_KINDS.items()
        }
        self._everybody = wording.stacked_label(EVERYBODY)

    def begin_day(self, day: int, next_row: float) -> None:
        """Place the heading of a day."""
        dates = self._wording.dates(self._timetable.date(day), DAY_PATTERNS)
        label = f"D{day:+d}" if day else "D"
        first, *others = dates
        again = [self._wording.each(CONTINUED, day=date)[index] for index, date in enumerate(dates)]
        self.table.group(
            self._day_row(f"{first} · {label}", others),
            self._day_row(again[0], again[1:]),
            next_row,
        )

    def _day_row(self, first: str, others: list[str]) -> Row:
        cells: list[Cell] = [[self._day_columns[0].wrap(first, DAY)]]
        if others:
            cells.append([self._day_columns[1].wrap(others[0], DAY_SECOND)])
        return self.table.wide(self._day_columns, cells)

    def row(self, activity: Activity) -> Row:
        """Return the row of an activity."""
        columns = self.table.columns
        texts = len(self._wording.languages)
        cells = [
            self._time(activity),
            self._relative(activity),
            *(self._activity(activity, index) for index in range(texts)),
            self._kinds.get(activity.kind, []),
            self._stacked(activity.venue, texts + 3),
            self._organizations(activity, columns[-1]),
        ]
        return self.table.row(cells)

    def _time(self, activity: Activity) -> Cell:
        clock = self._timetable.clock
        times = four_digits(activity.start % 1440)
        if activity.end > activity.start:
            times += f"–{four_digits(activity.end % 1440 or 1440)}"
            days = (activity.end - 1) // 1440 - activity.day
            times += f" +{days}" if days else ""
        zulu = date_time_group(clock.utc(activity.offset), self._wording.main)
        return [(TABLE_STRONG, [times]), (TABLE_QUIET, [zulu])]

    def _relative(self, activity: Activity) -> Cell:
        times = relative(activity.offset, self._timetable.clock)
        return [(TABLE, [times]), (TABLE_QUIET, [elapsed(activity.offset)])]

    def _activity(self, activity: Activity, index: int) -> Cell:
        column = self.table.columns[2 + index]
        cell: Cell = []
        for text, style, message in (
            (activity.title, TABLE_STRONG, ""),
            (activity.notes, TABLE_QUIET, ""),
            (activity.uniform, TABLE_QUIET, ATTIRE),
        ):
            if not text:
                continue
            said = self._wording.columns(text)[index]
            line = said.wording
            if message:
                line = self._wording.each(message, text=line)[index]
            cell.append(column.wrap(line, style.slanted() if said.borrowed else style))
        return cell

    def _stacked(self, text: Text, at: int) -> Cell:
        if not text:
            return []
        first, *others = self._wording.stacked(text)
        column = self.table.columns[at]
        style = TABLE.slanted() if first.borrowed else TABLE
        cell = [column.wrap_within(first.wording, style, MOST_LINES)]
        second = TABLE_QUIET.slanted()
        cell += [column.wrap_within(other.wording, second, MOST_LINES) for other in others]
        return cell

    def _organizations(self, activity: Activity, column: Column) -> Cell:
        others = self._everybody if activity.everybody else ", ".join(activity.organizations)
        cell = (
            [column.wrap_within(activity.lead, TABLE_STRONG, MOST_LINES)] if activity.lead else []
        )
        if others:
            cell.append(column.wrap_within(others, TABLE_QUIET, MOST_LINES))
        return cell

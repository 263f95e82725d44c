"""The schedule: life cycle, weeks at a glance, days hour by hour, and the list."""

from __future__ import annotations

from collections.abc import Iterator

from db.reader import PlanReader
from desktop.packets.activities import Timetable, timetable_of
from desktop.packets.day_grid import day_sheets
from desktop.packets.life_cycle import life_cycle_sheets
from desktop.packets.page import Paper, Sheet
from desktop.packets.pen import Pen
from desktop.packets.progress import Part
from desktop.packets.schedule_list import list_sheets
from desktop.packets.week import week_sheet, weeks_of
from desktop.packets.wording import Wording

MOST_DAYS = 21
"""A plan with more days than this in use prints its weeks, but no page for every day."""


def schedule_sheets(
    reader: PlanReader, paper: Paper, wording: Wording, pen: Pen, part: Part
) -> list[Sheet]:
    """Return the pages of the schedule.

    A plan of a single day has no week at a glance; one of very many days has no page for each.
    """
    timetable = timetable_of(reader, wording)
    part.at(0.1)
    sheets = life_cycle_sheets(reader, paper, wording)
    for sheet in _grids(timetable, paper, wording, part):
        sheet.settle(pen)
        sheets.append(sheet)
    rest = part.whole.part(part.first + (part.last - part.first) * 0.5, part.last)
    return sheets + list_sheets(timetable, paper, wording, pen, rest)


def _grids(timetable: Timetable, paper: Paper, wording: Wording, part: Part) -> Iterator[Sheet]:
    """Yield the pages of the weeks, then of the days."""
    days = timetable.days()
    if len(days) > 1:
        for week in weeks_of(timetable):
            yield week_sheet(timetable, week, paper, wording)
            part.at(0.2)
    if len(days) <= MOST_DAYS:
        for number, day in enumerate(days):
            yield from day_sheets(timetable, day, paper, wording)
            part.at(0.2 + 0.3 * (number + 1) / len(days))

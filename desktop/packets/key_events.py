"""The table of key events: milestones, and the event itself, with their dates."""

from __future__ import annotations

from db.reader import PlanReader
from desktop.language import N_
from desktop.packets.density import Density
from desktop.packets.flow import Flow
from desktop.packets.marks import Mark, marks_of
from desktop.packets.styles import TABLE, TABLE_QUIET, TABLE_STRONG
from desktop.packets.table import Cell, Table
from desktop.packets.wording import Wording
from desktop.planning.terms import MILESTONE_STATUSES

DATE, DAY, EVENT = N_("Date"), N_("Day"), N_("Milestone")
PLACE_AND_RESPONSIBLE = N_("Place and responsible")
STATUS = N_("Status")


def add_key_events(flow: Flow, reader: PlanReader, wording: Wording, density: Density) -> None:
    """Lay the table out in `flow`."""
    texts = len(wording.languages)
    shares = (82, 40, *([0.5] * texts), 78) if wording.both else (82, 40, 0.5, 0.42, 56)
    heading = [wording.label(DATE), wording.label(DAY), *wording.each(EVENT)]
    heading += [] if wording.both else [wording.label(PLACE_AND_RESPONSIBLE)]
    table = Table(flow, shares, [*heading, wording.label(STATUS)])
    table.begin()
    for mark in marks_of(reader, wording):
        table.add(table.row(_cells(table, mark, wording, density), density.row))
    table.end()


def _cells(table: Table, mark: Mark, wording: Wording, density: Density) -> list[Cell]:
    plain, strong, quiet = map(density.set, (TABLE, TABLE_STRONG, TABLE_QUIET))
    columns = iter(table.columns)
    cells: list[Cell] = [
        [next(columns).wrap(wording.short_date(mark.first), plain)],
        [next(columns).wrap(mark.days, quiet)],
    ]
    for said in wording.columns(mark.title):
        style = strong if mark.is_event else plain
        style = style.slanted() if said.borrowed else style
        cells.append([next(columns).wrap(said.wording, style)])
    if not wording.both:
        cells.append([next(columns).wrap(mark.second, quiet)])
    known = MILESTONE_STATUSES.get(mark.status)
    status = wording.label(known) if known else ""
    return [*cells, [next(columns).wrap(status, quiet)]]

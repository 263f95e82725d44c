"""The head of a change report: from what to what, and how many changes of which kind."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from desktop.language import N_
from desktop.packets.binding import AS_OF, VERSION
from desktop.packets.density import USUAL
from desktop.packets.flow import Flow
from desktop.packets.sections import Sections
from desktop.packets.styles import ACCENTED, HEADING, STRONG, TABLE, TABLE_QUIET, TABLE_STRONG, THIN
from desktop.packets.table import Cell, Column, Row, Table
from desktop.packets.wording import Wording, clean
from desktop.planning.moments import date_time_group
from desktop.planning.told_changes import KINDS, ToldChanges, ToldState, counted

BEFORE, AFTER = N_("Before"), N_("After")
LAST_CHANGED = N_("Last changed {moment}")
VERSION_NOT_KNOWN = N_("Version code not known")
COUNTS = N_("Count of changes")
SECTION, TOTAL = N_("Section"), N_("Total")
BETWEEN = 18.0


def add_states(flow: Flow, report: ToldChanges, wording: Wording) -> None:
    """Lay out from what to what the report leads, side by side."""
    half = (flow.frame.width - BETWEEN) / 2
    columns = [Column(0, half), Column(half + BETWEEN, half)]
    cells: list[Cell] = [
        _state(column, label, state, report.zone, wording)
        for column, label, state in zip(
            columns, (BEFORE, AFTER), (report.before, report.after), strict=True
        )
    ]
    row = Row(columns, cells, flow.frame.width, rule=THIN, pad=6)
    flow.gap(2)
    flow.add(row)


def _state(column: Column, label: str, state: ToldState, zone: ZoneInfo, wording: Wording) -> Cell:
    cell: Cell = [column.wrap(wording.label(label).upper(), HEADING)]
    for text, style in ((state.title, STRONG), (state.detail, TABLE)):
        cell += [column.wrap(said.wording, style) for said in wording.stacked(clean(text))]
    if state.version is None:
        cell += [column.wrap(line, TABLE_QUIET) for line in wording.each(VERSION_NOT_KNOWN)]
    else:
        cell.append(column.wrap(wording.label(VERSION, code=state.version.code), TABLE_STRONG))
    moment = state.as_of or (state.version.moment if state.version else None)
    if moment is not None:
        message = AS_OF if state.as_of else LAST_CHANGED
        lines = wording.each(message, moment=moment_line(moment, zone, wording))
        cell += [column.wrap(line, TABLE_QUIET) for line in lines]
    return cell


def moment_line(moment: datetime, zone: ZoneInfo, wording: Wording) -> str:
    """Return a moment in local time with its date-time group."""
    local = moment.astimezone(zone)
    day = wording.short_date(local.date())
    # The group stays on one line.
    group = date_time_group(moment, wording.main).replace(" ", "\u00a0")
    return f"{day}, {local:%H:%M} ({group})"


def add_counts(flow: Flow, report: ToldChanges, wording: Wording) -> None:
    """Lay out how many changes there are by section and kind."""
    counts = counted(report.changes)
    kinds = [kind for kind in KINDS if any(count[kind] for count in counts.values())]
    Sections(flow, wording, USUAL).heading(COUNTS, 60)
    across = 74.0
    numbers = range(1, len(kinds) + 2)
    shares = [0.9, *(across for _ in numbers)]
    labels = (SECTION, *(KINDS[kind] for kind in kinds), TOTAL)
    heading = [wording.stacked_label(label) for label in labels]
    table = Table(flow, shares, heading, right=list(numbers))
    table.begin()
    for section, count in counts.items():
        told = [str(count[kind] or "–") for kind in kinds]
        table.add(_row(table, wording.label(section), [*told, str(count.total())]))
    if len(counts) > 1:
        sums = [str(sum(count[kind] for count in counts.values())) for kind in kinds]
        last = _row(table, wording.label(TOTAL), [*sums, str(len(report.changes))], strong=True)
        last.rule = ACCENTED
        table.add(last)
    table.end()


def _row(table: Table, name: str, numbers: list[str], *, strong: bool = False) -> Row:
    style = TABLE_STRONG if strong else TABLE
    texts = [name, *numbers]
    cells: list[Cell] = [
        [column.wrap(text, TABLE_STRONG if place == len(texts) - 1 else style)]
        for place, (column, text) in enumerate(zip(table.columns, texts, strict=True))
    ]
    return table.row(cells)

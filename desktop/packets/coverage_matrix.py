"""The coverage matrix: what serves each focus area, and where the gaps are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.text import Text
from desktop.language import N_, as_text
from desktop.packets.density import Density
from desktop.packets.flow import Block, Flow
from desktop.packets.fonts import printable, width
from desktop.packets.pen import Pen
from desktop.packets.styles import (
    ACCENT,
    FAINT,
    INK,
    QUIET,
    SMALL,
    TABLE,
    TABLE_STRONG,
    WHITE,
    Stroke,
)
from desktop.packets.table import Cell, Column, Row, Table
from desktop.packets.wording import Wording, clean
from desktop.planning.coverage import AreaCoverage, Coverage

STATE_LABELS = {
    "evaluated": N_("exercised and evaluated"),
    "exercised": N_("exercised"),
    "aligned": N_("objective only"),
    "gap": N_("gap"),
    "not-chosen": N_("not chosen"),
    "out-of-scope": N_("out of scope"),
}
FOCUS_AREA = N_("Focus area")
OBJECTIVES, ACTIVITIES, CRITERIA = N_("Objectives"), N_("Activities"), N_("Criteria")
INJECTS = N_("Injects")
STATE = N_("Coverage")
AREAS_OF_ACTION = N_("Areas of action")
GROUP_LINES = 3
METER = {"aligned": 1, "exercised": 2, "evaluated": 3}
METER_WIDTH = 19.0
NUMBERS = (52.0, 57.0, 47.0, 46.0)
NUMBERS_WITH_MSEL = (52.0, 57.0, 46.0, 47.0, 46.0)


def _draw_meter(pen: Pen, x: float, middle: float, state: str) -> None:
    """Draw one to three bars, a crossed box for a gap, or a dash for what is not served."""
    y = middle - 2.8
    if state in METER:
        for bar in range(3):
            pen.box(x + bar * 5, y, 4, 5.6, ACCENT if bar < METER[state] else FAINT)
    elif state == "gap":
        corners = ((x + 0.4, y), (x + 13.6, y), (x + 13.6, y + 5.6), (x + 0.4, y + 5.6))
        pen.shape(corners, fill=WHITE, stroke=INK)
        pen.rule(corners[0], corners[2], Stroke(INK, 0.8))
        pen.rule(corners[1], corners[3], Stroke(INK, 0.8))
    else:
        tint = QUIET if state == "out-of-scope" else FAINT
        pen.rule((x, middle), (x + 14, middle), Stroke(tint, 1.2))


@dataclass(slots=True)
class MatrixRow(Row):
    """A row of the matrix, with its meter in the last column."""

    state: str = ""

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the row, then the meter."""
        Row.draw(self, pen, left, top)
        middle = top - self.pad - self.cells[0][0][0].leading / 2
        _draw_meter(pen, left + self.columns[-1].x, middle, self.state)


class MeterKey(Block):
    """What the meters say, on one or two lines."""

    def __init__(self, states: Sequence[str], wording: Wording, room: float) -> None:
        self._entries: list[tuple[float, int, str, str]] = []
        x, line = 0.0, 0
        for state in (state for state in STATE_LABELS if state in states):
            label = wording.label(STATE_LABELS[state])
            needed = METER_WIDTH + width(label, SMALL.face, SMALL.size) + 14
            if x and x + needed - 14 > room:
                x, line = 0.0, line + 1
            self._entries.append((x, line, state, label))
            x += needed
        self.height = 5 + SMALL.leading * (line + 1)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the key downward from `top`."""
        for x, line, state, label in self._entries:
            middle = top - 5 - SMALL.leading * (line + 0.5)
            _draw_meter(pen, left + x + 3, middle, state)
            pen.text(left + x + 3 + METER_WIDTH, middle - 2.5, label, SMALL)


def add_coverage_matrix(flow: Flow, coverage: Coverage, wording: Wording, density: Density) -> None:
    """Lay the matrix out in `flow`, with the key to its meters below."""
    areas = len(wording.languages)
    heading = [
        *wording.each(FOCUS_AREA),
        *(wording.stacked_label(message) for message in _counted(coverage)),
        wording.stacked_label(STATE),
    ]
    numbers = NUMBERS_WITH_MSEL if coverage.has_msel else NUMBERS
    right = tuple(range(areas + 1, areas + len(numbers) - 1))
    table = Table(flow, (*([0.5] * areas), *numbers), heading, right=right)
    table.begin()
    groups: list[tuple[Text, Sequence[AreaCoverage]]] = [
        (clean(pillar.name), rows) for pillar, rows in coverage.pillars
    ]
    groups.append((as_text(AREAS_OF_ACTION), coverage.areas_of_action))
    for name, rows in groups:
        if not rows:
            continue
        made = [_area_row(table, row, coverage, wording, density) for row in rows]
        heading_row = _group_row(table, name, wording, density)
        table.group(heading_row, heading_row, made[0].height)
        for row in made:
            table.add(row)
    table.end()
    flow.add(MeterKey([area.state for area in coverage], wording, flow.frame.width))


def _group_row(table: Table, name: Text, wording: Wording, density: Density) -> Row:
    """Return the row of a pillar: its names run over the columns of numbers if need be."""
    starts = [column.x for column in table.columns[: len(wording.languages)]]
    ends = [*starts[1:], table.width]
    columns = [Column(start, end - start - 8) for start, end in zip(starts, ends, strict=True)]
    cells: list[Cell] = []
    for column, said in zip(columns, wording.columns(name), strict=True):
        style = density.set(TABLE_STRONG.slanted() if said.borrowed else TABLE_STRONG)
        cells.append([column.wrap_within(said.wording, style, GROUP_LINES)])
    return table.wide(columns, cells, pad=density.group)


def _counted(coverage: Coverage) -> list[str]:
    """Return the headings of what is counted: injects only where there is a MSEL."""
    return [OBJECTIVES, ACTIVITIES, *([INJECTS] if coverage.has_msel else []), CRITERIA]


def _area_row(
    table: Table, area: AreaCoverage, coverage: Coverage, wording: Wording, density: Density
) -> Row:
    quiet = area.state in {"not-chosen", "out-of-scope"}
    style = density.set(TABLE.colored(QUIET) if quiet else TABLE)
    cells: list[Cell] = []
    for column, said in zip(table.columns, wording.columns(clean(area.area.name)), strict=False):
        cells.append([column.wrap(said.wording, style.slanted() if said.borrowed else style)])
    numbers = ", ".join(filter(None, (printable(o.number).strip() for o in area.objectives)))
    injects = [len(area.injects)] if coverage.has_msel else []
    counts = [len(area.activities), *injects, len(area.criteria)]
    wordings = [numbers or "–", *(str(count or "–") for count in counts)]
    for column, words in zip(table.columns[-len(wordings) - 1 : -1], wordings, strict=True):
        cells.append([column.wrap(words, style)])
    return MatrixRow(table.columns, cells, table.width, pad=density.row, state=area.state)

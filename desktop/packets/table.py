"""Tables: rows that are measured once and drawn as they are.

ReportLab's own tables measure every cell anew each time they are cut at a page's end, which
makes long ones slow; here a row is wrapped once and keeps its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.packets.flow import Block, Flow
from desktop.packets.fonts import width
from desktop.packets.pen import Pen
from desktop.packets.styles import ACCENTED, TABLE_HEADING, THIN, ZEBRA, Color, Stroke, Style
from desktop.packets.wrapping import wrap, wrap_within

PAD = 3.0
GUTTER = 8.0

Lines = tuple[Style, list[str]]
Cell = list[Lines]


def first_base_line(style: Style) -> float:
    """Return how far below its upper edge a line of `style` has its base line, in points."""
    return style.leading * 0.5 + style.size * 0.33


def cell_height(cell: Cell) -> float:
    """Return the height of a cell's lines in points."""
    return sum([style.leading * len(lines) for style, lines in cell])


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where its text begins, how wide it may run, and on which side it stands."""

    x: float
    width: float
    right: bool = False

    def wrap(self, text: str, style: Style) -> Lines:
        """Return the lines of `text` in this column."""
        return style, wrap(text, style.face, style.size, self.width)

    def wrap_within(self, text: str, style: Style, most: int) -> Lines:
        """Return at most `most` lines of `text`, the last one cut if need be."""
        return style, wrap_within(text, style.face, style.size, self.width, most)


def columns_of(total: float, shares: Sequence[float], *, right: Sequence[int] = ()) -> list[Column]:
    """Return columns that share `total` points; a share is in points, or below 1 of the rest.

    The gutter lies to the right of each column's text; the last one has none.
    """
    fixed = sum(share for share in shares if share >= 1)
    loose = sum(share for share in shares if share < 1)
    columns, x = [], 0.0
    for index, share in enumerate(shares):
        across = share if share >= 1 else (total - fixed) * share / loose
        inset = PAD if index in {0, len(shares) - 1} else 0.0
        start = x + (PAD if index == 0 else 0.0)
        gutter = GUTTER if index < len(shares) - 1 else 0.0
        columns.append(Column(start, across - inset - gutter, index in right))
        x += across
    return columns


@dataclass(slots=True)
class Row(Block):
    """A row of a table, its cells wrapped."""

    columns: Sequence[Column]
    cells: list[Cell]
    width: float
    ground: Color = ""
    rule: Stroke | None = None
    height: float = 0.0
    pad: float = PAD

    def __post_init__(self) -> None:
        self.height = max(map(cell_height, self.cells), default=0.0) + 2 * self.pad

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the row downward from `top`."""
        if self.ground:
            pen.box(left, top - self.height, self.width, self.height, self.ground)
        for column, cell in zip(self.columns, self.cells, strict=False):
            y = top - self.pad
            x = left + column.x
            for style, lines in cell:
                if column.right:
                    _draw_right(pen, x + column.width, y, lines, style)
                else:
                    pen.lines(x, y - first_base_line(style), lines, style)
                y -= style.leading * len(lines)
        if self.rule is not None:
            bottom = top - self.height
            pen.rule((left, bottom), (left + self.width, bottom), self.rule)

    def split(self, room: float) -> tuple[Row, Row] | None:
        """Return two rows, the first at most `room` points high; None when no line fits."""
        inner = room - 2 * self.pad
        halves = [_split_cell(cell, inner) for cell in self.cells]
        if not any(first for first, _ in halves) or not any(rest for _, rest in halves):
            return None
        first, rest = (
            type(self)(self.columns, list(part), self.width, self.ground, self.rule, pad=self.pad)
            for part in zip(*halves, strict=True)
        )
        return first, rest


def _draw_right(pen: Pen, right: float, top: float, lines: list[str], style: Style) -> None:
    y = top - first_base_line(style)
    for line in lines:
        pen.text(right - width(line, style.face, style.size), y, line, style)
        y -= style.leading


def _split_cell(cell: Cell, room: float) -> tuple[Cell, Cell]:
    first: Cell = []
    rest: Cell = []
    for style, lines in cell:
        fitting = 0 if rest else min(len(lines), max(0, int(room / style.leading + 0.001)))
        if fitting:
            first.append((style, lines[:fitting]))
            room -= style.leading * fitting
        if fitting < len(lines):
            rest.append((style, lines[fitting:]))
    return first, rest


class Table:
    """A table within a flow: its heading repeated on each page, every other row shaded."""

    def __init__(
        self, flow: Flow, shares: Sequence[float], heading: Sequence[str], right: Sequence[int] = ()
    ) -> None:
        self.flow = flow
        self.width = flow.frame.width
        self.columns = columns_of(self.width, shares, right=right)
        self.heading: Row | None = None
        if any(heading):
            cells = [
                [column.wrap(title, TABLE_HEADING)]
                for column, title in zip(self.columns, heading, strict=True)
            ]
            self.heading = Row(self.columns, cells, self.width, rule=ACCENTED)
        self._group: Row | None = None
        self._shaded = False

    def begin(self, first_rows: float = 40.0) -> None:
        """Draw the heading, with room for the first rows below it."""
        if self.heading is not None:
            self.flow.add(self.heading, with_next=first_rows)
        self.flow.repeated = self._repeat

    def end(self) -> None:
        """End the table: further pages do not repeat its heading."""
        self.flow.repeated = None

    def group(self, heading: Row, again: Row, next_row: float) -> None:
        """Begin a group under a heading of its own, which a further page shows as `again`."""
        self._group = None
        self.flow.add(heading, with_next=next_row)
        self._group = again
        self._shaded = False

    def end_group(self) -> None:
        """End the group: further pages do not repeat its heading."""
        self._group = None

    def wide(self, columns: Sequence[Column], cells: list[Cell], pad: float = PAD + 1.5) -> Row:
        """Return a row with columns of its own, as for the heading of a group."""
        return Row(columns, cells, self.width, rule=THIN, pad=pad)

    def row(self, cells: list[Cell], pad: float = PAD) -> Row:
        """Return a row of this table, not yet placed."""
        return Row(self.columns, cells, self.width, pad=pad)

    def add(self, row: Row) -> None:
        """Place a row."""
        row.ground = ZEBRA if self._shaded else ""
        self._shaded = not self._shaded
        self.flow.add(row)

    def _repeat(self) -> list[Block]:
        return [row for row in (self.heading, self._group) if row is not None]

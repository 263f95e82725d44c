"""Sections of running text: a heading and what it says, in one language or in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.text import Text
from desktop.packets.density import Density
from desktop.packets.flow import Flow
from desktop.packets.styles import (
    BODY,
    FAINTEST,
    HEADING,
    QUIET,
    SMALL,
    STRONG,
    TABLE,
    TABLE_STRONG,
    Style,
)
from desktop.packets.table import Cell, Column, Row
from desktop.packets.wording import Wording

LABEL_WIDTH = 92.0
NUMBER_WIDTH = 24.0
BETWEEN = 18.0


class Sections:
    """Lays sections out: labels in the margin in one language, above the columns in two."""

    def __init__(self, flow: Flow, wording: Wording, density: Density) -> None:
        self._flow = flow
        self._wording = wording
        self._density = density
        self._width = flow.frame.width
        if wording.both:
            half = (self._width - BETWEEN) / 2
            self._columns = [Column(0, half), Column(half + BETWEEN, half)]
            self._halves = self._columns
        else:
            self._columns = [Column(LABEL_WIDTH, self._width - LABEL_WIDTH)]
            self._halves = [Column(0, self._width)]

    def text(self, label: str, text: Text) -> None:
        """Add a section; an empty one is left out."""
        if text:
            self._add(label, [("", text)], (BODY, STRONG))

    def remark(self, label: str, text: Text) -> None:
        """Add a section in the smaller type of tables; an empty one is left out."""
        if text:
            quiet = TABLE.colored(QUIET)
            self._add(label, [("", text)], (quiet, quiet))

    def numbered(self, label: str, texts: Sequence[tuple[str, Text]]) -> None:
        """Add a section of numbered statements; two languages are set as a table."""
        styles = (TABLE, TABLE_STRONG) if self._wording.both else (BODY, STRONG)
        self._add(label, texts, styles)

    def _add(
        self, label: str, texts: Sequence[tuple[str, Text]], styles: tuple[Style, Style]
    ) -> None:
        numbered = any(number for number, _ in texts)
        rows = [self._row(number, text, styles, numbered=numbered) for number, text in texts]
        if self._wording.both:
            self._flow.gap(self._density.heading - 4)
            heading = self._heading(label, self._columns)
            self._flow.add(heading, with_next=min(rows[0].height, 60))
        else:
            self._flow.gap(self._density.heading - 3)
            rows[0] = self._row(*texts[0], styles, numbered=numbered, label=label)
        for row in rows:
            self._flow.add(row)

    def _row(
        self,
        number: str,
        text: Text,
        styles: tuple[Style, Style],
        *,
        numbered: bool,
        label: str = "",
    ) -> Row:
        plain, strong = styles
        columns: list[Column] = []
        cells: list[Cell] = []
        if label:
            columns.append(Column(0, LABEL_WIDTH - 10))
            heading = HEADING.sized(HEADING.size, plain.leading)
            cells.append([columns[0].wrap(self._wording.each(label)[0].upper(), heading)])
        for column, said in zip(self._columns, self._wording.columns(text), strict=True):
            inset = NUMBER_WIDTH if numbered else 0.0
            if numbered:
                columns.append(Column(column.x, NUMBER_WIDTH - 4))
                cells.append([columns[-1].wrap_within(number, strong, 2)])
            columns.append(Column(column.x + inset, column.width - inset))
            style = plain.slanted() if said.borrowed else plain
            cells.append([columns[-1].wrap(said.wording, style)])
        return Row(columns, cells, self._width, pad=1.5)

    def _heading(self, label: str, columns: Sequence[Column]) -> Row:
        cells: list[Cell] = [
            [column.wrap(title.upper(), HEADING)]
            for column, title in zip(columns, self._wording.each(label), strict=True)
        ]
        return Row(columns, cells, self._width, pad=0.5)

    def heading(self, label: str, with_next: float) -> None:
        """Add a heading over the whole width, for a table to follow."""
        self._flow.gap(self._density.heading)
        row = self._heading(label, self._halves)
        row.rule = FAINTEST
        self._flow.add(row, with_next=with_next)

    def note(self, message: str, **values: Any) -> None:
        """Add a small line."""
        cells: list[Cell] = [
            [column.wrap(line, SMALL)]
            for column, line in zip(
                self._halves, self._wording.each(message, **values), strict=True
            )
        ]
        self._flow.add(Row(self._halves, cells, self._width, pad=1))

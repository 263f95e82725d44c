"""Text with marked words: what is gone is struck through, what is new is bold and underlined.

Both can be told apart in black and white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.packets import fonts
from desktop.packets.flow import Block
from desktop.packets.fonts import width
from desktop.packets.pen import Pen
from desktop.packets.styles import INK, Color, Stroke, Style
from desktop.packets.table import PAD, Column, first_base_line
from desktop.planning.word_changes import Pieces

Mark = Literal["", "gone", "new"]
Run = tuple[str, Mark]
Line = list[Run]

BOLD = {fonts.REGULAR: fonts.SEMIBOLD, fonts.ITALIC: fonts.SEMIBOLD_ITALIC}
RULE = Stroke(INK, 0.6)
_BLANK: Run = (" ", "")


def marked_lines(pieces: Pieces, mark: Mark, style: Style, room: float) -> list[Line]:
    """Return pieces of a text as lines of at most `room` points, the changed ones with `mark`."""
    runs: list[Run] = [(piece, mark if changed else "") for piece, changed in pieces]
    lines: list[Line] = []
    for paragraph in _paragraphs(runs):
        broken = _wrapped(_words(paragraph), style, room)
        if broken or (lines and lines[-1]):
            lines.extend(broken or [[]])
    while lines and not lines[-1]:
        lines.pop()
    return lines


def style_of(style: Style, mark: Mark) -> Style:
    """Return how a marked run is set."""
    if mark != "new":
        return style
    return Style(BOLD.get(style.face, style.face), style.size, style.leading, style.color)


def _paragraphs(runs: Sequence[Run]) -> list[list[Run]]:
    paragraphs: list[list[Run]] = [[]]
    for text, mark in runs:
        first, *others = text.split("\n")
        paragraphs[-1].append((first, mark))
        paragraphs.extend([(other, mark)] for other in others)
    return paragraphs


def _words(runs: Sequence[Run]) -> list[tuple[Run, Line]]:
    """Return words, each with the blank before it; a word may be of several runs."""
    words: list[tuple[Run, Line]] = []
    blank: Run | None = _BLANK
    for text, mark in runs:
        for place, part in enumerate(text.split(" ")):
            if place:
                blank = (" ", mark)
            if not part:
                continue
            if blank is None:
                words[-1][1].append((part, mark))
            else:
                words.append((blank, [(part, mark)]))
            blank = None
    return words


def _wrapped(words: Sequence[tuple[Run, Line]], style: Style, room: float) -> list[Line]:
    lines: list[Line] = []
    used = room
    for blank, word in words:
        gap, needed = _width([blank], style), _width(word, style)
        if lines and used + gap + needed <= room:
            lines[-1] += [blank, *word]
            used += gap + needed
            continue
        for part in [word] if needed <= room else _broken(word, style, room):
            lines.append(list(part))
            used = _width(part, style)
    return [_joined(line) for line in lines]


def _broken(word: Line, style: Style, room: float) -> list[Line]:
    """Break a word that is wider than its column, letter by letter."""
    parts: list[Line] = [[]]
    used = 0.0
    for text, mark in word:
        for letter in text:
            step = _width([(letter, mark)], style)
            if parts[-1] and used + step > room:
                parts.append([])
                used = 0.0
            parts[-1].append((letter, mark))
            used += step
    return [_joined(part) for part in parts]


def _joined(line: Line) -> Line:
    joined: Line = []
    for text, mark in line:
        if joined and joined[-1][1] == mark:
            joined[-1] = (joined[-1][0] + text, mark)
        else:
            joined.append((text, mark))
    return joined


def _width(line: Line, style: Style) -> float:
    return sum(width(text, style_of(style, mark).face, style.size) for text, mark in line)


@dataclass(slots=True)
class MarkedCell:
    """Lines in a column, all in one style."""

    column: Column
    style: Style
    lines: list[Line]

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the lines downward from `top`."""
        y = top - first_base_line(self.style)
        for line in self.lines:
            x = left + self.column.x
            for text, mark in line:
                style = style_of(self.style, mark)
                across = width(text, style.face, style.size)
                pen.text(x, y, text, style)
                if mark:
                    up = style.size * 0.24 if mark == "gone" else -style.size * 0.16
                    pen.rule((x, y + up), (x + across, y + up), RULE)
                x += across
            y -= self.style.leading


@dataclass(slots=True)
class MarkedRow(Block):
    """A row of marked cells; all have the leading of the first."""

    cells: list[MarkedCell]
    width: float
    ground: Color = ""
    pad: float = PAD
    height: float = 0.0

    def __post_init__(self) -> None:
        most = max((cell.style.leading * len(cell.lines) for cell in self.cells), default=0.0)
        self.height = most + 2 * self.pad

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the row downward from `top`."""
        if self.ground:
            pen.box(left, top - self.height, self.width, self.height, self.ground)
        for cell in self.cells:
            cell.draw(pen, left, top - self.pad)

    def split(self, room: float) -> tuple[MarkedRow, MarkedRow] | None:
        """Return two rows, the first at most `room` points high; None when no line fits."""
        fitting = int((room - 2 * self.pad) / self.cells[0].style.leading + 0.001)
        if fitting < 1 or all(len(cell.lines) <= fitting for cell in self.cells):
            return None
        first, rest = (
            [MarkedCell(cell.column, cell.style, cell.lines[part]) for cell in self.cells]
            for part in (slice(None, fitting), slice(fitting, None))
        )
        return (
            MarkedRow(first, self.width, self.ground, self.pad),
            MarkedRow(rest, self.width, self.ground, self.pad),
        )

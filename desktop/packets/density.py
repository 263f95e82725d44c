"""How close together a document sets its rows, so that it keeps to the pages it should have."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.packets.styles import Style


@dataclass(frozen=True, slots=True)
class Density:
    """Room above and below the text of a row, and above a heading, in points.

    `smaller` is taken off the size and the leading of text in tables.
    """

    row: float
    group: float
    heading: float
    smaller: float = 0.0

    def set(self, style: Style) -> Style:
        """Return `style` as tables of this density use it."""
        return style.sized(style.size - self.smaller, style.leading - 2 * self.smaller)


ROOMY = Density(row=1.6, group=2.4, heading=13)
USUAL = Density(row=1.0, group=1.7, heading=11)
SNUG = Density(row=0.7, group=1.2, heading=9)
TIGHT = Density(row=0.3, group=0.7, heading=7)
TIGHTEST = Density(row=0.3, group=0.6, heading=7, smaller=0.5)
CRAMPED = Density(row=0.2, group=0.5, heading=6, smaller=0.8)

"""How close together a document sets its rows, so that it keeps to the pages it should have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Density:
    """Room above and below the text of a row, and above a heading, in points."""

    row: float
    group: float
    heading: float


ROOMY = Density(row=1.6, group=2.4, heading=13)
USUAL = Density(row=1.0, group=1.7, heading=11)
TIGHT = Density(row=0.3, group=0.7, heading=7)

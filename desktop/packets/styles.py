"""Colors and type of all paper.

Colors are kept as the operands of PDF's color operators. Each one is chosen so that the page
also reads in black and white, where edges and hatching tell kinds of activity apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from desktop.packets import fonts

Color = str
EdgeForm = Literal["solid", "double", "thin", "dashes", "dots", "rising", "falling"]


def color(code: str) -> Color:
    """Return "#rrggbb" as the operands of PDF's color operators."""
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.3f}" for part in parts)


INK = color("#1d2a2e")
QUIET = color("#52636a")
ACCENT = color("#0b6660")
LINE = color("#cdd7d9")
FAINT = color("#e4eaeb")
ZEBRA = color("#f5f5f5")
WHITE = color("#ffffff")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: face, size and distance between base lines in points, color."""

    face: str
    size: float
    leading: float
    color: Color = INK

    def slanted(self) -> Style:
        """Return this style in italics, as a text is set whose translation is missing."""
        return replace(self, face=fonts.SLANTED[self.face])

    def colored(self, tint: Color) -> Style:
        """Return this style in another color."""
        return replace(self, color=tint)

    def sized(self, size: float, leading: float) -> Style:
        """Return this style in another size."""
        return replace(self, size=size, leading=leading)


BODY = Style(fonts.REGULAR, 10, 13)
STRONG = Style(fonts.SEMIBOLD, 10, 13)
HEADING = Style(fonts.SEMIBOLD, 9, 13, ACCENT)
TITLE = Style(fonts.SEMIBOLD, 19, 23)
TITLE_SECOND = Style(fonts.LIGHT, 19, 23, QUIET)
PLAN_TITLE = Style(fonts.SEMIBOLD, 24, 28)
PLAN_TITLE_SECOND = Style(fonts.LIGHT, 18, 23, QUIET)
SUBTITLE = Style(fonts.REGULAR, 9, 12, QUIET)
TABLE = Style(fonts.REGULAR, 8.5, 10.5)
TABLE_STRONG = Style(fonts.SEMIBOLD, 8.5, 10.5)
TABLE_QUIET = Style(fonts.REGULAR, 8, 10.5, QUIET)
TABLE_HEADING = Style(fonts.SEMIBOLD, 8.5, 10.5, ACCENT)
SMALL = Style(fonts.REGULAR, 7.5, 9.5, QUIET)
SMALL_STRONG = Style(fonts.SEMIBOLD, 7.5, 9.5)
FOOTER = Style(fonts.REGULAR, 7.5, 9.5, QUIET)
MARKING = Style(fonts.SEMIBOLD, 8.5, 10)


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a rule is drawn; `dashes` are the lengths of a dash and a gap, as "2 2"."""

    color: Color
    thickness: float = 0.5
    dashes: str = ""


THIN = Stroke(LINE)
FAINTEST = Stroke(FAINT)
ACCENTED = Stroke(ACCENT)


@dataclass(frozen=True, slots=True)
class KindLook:
    """How a kind of activity looks in a grid: the ground, and the form of its left edge."""

    ground: Color
    edge: Color
    edge_form: EdgeForm = "solid"


_TEAL, _TEAL_EDGE = color("#d8ebe8"), color("#0b5e59")
_BLUE, _BLUE_EDGE = color("#dfe6f4"), color("#31549b")
_SAND, _SAND_EDGE = color("#f7eedb"), color("#8f6410")
_PALE = color("#f6f8f8")
_GREY, _GREY_EDGE = color("#ebeff0"), color("#5b6a70")

KIND_LOOKS: dict[str, KindLook] = {
    "play": KindLook(_TEAL, _TEAL_EDGE),
    "training": KindLook(_BLUE, _BLUE_EDGE, "double"),
    "briefing": KindLook(_SAND, _SAND_EDGE, "thin"),
    "hot-wash": KindLook(_SAND, _SAND_EDGE, "dashes"),
    "ceremony": KindLook(_GREY, _GREY_EDGE, "double"),
    "movement": KindLook(_GREY, _GREY_EDGE, "rising"),
    "travel": KindLook(_GREY, _GREY_EDGE, "falling"),
    "maintenance": KindLook(_GREY, _GREY_EDGE, "dots"),
    "meal": KindLook(_GREY, _GREY_EDGE, "thin"),
    "rest": KindLook(_PALE, _GREY_EDGE, "thin"),
}
OTHER_LOOK = KindLook(_GREY, _GREY_EDGE)
"""For a kind that this version of Istmo does not know."""


def look_of(kind: str) -> KindLook:
    """Return how activities of `kind` look."""
    return KIND_LOOKS.get(kind, OTHER_LOOK)

"""The page that all documents share: paper, margins, marking, running head and foot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm

from desktop.packets.fonts import width
from desktop.packets.pen import Pen
from desktop.packets.styles import FOOTER, MARKING, THIN, Style
from desktop.packets.wrapping import shorten

Paper = Literal["letter", "a4"]
SIZES: dict[Paper, tuple[float, float]] = {"letter": LETTER, "a4": A4}

BINDING = 22 * mm
MARGIN = 18 * mm
HEAD = 22 * mm
FOOT = 20 * mm
EDGE_TO_MARKING = 9.5 * mm
EDGE_TO_RULE = 16.2 * mm


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that content may use, in points from the lower left corner.

    Upright pages are bound at the left, pages on their side at the top.
    """

    paper: Paper
    landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole page."""
        across, up = SIZES[self.paper]
        return (up, across) if self.landscape else (across, up)

    @property
    def left(self) -> float:
        """The left edge of the content."""
        return MARGIN if self.landscape else BINDING

    @property
    def right(self) -> float:
        """The right edge of the content."""
        return self.size[0] - MARGIN

    @property
    def top(self) -> float:
        """The upper edge of the content."""
        return self.size[1] - HEAD - self.binding_above

    @property
    def bottom(self) -> float:
        """The lower edge of the content."""
        return FOOT

    @property
    def binding_above(self) -> float:
        """How much lower everything begins because the page is bound at the top."""
        return BINDING - MARGIN if self.landscape else 0

    @property
    def width(self) -> float:
        """The width of the content."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height of the content."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry in the outline that viewers show beside the pages."""

    title: str
    level: int = 0


@dataclass(slots=True)
class Sheet:
    """One page, laid out and ready to be drawn."""

    frame: Frame
    draw: Callable[[Pen], None]
    bookmarks: list[Bookmark] = field(default_factory=list)

    def settle(self, pen: Pen) -> None:
        """Draw the page now and let go of what it was made of; `draw` repeats the drawing.

        Thousands of rows kept until all pages are laid out would keep Python's garbage
        collector busy for half of the time.
        """
        ink = pen.drawn(self.draw)
        self.draw = lambda later: later.add(ink)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page of a packet besides its content."""

    marking: str
    plan_name: str
    version: str
    as_of: str
    page_of: Callable[[int, int], str]

    def draw(self, pen: Pen, frame: Frame, title: str, page: tuple[int, int]) -> None:
        """Draw marking, plan name, document title, version, its moment, and page x of y."""
        up = frame.size[1] - frame.binding_above
        middle = (frame.left + frame.right) / 2
        marking = _fitting(self.marking, MARKING, frame.width)
        pen.text_centered(middle, up - EDGE_TO_MARKING, *marking)
        pen.text_centered(middle, EDGE_TO_MARKING - 6, *marking)
        _draw_head(pen, frame, up - EDGE_TO_RULE, self.plan_name, title)
        foot = EDGE_TO_RULE
        pen.rule((frame.left, foot), (frame.right, foot), THIN)
        pen.text(frame.left, foot - 9, self.version, FOOTER)
        pen.text_right(frame.right, foot - 9, self.page_of(*page), FOOTER)
        pen.text_centered(middle, foot - 9, self.as_of, FOOTER)


def _draw_head(pen: Pen, frame: Frame, rule: float, plan_name: str, title: str) -> None:
    title = shorten(title, FOOTER.face, FOOTER.size, frame.width * 0.45)
    room = frame.width - width(title, FOOTER.face, FOOTER.size) - 14
    pen.text(frame.left, rule + 4.5, shorten(plan_name, FOOTER.face, FOOTER.size, room), FOOTER)
    pen.text_right(frame.right, rule + 4.5, title, FOOTER)
    pen.rule((frame.left, rule), (frame.right, rule), THIN)


def _fitting(text: str, style: Style, room: float) -> tuple[str, Style]:
    """Return a line and the style, smaller if need be, in which it fits; cut at the worst."""
    needed = width(text, style.face, style.size)
    if needed > room:
        size = max(6.5, style.size * room / needed)
        style = style.sized(size, style.leading)
        text = shorten(text, style.face, style.size, room)
    return text, style

"""Content that runs from page to page: blocks one below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, Self

from desktop.packets.page import Bookmark, Frame, Sheet
from desktop.packets.pen import Pen

SMALLEST_PART = 60.0
"""A block is not split to fill less than this at the foot of a page, in points."""


class Block(Protocol):
    """A piece of content of a known height that is drawn downward from `top`."""

    @property
    def height(self) -> float:
        """The height in points."""

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the block, its upper left corner at (`left`, `top`)."""

    def split(self, room: float) -> tuple[Self, Self] | None:
        """Return what fits `room` and what remains; None when nothing sensible fits."""


class Gap:
    """Empty room between blocks; at the head of a page there is none."""

    def __init__(self, height: float) -> None:
        self.height = height

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw nothing."""

    def split(self, room: float) -> None:  # noqa: ARG002 - the protocol's signature
        """A gap is not split."""
        return


class Flow:
    """Lays blocks out on as many pages as they need.

    While `repeated` is set, it is called for the blocks that open each further page, such as
    the heading of a table that goes on.
    """

    def __init__(self, frame: Frame, pen: Pen) -> None:
        self.frame = frame
        self.pen = pen
        self.sheets: list[Sheet] = []
        self.repeated: Callable[[], Sequence[Block]] | None = None
        self._placed: list[tuple[Block, float]] = []
        self._y = frame.bottom
        self._fresh = False

    @property
    def room(self) -> float:
        """The height that is left on the page, in points."""
        return self._y - self.frame.bottom

    def new_page(self) -> None:
        """Begin a page."""
        self.finish()
        placed: list[tuple[Block, float]] = []
        self._placed = placed
        left = self.frame.left

        def draw(pen: Pen) -> None:
            for block, top in placed:
                block.draw(pen, left, top)

        self.sheets.append(Sheet(self.frame, draw))
        self._y = self.frame.top
        self._fresh = True
        for block in self.repeated() if self.repeated else ():
            self._put(block)
        self._fresh = True

    def finish(self) -> None:
        """Draw the page in work, as nothing more is to come on it."""
        if self._placed:
            self.sheets[-1].settle(self.pen)
            self._placed = []

    def bookmark(self, title: str, level: int = 0) -> None:
        """Add an entry to the outline that leads to the page in work."""
        if not self.sheets:
            self.new_page()
        self.sheets[-1].bookmarks.append(Bookmark(title, level))

    def need(self, height: float) -> None:
        """Begin a page unless `height` points are left on this one."""
        if not self.sheets or (height > self.room and not self._fresh):
            self.new_page()

    def add(self, block: Block, with_next: float = 0.0) -> None:
        """Add a block; it is split only when a whole page does not hold it.

        `with_next` is the height that must follow on the same page, as under a heading.
        """
        if not self.sheets:
            self.new_page()
        if isinstance(block, Gap):
            if not self._fresh and block.height < self.room:
                self._put(block)
            return
        if block.height <= self.frame.height * 0.5:
            self.need(block.height + with_next)
        elif block.height > self.room and self.room < SMALLEST_PART:
            self.need(block.height)
        self._add_split(block)

    def _add_split(self, block: Block) -> None:
        """Add a block, cut into parts where it is higher than the page in work."""
        while block.height > self.room + 0.01:
            parts = block.split(self.room)
            if parts is None:
                if self._fresh:
                    break
                self.new_page()
                continue
            self._put(parts[0])
            block = parts[1]
            self.new_page()
        self._put(block)

    def _put(self, block: Block) -> None:
        self._placed.append((block, self._y))
        self._y -= block.height
        self._fresh = False

"""Content that runs from page to page: blocks one below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.packets.page import Bookmark, Frame, Sheet
from desktop.packets.pen import Pen

SMALLEST_PART = 60.0
"""A block is not split to fill less than this at the foot of a page, in points."""


class Block:
    """A piece of content of a known height in points that is drawn downward."""

    __slots__ = ()
    height: float

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the block, its upper left corner at (`left`, `top`)."""
        raise NotImplementedError

    def split(self, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002 - for those that can
        """Return what fits `room` points, and the rest; None when it cannot be split."""
        return None


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

    def gap(self, height: float) -> None:
        """Leave room before what follows; at the head of a page there is none."""
        if self.sheets and not self._fresh:
            self._y -= height

    def add(self, block: Block, with_next: float = 0.0) -> None:
        """Add a block; it is split only when a whole page does not hold it.

        `with_next` is the height that must follow on the same page, as under a heading.
        """
        if not self.sheets:
            self.new_page()
        together = block.height + with_next
        if together <= self._page_room() or self.room < SMALLEST_PART:
            self.need(together)
        while block.height > self.room + 0.01:
            parts = block.split(self.room)
            if parts is None and self._fresh:
                break
            if parts is not None:
                self._put(parts[0])
                block = parts[1]
            self.new_page()
        self._put(block)

    def _page_room(self) -> float:
        """Return the height of a page below what it repeats."""
        repeated = self.repeated() if self.repeated else ()
        return self.frame.height - sum(block.height for block in repeated)

    def _put(self, block: Block) -> None:
        self._placed.append((block, self._y))
        self._y -= block.height
        self._fresh = False

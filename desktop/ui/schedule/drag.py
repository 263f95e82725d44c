"""What is being dragged on a board, before it is done."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from desktop.ui.schedule.bars import Bar

BODY, START, END = "body", "start", "end"
"""The parts of a bar that can be taken hold of."""

CREATE, BAND = "create", "band"


@dataclass(slots=True)
class Ghost:
    """Where a bar would lie if it were let go now; `bar` is None for a new item."""

    bar: Bar | None
    start: int
    end: int
    lane: int


@dataclass(slots=True)
class Drag:
    """A drag under way: of a bar's body, start or end, a new item, or a rubber band.

    The first ghost is of the bar under the pointer.
    """

    mode: str
    ghosts: list[Ghost] = field(default_factory=list)
    band: QRectF = field(default_factory=QRectF)

    @property
    def dragged(self) -> set[str]:
        """The ids of the items that are being dragged."""
        return {ghost.bar.item_id for ghost in self.ghosts if ghost.bar is not None}

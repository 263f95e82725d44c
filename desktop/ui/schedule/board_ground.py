"""The ground of a board: where time and lanes lie on the screen, whatever lies on them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.planning.moments import PlanClock
from desktop.ui.schedule.bars import Bar

SNAP, FINE_SNAP = 15, 5
FINE_SCALE = 2.5
"""Pixels for a minute from which on dragging snaps to five minutes."""


class BoardGround(QAbstractScrollArea):
    """A scrolled area of lanes and time; subclasses say how these lie."""

    def __init__(self) -> None:
        super().__init__()
        self.clock: PlanClock | None = None

    def minute_at(self, pos: QPoint) -> float:
        """Return the minute after STARTEX at a point of the viewport."""
        raise NotImplementedError

    def lane_at(self, pos: QPoint) -> int:
        """Return the number of the lane at, or nearest to, a point of the viewport."""
        raise NotImplementedError

    def bar_at(self, pos: QPoint) -> tuple[Bar, str] | None:
        """Return the bar at a point of the viewport and the part of it that lies there."""
        raise NotImplementedError

    def area_of(self, bar: Bar) -> QRectF:
        """Return where a bar lies on the viewport, in sight or not."""
        raise NotImplementedError

    def bars_in(self, band: QRectF) -> list[Bar]:
        """Return the bars that a rubber band touches."""
        raise NotImplementedError

    def free_area(self) -> QRect:
        """Return the part of the viewport in which items lie: all but the headings."""
        raise NotImplementedError

    def is_free(self, pos: QPoint) -> bool:
        """Return whether a point without a bar lies in a lane."""
        raise NotImplementedError

    def bring_into_view(self, bar: Bar) -> None:
        """Scroll to a bar."""
        raise NotImplementedError

    def pixels_per_minute(self) -> float:
        """Return how large a minute is."""
        raise NotImplementedError

    def cursor_for(self, hit: tuple[Bar, str] | None) -> Qt.CursorShape:
        """Return the pointer's shape over a part of a bar, or over none."""
        raise NotImplementedError

    def middle_of_view(self) -> tuple[int, int]:
        """Return the minute in the middle of what is in sight, and the first lane there."""
        raise NotImplementedError

    def first_in_view(self) -> Bar | None:
        """Return the first bar in sight, or failing that of all."""
        raise NotImplementedError

    def press_beside(self, _pos: QPoint, _modifiers: Qt.KeyboardModifier) -> bool:
        """Take a press on a heading; return whether it was one."""
        return False

    def double_click_beside(self, _pos: QPoint) -> bool:
        """Take a double click on a heading; return whether it was one."""
        return False

    def tooltip_beside(self, _pos: QPoint) -> tuple[str, QRect]:
        """Return what to show when a heading is pointed at, and where that holds."""
        return "", QRect()

    def snapped(self, minute: float, step: int) -> int:
        """Return the nearest minute that is a multiple of `step` on the wall clock."""
        midnight = self.midnight
        return round((minute - midnight) / step) * step + midnight

    @property
    def midnight(self) -> int:
        """The minute of midnight before STARTEX."""
        return 0 if self.clock is None else -(self.clock.start.hour * 60 + self.clock.start.minute)

    def snap_step(self, modifiers: Qt.KeyboardModifier) -> int:
        """Return the minutes that dragging snaps to: 15; 5 with Alt and when zoomed in."""
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        return FINE_SNAP if alt or self.pixels_per_minute() >= FINE_SCALE else SNAP

    def scrolled(self) -> QPoint:
        """Return how far the board is scrolled, in pixels."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def scroll_by(self, by: QPoint) -> None:
        """Scroll by pixels, as far as there is anything."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + by.x())
        down.setValue(down.value() + by.y())

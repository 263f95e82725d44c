"""The mouse on a board: select, move, resize, create, rubber band, pan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.schedule.acts import SHORTEST
from desktop.ui.schedule.bars import Bar
from desktop.ui.schedule.drag import BAND, BODY, CREATE, END, START, Drag, Ghost

if TYPE_CHECKING:
    from desktop.ui.schedule.board import Board

SEVERAL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SCROLL_MILLISECONDS = 30
SCROLL_MARGIN, SCROLL_STEP = 24, 18


@dataclass(slots=True)
class _Press:
    """Where and on what the button went down."""

    pos: QPoint
    minute: float
    lane: int
    bar: Bar | None
    part: str
    mode: str
    was_selected: bool
    moved_by_scrolling: QPoint


class Gestures:
    """Turns what the mouse does into a drag that the board shows, and then into an act."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._press: _Press | None = None
        self._pan: QPoint | None = None
        self._last: tuple[QPoint, Qt.KeyboardModifier] | None = None
        self._scrolling = QTimer(board, interval=SCROLL_MILLISECONDS)
        self._scrolling.timeout.connect(self._scroll_on)

    @property
    def busy(self) -> bool:
        """Whether a button is held down for something."""
        return self._press is not None or self._pan is not None

    def press(self, event: QMouseEvent) -> None:
        """Begin: the left button selects or takes hold, the middle one pans."""
        board, pos = self._board, event.position().toPoint()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan = pos
            board.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != Qt.MouseButton.LeftButton or board.chart is None:
            return
        modifiers = event.modifiers()
        hit = board.bar_at(pos)
        if hit is not None:
            self._press_bar(pos, *hit, modifiers)
        elif board.press_beside(pos, modifiers):
            return
        else:
            if not modifiers & SEVERAL:
                board.selection.choose(())
            band = bool(modifiers & SEVERAL) or not board.is_free(pos)
            mode = BAND if band else CREATE
            self._press = self._pressed(pos, None, "", mode, was_selected=False)

    def _press_bar(self, pos: QPoint, bar: Bar, part: str, modifiers: Qt.KeyboardModifier) -> None:
        selection = self._board.selection
        was_selected = bar.item_id in selection
        self._board.lane_of_current = bar.lane
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            selection.toggle(bar.item_id)
            return
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._board.extend_to(bar)
            return
        if was_selected:
            selection.choose(selection.ids, bar.item_id)
        else:
            selection.choose((bar.item_id,))
        self._press = self._pressed(pos, bar, part, part, was_selected=was_selected)

    def _pressed(
        self, pos: QPoint, bar: Bar | None, part: str, mode: str, *, was_selected: bool
    ) -> _Press:
        board = self._board
        minute, lane = board.minute_at(pos), board.lane_at(pos)
        return _Press(
            pos,
            minute,
            lane if bar is None else bar.lane,
            bar,
            part,
            mode,
            was_selected,
            board.scrolled(),
        )

    def move(self, event: QMouseEvent) -> None:
        """Go on with a pan or a drag; without one, shape the pointer to what lies below."""
        pos = event.position().toPoint()
        if self._pan is not None:
            self._board.scroll_by(self._pan - pos)
            self._pan = pos
            return
        if self._press is None:
            hit = self._board.bar_at(pos)
            self._board.viewport().setCursor(self._board.cursor_for(hit))
            return
        far = (pos - self._press.pos).manhattanLength() >= QApplication.startDragDistance()
        if self._board.drag is None and not far:
            return
        self._last = (pos, event.modifiers())
        self._drag_to(pos, event.modifiers())
        if not self._scrolling.isActive():
            self._scrolling.start()

    def release(self, event: QMouseEvent) -> None:
        """End: what was dragged is done; a click on one of several selects that one."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan = None
            self._board.viewport().unsetCursor()
            return
        press = self._press
        if self._board.drag is not None:
            self._drag_to(event.position().toPoint(), event.modifiers())
        drag = self._board.drag
        self._end()
        if press is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if drag is not None:
            self._board.edits.drop(drag)
        elif press.bar is not None and press.was_selected:
            self._board.selection.choose((press.bar.item_id,))

    def cancel(self) -> bool:
        """Give up what is being dragged; return whether anything was."""
        was_busy = self._board.drag is not None or self._pan is not None
        self._end()
        self._pan = None
        return was_busy

    def _end(self) -> None:
        self._press = None
        self._last = None
        self._scrolling.stop()
        self._board.show_drag(None)

    def _drag_to(self, pos: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        press, board = self._press, self._board
        if press is None:
            return
        step = board.snap_step(modifiers)
        if press.mode == BAND:
            begun = press.pos + press.moved_by_scrolling - board.scrolled()
            band = QRectF(begun, pos).normalized()
            board.show_drag(Drag(BAND, band=band))
        elif press.mode == CREATE:
            first, last = sorted((press.minute, board.minute_at(pos)))
            start = board.snapped(first, step)
            end = max(board.snapped(last, step), start + step)
            board.show_drag(Drag(CREATE, [Ghost(None, start, end, press.lane)]))
        elif press.bar is not None:
            board.show_drag(self._drag_of_bars(press, press.bar, pos, step))

    def _drag_of_bars(self, press: _Press, held: Bar, pos: QPoint, step: int) -> Drag:
        board = self._board
        moved = board.minute_at(pos) - press.minute
        bars = [held] + [bar for bar in board.selected_bars() if bar.item_id != held.item_id]
        ghost = board.edits.ghost
        if press.part == BODY:
            by = board.snapped(held.start + moved, step) - held.start
            lanes = board.lane_at(pos) - press.lane
            ghosts = [ghost(bar, by, by, lanes) for bar in bars]
        elif press.part == START:
            by = board.snapped(held.start + moved, step) - held.start
            ghosts = [ghost(bar, min(by, bar.end - bar.start - SHORTEST), 0) for bar in bars]
        else:
            by = board.snapped(held.end + moved, step) - held.end
            ghosts = [ghost(bar, 0, max(by, bar.start - bar.end + SHORTEST)) for bar in bars]
        return Drag({BODY: BODY, START: START, END: END}[press.part], ghosts)

    def _scroll_on(self) -> None:
        """Scroll while a drag is held at the edge."""
        if self._last is None:
            return
        pos, modifiers = self._last
        area = self._board.free_area()
        by = QPoint(_push(pos.x(), area.left(), area.right()), 0)
        by.setY(_push(pos.y(), area.top(), area.bottom()))
        if not by.isNull():
            before = self._board.scrolled()
            self._board.scroll_by(by)
            if self._board.scrolled() != before:
                self._drag_to(pos, modifiers)


def _push(at: int, low: int, high: int) -> int:
    if at < low + SCROLL_MARGIN:
        return -SCROLL_STEP
    return SCROLL_STEP if at > high - SCROLL_MARGIN else 0

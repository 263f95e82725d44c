"""The keyboard on a board: it can do all that the mouse can."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.ui.schedule.acts import SHORTEST, Shift
from desktop.ui.schedule.bars import Bar

if TYPE_CHECKING:
    from desktop.ui.schedule.board import Board

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class BoardKeys:
    """Turns keys into selections and acts.

    `earlier`, `later`, `before` and `after` are the arrow keys for the previous and next
    item in time, and for the lane before and after.
    """

    def __init__(self, board: Board, arrows: tuple[Qt.Key, Qt.Key, Qt.Key, Qt.Key]) -> None:
        self._board = board
        self._earlier, self._later, self._before, self._after = arrows

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; return whether it asked for anything."""
        board, key = self._board, Qt.Key(event.key())
        if board.chart is None:
            return False
        if event.matches(QKeySequence.StandardKey.SelectAll):
            board.selection.choose(board.chart.bars_of)
            return True
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Return: board.edits.edit_title,
            Qt.Key.Key_Enter: board.edits.edit_title,
            Qt.Key.Key_Delete: board.edits.remove_selected,
            Qt.Key.Key_Backspace: board.edits.remove_selected,
            Qt.Key.Key_Insert: board.edits.insert_item,
            Qt.Key.Key_Escape: lambda: board.selection.choose(()),
            Qt.Key.Key_Home: lambda: self._end_of_time(last=False),
            Qt.Key.Key_End: lambda: self._end_of_time(last=True),
        }
        act = acts.get(key)
        if act is not None:
            act()
            return True
        if key in {self._earlier, self._later, self._before, self._after}:
            self._arrow(key, event.modifiers())
            return True
        return False

    def _arrow(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        forward = key in {self._later, self._after}
        in_time = key in {self._earlier, self._later}
        if modifiers & ALT and in_time:
            self._move(1 if forward else -1, resize=bool(modifiers & SHIFT), modifiers=modifiers)
        elif modifiers & ALT:
            self._change_lane(1 if forward else -1)
        else:
            self._select(self._neighbor(forward=forward, in_time=in_time), bool(modifiers & SHIFT))

    def _select(self, bar: Bar | None, extend: bool) -> None:
        if bar is None:
            return
        board = self._board
        board.lane_of_current = bar.lane
        ids = (*board.selection.ids, bar.item_id) if extend else (bar.item_id,)
        board.selection.choose(ids, bar.item_id)
        board.bring_into_view(bar)

    def _neighbor(self, *, forward: bool, in_time: bool) -> Bar | None:
        board, chart = self._board, self._board.chart
        now = board.current_bar()
        if chart is None:
            return None
        if now is None:
            return board.first_in_view()
        if in_time:
            lane = chart.in_lane(now.lane)
            at = lane.index(now) + (1 if forward else -1)
            return lane[at] if 0 <= at < len(lane) else None
        step = 1 if forward else -1
        number = now.lane + step
        while 0 <= number < len(chart.rows):
            lane = chart.in_lane(number)
            if lane:
                return min(lane, key=lambda bar: abs(bar.start - now.start))
            number += step
        return None

    def _move(self, steps: int, *, resize: bool, modifiers: Qt.KeyboardModifier) -> None:
        board = self._board
        now = board.current_bar()
        if now is None:
            return
        step = board.snap_step(modifiers & ~ALT)
        if resize:
            by = board.snapped(now.end + steps * step, step) - now.end
            shifts = [
                Shift(b.item_id, b.start, max(b.end - b.start + by, SHORTEST))
                for b in board.selected_bars()
            ]
        else:
            by = board.snapped(now.start + steps * step, step) - now.start
            shifts = [
                Shift(b.item_id, b.start + by, b.end - b.start) for b in board.selected_bars()
            ]
        board.edits.shift(shifts)

    def _change_lane(self, step: int) -> None:
        board, chart = self._board, self._board.chart
        if chart is None:
            return
        ghosts = [board.edits.ghost(bar, 0, 0, step) for bar in board.selected_bars()]
        shifts = [shift for ghost in ghosts if (shift := board.edits.shift_of(ghost)) is not None]
        now = board.current_bar()
        if now is not None:
            board.lane_of_current = board.edits.ghost(now, 0, 0, step).lane
        board.edits.shift(shifts)

    def _end_of_time(self, *, last: bool) -> None:
        chart = self._board.chart
        if chart is None:
            return
        bars = [bar for lane in chart.rows for row in lane for bar in row.bars]
        if bars:
            found = max(bars, key=lambda b: b.start) if last else min(bars, key=lambda b: b.start)
            self._select(found, extend=False)

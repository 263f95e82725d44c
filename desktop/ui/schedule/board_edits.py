"""What is done to the items on a board: move, resize, make, remove, rename."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from desktop.language import spoken
from desktop.ui.schedule.acts import Shift
from desktop.ui.schedule.bars import Bar
from desktop.ui.schedule.drag import BAND, BODY, CREATE, Drag, Ghost

if TYPE_CHECKING:
    from desktop.ui.schedule.board import Board

NEW_MINUTES = 60


class BoardEdits:
    """Edits the plan by what the mouse and the keys did on a board."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def ghost(self, bar: Bar, start_by: int, end_by: int, lanes: int = 0) -> Ghost:
        """Return where a bar would lie, moved by minutes and by lanes."""
        chart = self._board.chart
        count = len(chart.rows) if chart is not None else 1
        lane = min(max(bar.lane + lanes, 0), count - 1)
        return Ghost(bar, bar.start + start_by, bar.end + end_by, lane)

    def shift_of(self, ghost: Ghost) -> Shift | None:
        """Return what becomes of an item when its ghost is let go."""
        chart = self._board.chart
        if ghost.bar is None or chart is None:
            return None
        changes_lane = ghost.lane != ghost.bar.lane
        return Shift(
            ghost.bar.item_id,
            ghost.start,
            ghost.end - ghost.start,
            chart.lane(ghost.bar.lane).key,
            chart.lane(ghost.lane) if changes_lane else None,
        )

    def shift(self, shifts: Sequence[Shift]) -> None:
        """Do what became of items as one undo step, and keep the current one in sight."""
        board = self._board
        if board.chart is not None and shifts:
            board.acts.shift(shifts, board.chart.lanes)
            now = board.current_bar()
            if now is not None:
                board.bring_into_view(now)

    def drop(self, drag: Drag) -> None:
        """Do what was dragged."""
        board = self._board
        if drag.mode == BAND:
            board.selection.add(bar.item_id for bar in board.bars_in(drag.band))
        elif drag.mode == CREATE:
            ghost = drag.ghosts[0]
            self.make_item(ghost.start, ghost.end - ghost.start, ghost.lane)
        else:
            if drag.mode == BODY:
                board.lane_of_current = drag.ghosts[0].lane
            shifts = [s for ghost in drag.ghosts if (s := self.shift_of(ghost)) is not None]
            if board.chart is not None:
                board.acts.shift(shifts, board.chart.lanes)

    def make_item(self, start: int, minutes: int, lane: int) -> None:
        """Add an item, select it and let its title be typed."""
        board, chart = self._board, self._board.chart
        if chart is None:
            return
        board.finish_editing()
        item_id = board.acts.create(start, minutes, chart.lanes, chart.lane(lane))
        # Making it may have brought another chart.
        if item_id and board.chart is not None and board.chart.bar(item_id) is not None:
            board.lane_of_current = lane
            board.selection.choose((item_id,))
            self.edit_title()

    def insert_item(self) -> None:
        """Add an item behind the current one, or in the middle of what is in sight."""
        now = self._board.current_bar()
        start, lane = self._board.middle_of_view() if now is None else (now.end, now.lane)
        self.make_item(start, NEW_MINUTES, lane)

    def remove_selected(self) -> None:
        """Remove the selected items; the next one in the lane, or else the last, is selected."""
        board, following = self._board, self._beside_selected()
        ids = board.selection.ids
        board.selection.choose((following,) if following else ())
        board.acts.remove(ids)

    def edit_title(self) -> None:
        """Open the line in which the current item's title is typed."""
        board, plan, bar = self._board, self._board.desk.plan, self._board.current_bar()
        item: Any = plan.get(board.table, bar.item_id) if plan is not None and bar else None
        if bar is None or item is None:
            return
        board.bring_into_view(bar)
        item_id = item.id

        def done(text: str | None) -> None:
            if text is not None:
                board.acts.rename(item_id, text)

        board.edit_in_place(board.area_of(bar).toRect(), item.title.best(spoken()), done)

    def _beside_selected(self) -> str:
        """Return the id of the item in the current one's lane that stays beside it."""
        board, now = self._board, self._board.current_bar()
        if now is None or board.chart is None:
            return ""
        lane = board.chart.in_lane(now.lane)
        left = [bar for bar in lane if bar.item_id not in board.selection or bar is now]
        at = left.index(now)
        beside = left[at + 1 :] or left[max(at - 1, 0) : at]
        return beside[0].item_id if beside else ""

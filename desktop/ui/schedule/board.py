"""A board: items drawn as bars in lanes along time, to be selected, moved and made.

What the timeline and the day grid have in common: the selection, the mouse and the keys,
the inline title, what is shown when pointed at. Where time and lanes lie on the screen,
and how they are painted, is theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from db.record import PlanRecord
from db.tables import ScheduleItem
from desktop.language import _, ngettext
from desktop.planning.moments import clock_of
from desktop.ui.desk import Desk
from desktop.ui.schedule.acts import ScheduleActs
from desktop.ui.schedule.bar_paint import BarFonts
from desktop.ui.schedule.bars import Bar, Chart
from desktop.ui.schedule.board_edits import NEW_MINUTES, BoardEdits
from desktop.ui.schedule.board_ground import BoardGround
from desktop.ui.schedule.board_keys import BoardKeys
from desktop.ui.schedule.board_menu import offer_acts
from desktop.ui.schedule.drag import Drag
from desktop.ui.schedule.gestures import SEVERAL, Gestures
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.title_editor import TitleEditor


class Board(BoardGround):
    """Shows a `Chart`; subclasses say where things lie and paint them.

    `clashes` holds, by item id, the sentences of its clashes; `drag` is what is being
    dragged now; `lane_of_current` tells which bar is meant of an item that has several.
    Emits `move_asked` when the selected items shall be moved by the dialog.
    """

    move_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        selection: Selection,
        acts: ScheduleActs,
        arrows: tuple[Qt.Key, Qt.Key, Qt.Key, Qt.Key],
    ) -> None:
        super().__init__()
        self.desk, self.selection, self.acts = desk, selection, acts
        self.chart: Chart | None = None
        self.clashes: Mapping[str, list[str]] = {}
        self.drag: Drag | None = None
        self.lane_of_current = 0
        self.fonts = BarFonts()
        self.edits = BoardEdits(self)
        self._gestures = Gestures(self)
        self._keys = BoardKeys(self, arrows)
        self._editor: TitleEditor | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        selection.changed.connect(self._show_selection)
        desk.settling.connect(self.finish_editing)

    @property
    def table(self) -> type[PlanRecord]:
        """The table whose rows are shown."""
        return ScheduleItem if self.chart is None else self.chart.table

    def show_chart(self, chart: Chart) -> None:
        """Show a chart of the plan on the desk."""
        plan = self.desk.plan
        if plan is not None:
            self.chart, self.clock = chart, clock_of(plan.row)
            if self._gestures.cancel():
                QToolTip.hideText()
            self.chart_changed()
            self._describe()

    def chart_changed(self) -> None:
        """Take note of a new chart; for subclasses."""
        self.viewport().update()

    def show_clashes(self, clashes: Mapping[str, list[str]]) -> None:
        """Mark the items that clash."""
        self.clashes = clashes
        self.viewport().update()
        self._describe()

    def show_drag(self, drag: Drag | None) -> None:
        """Show what is being dragged, or no more of it."""
        if drag is not None or self.drag is not None:
            self.drag = drag
            self.viewport().update()

    def drag_label(self) -> str:
        """Return the time, length and lane of what is under the pointer while dragging."""
        drag = self.drag
        if drag is None or not drag.ghosts or self.clock is None or self.chart is None:
            return ""
        ghost = drag.ghosts[0]
        label = self.acts.span(ghost.start, ghost.end)
        if ghost.bar is not None and ghost.lane != ghost.bar.lane:
            label = f"{label} · {self.chart.lane(ghost.lane).title}"
        if len(drag.ghosts) > 1:
            count = len(drag.ghosts)
            label += " · " + ngettext("{count} item", "{count} items", count).format(count=count)
        return label

    # Selection.

    def current_bar(self) -> Bar | None:
        """Return the bar of the item that the keys are at."""
        if self.chart is None or not self.selection.current:
            return None
        return self.chart.bar(self.selection.current, self.lane_of_current)

    def selected_bars(self) -> list[Bar]:
        """Return a bar for each selected item: the current one in its lane."""
        chart = self.chart
        if chart is None:
            return []
        found = [chart.bar(item_id, self.lane_of_current) for item_id in self.selection.ids]
        return [bar for bar in found if bar is not None]

    def extend_to(self, bar: Bar) -> None:
        """Select all between the current bar and this one, in time and in lanes."""
        chart, now = self.chart, self.current_bar()
        if chart is None or now is None:
            self.selection.choose((bar.item_id,))
            return
        first, last = sorted((now.start, bar.start))
        top, bottom = sorted((now.lane, bar.lane))
        between = [
            found.item_id
            for lane in chart.rows[top : bottom + 1]
            for row in lane
            for found in row.bars
            if first <= found.start <= last
        ]
        self.selection.choose((*self.selection.ids, *between), bar.item_id)

    def _show_selection(self) -> None:
        self.viewport().update()
        self._describe()

    def _describe(self) -> None:
        """Tell assistive technology what is selected; it follows the keys."""
        plan, ids = self.desk.plan, self.selection.ids
        item = plan.get(self.table, self.selection.current) if plan is not None else None
        if self.clock is None or item is None:
            self.setAccessibleDescription(_("Nothing selected"))
            return
        sentence = self.acts.sentence(item, list(self.clashes.get(item.id, [])))
        if len(ids) > 1:
            count = ngettext("{count} item selected", "{count} items selected", len(ids))
            sentence = f"{count.format(count=len(ids))}. {sentence}"
        self.setAccessibleDescription(sentence)

    def edit_in_place(self, area: QRect, text: str, done: Callable[[str | None], None]) -> None:
        """Open a line over an area of the viewport; `done` gets its text, None when given up."""
        self.finish_editing()

        def finished(typed: str | None) -> None:
            self._editor = None
            done(typed)

        self._editor = TitleEditor(self.viewport(), area, text, finished)

    def finish_editing(self) -> None:
        """Write the title that is being typed."""
        if self._editor is not None:
            self._editor.finish()

    # Qt's events.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hand over to the gestures."""
        self.finish_editing()
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hand over to the gestures."""
        self._gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hand over to the gestures."""
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the title of a bar, or make a new item of an hour where there is none."""
        if event.button() != Qt.MouseButton.LeftButton or self.chart is None:
            return
        self._gestures.cancel()
        pos = event.position().toPoint()
        hit = self.bar_at(pos)
        if self.double_click_beside(pos):
            return
        if hit is not None:
            self.lane_of_current = hit[0].lane
            self.selection.choose((hit[0].item_id,))
            self.edits.edit_title()
        elif self.is_free(pos) and not event.modifiers() & SEVERAL:
            step = self.snap_step(event.modifiers())
            start = self.snapped(self.minute_at(pos) - step / 2, step)
            self.edits.make_item(start, NEW_MINUTES, self.lane_at(pos))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the bar below, or with the selection."""
        hit = self.bar_at(event.pos())
        if hit is not None and hit[0].item_id not in self.selection:
            self.lane_of_current = hit[0].lane
            self.selection.choose((hit[0].item_id,))
        offer_acts(self, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up a drag on Escape; otherwise hand over to the keys."""
        if event.key() == Qt.Key.Key_Escape and self._gestures.cancel():
            return
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are elsewhere, and let go of what is held."""
        super().focusOutEvent(event)
        self._gestures.cancel()
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint anew: headings stay where they are while the rest moves."""
        self.finish_editing()
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show all facts of the bar that is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_facts(event)
            return True
        return super().viewportEvent(event)

    def _show_facts(self, event: QHelpEvent) -> None:
        plan, hit = self.desk.plan, self.bar_at(event.pos())
        item = plan.get(self.table, hit[0].item_id) if plan is not None and hit else None
        text, area = self.tooltip_beside(event.pos())
        if plan is not None and self.clock is not None and item is not None and hit:
            clashes = list(self.clashes.get(item.id, []))
            text = self.acts.tooltip(item, clashes)
            area = self.area_of(hit[0]).toRect()
        if text:
            QToolTip.showText(event.globalPos(), text, self.viewport(), area)
        else:
            QToolTip.hideText()

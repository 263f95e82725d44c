"""A spreadsheet-like table over rows of the plan, with its filter and its tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from db.door import Changes
from db.open_plan import OpenPlan
from db.record import Record
from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.tables.columns import Column
from desktop.ui.tables.columns_menu import columns_menu
from desktop.ui.tables.empty_note import EmptyNote
from desktop.ui.tables.record_model import RecordModel
from desktop.ui.tables.remembered_look import RememberedLook
from desktop.ui.tables.sheet_edits import SheetEdits
from desktop.ui.tables.table_commands import ADDING, MOVING, context_menu
from desktop.ui.tables.table_tools import TableTools
from desktop.ui.tables.table_view import TableView


class RecordTable(QWidget):
    """A table of rows; see the package's example.

    Emits `row_chosen` with a row or None, `entered` when the keyboard comes to it, and
    `widened` when all rows are shown again, whatever `narrow` had hidden.

    `page` names the table where its look is remembered; `noun` is the message id of what a
    row is, as in "Add milestone". `make` returns a new row; `rows` the rows to show. With
    `lines` 2 long texts take two lines when roomy. A page's `main` table has Ctrl+F from
    anywhere on the page; `empty` is what an empty table says. `add` adds a row in the
    page's own way; `sort` is the field by which the rows are sorted at first.
    """

    row_chosen = Signal(object)
    entered = Signal()
    widened = Signal()
    view: TableView
    look: RememberedLook
    density_button: QToolButton

    def __init__(
        self,
        desk: Desk,
        table: type[Record],
        columns: Sequence[Column],
        *,
        page: str,
        noun: str,
        make: Callable[[], Record] | None = None,
        rows: Callable[[OpenPlan], Sequence[Any]] | None = None,
        lines: int = 1,
        main: bool = True,
        empty: str = "",
        add_text: str = "",
        add: Callable[[], object] | None = None,
        sort: str = "",
    ) -> None:
        super().__init__()
        self._desk = desk
        self._table = table
        self.model = RecordModel(desk, table, columns, rows or (lambda plan: plan.rows(table)))
        self.edits = SheetEdits(desk, self.model, noun, make)
        self.view = TableView(self.model, self.edits, lines)
        self.view.setAccessibleName(_("Table"))
        self._chosen: str | None = None
        self._add = add
        self._movable = hasattr(table, "position")
        self.look = RememberedLook(desk, page, self.view, self.model, sort)
        self.note = EmptyNote(
            self.view, empty, add_text if make is not None or add is not None else ""
        )
        self.note.add_asked.connect(self.add_row)
        self.note.all_asked.connect(self.show_all)
        self.tools = TableTools()
        self.filter, self.count = self.tools.filter, self.tools.how_many
        self.columns_button = self.tools.columns_button
        self.density_button = self.tools.density_button
        self.density_button.setChecked(self.look.compact)
        self.message = QLabel()
        self.message.setProperty("role", "error")
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self.tools)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.message)
        # The view was made before the tools that stand above it.
        for tool in (self.filter, self.columns_button, self.density_button):
            QWidget.setTabOrder(tool, self.view)
        QWidget.setTabOrder(self.filter, self.columns_button)
        QWidget.setTabOrder(self.columns_button, self.density_button)
        self._connect(main=main)

    def _connect(self, *, main: bool) -> None:
        self.columns_button.clicked.connect(self.choose_columns)
        self.density_button.toggled.connect(self._set_compact)
        header = self.view.horizontalHeader()
        header.sectionClicked.connect(self._sort)
        self.view.headings.frozen_clicked.connect(self._sort)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns_at)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._offer_acts)
        self.view.selectionModel().currentChanged.connect(self._hear_current)
        self.view.told.connect(self._say)
        self.view.entered_by_focus.connect(self.entered)
        self.view.removing.connect(self.remove_rows)
        self.view.adding.connect(self.add_row)
        self.view.finding.connect(self.find_words)
        self.model.rearranged.connect(self._after_rearranging)
        self._typing = QTimer(self, singleShot=True, interval=120)
        self._typing.timeout.connect(self._apply_filter)
        self.filter.textChanged.connect(lambda _text: self._typing.start())
        self.filter.returnPressed.connect(self._leave_filter)
        self._desk.settling.connect(self.view.finish_editing)
        if main:
            shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
            shortcut.activated.connect(self.find_words)

    # What pages use

    def refresh(self, changes: Changes | None) -> None:
        """Show the plan as it stands; keep selection, scroll and what is being typed."""
        self.model.refresh(changes)
        self._after_rearranging()

    def current_row(self) -> Any | None:
        """Return the row the cursor is in."""
        index = self.view.currentIndex()
        here = index.isValid() and index.row() < len(self.model.shown)
        return self.model.shown[index.row()] if here else None

    def selected_rows(self) -> list[Any]:
        """Return the rows of the selected cells."""
        return self.view.selected_rows()

    def select(self, row_id: str, field: str = "") -> bool:
        """Put the cursor on a row and, if there is such a column, a field; say if it is here.

        A filter that hides the row is taken away.
        """
        if self.model.place_of(row_id) is None and self.model.is_filtered():
            self.show_all()
        place = self.model.place_of(row_id)
        if place is None:
            return False
        visible = self.view.visible_columns()
        named = [number for number in visible if self.model.columns[number].field == field]
        current = self.view.currentIndex().column()
        column = named[0] if named else current if current in visible else visible[0]
        self.view.go(place, column)
        return True

    def show_all(self) -> None:
        """Take away all that hides rows."""
        self.filter.clear()
        self.model.narrow(None)
        self._apply_filter()
        self.widened.emit()

    def narrow(self, test: Callable[[Any], bool] | None) -> None:
        """Show only rows that pass `test`, beside what the filter says; None shows all."""
        self.model.narrow(test)
        self._after_rearranging()

    def group(self, order: Callable[[Any], Any] | None, title: Callable[[Any], str]) -> None:
        """Keep rows together that have the same `order`, each group below its `title`."""
        self.view.groups.show(None if order is None else (order, title))
        self.model.group_by(order)
        self._after_rearranging()

    def focus(self) -> None:
        """Put the keyboard into the table."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_words(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def add_row(self, field: str = "") -> Any | None:
        """Add a row behind the current one, with the cursor in `field`; return it."""
        self._desk.settle()
        if self._add is not None:
            self._add()
            return None
        row = self.edits.add(self.current_row() if self.model.in_plan_order() else None)
        if row is not None:
            self.select(row.id, field or self._first_to_type())
            self.focus()
        return row

    def remove_rows(self) -> None:
        """Remove the selected rows."""
        self._desk.settle()
        rows = self.selected_rows()
        if not rows:
            return
        line = self.view.selected_lines()[0]
        column = self.view.currentIndex().column()
        self.edits.remove(rows)
        self.view.go(min(line, len(self.model.shown) - 1), column)

    # How it works

    def _first_to_type(self) -> str:
        columns = [self.model.columns[number] for number in self.view.visible_columns()]
        wide = [c for c in columns if c.editable and c.width >= 160]
        return next((c.field for c in (*wide, *columns) if c.editable), "")

    def _sort(self, column: int) -> None:
        """Sort up, then down, then as the plan has it."""
        self._desk.settle()
        model = self.model
        if model.sorted_by != column:
            model.sort_by(column)
        elif not model.descending:
            model.sort_by(column, descending=True)
        else:
            model.sort_by(None)
        self.look.note()
        self._after_rearranging()
        self.view.scrollTo(self.view.currentIndex())

    def _apply_filter(self) -> None:
        self._typing.stop()
        if self._desk.plan is None:
            return
        self.model.filter_by(self.filter.text())
        self._after_rearranging()

    def _leave_filter(self) -> None:
        self._apply_filter()
        if self.model.shown:
            if not self.view.currentIndex().isValid():
                self.view.go(0, self.view.visible_columns()[0])
            self.focus()

    def _hear_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self.model.shown[current.row()] if current.isValid() else None
        row_id = None if row is None else row.id
        if row_id != self._chosen:
            self._chosen = row_id
            self.row_chosen.emit(row)

    def _after_rearranging(self) -> None:
        shown = len(self.model.shown)
        filtered = self.model.is_filtered()
        self.note.show_for(empty=shown == 0, filtered=filtered, words=self.filter.text())
        self.count.setText(
            _("{shown} of {all}").format(shown=shown, all=self.model.known_count())
            if filtered
            else ""
        )
        self.view.gutter.setVisible(self._movable)
        self.view.gutter.allow_drag(wanted=self._movable and self.model.in_plan_order())
        if not self.view.currentIndex().isValid() and self._chosen is not None:
            self._chosen = None
            self.row_chosen.emit(None)

    def _say(self, sentence: str, wrong: bool) -> None:
        role = "error" if wrong else "quiet"
        if self.message.property("role") != role:
            self.message.setProperty("role", role)
            self.message.style().polish(self.message)
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _set_compact(self, compact: bool) -> None:
        self.look.compact = compact
        self.view.set_compact(compact=compact)
        self.look.note()

    def choose_columns(self) -> None:
        """Show the menu of columns, to show and hide them."""
        columns_menu(self.view, self.look).popup(
            self.columns_button.mapToGlobal(QPoint(0, self.columns_button.height()))
        )

    def _choose_columns_at(self, at: QPoint) -> None:
        columns_menu(self.view, self.look).popup(self.view.horizontalHeader().mapToGlobal(at))

    def is_able(self, act: str) -> bool:
        """Return whether the table can do what an act needs: add rows, or move them."""
        if act == ADDING:
            return self.edits.make is not None or self._add is not None
        return act != MOVING or self.view.gutter.can_drag

    def _offer_acts(self, at: QPoint) -> None:
        context_menu(self).popup(self.view.viewport().mapToGlobal(at))

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the columns when the table first has a size."""
        super().showEvent(event)
        self.look.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new size."""
        super().resizeEvent(event)
        self.look.fit()

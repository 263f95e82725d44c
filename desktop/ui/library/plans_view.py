"""The table of plans as it is seen, sorted and pointed at."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from db.library import Library
from desktop.language import _
from desktop.ui.library.plans_model import (
    AREAS,
    COLUMNS,
    FINDINGS,
    NAME,
    PLAN_ID,
    SORT,
    STARTS,
    PlansModel,
)
from desktop.ui.list_of_rows import make_list_of_rows

WIDTHS = (0, 190, 130, 160, 90, 130)
NARROW = (0, 110, 104, 124, 64, 116)
ROOMY = 1000
SORTING = "library-sorting"


class PlansView(QTableView):
    """A table of plans; emits `opened` with the id of a plan that is entered or clicked twice.

    The order chosen by a click on a heading is remembered on this laptop.
    """

    opened = Signal(str)
    deletion_asked = Signal()

    def __init__(self, model: PlansModel, library: Library) -> None:
        super().__init__()
        self._library = library
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(model)
        self._sorted.setSortRole(SORT)
        self.setModel(self._sorted)
        self.setAccessibleName(_("Plans"))
        make_list_of_rows(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(64)
        self.setSortingEnabled(True)
        column, descending = library.setting(SORTING, [STARTS, False])
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.sortByColumn(column if 0 <= column < len(COLUMNS) else STARTS, order)
        header.sortIndicatorChanged.connect(self._remember_order)
        self.doubleClicked.connect(self._open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names room on a narrow window."""
        widths = WIDTHS if self.viewport().width() >= ROOMY else NARROW
        for column in range(1, len(COLUMNS)):
            self.horizontalHeader().resizeSection(column, widths[column])
        super().resizeEvent(event)

    def show_measures(self, *, shown: bool) -> None:
        """Show or hide the columns of what plans are measured by."""
        for column in (AREAS, FINDINGS):
            self.setColumnHidden(column, not shown)

    def current_plan(self) -> str:
        """Return the id of the plan that is selected, empty when none is."""
        index = self.currentIndex()
        return str(index.data(PLAN_ID)) if index.isValid() else ""

    def shown_plans(self) -> list[str]:
        """Return the ids of the plans, in the order in which they are shown."""
        return [
            str(self._sorted.index(row, NAME).data(PLAN_ID))
            for row in range(self._sorted.rowCount())
        ]

    def select_plan(self, plan_id: str) -> None:
        """Select a plan, or the first one when the plan is not shown."""
        shown = self.shown_plans()
        if shown:
            row = shown.index(plan_id) if plan_id in shown else 0
            self.setCurrentIndex(self._sorted.index(row, NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the plan, Delete asks for its way to the bin."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.deletion_asked.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(str(index.data(PLAN_ID)))

    def _remember_order(self, column: int, order: Qt.SortOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        self._library.set_setting(SORTING, [column, descending])

"""A table of the page of partners: whole rows, no grid, and what does not fit told by hand."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui.accessible import named
from desktop.ui.list_of_rows import make_list_of_rows

LEAST_STRETCHED = 128
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlainTable(QTableView):
    """Shows one row as chosen.

    `chosen` brings its number, -1 for none, `entered_row` when Enter or a double click asks
    for more of it, `removal_asked` when Delete is pressed.
    """

    chosen = Signal(int)
    entered_row = Signal(int)
    removal_asked = Signal()

    def __init__(
        self, model: QAbstractItemModel, name: str, widths: dict[int, int], stretched: int
    ) -> None:
        super().__init__()
        named(self, name)
        self.setModel(model)
        make_list_of_rows(self)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        heading = self.horizontalHeader()
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heading.setMinimumSectionSize(48)
        self._stretched = stretched
        self._widths = widths
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(lambda index: self.entered_row.emit(index.row()))

    def showEvent(self, event: QShowEvent) -> None:
        """Give each column its width, and its heading the room it needs."""
        super().showEvent(event)
        heading = self.horizontalHeader()
        for column, width in self._widths.items():
            self.setColumnWidth(column, max(width, heading.sectionSizeHint(column)))
        self._widths = {}
        self._stretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give one column what the others leave."""
        super().resizeEvent(event)
        self._stretch()

    def choose(self, row: int) -> None:
        """Choose a row, or the first when there is none of that number."""
        self.selectRow(max(0, row))
        if not self.model().rowCount():
            self.chosen.emit(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter ask for more of the row in hand, and Delete for its removal."""
        row = self.currentIndex().row()
        if event.key() in ENTER and row >= 0:
            self.entered_row.emit(row)
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def _stretch(self) -> None:
        """Stretch one column; where little is left it stays readable, and the table scrolls."""
        heading = self.horizontalHeader()
        others = heading.length() - heading.sectionSize(self._stretched)
        narrow = self.viewport().width() - others < LEAST_STRETCHED
        mode = QHeaderView.ResizeMode.Interactive if narrow else QHeaderView.ResizeMode.Stretch
        heading.setSectionResizeMode(self._stretched, mode)
        if narrow:
            heading.resizeSection(self._stretched, LEAST_STRETCHED)

    def _tell(self, now: QModelIndex) -> None:
        self.chosen.emit(now.row() if now.isValid() else -1)

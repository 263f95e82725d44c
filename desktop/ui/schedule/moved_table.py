"""The list of what would move, with what is wrong about it then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.language import _
from desktop.ui.accessible import named

MOST_LISTED = 500
NAME, WRONG = 0, 3

MovedLine = tuple[list[str], str]
"""A line's four cells, and the colour of the last one."""


class MovedTable(QTableWidget):
    """What moves, its present time, its new time, and what is wrong then."""

    def __init__(self, moved: str, wrong: str) -> None:
        super().__init__(0, 4)
        named(self, _("What would move"))
        self.setHorizontalHeaderLabels([moved, _("Present time"), _("New time"), wrong])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (NAME, WRONG):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, lines: Sequence[MovedLine]) -> None:
        """List what would move."""
        self.setRowCount(len(lines))
        for row, (cells, tone) in enumerate(lines):
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column == WRONG:
                    cell.setForeground(QColor(tone))
                self.setItem(row, column, cell)
            if cells[WRONG]:
                self.resizeRowToContents(row)

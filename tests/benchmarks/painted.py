"""Widgets that are really painted, as a planner would see them, without a screen."""

from __future__ import annotations

import os
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from desktop.ui.fonts import use_fonts
from desktop.ui.theme import LIGHT_NAME, wear
from tests.benchmarks.figure import best_time

FRAMES, REPEATS, STEP = 40, 3, 977


def wear_look() -> None:
    """Make the process one that shows Istmo's windows."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        use_fonts(app)
        wear(app, LIGHT_NAME)


def show(widget: QWidget, size: QSize) -> None:
    """Show a widget and wait until it is really painted, or frames would cost nothing."""
    widget.resize(size)
    widget.show()
    if not QTest.qWaitForWindowExposed(widget):
        raise TimeoutError("the window did not appear")
    QApplication.processEvents()


def scrolled_frames(view: QTableView) -> list[float]:
    """Return how long each of a row of whole frames takes to paint, in seconds."""
    taken, bar = [], view.verticalScrollBar()
    for frame in range(FRAMES):
        bar.setValue(frame * STEP % max(1, bar.maximum()))
        taken.append(best_time(view.viewport().repaint, times=REPEATS, warm_up=0))
    return taken


def plain_table(texts: list[list[str]], like: QTableView, row_height: int) -> QTableView:
    """Return Qt's own table of the same texts, the floor of tables, shown as large as `like`."""
    table = QTableView()
    table.setModel(_PlainModel(texts, table))
    table.verticalHeader().setDefaultSectionSize(row_height)
    show(table, like.size())
    return table


class _PlainModel(QAbstractTableModel):
    """Texts that are ready as strings."""

    def __init__(self, texts: list[list[str]], parent: QTableView) -> None:
        super().__init__(parent)
        self._texts = texts

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        """Return the number of rows."""
        return len(self._texts)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        """Return the number of columns."""
        return len(self._texts[0]) if self._texts else 0

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a cell's text."""
        shown = role == Qt.ItemDataRole.DisplayRole
        return self._texts[index.row()][index.column()] if shown else None

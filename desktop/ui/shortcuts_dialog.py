"""All shortcuts, read from the menus themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.language import _
from desktop.ui.palette import actions_of

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


class ShortcutsDialog(QDialog):
    """Lists every command that has a shortcut."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(520, 600)
        content = QWidget()
        content.setProperty("role", "scrolled")
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(32)
        grid.setColumnStretch(0, 1)
        for top in window.menus.bar.actions():
            menu = top.menu()
            if isinstance(menu, QMenu):
                self._list(grid, top.text().replace("&", ""), menu)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(content)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addWidget(area)
        layout.addWidget(buttons)

    def _list(self, grid: QGridLayout, name: str, menu: QMenu) -> None:
        heading = QLabel(name)
        heading.setProperty("role", "section")
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for text, action in actions_of(menu):
            keys = ", ".join(
                sequence.toString(sequence.SequenceFormat.NativeText)
                for sequence in action.shortcuts()
            )
            if keys:
                row = grid.rowCount()
                grid.addWidget(QLabel(text), row, 0)
                shown = QLabel(keys)
                shown.setProperty("role", "quiet")
                grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignRight)

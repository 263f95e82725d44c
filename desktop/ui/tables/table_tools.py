"""The tools above a record table: its filter, how many rows there are, and its look."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton

from desktop.language import _
from desktop.ui.icons import icon_for

FILTER_WIDTH = 248


class TableTools(QHBoxLayout):
    """A line of tools; pages add theirs."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(8)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter the rows"))
        self.filter.setToolTip(_("Show only rows that contain these words (Ctrl+F)"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(FILTER_WIDTH)
        self.filter.addAction(
            icon_for("magnifying-glass", "quiet"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.how_many = QLabel()
        self.how_many.setProperty("role", "quiet")
        self.columns_button = _tool("columns", _("Columns"))
        self.density_button = _tool("rows", _("Compact rows"))
        self.density_button.setCheckable(True)
        self.addWidget(self.filter, 1)
        self.addWidget(self.how_many)
        self.addStretch(1)
        self.addWidget(self.columns_button)
        self.addWidget(self.density_button)


def _tool(icon: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "flat")
    button.setIcon(icon_for(icon, "quiet"))
    button.setToolTip(text)
    button.setAccessibleName(text)
    return button

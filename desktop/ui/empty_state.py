"""What a page says while there is nothing on it yet, and the buttons that change that."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon_for

ICON = QSize(48, 48)
WIDTH, NARROWEST = 480, 240


class EmptyState(QWidget):
    """An icon, a title, a few words, and the ways on, the first of them the usual one."""

    def __init__(self, icon: str, title: str, words: str) -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(icon_for(icon, "accent").pixmap(ICON))
        heading = QLabel(title)
        heading.setProperty("role", "section")
        said = QLabel(words)
        said.setProperty("role", "quiet")
        said.setWordWrap(True)
        said.setMinimumWidth(NARROWEST)
        said.setMaximumWidth(WIDTH)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        said.setMinimumHeight(said.heightForWidth(WIDTH))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row = QHBoxLayout()
        row.addStretch()
        row.addLayout(self._buttons)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (picture, heading):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        # As wide as there is room, before the stretches take any.
        middle.addWidget(said, 100)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addLayout(row)
        layout.addStretch(3)

    def add_way(self, text: str, icon: str) -> QPushButton:
        """Add a way on and return its button; the first is marked as the usual one."""
        first = not self._buttons.count()
        button = QPushButton(text)
        if first:
            button.setProperty("role", "primary")
        button.setIcon(icon_for(icon, "on-accent" if first else "text"))
        self._buttons.addWidget(button)
        return button

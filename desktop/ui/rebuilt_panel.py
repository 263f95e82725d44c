"""An inspector that is made anew for whatever is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon_for
from desktop.ui.labels import plain_label

MARGIN = 16


class RebuiltPanel(QWidget):
    """Holds one content at a time, which `rebuilt` replaces."""

    def __init__(self) -> None:
        super().__init__()
        self._content = QWidget()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._layout.addWidget(self._content)

    @contextmanager
    def rebuilt(self) -> Iterator[QVBoxLayout]:
        """Take away what is shown, give the layout of what comes in its place, and show that."""
        self._layout.removeWidget(self._content)
        self._content.hide()
        self._content.deleteLater()
        self._content = QWidget()
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        yield layout
        self._layout.addWidget(self._content)
        self._content.show()

    @staticmethod
    def add_fact(layout: QVBoxLayout, title: str, value: str) -> None:
        """Add something that is known, under its title; nothing when there is no value."""
        if value:
            layout.addWidget(plain_label(title.upper(), "caption"))
            layout.addWidget(plain_label(value, ""))

    @staticmethod
    def add_button(
        layout: QVBoxLayout, text: str, icon: str, run: Callable[[], object], role: str = ""
    ) -> QPushButton:
        """Add a button and return it."""
        button = QPushButton(icon_for(icon, "on-accent" if role == "primary" else "text"), text)
        if role:
            button.setProperty("role", role)
        button.clicked.connect(lambda _checked: run())
        layout.addWidget(button)
        return button

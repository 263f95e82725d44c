"""The sentence in the middle of a view in which there is nothing to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.ui.icons import icon_for

ICON = 48


def calm_note(title: str, sentence: str) -> QWidget:
    """Return a note that fills its place, with a tick above it."""
    note = QWidget()
    layout = QVBoxLayout(note)
    layout.setSpacing(8)
    layout.addStretch(2)
    picture = QLabel()
    picture.setPixmap(icon_for("check-circle", "accent").pixmap(QSize(ICON, ICON)))
    layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
    for text, role in ((title, "section"), (sentence, "quiet")):
        label = QLabel(text)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(label)
    layout.addStretch(3)
    return note

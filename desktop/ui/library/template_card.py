"""A template or a sample plan as a card that can be pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from desktop.language import _, spoken
from desktop.planning.templates import Template
from desktop.planning.terms import types_of
from desktop.ui.library.template_contents import contents_of, contents_words


class TemplateCard(QFrame):
    """Name, contents and summary of a template; emits `asked` with its id."""

    asked = Signal(str)

    def __init__(self, template: Template, action: str) -> None:
        super().__init__()
        self.template = template
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        kind = QLabel(_(types_of(template.kind).get(template.type, template.type)).upper())
        kind.setProperty("role", "caption")
        name = QLabel(template.name.best(spoken()), wordWrap=True)
        name.setProperty("role", "section")
        self._summary = summary = QLabel(template.summary.best(spoken()), wordWrap=True)
        summary.setProperty("role", "quiet")
        summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        contents = QLabel(contents_words(contents_of(template)), wordWrap=True)
        self.button = QPushButton(action)
        self.button.setAccessibleName(f"{action}: {template.name.best(spoken())}")
        self.button.clicked.connect(lambda: self.asked.emit(template.id))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(6)
        layout.addWidget(kind)
        layout.addWidget(name)
        layout.addWidget(summary, 1)
        layout.addWidget(contents)
        layout.addSpacing(4)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the summary the height that it needs at this width."""
        super().resizeEvent(event)
        self._summary.setMinimumHeight(self._summary.heightForWidth(self._summary.width()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the card is a click on its button."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.asked.emit(self.template.id)
        super().mouseReleaseEvent(event)

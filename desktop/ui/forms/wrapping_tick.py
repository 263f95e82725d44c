"""A tick whose text takes as many lines as it needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget


class WrappingTick(QWidget):
    """A tick box, `box`, and its text beside it, which ticks it too."""

    def __init__(self, text: str, *, quiet: bool = False) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        # Its first line stands beside the box, however high the form makes the row.
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        if quiet:
            self.label.setProperty("role", "quiet")
        self.label.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.label, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text the height that it needs at this width."""
        super().resizeEvent(event)
        self.label.setMinimumHeight(self.label.heightForWidth(self.label.width()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick when the text is clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            self.box.setFocus()
            self.box.click()
            return True
        return super().eventFilter(watched, event)

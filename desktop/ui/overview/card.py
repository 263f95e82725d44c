"""The cards of the overview."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from db.text import Text
from desktop.language import spoken
from desktop.ui.emptying import empty
from desktop.ui.icons import icon_for


class Card(QFrame):
    """A frame with a caption in small capitals; what it shows is filled in anew by `clear`."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(caption)
        heading = QLabel(caption.upper())
        heading.setProperty("role", "caption")
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(heading, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 10, 16, 14)
        outer.setSpacing(6)
        outer.addLayout(self._top)
        self.content = QVBoxLayout()
        self.content.setSpacing(6)
        outer.addLayout(self.content, 1)

    def clear(self) -> None:
        """Take everything but the caption out of the card."""
        empty(self.content)

    def say(self, text: str, role: str = "") -> QLabel:
        """Add a line of text and return it."""
        label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        if role:
            label.setProperty("role", role)
        self.content.addWidget(label)
        return label

    def say_pair(self, text: Text, *, both: bool = False) -> None:
        """Add a text in the interface's language, in italics when only the other has it.

        With `both` the other language follows in quiet ink.
        """
        label = self.say(text.best(spoken()))
        if text.has_fallen_back(spoken()):
            font = QFont(label.font())
            font.setItalic(True)
            label.setFont(font)
        elif both and text.en and text.es:
            self.say(text.es if spoken() == "en" else text.en, "quiet")

    def line(self, left: str, right: str, *, role: str = "", tip: str = "") -> None:
        """Add a line with something at the left and something at the right edge."""
        row = QHBoxLayout()
        row.setSpacing(12)
        words = Elided(left)
        if tip:
            words.setToolTip(tip)
        value = QLabel(right, textFormat=Qt.TextFormat.PlainText)
        value.setProperty("role", role or "quiet")
        row.addWidget(words, 1)
        row.addWidget(value)
        self.content.addLayout(row)

    def corner(self, name: str, icon: str = "arrow-right") -> QPushButton:
        """Add a button to the card's upper right corner, named for what it leads to."""
        button = QPushButton(icon_for(icon, "quiet"), "")
        button.setProperty("role", "flat")
        button.setFixedSize(28, 24)
        button.setToolTip(name)
        button.setAccessibleName(name)
        self._top.addWidget(button)
        return button

    def offer(self, text: str) -> QPushButton:
        """Add a button below what was said, and return it."""
        button = QPushButton(text)
        self.content.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def fill_up(self) -> None:
        """Push what was added to the top of the card."""
        self.content.addStretch(1)


class Elided(QLabel):
    """A line of text that is shortened when it does not fit, and then shown when pointed at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = text
        self.setAccessibleName(text)
        self.setText(text)

    def resizeEvent(self, event: object) -> None:
        """Shorten the text to the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.width()
        )
        if shown != self.text():
            self.setText(shown)
        if not self.toolTip() or self.toolTip() == self._whole:
            self.setToolTip(self._whole if shown != self._whole else "")

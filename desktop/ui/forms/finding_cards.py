"""The review's findings about one row, as cards under its form."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.language import _, spoken
from desktop.ui.icons import icon_for

ICONS = {"error": "warning-octagon", "warning": "warning-circle", "hint": "info"}
TONES = {"error": "error", "warning": "warning", "hint": "quiet"}
ICON = QSize(16, 16)


class FindingCards(QWidget):
    """A card for each open finding. Emits `chosen` with the field that mends it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._shown: list[Any] = []
        self.cards: list[_Card] = []

    def go_to_first(self) -> None:
        """Bring the first card into view and put the keyboard on it."""
        if not self.cards:
            return
        card = self.cards[0]
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self)

    def show_for(self, findings: list[Any], row_id: str) -> None:
        """Show the findings about a row that nobody has accepted."""
        mine = [f for f in findings if row_id and f.row_id == row_id and f.accepted is None]
        if mine == self._shown:
            return
        self._shown = mine
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [_Card(finding) for finding in mine]
        for card in self.cards:
            card.chosen.connect(self.chosen)
            self._layout.addWidget(card)
        self.setVisible(bool(self.cards))


class _Card(QFrame):
    chosen = Signal(str)

    def __init__(self, finding: Any) -> None:
        super().__init__()
        self._field = str(finding.field)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        icon = QLabel()
        icon.setPixmap(icon_for(ICONS[finding.severity], TONES[finding.severity]).pixmap(ICON))
        text = finding.message.best(spoken())
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(text)
        self.setToolTip(_("Go to the field"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the field."""
        super().mouseReleaseEvent(event)
        self.chosen.emit(self._field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to the field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self._field)
        else:
            super().keyPressEvent(event)

"""What the schedule says while it has no items: what to do next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.language import _
from desktop.ui.icons import icon_for

ICON = QSize(48, 48)
WIDTH = 480


class EmptySchedule(QWidget):
    """Invites to add the first item. Emits `new_asked`."""

    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        icon = QLabel()
        icon.setPixmap(icon_for("calendar-blank", "accent").pixmap(ICON))
        title = QLabel(_("Nothing is scheduled yet"))
        title.setProperty("role", "section")
        words = QLabel(
            _(
                "Add what happens from STARTEX to ENDEX: briefings, play, movements, meals, the "
                "hot wash. Times follow STARTEX, so the whole schedule moves with it."
            )
        )
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        words.setFixedWidth(WIDTH)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMinimumHeight(words.heightForWidth(WIDTH))
        self.button = QPushButton(_("Add the first item"))
        self.button.setProperty("role", "primary")
        self.button.setIcon(icon_for("plus", "on-accent"))
        self.button.clicked.connect(self.new_asked)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (icon, title, words, self.button):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

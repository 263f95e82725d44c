"""The big buttons of the board, each with its key."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desktop.language import N_, _
from desktop.ui.icons import icon_for

ICON = QSize(22, 22)
TEXTS: dict[str, tuple[str, str, str]] = {
    "delivered": (N_("Deliver"), "check-circle", N_("Mark as delivered now")),
    "held": (N_("Hold"), "pause-circle", N_("Hold it back for now")),
    "cancelled": (N_("Cancel inject"), "x-circle", N_("It will not be delivered")),
    "note": (N_("Note"), "note-pencil", N_("Write a note on this inject")),
    "undo": (N_("Undo"), "arrow-counter-clockwise", N_("Take back what was done last")),
    "ad-hoc": (N_("Ad hoc"), "plus-circle", N_("Add an inject that was made up now")),
}


class BoardButtons(QWidget):
    """Emits `asked` with what to do."""

    KEYS: ClassVar[dict[str, str]] = {
        "delivered": "D",
        "held": "H",
        "cancelled": "C",
        "note": "N",
        "undo": "U",
        "ad-hoc": "A",
    }
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.of: dict[str, QPushButton] = {}
        for place, (act, (text, icon, tip)) in enumerate(TEXTS.items()):
            primary = act == "delivered"
            button = QPushButton(f"{_(text)}  ({self.KEYS[act]})")
            button.setProperty("role", "big-primary" if primary else "big")
            button.setIcon(icon_for(icon, "on-accent" if primary else "text"))
            button.setIconSize(ICON)
            button.setToolTip(f"{_(tip)} ({self.KEYS[act]})")
            button.setAccessibleName(_(text))
            button.clicked.connect(lambda _on=False, own=act: self.asked.emit(own))
            self.of[act] = button
            grid.addWidget(button, place // 3, place % 3)

    def allow(self, *, inject: bool) -> None:
        """Allow what needs an inject in hand only when there is one."""
        for act in ("delivered", "held", "cancelled", "note"):
            self.of[act].setEnabled(inject)

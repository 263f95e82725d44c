"""What can be done with the plans in the bin."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.language import _
from desktop.ui.icons import icon_for


class BinBar(QWidget):
    """Buttons to bring back, to erase, and to empty the bin."""

    def __init__(self) -> None:
        super().__init__()
        self.bring_back = QPushButton(icon_for("arrow-u-up-left"), _("Bring back"))
        self.erase = QPushButton(_("Erase for good…"))
        self.empty = QPushButton(_("Empty the bin…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.bring_back, self.erase, self.empty):
            row.addWidget(button)
        row.addStretch(1)

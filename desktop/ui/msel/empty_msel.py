"""What the MSEL says while it has no injects: what to do next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.language import _
from desktop.ui.icons import icon_for

ICON = QSize(48, 48)
WIDTH = 480


class EmptyMsel(QWidget):
    """Invites to add, paste or import injects. Emits `new_asked`, `paste_asked`, `import_asked`."""

    new_asked = Signal()
    paste_asked = Signal()
    import_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        icon = QLabel()
        icon.setPixmap(icon_for("list-numbers", "accent").pixmap(ICON))
        title = QLabel(_("The MSEL is empty"))
        title.setProperty("role", "section")
        words = QLabel(
            _(
                "An inject is what reaches the players: when, from whom, to whom, in which words, "
                "and what they are expected to do. Write the first one, or bring a list you have "
                "in a spreadsheet."
            )
        )
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        words.setFixedWidth(WIDTH)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMinimumHeight(words.heightForWidth(WIDTH))
        self.button = QPushButton(_("Add the first inject"))
        self.button.setProperty("role", "primary")
        self.button.setIcon(icon_for("plus", "on-accent"))
        self.button.clicked.connect(self.new_asked)
        self.paste_button = QPushButton(_("Paste from the clipboard"))
        self.paste_button.setIcon(icon_for("clipboard-text"))
        self.paste_button.clicked.connect(self.paste_asked)
        self.import_button = QPushButton(_("Import…"))
        self.import_button.setIcon(icon_for("download-simple"))
        self.import_button.clicked.connect(self.import_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        for button in (self.button, self.paste_button, self.import_button):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (icon, title, words):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(buttons)
        layout.addStretch(3)

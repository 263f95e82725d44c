"""A line that says who signed a file that is being looked at, and a way to stop if in doubt."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.exchange.seal.standing import Introduction, Standing
from desktop.language import _
from desktop.ui.accessible import named
from desktop.ui.icons import icon_for
from desktop.ui.labels import plain_label

ICON = QSize(18, 18)
_ICONS = {
    Standing.UNSIGNED: ("info", "quiet"),
    Standing.NEW: ("shield", "text"),
    Standing.KNOWN: ("shield-check", "accent"),
    Standing.VERIFIED: ("shield-check", "accent"),
    Standing.OWN: ("shield-check", "accent"),
    Standing.CHANGED: ("shield-warning", "warning"),
}
_ROLES = {Standing.NEW: "", Standing.CHANGED: "warning"}


class SignerNote(QWidget):
    """Tells a file's standing calmly; of a changed key it warns and offers to stop.

    `file` names it where several are looked at.
    """

    def __init__(self, signer: Introduction, stop: Callable[[], object], *, file: str = "") -> None:
        super().__init__()
        sentence = signer.sentence
        if file:
            sentence = _("{file}: {sentence}").format(file=file, sentence=sentence)
        named(self, sentence)
        self.stop_button: QPushButton | None = None
        icon = QLabel()
        icon.setPixmap(icon_for(*_ICONS[signer.standing]).pixmap(ICON))
        self.words = plain_label(sentence, _ROLES.get(signer.standing, "quiet"))
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.words, 1)
        if signer.standing is Standing.CHANGED:
            self.stop_button = QPushButton(icon_for("hand"), _("Stop here and ask first"))
            self.stop_button.setAutoDefault(False)
            self.stop_button.setToolTip(_("Closes the file. Your plan stays as it is."))
            self.stop_button.clicked.connect(lambda _checked: stop())
            layout.addWidget(self.stop_button)

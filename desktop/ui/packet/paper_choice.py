"""In which language and on which paper something is printed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from db.library import Library
from desktop.language import N_, _
from desktop.packets.page import Paper
from desktop.packets.wording import PacketLanguage
from desktop.ui.accessible import named
from desktop.ui.packet.choices import PacketChoices

LANGUAGE_LABELS: dict[PacketLanguage, str] = {
    "both": N_("English and Spanish, side by side"),
    "en": N_("English"),
    "es": N_("Spanish"),
}
PAPER_LABELS: dict[Paper, str] = {"letter": N_("Letter"), "a4": "A4"}


class PaperChoice(QWidget):
    """Language and paper beside each other, as chosen last for the packet."""

    changed = Signal()

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        kept = PacketChoices.remembered(library)
        self._language = named(QComboBox(), _("Language"))
        self._paper = named(QComboBox(), _("Paper"))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(4)
        layout.setColumnStretch(0, 3)
        layout.setColumnStretch(1, 2)
        for key, text in LANGUAGE_LABELS.items():
            self._language.addItem(_(text), key)
        for size, text in PAPER_LABELS.items():
            self._paper.addItem(_(text), size)
        for column, (box, caption, chosen) in enumerate(
            (
                (self._language, _("Language"), kept.language),
                (self._paper, _("Paper"), kept.paper),
            )
        ):
            label = QLabel(caption.upper())
            label.setProperty("role", "caption")
            label.setBuddy(box)
            layout.addWidget(label, 0, column)
            layout.addWidget(box, 1, column)
            box.setCurrentIndex(box.findData(chosen))
            box.currentIndexChanged.connect(self.changed)
        self.setFocusProxy(self._language)

    @property
    def language(self) -> PacketLanguage:
        """The language chosen: en, es or both."""
        chosen: PacketLanguage = self._language.currentData()
        return chosen

    @property
    def paper(self) -> Paper:
        """The paper chosen."""
        chosen: Paper = self._paper.currentData()
        return chosen

    def remember(self) -> None:
        """Keep the choice for the packet and whatever is printed next."""
        kept = PacketChoices.remembered(self._library)
        kept.language, kept.paper = self.language, self.paper
        kept.remember(self._library)

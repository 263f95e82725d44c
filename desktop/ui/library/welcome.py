"""What a planner sees first: what Istmo is, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.language import _
from desktop.planning.templates import samples
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.library.gallery import Gallery
from desktop.ui.library.template_card import TemplateCard

TEXT_WIDTH = 760


class Welcome(QWidget):
    """Three sentences, three ways to begin, and the sample plans as cards.

    Emits `new_asked` with a kind of plan, `file_asked`, and `sample_asked` with a sample's id.
    """

    new_asked = Signal(str)
    file_asked = Signal()
    sample_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        title = QLabel(_("Welcome to Istmo"))
        title.setProperty("role", "title")
        sentences = QLabel(
            _(
                "Istmo is a planning desk for joint exercises and training workshops of the "
                "United States and Panama. Plans stay on this laptop, save themselves, and need "
                "no network. Everything you write and print can be in English, in Spanish, or in "
                "both side by side."
            )
        )
        sentences.setWordWrap(True)
        sentences.setMaximumWidth(TEXT_WIDTH)
        hint = QLabel(_("Or look around in a sample plan first. It is yours to change."))
        hint.setProperty("role", "section")
        self.gallery = Gallery(desk, with_samples=False)
        self.gallery.refresh(())
        cards = QHBoxLayout()
        cards.setSpacing(16)
        self.cards: list[TemplateCard] = []
        for sample in samples():
            card = TemplateCard(sample, _("Open sample plan"))
            card.asked.connect(self.sample_asked)
            cards.addWidget(card, 1)
            self.cards.append(card)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(title)
        layout.addWidget(sentences)
        layout.addSpacing(8)
        layout.addLayout(self._ways())
        layout.addSpacing(16)
        layout.addWidget(hint)
        layout.addLayout(cards)
        drop = QLabel(_("A plan file that somebody sent you can also be dropped on this window."))
        drop.setProperty("role", "quiet")
        layout.addWidget(drop)
        layout.addStretch(1)
        layout.addWidget(self.gallery)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.exercise = QPushButton(icon_for("plus", "on-accent"), _("New exercise"))
        self.exercise.setProperty("role", "primary")
        self.exercise.clicked.connect(lambda: self.new_asked.emit("exercise"))
        self.workshop = QPushButton(icon_for("plus"), _("New workshop"))
        self.workshop.clicked.connect(lambda: self.new_asked.emit("workshop"))
        self.file = QPushButton(icon_for("folder-open"), _("Open plan file…"))
        self.file.clicked.connect(self.file_asked)
        for button in (self.exercise, self.workshop, self.file):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        return row

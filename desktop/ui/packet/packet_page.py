"""The packet: choose documents, see them, save or print them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from desktop.apology import apology
from desktop.language import N_, _, ngettext, spoken
from desktop.packets.packet import DOCUMENTS
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.packet.choices import PacketChoices
from desktop.ui.packet.paper_choice import LANGUAGE_LABELS, PAPER_LABELS
from desktop.ui.packet.preview import Preview
from desktop.ui.packet.printing import print_on_paper
from desktop.ui.packet.saving import Saving, suggested_path
from desktop.ui.page import Page

LEFT_WIDTH = 330
AUDIENCES = {
    "all": N_("For everybody"),
    "planners": N_("For planners"),
    "controllers": N_("For controllers"),
    "players": N_("For players"),
}


class PacketPage(Page):
    """Documents at the left, the live preview at the right."""

    section = "packet"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Packet"))
        self.choices = PacketChoices.remembered(desk.library)
        self.preview = Preview(desk, self.choices)
        self.print_button = self.heading.add_button(_("Print…"), icon="printer")
        self.save_button = self.heading.add_button(_("Save PDF…"), icon="file-pdf", primary=True)
        self.save_button.setShortcut("Ctrl+S")
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.saving = Saving(desk, self)
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.preview)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._left())
        columns.addWidget(frame, 1)
        self.body.addLayout(columns, 1)
        self.preview.shown.connect(self._count)
        self.preview.versioned.connect(self._say_version)
        self.preview.failed.connect(lambda error: desk.apologized.emit(apology(error)))

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(LEFT_WIDTH)
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._documents())
        self.language = self._choice(
            layout,
            _("Language"),
            {key: _(label) for key, label in LANGUAGE_LABELS.items()},
            self.choices.language,
        )
        self.paper = self._choice(
            layout,
            _("Paper"),
            {key: _(label) for key, label in PAPER_LABELS.items()},
            self.choices.paper,
        )
        layout.addSpacing(8)
        layout.addWidget(self.saving.progress)
        self._version = QLabel()
        self._version.setProperty("role", "quiet")
        self._version.setWordWrap(True)
        self._version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._version)
        layout.addStretch()
        return left

    def _documents(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        self.boxes: dict[str, QCheckBox] = {}
        for row, (name, document) in enumerate(DOCUMENTS.items()):
            box = QCheckBox(_(document.title))
            box.setChecked(name in self.choices.documents)
            box.toggled.connect(self._choose)
            audience = QLabel(_(AUDIENCES[document.audience]))
            audience.setProperty("role", "quiet")
            grid.addWidget(box, row, 0)
            grid.addWidget(audience, row, 1, Qt.AlignmentFlag.AlignRight)
            self.boxes[name] = box
        return grid

    def _choice(
        self, layout: QVBoxLayout, caption: str, choices: Mapping[str, str], chosen: str
    ) -> QComboBox:
        label = QLabel(caption.upper())
        label.setProperty("role", "caption")
        box = named(QComboBox(), caption)
        for key, text in choices.items():
            box.addItem(text, key)
        box.setCurrentIndex(box.findData(chosen))
        box.currentIndexChanged.connect(self._choose)
        label.setBuddy(box)
        layout.addSpacing(8)
        layout.addWidget(label)
        layout.addWidget(box)
        return box

    def _choose(self) -> None:
        self.choices.documents = tuple(name for name, box in self.boxes.items() if box.isChecked())
        self.choices.language = self.language.currentData()
        self.choices.paper = self.paper.currentData()
        with self.desk.attempt():
            self.choices.remember(self.desk.library)
        self.preview.ask()

    def refresh(self, changes: Changes | None) -> None:
        """Print the preview anew."""
        self.preview.ask()

    def _say_version(self, code: str) -> None:
        self._version.setText(
            _(
                "Version {code}. It stands on every page, so that a print-out can be checked."
            ).format(code=code)
        )

    def _count(self, pages: int) -> None:
        documents = len(self.choices.documents)
        facts = [
            ngettext("{count} document", "{count} documents", documents).format(count=documents),
            ngettext("{count} page", "{count} pages", pages).format(count=pages),
            self.language.currentText(),
            self.paper.currentText(),
        ]
        self.heading.set_texts(_("Packet"), " · ".join(facts))
        for button in (self.save_button, self.print_button):
            button.setEnabled(pages > 0)

    def _save(self) -> None:
        self.desk.settle()
        name = self.plan.row.name.best(spoken())
        self.saving.ask(suggested_path(self.desk.library, name), self.choices)

    def _print(self) -> None:
        self.desk.settle()
        print_on_paper(self.desk, self.choices, self)

    def save_to(self, path: Path) -> None:
        """Save the packet to `path`, with progress, as the dialog does."""
        self.saving.save(path, self.choices)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop printing previews that nobody sees."""
        self.preview.stop()
        super().hideEvent(event)

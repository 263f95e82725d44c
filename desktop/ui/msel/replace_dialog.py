"""Find and replace in the MSEL: every hit before and after, replaced as one undo step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.open_plan import OpenPlan
from db.tables import Inject
from desktop.language import N_, _, ngettext
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.forms.typing_widgets import CalmCombo
from desktop.ui.msel.inject_words import inject_title

FIELDS: dict[str, str] = {
    "title": N_("Title"),
    "sender": N_("From"),
    "receiver": N_("To"),
    "message": N_("Message"),
    "expected_response": N_("Expected response"),
    "notes": N_("Notes"),
}
BOTH = ("en", "es")
MOST_LISTED = 2000
BEFORE, AFTER = 8, 40
"""Letters shown on either side of what is found."""

PAUSE_MILLISECONDS = 250
WIDTH, HEIGHT = 860, 600


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording in which something is found: its column, and how it would read then."""

    inject: Inject
    field: str
    language: str
    before: str
    after: str

    @property
    def column(self) -> str:
        """The name of the row's column."""
        return f"{self.field}_{self.language}"


def hits_in(
    injects: Sequence[Inject],
    words: str,
    other: str,
    *,
    fields: Sequence[str],
    languages: Sequence[str] = BOTH,
    exact: bool = False,
) -> list[Hit]:
    """Return every wording that holds `words`, with `other` in their place.

    Capitals make no difference unless `exact`.
    """
    if not words:
        return []
    pattern = re.compile(re.escape(words), 0 if exact else re.IGNORECASE)
    hits = []
    for inject in injects:
        for field in fields:
            for language in languages:
                before: str = getattr(inject, f"{field}_{language}") or ""
                after = pattern.sub(lambda _found: other, before)
                if after != before or (before and pattern.search(before)):
                    hits.append(Hit(inject, field, language, before, after))
    return hits


class ReplaceDialog(QDialog):
    """Asks what to find, in which fields and languages, and shows each place."""

    def __init__(self, desk: Desk, ids: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Find and replace"))
        self.setObjectName("replace-dialog")
        self.resize(WIDTH, HEIGHT)
        self._desk, self._ids = desk, tuple(ids)
        self.hits: list[Hit] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(self._fields())
        layout.addLayout(self._options())
        self.summary = QLabel()
        self.summary.setProperty("role", "section")
        layout.addWidget(self.summary)
        layout.addWidget(self._list(), 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.apply = self.buttons.addButton(_("Replace"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self.words.setFocus()
        self.search()

    def _fields(self) -> QFormLayout:
        self.words = named(QLineEdit(), _("Find"))
        self.other = named(QLineEdit(), _("Replace with"))
        for edit in (self.words, self.other):
            edit.textEdited.connect(lambda _text: self._pause.start())
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(_("Find"), self.words)
        form.addRow(_("Replace with"), self.other)
        return form

    def _options(self) -> QHBoxLayout:
        self.field = named(CalmCombo(), _("Where to look"))
        self.field.addItem(_("All fields"), "")
        for key, title in FIELDS.items():
            self.field.addItem(_(title), key)
        self.language = named(CalmCombo(), _("Languages"))
        for text, languages in (
            (_("Both languages"), BOTH),
            (_("English"), ("en",)),
            (_("Spanish"), ("es",)),
        ):
            self.language.addItem(text, languages)
        self.exact = QCheckBox(_("Match capitals"))
        self.selected = QCheckBox(_("Only selected injects"))
        self.selected.setEnabled(len(self._ids) > 1)
        line = QHBoxLayout()
        line.setSpacing(12)
        for combo in (self.field, self.language):
            combo.activated.connect(lambda _place: self.search())
            combo.setMinimumContentsLength(16)
            line.addWidget(combo)
        for tick in (self.exact, self.selected):
            tick.toggled.connect(lambda _on: self.search())
            line.addWidget(tick)
        line.addStretch()
        return line

    def _list(self) -> QTableWidget:
        self.list = named(QTableWidget(0, 4), _("What would be replaced"))
        self.list.setHorizontalHeaderLabels([_("Inject"), _("Field"), _("Now"), _("Then")])
        self.list.verticalHeader().hide()
        self.list.setShowGrid(False)
        self.list.setAlternatingRowColors(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.list.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (0, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemChanged.connect(lambda _item: self._count())
        return self.list

    def search(self) -> None:
        """Find the words and list each place, ticked."""
        self._pause.stop()
        plan = self._desk.plan
        if plan is None:
            return
        wanted = self.field.currentData()
        self.hits = hits_in(
            self._injects(plan),
            self.words.text(),
            self.other.text(),
            fields=[wanted] if wanted else list(FIELDS),
            languages=self.language.currentData(),
            exact=self.exact.isChecked(),
        )
        self.list.blockSignals(True)
        shown = self.hits[:MOST_LISTED]
        self.list.setRowCount(len(shown))
        for line, hit in enumerate(shown):
            first = QTableWidgetItem(inject_title(hit.inject))
            first.setFlags(first.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            first.setCheckState(Qt.CheckState.Checked)
            self.list.setItem(line, 0, first)
            field = f"{_(FIELDS[hit.field])} {hit.language.upper()}"
            now, then = _around(hit.before, self.words.text()), _changed(hit)
            for column, text in ((1, field), (2, now), (3, then)):
                cell = QTableWidgetItem(text)
                cell.setToolTip({1: field, 2: hit.before, 3: hit.after}[column])
                self.list.setItem(line, column, cell)
        self.list.blockSignals(False)
        self._count()

    def chosen(self) -> list[Hit]:
        """Return the hits that are ticked; those beyond the list count as ticked."""
        listed = [
            hit
            for line, hit in enumerate(self.hits[:MOST_LISTED])
            if (cell := self.list.item(line, 0)) is not None
            and cell.checkState() == Qt.CheckState.Checked
        ]
        return listed + self.hits[MOST_LISTED:]

    def accept(self) -> None:
        """Replace what is ticked, as one undo step."""
        self.search_if_waiting()
        plan, hits = self._desk.plan, [hit for hit in self.chosen() if hit.after != hit.before]
        if plan is None or not hits:
            return
        label = N_("Replace “{words}” with “{other}” in {count} places")
        values: dict[str, Any] = {
            "words": self.words.text(),
            "other": self.other.text(),
            "count": len(hits),
        }
        with self._desk.attempt(), plan.edit(label, **values):
            for hit in hits:
                setattr(hit.inject, hit.column, hit.after)
        super().accept()

    def search_if_waiting(self) -> None:
        """Bring the list up to date with what was typed last."""
        if self._pause.isActive():
            self.search()

    def _injects(self, plan: OpenPlan) -> Sequence[Inject]:
        if self.selected.isChecked():
            found = [plan.get(Inject, inject_id) for inject_id in self._ids]
            return [row for row in found if row is not None]
        return plan.rows(Inject)

    def _count(self) -> None:
        chosen, found = len(self.chosen()), len(self.hits)
        if not self.words.text():
            self.summary.setText(_("Type what to find."))
        elif not found:
            self.summary.setText(_("Nothing found."))
        else:
            text = ngettext("{chosen} of {count} place", "{chosen} of {count} places", found)
            self.summary.setText(text.format(chosen=chosen, count=found))
        changes = any(hit.after != hit.before for hit in self.hits)
        self.apply.setEnabled(bool(chosen) and changes)


def _around(text: str, words: str) -> str:
    """Return what is found with some letters around it."""
    at = max(0, text.lower().find(words.lower()))
    return _clipped(text, at, at + len(words))


def _changed(hit: Hit) -> str:
    """Return the part of the new wording in which it differs from the old one."""
    before, after = hit.before, hit.after
    at = 0
    while at < min(len(before), len(after)) and before[at] == after[at]:
        at += 1
    return _clipped(after, at, at)


def _clipped(text: str, first: int, last: int) -> str:
    start, end = max(0, first - BEFORE), last + AFTER
    left, right = "…" if start else "", "…" if end < len(text) else ""
    return f"{left}{' '.join(text[start:end].split())}{right}"

"""The entry in hand: what it changes, and the three ways out of a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.merge_decisions import Decision, Third
from db.merging import Conflict
from db.open_plan import OpenPlan
from desktop.exchange.change_entries import BROUGHT_BACK, Entry, EntryWriter, Line
from desktop.language import _
from desktop.planning.value_words import is_prose, is_written
from desktop.ui.icons import icon_for
from desktop.ui.labels import plain_label
from desktop.ui.merge.third_editor import ThirdEditor
from desktop.ui.merge.word_marks import both_changes, marked

GAP = 12


class EntryPanel(QWidget):
    """Shows an entry; `decided` tells a decision about it, None when it is taken back."""

    decided = Signal(object)

    def __init__(self, plan: OpenPlan, *, read_only: bool) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self._plan = plan
        self._read_only = read_only
        self.third: ThirdEditor | None = None
        self._body = QWidget()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 0, 8, 8)
        self._layout.addWidget(self._body)

    def show_entry(
        self, entry: Entry | None, writer: EntryWriter, verdict: Decision | None
    ) -> None:
        """Show an entry with what was decided about it; nothing for a group."""
        old, self._body, self.third = self._body, QWidget(), None
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        if entry is not None:
            layout.addWidget(plain_label(entry.title, "section"))
            if entry.conflict is not None:
                self._add_conflict(layout, entry, entry.conflict, writer, verdict)
            else:
                self._add_change(layout, entry, writer, verdict)
        layout.addStretch()
        self._layout.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()
        self._body.show()

    def _add_conflict(
        self,
        layout: QVBoxLayout,
        entry: Entry,
        conflict: Conflict,
        writer: EntryWriter,
        verdict: Decision | None,
    ) -> None:
        words = writer.words
        if conflict.has_base and conflict.field not in {"deleted", "position"}:
            layout.addWidget(plain_label(_("BEFORE, WHEN YOU BOTH HAD IT"), "caption"))
            base = words.said(conflict.table, conflict.field, conflict.base)
            layout.addWidget(_card([plain_label(base, "")]))
        pair = QHBoxLayout()
        pair.setSpacing(GAP)
        mine, theirs = self._sides(conflict, writer)
        date, me = writer.when(conflict.my_stamp), words.author(conflict.my_stamp)
        who = _("YOURS · {date}").format(date=date)
        if me != _("You"):
            # A change that came in with an earlier merge is still somebody's.
            who = _("YOURS · {author}, {date}").format(author=me, date=date)
        keep = self._button(_("Keep mine (M)"), "mine", chosen=verdict == "mine")
        pair.addWidget(_card([plain_label(who, "caption"), mine], keep), 1)
        who = _("THEIRS · {author}, {date}").format(author=entry.author, date=entry.when)
        take = self._button(_("Take theirs (T)"), "theirs", chosen=verdict == "theirs")
        pair.addWidget(_card([plain_label(who, "caption"), theirs], take), 1)
        layout.addLayout(pair)
        if is_written(conflict.table, conflict.field):
            self._add_third(layout, conflict, writer, verdict)
        if entry.consequence:
            layout.addWidget(plain_label(entry.consequence, "warning"))
        if conflict.field == "deleted":
            layout.addWidget(_lines_card(entry.table, writer.lines_of(words.edited(conflict))))

    def _add_third(
        self, layout: QVBoxLayout, conflict: Conflict, writer: EntryWriter, verdict: Decision | None
    ) -> None:
        value = verdict.value if isinstance(verdict, Third) else _suggested(conflict)
        self.third = ThirdEditor(self._plan, writer.words, conflict, value)
        self.third.written.connect(lambda value: self.decided.emit(Third(value)))
        self.third.refused.connect(lambda: self.decided.emit(None))
        caption = plain_label(_("OR A THIRD"), "caption")
        write = self._button(_("Write this (W)"), "third", chosen=isinstance(verdict, Third))
        layout.addWidget(_card([caption, self.third], write))

    def _sides(self, conflict: Conflict, writer: EntryWriter) -> tuple[QLabel, QLabel]:
        if conflict.field == "deleted":
            said = {True: _("Deleted"), False: _("Edited, and still needed")}
            mine, theirs = said[bool(conflict.mine)], said[bool(conflict.theirs)]
            return plain_label(mine, ""), plain_label(theirs, "")
        words = writer.words
        if conflict.field == "position":
            key = conflict.table, conflict.id
            mine, theirs = words.place(key, later=False), words.place(key, later=True)
            return plain_label(mine, ""), plain_label(theirs, "")
        mine = words.said(conflict.table, conflict.field, conflict.mine)
        theirs = words.said(conflict.table, conflict.field, conflict.theirs)
        if is_prose(conflict.table, conflict.field) and conflict.mine and conflict.theirs:
            return _rich(marked(mine, theirs)), _rich(marked(theirs, mine))
        return plain_label(mine, ""), plain_label(theirs, "")

    def _add_change(
        self, layout: QVBoxLayout, entry: Entry, writer: EntryWriter, verdict: Decision | None
    ) -> None:
        if entry.author:
            by = _("{author}, {date}").format(author=entry.author, date=entry.when)
            layout.addWidget(plain_label(by, "quiet"))
        if entry.consequence:
            layout.addWidget(plain_label(entry.consequence, "warning"))
        lines = [] if entry.change is None else writer.lines(entry.change)
        place = None if entry.change is None else writer.place_line(entry.change)
        if place is not None:
            lines = [*lines, place]
        if lines:
            layout.addWidget(_lines_card(entry.table, lines))
        if self._read_only or entry.kind == BROUGHT_BACK:
            return
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        take = self._button(_("Take it (T)"), "theirs", chosen=verdict == "theirs")
        keep = self._button(_("Leave mine as it is (M)"), "mine", chosen=verdict == "mine")
        buttons.addWidget(take)
        buttons.addWidget(keep)
        buttons.addStretch()
        layout.addLayout(buttons)

    def _button(self, text: str, decision: str, *, chosen: bool) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"decide-{decision}")
        button.setAutoDefault(False)
        button.setCheckable(True)
        button.setChecked(chosen)
        if chosen:
            button.setIcon(icon_for("check", "accent"))
        button.clicked.connect(lambda _checked: self._decide(decision))
        return button

    def _decide(self, decision: str) -> None:
        if decision != "third":
            self.decided.emit(decision)
        elif self.third is not None:
            self.third.setFocus()
            self.third.write()


def _suggested(conflict: Conflict) -> Any:
    """Return what a third value begins with: both changes in one text, else theirs."""
    both = None
    if conflict.has_base and is_prose(conflict.table, conflict.field):
        values = (conflict.base, conflict.mine, conflict.theirs)
        both = both_changes(*(str(value or "") for value in values))
    return conflict.theirs if both is None else both


def _lines_card(table: str, lines: Sequence[Line]) -> QFrame:
    parts: list[QWidget] = []
    for line in lines:
        parts.append(plain_label(line.label.upper(), "caption"))
        if line.before is None:
            parts.append(plain_label(line.after, ""))
        elif line.field != "position" and is_prose(table, line.field):
            parts.append(_rich(marked(line.before, line.after), "quiet"))
            parts.append(_rich(marked(line.after, line.before)))
        else:
            parts.append(plain_label(f"{line.before} → {line.after}", ""))
    return _card(parts)


def _card(parts: list[Any], button: QPushButton | None = None) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(6)
    for part in parts:
        layout.addWidget(part)
    if button is not None:
        layout.addStretch()
        layout.addSpacing(6)
        layout.addWidget(button)
    return card


def _rich(html: str, role: str = "") -> QLabel:
    label = plain_label("", role)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(html)
    return label

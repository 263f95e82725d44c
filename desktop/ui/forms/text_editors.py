"""Editors of texts: in both languages, the interface's language first; or in one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel

from db.text import LANGUAGES, Language
from desktop.language import _, spoken
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.forms.fields import PairField, ProseField
from desktop.ui.forms.typing_widgets import LineEdit, ProseEdit

TAG_WIDTH = 20


class PairEditor(FieldEditor):
    """Edits a text in English and in Spanish, each wording an undo step of its own."""

    def __init__(self, desk: Desk, field: PairField) -> None:
        languages = sorted(LANGUAGES, key=lambda language: language != spoken())
        names = (field.field, *(f"{field.field}_{language}" for language in languages))
        super().__init__(desk, field.title, names)
        self._field = field.field
        self._shown: dict[Language, str] = {}
        self.edits: dict[Language, LineEdit | ProseEdit] = {}
        for language in languages:
            self.edits[language] = self._edit_for(language, field.lines)
        self._lay_out(field.lines)

    def _lay_out(self, lines: int) -> None:
        """Set the wordings one below the other, each behind its language."""
        for language, edit in self.edits.items():
            tag = QLabel(language.upper())
            tag.setProperty("role", "caption")
            tag.setFixedWidth(TAG_WIDTH)
            tag.setBuddy(edit)
            line = QHBoxLayout()
            line.setSpacing(4)
            line.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop if lines > 1 else _MIDDLE)
            if lines > 1:
                tag.setContentsMargins(0, 8, 0, 0)
            line.addWidget(edit, 1)
            self.box.addLayout(line)

    def _edit_for(self, language: Language, lines: int) -> LineEdit | ProseEdit:
        edit = LineEdit() if lines == 1 else ProseEdit(lines if language == spoken() else 1)
        word = {"en": _("English"), "es": _("Spanish")}[language]
        edit.setAccessibleName(f"{_(self.title)} ({word})")
        edit.entered.connect(self.begin_visit)
        edit.left.connect(self.leave)
        if isinstance(edit, LineEdit):
            edit.textEdited.connect(lambda _text: self.note_typing())
            edit.returnPressed.connect(self.leave)
        else:
            edit.textChanged.connect(self._note_typing_in_box)
        return edit

    def _note_typing_in_box(self) -> None:
        if self.row is not None and any(
            _said_in(edit) != self._stored(language) for language, edit in self.edits.items()
        ):
            self.note_typing()

    def show_value(self) -> None:
        """Show both wordings, unless what stands in a box says the same."""
        if self.is_typing():
            return
        for language, edit in self.edits.items():
            text = self._shown[language] = self._stored(language)
            if _said_in(edit) != text or (not edit.hasFocus() and _raw(edit) != text):
                _fill(edit, text)

    def write_typed(self) -> None:
        """Write the wordings that were typed.

        A wording that stands as it was shown was not typed, even if the plan has another
        one by now: a form on a hidden page hears of no edits.
        """
        if self.row is None:
            return
        said = {language: _said_in(edit) for language, edit in self.edits.items()}
        typed = {
            one: text
            for one, text in said.items()
            if text not in (self._shown.get(one, ""), self._stored(one))
        }
        if typed:
            self._write(typed)

    def take_focus(self, field: str) -> None:
        """Put the cursor into the wording that is meant: one that lacks, or the first."""
        lacking = [one for one in self.edits if not self._stored(one)]
        meant = [one for one in self.edits if field.endswith(f"_{one}")]
        language = (meant or (lacking if len(lacking) == 1 else []) or [spoken()])[0]
        self.edits[language].setFocus(Qt.FocusReason.TabFocusReason)

    def _write(self, typed: dict[Language, str]) -> None:
        def put() -> None:
            pair = getattr(self.row, self._field)
            for language, text in typed.items():
                pair = pair.replaced(language, text)
            setattr(self.row, self._field, pair)

        self.write(put, field=f"{self._field}_{'_'.join(typed)}")

    def _stored(self, language: Language) -> str:
        return "" if self.row is None else str(getattr(self.row, self._field).get(language))


class ProseEditor(FieldEditor):
    """Edits a text over several lines that is the same in both languages."""

    def __init__(self, desk: Desk, field: ProseField) -> None:
        super().__init__(desk, field.title, (field.field,))
        self._field = field.field
        self._shown = ""
        self.edit = ProseEdit(field.lines)
        self.edit.setAccessibleName(_(field.title))
        self.edit.entered.connect(self.begin_visit)
        self.edit.left.connect(self.leave)
        self.edit.textChanged.connect(self._note_typing_in_box)
        self.box.addWidget(self.edit)

    def _note_typing_in_box(self) -> None:
        if self.row is not None and _said_in(self.edit) != self._stored():
            self.note_typing()

    def show_value(self) -> None:
        """Show the text, unless what stands in the box says the same."""
        if self.is_typing():
            return
        text = self._shown = self._stored()
        if _said_in(self.edit) != text or (not self.edit.hasFocus() and _raw(self.edit) != text):
            _fill(self.edit, text)

    def write_typed(self) -> None:
        """Write what was typed."""
        said = _said_in(self.edit)
        if self.row is not None and said not in (self._shown, self._stored()):
            self.write(lambda: setattr(self.row, self._field, said))

    def _stored(self) -> str:
        return "" if self.row is None else str(getattr(self.row, self._field))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _raw(edit: LineEdit | ProseEdit) -> str:
    return edit.text() if isinstance(edit, LineEdit) else edit.toPlainText()


def _said_in(edit: LineEdit | ProseEdit) -> str:
    """Return what was typed, without blanks around it."""
    return _raw(edit).strip()


def _fill(edit: LineEdit | ProseEdit, text: Any) -> None:
    if isinstance(edit, LineEdit):
        edit.setText(text)
        edit.setCursorPosition(0 if not edit.hasFocus() else len(text))
    else:
        # Filling a box is not typing into it.
        with QSignalBlocker(edit):
            edit.setPlainText(text)

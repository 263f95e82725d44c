"""A text in both languages as two fields, for texts whose row may not exist yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from db.text import Text
from desktop.language import LANGUAGES, Language, _, spoken
from desktop.ui.desk import Desk

TYPING_MILLISECONDS = 600


class WordingFields(QWidget):
    """Two fields, the interface's language first.

    What is typed goes to `commit` when a field is left, when typing pauses, and when the
    desk settles.
    """

    def __init__(self, desk: Desk, name: str, commit: Callable[[Text], None]) -> None:
        super().__init__()
        self._desk = desk
        self._commit = commit
        self._shown = Text()
        self.fields: dict[Language, QLineEdit] = {}
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self._pause.timeout.connect(self.settle)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(4)
        first = spoken()
        for row, language in enumerate(sorted(LANGUAGES, key=lambda own: own != first)):
            tag = QLabel(language.upper())
            tag.setProperty("role", "caption")
            field = QLineEdit()
            field.setAccessibleName(
                _("{field} ({language})").format(field=name, language=language.upper())
            )
            field.textEdited.connect(lambda _text: self._pause.start())
            field.editingFinished.connect(self.settle)
            self.fields[language] = field
            layout.addWidget(tag, row, 0)
            layout.addWidget(field, row, 1)
        desk.settling.connect(self.settle)

    def show_text(self, text: Text) -> None:
        """Show a text; a field in which something is being typed keeps it."""
        if text == self._shown:
            return
        typed = self.typed() != self._shown
        self._shown = text
        if not typed:
            for language, field in self.fields.items():
                field.setText(text.get(language))
                field.setCursorPosition(0)

    def take_focus(self, field: str) -> None:
        """Put the cursor into the wording whose language `field` ends with, or the first."""
        first = spoken()
        language = next((one for one in LANGUAGES if field.endswith(f"_{one}")), first)
        self.fields[language].setFocus()

    def typed(self) -> Text:
        """Return what stands in the fields."""
        return Text(self.fields["en"].text().strip(), self.fields["es"].text().strip())

    def settle(self) -> None:
        """Hand over what was typed, if anything was."""
        self._pause.stop()
        typed = self.typed()
        if typed != self._shown:
            self._shown = typed
            with self._desk.attempt():
                self._commit(typed)

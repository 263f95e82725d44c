"""A long text in both languages side by side, in boxes that take all the room there is."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy

from db.text import Language
from desktop.language import _
from desktop.ui.forms.text_editors import PairEditor
from desktop.ui.forms.typing_widgets import LineEdit, ProseEdit

LEAST_HEIGHT = 96


class WideProse(ProseEdit):
    """A box that grows with the room instead of with its text."""

    def __init__(self) -> None:
        super().__init__(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setMaximumHeight(16_777_215)

    def _fit(self) -> None:
        """Stay as large as the layout makes it."""


class WidePairEditor(PairEditor):
    """Edits a text in English and Spanish in two columns, the interface's language first."""

    def _lay_out(self, lines: int) -> None:
        del lines
        self.caption.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for column, (language, edit) in enumerate(self.edits.items()):
            word = {"en": _("English"), "es": _("Spanish")}[language]
            caption = QLabel(f"{_(self.title)} · {word}".upper())
            caption.setProperty("role", "caption")
            caption.setBuddy(edit)
            grid.addWidget(caption, 0, column)
            grid.addWidget(edit, 1, column)
            grid.setColumnStretch(column, 1)
        self.box.addLayout(grid)

    def _edit_for(self, language: Language, lines: int) -> LineEdit | ProseEdit:
        if lines == 1:
            return super()._edit_for(language, lines)
        edit = WideProse()
        word = {"en": _("English"), "es": _("Spanish")}[language]
        edit.setAccessibleName(f"{_(self.title)} ({word})")
        edit.entered.connect(self.begin_visit)
        edit.left.connect(self.leave)
        edit.textChanged.connect(self._note_typing_in_box)
        return edit

"""The four ratings of HSEEP as buttons, P to U; the pressed one is the rating."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from desktop.language import N_, _
from desktop.planning.terms import RATINGS
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor

WIDTH = 44


class RatingButtons(FieldEditor):
    """Edits a criterion's rating; pressing the rating again takes it away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, N_("Rating"), ("rating",))
        self.buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout()
        line.setSpacing(6)
        for rating, words in RATINGS.items():
            button = QPushButton(rating)
            button.setCheckable(True)
            button.setFixedWidth(WIDTH)
            button.setToolTip(_(words))
            button.setAccessibleName(f"{rating}: {_(words)}")
            button.clicked.connect(lambda _on=False, own=rating: self._rate(own))
            self.buttons[rating] = button
            line.addWidget(button)
        self.words = QLabel()
        self.words.setProperty("role", "quiet")
        self.words.setWordWrap(True)
        line.addSpacing(6)
        line.addWidget(self.words, 1)
        self.box.addLayout(line)

    def show_value(self) -> None:
        """Show the rating in letters and in words."""
        rating = "" if self.row is None else self.row.rating
        for own, button in self.buttons.items():
            button.setChecked(own == rating)
        self.words.setText(_(RATINGS[rating]) if rating in RATINGS else _("Not rated yet"))

    def _rate(self, rating: str) -> None:
        if self.row is not None:
            chosen = "" if self.row.rating == rating else rating
            self.write(lambda: setattr(self.row, "rating", chosen), together=False)
        self.show_value()

"""The plans that were open last, one press away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from db.tables import Plan
from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.forms.flow_layout import FlowLayout
from desktop.ui.icons import icon_for
from desktop.ui.library.plan_words import name_of

SHOWN = 3
LONGEST = 34


class RecentPlans(QWidget):
    """A row of buttons for the plans opened last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.buttons: list[QPushButton] = []
        self._caption = QLabel(_("OPENED LAST"))
        self._caption.setProperty("role", "caption")
        self._row = FlowLayout(8)
        self.setLayout(self._row)
        self._row.addWidget(self._caption)

    def has_any(self) -> bool:
        """Return whether there is any plan to show."""
        return bool(self.buttons)

    def show_plans(self, plans: Sequence[Plan]) -> None:
        """Show the plans opened last, of those that are in the library."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        by_id = {plan.id: plan for plan in plans}
        recent = [by_id[i] for i in self._desk.library.setting("recent", []) if i in by_id]
        self.buttons = [self._button_for(plan) for plan in recent[:SHOWN]]
        for button in self.buttons:
            self._row.addWidget(button)
            self._caption.setFixedHeight(button.sizeHint().height())
        self.setVisible(bool(self.buttons))

    def _button_for(self, plan: Plan) -> QPushButton:
        name = name_of(plan)
        short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
        button = QPushButton(icon_for("clock-counter-clockwise", "quiet"), short)
        button.setProperty("role", "flat")
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._open(plan.id))
        return button

    def _open(self, plan_id: str) -> None:
        with self._desk.attempt():
            self._desk.open_plan(plan_id)

"""What the plan is for; while it is new, the steps that it still needs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton

from db.open_plan import OpenPlan
from desktop.language import _, spoken
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.overview.card import Card
from desktop.ui.overview.first_steps import Step, first_steps


class PurposeCard(Card):
    """The purpose in both languages, and the first steps as long as some are not taken."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Purpose"))
        self._desk = desk
        self.steps: list[QPushButton] = []
        self.corner(_("Edit the purpose"), "pencil-simple").clicked.connect(
            lambda: desk.go("overview", "plan", "", "purpose")
        )

    def show_plan(self, plan: OpenPlan, *, with_scope: bool) -> None:
        """Show the purpose of a plan, its scope when there is room, and what it still needs."""
        self.clear()
        self.steps.clear()
        row = plan.row
        if row.sample and row.sample_note:
            self.say(row.sample_note.best(spoken()), "quiet")
        if row.purpose:
            self.say_pair(row.purpose, both=True)
        else:
            self.say(_("Nobody has written yet what this plan is for."), "quiet")
        if with_scope and row.scope:
            self.content.addSpacing(6)
            self.say(_("SCOPE"), "caption")
            self.say_pair(row.scope, both=True)
        steps = first_steps(plan)
        if not all(step.done for step in steps):
            self.content.addSpacing(6)
            self.say(_("FIRST STEPS"), "caption")
            grid = QGridLayout()
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(2)
            rows = (len(steps) + 1) // 2
            for number, step in enumerate(steps):
                button = self._button_for(step)
                grid.addWidget(button, number % rows, number // rows, Qt.AlignmentFlag.AlignLeft)
            self.content.addLayout(grid)
        self.fill_up()

    def _button_for(self, step: Step) -> QPushButton:
        icon = icon_for("check-circle", "accent") if step.done else icon_for("circle", "quiet")
        button = QPushButton(icon, f" {_(step.words)}")
        button.setProperty("role", "flat")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        words = _("{step}: done") if step.done else _("{step}: to do")
        button.setAccessibleName(words.format(step=_(step.words)))
        button.clicked.connect(lambda: self._desk.going.emit(step.place))
        self.steps.append(button)
        return button

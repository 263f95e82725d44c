"""What the plan is for."""

from __future__ import annotations

from db.open_plan import OpenPlan
from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.overview.card import Card


class PurposeCard(Card):
    """The purpose in both languages."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Purpose"))
        self._desk = desk

    def show_plan(self, plan: OpenPlan) -> None:
        """Show the purpose of a plan."""
        self.clear()
        row = plan.row
        if row.sample and row.sample_note:
            self.say_pair(row.sample_note)
        if row.purpose:
            self.say_pair(row.purpose, both=True)
            self.fill_up()
            return
        self.say(_("Nobody has written yet what this plan is for."), "quiet")
        button = self.link(_("Write the purpose"))
        button.clicked.connect(lambda: self._desk.go("overview", "plan", row.id, "purpose"))
        self.fill_up()

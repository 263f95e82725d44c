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
        self.corner(_("Edit the purpose"), "pencil-simple").clicked.connect(self._edit)

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
        self.offer(_("Write the purpose")).clicked.connect(self._edit)
        self.fill_up()

    def _edit(self) -> None:
        self._desk.go("overview", "plan", "", "purpose")

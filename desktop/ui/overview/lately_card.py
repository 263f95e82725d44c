"""What happened to the plan lately."""

from __future__ import annotations

from datetime import UTC, datetime

from db.history import steps_of
from db.open_plan import OpenPlan
from desktop.language import _
from desktop.planning.moments import clock_of
from desktop.ui.desk import Desk
from desktop.ui.library.plan_words import ago
from desktop.ui.menus import sentence_of
from desktop.ui.overview.card import Card

FEWEST, MOST = 3, 14
LINE_HEIGHT, FRAME_HEIGHT = 25, 62


class LatelyCard(Card):
    """The newest steps of the plan's journal, as sentences."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Lately"))
        self.corner(_("Whole history")).clicked.connect(lambda: desk.go("history"))

    def show_plan(self, plan: OpenPlan, height: int) -> None:
        """Show what happened to a plan: as many lines as `height` pixels hold, three at least."""
        self.clear()
        lines = max(FEWEST, min(MOST, (height - FRAME_HEIGHT) // LINE_HEIGHT))
        zone = clock_of(plan.row).zone
        now = datetime.now(UTC).astimezone(zone)
        for step in steps_of(plan, limit=lines):
            moment = datetime.fromtimestamp(step.milliseconds / 1000, UTC).astimezone(zone)
            when = ago(moment, now)
            author = step.author
            self.line(sentence_of(step), f"{author} · {when}" if author else when)
        self.fill_up()

"""Who takes part, with how many people."""

from __future__ import annotations

from db.open_plan import OpenPlan
from db.tables import Assignment, Organization, Participation
from desktop.language import _, spoken
from desktop.planning.terms import PARTICIPATION_ROLES
from desktop.ui.desk import Desk
from desktop.ui.overview.card import Card

FEWEST, LINE_HEIGHT, FRAME_HEIGHT = 8, 24, 112


class ParticipantsCard(Card):
    """Organizations by headcount, and the roles still to be filled."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Participants"))
        self._desk = desk
        self.corner(_("People")).clicked.connect(lambda: desk.go("people"))

    def show_plan(self, plan: OpenPlan, height: int) -> None:
        """Show who takes part in a plan: as many as `height` pixels hold, eight at least."""
        self.clear()
        lines = max(FEWEST, (height - FRAME_HEIGHT) // LINE_HEIGHT)
        rows = sorted(plan.rows(Participation), key=lambda row: -row.headcount)
        hidden = rows[lines - 1 :] if len(rows) > lines else []
        for row in rows[: len(rows) - len(hidden)]:
            organization = plan.get(Organization, row.organization_id)
            if organization is not None:
                self._organization(organization, row)
        if hidden:
            self.line(
                _("{count} more organizations").format(count=len(hidden)),
                str(sum(row.headcount for row in hidden)),
            )
        total = sum(row.headcount for row in rows)
        if rows:
            self.line(_("Total"), str(total), role="accent")
        unfilled = sum(1 for role in plan.rows(Assignment) if role.person_id is None)
        if unfilled:
            self.line(_("Roles to be filled"), str(unfilled), role="warning")
        if not rows:
            self.say(_("No organization takes part yet."), "quiet")
            self.offer(_("Add organizations")).clicked.connect(lambda: self._desk.go("people"))
        self.fill_up()

    def _organization(self, organization: Organization, row: Participation) -> None:
        name = organization.name.best(spoken())
        short = organization.acronym or name
        if row.role in ("host", "sponsor"):
            short = f"{short} · {_(PARTICIPATION_ROLES[row.role]).lower()}"
        self.line(short, str(row.headcount or "–"), tip=name)

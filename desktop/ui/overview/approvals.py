"""The table of who approved the plan, and which version of it."""

from __future__ import annotations

from typing import Any

from db.door import Changes
from db.open_plan import OpenPlan
from db.tables import Approval
from desktop.language import N_, _
from desktop.planning.approvals import EARLIER_VERSION, standing_of
from desktop.planning.version import version_of
from desktop.ui.desk import Desk
from desktop.ui.tables.columns import ComputedColumn, TextColumn, WordColumn
from desktop.ui.tables.record_table import RecordTable
from desktop.ui.tables.time_columns import DateColumn


class ApprovalsTable(RecordTable):
    """Approvals, each with whether the plan still is what was approved."""

    def __init__(self, desk: Desk) -> None:
        self._code: str | None = None
        super().__init__(
            desk,
            Approval,
            (
                WordColumn("name", N_("Name"), 160),
                TextColumn("post", N_("Post"), 170),
                DateColumn("date", N_("Date"), 100),
                WordColumn("version", N_("Version"), 104),
                ComputedColumn(
                    "standing", N_("Approved"), 236, compute=self._standing, tone=self._tone
                ),
            ),
            page="approvals",
            noun=N_("approval"),
            make=self._made,
            main=False,
            empty=_("Nobody has approved the plan yet."),
            add_text=_("Add approval"),
        )

    def refresh(self, changes: Changes | None) -> None:
        """Show the approvals as they stand; the plan may be another version by now."""
        self._code = None
        super().refresh(changes)
        self.view.viewport().update()

    def _made(self) -> Approval:
        """Return a new approval, of the plan as it stands."""
        plan = self._desk.plan
        return Approval(version="" if plan is None else version_of(plan).code)

    def _standing(self, row: Any, plan: OpenPlan) -> str:
        if not row.version:
            return ""
        if self._code is None:
            self._code = version_of(plan).code
        standing = standing_of(row.version, self._code)
        return _(standing) if standing else ""

    def _tone(self, row: Any, plan: OpenPlan) -> str:
        return "warning" if self._standing(row, plan) == _(EARLIER_VERSION) else ""

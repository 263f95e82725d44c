"""Values of the past as a planner reads them."""

from __future__ import annotations

from typing import Any

from db.departure import TravelingRow, traveling_fields
from db.open_plan import OpenPlan
from db.tables import TABLE_BY_NAME, Plan
from desktop.exchange.merge_wording import Wording
from desktop.language import _, spoken
from desktop.planning.record_names import row_title
from desktop.planning.value_words import target_of

LONGEST_VALUE = 400


class PastWords:
    """Says what fields of a plan held."""

    def __init__(self, plan: OpenPlan) -> None:
        self._plan = plan
        row = plan.row
        values = {name: getattr(row, name) for name in traveling_fields(Plan)}
        itself = TravelingRow(Plan, row.id, row.born, row.stamps, row.vector, values)
        self._wording = Wording({itself.key: itself})

    def said(self, table: str, field: str, value: Any) -> str:
        """Return the value of a field as a planner reads it, not longer than fits."""
        target = target_of(table, field) if value else ""
        if target:
            other = self._plan.get(TABLE_BY_NAME[target], str(value))
            return row_title(other).best(spoken()) if other is not None else _("a deleted row")
        text = self._wording.value(table, field, value).best(spoken())
        return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"

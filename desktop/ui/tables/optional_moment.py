"""A column of moments that may be empty: of the whole exercise, or not known yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from db.open_plan import OpenPlan
from desktop.planning.moments import clock_of, parse_moment
from desktop.ui.tables.time_columns import MomentColumn


@dataclass(frozen=True)
class OptionalMomentColumn(MomentColumn):
    """Minutes from STARTEX, None when the cell is empty."""

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the moment, or nothing."""
        return "" if getattr(row, self.field) is None else super().text(row, plan)

    def read(self, text: str, row: Any, plan: OpenPlan) -> Any:
        """Return the offset, None for no text. Raises ValueError."""
        if not text.strip():
            return None
        clock = clock_of(plan.row)
        return parse_moment(text, clock, day=clock.day(getattr(row, self.field) or 0))

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the offset; empty cells come last."""
        del plan
        offset = getattr(row, self.field)
        return (offset is None, offset or 0)

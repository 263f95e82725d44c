"""A finding of the review: what is missing or contradictory, and the field that mends it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

from db.record import Record
from db.tables import Plan
from db.text import Text
from desktop.language import as_text

Severity = Literal["error", "warning", "hint"]


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One line of the review.

    `key` names it for as long as the fault lasts, so that a planner can accept it; then
    `accepted` is their reason. `sentence` is an English message id, `values` fill it.
    """

    key: str
    rule: str
    severity: Severity
    table: str
    row_id: str
    field: str
    sentence: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict, compare=False)
    accepted: str | None = None

    @property
    def message(self) -> Text:
        """What is wrong and how to mend it, in both languages."""
        return as_text(self.sentence, **self.values)


def found(
    rule: str,
    severity: Severity,
    row: Record,
    column: str,
    sentence: str,
    *,
    about: tuple[str, ...] = (),
    of_plan: bool = False,
    missing: type[Record] | None = None,
    **values: Any,
) -> Finding:
    """Return a finding on `row`; `about` tells several of one rule on one row apart.

    One that is `of_plan` as a whole has a key of its own whichever row it leads to, also
    when the plan is copied. When a row is missing, the finding leads to the `missing` table.
    """
    names = about if of_plan or isinstance(row, Plan) else (row.id, *about)
    key = ":".join((rule, *names))
    table = row.__tablename__ if missing is None else missing.__tablename__
    row_id = row.id if missing is None else ""
    return Finding(key, rule, severity, table, row_id, column, sentence, values)

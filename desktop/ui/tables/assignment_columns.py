"""Columns that refer to a role of the plan: its controllers, evaluators, observers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from db.open_plan import OpenPlan
from db.tables import Assignment
from db.text import folded
from desktop.language import _, spoken
from desktop.planning.assignees import assignee_of
from desktop.planning.terms import role_label
from desktop.ui.tables.coded_columns import Choice, PickColumn
from desktop.ui.tables.columns import missing


@dataclass(frozen=True)
class AssignmentColumn(PickColumn):
    """A role of the plan, shown by the person who fills it; those of `roles` come first."""

    roles: frozenset[str] = field(default=frozenset(), kw_only=True)

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return who fills the role."""
        return assignee_of(plan, getattr(row, self.field), spoken())

    def choices_in(self, plan: OpenPlan) -> Sequence[Choice]:
        """Return the roles that can be picked, the fitting ones first."""
        rows = sorted(plan.rows(Assignment), key=lambda row: row.role not in self.roles)
        names = [assignee_of(plan, row.id, spoken()) for row in rows]
        choices = []
        for row, name in zip(rows, names, strict=True):
            role = _(role_label(row.role, plan.row.kind))
            label = name if names.count(name) == 1 else f"{name} · {row.cell.best(spoken())}"
            choices.append(Choice(row.id, label, role))
        return choices

    def read(self, text: str, row: Any, plan: OpenPlan) -> str | None:
        """Return the id of the role. Raises ValueError when `text` names none."""
        del row
        word = " ".join(text.split())
        if not word:
            if self.required:
                raise ValueError(missing(self))
            return None
        found = self.find(word, plan)
        if found is None:
            message = _("“{text}” is not in the list. Pick an entry of the list.")
            raise ValueError(message.format(text=word))
        return str(found.value)

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the name; empty cells come last."""
        name = folded(self.text(row, plan))
        return (not name, name)

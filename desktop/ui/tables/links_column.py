"""A column of the rows that a row is linked to, their labels separated by commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.open_plan import OpenPlan
from db.record import PlanRecord, Record
from db.text import folded
from desktop.language import _
from desktop.ui.tables.columns import Column


@dataclass(frozen=True)
class LinksColumn(Column):
    """Rows that a row is linked to by rows of `link`, whose columns are `owner` and `target`.

    `rows` narrows what can be linked. What is typed names labels, separated by commas.
    """

    needs_row: bool = field(default=True, kw_only=True)
    link: type[PlanRecord] = field(kw_only=True)
    owner: str = field(kw_only=True)
    target: str = field(kw_only=True)
    table: type[Record] = field(kw_only=True)
    label: Callable[[Any], str] = field(kw_only=True)
    rows: Callable[[OpenPlan], Sequence[Any]] | None = field(default=None, kw_only=True)

    def value(self, row: Any, plan: OpenPlan) -> frozenset[str]:
        """Return the ids of the linked rows."""
        links = plan.children(self.link, self.owner, row.id)
        return frozenset(getattr(link, self.target) for link in links)

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the labels of the linked rows, in order."""
        links = plan.children(self.link, self.owner, row.id)
        if not links:
            return ""
        found = [plan.get(self.table, getattr(link, self.target)) for link in links]
        return ", ".join(sorted({self.label(t) for t in found if t is not None}, key=folded))

    def read(self, text: str, row: Any, plan: OpenPlan) -> frozenset[str]:
        """Return the ids of what is named. Raises ValueError for a word that is not there."""
        rows = plan.rows(self.table) if self.rows is None else self.rows(plan)
        known = {folded(self.label(target)): target.id for target in rows if target is not row}
        found = []
        for word in re.split(r"[,;·\n]", text):
            if not word.strip():
                continue
            if folded(word.strip()) not in known:
                message = _("“{text}” is not in the list. Separate several with commas.")
                raise ValueError(message.format(text=word.strip()))
            found.append(known[folded(word.strip())])
        return frozenset(found)

    def put(self, row: Any, value: Any, plan: OpenPlan) -> None:
        """Link to exactly these rows, within an edit."""
        links = plan.children(self.link, self.owner, row.id)
        present = {getattr(link, self.target): link for link in links}
        for key, link in present.items():
            if key not in value:
                plan.remove(link)
        for key in value:
            if key not in present:
                plan.add(self.link(**{self.owner: row.id, self.target: key}))

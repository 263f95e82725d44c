"""What a search found, grouped by plan, and where each hit leads."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from db.library import Library
from db.search import Hit
from db.tables import (
    PLAN_TABLES,
    TABLE_BY_NAME,
    Organization,
    Person,
    Plan,
)
from db.text import Text
from desktop.language import N_, _, spoken
from desktop.planning.record_names import RECORD_NAMES
from desktop.ui.desk import Desk
from desktop.ui.library.plan_words import name_of
from desktop.ui.sections import section_of

KIND_OF: dict[str, str] = {
    "plan": N_("Plan details"),
    "schedule_item": N_("Activity"),
    "criterion": N_("Criterion"),
    "assignment": N_("Role"),
}
"""Kinds of records that go by a shorter name here than in history."""
TITLE_FIELDS = ("name", "title", "statement", "critical_task", "text", "cell")
MOST_HITS = 200
"""How many records a search shows; more is a reason to type another word."""


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one plan; `plan_id` is empty for the directory all plans share."""

    plan_id: str
    title: str
    hits: tuple[Hit, ...]


def grouped(library: Library, words: str, limit: int = MOST_HITS) -> list[Group]:
    """Return what contains all of `words`, grouped by plan, the best plan first."""
    by_plan: dict[str, list[Hit]] = {}
    for hit in library.find(words, limit):
        by_plan.setdefault(hit.plan_id, []).append(hit)
    names = {plan.id: name_of(plan) for plan in library.plans()}
    groups = [
        Group(plan_id, names[plan_id], tuple(hits))
        for plan_id, hits in by_plan.items()
        if plan_id in names
    ]
    if "" in by_plan:
        groups.append(Group("", _("Directory of all plans"), tuple(by_plan[""])))
    return groups


def kind_of(hit: Hit) -> str:
    """Return what kind of record was found, in words."""
    name = KIND_OF.get(hit.table_name) or RECORD_NAMES.get(hit.table_name, hit.table_name)
    return _(name)


def title_of(library: Library, hit: Hit) -> str:
    """Return what the record that was found is called; empty when it has no name."""
    row = library.session.get(TABLE_BY_NAME[hit.table_name], hit.row_id)
    library.end_reading()
    if isinstance(row, Person):
        return f"{row.rank} {row.name}".strip()
    if isinstance(row, Organization) and row.acronym:
        return f"{row.acronym} · {row.name.best(spoken())}"
    for field in TITLE_FIELDS:
        value = getattr(row, field, None)
        if isinstance(value, Text) and value:
            return f"{getattr(row, 'number', '')} {value.best(spoken())}".strip()
    return ""


def lead_to(desk: Desk, hit: Hit) -> bool:
    """Show the record that was found in its plan; return whether a plan has it."""
    plan_id = hit.plan_id or _plan_using(desk, hit)
    if not plan_id:
        desk.tell(_("No plan uses it yet."))
        return False
    if desk.plan is None or desk.plan.id != plan_id:
        desk.open_plan(plan_id)
    desk.go(section_of(hit.table_name), hit.table_name, hit.row_id)
    return True


def _plan_using(desk: Desk, hit: Hit) -> str:
    """Return a plan that refers to a row of the directory, the open one when it does."""
    library = desk.library
    using: list[str] = []
    for table in PLAN_TABLES:
        for column in table.__table__.columns:
            if any(link.column.table.name == hit.table_name for link in column.foreign_keys):
                query = (
                    select(table.plan_id)
                    .join(Plan, Plan.id == table.plan_id)
                    .where(column == hit.row_id, ~table.deleted, ~Plan.deleted)
                )
                using += library.session.scalars(query)
    library.end_reading()
    if desk.plan is not None and (desk.plan.id in using or not using):
        return desk.plan.id
    return using[0] if using else ""

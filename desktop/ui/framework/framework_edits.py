"""Frameworks of one's own: copying, adding to, reordering, removing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.open_plan import OpenPlan
from db.record import DirectoryRecord, new_id
from db.tables import (
    Alignment,
    AreaOfAction,
    FocusArea,
    Framework,
    Indicator,
    IndicatorTarget,
    Pillar,
    Plan,
    PlanFocusArea,
    PlanFramework,
    ProposedAction,
    ScheduleFocusArea,
)
from db.text import Text
from desktop.language import N_, as_text, spoken
from desktop.ui.library.plan_words import name_of

Part = Framework | Pillar | FocusArea | AreaOfAction | ProposedAction | Indicator


@dataclass(frozen=True, slots=True)
class Branch:
    """What can hang below a part: a table, the column that refers to the part, its name."""

    table: type[DirectoryRecord]
    column: str
    name: str
    new: str


BRANCHES: dict[type[DirectoryRecord], tuple[Branch, ...]] = {
    Framework: (
        Branch(Pillar, "framework_id", N_("Pillar"), N_("New pillar")),
        Branch(AreaOfAction, "framework_id", N_("Area of action"), N_("New area of action")),
    ),
    Pillar: (Branch(FocusArea, "pillar_id", N_("Focus area"), N_("New focus area")),),
    FocusArea: (
        Branch(ProposedAction, "focus_area_id", N_("Proposed action"), N_("New proposed action")),
        Branch(Indicator, "focus_area_id", N_("Indicator"), N_("New indicator")),
    ),
    AreaOfAction: (
        Branch(
            ProposedAction, "area_of_action_id", N_("Proposed action"), N_("New proposed action")
        ),
    ),
}
USES: tuple[tuple[type[DirectoryRecord], type, str], ...] = (
    (Framework, PlanFramework, "framework_id"),
    (FocusArea, Alignment, "focus_area_id"),
    (FocusArea, PlanFocusArea, "focus_area_id"),
    (FocusArea, ScheduleFocusArea, "focus_area_id"),
    (AreaOfAction, PlanFocusArea, "area_of_action_id"),
    (ProposedAction, Alignment, "proposed_action_id"),
    (Indicator, IndicatorTarget, "indicator_id"),
)
"""Which rows of plans refer to which part of a framework."""


def title_field(part: DirectoryRecord) -> str:
    """Return the field that holds what a part is called."""
    return "text" if isinstance(part, ProposedAction | Indicator) else "name"


def title_of(part: DirectoryRecord) -> Text:
    """Return what a part of a framework is called."""
    title: Text = getattr(part, title_field(part))
    return title


def children_of(plan: OpenPlan, part: DirectoryRecord) -> list[DirectoryRecord]:
    """Return what hangs below a part, in order."""
    found: list[DirectoryRecord] = []
    for branch in BRANCHES.get(type(part), ()):
        found += plan.children(branch.table, branch.column, part.id)
    return found


def new_framework(plan: OpenPlan) -> Framework:
    """Add an empty framework with one pillar and one focus area. Raises UnwritableLibrary."""
    with plan.edit(N_("New framework")):
        framework = plan.add(Framework(key=_key(), name=as_text(N_("New framework"))))
        pillar = plan.add(
            Pillar(framework_id=framework.id, key=_key(), name=as_text(N_("New pillar")))
        )
        plan.add(FocusArea(pillar_id=pillar.id, key=_key(), name=as_text(N_("New focus area"))))
    return framework


def copy_framework(plan: OpenPlan, framework: Framework) -> Framework:
    """Add a copy of a framework that can be changed. Raises UnwritableLibrary."""
    with plan.edit(N_("Copy framework “{name}”"), name=framework.name.best(spoken())):
        copy = _copy(plan, framework, {})
        assert isinstance(copy, Framework)  # noqa: S101 - a copy is what its original is
        copy.builtin = False
        copy.key = _key()
        copy.name = as_text(N_("{name} (copy)"), name=framework.name)
    return copy


def add_part(plan: OpenPlan, parent: DirectoryRecord, branch: Branch) -> DirectoryRecord:
    """Add a part below another one. Raises UnwritableLibrary."""
    with plan.edit(N_("Add to framework")):
        row = branch.table(key=_key(), **{branch.column: parent.id})
        setattr(row, title_field(row), as_text(branch.new))
        return plan.add(row)


def remove_part(plan: OpenPlan, part: DirectoryRecord) -> None:
    """Remove a part with all below it. Raises UnwritableLibrary."""
    with plan.edit(N_("Remove “{name}” from framework"), name=title_of(part).best(spoken())):
        plan.remove(part)


def move_part(plan: OpenPlan, siblings: Sequence[DirectoryRecord], index: int, step: int) -> bool:
    """Move a part up (-1) or down (+1) among its siblings; return whether it moved."""
    target = index + step
    if not 0 <= target < len(siblings):
        return False
    part = siblings[index]
    others = [row for row in siblings if row is not part]
    with plan.edit(N_("Move “{name}” in framework"), name=title_of(part).best(spoken())):
        plan.place(part, others[target - 1] if target else None)
    return True


def users_of(plan: OpenPlan, part: DirectoryRecord) -> list[str]:
    """Return the names of other plans that use a part or anything below it."""
    session = plan.library.session
    found: dict[str, str] = {}
    parts = [part]
    while parts:
        row = parts.pop()
        parts += children_of(plan, row)
        for table, use, column in USES:
            if isinstance(row, table):
                query = (
                    select(Plan)
                    .join(use, use.plan_id == Plan.id)  # type: ignore[attr-defined]
                    .where(
                        getattr(use, column) == row.id,
                        ~use.deleted,  # type: ignore[attr-defined]
                        ~Plan.deleted,
                        Plan.id != plan.id,
                    )
                )
                found |= {other.id: name_of(other) for other in session.scalars(query)}
    plan.library.end_reading()
    return sorted(found.values())


def _copy(plan: OpenPlan, part: DirectoryRecord, ids: dict[str, str]) -> DirectoryRecord:
    values = {
        name: getattr(part, name) for name in type(part).content_fields() if name != "position"
    }
    for name, value in values.items():
        if value in ids:
            values[name] = ids[value]
    copy = plan.add(type(part)(**values))
    ids[part.id] = copy.id
    for child in children_of(plan, part):
        _copy(plan, child, ids)
    return copy


def _key() -> str:
    return f"own-{new_id()[:8]}"

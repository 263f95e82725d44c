"""What the plan promises against its frameworks is served, or taken out with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from db.tables import AreaOfAction, FocusArea, PlanFocusArea, PlanFramework
from desktop.language import N_
from desktop.planning.coverage import served_areas
from desktop.planning.finding import Finding, found
from desktop.planning.rules.subject import Subject


def no_framework(subject: Subject) -> Iterator[Finding]:
    """Yield a finding when the plan is drafted against nothing."""
    if not subject.reader.rows(PlanFramework):
        yield found(
            "no-framework",
            "warning",
            subject.plan,
            "framework_id",
            N_(
                "The plan is drafted against no framework. Choose one, so that it can be shown "
                "what the plan covers."
            ),
            missing=PlanFramework,
        )


def focus_area_unserved(subject: Subject) -> Iterator[Finding]:
    """Yield each area chosen for the plan that no objective serves."""
    served = served_areas(subject.reader)
    for chosen, area in _areas(subject):
        if chosen.in_scope and area.id not in served:
            yield found(
                "focus-area-unserved",
                "error",
                area,
                "in_scope",
                N_(
                    "No objective serves “{area}”, which the plan has chosen. Align an "
                    "objective to it, or take it out of scope and say why."
                ),
                area=area.name,
            )


def out_of_scope_without_reason(subject: Subject) -> Iterator[Finding]:
    """Yield each area taken out of scope without saying why."""
    for chosen, area in _areas(subject):
        if not chosen.in_scope and not chosen.reason:
            yield found(
                "out-of-scope-without-reason",
                "hint",
                area,
                "reason",
                N_("“{area}” is out of scope without a reason. Say why, for the partners to see."),
                area=area.name,
            )


def _areas(subject: Subject) -> Iterator[tuple[PlanFocusArea, FocusArea | AreaOfAction]]:
    reader = subject.reader
    for chosen in reader.rows(PlanFocusArea):
        area = reader.get(FocusArea, chosen.focus_area_id) or reader.get(
            AreaOfAction, chosen.area_of_action_id
        )
        if area is not None:
            yield chosen, area

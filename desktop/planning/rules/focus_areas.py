"""What the plan promises against its frameworks is served, or taken out with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from db.tables import PlanFocusArea, PlanFramework
from desktop.language import N_
from desktop.planning.coverage import coverage_of
from desktop.planning.finding import Finding, found
from desktop.planning.rules.subject import Subject


def no_framework(subject: Subject) -> Iterator[Finding]:
    """Yield a finding when the plan is drafted against nothing."""
    if not subject.reader.rows(PlanFramework):
        yield found(
            "no-framework",
            "warning",
            subject.plan,
            "framework",
            N_(
                "The plan is drafted against no framework. Choose one, so that it can be shown "
                "what the plan covers."
            ),
        )


def focus_area_unserved(subject: Subject) -> Iterator[Finding]:
    """Yield each area chosen for the plan that no objective serves."""
    gaps = {area.area.id: area.area.name for area in coverage_of(subject.reader).gaps}
    for chosen in subject.reader.rows(PlanFocusArea):
        area_id = chosen.focus_area_id or chosen.area_of_action_id
        if chosen.in_scope and area_id in gaps:
            yield found(
                "focus-area-unserved",
                "error",
                chosen,
                "in_scope",
                N_(
                    "No objective serves “{area}”, which the plan has chosen. Align an "
                    "objective to it, or take it out of scope and say why."
                ),
                area=gaps[area_id],
            )


def out_of_scope_without_reason(subject: Subject) -> Iterator[Finding]:
    """Yield each area taken out of scope without saying why."""
    names = {area.area.id: area.area.name for area in coverage_of(subject.reader)}
    for chosen in subject.reader.rows(PlanFocusArea):
        area_id = chosen.focus_area_id or chosen.area_of_action_id
        if not chosen.in_scope and not chosen.reason and area_id in names:
            yield found(
                "out-of-scope-without-reason",
                "hint",
                chosen,
                "reason",
                N_("“{area}” is out of scope without a reason. Say why, for the partners to see."),
                area=names[area_id],
            )

"""The review of a plan: what is missing or contradictory, and what mends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from db.reader import PlanReader
from db.tables import AcceptedFinding
from desktop.planning.clashes import Clash
from desktop.planning.finding import Finding, Severity
from desktop.planning.moments import clock_of
from desktop.planning.rules.availability import assignee_unavailable, person_unavailable
from desktop.planning.rules.capacity import venue_too_small
from desktop.planning.rules.clashing import clash
from desktop.planning.rules.control import (
    double_watch,
    play_unwatched,
    staff_in_two_places,
    staff_off_watch,
)
from desktop.planning.rules.focus_areas import (
    focus_area_unserved,
    no_framework,
    out_of_scope_without_reason,
)
from desktop.planning.rules.holidays import activity_on_holiday
from desktop.planning.rules.improvement import (
    action_without_due_date,
    action_without_responsible,
    improvement_without_action,
)
from desktop.planning.rules.inject_order import (
    inject_before_its_cause,
    inject_circle,
    inject_outside_plan,
    scenario_time_backwards,
)
from desktop.planning.rules.injects import (
    inject_incomplete,
    inject_number_repeated,
    inject_without_objective,
)
from desktop.planning.rules.marking import marking_missing
from desktop.planning.rules.milestones import (
    milestone_past_due,
    milestones_out_of_order,
    start_and_end_on_their_days,
)
from desktop.planning.rules.objectives import (
    msel_missing,
    objective_not_exercised,
    objective_unaligned,
    objective_without_criterion,
    objective_without_evaluator,
    objective_without_inject,
)
from desktop.planning.rules.roles import (
    director_missing,
    evaluator_missing,
    instructor_missing,
    roles_unfilled,
    safety_officer_missing,
)
from desktop.planning.rules.schedule_bounds import item_outside_plan
from desktop.planning.rules.subject import Rule, Subject
from desktop.planning.rules.texts import name_missing, text_missing
from desktop.planning.rules.travel import no_time_to_travel
from desktop.planning.rules.working_day import working_day_too_long

__all__ = ["RULES", "SEVERITIES", "Finding", "findings_of"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")
RULES: tuple[Rule, ...] = (
    marking_missing,
    name_missing,
    no_framework,
    focus_area_unserved,
    objective_unaligned,
    objective_not_exercised,
    objective_without_criterion,
    objective_without_inject,
    objective_without_evaluator,
    director_missing,
    safety_officer_missing,
    evaluator_missing,
    instructor_missing,
    clash,
    person_unavailable,
    assignee_unavailable,
    no_time_to_travel,
    venue_too_small,
    item_outside_plan,
    activity_on_holiday,
    working_day_too_long,
    inject_number_repeated,
    inject_outside_plan,
    inject_before_its_cause,
    inject_circle,
    inject_without_objective,
    inject_incomplete,
    scenario_time_backwards,
    staff_in_two_places,
    double_watch,
    staff_off_watch,
    play_unwatched,
    improvement_without_action,
    action_without_responsible,
    action_without_due_date,
    milestone_past_due,
    milestones_out_of_order,
    start_and_end_on_their_days,
    text_missing,
    out_of_scope_without_reason,
    msel_missing,
    roles_unfilled,
)


def findings_of(reader: PlanReader, *, today: date, clashes: Sequence[Clash] = ()) -> list[Finding]:
    """Return all findings on a plan, gravest first, then in the order of RULES.

    `today` decides which milestones are past due; `clashes` come from `clashes_of`. What
    the planner accepted is among them, with the reason.
    """
    subject = Subject(reader, clock_of(reader.row), today, clashes)
    findings = [finding for rule in RULES for finding in rule(subject)]
    reasons = {row.finding: row.reason for row in reader.rows(AcceptedFinding)}
    if reasons:
        findings = [replace(f, accepted=reasons.get(f.key)) for f in findings]
    findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return findings

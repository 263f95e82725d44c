"""What injects, storylines, events and those who control them are called in the window."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    Criterion,
    Event,
    FocusArea,
    Inject,
    Objective,
    Organization,
    Person,
    Storyline,
)
from db.text import Language
from desktop.language import _, spoken
from desktop.planning.moments import PlanClock, date_time_group, relative
from desktop.planning.storylines import storyline_of
from desktop.planning.terms import INJECT_KINDS, INJECT_MODES, INJECT_STATUSES, ROLES
from desktop.ui.desk import Desk
from desktop.ui.schedule.day_names import MEDIUM, clock_time, day_name

LONGEST = 24


def inject_title(inject: Inject) -> str:
    """Return an inject's number and title, as "002 · Fast boat off Isla Grande"."""
    title = inject.title.best(spoken()) or _("Untitled")
    return f"{inject.number} · {title}" if inject.number else title


def storyline_label(row: Storyline) -> str:
    """Return a storyline's name, or its code while it has none."""
    return row.name.best(spoken()) or row.code or _("Untitled")


def storyline_words(row: Storyline) -> str:
    """Return other words that find a storyline."""
    return f"{row.code}\n{row.name.en}\n{row.name.es}"


def event_label(row: Event) -> str:
    """Return an event's number and title."""
    return f"{row.number} {row.title.best(spoken())}".strip() or _("Untitled")


def event_words(row: Event) -> str:
    """Return other words that find an event."""
    return f"{row.number}\n{row.title.en}\n{row.title.es}"


def objective_number(row: Objective) -> str:
    """Return an objective's number, or its statement while it has none."""
    return row.number or row.statement.best(spoken())


def objective_name(row: Objective) -> str:
    """Return an objective's number and statement."""
    return f"{row.number} {row.statement.best(spoken())}".strip()


def criterion_name(row: Criterion) -> str:
    """Return what a criterion measures, in one line."""
    return (row.critical_task.best(spoken()) or row.measure.best(spoken())).strip()


def area_name(row: FocusArea) -> str:
    """Return a focus area's name."""
    return row.name.best(spoken())


def shortened(words: str, longest: int = LONGEST) -> str:
    """Return as many letters as a chip has room for."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


class AssignmentNames:
    """Names those who control and evaluate by their person, or else by role and cell."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, row: Assignment) -> str:
        """Return what an assignment is called in a table."""
        plan = self._desk.plan
        return "" if plan is None else assignment_name(plan, row)


def assignment_name(plan: OpenPlan, row: Assignment, *, known: str = "") -> str:
    """Return the person of an assignment, or else its role with cell or organization.

    A role that is `known` from the heading is left away where the rest says enough.
    """
    person = plan.get(Person, row.person_id)
    if person is not None and person.name:
        return f"{person.rank} {person.name}".strip()
    where = row.cell.best(spoken())
    organization = plan.get(Organization, row.organization_id)
    if not where and organization is not None:
        where = organization.acronym or organization.name.best(spoken())
    role = "" if where and row.role == known else _(ROLES.get(row.role, row.role))
    return " · ".join(part for part in (role, where) if part)


def controllers(plan: OpenPlan) -> Sequence[Assignment]:
    """Return who can control an inject; all assignments when the plan has no controllers."""
    roles = {"senior-controller", "controller", "simulator", "facilitator", "exercise-director"}
    return [row for row in plan.rows(Assignment) if row.role in roles] or plan.rows(Assignment)


def evaluators(plan: OpenPlan) -> Sequence[Assignment]:
    """Return who can evaluate an inject; all assignments when the plan has no evaluators."""
    return [a for a in plan.rows(Assignment) if a.role == "evaluator"] or plan.rows(Assignment)


def local_time(offset: int, clock: PlanClock) -> str:
    """Return the local date and time of a moment: "Tue, Jan 13 09:30"."""
    local = clock.local(offset)
    date = day_name(local.date(), MEDIUM, spoken())
    return f"{date} {clock_time(local.hour * 60 + local.minute)}"


def facts_of(plan: OpenPlan, inject: Inject, clock: PlanClock, language: Language) -> list[str]:
    """Return what is known of an inject, a line each, what is empty left out."""
    storyline = storyline_of(plan, inject)
    controller = plan.get(Assignment, inject.controller_id)
    sides = f"{inject.sender.best(language)} → {inject.receiver.best(language)}"
    offset = inject.offset_minutes
    facts: list[tuple[str, str]] = [
        (_("Time"), f"{relative(offset, clock)} · {local_time(offset, clock)}"),
        (_("Zulu"), date_time_group(clock.utc(offset), language)),
        (_("Storyline"), "" if storyline is None else storyline_label(storyline)),
        (_("Kind"), _(INJECT_KINDS.get(inject.kind, inject.kind))),
        (_("Mode"), _(INJECT_MODES.get(inject.mode, inject.mode))),
        (_("From → To"), sides if sides.strip(" →") else ""),
        (_("Message"), shortened(inject.message.best(language).replace("\n", " "), 240)),
        (_("Controller"), "" if controller is None else assignment_name(plan, controller)),
        (_("Status"), _(INJECT_STATUSES.get(inject.status, inject.status))),
    ]
    return [f"{label}: {value}" for label, value in facts if value]


def tooltip_of(plan: OpenPlan, inject: Inject, clock: PlanClock, troubles: list[str]) -> str:
    """Return all facts of an inject, and what is wrong with its time, as rich text."""
    lines = [f"<b>{escape(inject_title(inject))}</b>"]
    lines += [escape(fact) for fact in facts_of(plan, inject, clock, spoken())]
    lines += [f"<b>⚠ {escape(trouble)}</b>" for trouble in troubles]
    return f'<div style="max-width: 360px">{"<br>".join(lines)}</div>'


def spoken_facts(plan: OpenPlan, inject: Any, clock: PlanClock, troubles: list[str]) -> str:
    """Return the facts of an inject as a sentence for assistive technology."""
    return ". ".join([inject_title(inject), *facts_of(plan, inject, clock, spoken()), *troubles])

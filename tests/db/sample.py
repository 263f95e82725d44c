"""A small plan, and what its journal says, for the tests of the library."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal import Change, Step
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Criterion, Objective, Plan, ScheduleItem
from db.text import N_, Text


def add_plan(library: Library, name: str = "Joint exercise") -> OpenPlan:
    objective = Objective(statement=Text("Board a vessel", "Abordar una nave"), position="V")
    return library.add_plan(
        [
            Plan(kind="exercise", name=Text(name, "Ejercicio conjunto"), start="2026-01-12T07:00"),
            objective,
            Criterion(objective_id=objective.id, measure=Text("Minutes", "Minutos"), position="V"),
            ScheduleItem(title=Text("Opening", "Apertura"), offset_minutes=0),
            ScheduleItem(title=Text("Boarding", "Abordaje"), offset_minutes=60),
        ],
        N_("Create plan"),
    )


def objective_of(plan: OpenPlan) -> Objective:
    return plan.rows(Objective)[0]


def rename(plan: OpenPlan, statement: str) -> None:
    with plan.edit(N_("Rename {what}"), what="objective"):
        objective_of(plan).statement_en = statement


def steps(library: Library) -> list[Step]:
    with Session(library.engine) as session:
        return list(session.scalars(select(Step).order_by(Step.id)))


def changes_of(library: Library, step: Step) -> list[Change]:
    with Session(library.engine) as session:
        return list(session.scalars(select(Change).where(Change.step_id == step.id)))

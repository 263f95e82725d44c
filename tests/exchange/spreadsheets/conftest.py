"""An exercise to read spreadsheets into."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.record import Record
from db.tables import Assignment, Event, Objective, Person, Plan, Storyline, Venue
from db.text import Text
from desktop.planning.moments import PlanClock

START = datetime(2026, 1, 12, 7)
DURATION = 3 * 1440


@pytest.fixture
def clock() -> PlanClock:
    return PlanClock(START, ZoneInfo("America/Panama"), DURATION)


@pytest.fixture
def exercise(library: Library) -> OpenPlan:
    """An exercise with objectives, people and a storyline, but no injects yet."""
    person = Person(name="Ana Núñez", rank="Lt.", call_sign="Halcón")
    venue = Venue(name=Text("Pier 6", "Muelle 6"))
    with library.edit("Fill the directory"):
        library.add(person)
        library.add(venue)
    storyline = Storyline(code="SL1", name=Text("Collision", "Colisión"))
    rows: list[Record] = [
        Plan(
            kind="exercise",
            type="tabletop",
            name=Text("Shield", "Escudo"),
            start=START.isoformat(timespec="minutes"),
            duration_minutes=DURATION,
            marking="UNCLASSIFIED//FOR OFFICIAL USE ONLY",
        ),
        Objective(number="1", statement=Text("Respond to a spill", "Responder a un derrame")),
        Objective(number="2.1", statement=Text("Inform the public", "Informar al público")),
        storyline,
        Event(number="2", title=Text("Spill", "Derrame"), storyline_id=storyline.id),
        Assignment(
            role="controller", person_id=person.id, cell=Text("White cell", "Célula blanca")
        ),
        Assignment(role="evaluator", cell=Text("Pier team", "Equipo del muelle")),
    ]
    return library.add_plan(rows, "New exercise")

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    CorrectiveAction,
    Criterion,
    Event,
    Inject,
    InjectCriterion,
    InjectDependency,
    InjectObjective,
    Objective,
    Observation,
    Organization,
    Person,
    ScenarioSection,
    ScheduleItem,
    ScheduleObjective,
    SimulatedActor,
    Storyline,
    Venue,
    Watch,
)
from db.text import Text
from desktop.planning.finding import Finding
from desktop.planning.moments import clock_of
from desktop.planning.review import findings_of
from desktop.planning.rules.inject_order import circles_of
from desktop.planning.rules.subject import Subject
from tests.planning.msel import add_inject, depend, empty_exercise

EARLY = date(2026, 1, 1)
WORDS = Text("Words", "Palabras")


@pytest.fixture
def exercise() -> Iterator[OpenPlan]:
    with empty_exercise() as plan:
        yield plan


def of(plan: OpenPlan, rule: str) -> list[Finding]:
    return [finding for finding in findings_of(plan, today=EARLY) if finding.rule == rule]


def one(plan: OpenPlan, rule: str) -> Finding:
    (finding,) = of(plan, rule)
    for message in (finding.message.en, finding.message.es):
        assert message
        assert "{" not in message
    assert finding.message.en != finding.message.es
    return finding


def add(plan: OpenPlan, *rows: Any) -> Any:
    with plan.edit("Add"):
        for row in rows:
            plan.add(row)
    return rows[0]


def complete(plan: OpenPlan, number: str = "001", at: int = 60, **fields: Any) -> Inject:
    """Add an inject that lacks nothing but an objective."""
    who = add(plan, Assignment(role="controller"))
    given_fields: dict[str, Any] = {
        "sender": WORDS,
        "receiver": WORDS,
        "expected_response": WORDS,
        "message": WORDS,
        "controller_id": who.id,
    }
    return add_inject(plan, number, at, **(given_fields | fields))


# ------------------------------------------------------------- what an inject says


def test_an_inject_exercises_an_objective(exercise: OpenPlan) -> None:
    inject = complete(exercise)
    finding = one(exercise, "inject-without-objective")
    assert (finding.table, finding.row_id, finding.severity) == ("inject", inject.id, "warning")
    assert finding.message.en.startswith("Inject 001 exercises no objective.")
    assert finding.message.es.startswith("El inyecto 001 no ejercita ningún objetivo.")
    objective = add(exercise, Objective(number="1"))
    add(exercise, InjectObjective(inject_id=inject.id, objective_id=objective.id))
    assert of(exercise, "inject-without-objective") == []


@pytest.mark.parametrize(
    ("field", "empty", "named"),
    [
        ("sender", Text(), "From"),
        ("receiver", Text(), "To"),
        ("expected_response", Text(), "Expected response"),
        ("controller_id", None, "Controller"),
    ],
)
def test_an_inject_says_who_what_and_whom(
    exercise: OpenPlan, field: str, empty: Any, named: str
) -> None:
    inject = complete(exercise)
    assert of(exercise, "inject-incomplete") == []
    with exercise.edit("Empty"):
        setattr(inject, field, empty)
    finding = one(exercise, "inject-incomplete")
    assert (finding.field, finding.row_id) == (field, inject.id)
    assert finding.message.en == (
        f"Inject 001 lacks: {named}. Fill it in, so that it can be delivered."
    )


def test_one_finding_tells_all_that_an_inject_lacks(exercise: OpenPlan) -> None:
    add_inject(exercise, "001", 60)
    finding = one(exercise, "inject-incomplete")
    assert "From, To, Expected response, Controller" in finding.message.en
    assert "De, Para, Respuesta esperada, Controlador" in finding.message.es


def test_an_inject_without_a_number_goes_by_its_title(exercise: OpenPlan) -> None:
    add_inject(exercise, " ", 60, title=Text("Fire", "Incendio"))
    message = one(exercise, "inject-without-objective").message
    assert message.en.startswith("Inject “Fire” exercises")
    assert message.es.startswith("El inyecto «Incendio» no")


def test_text_in_one_language_is_enough_to_deliver(exercise: OpenPlan) -> None:
    complete(exercise, sender=Text("", "Voz"), receiver=Text("Desk", ""))
    assert of(exercise, "inject-incomplete") == []


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("expected-action", {"sender": Text(), "controller_id": None}),
        ("administrative", {"expected_response": Text()}),
    ],
)
def test_some_kinds_can_do_without(exercise: OpenPlan, kind: str, missing: dict[str, Any]) -> None:
    inject = complete(exercise, kind=kind, **missing)
    assert of(exercise, "inject-incomplete") == []
    with exercise.edit("Change"):
        inject.kind = "key-event"
    assert one(exercise, "inject-incomplete").row_id == inject.id


def test_administrative_and_canceled_injects_need_no_objective(exercise: OpenPlan) -> None:
    complete(exercise, kind="administrative")
    add_inject(exercise, "002", 9999, status="cancelled")
    for rule in ("inject-without-objective", "inject-incomplete", "inject-outside-plan"):
        assert of(exercise, rule) == []


def test_a_number_is_given_once(exercise: OpenPlan) -> None:
    first = complete(exercise, "007", 10, title=Text("Call", "Llamada"))
    second = complete(exercise, "007", 20, title=Text("Fire", "Fuego"))
    complete(exercise, "008", 30)
    complete(exercise, "", 40)
    complete(exercise, "", 50)
    finding = one(exercise, "inject-number-repeated")
    assert (finding.row_id, finding.severity, finding.field) == (second.id, "error", "number")
    assert "“Fire” and “Call”" in finding.message.en
    with exercise.edit("Renumber"):
        first.number = "006"
    assert of(exercise, "inject-number-repeated") == []


# ------------------------------------------------------------- when injects come


@pytest.mark.parametrize(("at", "outside"), [(-1, True), (0, False), (2880, False), (2881, True)])
def test_an_inject_comes_between_startex_and_endex(
    exercise: OpenPlan, at: int, outside: bool
) -> None:
    inject = complete(exercise, at=at)
    assert [finding.row_id for finding in of(exercise, "inject-outside-plan")] == (
        [inject.id] if outside else []
    )
    with exercise.edit("Change"):
        inject.kind = "administrative"
    if outside:
        assert one(exercise, "inject-outside-plan").severity == "hint"


def test_an_inject_comes_after_what_it_depends_on(exercise: OpenPlan) -> None:
    first, second = complete(exercise, "001", 60), complete(exercise, "002", 90)
    depend(exercise, second, first)
    assert of(exercise, "inject-before-its-cause") == []
    with exercise.edit("Move"):
        first.offset_minutes = 120
    finding = one(exercise, "inject-before-its-cause")
    assert (finding.row_id, finding.severity) == (second.id, "error")
    assert "depends on inject 001, which comes only at D 10:00" in finding.message.en
    with exercise.edit("Cancel"):
        second.status = "cancelled"
    assert of(exercise, "inject-before-its-cause") == []


def test_injects_do_not_depend_on_each_other_in_a_circle(exercise: OpenPlan) -> None:
    first, second, third = (complete(exercise, n, 60) for n in ("001", "002", "003"))
    depend(exercise, second, first)
    depend(exercise, third, second)
    assert of(exercise, "inject-circle") == []
    depend(exercise, first, third)
    finding = one(exercise, "inject-circle")
    assert finding.severity == "error"
    members = {number for number in ("001", "002", "003") if number in finding.message.en}
    assert members == {"001", "002", "003"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8, unique=True))
def test_a_circle_is_found_whenever_there_is_one(links: list[tuple[int, int]]) -> None:
    links = [pair for pair in links if pair[0] != pair[1]]
    with empty_exercise() as plan:
        with plan.edit("Draw"):
            injects = [plan.add(Inject(number=f"{n}", offset_minutes=0)) for n in range(5)]
            for place, cause in links:
                plan.add(
                    InjectDependency(inject_id=injects[place].id, depends_on_id=injects[cause].id)
                )
        found = circles_of(Subject(plan, clock_of(plan.row), EARLY, ()))
        reached = set(links)
        for middle in range(5):
            reached |= {
                (one, last)
                for one, there in reached
                for here, last in reached
                if there == here == middle
            }
        assert bool(found) == any(one == last for one, last in reached)
        for circle in found:
            numbers = [int(row.number) for row in circle]
            assert set(zip(numbers, [*numbers[1:], numbers[0]], strict=True)) <= set(links)


def test_scenario_time_does_not_go_back(exercise: OpenPlan) -> None:
    complete(exercise, "001", 60, scenario_minutes=600)
    back = complete(exercise, "002", 90, scenario_minutes=500)
    finding = one(exercise, "scenario-time-backwards")
    assert (finding.row_id, finding.field) == (back.id, "scenario_minutes")


# ------------------------------------------------------------- who sees to it


def test_nobody_is_needed_at_two_venues_at_once(exercise: OpenPlan) -> None:
    pier = add(exercise, Venue(name=Text("Pier", "Muelle")))
    port = add(exercise, Venue(name=Text("Port", "Puerto")))
    officer = add(exercise, Person(name="Ana Ríos", rank="Mayor"))
    control = add(exercise, Assignment(role="controller", person_id=officer.id))
    evaluation = add(exercise, Assignment(role="evaluator", person_id=officer.id))
    first = complete(exercise, "001", 60, venue_id=pier.id, controller_id=control.id)
    second = complete(
        exercise, "002", 60, venue_id=port.id, controller_id=None, evaluator_id=evaluation.id
    )
    finding = one(exercise, "staff-in-two-places")
    assert (finding.row_id, finding.severity) == (second.id, "error")
    assert "Mayor Ana Ríos is needed at Port for inject 002 and at Pier" in finding.message.en
    with exercise.edit("Same venue"):
        second.venue_id = pier.id
    assert of(exercise, "staff-in-two-places") == []
    with exercise.edit("Another minute"):
        second.venue_id, second.offset_minutes = port.id, 61
    assert of(exercise, "staff-in-two-places") == []
    assert first.controller_id == control.id


def test_a_role_that_nobody_fills_is_in_one_place_too(exercise: OpenPlan) -> None:
    pier = add(exercise, Venue(name=Text("Pier", "Muelle")))
    port = add(exercise, Venue(name=Text("Port", "Puerto")))
    who = add(exercise, Assignment(role="controller", cell=Text("Sea", "Mar")))
    complete(exercise, "001", 60, venue_id=pier.id, controller_id=who.id)
    complete(exercise, "002", 60, venue_id=port.id, controller_id=who.id)
    finding = one(exercise, "staff-in-two-places")
    assert finding.message.en.startswith("Controller (Sea) is needed")
    assert finding.message.es.startswith("Se necesita a Controlador (Mar)")


def test_controllers_and_evaluators_are_on_watch(exercise: OpenPlan) -> None:
    who = add(exercise, Assignment(role="controller"))
    evaluator = add(exercise, Assignment(role="evaluator"))
    inject = complete(exercise, controller_id=who.id, evaluator_id=evaluator.id)
    for row in (who, evaluator):
        add(exercise, Watch(assignment_id=row.id, offset_minutes=100, duration_minutes=2780))
    findings = of(exercise, "staff-off-watch")
    assert [(f.row_id, f.field) for f in findings] == [
        (inject.id, "controller_id"),
        (inject.id, "evaluator_id"),
    ]
    gaps = of(exercise, "play-unwatched")
    assert [finding.table for finding in gaps] == ["watch", "watch"]
    assert "No controller is on watch from D 08:00 to D 09:40" in gaps[0].message.en
    add(exercise, Watch(assignment_id=who.id, offset_minutes=0, duration_minutes=100))
    assert [f.field for f in of(exercise, "staff-off-watch")] == ["evaluator_id"]
    assert "No evaluator" in one(exercise, "play-unwatched").message.en


def test_nobody_stands_two_watches_at_once(exercise: OpenPlan) -> None:
    who = add(exercise, Assignment(role="controller"))
    add(exercise, Watch(assignment_id=who.id, offset_minutes=0, duration_minutes=120))
    second = add(exercise, Watch(assignment_id=who.id, offset_minutes=60, duration_minutes=120))
    finding = one(exercise, "double-watch")
    assert (finding.row_id, finding.table) == (second.id, "watch")
    assert "two watches at once for 1 h, from D 09:00" in finding.message.en


# ------------------------------------------------------------- objectives and the MSEL


def test_a_msel_that_is_not_begun_is_a_hint(exercise: OpenPlan) -> None:
    assert of(exercise, "msel-missing") == []
    add(exercise, Objective(number="1"))
    finding = one(exercise, "msel-missing")
    assert (finding.severity, finding.table, finding.row_id) == ("hint", "inject", "")
    complete(exercise)
    assert of(exercise, "msel-missing") == []


@pytest.mark.parametrize("kind", ["seminar", "workshop"])
def test_exercises_of_talk_need_no_msel(kind: str) -> None:
    with empty_exercise(type=kind) as plan:
        add(plan, Objective(number="1"))
        assert of(plan, "msel-missing") == []


def test_workshops_need_no_msel() -> None:
    with empty_exercise(kind="workshop", type="course") as plan:
        objective = add(plan, Objective(number="1"))
        item = add(plan, ScheduleItem())
        add(plan, ScheduleObjective(item_id=item.id, objective_id=objective.id))
        for rule in ("msel-missing", "objective-without-inject"):
            assert of(plan, rule) == []


def test_injects_exercise_objectives_as_activities_do(exercise: OpenPlan) -> None:
    objective, other = (add(exercise, Objective(number=number)) for number in "12")
    item = add(exercise, ScheduleItem(kind="play"))
    add(exercise, ScheduleObjective(item_id=item.id, objective_id=objective.id))
    inject = complete(exercise)
    add(exercise, InjectObjective(inject_id=inject.id, objective_id=other.id))
    assert of(exercise, "objective-not-exercised") == []
    finding = one(exercise, "objective-without-inject")
    assert (finding.row_id, finding.severity) == (objective.id, "warning")
    with exercise.edit("Cancel"):
        inject.status = "cancelled"
    assert one(exercise, "objective-not-exercised").row_id == other.id


def test_somebody_evaluates_every_objective_of_the_msel(exercise: OpenPlan) -> None:
    objective = add(exercise, Objective(number="1"))
    inject = complete(exercise)
    assert of(exercise, "objective-without-evaluator") == []
    add(exercise, InjectObjective(inject_id=inject.id, objective_id=objective.id))
    finding = one(exercise, "objective-without-evaluator")
    assert (finding.row_id, finding.table) == (objective.id, "objective")
    who = add(exercise, Assignment(role="evaluator"))
    with exercise.edit("Assign"):
        inject.evaluator_id = who.id
    assert of(exercise, "objective-without-evaluator") == []


def test_criteria_that_are_gone_count_no_more(exercise: OpenPlan) -> None:
    objective = add(exercise, Objective(number="1"))
    criterion = add(exercise, Criterion(objective_id=objective.id))
    inject = complete(exercise)
    add(exercise, InjectCriterion(inject_id=inject.id, criterion_id=criterion.id))
    assert of(exercise, "inject-without-objective") == []
    with exercise.edit("Remove"):
        exercise.remove(criterion)
    assert one(exercise, "inject-without-objective").row_id == inject.id


# ------------------------------------------------------------- after the exercise


def test_a_corrective_action_has_somebody_and_a_date(exercise: OpenPlan) -> None:
    action = add(exercise, CorrectiveAction(text=Text("Buy radios", "Comprar radios")))
    assert one(exercise, "action-without-responsible").row_id == action.id
    assert "“Buy radios”" in one(exercise, "action-without-due-date").message.en
    senan = add(exercise, Organization(acronym="SENAN"))
    with exercise.edit("Agree"):
        action.responsible_id, action.due_date = senan.id, "2027-09-01"
    for rule in ("action-without-responsible", "action-without-due-date"):
        assert of(exercise, rule) == []


@pytest.mark.parametrize("status", ["executed", "closed"])
def test_an_area_for_improvement_is_mended(exercise: OpenPlan, status: str) -> None:
    row = add(exercise, Observation(kind="improvement", text=Text("Slow", "Lento")))
    add(exercise, Observation(kind="strength", text=Text("Fast", "Rápido")))
    assert of(exercise, "improvement-without-action") == []
    with exercise.edit("Finish"):
        exercise.row.status = status
    assert one(exercise, "improvement-without-action").row_id == row.id
    add(exercise, CorrectiveAction(observation_id=row.id))
    assert of(exercise, "improvement-without-action") == []


# ------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("table", "field"),
    [
        (ScenarioSection, "title"),
        (SimulatedActor, "name"),
        (Storyline, "name"),
        (Event, "title"),
        (Inject, "title"),
    ],
)
def test_what_prints_has_a_name_in_both_languages(
    exercise: OpenPlan, table: type[Any], field: str
) -> None:
    row = add(exercise, table())
    assert one(exercise, "name-missing").row_id == row.id
    with exercise.edit("Name"):
        setattr(row, field, Text("Name", ""))
    assert of(exercise, "name-missing") == []
    finding = one(exercise, "text-missing")
    assert (finding.row_id, finding.field) == (row.id, f"{field}_es")
    with exercise.edit("Translate"):
        setattr(row, field, Text("Name", "Nombre"))
    assert of(exercise, "text-missing") == []

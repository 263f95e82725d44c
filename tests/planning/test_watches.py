from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from db.open_plan import OpenPlan
from db.tables import Assignment, Person, ScheduleItem, Watch
from db.text import Text
from desktop.planning.watches import (
    MOST_DOUBLES,
    Gap,
    play_of,
    unwatched_of,
    watch_plan_of,
    watched_by,
)
from tests.planning.msel import add_inject, empty_exercise

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=6)


def staff(plan: OpenPlan, role: str = "controller", **fields: str) -> Assignment:
    with plan.edit("Assign"):
        return plan.add(Assignment(role=role, **fields))


def watch(plan: OpenPlan, who: Assignment, at: int, minutes: int) -> Watch:
    with plan.edit("Watch"):
        return plan.add(Watch(assignment_id=who.id, offset_minutes=at, duration_minutes=minutes))


def play(plan: OpenPlan, at: int, minutes: int, kind: str = "play") -> None:
    with plan.edit("Play"):
        plan.add(ScheduleItem(kind=kind, offset_minutes=at, duration_minutes=minutes))


@settings(max_examples=60, deadline=None)
@given(SPANS, SPANS)
def test_gaps_are_exactly_the_minutes_of_play_that_nobody_watches(
    played: list[tuple[int, int]], watched: list[tuple[int, int]]
) -> None:
    with empty_exercise(duration_minutes=50) as plan:
        who = staff(plan)
        with plan.edit("Draw"):
            for at, minutes in played:
                plan.add(ScheduleItem(kind="play", offset_minutes=at, duration_minutes=minutes))
            for at, minutes in watched:
                plan.add(Watch(assignment_id=who.id, offset_minutes=at, duration_minutes=minutes))
        playing = {m for at, length in played for m in range(at, at + length)} or set(range(50))
        watching = {m for at, length in watched for m in range(at, at + length)}
        gaps = watch_plan_of(plan).gaps
        uncovered = {m for gap in gaps for m in range(gap.begins, gap.ends)}
        assert uncovered == (playing - watching if watching else set())
        assert all(gap.begins < gap.ends for gap in gaps)
        spans = watched_by(plan, "controller")
        assert {m for begins, ends in spans for m in range(begins, ends)} == watching


def test_play_is_what_the_schedule_says_or_else_the_whole_exercise() -> None:
    with empty_exercise(duration_minutes=480) as plan:
        assert play_of(plan) == [(0, 480)]
        play(plan, 0, 60)
        play(plan, 60, 30)
        play(plan, 200, 60)
        play(plan, 100, 60, kind="meal")
        assert play_of(plan) == [(0, 90), (200, 260)]


def test_each_side_is_watched_on_its_own() -> None:
    with empty_exercise(duration_minutes=480) as plan:
        play(plan, 0, 240)
        controller, evaluator = staff(plan), staff(plan, "evaluator")
        staff(plan, "player")
        assert watch_plan_of(plan).gaps == []
        watch(plan, controller, 0, 120)
        assert watch_plan_of(plan).gaps == [Gap("controller", 120, 240)]
        watch(plan, evaluator, 60, 60)
        assert watch_plan_of(plan).gaps == [
            Gap("controller", 120, 240),
            Gap("evaluator", 0, 60),
            Gap("evaluator", 120, 240),
        ]
        assert watched_by(plan, "evaluator") == [(60, 120)]
        simulator = staff(plan, "simulator")
        watch(plan, simulator, 120, 120)
        assert watched_by(plan, "controller") == [(0, 240)]


def test_one_person_has_one_watch_at_a_time_in_whatever_role() -> None:
    with empty_exercise() as plan:
        with plan.edit("Add"):
            officer = plan.add(Person(name="Ana Ríos"))
        first_role = staff(plan, person_id=officer.id)
        second_role = staff(plan, "evaluator", person_id=officer.id)
        other = staff(plan)
        first = watch(plan, first_role, 0, 120)
        watch(plan, other, 0, 120)
        second = watch(plan, second_role, 90, 60)
        watch(plan, second_role, 150, 60)
        (double,) = watch_plan_of(plan).doubles
        assert (double.first, double.second, double.minutes) == (first, second, 30)


def test_an_inject_needs_its_controller_on_watch() -> None:
    with empty_exercise() as plan:
        who, free = staff(plan), staff(plan)
        inject = add_inject(plan, "001", 100, controller_id=who.id, evaluator_id=free.id)
        add_inject(plan, "002", 100)
        cancelled = add_inject(plan, "003", 100, controller_id=who.id, status="cancelled")
        # Nobody has a watch yet: all are on watch throughout.
        assert watch_plan_of(plan).unwatched == []
        watch(plan, who, 0, 100)
        watch(plan, who, 101, 100)
        (one,) = unwatched_of(plan)
        assert (one.inject, one.side, one.assignment) == (inject, "controller", who)
        assert cancelled.controller_id == who.id
        watch(plan, who, 100, 1)
        assert watch_plan_of(plan).unwatched == []


def test_a_watch_of_no_length_watches_nothing() -> None:
    with empty_exercise() as plan:
        who = staff(plan)
        watch(plan, who, 100, 0)
        assert watched_by(plan, "controller") == []
        assert watch_plan_of(plan).doubles == []
        add_inject(plan, "001", 100, controller_id=who.id, title=Text("A", "A"))
        assert [one.inject.number for one in watch_plan_of(plan).unwatched] == ["001"]


def test_thousands_of_watches_at_one_time_are_told_up_to_a_limit() -> None:
    """As a file that is meant to do harm has them: they are counted up to a limit."""
    with empty_exercise(duration_minutes=480) as plan:
        who = staff(plan)
        with plan.edit("Watch"):
            for minutes in (60, 0):
                plan.add_all(
                    [Watch(assignment_id=who.id, duration_minutes=minutes) for _ in range(3000)]
                )
        assert len(watch_plan_of(plan).doubles) == MOST_DOUBLES

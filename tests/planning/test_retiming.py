from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    Inject,
    InjectDependency,
    Milestone,
    Person,
    ScheduleItem,
    SchedulePerson,
    Storyline,
    Venue,
    Watch,
)
from db.text import Text
from desktop.planning.deliveries import mark
from desktop.planning.finding import Finding
from desktop.planning.moments import clock_of
from desktop.planning.retiming import (
    apply_shift,
    moved_and_clashing,
    shift_of,
    startex_preview,
)
from desktop.planning.version import version_of
from desktop.planning.what_if import WhatIf
from tests.planning.msel import add_inject, add_storyline, depend, empty_exercise

EARLY = date(2026, 1, 1)


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def offsets(plan: OpenPlan) -> dict[str, int]:
    return {row.id: row.offset_minutes for row in plan.rows(Inject)}


Sketch = tuple[list[tuple[int, int]], list[tuple[int, int]], set[int], int]


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """Injects as (offset, storyline), dependencies and a selection by place, a shift."""
    injects = draw(
        st.lists(st.tuples(st.integers(-60, 3000), st.integers(0, 2)), min_size=1, max_size=8)
    )
    places = st.integers(0, len(injects) - 1)
    links = draw(st.lists(st.tuples(places, places), max_size=6, unique=True))
    chosen = draw(st.sets(places))
    return injects, [pair for pair in links if pair[0] != pair[1]], chosen, draw(minutes)


minutes = st.integers(-1500, 1500)


def drawn(plan: OpenPlan, sketch: Sketch) -> list[Inject]:
    placed, links, _chosen, _minutes = sketch
    with plan.edit("Draw"):
        lines = [plan.add(Storyline(code=code)) for code in "AB"]
        injects = [
            plan.add(
                Inject(
                    number=f"{number:03}",
                    offset_minutes=at,
                    storyline_id=lines[line].id if line < 2 else None,
                )
            )
            for number, (at, line) in enumerate(placed)
        ]
        for place, cause in links:
            plan.add(InjectDependency(inject_id=injects[place].id, depends_on_id=injects[cause].id))
    return injects


@settings(max_examples=60, deadline=None)
@given(sketches())
def test_there_and_back_is_as_if_nothing_had_happened(sketch: Sketch) -> None:
    with empty_exercise() as plan:
        injects = drawn(plan, sketch)
        shift = shift_of(plan, injects=[injects[at] for at in sketch[2]], minutes=sketch[3])
        before, version = offsets(plan), version_of(plan).code
        apply_shift(plan, shift)
        chosen = {injects[at].id for at in sketch[2]}
        assert offsets(plan) == {
            row_id: at + sketch[3] * (row_id in chosen) for row_id, at in before.items()
        }
        apply_shift(plan, shift.reversed())
        assert offsets(plan) == before
        assert version_of(plan).code == version


@settings(max_examples=60, deadline=None)
@given(sketches())
def test_what_is_foreseen_is_what_happens(sketch: Sketch) -> None:
    with empty_exercise() as plan:
        injects = drawn(plan, sketch)
        _placed, links, chosen, by = sketch
        shift = shift_of(plan, injects=[injects[at] for at in chosen], minutes=by)

        def wrong() -> set[tuple[str, str]]:
            pairs = [(injects[place], injects[cause]) for place, cause in links]
            return {
                (one.id, cause.id)
                for one, cause in pairs
                if cause.offset_minutes > one.offset_minutes
            }

        def outside() -> set[str]:
            end = plan.row.duration_minutes
            return {row.id for row in injects if not 0 <= row.offset_minutes <= end}

        before = wrong(), outside()
        order = {row.id: row.offset_minutes for row in injects}
        preview = moved_and_clashing(plan, shift, today=EARLY)
        would_be = WhatIf(
            plan, moved={move.row.id: move.after for move in preview.moves}, tables=(Inject,)
        )
        expected = [(row.id, row.offset_minutes) for row in would_be.rows(Inject)]
        apply_shift(plan, shift)
        assert [(row.id, row.offset_minutes) for row in plan.rows(Inject)] == expected
        assert {move.row.id: move.after for move in preview.moves} == {
            injects[at].id: injects[at].offset_minutes for at in chosen
        }
        causes = {f.key.partition(":")[2] for f in preview.clashes if f.rule.endswith("its-cause")}
        assert causes == {f"{one}:{cause}" for one, cause in wrong() - before[0]}
        out = {f.row_id for f in preview.clashes if f.rule == "inject-outside-plan"}
        assert out == outside() - before[1]
        mended = {f.row_id for f in preview.mended if f.rule == "inject-outside-plan"}
        assert mended == before[1] - outside()
        overtaken = {(moved.id, stays.id) for moved, stays in preview.overtaken}
        assert overtaken == {
            (one.id, other.id)
            for one in (injects[at] for at in chosen)
            for other in injects
            if one.storyline_id is not None
            and one.storyline_id == other.storyline_id
            and injects.index(other) not in chosen
            and (order[one.id] - order[other.id]) * (one.offset_minutes - other.offset_minutes) < 0
        }


def test_everything_after_a_moment_moves_but_what_was_delivered() -> None:
    with empty_exercise() as plan:
        early = add_inject(plan, "001", 100)
        delivered = add_inject(plan, "002", 130)
        held = add_inject(plan, "003", 140)
        late = add_inject(plan, "004", 120)
        with plan.edit("Add an item"):
            item = plan.add(ScheduleItem(title=Text("Play", "Juego"), offset_minutes=120))
        now = datetime(2027, 7, 12, 15, 10, tzinfo=UTC)
        mark(plan, delivered, "delivered", moment=now)
        mark(plan, held, "held", moment=now)
        shift = shift_of(plan, after=120, minutes=45)
        assert set(shift.rows) == {late, held}
        both = shift_of(plan, after=120, with_items=True, minutes=45)
        assert set(both.rows) == {late, held, item}
        apply_shift(plan, both)
        assert (late.offset_minutes, item.offset_minutes) == (165, 165)
        assert (early.offset_minutes, delivered.offset_minutes) == (100, 130)
        step = plan.next_undo()
        assert step is not None
        assert step.label == "Move {count} injects and activities later by {length}"
        assert step.values == {"count": 3, "length": "45 min"}
        plan.undo()
        assert (late.offset_minutes, item.offset_minutes) == (120, 120)
        # Chosen by hand, one that was delivered moves as well.
        assert shift_of(plan, injects=[delivered], minutes=5).injects == (delivered,)


@pytest.mark.parametrize(
    ("minutes", "many", "label"),
    [
        (30, False, "Move inject {row} later by {length}"),
        (-30, False, "Move inject {row} earlier by {length}"),
        (30, True, "Move {count} injects later by {length}"),
        (-30, True, "Move {count} injects earlier by {length}"),
    ],
)
def test_the_step_says_what_was_moved(minutes: int, many: bool, label: str) -> None:
    with empty_exercise() as plan:
        injects = [add_inject(plan, number, 60) for number in ("001", "002")]
        apply_shift(plan, shift_of(plan, injects=injects if many else injects[:1], minutes=minutes))
        step = plan.next_undo()
        assert step is not None
        assert step.label == label


def test_the_step_names_an_activity_by_its_title() -> None:
    with empty_exercise() as plan:
        with plan.edit("Add"):
            item = plan.add(ScheduleItem(title=Text("Play", "Juego")))
        for minutes, label in (
            (5, "Move “{row}” later by {length}"),
            (-5, "Move “{row}” earlier by {length}"),
        ):
            apply_shift(plan, shift_of(plan, items=[item], minutes=minutes))
            step = plan.next_undo()
            assert step is not None
            assert (step.label, step.values) == (
                label,
                {"count": 1, "row": "Play", "length": "5 min"},
            )


def test_a_shift_of_nothing_is_no_step() -> None:
    with empty_exercise() as plan:
        inject = add_inject(plan, "001", 60)
        before = plan.next_undo()
        apply_shift(plan, shift_of(plan, injects=[inject], minutes=0))
        apply_shift(plan, shift_of(plan, after=2000, minutes=10))
        assert plan.next_undo() == before


def test_items_that_would_clash_are_told_before() -> None:
    with empty_exercise() as plan:
        with plan.edit("Set up"):
            hall = plan.add(Venue(name=Text("Hall", "Salón")))
            officer = plan.add(Person(name="Ana Ríos"))
            first = plan.add(ScheduleItem(title=Text("A", "A"), kind="play", venue_id=hall.id))
            second = plan.add(
                ScheduleItem(title=Text("B", "B"), kind="play", offset_minutes=60, venue_id=hall.id)
            )
            for item in (first, second):
                plan.add(SchedulePerson(item_id=item.id, person_id=officer.id))
        earlier = moved_and_clashing(plan, shift_of(plan, items=[second], minutes=-30), today=EARLY)
        assert sorted(rules(earlier.clashes)) == ["person-clash", "venue-clash"]
        assert "Hall" in earlier.clashes[1].message.en or "Hall" in earlier.clashes[0].message.en
        later = moved_and_clashing(plan, shift_of(plan, items=[second], minutes=30), today=EARLY)
        assert later.clashes == ()
        before = moved_and_clashing(plan, shift_of(plan, items=[first], minutes=-90), today=EARLY)
        assert "item-outside-plan" in rules(before.clashes)
        assert first.offset_minutes == 0


def test_a_controller_would_be_needed_twice_or_off_watch() -> None:
    with empty_exercise() as plan:
        with plan.edit("Set up"):
            here = plan.add(Venue(name=Text("Pier", "Muelle")))
            there = plan.add(Venue(name=Text("Port", "Puerto")))
            who = plan.add(Assignment(role="controller"))
            plan.add(Watch(assignment_id=who.id, offset_minutes=0, duration_minutes=300))
        add_inject(plan, "001", 100, venue_id=here.id, controller_id=who.id)
        moving = add_inject(plan, "002", 200, venue_id=there.id, controller_id=who.id)
        twice = moved_and_clashing(plan, shift_of(plan, injects=[moving], minutes=-100))
        assert rules(twice.clashes) == ["staff-in-two-places"]
        off = moved_and_clashing(plan, shift_of(plan, injects=[moving], minutes=100))
        assert rules(off.clashes) == ["staff-off-watch"]


def test_a_new_startex_is_seen_before_it_is_set() -> None:
    with empty_exercise() as plan:
        cause = add_inject(plan, "001", 60)
        depend(plan, add_inject(plan, "002", 90), cause)
        with plan.edit("Set up"):
            fixed = plan.add(Milestone(title=Text("Concept", "Concepto"), day_offset=-10))
            plan.add(ScheduleItem(title=Text("Play", "Juego"), kind="play"))
        # 3 November is a holiday in Panama.
        preview = startex_preview(plan, datetime(2027, 11, 3, 7, 30), today=EARLY)
        assert preview.before == datetime(2027, 7, 12, 8, 0)
        assert preview.after == datetime(2027, 11, 3, 7, 30)
        assert (preview.injects, preview.items) == (2, 1)
        assert preview.milestones == ((fixed, date(2027, 7, 2), date(2027, 10, 24)),)
        assert rules(preview.clashes) == ["activity-on-holiday"]
        assert preview.mended == ()
        assert plan.row.start == "2027-07-12T08:00"
        with plan.edit("Move STARTEX"):
            plan.row.start = "2027-11-03T07:30"
        assert plan.row.start == "2027-11-03T07:30"
        assert clock_of(plan.row).local(60).strftime("%d %H:%M") == "03 08:30"
        plan.undo()
        assert plan.row.start == "2027-07-12T08:00"


def test_a_later_startex_makes_up_for_a_milestone_past_due() -> None:
    with empty_exercise() as plan:
        with plan.edit("Set up"):
            plan.add(Milestone(title=Text("Concept", "Concepto"), day_offset=-10))
        preview = startex_preview(plan, datetime(2027, 8, 12, 8, 0), today=date(2027, 7, 5))
        assert rules(preview.mended) == ["milestone-past-due"]


def test_a_what_if_reads_all_else_as_it_is() -> None:
    with empty_exercise() as plan:
        line = add_storyline(plan, "A")
        first = add_inject(plan, "001", 10, storyline_id=line.id)
        second = add_inject(plan, "002", 20, storyline_id=line.id)
        would_be = WhatIf(plan, moved={first.id: 30}, tables=(Inject,), start="2027-08-01T06:00")
        assert [row.id for row in would_be.rows(Inject)] == [second.id, first.id]
        grouped = would_be.children(Inject, "storyline_id", line.id)
        assert [row.offset_minutes for row in grouped] == [20, 30]
        moved = would_be.get(Inject, first.id)
        assert moved is not None
        assert (moved.offset_minutes, moved.title, moved.number) == (30, first.title, "001")
        assert would_be.get(Inject, second.id) is second
        assert would_be.get(Inject, "nothing") is None
        assert would_be.rows(Storyline) == [line]
        assert would_be.children(Storyline, "code", "A") == [line]
        assert would_be.row.start == "2027-08-01T06:00"
        assert [row.start for row in would_be.rows(type(plan.row))] == ["2027-08-01T06:00"]
        assert would_be.row.name == plan.row.name
        assert first.offset_minutes == 10

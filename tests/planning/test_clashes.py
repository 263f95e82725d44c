from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import object_session

from db.library import Library
from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.tables import Person, ScheduleItem, SchedulePerson, Venue
from db.text import Text
from desktop.planning import clashes as module
from desktop.planning.clashes import clashes_of
from desktop.planning.templates import new_plan

AddItem = Callable[..., ScheduleItem]
MakePlan = Callable[..., OpenPlan]


def need(plan: OpenPlan, item: ScheduleItem, person: Person) -> None:
    with plan.edit("Ask for somebody"):
        plan.add(SchedulePerson(item_id=item.id, person_id=person.id))


def test_a_venue_booked_twice_is_a_clash(
    library: Library, plan: OpenPlan, add_item: AddItem, hall: Venue
) -> None:
    first = add_item("Briefing", 60, 90, venue_id=hall.id)
    second = add_item("Rehearsal", 120, 60, venue_id=hall.id)
    add_item("Later", 180, 60, venue_id=hall.id)
    (clash,) = clashes_of(library, plan)
    assert (clash.kind, clash.who, clash.minutes) == ("venue", Text("Hall", "Salón"), 30)
    assert (clash.first.item_id, clash.second.item_id) == (first.id, second.id)
    assert clash.first.title == Text("Briefing", "Briefing")
    assert clash.second.start == datetime(2027, 7, 12, 15, 0, tzinfo=UTC)
    assert not clash.across_plans
    assert hall.id in clash.key


def test_a_person_needed_twice_is_a_clash(
    library: Library, plan: OpenPlan, add_item: AddItem, officer: Person
) -> None:
    for title in ("Briefing", "Rehearsal"):
        item = add_item(title, 60)
        need(plan, item, officer)
        need(plan, item, officer)
    (clash,) = clashes_of(library, plan)
    assert (clash.kind, clash.who.en) == ("person", "Mayor Ana Ríos")


def test_an_organization_in_two_places_is_no_clash(
    library: Library, plan: OpenPlan, add_item: AddItem
) -> None:
    add_item("Briefing", 60, lead_id=None)
    add_item("Rehearsal", 60)
    assert clashes_of(library, plan) == []


@pytest.mark.parametrize(
    ("first", "second", "clashing"),
    [
        ({"kind": "meal"}, {"kind": "rest"}, 0),
        ({"kind": "meal"}, {"kind": "briefing"}, 1),
        ({"kind": "travel"}, {"kind": "briefing"}, 0),
        ({"kind": "movement"}, {"kind": "movement"}, 0),
        ({"minutes": 0}, {}, 0),
        ({}, {}, 1),
    ],
)
def test_what_several_tracks_share_on_purpose_is_no_clash(
    add_item: AddItem,
    hall: Venue,
    first: dict[str, object],
    second: dict[str, object],
    clashing: int,
) -> None:
    add_item("One", 60, venue_id=hall.id, **first)
    item = add_item("Two", 60, venue_id=hall.id, **second)
    session = object_session(item)
    assert session is not None
    assert len(clashes_of(session, PlanReader(session, item.plan_id))) == clashing


def test_one_activity_in_two_tracks_is_no_clash_of_its_venue(
    library: Library, plan: OpenPlan, add_item: AddItem, hall: Venue, officer: Person
) -> None:
    for track in ("Red", "Blue"):
        item = add_item("Briefing", 60, venue_id=hall.id, track=Text(track, track))
        need(plan, item, officer)
    assert [clash.kind for clash in clashes_of(library, plan)] == ["person"]


def test_clashes_are_found_across_plans_and_zones(
    library: Library, make_plan: MakePlan, add_item: AddItem, hall: Venue, officer: Person
) -> None:
    here = make_plan()
    there = make_plan(name=Text("Other", "Otro"), zone="America/New_York")
    mine = add_item("Ours", 60, to=here, venue_id=hall.id)
    # In July Washington is an hour ahead of Panama: 10:00 there is 09:00 here.
    theirs = add_item("Theirs", 120, to=there, venue_id=hall.id)
    add_item("Not at the time", 60, to=there, venue_id=hall.id)
    need(here, mine, officer)
    need(there, theirs, officer)
    found = clashes_of(library, here)
    assert [clash.kind for clash in found] == ["person", "venue"]
    for clash in found:
        assert clash.across_plans
        assert (clash.first.item_id, clash.second.item_id) == (mine.id, theirs.id)
        assert clash.second.plan_name == Text("Other", "Otro")
        assert clash.minutes == 60
    assert {clash.first.item_id for clash in clashes_of(library, there)} == {theirs.id}


def test_a_meal_in_another_plan_is_a_clash(
    library: Library, make_plan: MakePlan, add_item: AddItem, hall: Venue
) -> None:
    here, there = make_plan(), make_plan()
    for plan in (here, there):
        add_item("Lunch", 60, to=plan, venue_id=hall.id, kind="meal")
    add_item("Bus", 60, to=there, venue_id=hall.id, kind="travel")
    assert len(clashes_of(library, here)) == 1


def test_plans_in_the_bin_and_removed_items_do_not_clash(
    library: Library, make_plan: MakePlan, add_item: AddItem, hall: Venue, officer: Person
) -> None:
    here, binned, other = make_plan(), make_plan(), make_plan()
    need(here, add_item("Ours", 60, to=here, venue_id=hall.id), officer)
    add_item("Binned", 60, to=binned, venue_id=hall.id)
    removed = add_item("Removed", 60, to=other, venue_id=hall.id)
    need(other, removed, officer)
    assert len(clashes_of(library, here)) == 3
    with binned.edit("Move to the bin"):
        binned.row.deleted = True
    with other.edit("Remove"):
        other.remove(removed)
    assert clashes_of(library, here) == []


def test_a_reader_in_another_thread_finds_the_same(
    library: Library, plan: OpenPlan, add_item: AddItem, hall: Venue
) -> None:
    add_item("Briefing", 60, venue_id=hall.id)
    add_item("Rehearsal", 60, venue_id=hall.id)
    with library.reader(plan.id) as reader:
        assert clashes_of(library.session, reader) == clashes_of(library, plan)


def test_the_names_of_deleted_rows_are_left_empty(
    library: Library, plan: OpenPlan, add_item: AddItem, hall: Venue, officer: Person
) -> None:
    for title in ("Briefing", "Rehearsal"):
        need(plan, add_item(title, 60, venue_id=hall.id), officer)
    with library.edit("Delete"):
        hall.deleted = True
        officer.deleted = True
    assert {clash.who for clash in clashes_of(library, plan)} == {Text()}


def test_there_is_an_end_to_them(
    library: Library,
    plan: OpenPlan,
    add_item: AddItem,
    hall: Venue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_CLASHES", 5)
    for number in range(6):
        add_item(f"Item {number}", 60, venue_id=hall.id)
    assert len(clashes_of(library, plan)) == 5


def test_a_schedule_across_a_change_of_the_clocks_is_compared_in_true_time(
    library: Library, make_plan: MakePlan, add_item: AddItem, hall: Venue
) -> None:
    # Washington's clocks go forward on 14 March 2027, Panama's never do.
    washington = make_plan(start=datetime(2027, 3, 13, 8, 0), zone="America/New_York")
    panama = make_plan(start=datetime(2027, 3, 13, 8, 0))
    add_item("Before", 0, to=washington, venue_id=hall.id)
    after = add_item("After", 1440, to=washington, venue_id=hall.id)
    same = add_item("At seven in Panama", 1440 - 60, to=panama, venue_id=hall.id)
    add_item("At eight in Panama", 1440, to=panama, venue_id=hall.id)
    (clash,) = clashes_of(library, washington)
    assert (clash.first.item_id, clash.second.item_id) == (after.id, same.id)


spans = st.tuples(st.integers(-300, 300), st.integers(0, 120), st.booleans())


@settings(max_examples=20, deadline=None)
@given(st.lists(spans, max_size=12))
def test_the_sweep_finds_what_comparing_all_pairs_finds(
    drawn: list[tuple[int, int, bool]],
) -> None:
    library = Library.in_memory()
    start = datetime(2027, 7, 12, 8, 0)
    here, there = (
        new_plan(library, "blank-exercise", name=Text("P"), start=start, zone="America/Panama")
        for _ in range(2)
    )
    with here.edit("Add a venue"):
        venue = here.add(Venue(name=Text("Hall")))
    items = [
        (
            here if mine else there,
            ScheduleItem(
                title=Text(str(number)),
                offset_minutes=at,
                duration_minutes=minutes,
                venue_id=venue.id,
            ),
        )
        for number, (at, minutes, mine) in enumerate(drawn)
    ]
    for plan in (here, there):
        with plan.edit("Add"):
            for owner, item in items:
                if owner is plan:
                    plan.add(item)
    expected = {
        frozenset((a.id, b.id))
        for (p, a), (q, b) in combinations(items, 2)
        if here in (p, q)
        and a.offset_minutes < b.offset_minutes + b.duration_minutes
        and b.offset_minutes < a.offset_minutes + a.duration_minutes
        and a.duration_minutes
        and b.duration_minutes
    }
    found = clashes_of(library, here)
    assert {frozenset((c.first.item_id, c.second.item_id)) for c in found} == expected
    assert all(clash.first.plan_id == here.id and clash.minutes > 0 for clash in found)
    library.close()

"""What happens in a library when a plan arrives: stamps, clock, directory, journal, search."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from db.arrival import PlanAlreadyHere, arrive
from db.clock import Stamp, covers
from db.departure import TravelingRow, departing_rows
from db.errors import EditOutsideDoor, UnwritableLibrary
from db.journal import Change, Step
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Assignment, Framework, Objective, Person, Pillar, Plan, Venue
from db.text import Text
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from desktop.planning.starter import prepare
from tests.exchange.small_plan import make_plan


def send(plan: OpenPlan, library: Library, folder: Path) -> OpenPlan:
    """Hand a plan over by file."""
    path = folder / "sent.istmo"
    export_plan(plan, path, author="")
    return open_plan_file(library, read_plan_file(path))


def plan_with(library: Library, person: Person) -> OpenPlan:
    return library.add_plan(
        [
            Plan(kind="workshop", name=Text("Course", "Curso"), start="2027-05-03T08:00"),
            Assignment(role="instructor", person_id=person.id),
        ],
        "New workshop",
    )


def person_of(plan: OpenPlan) -> Person:
    found = plan.get(Person, plan.rows(Assignment)[0].person_id)
    assert found is not None
    return found


def rename(library: Library, person: Person, **values: str) -> None:
    with library.edit("Edit person"):
        for field, value in values.items():
            setattr(person, field, value)


def test_the_clock_moves_past_all_that_arrives(
    plan: OpenPlan, other: Library, tmp_path: Path
) -> None:
    ahead = (1 << 16) * 86_400_000
    with plan.library.engine.begin() as connection:
        connection.execute(text("UPDATE replica SET clock = clock + :ahead"), {"ahead": ahead})
    with plan.edit("Reword"):
        plan.row.purpose = Text("Tomorrow", "Mañana")
    arrived = send(plan, other, tmp_path)
    theirs = Stamp.parse(arrived.row.stamps["purpose_en"])
    with arrived.edit("Reword"):
        arrived.row.purpose = Text("Now", "Ahora")
    mine = Stamp.parse(arrived.row.stamps["purpose_en"])
    assert mine > theirs
    assert mine.replica == other.replica
    assert covers(arrived.row.vector, theirs)
    assert covers(arrived.row.vector, mine)


def test_the_journal_begins_with_the_arrival_and_undo_stops_there(
    plan: OpenPlan, other: Library, tmp_path: Path
) -> None:
    other.set_setting("profile", {"name": "Luis", "organization": "MINSEG"})
    arrived = send(plan, other, tmp_path)
    assert arrived.next_undo() is None
    step = other.session.scalars(select(Step).where(Step.scope == plan.id)).one()
    assert (step.kind, step.label, step.values) == ("create", "Open {file}", {"file": "sent.istmo"})
    assert step.author == "Luis (MINSEG)"
    written = other.session.scalars(select(Change.row_id).where(Change.step_id == step.id)).all()
    assert set(written) == {row.id for row in departing_rows(plan)}
    with arrived.edit("Reword"):
        arrived.rows(Objective)[0].statement = Text("Mine", "Mío")
    arrived.undo()
    assert arrived.rows(Objective)[0].statement.en == "Board a vessel safely"


def test_what_arrives_is_found_and_what_was_removed_is_not(
    plan: OpenPlan, other: Library, tmp_path: Path
) -> None:
    send(plan, other, tmp_path)
    assert [hit.table_name for hit in other.find("abordar")] == ["objective"]
    assert [hit.table_name for hit in other.find("nunez")] == ["person"]
    assert other.find("descartado") == []


def test_a_change_of_a_person_comes_with_the_next_plan(
    plan: OpenPlan, other: Library, tmp_path: Path
) -> None:
    arrived = send(plan, other, tmp_path)
    theirs, mine = person_of(plan), person_of(arrived)
    rename(plan.library, theirs, phone="+507 555 0100")
    heard: list[tuple[str, str]] = []
    other.subscribe(lambda changes: heard.extend(changes.rows))
    send(plan_with(plan.library, theirs), other, tmp_path)
    assert mine.phone == "+507 555 0100"
    assert person_of(arrived) is mine
    assert ("person", mine.id) in heard
    assert [hit.row_id for hit in other.find("0100")] == [mine.id]
    change = other.session.scalars(
        select(Change).where(Change.row_id == mine.id, Change.before.is_not(None))
    ).one()
    assert (change.before, change.after) == ({"phone": ""}, {"phone": "+507 555 0100"})


def test_what_was_changed_here_after_seeing_theirs_stays(
    plan: OpenPlan, other: Library, tmp_path: Path
) -> None:
    theirs = person_of(plan)
    second = plan_with(plan.library, theirs)
    arrived = send(plan, other, tmp_path)
    rename(other, person_of(arrived), name="Ana Núñez de León")
    send(second, other, tmp_path)
    assert person_of(arrived).name == "Ana Núñez de León"


def test_when_both_changed_a_field_the_later_change_stands_everywhere(
    plan: OpenPlan, other: Library, tmp_path: Path
) -> None:
    arrived = send(plan, other, tmp_path)
    rename(plan.library, person_of(plan), phone="1", post_en="Planner")
    rename(other, person_of(arrived), phone="2", email="ana@example.com")
    to_there = plan_with(other, person_of(arrived))
    to_here = plan_with(plan.library, person_of(plan))
    export_plan(to_there, tmp_path / "there.istmo", author="")
    export_plan(to_here, tmp_path / "here.istmo", author="")
    open_plan_file(other, read_plan_file(tmp_path / "here.istmo"))
    open_plan_file(plan.library, read_plan_file(tmp_path / "there.istmo"))
    for person in (person_of(plan), person_of(arrived)):
        assert (person.phone, person.post_en, person.email) == ("2", "Planner", "ana@example.com")
    assert person_of(plan).stamps == person_of(arrived).stamps
    assert person_of(plan).seen == person_of(arrived).seen


def test_who_was_deleted_here_comes_back_with_a_plan_that_needs_them(
    plan: OpenPlan, other: Library, tmp_path: Path
) -> None:
    second = plan_with(plan.library, person_of(plan))
    arrived = send(plan, other, tmp_path)
    person = person_of(arrived)
    with arrived.edit("Remove person"):
        arrived.remove(person)
    assert arrived.rows(Person) == []
    opened = send(second, other, tmp_path)
    assert person_of(opened) is person
    assert [row.id for row in arrived.rows(Person)] == [person.id]
    assert Stamp.parse(person.stamps["deleted"]).replica == other.replica
    assert covers(person.seen, Stamp.parse(person.stamps["deleted"]))


def test_who_was_deleted_there_stays_deleted(
    plan: OpenPlan, other: Library, tmp_path: Path
) -> None:
    second = plan_with(plan.library, person_of(plan))
    with plan.library.edit("Remove person"):
        person_of(plan).deleted = True
    arrived = send(second, other, tmp_path)
    assert arrived.rows(Person) == []


def test_no_file_rewords_the_built_in_framework(other: Library, plan: OpenPlan) -> None:
    prepare(other)
    prepare(plan.library)
    query = select(Framework).where(Framework.builtin)
    theirs = plan.library.session.scalars(query).one()
    mine = other.session.scalars(query).one()
    plan.library.end_reading()
    other.end_reading()
    name = mine.name
    row = TravelingRow(
        Framework,
        theirs.id,
        str(Stamp(1 << 40, "a" * 12)),
        {},
        {"a" * 12: 1 << 41},
        {field: getattr(theirs, field) for field in Framework.content_fields()}
        | {"name_en": "Mine now"},
    )
    arrive(other, [*departing_rows(plan), row], "Open")
    other.session.refresh(mine)
    assert mine.name == name


def test_built_in_rows_of_both_sides_are_one(
    other: Library, plan: OpenPlan, tmp_path: Path
) -> None:
    prepare(other)
    prepare(plan.library)
    before = other.session.scalars(select(Pillar.id)).all()
    send(plan, other, tmp_path)
    after = other.session.scalars(select(Pillar.id)).all()
    assert len(after) == len(before) + 1


def test_nothing_is_written_when_the_plan_is_here(plan: OpenPlan, tmp_path: Path) -> None:
    venue = plan.rows(Venue)[0]
    rows = departing_rows(plan)
    with plan.library.edit("Edit venue"):
        venue.capacity = 99
    with pytest.raises(PlanAlreadyHere):
        arrive(plan.library, rows, "Open")
    assert venue.capacity == 99
    with plan.library.edit("Edit venue"):
        venue.capacity = 100


def test_a_plan_arrives_only_between_edits(plan: OpenPlan, other: Library) -> None:
    rows = departing_rows(plan)
    with pytest.raises(EditOutsideDoor), other.edit("Edit"):
        arrive(other, rows, "Open")
    assert other.plans() == []
    assert arrive(other, rows, "Open").id == plan.id


def test_a_library_that_takes_no_more_stays_as_it_is(plan: OpenPlan, tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite")
    pages = library.session.execute(text("PRAGMA page_count")).scalar_one()
    library.session.execute(text(f"PRAGMA max_page_count={pages}"))
    library.session.commit()
    with pytest.raises(UnwritableLibrary):
        arrive(library, departing_rows(plan), "Open")
    assert library.plans() == []
    library.close()


def test_what_another_window_wrote_is_read_before_a_plan_arrives(
    plan: OpenPlan, tmp_path: Path
) -> None:
    here, there = (Library.open(tmp_path / "library.sqlite") for _ in range(2))
    mine = make_plan(here)
    theirs = there.open_plan(mine.id)
    with theirs.edit("Reword"):
        theirs.row.name = Text("Theirs", "Suyo")
    arrive(here, departing_rows(plan), "Open")
    assert mine.row.name == Text("Theirs", "Suyo")
    here.close()
    there.close()


WHO = st.sampled_from(["here", "there"])
STEPS = st.lists(
    st.tuples(WHO, st.sampled_from(["name", "phone", "post_es", "send"]), st.text(max_size=3)),
    max_size=8,
)


@settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_two_libraries_that_exchange_plans_agree_on_the_directory(
    tmp_path: Path, steps: list[tuple[str, str, str]]
) -> None:
    libraries = {"here": Library.in_memory(), "there": Library.in_memory()}
    plans = {"here": make_plan(libraries["here"])}
    plans["there"] = send(plans["here"], libraries["there"], tmp_path)

    def hand_over(who: str) -> None:
        whom = "there" if who == "here" else "here"
        send(plan_with(libraries[who], person_of(plans[who])), libraries[whom], tmp_path)

    for who, what, value in steps:
        if what == "send":
            hand_over(who)
        else:
            clean = value.replace("\x00", "")
            rename(libraries[who], person_of(plans[who]), **{what: clean})
    hand_over("here")
    hand_over("there")
    one, other = (
        {row.key: row for row in departing_rows(plan) if row.table is Person}
        for plan in plans.values()
    )
    assert one == other
    for library in libraries.values():
        library.close()

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from db.arrival import arrive
from db.departure import departing_rows
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import (
    Approval,
    Attachment,
    CorrectiveAction,
    Delivery,
    Event,
    FocusArea,
    Framework,
    Inject,
    InjectFocusArea,
    Objective,
    Observation,
    Organization,
    Person,
    Pillar,
    ScenarioSection,
    ScheduleItem,
    SchedulePerson,
    SimulatedActor,
    Storyline,
    Venue,
    Watch,
)
from db.text import Text
from desktop.planning.approvals import EARLIER_VERSION, THIS_VERSION, standing_of
from desktop.planning.starter import prepare
from desktop.planning.templates import new_plan
from desktop.planning.version import version_of


def test_a_version_is_two_groups_of_four(plan: OpenPlan) -> None:
    version = version_of(plan)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", version.code)
    assert version.moment.tzinfo is UTC
    assert abs(datetime.now(UTC) - version.moment) < timedelta(minutes=1)


def test_an_edit_makes_a_new_version_and_its_undo_the_old_one(plan: OpenPlan) -> None:
    before = version_of(plan)
    with plan.edit("Rename"):
        plan.row.name = Text("Another", "Otro")
    after = version_of(plan)
    assert after.code != before.code
    assert after.moment >= before.moment
    plan.undo()
    assert version_of(plan).code == before.code


def test_reading_again_finds_the_same_version(library: Library, plan: OpenPlan) -> None:
    with library.reader(plan.id) as reader:
        assert version_of(reader) == version_of(plan)


def test_the_same_content_has_the_same_code_in_another_library(
    library: Library, add_item: Callable[..., ScheduleItem], plan: OpenPlan, hall: Venue
) -> None:
    add_item("Opening", 0, venue_id=hall.id)
    other = Library.in_memory()
    prepare(other)
    arrived = arrive(other, departing_rows(plan), "Open plan file")
    assert version_of(arrived) == version_of(plan)
    other.close()


def test_what_the_plan_refers_to_counts_and_nothing_else(
    library: Library,
    plan: OpenPlan,
    add_item: Callable[..., ScheduleItem],
    hall: Venue,
    officer: Person,
) -> None:
    (police,) = plan.children(Organization, "key", "pn")
    item = add_item("Opening", 0, venue_id=hall.id)
    with plan.edit("Ask for the officer"):
        plan.add(SchedulePerson(item_id=item.id, person_id=officer.id))
        officer.organization_id = police.id
    code = version_of(plan).code
    with library.edit("Add somebody else"):
        library.add(Person(name="Nobody in particular"))
        library.add(Venue(name=Text("Elsewhere")))
    assert version_of(plan).code == code
    for row, field in ((hall, "address"), (officer, "rank"), (police, "acronym")):
        with library.edit("Change the directory"):
            setattr(row, field, "changed")
        changed = version_of(plan).code
        assert changed != code, field
        code = changed


def test_a_framework_counts_whole(library: Library, plan: OpenPlan) -> None:
    code = version_of(plan).code
    (area,) = plan.children(FocusArea, "key", "job-creation")
    with library.edit("Reword an area that nothing refers to"):
        area.description = Text("New words", "Palabras nuevas")
    assert version_of(plan).code != code
    with library.edit("Add a framework that the plan does not use"):
        framework = library.add(Framework(name=Text("Other")))
        library.add(Pillar(framework_id=framework.id, name=Text("Other")))
    again = version_of(plan).code
    library.undo()
    assert version_of(plan).code == again


def test_a_deletion_is_a_change_too(plan: OpenPlan, add_item: Callable[..., ScheduleItem]) -> None:
    empty = version_of(plan).code
    item = add_item("Opening", 0)
    with plan.edit("Remove"):
        plan.remove(item)
    assert version_of(plan).code == empty


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=6, unique=True))
def test_other_words_are_another_version(words: list[str]) -> None:
    library = Library.in_memory()
    plan = new_plan(
        library,
        "blank-exercise",
        name=Text("Trident", "Tridente"),
        start=datetime(2027, 7, 12, 8, 0),
        zone="America/Panama",
    )
    with plan.edit("Add"):
        objective = plan.add(Objective(number="1", statement=Text("start", "inicio")))
    codes = set()
    for word in words:
        with plan.edit("Change"):
            objective.statement = Text(word, "inicio")
        codes.add(version_of(plan).code)
    assert len(codes) == len(words)
    library.close()


def test_scenario_msel_and_evaluation_are_part_of_the_version(
    make_plan: Callable[..., OpenPlan],
) -> None:
    plan = make_plan("exercise-port-cyber-functional")
    seen = {version_of(plan).code}
    changes: tuple[tuple[type[Any], str, Any], ...] = (
        (ScenarioSection, "for_players", False),
        (SimulatedActor, "name", Text("Other", "Otro")),
        (Storyline, "code", "Z"),
        (Event, "number", "Z9"),
        (Inject, "offset_minutes", 7),
        (Watch, "duration_minutes", 7),
    )
    for table, field, value in changes:
        with plan.edit("Change"):
            setattr(plan.rows(table)[0], field, value)
        assert version_of(plan).code not in seen, table
        seen.add(version_of(plan).code)
    inject = plan.rows(Inject)[0]
    for row in (
        InjectFocusArea(inject_id=inject.id, focus_area_id=plan.rows(FocusArea)[0].id),
        Delivery(inject_id=inject.id, status="held", moment="2027-07-12T15:00:00"),
        Attachment(inject_id=inject.id, file_name="map.png", digest="0" * 64),
        Observation(text=Text("Seen", "Visto")),
        CorrectiveAction(text=Text("Do", "Hacer")),
    ):
        with plan.edit("Add"):
            plan.add(row)
        assert version_of(plan).code not in seen, row
        seen.add(version_of(plan).code)


APPROVALS = st.lists(
    st.tuples(st.text(max_size=12), st.sampled_from(["", "2026-03-03"]), st.text(max_size=9)),
    min_size=1,
    max_size=4,
)


@given(APPROVALS)
@settings(max_examples=20, deadline=None)
def test_approvals_name_a_version_without_changing_it(
    approvals: list[tuple[str, str, str]],
) -> None:
    library = Library.in_memory()
    prepare(library)
    start = datetime(2027, 3, 1, 8)
    name = Text("Approved", "Aprobado")
    plan = new_plan(library, "blank-exercise", name=name, start=start, zone="America/Panama")
    code = version_of(plan).code
    for who, day, version in approvals:
        with plan.edit("Approve"):
            plan.add(Approval(name=who, post=Text(who), date=day, version=version))
        assert version_of(plan).code == code
    with plan.edit("Remove"):
        plan.remove(plan.rows(Approval)[0])
    assert version_of(plan).code == code
    with plan.edit("Rename"):
        plan.row.name = Text("Another", "Otro")
    assert version_of(plan).code != code
    library.close()


def test_a_code_is_known_however_it_was_typed() -> None:
    assert standing_of("7K3M-Q2XA", "7K3M-Q2XA") == THIS_VERSION
    assert standing_of(" 7k3mq2xa ", "7K3M-Q2XA") == THIS_VERSION
    assert standing_of("7K3M-Q2XB", "7K3M-Q2XA") == EARLIER_VERSION
    assert standing_of(" - ", "7K3M-Q2XA") == ""

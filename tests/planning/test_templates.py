from __future__ import annotations

import re
from datetime import date, datetime
from importlib import resources

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import (
    Alignment,
    Assignment,
    Criterion,
    Framework,
    Milestone,
    Objective,
    Organization,
    Participation,
    PlanFocusArea,
    PlanFramework,
    PlanVenue,
    ScheduleItem,
    ScheduleOrganization,
    Venue,
)
from db.text import Text
from desktop.planning.clashes import clashes_of
from desktop.planning.coverage import coverage_of
from desktop.planning.moments import clock_of, relative
from desktop.planning.review import findings_of
from desktop.planning.templates import (
    BLANK,
    Template,
    TemplateRefused,
    UnknownTemplate,
    add_sample,
    blank,
    new_plan,
    samples,
    templates,
)
from tests.planning.template_shelf import TABLETOP, Shelf

NAME = Text("Trident 27", "Tridente 27")
PANAMA = "America/Panama"


def begin(library: Library, template_id: str, start: str = "2027-07-12T08:00") -> OpenPlan:
    return new_plan(
        library, template_id, name=NAME, start=datetime.fromisoformat(start), zone=PANAMA
    )


def test_five_exercises_and_four_workshops_ship() -> None:
    assert {t.type for t in templates("exercise")} >= {
        "tabletop",
        "field-training",
        "command-post",
        "functional",
        "full-scale",
    }
    assert len(templates("workshop")) >= 4
    assert [t.kind for t in templates()] == sorted(t.kind for t in templates())
    assert all(t.name.en and t.name.es and t.summary for t in templates())


@pytest.mark.parametrize("template", templates(), ids=lambda t: t.id)
def test_a_template_makes_a_whole_plan(library: Library, template: Template) -> None:
    plan = begin(library, template.id, f"2027-07-12T{template.start_time}")
    assert plan.row.name == NAME
    assert plan.row.kind == template.kind
    assert plan.row.type == template.type
    assert plan.row.template == template.id
    assert plan.row.duration_minutes == template.duration_minutes
    assert not plan.row.sample
    assert plan.rows(PlanFramework)
    for table in (Participation, Assignment, PlanVenue, Objective, Criterion, Milestone):
        assert plan.rows(table), table.__tablename__
    assert len(plan.rows(ScheduleItem)) >= 15
    coverage = coverage_of(plan)
    assert coverage.served == coverage.total > 0
    for objective in plan.rows(Objective):
        assert plan.children(Alignment, "objective_id", objective.id)
        assert plan.children(Criterion, "objective_id", objective.id)


@pytest.mark.parametrize("template", templates(), ids=lambda t: t.id)
def test_a_template_passes_its_own_review(library: Library, template: Template) -> None:
    plan = begin(library, template.id, f"2027-07-12T{template.start_time}")
    clashes = clashes_of(library, plan)
    assert clashes == []
    findings = findings_of(plan, today=date(2026, 1, 1), clashes=clashes)
    assert [f.message.en for f in findings if f.severity != "hint"] == []


def test_times_are_those_of_the_template(library: Library) -> None:
    plan = begin(library, TABLETOP)
    clock = clock_of(plan.row)
    text = (resources.files("resources") / "templates" / f"{TABLETOP}.toml").read_text("utf-8")
    written = re.findall(r'\[\[schedule\]\].*?day = (\d+)\ntime = "(\d\d:\d\d)"', text, re.DOTALL)
    days = {0: "D-1", 1: "D"}
    expected = sorted(f"{days.get(int(d), f'D+{int(d) - 1}')} {time}" for d, time in written)
    made = sorted(relative(item.offset_minutes, clock) for item in plan.rows(ScheduleItem))
    assert made == expected
    assert expected


def test_the_plan_moves_as_one_with_its_start(library: Library) -> None:
    early, late = begin(library, TABLETOP), begin(library, TABLETOP, "2027-09-06T09:30")
    assert late.row.start == "2027-09-06T09:30"
    assert [i.offset_minutes for i in early.rows(ScheduleItem)] == [
        i.offset_minutes for i in late.rows(ScheduleItem)
    ]


def test_a_plan_may_have_a_code_and_a_zone_of_its_own(library: Library) -> None:
    plan = new_plan(
        library,
        TABLETOP,
        name=NAME,
        start=datetime(2027, 7, 12, 8, 0),
        zone="America/New_York",
        code="TR-27",
    )
    assert plan.row.code == "TR-27"
    assert plan.row.zone == "America/New_York"


@pytest.mark.parametrize("zone", ["America/Balboa", "", "../etc/passwd", "/etc/passwd"])
def test_a_zone_that_nobody_knows_is_refused(library: Library, zone: str) -> None:
    with pytest.raises(ValueError, match="is not a time zone"):
        new_plan(library, TABLETOP, name=NAME, start=datetime(2027, 7, 12), zone=zone)
    assert library.plans() == []


def test_an_unknown_template_is_refused_with_the_known_ones(library: Library) -> None:
    with pytest.raises(UnknownTemplate, match=TABLETOP):
        begin(library, "exercise-on-the-moon")


def test_a_library_that_was_never_prepared_is_prepared() -> None:
    library = Library.in_memory()
    assert begin(library, TABLETOP).rows(Organization)
    library.close()


def test_making_a_plan_is_one_step_that_cannot_be_undone(library: Library) -> None:
    plan = begin(library, TABLETOP)
    assert plan.next_undo() is None


@pytest.mark.parametrize("template_id", BLANK)
def test_a_blank_plan_has_a_framework_a_start_and_an_end(
    library: Library, template_id: str
) -> None:
    plan = begin(library, template_id)
    assert plan.row.kind == BLANK[template_id]
    assert plan.row.type == blank(BLANK[template_id]).type
    assert len(plan.rows(PlanFramework)) == 1
    assert [(m.kind, m.day_offset) for m in plan.rows(Milestone)].count(("startex", 0)) == 1
    assert {m.kind for m in plan.rows(Milestone)} == {"startex", "endex"}
    assert all(m.title.en and m.title.es for m in plan.rows(Milestone))
    for table in (ScheduleItem, Objective, PlanFocusArea, Assignment):
        assert plan.rows(table) == []


def test_a_blank_plan_does_without_a_framework_that_was_deleted(library: Library) -> None:
    first = begin(library, "blank-exercise")
    with library.edit("Delete the framework"):
        first.rows(Framework)[0].deleted = True
    assert begin(library, "blank-exercise").rows(PlanFramework) == []


# ------------------------------------------------------------------ venues


def venues_of(plan: OpenPlan) -> set[str]:
    return {row.venue_id for row in plan.rows(PlanVenue)}


def test_two_plans_from_one_template_meet_in_its_venues(library: Library) -> None:
    first, second = begin(library, TABLETOP), begin(library, TABLETOP)
    assert venues_of(first) == venues_of(second)
    found = clashes_of(library, second)
    assert found
    assert all(clash.across_plans and clash.second.plan_id == first.id for clash in found)


def test_any_two_libraries_agree_on_the_venues(library: Library) -> None:
    other = Library.in_memory()
    assert venues_of(begin(library, TABLETOP)) == venues_of(begin(other, TABLETOP))
    other.close()


def test_a_venue_that_became_another_place_is_left_alone(library: Library) -> None:
    first = begin(library, TABLETOP)
    venue = first.rows(Venue)[0]
    with first.edit("Move to another hotel"):
        venue.address = "Avenida Balboa"
    second, third = begin(library, TABLETOP), begin(library, TABLETOP)
    assert venue.id not in venues_of(second)
    assert len(venues_of(second)) == len(venues_of(first))
    assert venues_of(second) == venues_of(third)


def test_an_institution_that_was_deleted_comes_back_with_a_plan_that_needs_it(
    library: Library,
) -> None:
    first = begin(library, TABLETOP)
    (police,) = first.children(Organization, "key", "pn")
    with first.edit("Remove the police"):
        first.remove(police)
    second = begin(library, TABLETOP)
    (fresh,) = second.children(Organization, "key", "pn")
    assert fresh.id != police.id
    assert fresh.name == police.name
    assert second.children(ScheduleOrganization, "organization_id", fresh.id)


# ------------------------------------------------------------------ samples


@pytest.mark.parametrize("sample", samples(), ids=lambda s: s.id)
def test_a_sample_says_what_in_it_is_illustrative(library: Library, sample: Template) -> None:
    plan = add_sample(library, sample.id)
    assert plan.row.sample
    assert plan.row.sample_note.en
    assert plan.row.sample_note.es
    assert plan.row.start == sample.start
    assert plan.row.status == "executed"
    assert plan.rows(ScheduleItem)
    coverage = coverage_of(plan)
    assert coverage.served == coverage.total > 0


def test_the_samples_are_the_two_public_events() -> None:
    starts = {sample.kind: sample.start[:10] for sample in samples()}
    assert starts == {"exercise": "2026-01-12", "workshop": "2019-11-19"}


def test_a_sample_is_added_once_until_it_is_binned(library: Library) -> None:
    sample = samples()[0].id
    first = add_sample(library, sample)
    assert add_sample(library, sample).id == first.id
    with first.edit("Move to the bin"):
        first.row.deleted = True
    assert add_sample(library, sample).id != first.id
    with pytest.raises(UnknownTemplate):
        add_sample(library, TABLETOP)


# ------------------------------------------------------------------ bad templates

BAD: list[tuple[str, str, str]] = [
    ('kind = "exercise"', 'kind = "party"', "kind: “party”"),
    ('type = "tabletop"', 'type = "course"', "type: “course”"),
    ('start_time = "08:00"', 'start_time = "8 am"', "plan.start_time"),
    ('start_time = "08:00"', 'start = "whenever"', "plan.start"),
    ("duration_minutes = 1980", 'duration_minutes = "long"', "plan.duration_minutes"),
    ('frameworks = ["us-panama"]', 'frameworks = ["moon"]', "plan.frameworks: “moon”"),
    ('focus_areas = ["joint-operations"', 'focus_areas = ["space"', "plan.focus_areas: “space”"),
    ('code = "TTX-PORT"', 'cod = "TTX-PORT"', "plan.cod: this key is not known"),
    ('key = "senan"\nrole = "participant"', 'key = "x"\nrole = "participant"', "organizations"),
    ('key = "o2"', 'key = "o1"', r"objectives\[2\]\.key: “o1” is here twice"),
    ('key = "press-room"', 'key = "plenary"', "venues.*“plenary” is here twice"),
    ('kind = "hot-wash"', 'kind = "dance"', "“dance”"),
    ('\ntime = "08:00"', '\ntime = "26:00"', r"schedule\[\d+\]\.time"),
    ('\ntime = "08:00"', '\ntime = "0800"', r"schedule\[\d+\]\.time"),
    ('objectives = ["o1"', 'objectives = ["o9"', "“o9”"),
    (
        '{ focus_area = "cybersecurity-initiatives", note',
        '{ focus_area = "cybersecurity-initiatives", proposed_action = "x", note',
        "not both",
    ),
    ('"areas/information-sharing/secure-platform"', '"areas/x"', "proposed_action: “areas/x”"),
]


@pytest.mark.parametrize(("sound", "broken", "place"), BAD)
def test_a_bad_template_is_refused_by_file_and_key(
    library: Library, shelf: Shelf, sound: str, broken: str, place: str
) -> None:
    shelf.put(sound, broken)
    with pytest.raises(TemplateRefused, match=rf"^bad\.toml, .*{place}"):
        begin(library, TABLETOP)
    assert library.plans() == []


def test_a_template_may_have_a_start_of_its_own(library: Library, shelf: Shelf) -> None:
    shelf.put('start_time = "08:00"', 'start = "2026-01-12T08:00"')
    assert templates()[0].start_time == "08:00"
    assert begin(library, TABLETOP).row.start == "2027-07-12T08:00"

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import (
    AcceptedFinding,
    Alignment,
    Assignment,
    Criterion,
    FocusArea,
    Milestone,
    Objective,
    Organization,
    Participation,
    Person,
    PlanFocusArea,
    PlanFramework,
    PlanVenue,
    ScheduleItem,
    ScheduleObjective,
    ScheduleOrganization,
    SchedulePerson,
    Venue,
)
from db.text import Text
from desktop.planning.clashes import clashes_of
from desktop.planning.finding import Finding
from desktop.planning.review import RULES, SEVERITIES, findings_of

AddItem = Callable[..., ScheduleItem]
MakePlan = Callable[..., OpenPlan]
EARLY = date(2026, 1, 1)


def review(plan: OpenPlan, today: date = EARLY) -> list[Finding]:
    return findings_of(plan, today=today, clashes=clashes_of(plan.library, plan))


def of(plan: OpenPlan, rule: str, today: date = EARLY) -> list[Finding]:
    return [finding for finding in review(plan, today) if finding.rule == rule]


def one(plan: OpenPlan, rule: str, today: date = EARLY) -> Finding:
    (finding,) = of(plan, rule, today)
    assert finding.message.en
    assert finding.message.es not in ("", finding.message.en)
    assert "{" not in finding.message.en + finding.message.es
    return finding


def add(plan: OpenPlan, *rows: Any) -> Any:
    with plan.edit("Add"):
        for row in rows:
            plan.add(row)
    return rows[0]


@pytest.fixture
def objective(plan: OpenPlan) -> Objective:
    row: Objective = add(plan, Objective(number="2.1", statement=Text("Detect", "Detectar")))
    return row


# ------------------------------------------------------------------ objectives


def test_an_objective_must_be_aligned(plan: OpenPlan, objective: Objective) -> None:
    finding = one(plan, "objective-unaligned")
    assert finding.severity == "error"
    assert (finding.table, finding.row_id) == ("objective", objective.id)
    assert finding.message.en.startswith("Objective 2.1 is aligned to no focus area.")
    assert finding.message.es.startswith("El objetivo 2.1 no está alineado")
    area = plan.rows(FocusArea)[0]
    add(plan, Alignment(objective_id=objective.id, focus_area_id=area.id))
    assert of(plan, "objective-unaligned") == []


def test_an_objective_must_be_exercised(
    plan: OpenPlan, objective: Objective, add_item: AddItem
) -> None:
    assert one(plan, "objective-not-exercised").row_id == objective.id
    item = add_item("Drill", 60)
    add(plan, ScheduleObjective(item_id=item.id, objective_id=objective.id))
    assert of(plan, "objective-not-exercised") == []


def test_a_learning_objective_must_be_taught(make_plan: MakePlan) -> None:
    workshop = make_plan("blank-workshop")
    add(workshop, Objective(number="1", statement=Text("Read", "Leer")))
    message = one(workshop, "objective-not-exercised").message
    assert message.en.startswith("No session teaches learning objective 1.")


def test_an_objective_must_be_evaluated(plan: OpenPlan, objective: Objective) -> None:
    assert one(plan, "objective-without-criterion").severity == "warning"
    add(plan, Criterion(objective_id=objective.id))
    assert of(plan, "objective-without-criterion") == []


# ------------------------------------------------------------------ focus areas


def test_a_promise_must_be_kept_or_taken_back_with_a_reason(
    plan: OpenPlan, objective: Objective
) -> None:
    area = plan.rows(FocusArea)[0]
    chosen = add(plan, PlanFocusArea(focus_area_id=area.id))
    finding = one(plan, "focus-area-unserved")
    assert (finding.table, finding.row_id) == ("focus_area", area.id)
    assert area.name.es in finding.message.es
    with plan.edit("Take out of scope"):
        chosen.in_scope = False
    assert of(plan, "focus-area-unserved") == []
    assert one(plan, "out-of-scope-without-reason").severity == "hint"
    with plan.edit("Say why"):
        chosen.reason = Text("Next year", "El próximo año")
    assert of(plan, "out-of-scope-without-reason") == []
    with plan.edit("Take in"):
        chosen.in_scope = True
    add(plan, Alignment(objective_id=objective.id, focus_area_id=area.id))
    assert of(plan, "focus-area-unserved") == []


def test_an_area_whose_framework_is_gone_is_no_longer_asked_for(
    library: Library, plan: OpenPlan
) -> None:
    area = plan.rows(FocusArea)[0]
    add(plan, PlanFocusArea(focus_area_id=area.id))
    with library.edit("Delete the area"):
        area.deleted = True
    assert of(library.open_plan(plan.id), "focus-area-unserved") == []


def test_a_plan_is_drafted_against_a_framework(plan: OpenPlan) -> None:
    assert of(plan, "no-framework") == []
    with plan.edit("Remove"):
        plan.remove(plan.rows(PlanFramework)[0])
    assert one(plan, "no-framework").table == "plan_framework"


# ------------------------------------------------------------------ schedule


@pytest.mark.parametrize(
    ("kind", "at", "severity"),
    [
        ("play", -60, "error"),
        ("play", 0, None),
        ("play", 3 * 1440 - 840, "error"),
        ("travel", -1440, "hint"),
        ("training", -1440, "hint"),
    ],
)
def test_play_lies_between_start_and_end(
    plan: OpenPlan, add_item: AddItem, kind: str, at: int, severity: str | None
) -> None:
    item = add_item("Drill", at, kind=kind)
    found = of(plan, "item-outside-plan")
    assert [(f.row_id, f.severity) for f in found] == ([(item.id, severity)] if severity else [])


def test_a_workshop_teaches_between_its_first_and_last_minute(
    make_plan: MakePlan, add_item: AddItem
) -> None:
    workshop = make_plan("blank-workshop")
    add_item("Session", -60, kind="training", to=workshop)
    finding = one(workshop, "item-outside-plan")
    assert finding.severity == "error"
    assert "D 07:00" in finding.message.en


def test_clashes_are_findings_with_both_sides(
    plan: OpenPlan, make_plan: MakePlan, add_item: AddItem, hall: Venue, officer: Person
) -> None:
    first = add_item("Briefing", 60, venue_id=hall.id)
    second = add_item("Rehearsal", 90, venue_id=hall.id)
    add(plan, *(SchedulePerson(item_id=i.id, person_id=officer.id) for i in (first, second)))
    venue, person = one(plan, "venue-clash"), one(plan, "person-clash")
    assert venue.severity == person.severity == "error"
    assert venue.row_id == first.id
    for words in ("Hall", "Briefing", "Rehearsal", "30 min", "D 09:00"):
        assert words in venue.message.en
    assert "Mayor Ana Ríos" in person.message.es
    other = make_plan(name=Text("Other plan", "Otro plan"))
    item = add_item("Parade", 60, to=other, venue_id=hall.id)
    add(other, SchedulePerson(item_id=item.id, person_id=officer.id))
    for rule, count in (("venue-clash", 3), ("person-clash", 3)):
        found = of(plan, rule)
        across = [finding for finding in found if "“Parade”" in finding.message.en]
        assert (len(found), len(across)) == (count, count - 1)
        assert all("«Otro plan»" in finding.message.es for finding in across)


def test_a_clash_that_is_stale_is_passed_over(
    plan: OpenPlan, add_item: AddItem, hall: Venue
) -> None:
    items = [add_item(title, 60, venue_id=hall.id) for title in ("One", "Two")]
    stale = clashes_of(plan.library, plan)
    with plan.edit("Remove both"):
        for item in items:
            plan.remove(item)
    found = findings_of(plan, today=EARLY, clashes=stale)
    assert [finding for finding in found if finding.rule == "venue-clash"] == []


def test_people_are_asked_only_when_they_can_come(
    plan: OpenPlan, add_item: AddItem, officer: Person
) -> None:
    item = add_item("Night watch", 960, 120)
    add(plan, SchedulePerson(item_id=item.id, person_id=officer.id))
    assert of(plan, "person-unavailable") == []
    with plan.edit("Enter the availability"):
        officer.available_from, officer.available_until = "2027-07-01", "2027-07-12"
    finding = one(plan, "person-unavailable")
    assert "13 JUL 2027" in finding.message.en
    with plan.edit("Stay longer"):
        officer.available_until = "2027-07-13"
    assert of(plan, "person-unavailable") == []
    with plan.edit("Cancel the watch"):
        item.deleted = True
    assert of(plan, "person-unavailable") == []


def test_who_has_a_role_can_come_on_all_days(plan: OpenPlan, officer: Person) -> None:
    role = add(plan, Assignment(role="safety-officer", person_id=officer.id))
    assert of(plan, "assignee-unavailable") == []
    with plan.edit("Enter the availability"):
        officer.available_until = "2027-07-13"
    finding = one(plan, "assignee-unavailable")
    assert finding.row_id == role.id
    assert "Oficial de seguridad" in finding.message.es


def test_a_venue_holds_those_who_come(make_plan: MakePlan, add_item: AddItem, hall: Venue) -> None:
    workshop = make_plan("blank-workshop", duration_minutes=600)
    ours, theirs = workshop.rows(Organization)[:2]
    item = add_item("Lecture", 60, to=workshop, venue_id=hall.id)
    for who, count in ((ours, 7), (theirs, 6)):
        add(
            workshop,
            Participation(organization_id=who.id, headcount=count),
            ScheduleOrganization(item_id=item.id, organization_id=who.id),
        )
    finding = one(workshop, "venue-too-small")
    assert finding.row_id == item.id
    assert "13 people to Hall, which holds 10" in finding.message.en
    elsewhere = add_item("Practical", 90, to=workshop)
    add(workshop, ScheduleOrganization(item_id=elsewhere.id, organization_id=theirs.id))
    assert of(workshop, "venue-too-small") == []


def test_in_an_exercise_only_what_all_attend_is_held_against_a_venue(
    plan: OpenPlan, add_item: AddItem, hall: Venue
) -> None:
    ours, theirs = plan.rows(Organization)[:2]
    item = add_item("Coordination board", 60, venue_id=hall.id)
    bus = add_item("Bus", 300, venue_id=hall.id, kind="travel")
    for who in (ours, theirs):
        add(plan, Participation(organization_id=who.id, headcount=20))
        add(plan, ScheduleOrganization(item_id=bus.id, organization_id=who.id))
    add(plan, ScheduleOrganization(item_id=item.id, organization_id=ours.id))
    assert of(plan, "venue-too-small") == []
    add(plan, ScheduleOrganization(item_id=item.id, organization_id=theirs.id))
    assert one(plan, "venue-too-small").row_id == item.id


def test_people_have_the_time_to_travel(
    plan: OpenPlan, add_item: AddItem, officer: Person, hall: Venue
) -> None:
    with plan.edit("Add venues"):
        city = plan.add(Venue(name=Text("City", "Ciudad"), latitude=9.0, longitude=-79.58))
        coast = plan.add(Venue(name=Text("Coast", "Costa"), latitude=9.366, longitude=-79.951))
        near = plan.add(Venue(name=Text("Near", "Cerca"), latitude=9.001, longitude=-79.58))
    items = [
        add_item("Morning", 0, venue_id=city.id),
        add_item("Coffee", 60, 30, venue_id=near.id),
        add_item("Drive", 90, 30, venue_id=coast.id, kind="movement"),
        add_item("Call", 90, 10, venue_id=hall.id),
        add_item("Noon", 120, venue_id=coast.id),
        add_item("Evening", 300, venue_id=city.id),
    ]
    add(plan, *(SchedulePerson(item_id=item.id, person_id=officer.id) for item in items))
    finding = one(plan, "no-time-to-travel")
    assert finding.row_id == items[4].id
    assert "30 min to get from Near to Coast, about 75 km" in finding.message.en
    assert "1 h 53" in finding.message.es
    with plan.edit("Leave later"):
        items[4].offset_minutes = 203
        items[5].offset_minutes = 500
    assert of(plan, "no-time-to-travel") == []
    with plan.edit("Nobody goes"):
        officer.deleted = True
    assert of(plan, "no-time-to-travel") == []


def test_holidays_of_both_nations_stay_free(make_plan: MakePlan, add_item: AddItem) -> None:
    plan = make_plan(start=datetime(2026, 11, 10, 8, 0))
    add_item("Drill", 60, to=plan)
    add_item("Parade", 1440, to=plan)
    found = of(plan, "activity-on-holiday")
    assert [finding.key for finding in found] == [
        "activity-on-holiday:2026-11-10:PA",
        "activity-on-holiday:2026-11-11:US",
    ]
    assert "10 NOV 2026, a holiday in Panama (Los Santos Uprising Day)" in found[0].message.en
    assert "día feriado en Estados Unidos (Día de los Veteranos)" in found[1].message.es


def test_nobody_works_more_than_fourteen_hours(plan: OpenPlan, add_item: AddItem) -> None:
    police = plan.children(Organization, "key", "pn")[0]
    items = [add_item("Breakfast", -120, kind="meal"), add_item("Patrol", 0, 120)]
    items.append(add_item("Night patrol", 720, 121))
    for item in items:
        add(plan, ScheduleOrganization(item_id=item.id, organization_id=police.id))
    finding = one(plan, "working-day-too-long")
    assert "14 h 01" in finding.message.en
    assert f": {police.acronym}." in finding.message.en
    assert finding.key == "working-day-too-long:0"
    with plan.edit("Shorten"):
        items[-1].duration_minutes = 120
    assert of(plan, "working-day-too-long") == []


def test_a_track_works_long_days_when_no_organization_is_named(
    plan: OpenPlan, add_item: AddItem
) -> None:
    for track in ("Red", "Green", "Blue", "Black", "White"):
        add_item("Start", 0, track=Text(track, f"{track}-es"))
        add_item("End", 840, track=Text(track, f"{track}-es"))
    message = one(plan, "working-day-too-long").message
    assert ": Black, Blue, Green, Red, …" in message.en
    assert ": Black-es, Blue-es, Green-es, Red-es, …" in message.es


def test_shifts_of_several_organizations_make_no_long_day(
    plan: OpenPlan, add_item: AddItem
) -> None:
    ours, theirs, nameless = plan.rows(Organization)[:3]
    with plan.edit("Rename"):
        nameless.acronym = ""
    for number, who in enumerate((ours, theirs)):
        item = add_item("Watch", number * 600, 600)
        add(plan, ScheduleOrganization(item_id=item.id, organization_id=who.id))
    assert of(plan, "working-day-too-long") == []
    long = add_item("Double watch", 0, 900)
    add(plan, ScheduleOrganization(item_id=long.id, organization_id=nameless.id))
    assert nameless.name.en in one(plan, "working-day-too-long").message.en


# ------------------------------------------------------------------ roles


def test_a_plan_needs_a_director_a_safety_officer_and_evaluators(
    plan: OpenPlan, objective: Objective
) -> None:
    finding = one(plan, "director-missing")
    assert (finding.severity, finding.table, finding.row_id) == ("error", "assignment", "")
    assert one(plan, "safety-officer-missing").severity == "warning"
    assert one(plan, "evaluator-missing").severity == "warning"
    assert of(plan, "instructor-missing") == []
    roles = ("exercise-director", "safety-officer", "evaluator")
    add(plan, *(Assignment(role=role) for role in roles))
    for rule in ("director-missing", "safety-officer-missing", "evaluator-missing"):
        assert of(plan, rule) == []


def test_without_objectives_nobody_need_evaluate(plan: OpenPlan) -> None:
    assert of(plan, "evaluator-missing") == []


def test_a_workshop_needs_a_director_and_somebody_who_teaches(make_plan: MakePlan) -> None:
    workshop = make_plan("blank-workshop")
    assert "workshop director" in one(workshop, "director-missing").message.en
    assert one(workshop, "safety-officer-missing").severity == "hint"
    assert one(workshop, "instructor-missing").severity == "warning"
    add(workshop, Assignment(role="facilitator"))
    assert of(workshop, "instructor-missing") == []


def test_roles_without_a_person_are_one_hint(plan: OpenPlan, officer: Person) -> None:
    open_role = Assignment(role="observer")
    add(plan, Assignment(role="vip", person_id=officer.id), open_role)
    finding = one(plan, "roles-unfilled")
    assert (finding.severity, finding.row_id) == ("hint", open_role.id)
    assert finding.key == "roles-unfilled"
    assert "1 of 2" in finding.message.en
    with plan.edit("Close"):
        plan.row.status = "closed"
    assert of(plan, "roles-unfilled") == []


# ------------------------------------------------------------------ texts


def test_texts_are_written_in_both_languages(plan: OpenPlan, objective: Objective) -> None:
    with plan.edit("Half"):
        objective.conditions = Text("At night", "")
        objective.standards = Text("In time", "")
    finding = one(plan, "text-missing")
    assert (finding.table, finding.field) == ("objective", "conditions_es")
    assert "Conditions, Standards" in finding.message.en
    assert "lacks its Spanish text" in finding.message.en
    with plan.edit("English only"):
        plan.row.languages = "en"
    assert of(plan, "text-missing") == []
    with plan.edit("Spanish only"):
        plan.row.languages = "es"
    assert one(plan, "text-missing").key.endswith(":es")


def test_one_row_may_lack_both_languages(plan: OpenPlan, objective: Objective) -> None:
    with plan.edit("Crosswise"):
        objective.conditions = Text("At night", "")
        objective.standards = Text("", "A tiempo")
    assert {finding.key[-2:] for finding in of(plan, "text-missing")} == {"en", "es"}


def test_venues_and_organizations_of_the_plan_are_read_too(
    plan: OpenPlan, library: Library
) -> None:
    with library.edit("Add to the directory"):
        used = library.add(Venue(name=Text("Pier", "")))
        library.add(Venue(name=Text("Unused", "")))
        guild = library.add(Organization(name=Text("", "Gremio")))
        gone = library.add(Venue(name=Text("Gone", ""), deleted=True))
    add(plan, PlanVenue(venue_id=used.id), PlanVenue(venue_id=gone.id))
    add(plan, Participation(organization_id=guild.id))
    assert {f.row_id for f in of(plan, "text-missing")} == {used.id, guild.id}


def test_what_has_no_name_cannot_be_printed(plan: OpenPlan, add_item: AddItem) -> None:
    item = add_item("", 60)
    finding = one(plan, "name-missing")
    assert (finding.row_id, finding.severity, finding.field) == (item.id, "error", "title")
    assert "Schedule item" in finding.message.en


def test_a_plan_without_a_marking_is_an_error(plan: OpenPlan) -> None:
    assert of(plan, "marking-missing") == []
    with plan.edit("Clear"):
        plan.row.marking = "  "
    assert one(plan, "marking-missing").field == "marking"


# ------------------------------------------------------------------ milestones


def test_a_milestone_past_due_is_found_until_it_is_done(plan: OpenPlan) -> None:
    milestone = add(
        plan, Milestone(title=Text("Survey", "Visita"), kind="site-survey", day_offset=-30)
    )
    due = date(2027, 6, 12)
    assert of(plan, "milestone-past-due", due) == []
    finding = one(plan, "milestone-past-due", date(2027, 6, 13))
    assert finding.row_id == milestone.id
    assert "12 JUN 2027" in finding.message.en
    assert "«Planificado»" in finding.message.es
    with plan.edit("Done"):
        milestone.status = "done"
    assert of(plan, "milestone-past-due", date(2027, 6, 13)) == []


def test_a_plan_that_is_over_has_nothing_due(plan: OpenPlan) -> None:
    late = date(2030, 1, 1)
    assert len(of(plan, "milestone-past-due", late)) == 2
    with plan.edit("Close"):
        plan.row.status = "closed"
    assert of(plan, "milestone-past-due", late) == []


def test_conferences_come_in_the_order_of_the_planning_cycle(plan: OpenPlan) -> None:
    final = add(
        plan,
        Milestone(kind="final-planning", title=Text("Final", "Final"), day_offset=-100),
        Milestone(kind="initial-planning", title=Text("Initial", "Inicial"), day_offset=-90),
        Milestone(kind="other", title=Text("Whenever", "Cuando sea"), day_offset=-300),
    )
    finding = one(plan, "milestones-out-of-order")
    assert finding.row_id == final.id
    assert "D-100" in finding.message.en
    assert "D-90" in finding.message.es
    with plan.edit("Cancel"):
        final.status = "cancelled"
    assert of(plan, "milestones-out-of-order") == []


def test_startex_and_endex_are_on_the_first_and_last_day(plan: OpenPlan) -> None:
    (endex,) = plan.children(Milestone, "kind", "endex")
    finding = one(plan, "start-or-end-on-another-day")
    assert finding.row_id == endex.id
    assert "D+2" in finding.message.en
    with plan.edit("Move"):
        endex.day_offset = 2
    assert of(plan, "start-or-end-on-another-day") == []


# ------------------------------------------------------------------ the review as a whole


def test_the_gravest_come_first(plan: OpenPlan, objective: Objective) -> None:
    add(plan, Assignment(role="observer"))
    ranks = [SEVERITIES.index(finding.severity) for finding in review(plan)]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3


def test_keys_tell_all_findings_apart(plan: OpenPlan, objective: Objective) -> None:
    add(plan, Objective(number="2"), Objective(number="3"))
    keys = [finding.key for finding in review(plan)]
    assert len(set(keys)) == len(keys)


def test_an_accepted_finding_stays_accepted(plan: OpenPlan, objective: Objective) -> None:
    key = one(plan, "objective-unaligned").key
    add(plan, AcceptedFinding(finding=key, reason="Agreed with the host"))
    assert one(plan, "objective-unaligned").accepted == "Agreed with the host"
    with plan.edit("Reword"):
        objective.statement = Text("Track", "Seguir")
    assert one(plan, "objective-unaligned").accepted == "Agreed with the host"
    assert one(plan, "director-missing").accepted is None
    assert all(f.accepted is None for f in review(plan) if f.key != key)


def test_a_finding_on_the_plan_as_a_whole_keeps_its_key_in_a_copy(
    plan: OpenPlan, make_plan: MakePlan
) -> None:
    copy = make_plan()
    assert one(plan, "director-missing").key == one(copy, "director-missing").key


def test_every_rule_says_what_it_yields() -> None:
    assert len(set(RULES)) == len(RULES)
    assert all((rule.__doc__ or "").startswith("Yield") for rule in RULES)

"""The summary: what it says, in one language and in two."""

from __future__ import annotations

from datetime import datetime

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    Inject,
    Objective,
    Organization,
    Participation,
    Person,
    PlanFocusArea,
    ScheduleItem,
)
from db.text import N_, Text
from desktop.language import translate
from desktop.planning.coverage import coverage_of
from desktop.planning.templates import add_sample, new_plan
from tests.packets.conftest import Printer
from tests.packets.plans import add, milestone, objective
from tests.packets.printed import squeezed


@pytest.fixture(scope="module")
def tabletop(library: Library) -> OpenPlan:
    return new_plan(
        library,
        "exercise-port-security-tabletop",
        name=Text("Port tabletop", "Ejercicio de mesa portuario"),
        start=datetime.fromisoformat("2026-11-30T08:00"),
        zone="America/Panama",
        code="TTX-26",
    )


def organization_of(library: Library, acronym: str) -> Organization:
    [found] = [row for row in library.session.query(Organization) if row.acronym == acronym]
    return found


def test_it_says_what_when_and_where(tabletop: OpenPlan, printer: Printer) -> None:
    printed = printer(tabletop, "summary", language="both")
    row = tabletop.row
    for text in (
        row.name_en,
        row.name_es,
        row.purpose_en,
        row.purpose_es,
        row.location_en,
        row.location_es,
        "TTX-26 · Tabletop exercise (TTX) · 30 November – 1 December 2026 · Draft",
        "30 de noviembre – 1 de diciembre de 2026",
        "STARTEX Mon 30 November 2026, 0800 local (301300Z NOV 26)",
        "STARTEX lun 30 de noviembre de 2026, 0800 hora local (301300Z NOV 26)",
        "America/Panama (UTC-5)",
    ):
        assert printed.says(text), text


def test_one_language_has_room_for_the_scope(tabletop: OpenPlan, printer: Printer) -> None:
    printed = printer(tabletop, "summary", language="en")
    assert printed.says(tabletop.row.scope_en)
    assert not printed.says(tabletop.row.purpose_es)


def test_rows_in_two_languages_are_aligned(library: Library, printer: Printer) -> None:
    plan = add(
        library,
        objective("1", Text("Short.", "Un enunciado mucho más largo " * 8)),
        objective("2", Text("Second.", "Segundo.")),
    )
    pieces = printer(plan, "summary", language="both").pieces(0)
    english = next(p for p in pieces if p.text == "Second.")
    spanish = next(p for p in pieces if p.text == "Segundo.")
    assert english.y == spanish.y
    assert spanish.x - english.x > 200


def test_a_missing_translation_is_borrowed_in_italics(library: Library, printer: Printer) -> None:
    plan = add(
        library,
        objective("1", Text("", "Solo en español")),
        name=Text("", "Selva"),
        purpose=Text("Only in English", ""),
    )
    for language in ("en", "both"):
        pieces = printer(plan, "summary", language=language).pieces(0)
        wording = [p for p in pieces if p.text == "Solo en español"]
        assert [p.face.endswith("It") for p in wording] == [True, False][: len(wording)]
        title = next(p for p in pieces if p.text == "Selva" and p.size > 20)
        assert title.face.endswith("It")
    spanish = printer(plan, "summary", language="es").pieces(0)
    assert next(p for p in spanish if p.text == "Only in English").face.endswith("It")
    assert next(p for p in spanish if p.text == "Solo en español").face.endswith("Regular")


def test_participants_are_told_by_nation(library: Library, printer: Printer) -> None:
    senan, uscg = organization_of(library, "SENAN"), organization_of(library, "USCG")
    fund = Organization(name=Text("Relief fund", "Fondo de socorro"), country="XK")
    with library.edit("Add"):
        library.add(fund)
    plan = add(
        library,
        Participation(organization_id=uscg.id, role="participant", headcount=1, position="a"),
        Participation(organization_id=fund.id, role="support", position="b"),
        Participation(organization_id=senan.id, role="host", headcount=61, position="c"),
    )
    english = printer(plan, "summary")
    assert english.says("Panama (61 persons): SENAN (host, 61). United States (1 person): USCG (1)")
    assert english.says("XK: Relief fund.")
    spanish = printer(plan, "summary", language="es")
    assert spanish.says("(61 personas): SENAN")
    assert spanish.says("XK: Fondo de socorro.")


@pytest.mark.parametrize("language", ["en", "both"])
def test_the_coverage_matrix_counts_what_serves_each_area(
    tabletop: OpenPlan, printer: Printer, language: str
) -> None:
    printed = printer(tabletop, "summary", language=language)
    coverage = coverage_of(tabletop)
    last = [p for n in range(len(printed.pages)) for p in printed.pieces(n)]
    for area in coverage:
        assert printed.says(area.area.name_en)
        if area.objectives:
            numbers = ", ".join(o.number for o in area.objectives)
            row = [p.text for p in last if p.text in {area.area.name_en, numbers}]
            assert numbers in row
    assert printed.says(f"{coverage.served} of {coverage.total} chosen areas are served")
    assert printed.says("exercised and evaluated")
    spanish = translate("exercised and evaluated", "es")
    assert printed.says(spanish) is (language == "both")


def test_every_state_of_coverage_has_its_mark(library: Library, printer: Printer) -> None:
    plan = new_plan(
        library,
        "exercise-canal-protection-cpx",
        name=Text("Canal", "Canal"),
        start=datetime.fromisoformat("2026-03-02T08:00"),
        zone="America/Panama",
    )
    areas = list(coverage_of(plan))
    with plan.edit(N_("Change")):
        for chosen in plan.rows(PlanFocusArea)[:1]:
            chosen.in_scope = False
        for goal in list(plan.rows(Objective))[1:]:
            plan.remove(goal)
        for row in [*plan.rows(ScheduleItem), *plan.rows(Inject)]:
            plan.remove(row)
    assert len(areas) > 10
    states = {area.state for area in coverage_of(plan)}
    assert {"gap", "aligned", "not-chosen", "out-of-scope"} <= states
    printed = printer(plan, "summary")
    for label in ("gap", "objective only", "not chosen", "out of scope"):
        assert printed.says(label)
    assert not printed.says("exercised and evaluated")
    operators = printed.pages[-1].get_contents()
    assert operators is not None
    assert b" w " in operators.get_data()


def test_key_events_and_contacts(library: Library, printer: Printer) -> None:
    senan, odc = organization_of(library, "SENAN"), organization_of(library, "ODC")
    person = Person(
        name="Ana Pérez",
        rank="Capitán de navío",
        organization_id=senan.id,
        post=Text("Chief of plans", "Jefa de planes"),
        phone="+507 555-0100",
        email="ana@example.org",
        call_sign="TANGO 6",
    )
    with library.edit("Add"):
        library.add(person)
    plan = add(
        library,
        milestone(
            -42, Text("Final conference", "Conferencia final"), place=Text("Balboa", "Balboa")
        ),
        Assignment(role="lead-planner", person_id=person.id, position="a"),
        Assignment(role="lead-planner", organization_id=odc.id, position="b"),
        Assignment(role="safety-officer", organization_id=senan.id, position="c"),
        Assignment(role="safety-officer", organization_id=odc.id, position="d"),
        Assignment(role="player", organization_id=odc.id, position="e"),
    )
    printed = printer(plan, "summary")
    for text in (
        "Mon 1 Dec 2025",
        "D-42",
        "Final conference",
        "Balboa",
        "Capitán de navío Ana Pérez",
        "Chief of plans",
        "+507 555-0100 · ana@example.org · TANGO 6",
        "SENAN, ODC",
    ):
        assert printed.says(text), text
    assert squeezed("To be named") in printed.text
    assert not printed.says("Player")
    assert printer(plan, "summary", language="both").says("1 Dec/dic 2025")


def test_a_bare_plan_says_that_there_is_nothing_yet(library: Library, printer: Printer) -> None:
    plan = add(library, type="", status="", code="")
    printed = printer(plan, "summary", language="both")
    assert printed.says("None yet.")
    assert printed.says("Aún no hay.")
    assert printed.says("To be named")


def test_a_workshop_speaks_of_learning(library: Library, printer: Printer) -> None:
    plan = add(
        library,
        objective("1", Text("Read a chart", "Leer una carta")),
        Assignment(role="exercise-director", position="a"),
        kind="workshop",
        type="course",
        start="2019-11-19T08:00",
        duration_minutes=1440 - 480,
    )
    printed = printer(plan, "summary")
    assert printed.says("LEARNING OBJECTIVES")
    assert printed.says("Workshop director")
    assert printed.says("Opening Tue 19 November 2019, 0800 local")
    # It ends at midnight: that is still the same day.
    assert printed.says("Course · 19 November 2019 · Draft")


@pytest.mark.parametrize(
    ("start", "days", "periods"),
    [
        (
            "2026-01-12T07:00",
            46,
            ("12 January – 26 February 2026", "12 de enero – 26 de febrero de 2026"),
        ),
        ("2019-11-19T08:00", 2, ("19–20 November 2019", "19–20 de noviembre de 2019")),
        (
            "2026-12-30T08:00",
            4,
            (
                "30 December 2026 – 2 January 2027",
                "30 de diciembre de 2026 – 2 de enero de 2027",
            ),
        ),
    ],
)
def test_periods_are_written_as_people_write_them(
    library: Library, printer: Printer, start: str, days: int, periods: tuple[str, str]
) -> None:
    plan = add(library, start=start, duration_minutes=days * 1440 - 720)
    printed = printer(plan, "summary", language="both")
    for period in periods:
        assert printed.says(f"· {period} ·")


def test_contacts_fill_the_first_page_where_they_fit(tabletop: OpenPlan, printer: Printer) -> None:
    printed = printer(tabletop, "summary", language="en")
    assert printed.pages_saying("CONTACTS") == [0]
    assert printed.pages_saying("KEY EVENTS") == [1]
    assert printer(tabletop, "summary", language="both").pages_saying("CONTACTS") == [1]


def test_a_sample_says_what_of_it_is_illustrative(library: Library, printer: Printer) -> None:
    plan = add_sample(library, "workshop-organized-crime-2019")
    printed = printer(plan, language="both")
    for note in (plan.row.sample_note_en, plan.row.sample_note_es):
        assert len(printed.pages_saying(note)) == 2

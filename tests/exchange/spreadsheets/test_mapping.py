"""Mappings: proposed, kept as JSON, remembered, and what single cells and headings mean."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Assignment, Event, Inject, InjectDependency, Storyline
from desktop.exchange.spreadsheets.arrival import Arrival
from desktop.exchange.spreadsheets.cell_moments import Notation, day_of, moment_of, names_day
from desktop.exchange.spreadsheets.coded_words import code_of, is_whole
from desktop.exchange.spreadsheets.headings import recognized
from desktop.exchange.spreadsheets.importing import import_injects
from desktop.exchange.spreadsheets.mapping import (
    SETTING,
    Mapping,
    mapping_from,
    remember,
    remembered,
)
from desktop.exchange.spreadsheets.plan_names import PlanNames, number_and_title
from desktop.exchange.spreadsheets.proposal import mapping_of, propose_mapping
from desktop.exchange.spreadsheets.reading import read_injects
from desktop.exchange.spreadsheets.refusals import UnfitMapping
from desktop.exchange.spreadsheets.workbook import (
    Fault,
    Row,
    Sheet,
    Workbook,
    column_letter,
    column_number,
    written,
)
from desktop.exchange.spreadsheets.workbook_reader import read_workbook
from desktop.language import LANGUAGES, translate
from desktop.planning.moments import PlanClock, relative
from desktop.planning.terms import INJECT_KINDS, INJECT_MODES, INJECT_STATUSES
from tests.exchange.spreadsheets.corpus import HSEEP
from tests.exchange.spreadsheets.sheet_makers import text, xlsx


def test_a_mapping_survives_json(tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", {"MSEL": HSEEP, "Other": [["x"]]})
    mapping = propose_mapping(read_workbook(tmp_path / "a.xlsx"))
    assert mapping_from(json.loads(json.dumps(mapping.as_dict()))) == mapping
    assert mapping.column_of("time") == 1
    assert mapping.column_of("venue") is None
    assert mapping.pattern.startswith("event no|designated scenario time|")


def test_a_correction_is_remembered_by_the_headings(
    library: Library, exercise: OpenPlan, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    xlsx(path, {"MSEL": HSEEP})
    proposed = propose_mapping(read_workbook(path))
    assert remembered(library, proposed) is None
    corrected = proposed.with_column(8, "venue").with_column(0, "")
    remember(library, corrected)
    xlsx(path, {"Other name": [["Title"], [], *HSEEP]})
    arrival = Arrival.of(exercise, path)
    assert arrival.reading.mapping.columns == corrected.columns
    assert arrival.reading.mapping.sheet == "Other name"
    assert arrival.reading.injects[0].venue == "Have the chart ready"
    xlsx(path, {"MSEL": [[*HSEEP[0], "More"], *HSEEP[1:]]})
    assert Arrival.of(exercise, path).reading.mapping.columns[8] == "notes"
    library.set_setting(SETTING, {proposed.pattern: {"columns": 7}})
    assert remembered(library, proposed) is None
    remember(library, Mapping("no headings"))
    assert list(library.setting(SETTING)) == [proposed.pattern]


def test_the_planner_chooses_the_row_of_headings(tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", {"MSEL": [["Time", "Title", "Notes"], *HSEEP]})
    (sheet,) = read_workbook(tmp_path / "a.xlsx").sheets
    assert (found := mapping_of(sheet)) is not None
    assert found.heading_row == 2
    assert (first := mapping_of(sheet, 1)) is not None
    assert (first.heading_row, first.columns[1]) == (1, "title")
    without = mapping_of(sheet, None)
    assert without is None or without.heading_row is None
    assert mapping_of(Sheet("Empty", [[""]])) is None
    assert mapping_of(Sheet("Times only", [["0900", "x"], ["1000", "x"]])) is None


def test_a_mapping_names_its_sheet(clock: PlanClock) -> None:
    rows: list[Row] = [["0900", "A"]]
    two = Workbook("a", [Sheet("One", rows), Sheet("Two", rows)])
    columns = {0: "time", 1: "title"}
    assert read_injects(two, Mapping("Two", columns=columns), clock).mapping.other_sheets == (
        "One",
    )
    with pytest.raises(UnfitMapping, match="there is no sheet “Three”"):
        read_injects(two, Mapping("Three", columns=columns), clock)
    one = Workbook("a", [Sheet("One", rows)])
    assert read_injects(one, Mapping("Renamed", columns=columns), clock).mapping.sheet == "One"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Event #", "number"), ("Inject #", "number"), ("Control Number", "number"),
        ("N.º", "number"), ("Nº", "number"), ("Designated Scenario Time", "time"),
        ("Scenario Time", "scenario_time"), ("Inject Mode", "mode"), ("Medio", "mode"),
        ("Moyen", "mode"), ("From", "sender"), ("De", "sender"), ("To", "receiver"),
        ("Para", "receiver"), ("À", "receiver"), ("Mensaje", "message"),
        ("Expected Participant Response", "expected_response"),
        ("Respuesta esperada", "expected_response"), ("Réaction attendue", "expected_response"),
        ("Exercise Objective(s)", "objectives"), ("Objetivo", "objectives"), ("Heure", "time"),
        ("Hora (local)", "time"), ("Notes", "notes"), ("From/To", "sender_receiver"),
        ("Date / Time", "time"), ("Time\nHora", "time"), ("Time of the event", "time"),
        ("Expected response by the players", "expected_response"),
    ],
)  # fmt: skip
def test_headings_of_the_field_are_known(heading: str, field: str) -> None:
    found = recognized(heading)
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize("heading", ["", "   ", "Zebra", "From / Zebra", "x" * 100, "Time / Mode"])
def test_other_headings_are_not(heading: str) -> None:
    found = recognized(heading)
    assert found is None or not found.exact


@pytest.mark.parametrize(
    ("field", "codes"),
    [("mode", INJECT_MODES), ("kind", INJECT_KINDS), ("status", INJECT_STATUSES)],
)
def test_every_code_is_known_by_its_own_words(field: str, codes: dict[str, str]) -> None:
    for code, label in codes.items():
        for words in (code, *(translate(label, language) for language in LANGUAGES)):
            assert (code_of(field, words), is_whole(field, words)) == (code, True), words


def test_words_around_a_code_are_kept() -> None:
    assert (code_of("mode", "Phone / e-mail"), is_whole("mode", "Phone / e-mail")) == (
        "telephone", False,
    )  # fmt: skip
    assert code_of("mode", "by encrypted telephone line") == "telephone"
    assert code_of("status", "lost") is None


def test_cells_of_dates(clock: PlanClock) -> None:
    plain = Notation()
    assert day_of(3, clock, plain) == 2
    assert day_of("3", clock, plain) == 2
    assert day_of("D+4", clock, plain) == 4
    assert day_of(46035.0, clock, plain) == 1
    assert day_of(datetime(2026, 1, 14, 12), clock, plain) == 2
    assert moment_of(date(2026, 1, 13), clock, plain) == 1440
    assert moment_of(date(2026, 1, 13), clock, Notation(midnights=True)) == 1440 - 420
    assert moment_of(timedelta(hours=2), clock, Notation(elapsed=True)) == 120
    assert moment_of(datetime(1899, 12, 30, 9), clock, plain) == 120
    assert moment_of("H-2", clock, plain) == -120
    assert moment_of("ENDEX - 1 h", clock, plain) == clock.end_offset - 60
    assert moment_of("+30 min", clock, plain) == 30
    assert moment_of("T-15m", clock, plain) == -15
    assert moment_of("-0:45", clock, plain) == -45
    assert not names_day(True, clock, plain)
    assert not names_day("", clock, plain)
    assert not names_day("Phase II", clock, plain)
    for cell in (Fault.NO_VALUE, Fault.ERROR, Fault.TOO_LONG, False, "", "n/a", "STARTEX + soon"):
        with pytest.raises(ValueError, match=r"\.$"):
            moment_of(cell, clock, plain)


@given(st.integers(-5 * 1440, 20 * 1440))
def test_typed_moments_are_read_exactly(offset: int) -> None:
    from zoneinfo import ZoneInfo

    clock = PlanClock(datetime(2026, 1, 12, 7), ZoneInfo("America/New_York"), 4320)
    moment = clock.local(offset).replace(tzinfo=None)
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    assert moment_of(moment, clock, Notation()) == offset
    assert moment_of(serial, clock, Notation()) == offset
    assert moment_of(serial - 1462, clock, Notation(mac_dates=True)) == offset
    assert moment_of(relative(offset, clock), clock, Notation()) == offset
    assert (
        moment_of(time(moment.hour, moment.minute), clock, Notation(), clock.day(offset)) == offset
    )


@given(st.integers(0, 20_000))
def test_columns_have_letters(column: int) -> None:
    assert column_number(column_letter(column)) == column


def test_cells_are_written_as_they_are_read() -> None:
    cells = (2.0, 2.5, True, False, date(2026, 1, 2), time(9, 5), timedelta(hours=30), Fault.ERROR)
    assert [written(cell) for cell in cells] == [
        "2", "2.5", "TRUE", "FALSE", "2026-01-02", "09:05", "30:00", "",
    ]  # fmt: skip


def test_names_of_the_plan_are_found(exercise: OpenPlan) -> None:
    names = PlanNames(exercise)
    one, two = (
        next(row.id for row in exercise.rows(type_) if row.number == number)
        for type_, number in ((_objective(), "1"), (_objective(), "2.1"))
    )
    for words in (
        "1",
        "Obj. 1",
        "Objective 1",
        "OBJ 1 - Respond to a spill",
        "Responder a un derrame",
    ):
        assert names.objectives(words) == ([one], []), words
    assert names.objectives("1, 2.1")[0] == [one, two]
    assert names.objectives("1; 7") == ([one], ["7"])
    assert names.objectives("Stop, look, listen") == ([], ["Stop, look, listen"])
    roles = {row.role: row.id for row in exercise.rows(Assignment)}
    for words in ("Ana Núñez", "Lt. Ana Nunez", "halcon", "White cell", "Controller",
                  "Ana Núñez (Controller, White cell)", "Capt. Ana Núñez, SENAN"):  # fmt: skip
        assert names.assignment(words, ("controller",)) == roles["controller"], words
    assert names.assignment("Pier team", ("evaluator",)) == roles["evaluator"]
    assert names.assignment("Somebody", ("evaluator",)) is None
    assert names.venue("muelle 6") is not None
    assert names.storyline("SL1") == names.storyline("Colisión")
    assert names.event("2") == names.event("2 - Spill") == names.event("Derrame")
    assert number_and_title("A-7: Fire") == ("A-7", "Fire")
    assert number_and_title("12") == ("12", "")
    assert number_and_title("Fire at sea") == ("", "Fire at sea")


def _objective() -> Any:
    from db.tables import Objective

    return Objective


def test_an_import_makes_what_it_names(
    exercise: OpenPlan, tmp_path: Path, clock: PlanClock
) -> None:
    path = tmp_path / "a.csv"
    text(path, [
        ["Inject #", "Time", "Storyline", "Event", "Title", "Depends on", "Controller", "Venue"],
        ["", "0900", "Collision", "2", "A", "", "White cell", "Pier 6"],
        ["010", "0930", "New line", "3 - Flood", "B", "011, 404", "Nobody", "Moon"],
        ["011", "1000", "New line", "Flood", "C", "", "", ""],
        ["011", "1030", "Collision", "3", "D", "", "", ""],
    ])  # fmt: skip
    workbook = read_workbook(path)
    imported = import_injects(exercise, read_injects(workbook, propose_mapping(workbook), clock))
    assert [row.number for row in imported.injects] == ["012", "010", "011", "013"]
    assert len(imported.storylines) == 1
    assert [row.number for row in imported.events] == ["3"]
    first, second, third, last = imported.injects
    assert first.storyline_id is None
    assert exercise.get(Event, first.event_id).number == "2"  # type: ignore[union-attr]
    assert first.controller_id is not None
    assert first.venue_id is not None
    assert "Controller: Nobody\nVenue: Moon\nDepends on: 404" in second.notes.en
    (dependency,) = exercise.children(InjectDependency, "inject_id", second.id)
    assert dependency.depends_on_id == third.id
    assert "Number in the file: 011" in last.notes.en
    assert last.storyline_id == exercise.rows(Storyline)[0].id or last.event_id is not None
    label = exercise.undo()
    assert label is not None
    assert (label.label, dict(label.values)) == ("Import {count} injects", {"count": 4})
    assert exercise.rows(Inject) == []
    assert len(exercise.rows(Storyline)) == 1

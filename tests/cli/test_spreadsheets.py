"""`istmo import` and `istmo export` of spreadsheets and calendars."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from tests.cli.istmo import Istmo

ROWS = [
    ["Event #", "Designated Scenario Time", "Inject Mode", "From", "To", "Message",
     "Expected Participant Response", "Exercise Objective", "Notes"],
    ["X1", "0900", "Phone", "ACP", "SENAN", "Collision reported", "Activate the plan", "1", ""],
    ["X2", "D+1 H+2:30", "Radio", "AMP", "SENAN", "Oil is seen", "Notify", "99", "Map"],
    ["X3", "TBD", "Radio", "AMP", "SENAN", "Later", "", "", ""],
]  # fmt: skip


@pytest.fixture
def msel(tmp_path: Path) -> Path:
    path = tmp_path / "msel.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(ROWS)
    return path


def numbers(istmo: Istmo, plan_id: str) -> list[str]:
    return [inject["number"] for inject in istmo("show", plan_id, "--json").json["injects"]]


def test_a_spreadsheet_is_imported_once(istmo: Istmo, msel: Path) -> None:
    plan_id = istmo.new()
    before = numbers(istmo, plan_id)
    dry = istmo("import", msel, "--into", plan_id, "--dry-run")
    assert dry.code == 0
    assert dry.out.splitlines() == [
        "X1       D 09:00     Collision reported",
        "X2       D+1 10:30   Oil is seen",
    ]
    assert dry.err.splitlines() == [
        "msel, row 4: “TBD” cannot be read as a time.",
        "2 injects would be added",
    ]
    assert numbers(istmo, plan_id) == before
    done = istmo("import", msel, "--into", plan_id)
    assert done.err.endswith("2 injects added\n")
    assert set(numbers(istmo, plan_id)) == {*before, "X1", "X2"}
    again = istmo("import", msel, "--into", plan_id)
    assert again.err.endswith("2 injects are in the plan already\n0 injects added\n")
    shown = istmo("show", plan_id, "--json").json
    second = next(inject for inject in shown["injects"] if inject["number"] == "X2")
    assert (second["offset_minutes"], second["mode"]) == (1590, "radio")
    assert second["from"]["en"] == "AMP"
    assert second["notes"]["en"] == "Map\nObjectives: 99"
    first = next(inject for inject in shown["injects"] if inject["number"] == "X1")
    assert first["objectives"] == [shown["objectives"][0]["id"]]


def test_the_answer_in_json_says_what_was_understood(istmo: Istmo, msel: Path) -> None:
    plan_id = istmo.new()
    answer = istmo("import", msel, "--into", plan_id, "--dry-run", "--json").json
    assert {"mapping", "read", "unreadable"} <= set(answer)
    assert [each["field"] for each in answer["mapping"]["columns"]] == [
        "number", "time", "mode", "sender", "receiver", "message", "expected_response",
        "objectives", "notes",
    ]  # fmt: skip
    assert answer["unreadable"] == [
        {"sheet": "msel", "row": 4, "column": "", "reason": "“TBD” cannot be read as a time."}
    ]
    first, second = answer["read"]
    assert (first["row"], first["number"], first["offset_minutes"]) == (2, "X1", 60)
    assert (first["mode"], first["from"]["en"], first["to"]["en"]) == ("telephone", "ACP", "SENAN")
    assert first["message"]["en"] == "Collision reported"
    assert first["expected_response"]["en"] == "Activate the plan"
    assert (first["objectives"], second["objectives"]) == (["1"], [])
    spanish = istmo("import", msel, "--into", plan_id, "--dry-run", "--json", language="es").json
    assert spanish["unreadable"][0]["reason"] != answer["unreadable"][0]["reason"]


def test_a_mapping_of_ones_own_is_taken(istmo: Istmo, msel: Path, tmp_path: Path) -> None:
    plan_id = istmo.new()
    answer = istmo("import", msel, "--into", plan_id, "--dry-run", "--json").json
    mapping = answer["mapping"]
    mapping["columns"][8]["field"] = ""
    mapping["columns"][5]["field"] = "message_es"
    mapping["columns"][7]["field"] = "other"
    path = tmp_path / "mapping.json"
    path.write_text(json.dumps(mapping), encoding="utf-8")
    read = istmo("import", msel, "--into", plan_id, "--mapping", path, "--dry-run", "--json").json
    assert read["mapping"]["columns"] == mapping["columns"]
    assert read["read"][0]["message"] == {"en": "", "es": "Collision reported"}
    assert read["read"][0]["notes"]["en"] == "Exercise Objective: 1"
    path.write_text(json.dumps({**answer, "mapping": mapping}), encoding="utf-8")
    again = istmo("import", msel, "--into", plan_id, "--mapping", path, "--dry-run", "--json").json
    assert again == read


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("{", "it is not JSON"),
        ("[]", "it is not a mapping"),
        ('{"columns": [{"column": "?", "field": "time"}]}', "it is not a mapping"),
        ('{"columns": [{"column": "A", "field": "weather"}]}', "no field “weather”"),
        ('{"columns": [{"column": "A", "field": "title"}]}', "no column holds the time"),
        ('{"columns": [{"column": "B", "field": "time"}]}', "no column holds the title"),
        ('{"sheet": "x", "columns": [{"column": "B", "field": "time"}]}', "no column holds"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(
    istmo: Istmo, msel: Path, tmp_path: Path, mapping: str, said: str
) -> None:
    plan_id = istmo.new()
    path = tmp_path / "mapping.json"
    path.write_text(mapping, encoding="utf-8")
    answer = istmo("import", msel, "--into", plan_id, "--mapping", path)
    assert answer.code == 1
    assert answer.err.startswith("istmo: The mapping does not fit: ")
    assert said in answer.err


def test_what_is_no_msel_is_refused(istmo: Istmo, msel: Path, tmp_path: Path) -> None:
    plan_id = istmo.new()
    (tmp_path / "letter.csv").write_text("Dear all,\nsee you on Monday\n", encoding="utf-8")
    answer = istmo("import", "letter.csv", "--into", plan_id)
    assert answer.code == 1
    assert "looks like a MSEL" in answer.err
    assert istmo("import", "nothing.csv", "--into", plan_id).code == 1
    istmo("export", plan_id, "-o", "plan.istmo")
    into_file = istmo("import", msel, "--into", "plan.istmo")
    assert into_file.code == 1
    assert "not into a plan file" in into_file.err
    assert istmo("import", msel).code == 2


def test_a_workbook_goes_out_and_its_edits_come_back(istmo: Istmo) -> None:
    plan_id = istmo.new()
    assert istmo("export", plan_id, "-o", "msel.xlsx").code == 0
    untouched = istmo("import", "msel.xlsx", "--into", plan_id, "--json").json
    assert (untouched["changes"], untouched["added"]) == ([], 0)
    book = openpyxl.load_workbook("msel.xlsx")
    sheet = book["MSEL"]
    title = next(cell.column for cell in sheet[1] if cell.value == "Title (English)")
    was = sheet.cell(2, title).value
    sheet.cell(2, title).value = "Edited"
    book.save("msel.xlsx")
    dry = istmo("import", "msel.xlsx", "--into", plan_id, "--dry-run")
    assert dry.out == f"001 {was}: Title (English): “{was}” → “Edited”\n"
    changes = istmo("import", "msel.xlsx", "--into", plan_id, "--json").json["changes"]
    assert [(c["kind"], c["field"], c["old"], c["new"]) for c in changes] == [
        ("edited", "title_en", was, "Edited")
    ]
    injects = istmo("show", plan_id, "--json").json["injects"]
    assert next(i["title"]["en"] for i in injects if i["number"] == "001") == "Edited"
    sheet.cell(2, title).value = "Edited there"
    book.save("msel.xlsx")
    conflict = istmo("import", "msel.xlsx", "--into", plan_id)
    assert "Not taken over: 001 Edited" in conflict.err


def test_texts_and_calendars_are_written(istmo: Istmo) -> None:
    plan_id = istmo.new()
    assert istmo("export", plan_id, "-o", "msel.csv", language="es").code == 0
    heading = Path("msel.csv").read_text("utf-8-sig").splitlines()[0]
    assert heading.startswith("Número;")
    assert istmo("export", plan_id, "-o", "plan.ics").code == 0
    plain = Calendar.from_ical(Path("plan.ics").read_bytes())
    shown = istmo("show", plan_id, "--json").json
    events = len(shown["schedule"]) + len(shown["milestones"])
    assert len(plain.walk("VEVENT")) == events
    assert istmo("export", plan_id, "-o", "plan.ics", "--injects").code == 0
    full = Calendar.from_ical(Path("plan.ics").read_bytes())
    assert len(full.walk("VEVENT")) == events + len(shown["injects"])
    refused = istmo("export", plan_id, "-o", "plan.ods")
    assert (refused.code, refused.err) == (
        1, "istmo: Spreadsheets are written as .xlsx or .csv.\n",
    )  # fmt: skip

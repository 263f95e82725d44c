"""Each subcommand: what it answers, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.library import Library
from db.tables import AcceptedFinding, Plan
from db.text import Text
from desktop.planning.templates import samples, templates
from tests.cli.istmo import TABLETOP, Istmo

SHOWN = {
    "plan",
    "objectives",
    "criteria",
    "milestones",
    "schedule",
    "organizations",
    "people",
    "assignments",
    "venues",
}


def test_templates_are_listed_for_people_and_for_programs(istmo: Istmo) -> None:
    listed = istmo("templates", "--json").json
    assert [set(template) for template in listed] == [{"id", "kind", "name"}] * len(listed)
    assert {template["id"] for template in listed} == {template.id for template in templates()}
    assert all(template["name"]["en"] and template["name"]["es"] for template in listed)
    assert "Ejercicio de mesa de protección portuaria" in istmo("templates", language="es").out
    assert not istmo.library.exists()


def test_a_plan_that_is_made_is_listed(istmo: Istmo) -> None:
    empty = istmo("list")
    assert (empty.code, empty.out) == (0, "")
    assert empty.err == "The library holds no plans yet. Make one with “istmo new”.\n"
    plan_id = istmo.new()
    assert istmo("list").line == (
        f"{plan_id[:8]}  2027-03-01 08:00  Tabletop exercise  Escudo Marítimo"
    )
    assert istmo("list", language="es").line.endswith("Ejercicio de mesa  Escudo Marítimo")
    (plan,) = istmo("list", "--json").json
    assert plan["id"] == plan_id
    assert plan["name"] == {"en": "Escudo Marítimo", "es": "Escudo Marítimo"}
    assert (plan["start"], plan["zone"]) == ("2027-03-01T08:00", "America/Panama")


def test_a_new_plan_takes_what_it_is_given(istmo: Istmo) -> None:
    made = istmo(
        "new", "workshop", "--name", "Course", "--name-es", "Curso", "--start", "2027-05-03 09:30",
        "--zone", "America/New_York", "--code", "C-1",
    )  # fmt: skip
    plan = istmo("show", made.line, "--json").json["plan"]
    assert plan["kind"] == "workshop"
    assert plan["template"] == "blank-workshop"
    assert (plan["name"], plan["code"]) == ({"en": "Course", "es": "Curso"}, "C-1")
    assert (plan["start"], plan["zone"]) == ("2027-05-03T09:30", "America/New_York")


def test_a_date_alone_means_the_usual_hour(istmo: Istmo) -> None:
    template = next(t for t in templates("workshop") if t.start_time != "00:00")
    made = istmo(
        "new", "workshop", "--template", template.id, "--name", "W", "--start", "2027-05-03"
    )
    plan = istmo("show", made.line, "--json").json["plan"]
    assert plan["start"] == f"2027-05-03T{template.start_time}"


def test_the_library_may_be_named_before_or_after_the_command(istmo: Istmo, tmp_path: Path) -> None:
    plan_id = istmo.new()
    for arguments in (
        ("--library", istmo.library, "list", "--json"),
        ("list", "--library", istmo.library, "--json"),
        ("--library", tmp_path / "other.sqlite", "list", "--json", "--library", istmo.library),
    ):
        assert [plan["id"] for plan in istmo.bare(*arguments).json] == [plan_id]
    assert istmo.bare("list", "--json").json == []
    assert list((tmp_path / "home").rglob("library.sqlite"))


def test_show_tells_programs_all_there_is(istmo: Istmo) -> None:
    content = istmo("show", istmo.new(), "--json").json
    assert content.keys() >= SHOWN
    assert all(isinstance(content[table], list) for table in SHOWN - {"plan"})
    objective = content["objectives"][0]
    assert objective["statement"].keys() == {"en", "es"}
    areas = {
        area["id"]
        for framework in content["frameworks"]
        for pillar in framework["pillars"]
        for area in pillar["focus_areas"]
    }
    assert set(objective["focus_areas"]) <= areas
    assert len(objective["focus_areas"] + objective["proposed_actions"]) > 0
    criteria = {row["id"]: row for row in content["criteria"]}
    assert all(criteria[key]["objective_id"] == objective["id"] for key in objective["criteria"])
    item = next(row for row in content["schedule"] if row["offset_minutes"] > 0)
    assert isinstance(item["duration_minutes"], int)
    assert item["title"].keys() == {"en", "es"}
    venues = {row["id"] for row in content["venues"]}
    organizations = {row["id"] for row in content["organizations"]}
    for row in content["schedule"]:
        assert row["venue_id"] is None or row["venue_id"] in venues
        assert organizations.issuperset(row["organizations"])
    assert {role for row in content["organizations"] for role in row["roles"]} >= {"host"}
    assert content["milestones"][0]["day_offset"] < 0
    assert content["assignments"][0]["role"]


def test_show_tells_people_in_their_language(istmo: Istmo) -> None:
    plan_id = istmo.new()
    english, spanish = istmo("show", plan_id).out, istmo("show", plan_id, language="es").out
    assert "Tabletop exercise · Draft" in english
    assert "Schedule (33)" in english
    assert "D+1 08:00" in english
    assert "Ejercicio de mesa · Borrador" in spanish
    assert "Cronograma (33)" in spanish
    assert "Salón plenario" in spanish


@pytest.mark.parametrize(
    "reference", ["escudo", "ESCUDO MARITIMO", "Maritime Sh", "maritime shield", "  Escudo "]
)
def test_a_plan_answers_to_the_beginning_of_its_name(istmo: Istmo, reference: str) -> None:
    plan_id = istmo.new("Maritime Shield", "--name-es", "Escudo Marítimo")
    istmo.new("Other")
    assert istmo("show", reference, "--json").json["plan"]["id"] == plan_id


def test_a_plan_answers_to_its_id_and_to_enough_of_it(istmo: Istmo) -> None:
    plan_id = istmo.new()
    for reference in (plan_id, plan_id[:8], plan_id[:4].upper()):
        assert istmo("show", reference, "--json").json["plan"]["id"] == plan_id
    assert istmo("show", plan_id[:2]).code == 1


def test_an_exact_name_wins_and_a_doubtful_one_is_asked_back(istmo: Istmo) -> None:
    first, second = istmo.new("Shield"), istmo.new("Shield II")
    assert istmo("show", "shield", "--json").json["plan"]["id"] == first
    doubtful = istmo("show", "shie")
    assert doubtful.code == 1
    assert first in doubtful.err
    assert second in doubtful.err


def test_a_plan_file_is_read_without_touching_any_library(istmo: Istmo, tmp_path: Path) -> None:
    plan_id = istmo.new()
    istmo("export", plan_id, "-o", "plan.istmo")
    other = tmp_path / "other.sqlite"
    shown = istmo.bare("--library", other, "show", "plan.istmo", "--json")
    assert shown.json == istmo("show", plan_id, "--json").json
    assert istmo.bare("--library", other, "check", "plan.istmo").code in {0, 1}
    printed = istmo.bare(
        "print", "plan.istmo", "--document", "summary", "--language", "en", "-o", "a.pdf"
    )
    assert printed.code == 0
    assert not other.exists()


def test_check_tells_of_open_findings_by_its_exit_code(istmo: Istmo) -> None:
    plan_id = istmo.new()
    findings = istmo("check", plan_id, "--json").json
    assert findings
    assert all(f["message"]["en"] and f["message"]["es"] for f in findings)
    checked = istmo("check", plan_id)
    assert checked.code == 1
    assert findings[0]["message"]["en"] in checked.out
    assert findings[0]["message"]["es"] in istmo("check", plan_id, language="es").out

    library = Library.open(istmo.library)
    plan = library.open_plan(plan_id)
    with plan.edit("Accept findings"):
        for finding in findings:
            plan.add(AcceptedFinding(finding=finding["key"], reason="Agreed on 3 March"))
    library.close()
    accepted = istmo("check", plan_id)
    assert accepted.code == 0
    assert "(accepted: Agreed on 3 March)" in accepted.out
    listed = istmo("check", plan_id, "--json").json
    assert {f["accepted"] for f in listed} == {"Agreed on 3 March"}


def test_documents_are_printed_as_asked(istmo: Istmo) -> None:
    plan_id = istmo.new()
    for name, arguments in {
        "whole": (),
        "summary": ("--document", "summary"),
        "a4": ("--document", "summary", "--paper", "a4", "--language", "es"),
    }.items():
        assert istmo("print", plan_id, *arguments, "-o", f"{name}.pdf").code == 0
    pages = {name: PdfReader(f"{name}.pdf").pages for name in ("whole", "summary", "a4")}
    assert len(pages["whole"]) > len(pages["summary"])
    assert [round(side) for side in pages["summary"][0].mediabox[2:]] in ([612, 792], [792, 612])
    assert [round(side) for side in pages["a4"][0].mediabox[2:]] in ([595, 842], [842, 595])
    assert "Resumen" in pages["a4"][0].extract_text()


def test_a_file_is_opened_once_and_then_only_as_a_copy(istmo: Istmo, tmp_path: Path) -> None:
    plan_id = istmo.new()
    assert istmo("export", plan_id, "-o", "plan.istmo").code == 0
    refused = istmo("open", "plan.istmo")
    assert (refused.code, refused.out) == (1, "")
    assert "in this library already" in refused.err
    assert "--copy" in refused.err
    copy = istmo("open", "plan.istmo", "--copy").line
    assert copy != plan_id
    names = {plan["id"]: plan["name"]["es"] for plan in istmo("list", "--json").json}
    assert names == {plan_id: "Escudo Marítimo", copy: "Escudo Marítimo (copia)"}
    elsewhere = istmo.bare("open", "plan.istmo", "--library", tmp_path / "other.sqlite")
    assert elsewhere.line == plan_id


def test_a_newer_file_opens_with_a_notice(istmo: Istmo) -> None:
    from tests.exchange.forge import Forge

    plan_id = istmo.new()
    istmo("export", plan_id, "-o", "plan.istmo")
    forge = Forge(Path("plan.istmo"), Path.cwd())
    newer = forge.manifest_changed(lambda manifest: manifest.update(format="1.99"))
    opened = istmo.bare("--library", "other.sqlite", "open", newer)
    assert (opened.code, opened.out.strip()) == (0, plan_id)
    assert opened.err.startswith("The file was written by a newer Istmo.")


def test_who_exports_is_named_in_the_file(istmo: Istmo) -> None:
    from desktop.exchange.plan_file import read_plan_file

    plan_id = istmo.new()
    library = Library.open(istmo.library)
    library.set_setting("profile", {"name": "Ana Núñez", "organization": "SENAN"})
    library.close()
    istmo("export", plan_id, "-o", "plan.istmo")
    assert read_plan_file(Path("plan.istmo")).exported_by == "Ana Núñez (SENAN)"


def test_samples_are_printed_into_a_folder(istmo: Istmo) -> None:
    printed = istmo.bare("samples", "--output", "out/samples")
    assert (printed.code, printed.err) == (0, "")
    files = [Path(line) for line in printed.out.splitlines()]
    assert len(files) == 3 * len(samples())
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)
    assert not istmo.library.exists()


def test_json_keeps_its_letters(istmo: Istmo) -> None:
    plan_id = istmo.new("Operación Ñandú 🚢 “x”")
    answer = istmo("list", "--json")
    assert "Operación Ñandú 🚢 “x”" in answer.out
    assert json.loads(answer.out)[0]["id"] == plan_id


def test_a_plan_in_the_bin_answers_to_nothing(istmo: Istmo) -> None:
    plan_id = istmo.new()
    library = Library.open(istmo.library)
    with library.edit("Move to the bin"):
        library.open_plan(plan_id).row.deleted = True
    library.close()
    assert istmo("show", plan_id).code == 1
    assert istmo("list", "--json").json == []


def test_a_plan_without_a_type_or_places_is_shown(istmo: Istmo) -> None:
    library = Library.open(istmo.library)
    rows = [Plan(kind="exercise", name=Text("Bare"), start="2027-03-01T08:00")]
    plan = library.add_plan(rows, "New exercise")
    library.close()
    shown = istmo("show", "bare")
    assert shown.code == 0
    assert shown.out.startswith("Bare\nDraft · ")
    assert istmo("show", plan.id, "--json").json["objectives"] == []
    assert TABLETOP not in shown.out

"""`istmo diff` and `istmo merge` on plan files that went apart."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.library import Library
from db.tables import Inject, Objective, ScheduleItem
from db.text import N_, Text
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from desktop.planning.version import version_of
from tests.cli.istmo import TABLETOP, Istmo
from tests.packets.printed import Printed


@pytest.fixture
def base(istmo: Istmo, tmp_path: Path) -> Path:
    made = ("--template", TABLETOP, "--name", "Escudo", "--start", "2027-03-01")
    plan = istmo("new", "exercise", *made)
    path = tmp_path / "base.istmo"
    assert istmo("export", plan.line, "-o", str(path)).code == 0
    return path


def edited(base: Path, name: str, edit: Any) -> Path:
    """Return a copy of the plan file, opened, edited and exported elsewhere."""
    path = base.with_name(name)
    with closing(Library.in_memory()) as library:
        plan = open_plan_file(library, read_plan_file(base))
        with plan.edit(N_("Edit")):
            edit(plan)
        export_plan(plan, path, author="John Doe (USCG)")
    return path


def reword(words: str) -> Any:
    def edit(plan: Any) -> None:
        plan.rows(Objective)[0].statement_en = words

    return edit


def add_inject(plan: Any) -> None:
    plan.add(Inject(number="99", title=Text("Call", "Llamada")))


def delete_objective(plan: Any) -> None:
    plan.remove(plan.rows(Objective)[0])


def content_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("plan.json")


def first_statement(istmo: Istmo, path: Path) -> str:
    objectives = istmo("show", str(path), "--json").json["objectives"]
    return str(objectives[0]["statement"]["en"])


def test_diff_tells_nothing_by_code_0_and_changes_by_code_1(istmo: Istmo, base: Path) -> None:
    same = istmo("diff", str(base), str(base))
    assert (same.code, same.out, same.err) == (0, "", "There is no difference.\n")
    later = edited(base, "later.istmo", add_inject)
    answer = istmo("diff", str(base), str(later))
    assert answer.code == 1
    assert answer.out == "MSEL\n  Inject 99 added  (John Doe (USCG))\n"
    told = istmo("diff", str(base), str(later), "--json")
    assert told.code == 1
    (change,) = told.json["changes"]
    assert (change["kind"], change["table"]) == ("added", "inject")
    assert istmo("diff", str(base), str(base), "--json").json["changes"] == []


def test_diff_compares_a_plan_with_a_file_and_with_its_past(istmo: Istmo, base: Path) -> None:
    later = edited(base, "later.istmo", add_inject)
    assert "Inject 99 added" in istmo("diff", "Escudo", str(later)).out
    assert istmo("diff", "Escudo", str(base)).code == 0
    assert istmo("diff", "Escudo", "--at", "2300-01-01T00:00").code == 0
    early = istmo("diff", "Escudo", "--at", "2001-01-01T00:00")
    assert (early.code, "was not in this library yet" in early.err) == (1, True)
    assert istmo("diff", "Escudo").code == 1
    assert "has a past" in istmo("diff", str(base), "--at", "2001-01-01").err
    assert istmo("diff", "Escudo", "--at", "yesterday").code == 2


def test_merge_of_what_does_not_conflict(istmo: Istmo, base: Path, tmp_path: Path) -> None:
    mine = edited(base, "mine.istmo", reword("Mine"))
    theirs = edited(base, "theirs.istmo", add_inject)
    third = edited(base, "third.istmo", lambda plan: plan.remove(plan.rows(ScheduleItem)[0]))
    out, report = tmp_path / "out.istmo", tmp_path / "report.json"
    files = (str(mine), str(theirs), str(third), str(theirs))
    answer = istmo("merge", *files, "-o", str(out), "--report", str(report))
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    told = json.loads(report.read_text("utf-8"))
    assert told["conflicts"] == []
    assert {entry["file"] for entry in told["incoming"]} == {"theirs.istmo", "third.istmo"}
    assert first_statement(istmo, out) == "Mine"
    for copy in (mine, theirs, third):
        again = tmp_path / "again.istmo"
        assert istmo("merge", str(out), str(copy), "-o", str(again)).code == 0
        assert content_of(again) == content_of(out)
    other_order = tmp_path / "other.istmo"
    istmo("merge", str(third), str(theirs), str(mine), "-o", str(other_order))
    assert content_of(other_order) == content_of(out)


def test_a_conflict_stops_the_merge_until_a_side_is_preferred(
    istmo: Istmo, base: Path, tmp_path: Path
) -> None:
    mine = edited(base, "a.istmo", reword("Mine"))
    theirs = edited(base, "b.istmo", reword("Theirs"))
    out, report = tmp_path / "out.istmo", tmp_path / "report.json"
    merging = ("merge", str(mine), str(theirs), "-o", str(out))
    answer = istmo(*merging, "--report", str(report))
    assert (answer.code, answer.out, out.exists()) == (1, "", False)
    assert "Nothing was written" in answer.err
    (conflict,) = json.loads(report.read_text("utf-8"))["conflicts"]
    assert (conflict["table"], conflict["field"]) == ("objective", "statement_en")
    assert (conflict["mine"], conflict["theirs"]) == ("Mine", "Theirs")
    for preferred, expected in (("mine", "Mine"), ("theirs", "Theirs"), ("later", "Theirs")):
        assert istmo(*merging, "--prefer", preferred).code == 0
        assert first_statement(istmo, out) == expected
        assert istmo("merge", str(out), str(theirs), str(mine), "-o", str(out)).code == 0


def test_an_edit_survives_a_deletion_unless_the_other_side_is_preferred(
    istmo: Istmo, base: Path, tmp_path: Path
) -> None:
    mine, theirs = edited(base, "a.istmo", delete_objective), edited(base, "b.istmo", reword("B"))
    out = tmp_path / "out.istmo"
    merging = ("merge", str(mine), str(theirs), "-o", str(out))
    assert istmo(*merging).code == 1
    before = len(istmo("show", str(base), "--json").json["objectives"])
    for preferred, gone in (("later", 0), ("theirs", 0), ("mine", 1)):
        assert istmo(*merging, "--prefer", preferred).code == 0
        assert len(istmo("show", str(out), "--json").json["objectives"]) == before - gone


def test_a_plan_of_the_library_knows_what_both_started_from(
    istmo: Istmo, base: Path, tmp_path: Path
) -> None:
    started = first_statement(istmo, base)
    with closing(Library.open(istmo.library)) as library:
        plan = library.open_plan(library.plans()[0].id)
        with plan.edit(N_("Reword")):
            plan.rows(Objective)[0].statement_en = "Mine"
    theirs = edited(base, "b.istmo", reword("Theirs"))
    out, report = tmp_path / "out.istmo", tmp_path / "report.json"
    answer = istmo("merge", "Escudo", str(theirs), "-o", str(out), "--report", str(report))
    assert answer.code == 1
    assert json.loads(report.read_text("utf-8"))["conflicts"][0]["base"] == started
    assert istmo("merge", "Escudo", str(theirs), "-o", str(out), "--prefer", "mine").code == 0
    assert first_statement(istmo, out) == "Mine"


def test_merging_files_needs_no_library_to_know_what_both_started_from(
    istmo: Istmo, base: Path, tmp_path: Path
) -> None:
    started = first_statement(istmo, base)
    mine, theirs = edited(base, "a.istmo", reword("Mine")), edited(base, "b.istmo", reword("B"))
    third = edited(theirs, "c.istmo", reword("C"))
    out, report = tmp_path / "out.istmo", tmp_path / "report.json"
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no library")
    for path in (broken, tmp_path / "missing.sqlite"):
        existed = path.exists()
        merging = ("merge", mine, third, "-o", out, "--report", report)
        assert istmo.bare("--library", path, *merging).code == 1
        assert json.loads(report.read_text("utf-8"))["conflicts"][0]["base"] == started
        assert path.exists() == existed
    assert istmo("merge", mine, third, "-o", out, "--prefer", "theirs").code == 0
    fourth = edited(third, "d.istmo", reword("D"))
    fifth = edited(out, "e.istmo", reword("E"))
    assert istmo("merge", fourth, fifth, "-o", out, "--report", report).code == 1
    assert json.loads(report.read_text("utf-8"))["conflicts"][0]["base"] == "C"


def test_merge_refuses_what_it_cannot_merge(istmo: Istmo, base: Path, tmp_path: Path) -> None:
    other = istmo("new", "exercise", "--name", "Otro", "--start", "2027-03-01").line
    stranger, copy = tmp_path / "stranger.istmo", tmp_path / "players.istmo"
    istmo("export", other, "-o", str(stranger))
    out = str(tmp_path / "out.istmo")
    assert "another plan" in istmo("merge", str(base), str(stranger), "-o", out).err
    assert "another plan" in istmo("diff", str(base), str(stranger)).err
    istmo("export", "Escudo", "-o", str(copy), "--audience", "players")
    assert "release copy" in istmo("merge", str(base), str(copy), "-o", out).err
    assert "release copy" in istmo("merge", str(copy), str(base), "-o", out).err
    assert istmo("merge", str(base), str(base), "-o", "nowhere/out.istmo").code == 1
    istmo("new", "exercise", "--name", "Otro", "--start", "2027-03-02")
    assert "More than one plan" in istmo("diff", "Otro", str(base)).err
    assert not Path(out).exists()


def test_diff_prints_a_change_report(istmo: Istmo, base: Path, tmp_path: Path) -> None:
    def edit(plan: Any) -> None:
        reword("Board the ferry at night")(plan)
        add_inject(plan)

    later, paper = edited(base, "later.istmo", edit), tmp_path / "cambios.pdf"
    printing = ("diff", base, later, "--pdf", paper)
    answer = istmo(*printing, "--language", "es", "--paper", "a4")
    assert (answer.code, answer.err) == (1, "")
    assert "Statement (EN): " in answer.out
    assert "→ Board the ferry at night" in answer.out
    printed = Printed(paper)
    assert printed.says("Informe de cambios")
    assert printed.says("base.istmo")
    assert printed.says("Exportado por John Doe (USCG)")
    assert printed.says("Board the ferry at night")
    assert [round(side) for side in printed.pages[0].mediabox[2:]] == [595, 842]
    with closing(Library.open(istmo.library)) as library:
        code = version_of(library.open_plan(library.plans()[0].id)).code
    assert printed.says(f"Versión {code}")
    assert istmo(*printing).code == 1
    assert Printed(paper).says("Change report · Informe de cambios")
    assert istmo("diff", base, base, "--pdf", paper, "--language", "en").code == 0
    assert Printed(paper).says("There is no difference.")
    nowhere = tmp_path / "nowhere" / "x.pdf"
    assert istmo("diff", base, later, "--pdf", nowhere).code == 1
    assert not nowhere.exists()
    assert istmo("diff", "Escudo", "--at", "2300-01-01T00:00", "--pdf", paper).code == 0
    assert Printed(paper).says("The plan as it was")

"""A plan that goes round through files is the same plan."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.departure import departing_rows
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import (
    AcceptedFinding,
    Alignment,
    Approval,
    Assignment,
    Milestone,
    Objective,
    Organization,
    Person,
    Plan,
    ScheduleItem,
    SchedulePerson,
    Venue,
)
from db.text import Text
from desktop.apology import apology
from desktop.exchange import plan_file as plan_files
from desktop.exchange.plan_file import (
    PlanAlreadyHere,
    export_plan,
    open_plan_file,
    read_plan_file,
)
from desktop.exchange.refusals import BinnedPlan, RepeatedId, UnfitPlan, UnsoundContent
from desktop.planning.starter import prepare
from desktop.planning.templates import add_sample, new_plan, samples, templates
from desktop.planning.version import version_of
from tests.exchange.forge import Forge, seal


def member(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def test_a_plan_file_is_known_by_its_first_bytes_and_says_what_it_is(
    plan: OpenPlan, plan_file: Path
) -> None:
    content = plan_file.read_bytes()
    assert content[30:68] == b"mimetypeapplication/vnd.istmo.plan+zip"
    manifest = json.loads(member(plan_file, "manifest.json"))
    assert manifest["format"] == "1.2"
    assert manifest["plan"] == {
        "id": plan.id,
        "kind": "exercise",
        "title": {"en": "Escudo Marítimo", "es": "Escudo Marítimo"},
    }
    assert manifest["exported_by"] == "Ana Núñez (SENAN)"
    assert manifest["audience"] == "planners"
    assert manifest["vector"] == plan.row.vector
    assert manifest["members"].keys() == {"mimetype", "plan.json", "history.json"}


def test_the_same_content_gives_the_same_bytes(plan: OpenPlan, tmp_path: Path) -> None:
    first, second = tmp_path / "a.istmo", tmp_path / "b.istmo"
    export_plan(plan, first, author="Ana")
    with plan.library.reader(plan.id) as reader:
        export_plan(reader, second, author="Ana")
    assert first.read_bytes() == second.read_bytes()


def test_a_plan_goes_round_unchanged(
    plan: OpenPlan, plan_file: Path, other: Library, tmp_path: Path
) -> None:
    read = read_plan_file(plan_file)
    assert (read.name, read.exported_by, read.newer) == (
        "escudo.istmo",
        "Ana Núñez (SENAN)",
        False,
    )
    assert (read.plan_id, read.title.es) == (plan.id, "Escudo Marítimo")
    assert read.vector == plan.row.vector
    opened = open_plan_file(other, read)
    assert opened.row.purpose == Text("Say “yes”\nand 🚢", "Decir «sí»")
    assert [row.statement.en for row in opened.rows(Objective)] == ["Board a vessel safely"]
    again = tmp_path / "again.istmo"
    export_plan(opened, again, author="Ana Núñez (SENAN)")
    assert again.read_bytes() == plan_file.read_bytes()
    assert version_of(opened).code == version_of(plan).code


def test_tombstones_travel(plan: OpenPlan, plan_file: Path) -> None:
    removed = [row for row in read_plan_file(plan_file).rows if row.values["deleted"]]
    assert [row.values["statement_en"] for row in removed] == ["Dropped"]
    assert removed[0].stamps.keys() == {"deleted"}


@pytest.mark.parametrize("template", [t.id for t in templates()])
def test_every_template_goes_round(template: str, other: Library, tmp_path: Path) -> None:
    library = Library.in_memory()
    start = datetime.fromisoformat("2027-03-01T08:00")
    plan = new_plan(library, template, name=Text("Plan"), start=start, zone="America/Panama")
    first, second = tmp_path / "a.istmo", tmp_path / "b.istmo"
    export_plan(plan, first, author="")
    prepare(other)
    export_plan(open_plan_file(other, read_plan_file(first)), second, author="")
    assert member(first, "plan.json") == member(second, "plan.json")
    library.close()


def test_the_samples_go_round_and_lie_side_by_side(other: Library, tmp_path: Path) -> None:
    library = Library.in_memory()
    for sample in samples():
        path = tmp_path / "sample.istmo"
        export_plan(add_sample(library, sample.id), path, author="")
        open_plan_file(other, read_plan_file(path))
    assert [plan.id for plan in other.plans()] == [plan.id for plan in library.plans()]
    library.close()


# What people type and paste: any letter, emoji, quotes, line breaks; no halves of letters.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
PAIRS = st.builds(Text, TEXTS, TEXTS)
STARTS = st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2100-01-01"))


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, Any]]:
    step = st.one_of(
        st.tuples(st.just("objective"), PAIRS),
        st.tuples(st.just("item"), st.tuples(PAIRS, st.integers(-2000, 20_000))),
        st.tuples(st.just("milestone"), st.tuples(PAIRS, st.integers(-400, 90))),
        st.tuples(st.just("person"), TEXTS),
        st.tuples(st.just("venue"), st.tuples(PAIRS, st.none() | st.floats(-90, 90))),
        st.tuples(st.just("reword"), PAIRS),
        st.tuples(st.just("remove"), st.none()),
        st.tuples(st.just("undo"), st.none()),
    )
    return draw(st.lists(step, max_size=12))


def act(plan: OpenPlan, what: str, value: Any) -> None:
    if what == "undo":
        plan.undo()
        return
    with plan.edit("Edit"):
        if what in {"reword", "remove"}:
            change_objectives(plan, value)
        elif what == "objective":
            plan.add(Objective(statement=value))
        elif what == "item":
            plan.add(ScheduleItem(title=value[0], offset_minutes=value[1]))
        elif what == "milestone":
            plan.add(Milestone(title=value[0], day_offset=value[1]))
        elif what == "person":
            person = plan.add(Person(name=value))
            plan.add(Assignment(person_id=person.id, notes=value))
            for item in plan.rows(ScheduleItem)[:1]:
                plan.add(SchedulePerson(item_id=item.id, person_id=person.id))
        else:
            venue = plan.add(Venue(name=value[0], latitude=value[1]))
            for item in plan.rows(ScheduleItem)[:1]:
                item.venue_id = venue.id


def change_objectives(plan: OpenPlan, statement: Text | None) -> None:
    for objective in plan.rows(Objective)[:1]:
        if statement is None:
            plan.remove(objective)
        else:
            objective.statement = statement


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(name=PAIRS, start=STARTS, steps=edits())
def test_any_plan_goes_round(
    tmp_path_factory: pytest.TempPathFactory,
    name: Text,
    start: datetime,
    steps: list[tuple[str, Any]],
) -> None:
    folder = tmp_path_factory.mktemp("round")
    library, other = Library.in_memory(), Library.in_memory()
    begin = start.isoformat(timespec="minutes")
    plan = library.add_plan([Plan(kind="workshop", name=name, start=begin)], "New workshop")
    for step in steps:
        act(plan, *step)
    export_plan(plan, folder / "a.istmo", author=name.es)
    opened = open_plan_file(other, read_plan_file(folder / "a.istmo"))
    export_plan(opened, folder / "b.istmo", author=name.es)
    assert (folder / "a.istmo").read_bytes() == (folder / "b.istmo").read_bytes()
    assert departing_rows(opened) == departing_rows(plan)
    assert version_of(opened) == version_of(plan)
    library.close()
    other.close()


def test_a_plan_that_is_here_already_is_not_opened_twice(plan: OpenPlan, plan_file: Path) -> None:
    before = departing_rows(plan)
    with pytest.raises(PlanAlreadyHere) as refused:
        open_plan_file(plan.library, read_plan_file(plan_file))
    assert refused.value.plan_id == plan.id
    assert not refused.value.in_bin
    assert "“Escudo Marítimo” is in this library already" in apology(refused.value, "en")
    assert "«Escudo Marítimo» ya está en esta biblioteca" in apology(refused.value, "es")
    assert departing_rows(plan) == before


def test_a_plan_in_the_bin_is_said_to_be_there(
    library: Library, plan: OpenPlan, plan_file: Path, tmp_path: Path
) -> None:
    with library.edit("Move to the bin"):
        plan.row.deleted = True
    with pytest.raises(PlanAlreadyHere) as refused:
        open_plan_file(library, read_plan_file(plan_file))
    assert refused.value.in_bin
    assert "is in the bin of this library" in apology(refused.value, "en")
    with pytest.raises(BinnedPlan) as binned:
        export_plan(plan, tmp_path / "binned.istmo", author="")
    assert apology(binned.value, "en") == "The plan is in the bin. Bring it back from there first."
    assert not (tmp_path / "binned.istmo").exists()
    with library.edit("Bring back"):
        plan.row.deleted = False
    export_plan(plan, tmp_path / "back.istmo", author="")
    assert read_plan_file(tmp_path / "back.istmo").plan_id == plan.id


def test_a_copy_is_another_plan_with_the_same_directory(
    library: Library, plan: OpenPlan, plan_file: Path
) -> None:
    finding = f"objective-without-criterion:{plan.rows(Objective)[0].id}"
    with plan.edit("Accept"):
        plan.add(AcceptedFinding(finding=finding, reason="Agreed"))
    export_plan(plan, plan_file, author="")
    people = len(plan.rows(Person))
    first = open_plan_file(library, read_plan_file(plan_file), as_copy=True)
    second = open_plan_file(library, read_plan_file(plan_file), as_copy=True)
    assert len({plan.id, first.id, second.id}) == 3
    assert first.row.name == Text("Escudo Marítimo (copy)", "Escudo Marítimo (copia)")
    objective = first.rows(Objective)[0]
    assert objective.id != plan.rows(Objective)[0].id
    assert objective.statement == plan.rows(Objective)[0].statement
    assert first.rows(Alignment)[0].objective_id == objective.id
    assert first.rows(AcceptedFinding)[0].finding.endswith(objective.id)
    assert first.rows(Assignment)[0].person_id == plan.rows(Person)[0].id
    assert len(first.rows(Person)) == people
    with first.edit("Reword"):
        objective.statement = Text("Another", "Otro")
    assert plan.rows(Objective)[0].statement.en == "Board a vessel safely"


def test_a_copy_keeps_a_name_of_one_language(library: Library, tmp_path: Path) -> None:
    plan = library.add_plan(
        [Plan(kind="workshop", name=Text("", "Taller"), start="2027-03-01T08:00")], "New workshop"
    )
    export_plan(plan, tmp_path / "a.istmo", author="")
    copy = open_plan_file(library, read_plan_file(tmp_path / "a.istmo"), as_copy=True)
    assert copy.row.name == Text("", "Taller (copia)")


def test_a_copy_can_be_exported_and_opened_elsewhere(
    library: Library, plan_file: Path, other: Library
) -> None:
    copy = open_plan_file(library, read_plan_file(plan_file), as_copy=True)
    export_plan(copy, plan_file, author="")
    assert version_of(open_plan_file(other, read_plan_file(plan_file))) == version_of(copy)


def test_a_file_with_rows_of_another_plan_is_refused(
    library: Library, plan: OpenPlan, forge: Forge
) -> None:
    def under_another_id(tables: dict[str, list[dict[str, Any]]]) -> None:
        tables["plan"][0]["id"] = "00000000-0000-4000-8000-000000000000"

    content = forge.content()
    under_another_id(content["tables"])
    members = forge.members(json.dumps(content).encode())
    manifest = json.loads(members["manifest.json"])
    manifest["plan"]["id"] = content["tables"]["plan"][0]["id"]
    path = forge.zip({**members, "manifest.json": json.dumps(manifest).encode()})
    before = departing_rows(plan)
    with pytest.raises(RepeatedId):
        open_plan_file(library, read_plan_file(path))
    assert library.plans() == [plan.row]
    assert departing_rows(plan) == before


def test_a_plan_that_no_file_can_carry_stays_and_says_what_is_wrong(
    plan: OpenPlan, plan_file: Path
) -> None:
    before = plan_file.read_bytes()
    with plan.edit("Set start"):
        plan.row.start = "0001-01-01T00:00"
    with pytest.raises(UnfitPlan) as refused:
        export_plan(plan, plan_file, author="")
    assert "plan 1: start" in apology(refused.value, "en")
    assert plan_file.read_bytes() == before


def test_a_file_is_replaced_whole_or_not_at_all(plan: OpenPlan, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing:
        export_plan(plan, tmp_path / "none" / "a.istmo", author="")
    assert missing.value.filename == str(tmp_path / "none" / "a.istmo")
    (tmp_path / "folder.istmo").mkdir()
    with pytest.raises(OSError, match="folder"):
        export_plan(plan, tmp_path / "folder.istmo", author="")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.istmo"]


def test_a_newer_minor_version_opens_without_what_is_not_known(
    plan: OpenPlan, forge: Forge, other: Library, tmp_path: Path
) -> None:
    content = forge.content()
    tables = content["tables"]
    tables["unheard_of"] = [{"id": "anything"}]
    tables["venue"][0]["owner"] = "me"
    tables["venue"][0]["values"]["wifi"] = True
    tables["venue"][0]["stamps"]["wifi"] = tables["venue"][0]["born"]
    members = {**forge.members(json.dumps(content).encode()), "attachments/map.png": b"map"}
    manifest = json.loads(members["manifest.json"])
    manifest["format"] = "1.7"
    manifest["members"]["attachments/map.png"] = seal(b"map")
    path = forge.zip({**members, "manifest.json": json.dumps(manifest).encode()})
    read = read_plan_file(path)
    assert read.newer
    opened = open_plan_file(other, read)
    assert version_of(opened).code == version_of(plan).code


def test_an_older_minor_version_opens_with_what_was_not_there_yet_empty(
    plan: OpenPlan, forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_of_old(tables: dict[str, list[dict[str, Any]]]) -> None:
        del tables["approval"]
        for venue in tables["venue"]:
            del venue["values"]["capacity"], venue["values"]["latitude"]
            del venue["values"]["contact"]

    path = forge.content_changed(as_of_old)
    with pytest.raises(UnsoundContent):
        read_plan_file(path)
    monkeypatch.setattr(plan_files, "FORMAT", (1, 3))
    read = read_plan_file(path)
    venue = next(row for row in read.rows if row.table is Venue).values
    assert (venue["capacity"], venue["latitude"], venue["contact"]) == (0, None, "")
    assert not read.newer


def test_every_directory_row_that_is_needed_travels_and_no_other(
    library: Library, plan: OpenPlan, plan_file: Path
) -> None:
    with library.edit("Fill the directory"):
        library.add(Person(name="Nobody's business"))
        employer = library.add(Organization(name=Text("Employer", "Empleador")))
        person = library.add(Person(name="Luis", organization_id=employer.id))
    with plan.edit("Assign"):
        plan.add(Assignment(person_id=person.id))
    export_plan(plan, plan_file, author="")
    rows = read_plan_file(plan_file).rows
    names = {row.values["name"] for row in rows if row.table is Person}
    employers = {row.values["name_en"] for row in rows if row.table is Organization}
    assert names == {"Ana Núñez", "Luis"}
    assert employers == {"Navy", "Employer"}


def test_a_file_from_before_approvals_named_a_version_opens(
    plan: OpenPlan, forge: Forge, other: Library
) -> None:
    content = forge.content()
    for approval in content["tables"]["approval"]:
        del approval["values"]["version"]
    members = forge.members(json.dumps(content).encode())
    manifest = json.loads(members["manifest.json"])
    manifest["format"] = "1.1"
    path = forge.zip({**members, "manifest.json": json.dumps(manifest).encode()})
    opened = open_plan_file(other, read_plan_file(path))
    assert [row.version for row in opened.rows(Approval)] == [""]
    assert version_of(opened).code == version_of(plan).code

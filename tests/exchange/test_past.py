"""What a plan file tells of the plan's past: earlier values, and who edits where."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.clock import Stamp
from db.library import PROFILE, Library
from db.open_plan import OpenPlan
from db.past import MOST_VALUES
from db.tables import Objective, Person
from db.text import N_
from desktop.exchange import limits
from desktop.exchange.audiences import PLAYERS
from desktop.exchange.merge import analyze, finish
from desktop.exchange.merge_compare import compare, state_of_file
from desktop.exchange.plan_file import PlanFile, export_plan, open_plan_file, read_plan_file
from desktop.exchange.refusals import OversizedFile, PlanFileRefused
from tests.exchange.forge import Forge, seal


def history(path: Path) -> Any:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("history.json"))


def with_history(forge: Forge, told: Any) -> Path:
    """Write a file that tells of its plan's past what `told` says."""
    content, past = json.dumps(forge.content()).encode(), json.dumps(told).encode()
    manifest = forge.manifest(content)
    manifest["members"]["history.json"] = seal(past)
    return forge.zip({**forge.members(content, manifest), "history.json": past})


def reword(plan: OpenPlan, words: str) -> None:
    with plan.edit(N_("Reword")):
        plan.rows(Objective)[0].statement_en = words


@pytest.fixture
def send(tmp_path: Path) -> Callable[[OpenPlan], Path]:
    """Return what exports a plan in its planner's name."""

    def to_file(plan: OpenPlan) -> Path:
        path = tmp_path / f"{plan.library.replica}.istmo"
        export_plan(plan, path, author=plan.library.author)
        return path

    return to_file


def test_a_file_goes_on_with_what_it_brought_and_the_same_bytes(
    plan: OpenPlan, other: Library, tmp_path: Path
) -> None:
    before = plan.rows(Objective)[0].statement_en
    reword(plan, "Search a vessel")
    reword(plan, "Search two vessels")
    with plan.edit(N_("Call")):
        plan.rows(Person)[0].phone = "+507 1"
        plan.rows(Person)[0].phone = "+507 2"
    first, again = tmp_path / "first.istmo", tmp_path / "again.istmo"
    export_plan(plan, first, author="Ana")
    told = history(first)
    assert told["authors"] == {plan.library.replica: "Ana"}
    values = [(table, field, value) for table, _id, field, _stamp, value in told["earlier"]]
    assert values[:2] == [
        ("objective", "statement_en", "Search a vessel"),
        ("objective", "statement_en", before),
    ]
    assert values[-1] == ("person", "phone", "")
    export_plan(open_plan_file(other, read_plan_file(first)), again, author="Ana")
    assert again.read_bytes() == first.read_bytes()


def test_several_laptops_keep_their_names_through_third_hands(
    library: Library,
    plan: OpenPlan,
    other: Library,
    tmp_path: Path,
    send: Callable[[OpenPlan], Path],
) -> None:
    library.set_setting(PROFILE, {"name": "Ana Núñez", "organization": "SENAN"})
    other.set_setting(PROFILE, {"name": "Luis Vega"})
    third = Library.in_memory()
    third.set_setting(PROFILE, {"name": "Jo Lee"})
    original = read_plan_file(send(plan))
    of_luis, of_jo = open_plan_file(other, original), open_plan_file(third, original)
    reword(of_luis, "Search a vessel")
    finish(third, analyze(third, read_plan_file(send(of_luis))))
    with of_jo.edit(N_("Reword")):
        of_jo.row.purpose_en = "Learn"
    back = read_plan_file(send(of_jo))
    assert back.exported_by == "Jo Lee"
    review = analyze(library, back)
    replicas = {Stamp.parse(change.stamp).replica for change in review.told}
    assert {review.author_of(replica) for replica in replicas} == {"Luis Vega", "Jo Lee"}
    lines = compare(state_of_file(original), state_of_file(back)).lines
    assert {line.author for line in lines} == {"Luis Vega", "Jo Lee"}
    finish(library, review)
    assert set(read_plan_file(send(plan)).past.authors.values()) >= {"Luis Vega", "Jo Lee"}
    third.close()


def test_a_file_cannot_rename_who_is_known(
    library: Library, plan: OpenPlan, other: Library, send: Callable[[OpenPlan], Path]
) -> None:
    library.set_setting(PROFILE, {"name": "Ana"})
    reword(plan, "Search")
    theirs = open_plan_file(other, read_plan_file(send(plan)))
    reword(theirs, "Board")
    plan_file = read_plan_file(send(theirs))
    claims = {library.replica: "Mallory", other.replica: "Luis"}
    forged = PlanFile(
        plan_file.name,
        "Luis",
        newer=False,
        rows=plan_file.rows,
        past=type(plan_file.past)(plan_file.past.earlier, claims),
    )
    review = analyze(library, forged)
    assert review.author_of(library.replica) == "Ana"
    assert review.author_of(other.replica) == "Luis"
    finish(library, review)
    assert analyze(library, forged).author_of(library.replica) == "Ana"


def test_what_was_reworded_stays_out_of_a_release_copy_and_of_deleted_rows(
    plan: OpenPlan, tmp_path: Path
) -> None:
    reword(plan, "A secret that was taken out again")
    reword(plan, "Search a vessel")
    path = tmp_path / "players.istmo"
    export_plan(plan, path, author="Ana", audience=PLAYERS)
    with zipfile.ZipFile(path) as archive:
        assert "history.json" not in archive.namelist()
        assert all(b"A secret" not in archive.read(name) for name in archive.namelist())
    with plan.edit(N_("Remove")):
        plan.remove(plan.rows(Objective)[0])
    export_plan(plan, path, author="Ana")
    with zipfile.ZipFile(path) as archive:
        assert "A secret" not in archive.read("history.json").decode()


def test_a_copy_as_another_plan_has_no_past(
    library: Library, plan: OpenPlan, tmp_path: Path, send: Callable[[OpenPlan], Path]
) -> None:
    reword(plan, "Search a vessel")
    copy = open_plan_file(library, read_plan_file(send(plan)), as_copy=True)
    path = tmp_path / "copy.istmo"
    export_plan(copy, path, author="")
    assert read_plan_file(path).past.earlier[1:] == ()


def test_a_value_that_was_unfit_does_not_keep_its_plan_from_leaving(
    plan: OpenPlan, send: Callable[[OpenPlan], Path]
) -> None:
    reword(plan, "nothing \0")
    reword(plan, "x" * (limits.TEXT_LENGTH + 1))
    reword(plan, "Search a vessel")
    earlier = read_plan_file(send(plan)).past.earlier
    assert next(value.value for value in earlier) == "Board a vessel safely"


def test_the_newest_values_go_and_no_more_than_fit(
    plan: OpenPlan, monkeypatch: pytest.MonkeyPatch, send: Callable[[OpenPlan], Path]
) -> None:
    for number in range(30):
        reword(plan, f"Search {number:02} vessels")
    monkeypatch.setattr(limits, "PAST_BYTES", 1_500)
    earlier = read_plan_file(send(plan)).past.earlier
    assert 5 < len(earlier) < 20
    told = [str(value.value) for value in earlier]
    assert told == sorted(told, reverse=True)
    assert told[0] == "Search 28 vessels"


def spoil_stamp(value: list[Any]) -> None:
    value[3] = "f" * len(value[3])


def spoil(place: int, new: Any) -> Callable[[list[Any]], None]:
    def change(value: list[Any]) -> None:
        value[place] = new

    return change


@pytest.mark.parametrize(
    "change",
    [
        spoil(0, "journal_step"),
        spoil(0, 7),
        spoil(1, "00000000-0000-4000-8000-000000000000"),
        spoil(2, "born"),
        spoil(2, "statement"),
        spoil(3, "later"),
        spoil(3, "0190000000000000aaaaaaaaaaaa"),
        spoil(4, 7),
        spoil(4, "nothing \0"),
        spoil_stamp,
        lambda value: value.append("more"),
        lambda value: value.clear(),
    ],
)
def test_an_earlier_value_is_checked_like_any_other(
    plan: OpenPlan, forge: Forge, plan_file: Path, change: Callable[[list[Any]], None]
) -> None:
    reword(plan, "Search a vessel")
    export_plan(plan, plan_file, author="Ana")
    told = history(plan_file)
    change(told["earlier"][0])
    with pytest.raises(PlanFileRefused):
        read_plan_file(with_history(forge, told))


@pytest.mark.parametrize(
    "told",
    [
        [],
        {"earlier": []},
        {"earlier": {}, "authors": {}},
        {"earlier": [7], "authors": {}},
        {"earlier": [], "authors": []},
        {"earlier": [], "authors": {"me": "Ana"}},
        {"earlier": [], "authors": {"a" * 12: 7}},
        {"earlier": [], "authors": {"a" * 12: "n" * 2_000}},
        {"earlier": [], "authors": {f"{number:012x}": "Ana" for number in range(1_001)}},
        {"earlier": [], "authors": {}, "more": 1},
    ],
)
def test_a_history_of_another_shape_is_refused(forge: Forge, told: Any) -> None:
    with pytest.raises(PlanFileRefused):
        read_plan_file(with_history(forge, told))


def test_values_without_end_and_told_twice_are_refused(
    plan: OpenPlan, forge: Forge, plan_file: Path
) -> None:
    reword(plan, "Search a vessel")
    export_plan(plan, plan_file, author="Ana")
    told = history(plan_file)
    [value, *_] = told["earlier"]
    with pytest.raises(PlanFileRefused):
        read_plan_file(with_history(forge, {**told, "earlier": [value, value]}))
    many = {**told, "earlier": [value] * (MOST_VALUES + 1)}
    with pytest.raises(OversizedFile):
        read_plan_file(with_history(forge, many))

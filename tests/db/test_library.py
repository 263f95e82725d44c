from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from db.bookkeeping import Issue
from db.clock import BUILTIN_STAMP
from db.door import Changes
from db.errors import EditOutsideDoor, UnknownPlan, UnwritableLibrary
from db.library import Library
from db.open_plan import OpenPlan
from db.record import Record, fixed_id
from db.tables import FocusArea, Framework, Objective, Person, Pillar, Plan
from db.text import N_, Text
from tests.db.sample import add_plan, objective_of, rename, steps


def names(library: Library, *, in_bin: bool = False) -> list[str]:
    return [plan.name_en for plan in library.plans(in_bin=in_bin)]


def test_a_library_keeps_its_plans_by_start(path: Path) -> None:
    with closing(Library.open(path)) as library:
        later = add_plan(library, "Later")
        with later.edit(N_("Move plan")):
            later.row.start = "2027-03-01T08:00"
        add_plan(library, "Sooner")
        replica = library.replica
    with closing(Library.open(path)) as library:
        assert names(library) == ["Sooner", "Later"]
        assert library.replica == replica


def test_a_library_is_made_with_the_folders_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "Datos de María" / "50 % listo? #1 [x]" / "library.sqlite"
    Library.open(path).close()
    assert [entry.name for entry in path.parent.iterdir()] == ["library.sqlite"]


def test_two_libraries_are_two_replicas(tmp_path: Path) -> None:
    with (
        closing(Library.open(tmp_path / "one.sqlite")) as one,
        closing(Library.open(tmp_path / "two.sqlite")) as two,
    ):
        assert one.replica != two.replica


def test_a_binned_plan_comes_back_and_both_can_be_undone(library: Library, plan: OpenPlan) -> None:
    add_plan(library, "Other")
    library.bin(plan.id)
    assert names(library) == ["Other"]
    assert names(library, in_bin=True) == ["Joint exercise"]
    assert plan.row.deleted
    library.undo()
    assert len(names(library)) == 2
    library.redo()
    library.bring_back(plan.id)
    assert names(library, in_bin=True) == []
    assert [step.label for step in steps(library)[2:]] == [
        "Move plan to the bin",
        "Undo: {step}",
        "Redo: {step}",
        "Bring plan back from the bin",
    ]
    # Binning is stamped, and the plan's own vector covers it.
    stamp = plan.row.stamps["deleted"]
    assert plan.row.vector[library.replica] == int(stamp[:16], 16)


def test_a_binned_plan_keeps_its_own_undo(library: Library, plan: OpenPlan) -> None:
    rename(plan, "Stop a vessel")
    library.bin(plan.id)
    library.bring_back(plan.id)
    plan.undo()
    assert objective_of(plan).statement_en == "Board a vessel"


def test_only_a_binned_plan_is_erased_and_leaves_nothing(library: Library, plan: OpenPlan) -> None:
    other = add_plan(library, "Other")
    plan_id = plan.id
    with Session(library.engine) as session:
        session.add(Issue(plan_id=plan_id, code="7K3M-Q2XA", step_id=1, milliseconds=1))
        session.commit()
    with pytest.raises(UnknownPlan):
        library.erase(plan_id)
    library.bin(plan_id)
    told: list[Changes] = []
    library.subscribe(told.append)
    library.erase(plan_id)
    assert told[0].touches(Plan)
    for attempt in (library.open_plan, library.bin, library.bring_back, library.erase):
        with pytest.raises(UnknownPlan):
            attempt(plan_id)
    assert names(library) == ["Other"]
    assert objective_of(other).statement_en == "Board a vessel"
    with library.engine.connect() as connection:
        for table in ("plan", "objective", "criterion", "schedule_item", "issue", "search_key"):
            column = "id" if table == "plan" else "plan_id"
            query = f"SELECT count(*) FROM {table} WHERE {column} = ?"  # noqa: S608
            assert connection.exec_driver_sql(query, (plan_id,)).scalar() == 0
    assert {step.scope for step in steps(library)} == {other.id, "library"}
    assert library.undo() is None
    assert [hit.plan_id for hit in library.find("abordar")] == [other.id]


def test_the_words_of_an_erased_plan_are_gone_from_the_file(path: Path) -> None:
    with closing(Library.open(path)) as library:
        plan = add_plan(library)
        for word in ("zarzamora", "xilófono", "zarzamora otra vez"):
            rename(plan, word)
        stays = add_plan(library, "Sobrevive")
        library.bin(plan.id)
        library.erase(plan.id)
        with library.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 0
        assert library.find("sobrevive")[0].plan_id == stays.id
        log = path.with_name(f"{path.name}-wal")
        for file in (path, log):
            content = file.read_bytes()
            for word in ("zarzamora", "xilófono", "xilofono"):
                assert word.encode() not in content


def test_erasing_one_plan_keeps_the_undo_of_binning_another(library: Library) -> None:
    one, other = add_plan(library, "One"), add_plan(library, "Other")
    library.bin(other.id)
    library.bin(one.id)
    library.erase(one.id)
    library.undo()
    assert names(library) == ["Other"]


def built_in() -> list[Record]:
    framework = Framework(id=fixed_id("framework"), key="us-panama", builtin=True)
    pillar = Pillar(id=fixed_id("pillar"), framework_id=framework.id, name=Text("Sea", "Mar"))
    area = FocusArea(id=fixed_id("area"), pillar_id=pillar.id, name=Text("Ports", "Puertos"))
    return [area, pillar, framework]


def test_what_ships_with_istmo_is_added_once(library: Library, plan: OpenPlan) -> None:
    assert plan.rows(FocusArea) == []
    assert library.seed(built_in()) == 3
    assert library.seed(built_in()) == 0
    (area,) = plan.rows(FocusArea)
    assert (area.born, area.seen) == (str(BUILTIN_STAMP), {})
    assert [hit.table_name for hit in library.find("puerto")] == ["focus_area"]
    assert len(steps(library)) == 1


def test_settings_stay_on_the_laptop(path: Path) -> None:
    with closing(Library.open(path)) as library:
        assert library.setting("recent", []) == []
        library.set_setting("recent", ["a"])
        library.set_setting("recent", ["b", "a"])
        library.set_setting("profile", {"name": "Ana Ruiz"})
        assert library.author == "Ana Ruiz"
    with closing(Library.open(path)) as library:
        assert library.setting("recent") == ["b", "a"]
        assert library.author == "Ana Ruiz"


def test_nothing_else_writes_while_an_edit_is_under_way(library: Library, plan: OpenPlan) -> None:
    def write_within() -> None:
        with plan.edit(N_("Edit")):
            objective_of(plan).statement_en = "Half done"
            library.set_setting("recent", [])

    with pytest.raises(EditOutsideDoor):
        write_within()
    assert objective_of(plan).statement_en == "Board a vessel"


def test_looking_around_within_an_edit_disturbs_nothing(library: Library, plan: OpenPlan) -> None:
    other = add_plan(library, "Other")
    with plan.edit(N_("Edit")):
        plan.row.name_en = "Renamed"
        assert names(library) == ["Renamed", "Other"] or names(library) == ["Other", "Renamed"]
        library.find("vessel")
        library.setting("recent")
        plan.next_undo()
        library.open_plan(other.id)
    assert plan.row.name_en == "Renamed"
    with library.reader(plan.id) as reader:
        assert reader.row.name_en == "Renamed"


@pytest.fixture(params=["on disk", "in memory"])
def either(request: pytest.FixtureRequest, path: Path) -> Iterator[Library]:
    library = Library.open(path) if request.param == "on disk" else Library.in_memory()
    yield library
    library.close()


def test_a_reader_sees_one_state_while_edits_go_on(either: Library) -> None:
    plan = add_plan(either)
    with either.reader(plan.id) as reader:
        assert reader.row.name_en == "Joint exercise"
        rename(plan, "Stop a vessel")
        assert reader.rows(Objective)[0].statement_en == "Board a vessel"
    with either.reader(plan.id) as reader:
        assert reader.rows(Objective)[0].statement_en == "Stop a vessel"


def test_readers_on_other_threads_see_whole_edits_only(either: Library) -> None:
    plan = add_plan(either)
    with plan.edit(N_("Add objective")):
        plan.add(Objective(statement=Text("0")))
        objective_of(plan).statement_en = "0"
    stop = threading.Event()
    faults: list[str] = []
    reads = [0, 0]

    def read(worker: int) -> None:
        while not stop.is_set():
            with either.reader(plan.id) as reader:
                seen = {row.statement_en for row in reader.rows(Objective)}
                if len(seen) != 1:
                    faults.append(f"torn: {seen}")
            reads[worker] += 1

    workers = [threading.Thread(target=read, args=(number,)) for number in (0, 1)]
    for worker in workers:
        worker.start()
    number = 0
    while number < 60 or min(reads) < 3:
        number += 1
        with plan.edit(N_("Rename objectives")):
            for row in plan.rows(Objective):
                row.statement_en = str(number)
    stop.set()
    for worker in workers:
        worker.join()
    assert faults == []


def test_listing_plans_reads_each_of_them_once(library: Library) -> None:
    for number in range(30):
        add_plan(library, f"Plan {number}")
    statements: list[str] = []
    event.listen(
        library.engine, "before_cursor_execute", lambda *told: statements.append(str(told[2]))
    )
    assert len(library.plans()) == 30
    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 1


def test_a_full_disk_is_told_and_nothing_is_half_written(library: Library, plan: OpenPlan) -> None:
    rename(plan, "Before")
    pages = library.session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    library.session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
    library.end_reading()

    def fill() -> None:
        with plan.edit(N_("Edit")):
            for number in range(200):
                plan.add(Objective(statement=Text(f"Objective {number} " * 50)))
            objective_of(plan).statement_en = "Half done"

    with pytest.raises(UnwritableLibrary, match="full"):
        fill()
    assert objective_of(plan).statement_en == "Before"
    assert len(plan.rows(Objective)) == 1
    with pytest.raises(UnwritableLibrary, match="full"):
        library.set_setting("long", "x" * 200_000)
    library.session.connection().exec_driver_sql("PRAGMA max_page_count=1000000")
    library.end_reading()
    rename(plan, "After")
    assert objective_of(plan).statement_en == "After"


def test_a_library_in_memory_is_like_any_other() -> None:
    with closing(Library.in_memory()) as library:
        plan = add_plan(library)
        rename(plan, "Stop a vessel")
        plan.undo()
        library.bin(plan.id)
        library.erase(plan.id)
        assert library.plans() == []
        assert plan.row.name_en == "Joint exercise"
        with library.edit(N_("Add person")):
            library.add(Person(name="Ana Ruiz"))
        assert [hit.table_name for hit in library.find("ruiz")] == ["person"]

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.door import Changes
from db.errors import UnknownPlan
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Objective, Person
from db.text import N_, Text
from tests.db.editing_process import EditingProcesses
from tests.db.sample import add_plan, objective_of, rename, steps


@pytest.fixture
def other(path: Path, library: Library) -> Iterator[Library]:
    """The same library, opened once more as another process would."""
    opened = Library.open(path)
    yield opened
    opened.close()


def test_what_another_process_wrote_is_noticed(
    library: Library, plan: OpenPlan, other: Library
) -> None:
    told: list[Changes] = []
    library.subscribe(told.append)
    assert plan.rows(Person) == []
    assert len(plan.rows(Objective)) == 1
    assert not library.notice_other_writers()
    theirs = other.open_plan(plan.id)
    with theirs.edit(N_("Edit")):
        theirs.add(Objective(statement=Text("Added by them")))
        theirs.add(Person(name="Ana Ruiz"))
        objective_of(theirs).statement_en = "Changed by them"
    assert objective_of(plan).statement_en == "Board a vessel"
    assert library.notice_other_writers()
    assert [changes.everything for changes in told] == [True]
    assert told[0].touches(Objective)
    assert [row.statement_en for row in plan.rows(Objective)] == [
        "Changed by them",
        "Added by them",
    ]
    assert [person.name for person in plan.rows(Person)] == ["Ana Ruiz"]
    assert not library.notice_other_writers()


def test_an_edit_builds_on_what_another_process_wrote_before_it(
    library: Library, plan: OpenPlan, other: Library
) -> None:
    objective = objective_of(plan)
    rename(other.open_plan(plan.id), "Changed by them")
    told: list[Changes] = []
    library.subscribe(told.append)
    with plan.edit(N_("Edit")):
        assert objective.statement_en == "Changed by them"
        objective.priority = "high"
    assert told[0].everything
    assert not library.notice_other_writers()
    assert set(objective.stamps) == {"statement_en", "priority"}
    first, second = steps(library)[-2:]
    assert first.clock < second.clock
    assert other.notice_other_writers()
    assert objective_of(other.open_plan(plan.id)).priority == "high"


def test_a_failed_edit_does_not_hide_what_another_process_wrote(
    library: Library, plan: OpenPlan, other: Library
) -> None:
    rename(other.open_plan(plan.id), "Changed by them")
    with pytest.raises(ZeroDivisionError), plan.edit(N_("Edit")):
        raise ZeroDivisionError
    with plan.edit(N_("Edit")):
        pass
    assert library.notice_other_writers()
    assert objective_of(plan).statement_en == "Changed by them"


def test_undo_takes_back_the_other_process_s_step_too(
    library: Library, plan: OpenPlan, other: Library
) -> None:
    rename(other.open_plan(plan.id), "Changed by them")
    step = plan.next_undo()
    assert step is not None
    plan.undo()
    assert objective_of(plan).statement_en == "Board a vessel"
    assert other.open_plan(plan.id).next_redo() is not None


def test_a_plan_binned_from_an_outdated_view_keeps_its_stamps(
    library: Library, plan: OpenPlan, other: Library
) -> None:
    plan_id = plan.id
    assert [row.name_en for row in other.plans()] == ["Joint exercise"]
    with plan.edit(N_("Rename plan")):
        plan.row.name_en = "Renamed"
    other.bin(plan_id)
    (row,) = other.plans(in_bin=True)
    assert row.name_en == "Renamed"
    assert set(row.stamps) == {"name_en", "deleted"}


def test_a_plan_erased_by_another_process_is_open_no_longer(
    library: Library, plan: OpenPlan, other: Library
) -> None:
    plan_id = plan.id
    other.bin(plan_id)
    other.erase(plan_id)
    assert library.notice_other_writers()
    assert library.plans() == []
    with pytest.raises(UnknownPlan):
        library.open_plan(plan_id)
    survivor = add_plan(library)
    assert objective_of(survivor).statement_en == "Board a vessel"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_two_processes_edit_at_once_and_no_edit_is_lost(
    path: Path, tmp_path: Path, processes: EditingProcesses
) -> None:
    with closing(Library.open(path)) as library:
        plan = add_plan(library)
        with plan.edit(N_("Begin")):
            plan.row.duration_minutes = 0
        log = tmp_path / "log"
        os.mkfifo(log)
        processes.start(path, log, 30)
        with log.open("rb") as completed:
            completed.readline()
            for number in range(30):
                with plan.edit(N_("Add objective")):
                    plan.add(Objective(statement=Text(f"mine {number}")))
            completed.readlines()
        processes.wait()
        library.notice_other_writers()
        rows = plan.rows(Objective)
        mine = [row.statement_en for row in rows if row.statement_en.startswith("mine")]
        assert mine == [f"mine {number}" for number in range(30)]
        theirs = [int(row.number) for row in rows if row.number]
        assert theirs == [number for number in range(1, 31) if number % 3]
        assert plan.row.duration_minutes == 30
        clocks = [step.clock for step in steps(library)]
        assert clocks == sorted(set(clocks))
        assert len(clocks) == 62

"""A process killed while it finishes a merge leaves the plan wholly before or wholly after.

ISTMO_MERGE_KILLS asks for more kills than CI makes.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from time import perf_counter

from db.arrival import arrive
from db.departure import TravelingRow, departing_rows
from db.library import Library
from db.merge_finish import analysis_for, finish
from db.open_plan import OpenPlan
from db.soundness import fault_of
from db.tables import Objective, ScheduleItem
from db.text import N_, Text
from tests.db.sample import add_plan

KILLS = int(os.environ.get("ISTMO_MERGE_KILLS", "30"))
ADDED = 200


def content(rows: list[TravelingRow]) -> dict[tuple[str, str], dict[str, object]]:
    return {row.key: dict(row.values) for row in rows}


def change(plan: OpenPlan) -> None:
    """Add, change and delete many rows."""
    with plan.edit(N_("Change")):
        for number in range(ADDED):
            plan.add(Objective(number=str(number), statement=Text(f"Objective {number}")))
        plan.rows(ScheduleItem)[0].title_en = "Changed"
        plan.remove(plan.rows(ScheduleItem)[1])


def merge(path: Path, theirs: list[TravelingRow], ready: int, done: int) -> None:
    """Merge within a process that is killed meanwhile; tell when it begins and ends."""
    library = Library.open(path)
    plan = library.open_plan(library.plans()[0].id)
    analysis = analysis_for(plan, theirs)
    os.write(ready, b"r")
    finish(plan, analysis, {}, N_("Merge {file}"), file="x.istmo")
    os.write(done, b"d")


def started(path: Path, theirs: list[TravelingRow]) -> tuple[int, int]:
    """Return the id of a process that merges, and what its end is read from."""
    ready_end, ready = os.pipe()
    done_end, done = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            merge(path, theirs, ready, done)
        finally:
            os._exit(0)
    os.close(ready)
    os.close(done)
    assert os.read(ready_end, 1) == b"r"
    os.close(ready_end)
    return process, done_end


def test_killed_at_random_moments_of_a_merge(tmp_path: Path) -> None:
    base = tmp_path / "base.sqlite"
    with closing(Library.open(base)) as library:
        plan = add_plan(library)
        rows = departing_rows(plan)
        with plan.edit(N_("Mine")):
            plan.rows(Objective)[0].statement_en = "Mine"
        before = content(departing_rows(plan))
    with closing(Library.in_memory()) as other:
        theirs = arrive(other, rows, N_("Open"))
        change(theirs)
        their_rows = departing_rows(theirs)
    whole = tmp_path / "whole.sqlite"
    shutil.copy(base, whole)
    with closing(Library.open(whole)) as library:
        plan = library.open_plan(library.plans()[0].id)
        analysis = analysis_for(plan, their_rows)
        finish(plan, analysis, {}, N_("Merge {file}"), file="x.istmo")
        after = content(departing_rows(plan))
    span = time_undisturbed(base, their_rows)
    chance = random.Random(20260303)
    found = []
    for number in range(KILLS):
        path = tmp_path / f"{number}.sqlite"
        shutil.copy(base, path)
        process, done = started(path, their_rows)
        completed = waited(number, done, chance.uniform(0, 1.5 * span))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        completed = completed or os.read(done, 1) == b"d"
        os.close(done)
        found.append(is_merged(path, before, after))
        assert found[-1] or not completed
        for file in tmp_path.glob(f"{number}.sqlite*"):
            file.unlink()
    assert set(found) == {True, False}


def waited(number: int, done: int, seconds: float) -> bool:
    """Wait before a kill: not at all, for a while, or until the end; return whether it came.

    On a busy machine a while may always be too short, or too long.
    """
    if number % 3 == 0:
        return False
    if number % 3 == 1:
        return os.read(done, 1) == b"d"
    end = perf_counter() + seconds
    while perf_counter() < end:
        pass
    return False


def time_undisturbed(base: Path, theirs: list[TravelingRow]) -> float:
    """Return how many seconds a merge takes in a process like those that are killed."""
    path = base.with_name("undisturbed.sqlite")
    shutil.copy(base, path)
    process, done = started(path, theirs)
    begin = perf_counter()
    assert os.read(done, 1) == b"d"
    span = perf_counter() - begin
    os.close(done)
    os.waitpid(process, 0)
    return span


def is_merged(path: Path, before: object, after: object) -> bool:
    """Return whether a library holds the plan as merged; it must be whole either way."""
    with closing(sqlite3.connect(path)) as database:
        assert fault_of(database, thorough=True) == ""
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    with closing(Library.open(path)) as library:
        plan = library.open_plan(library.plans()[0].id)
        now = content(departing_rows(plan))
        assert now in (before, after)
        step = plan.next_undo()
        assert step is not None
        assert (step.kind == "merge") == (now == after)
        return now == after

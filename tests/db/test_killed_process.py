"""Whatever moment a process is killed at, completed edits are there and none is half there."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pytest

from db.library import Library
from db.soundness import fault_of
from db.tables import Objective, ScheduleItem
from tests.db.editing_process import EditingProcesses
from tests.db.sample import add_plan, steps

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

EDITS = 200
KILLS = 50


def kill_after(process: int, log: Path, edits: int, seconds: float) -> int:
    """Kill the process so long after that many edits; return how many it completed."""
    with log.open("rb") as completed:
        lines = 0
        while lines < edits and completed.readline():
            lines += 1
        end = perf_counter() + seconds
        while perf_counter() < end:
            pass
        os.kill(process, signal.SIGKILL)
        return lines + len(completed.readlines())


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory, if there is one: what a killed process leaves is the same there."""
    memory = Path("/dev/shm")  # noqa: S108
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


def test_50_processes_killed_at_random_moments_of_200_edits_lose_nothing(
    folder: Path, processes: EditingProcesses
) -> None:
    fresh = folder / "fresh.sqlite"
    with closing(Library.open(fresh)) as library:
        plan_id = begin(library)
    chance = random.Random(20260226)
    found = []
    for number in range(KILLS):
        path, log = folder / f"{number}.sqlite", folder / f"{number}.log"
        shutil.copy(fresh, path)
        os.mkfifo(log)
        process = processes.start(path, log, EDITS)
        completed = kill_after(process, log, chance.randrange(EDITS), chance.uniform(0, 0.003))
        processes.wait()
        found.append(edits_found(path, plan_id))
        # The last edit may be complete without having been noted yet.
        assert completed <= found[-1] <= completed + 1
    assert len(set(found)) > KILLS / 2


def begin(library: Library) -> str:
    plan = add_plan(library)
    with plan.edit("Begin"):
        plan.row.duration_minutes = 0
        plan.rows(Objective)[0].statement_en = "0"
        plan.rows(ScheduleItem)[0].duration_minutes = 0
    return plan.id


def edits_found(path: Path, plan_id: str) -> int:
    """Return how many edits a library holds, each of them whole."""
    with closing(sqlite3.connect(path)) as database:
        assert fault_of(database, thorough=True) == ""
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    with closing(Library.open(path)) as library:
        plan = library.open_plan(plan_id)
        found = plan.row.duration_minutes
        first, *added = sorted(plan.rows(Objective), key=lambda row: int(row.number or "0"))
        assert first.statement_en == str(found)
        assert plan.rows(ScheduleItem)[0].duration_minutes == found
        # Every third edit deletes what it added.
        assert [int(row.number) for row in added] == [n for n in range(1, found + 1) if n % 3]
        assert library.known_clock == steps(library)[-1].clock
        assert [s.values["number"] for s in steps(library)[2:]] == [*range(1, found + 1)]
        assert first.id in {hit.row_id for hit in library.find(str(found))}
        if found:
            plan.undo()
            assert plan.row.duration_minutes == found - 1
    return found

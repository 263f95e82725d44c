"""The board killed in the middle of play: nothing that it showed as done is lost."""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Delivery, Inject
from db.text import N_, Text
from desktop.planning.deliveries import state_of
from desktop.planning.starter import prepare
from desktop.planning.templates import new_plan

CHILD = Path(__file__).with_name("play_until_killed.py")
ROOT = Path(__file__).parents[2]
KILLS = 10
MOST_ACTS = 12
LONGEST_WAIT = 0.04


def plan_of_today(library: Library) -> str:
    """Make a plan whose play goes on now, with injects enough for a long day."""
    prepare(library)
    start = datetime.now(UTC).astimezone(ZoneInfo("America/Panama")) - timedelta(hours=1)
    plan = new_plan(
        library,
        "blank-exercise",
        name=Text("Play", "Juego"),
        start=start.replace(tzinfo=None, microsecond=0),
        zone="America/Panama",
    )
    with plan.edit(N_("Add {noun}"), noun="MSEL"):
        for number in range(300):
            title = Text(f"Inject {number}", f"Inyecto {number}")
            inject = Inject(number=f"{number:03}", offset_minutes=number, title=title)
            inject.status = "synchronized"
            plan.add(inject)
    return plan.id


def play_and_kill(library: Path, plan_id: str, log: Path, dice: random.Random) -> None:
    """Let a child conduct play and kill it at a moment that the dice choose."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT))
    seed = str(dice.random())
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(library), plan_id, str(log), seed],
        stdout=subprocess.PIPE,
        env=environment,
    )
    assert child.stdout is not None
    done = child.stdout.read(dice.randint(1, MOST_ACTS))
    assert done, "the board came to its end by itself"
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=dice.random() * LONGEST_WAIT)
    child.kill()
    child.stdout.close()
    assert child.wait() == -9


def lines_of(log: Path) -> list[dict[str, Any]]:
    """Return what the child wrote down; the last line may be cut."""
    whole = log.read_text(encoding="utf-8").rpartition("\n")[0]
    return [json.loads(line) for line in whole.splitlines()]


def check(plan: OpenPlan, lines: list[dict[str, Any]]) -> None:
    """Assert that all that was shown as done is in the library."""
    undone = {line["id"] for line in lines if line["act"] == "undone"}
    undoing = {line["id"] for line in lines if line["act"] == "undoing"} - undone
    marked = [line for line in lines if line["act"] == "mark"]
    notes = {line["id"]: line["note"] for line in lines if line["act"] == "note"}
    last = {line["inject"]: line for line in marked if line["id"] not in undone | undoing}
    for line in marked:
        row = plan.get(Delivery, line["id"])
        if line["id"] in undone:
            assert row is None
        elif line["id"] not in undoing:
            assert row is not None, f"the mark {line} is lost"
            assert (row.inject_id, row.status) == (line["inject"], line["status"])
            moment = datetime.fromisoformat(row.moment).replace(tzinfo=UTC)
            assert abs(datetime.now(UTC) - moment) < timedelta(minutes=10)
    known = {line["id"] for line in marked}
    for inject_id, line in last.items():
        inject = plan.get(Inject, inject_id)
        assert inject is not None
        delivery = state_of(plan, inject)
        assert delivery is not None
        if delivery.id in known and delivery.id not in undoing:
            assert delivery.id == line["id"]
        if delivery.status in {"delivered", "cancelled"}:
            assert inject.status == delivery.status
    for delivery_id, note in notes.items():
        row = plan.get(Delivery, delivery_id)
        # A note that was being written anew when the end came may stand there already.
        assert row is not None
        assert row.note == note or row.note.startswith("note ")
    for line in lines:
        if line["act"] == "add":
            inject = plan.get(Inject, line["id"])
            assert inject is not None
            assert inject.ad_hoc
            assert inject.number == line["number"]


def test_ten_kills_in_the_middle_of_play_lose_nothing(tmp_path: Path) -> None:
    path, log = tmp_path / "library.sqlite", tmp_path / "log"
    library = Library.open(path)
    plan_id = plan_of_today(library)
    library.close()
    dice = random.Random(20261127)
    written = 0
    for _kill in range(KILLS):
        play_and_kill(path, plan_id, log, dice)
        lines = lines_of(log)
        assert len(lines) > written
        written = len(lines)
        library = Library.open(path)
        plan = library.open_plan(plan_id)
        check(plan, lines)
        # At most the one act that was under way is in the library without being told of.
        told = {line["id"] for line in lines if line["act"] == "mark"}
        untold = [row for row in plan.rows(Delivery) if row.id not in told]
        assert len(untold) <= _kill + 1
        assert all(row.status in {"delivered", "held", "cancelled"} for row in untold)
        library.close()
    assert written > KILLS

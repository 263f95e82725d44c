"""What conflicting edits started from is known wherever two copies meet, file to file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from db.arrival import arrive
from db.clock import Stamp, covers, wall_milliseconds
from db.correspondence import note_sent
from db.departure import TravelingRow, departing_rows
from db.library import Library
from db.merge_decisions import Decision, Third
from db.merge_finish import analysis_for, finish
from db.merging import Conflict, plan_of
from db.open_plan import OpenPlan
from db.past import KeptValue, Past, departing_past
from db.record import DirectoryRecord
from db.tables import Objective
from db.text import N_
from tests.db.merge_replicas import Copy, start_plan

COPIES = 4
WORDS = st.sampled_from(["aviso", "alarma", "rescate", "relevo"])
COPY = st.integers(0, COPIES - 1)
EDIT = st.tuples(
    st.sampled_from(["word", "word", "move", "plan", "directory", "undo", "redo"]),
    COPY,
    st.integers(0, 3),
    st.integers(0, 3),
    WORDS,
)
MERGE = st.tuples(st.just("merge"), COPY, COPY, st.integers(0, 3), WORDS)
Story = Sequence[tuple[str, int, int, int, str]]


@dataclass
class Witness:
    """Remembers every value that a field ever held in any copy."""

    values: dict[tuple[str, str, str, str], Any] = field(default_factory=dict)

    def look(self, rows: Sequence[TravelingRow]) -> None:
        for row in rows:
            for name, value in row.values.items():
                self.values[*row.key, name, row.stamp_of(name)] = value

    def base_of(
        self, conflict: Conflict, mine: Sequence[TravelingRow], theirs: Sequence[TravelingRow]
    ) -> Any:
        """Return the latest value of a field that both copies have seen."""
        common = [
            (stamp, value)
            for (*key, stamp), value in self.values.items()
            if tuple(key) == conflict.key
            and all(_has_seen(rows, conflict, Stamp.parse(stamp)) for rows in (mine, theirs))
        ]
        return max(common)[1]


def _has_seen(rows: Sequence[TravelingRow], conflict: Conflict, stamp: Stamp) -> bool:
    by_key = {row.key: row for row in rows}
    row = by_key[conflict.table, conflict.id]
    seen = row.seen if issubclass(row.table, DirectoryRecord) else plan_of(by_key).seen
    return covers(seen, stamp)


@pytest.fixture(scope="module")
def libraries() -> Iterator[list[Library]]:
    opened = [Library.in_memory() for _ in range(COPIES)]
    yield opened
    for library in opened:
        library.close()


def leave(plan: OpenPlan) -> tuple[list[TravelingRow], Past]:
    """Return all of a plan that a file would carry."""
    rows = departing_rows(plan)
    return rows, departing_past(plan, rows, "")


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(st.one_of(EDIT, EDIT, MERGE), min_size=4, max_size=16))
def test_the_base_is_the_latest_value_that_both_have_seen(
    libraries: list[Library], story: Story
) -> None:
    witness = Witness()
    first = start_plan(libraries[0])
    rows, past = leave(first)
    others = [arrive(library, rows, N_("Open"), past=past) for library in libraries[1:]]
    plans = [first, *others]
    witness.look(rows)
    for action, who, first_row, second_row, word in story:
        plan = plans[who]
        if action != "merge":
            Copy(plan).edit(action, first_row, second_row, word)
            witness.look(departing_rows(plan))
            continue
        mine, (theirs, past) = departing_rows(plan), leave(plans[first_row])
        analysis = analysis_for(plan, theirs, past)
        fields = [conflict for conflict in analysis.conflicts if conflict.field != "deleted"]
        for conflict in fields:
            assert conflict.has_base, conflict
            assert conflict.base == witness.base_of(conflict, mine, theirs)
        choices: list[Decision] = ["mine", "theirs", "later", Third(word)]
        decisions = {
            conflict.key: choices[(second_row + number) % 4]
            for number, conflict in enumerate(fields)
            if conflict.field.endswith(("_en", "_es"))
        }
        finish(plan, analysis, decisions, N_("Merge {file}"), past=past, file="x.istmo")
        witness.look(departing_rows(plan))
    for plan in plans:
        plan.library.bin(plan.id)
        plan.library.erase(plan.id)


@pytest.mark.parametrize("behind", [0, 86_400_000])
def test_typing_on_after_a_file_left_keeps_what_the_file_said(
    libraries: list[Library], monkeypatch: pytest.MonkeyPatch, behind: int
) -> None:
    # After a file from a laptop whose clock is ahead, stamps are ahead of the wall clock.
    monkeypatch.setattr("db.correspondence.wall_milliseconds", lambda: wall_milliseconds() - behind)
    mine = start_plan(libraries[0])

    def reword(plan: OpenPlan, words: str) -> None:
        with plan.edit(N_("Reword"), together="statement"):
            plan.rows(Objective)[0].statement_en = words

    reword(mine, "Board a v")
    note_sent(mine.library, mine.id, [], mine.row.vector, file_name="x.istmo", audience="planners")
    rows, past = leave(mine)
    theirs = arrive(libraries[1], rows, N_("Open"), past=past)
    reword(mine, "Board a vessel")
    reword(theirs, "Board two vessels")
    [conflict] = analysis_for(mine, *leave(theirs)).conflicts
    assert conflict.base == "Board a v"
    mine.undo()
    assert mine.rows(Objective)[0].statement_en == "Board a v"
    for plan in (mine, theirs):
        plan.library.bin(plan.id)
        plan.library.erase(plan.id)
        with plan.library.engine.connect() as connection:
            kept = select(func.count()).select_from(KeptValue).where(KeptValue.plan_id != "")
            assert connection.scalar(kept) == 0

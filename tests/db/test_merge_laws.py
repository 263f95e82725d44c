"""The laws of merging, on rows alone: thousands of replicas, edits and orders in seconds.

The replicas here edit rows as the library does, by stamps, tombstones and a version vector,
but without one, so that many more stories can be told. ISTMO_MERGE_EXAMPLES asks for more
than CI runs.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.clock import COUNTER_BITS, Stamp, Vector, covers, joined
from db.departure import TravelingRow, traveling_fields
from db.merge_changes import Key
from db.merge_survivors import consequences_of, references
from db.merging import Analysis, analyze
from db.record import Record
from db.tables import Criterion, Event, Inject, InjectObjective, Objective, Person, Plan

EXAMPLES = int(os.environ.get("ISTMO_MERGE_EXAMPLES", "0"))
MOST_COPIES = 5
HOUR, YEAR = 3_600_000, 365 * 24 * 3_600_000
BEGAN = Stamp(1 << COUNTER_BITS, "a" * 12)
Rows = dict[Key, TravelingRow]


def blank(table: type[Record], row_id: str, stamp: Stamp, **values: Any) -> TravelingRow:
    """Return a new row whose other fields are empty."""
    content: dict[str, Any] = dict.fromkeys(traveling_fields(table), "") | {"deleted": False}
    content |= dict.fromkeys(references(table)) | values
    seen = {stamp.replica: stamp.clock} if table in {Plan, Person} else {}
    return TravelingRow(table, row_id, str(stamp), {}, seen, content)


def begin() -> Rows:
    rows = [
        blank(Plan, "plan", BEGAN),
        blank(Person, "person", BEGAN),
        *(blank(Objective, f"objective{n}", BEGAN, position=f"{n}V") for n in (1, 2)),
        blank(Criterion, "criterion", BEGAN, objective_id="objective1"),
        blank(Event, "event", BEGAN),
        blank(Inject, "inject", BEGAN, event_id="event"),
        blank(InjectObjective, "link", BEGAN, inject_id="inject", objective_id="objective2"),
    ]
    return {row.key: row for row in rows}


@dataclass
class Replica:
    """A copy of the plan: its rows, its clock, and how many rows it has made."""

    name: str
    skew: int
    rows: Rows = field(default_factory=begin)
    clock: int = BEGAN.clock
    made: int = 0
    seen: set[Stamp] = field(default_factory=lambda: {BEGAN})

    @property
    def vector(self) -> Vector:
        return self.rows["plan", "plan"].seen

    def stamp(self, now: int) -> Stamp:
        """Return the stamp of an edit made at `now` by a clock that is wrong by `skew`."""
        self.clock = max(self.clock + 1, (now + self.skew) << COUNTER_BITS)
        stamp = Stamp(self.clock, self.name)
        self.seen.add(stamp)
        self._see("plan", "plan", stamp)
        return stamp

    def _see(self, table: str, row_id: str, stamp: Stamp) -> None:
        row = self.rows[table, row_id]
        self.rows[table, row_id] = replace(row, seen={**row.seen, stamp.replica: stamp.clock})

    def alive(self, *tables: type[Record]) -> list[Key]:
        return sorted(
            key
            for key, row in self.rows.items()
            if row.table in tables and not row.values["deleted"]
        )

    def put(self, key: Key, name: str, value: Any, stamp: Stamp) -> None:
        row = self.rows[key]
        stamps = {**row.stamps, name: str(stamp)}
        self.rows[key] = replace(row, values={**row.values, name: value}, stamps=stamps)
        if row.table is Person:
            self._see(*key, stamp)

    def edit(self, action: str, first: int, second: int, now: int) -> None:
        stamp = self.stamp(now)
        objectives, injects = self.alive(Objective), self.alive(Inject)
        if action == "word":
            keys = self.alive(Objective, Criterion, Event, Inject, Person)
            key = keys[first % len(keys)]
            name = "phone" if key[0] == "person" else "number" if key[0] == "inject" else "position"
            self.put(key, name, f"{second}V", stamp)
        elif action == "add":
            self._add(objectives, injects, first, stamp)
        elif action == "refer" and injects:
            events = self.alive(Event)
            event = events[second % len(events)][1] if events and second else None
            self.put(injects[first % len(injects)], "event_id", event, stamp)
        elif action == "remove":
            keys = self.alive(Objective, Event, Inject, Criterion)
            if keys:
                self.remove(keys[first % len(keys)], stamp)

    def _add(self, objectives: list[Key], injects: list[Key], first: int, stamp: Stamp) -> None:
        self.made += 1
        made = f"{self.name}{self.made}"
        if objectives and injects and first % 2:
            links = {"inject_id": injects[first % len(injects)][1]}
            links["objective_id"] = objectives[first % len(objectives)][1]
            row = blank(InjectObjective, made, stamp, **links)
        elif objectives:
            owner = objectives[first % len(objectives)][1]
            row = blank(Criterion, made, stamp, objective_id=owner)
        else:
            row = blank(Objective, made, stamp)
        self.rows[row.key] = replace(row, seen={})

    def remove(self, key: Key, stamp: Stamp) -> None:
        """Delete a row with what cannot stand without it, as a plan does."""
        self.put(key, "deleted", value=True, stamp=stamp)
        for other in self.alive(Objective, Criterion, Event, Inject, InjectObjective):
            for column, target in references(self.rows[other].table).items():
                if (target, self.rows[other].values[column]) != key:
                    continue
                if column == "event_id":
                    self.put(other, column, None, stamp)
                elif not self.rows[other].values["deleted"]:
                    self.remove(other, stamp)

    def merge(self, other: Rows, now: int) -> Analysis:
        """Take in another copy as the library does when nobody decides."""
        analysis = analyze(self.rows.values(), other.values())
        if analysis.is_empty:
            return analysis
        self.rows = {**self.rows, **analysis.written}
        self.clock = max(self.clock, *analysis.vector.values())
        survivors = {
            (conflict.table, conflict.id): conflict.deletion
            for conflict in analysis.conflicts
            if conflict.field == "deleted"
        }
        mine, theirs = analysis.mine, analysis.theirs
        consequences = consequences_of(mine, theirs, analysis.written, survivors)
        revived = [*survivors, *(back.key for back in consequences.brought_back)]
        if revived or consequences.references:
            stamp = self.stamp(now)
            for key in revived:
                self.put(key, "deleted", value=False, stamp=stamp)
            for (key, name), value in consequences.references.items():
                self.put(key, name, value, stamp)
        contested = {conflict.key for conflict in analysis.conflicts}
        contested |= {(*back.key, "deleted") for back in consequences.brought_back}
        contested |= {(*key, name) for key, name in consequences.references}
        self._check_nothing_lost(mine, theirs, contested)
        self._check_nothing_lost(theirs, mine, contested)
        self._check_integrity()
        return analysis

    def _check_nothing_lost(self, side: Any, other: Any, contested: set[Any]) -> None:
        for key, row in side.items():
            merged = self.rows[key]
            for name, value in row.values.items():
                if merged.values[name] == value or (*key, name) in contested:
                    continue
                seen = other[key if row.table is Person else ("plan", "plan")].seen
                was_seen = covers(seen, Stamp.parse(row.stamp_of(name)))
                assert was_seen or (merged.values["deleted"] and name != "deleted"), (key, name)

    def _check_integrity(self) -> None:
        for row in self.rows.values():
            if not row.values["deleted"]:
                for column, target in references(row.table).items():
                    found = self.rows.get((target, row.values[column]))
                    assert found is None or not found.values["deleted"], (row.key, column)

    def check_vector(self) -> None:
        """Check that the vector is what was seen, no less and no more."""
        known: dict[str, int] = {}
        for stamp in self.seen:
            known[stamp.replica] = max(stamp.clock, known.get(stamp.replica, 0))
        assert self.vector == known
        for row in self.rows.values():
            for written in (row.born, *row.stamps.values()):
                assert covers(self.vector, Stamp.parse(written))


COPY = st.integers(0, MOST_COPIES - 1)
ACTIONS = st.sampled_from(["word", "word", "add", "refer", "remove"])
STORY = st.lists(
    st.one_of(
        st.tuples(ACTIONS, COPY, st.integers(0, 4), st.integers(0, 2)),
        st.tuples(st.sampled_from(["merge", "merge", "send"]), COPY, COPY, st.integers(0, 3)),
    ),
    min_size=2,
    max_size=24,
)
SKEWS = st.lists(
    st.sampled_from([0, -HOUR, HOUR, -40 * YEAR, 40 * YEAR]), min_size=2, max_size=MOST_COPIES
)
QUICK = settings(
    max_examples=EXAMPLES or 400, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
NOW = 50 * YEAR


def play(skews: list[int], story: list[tuple[str, int, int, int]]) -> list[Replica]:
    """Return the replicas that a story leads to."""
    replicas = [Replica(f"{number:012x}", skew) for number, skew in enumerate(skews, start=11)]
    sent: list[tuple[Rows, set[Stamp]]] = []
    for now, (action, who, first, second) in enumerate(story, start=NOW):
        replica = replicas[who % len(replicas)]
        if action == "send":
            sent.append((dict(replica.rows), set(replica.seen)))
        elif action == "merge":
            other = replicas[first % len(replicas)]
            # A file may be new, or old and from anybody.
            rows, seen = dict(other.rows), set(other.seen)
            if second == 0 and sent:
                rows, seen = sent[first % len(sent)]
            replica.merge(rows, now)
            replica.seen |= seen
            assert replica.merge(rows, now).is_empty
            assert replica.merge(dict(replica.rows), now).is_empty
        else:
            replica.edit(action, first, second, now)
        replica.check_vector()
    return replicas


@settings(QUICK)
@given(SKEWS, STORY)
def test_replicas_converge(skews: list[int], story: list[tuple[str, int, int, int]]) -> None:
    replicas = play(skews, story)
    for now in range(5):
        found = False
        for replica in replicas:
            for other in replicas:
                found |= not replica.merge(dict(other.rows), NOW + 1000 + now).is_empty
                replica.seen |= other.seen
                replica.check_vector()
        if not found:
            break
    assert not found
    assert all(replica.rows == replicas[0].rows for replica in replicas)


@settings(QUICK)
@given(SKEWS.filter(lambda skews: len(skews) > 2), STORY)
def test_without_a_person_merging_knows_no_order(
    skews: list[int], story: list[tuple[str, int, int, int]]
) -> None:
    a, b, c, *_rest = (replica.rows for replica in play(skews, story))
    assert alone(a, b) == alone(b, a)
    assert alone(alone(a, b), c) == alone(a, alone(b, c))
    assert alone(a, a) == a
    assert alone(alone(a, b), b) == alone(a, b)
    assert alone(a, b)["plan", "plan"].seen == joined(
        [a["plan", "plan"].seen, b["plan", "plan"].seen]
    )


@settings(QUICK)
@given(SKEWS, STORY)
def test_taking_each_others_copy_comes_to_the_same(
    skews: list[int], story: list[tuple[str, int, int, int]]
) -> None:
    one, other, *_rest = play(skews, story)
    rows, their_rows = dict(one.rows), dict(other.rows)
    one.merge(their_rows, NOW + 1000)
    other.merge(rows, NOW + 1000)
    assert {k: row.values for k, row in one.rows.items()} == {
        k: row.values for k, row in other.rows.items()
    }


def alone(mine: Rows, theirs: Rows) -> Rows:
    """Return what two copies come to by their stamps alone."""
    return {**mine, **analyze(mine.values(), theirs.values()).written}

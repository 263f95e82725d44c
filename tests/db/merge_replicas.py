"""Copies of one plan in several libraries, edited at random and merged in any order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text, update

from db.arrival import arrive
from db.bookkeeping import REPLICAS
from db.clock import COUNTER_BITS, Stamp, covers, joined, wall_milliseconds
from db.departure import TravelingRow, departing_rows
from db.library import Library
from db.merge_changes import Rows
from db.merge_decisions import Choice
from db.merge_finish import analysis_for, finish
from db.merge_survivors import consequences_of, references
from db.merging import Analysis, analyze
from db.open_plan import OpenPlan
from db.record import DirectoryRecord, Record
from db.tables import (
    Criterion,
    Event,
    Inject,
    InjectObjective,
    Objective,
    Person,
    Plan,
    ScheduleItem,
    SchedulePerson,
    Storyline,
    Venue,
)
from db.text import N_, Text

Snapshot = tuple[TravelingRow, ...]
LISTED: tuple[type[Record], ...] = (Objective, Criterion, Event, Inject, ScheduleItem, Storyline)


def start_plan(library: Library) -> OpenPlan:
    """Return a small plan with links, references that may be empty, and a directory."""
    venue, person = Venue(name=Text("Pier", "Muelle")), Person(name="Ana Núñez")
    with library.edit(N_("Fill the directory")):
        library.add(venue)
        library.add(person)
    objective = Objective(number="1", statement=Text("Board", "Abordar"), position="A")
    storyline = Storyline(code="A", name=Text("Smuggling", "Contrabando"), position="V")
    event = Event(number="1", title=Text("Alarm", "Alarma"), position="V")
    event.storyline_id = storyline.id
    inject = Inject(number="1", title=Text("Call", "Llamada"), event_id=event.id)
    item = ScheduleItem(title=Text("Opening", "Apertura"), venue_id=venue.id)
    rows = [
        Plan(kind="exercise", name=Text("Escudo", "Escudo"), start="2027-03-01T08:00"),
        objective,
        Objective(number="2", statement=Text("Search", "Buscar"), position="V"),
        Criterion(objective_id=objective.id, measure=Text("Minutes", "Minutos"), position="V"),
        storyline,
        event,
        inject,
        InjectObjective(inject_id=inject.id, objective_id=objective.id),
        item,
        SchedulePerson(item_id=item.id, person_id=person.id),
    ]
    return library.add_plan(rows, N_("Create plan"))


def set_clock(library: Library, milliseconds: int) -> None:
    """Let the laptop's clock run ahead by so much; a plan made from now on shows it."""
    clock = (wall_milliseconds() + milliseconds) << COUNTER_BITS
    with library.engine.begin() as connection:
        connection.execute(update(REPLICAS).values(clock=clock))
    library.known_clock = clock


@dataclass
class Copy:
    """One library's copy of the plan, and the snapshots of it that went out."""

    plan: OpenPlan
    sent: list[Snapshot] = field(default_factory=list)

    @property
    def replica(self) -> str:
        return self.plan.library.replica

    @property
    def vector(self) -> Mapping[str, int]:
        return dict(self.plan.row.vector)

    def rows(self) -> Snapshot:
        return tuple(departing_rows(self.plan))

    def send(self) -> Snapshot:
        self.sent.append(self.rows())
        return self.sent[-1]

    def edit(self, action: str, first: int, second: int, word: str) -> None:
        """Make an edit of some kind; `first` and `second` choose the rows."""
        before = self.vector
        clock = self.plan.library.known_clock
        getattr(self, f"_{action}")(first, second, word)
        after = self.plan.library.known_clock
        moved = {} if after == clock else {self.replica: after}
        assert self.vector in (before, {**before, **moved})
        self._check_covered()

    def take(self, theirs: Snapshot, otherwise: Choice = "later") -> Analysis:
        """Merge a snapshot."""
        analysis = analysis_for(self.plan, theirs)
        finish(self.plan, analysis, {}, N_("Merge {file}"), otherwise=otherwise, file="x.istmo")
        return analysis

    def merge(self, theirs: Snapshot, otherwise: Choice = "later") -> Analysis:
        """Merge a snapshot and check that nothing was lost, claimed or broken by it."""
        before = self.rows()
        vector = self.vector
        analysis = self.take(theirs, otherwise)
        after = self.rows()
        if otherwise == "later":
            _check_nothing_lost(analysis, after, vector, _plan_of(theirs).seen)
        self._check_vector(vector, _plan_of(theirs).seen)
        self._check_covered()
        assert analysis_for(self.plan, theirs).is_empty
        assert analysis_for(self.plan, before).is_empty
        assert analysis_for(self.plan, after).is_empty
        assert self.plan.library.known_clock >= max(_plan_of(theirs).seen.values())
        _check_shown(self.plan, after)
        return analysis

    def _check_vector(self, mine: Mapping[str, int], theirs: Mapping[str, int]) -> None:
        expected = joined([mine, theirs])
        if self.vector != expected:
            own = self.vector[self.replica]
            assert self.vector == {**expected, self.replica: own}
            stamp = str(Stamp(own, self.replica))
            assert any(stamp in row.stamps.values() for row in self.rows())

    def _check_covered(self) -> None:
        for row in self.rows():
            vector = row.seen if issubclass(row.table, DirectoryRecord) else self.vector
            for stamp in (row.born, *row.stamps.values()):
                assert covers(vector, Stamp.parse(stamp)), row

    def _row(self, table: type[Any], number: int) -> Any:
        rows = self.plan.rows(table)
        return rows[number % len(rows)] if rows else None

    def _word(self, first: int, second: int, word: str) -> None:
        row = self._row((Objective, Inject, Event, Storyline)[second % 4], first)
        if row is not None:
            with self.plan.edit(N_("Reword")):
                for name in ("statement_en", "title_es", "name_en"):
                    if hasattr(row, name):
                        setattr(row, name, word)

    def _move(self, first: int, second: int, word: str) -> None:
        with self.plan.edit(N_("Move")):
            for row in self.plan.rows(Inject)[first % 3 :]:
                row.offset_minutes += second
            item = self._row(ScheduleItem, first)
            if item is not None:
                item.duration_minutes = len(word) * 15

    def _place(self, first: int, second: int, _word: str) -> None:
        rows = self.plan.rows(Objective)
        if rows:
            behind = rows[second % len(rows)] if second % 3 else None
            with self.plan.edit(N_("Place")):
                self.plan.place(rows[first % len(rows)], behind)

    def _add(self, first: int, second: int, word: str) -> None:
        with self.plan.edit(N_("Add")):
            objective = self._row(Objective, first)
            if objective is None or second % 3 == 0:
                objective = self.plan.add(Objective(statement=Text(word, word)))
            if second % 2:
                self.plan.add(Criterion(objective_id=objective.id, measure=Text(word)))
            event = self._row(Event, second)
            inject = self.plan.add(
                Inject(title=Text(word), event_id=None if event is None else event.id)
            )
            self.plan.add(InjectObjective(inject_id=inject.id, objective_id=objective.id))

    def _link(self, first: int, second: int, _word: str) -> None:
        inject, event = self._row(Inject, first), self._row(Event, second)
        objective = self._row(Objective, second)
        if inject is not None:
            with self.plan.edit(N_("Link")):
                inject.event_id = None if event is None else event.id
                if objective is not None:
                    link = InjectObjective(inject_id=inject.id, objective_id=objective.id)
                    self.plan.add(link)

    def _remove(self, first: int, second: int, _word: str) -> None:
        row = self._row(LISTED[second % len(LISTED)], first)
        if row is not None:
            with self.plan.edit(N_("Remove")):
                self.plan.remove(row)

    def _directory(self, _first: int, _second: int, word: str) -> None:
        links = self.plan.rows(SchedulePerson)
        if links:
            with self.plan.edit(N_("Change the directory")):
                person = self.plan.get(Person, links[0].person_id)
                if person is not None:
                    person.phone = word

    def _plan(self, first: int, _second: int, word: str) -> None:
        with self.plan.edit(N_("Change the plan")):
            if first % 2:
                self.plan.row.purpose_en = word
            else:
                self.plan.row.duration_minutes = 60 * (1 + len(word))

    def _undo(self, _first: int, _second: int, _word: str) -> None:
        self.plan.undo()

    def _redo(self, _first: int, _second: int, _word: str) -> None:
        self.plan.redo()


ACTIONS = (
    "word",
    "move",
    "place",
    "add",
    "link",
    "remove",
    "directory",
    "plan",
    "undo",
    "redo",
)


def copies_of_a_plan(libraries: list[Library], skews: list[int]) -> list[Copy]:
    """Return a new plan's copies, one in each library, whose clocks are wrong by `skews`."""
    for library, skew in zip(libraries, skews, strict=True):
        set_clock(library, skew)
    first = Copy(start_plan(libraries[0]))
    rows = first.send()
    return [first, *(Copy(arrive(library, rows, N_("Open"))) for library in libraries[1:])]


def converge(copies: list[Copy]) -> None:
    """Let every copy go to every other until nothing is new, and check that all are equal."""
    for _round in range(4):
        found = False
        for copy in copies:
            for other in copies:
                if other is not copy:
                    vector, theirs = copy.vector, other.rows()
                    analysis = copy.take(theirs)
                    found |= not analysis.is_empty
                    if analysis.conflicts or analysis.brought_back:
                        _check_nothing_lost(analysis, copy.rows(), vector, _plan_of(theirs).seen)
        if not found:
            break
    first = copies[0].rows()
    for copy in copies[1:]:
        assert copy.rows() == first
        assert copy.vector == copies[0].vector


def content(rows: Snapshot) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what rows say, without the stamps."""
    return {row.key: dict(row.values) for row in rows}


def merged_alone(mine: Snapshot, theirs: Snapshot) -> Snapshot:
    """Return what two snapshots come to when the later stamp alone decides."""
    analysis = analyze(mine, theirs)
    rows = {**analysis.mine, **analysis.written}
    return tuple(rows[key] for key in sorted(rows))


def _plan_of(rows: Snapshot) -> TravelingRow:
    return next(row for row in rows if row.table is Plan)


def _check_nothing_lost(
    analysis: Analysis,
    after: Snapshot,
    my_vector: Mapping[str, int],
    their_vector: Mapping[str, int],
) -> None:
    """Check that every value stands, or was replaced by who had seen it, or is a conflict."""
    contested = {conflict.key for conflict in analysis.conflicts}
    merged = {row.key: row for row in after}
    survivors = {
        (conflict.table, conflict.id): conflict.deletion
        for conflict in analysis.conflicts
        if conflict.field == "deleted"
    }
    rows = analysis.mine, analysis.theirs
    consequences = consequences_of(*rows, analysis.written, survivors)
    expected = {(*back.key, "deleted") for back in consequences.brought_back}
    expected |= {(*key, name) for key, name in consequences.references}
    sides = ((rows[0], their_vector, rows[1]), (rows[1], my_vector, rows[0]))
    for side, other_vector, other in sides:
        for key, row in side.items():
            now = merged.get(key)
            if now is None:
                # A row of the directory that only the other copy refers to.
                assert issubclass(row.table, DirectoryRecord)
                continue
            for name, value in row.values.items():
                if now.values[name] == value or (*key, name) in contested | expected:
                    continue
                seen = other_vector
                if issubclass(row.table, DirectoryRecord):
                    seen = other[key].seen
                gone = now.values["deleted"]
                assert gone or covers(seen, Stamp.parse(row.stamp_of(name))), (key, name)
    _check_integrity(merged)


def _check_integrity(merged: Rows) -> None:
    """Check that no row that stands refers to a deleted one."""
    for key, row in merged.items():
        if row.values["deleted"]:
            continue
        for column, target in references(row.table).items():
            row_id = row.values[column]
            if row_id is not None and merged[target, row_id].values["deleted"]:
                raise AssertionError((key, column))


def _check_shown(plan: OpenPlan, rows: Snapshot) -> None:
    """Check that the open plan shows what is on disk, and the database is whole."""
    for table in LISTED:
        expected = {row.id: row.values for row in rows if row.table is table}
        shown = {row.id for row in plan.rows(table)}
        assert shown == {row_id for row_id, values in expected.items() if not values["deleted"]}
        for row in plan.rows(table):
            for name, value in expected[row.id].items():
                assert getattr(row, name) == value
    with plan.library.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []

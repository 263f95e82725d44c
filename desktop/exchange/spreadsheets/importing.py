"""Bringing the injects of a sheet into a plan, as one edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.record import Record
from db.tables import Event, Inject, InjectDependency, InjectObjective, Storyline
from db.text import Text
from desktop.exchange.spreadsheets.headings import FIELDS, plain
from desktop.exchange.spreadsheets.plan_names import (
    PlanNames,
    noted,
    number_and_title,
    split_numbers,
)
from desktop.exchange.spreadsheets.read_inject import ReadInject
from desktop.exchange.spreadsheets.reading import Reading
from desktop.language import N_
from desktop.planning.inject_numbers import next_inject_number

IMPORT_LABEL = N_("Import {count} injects")
NUMBER_IN_FILE = N_("Number in the file")
CONTROLLERS = ("controller", "senior-controller", "simulator", "facilitator")
EVALUATORS = ("evaluator", "observer")


@dataclass(slots=True)
class Understood:
    """An inject with what its words mean in the plan; words without meaning are in the notes."""

    read: ReadInject
    number: str
    notes: Text
    objective_ids: list[str] = field(default_factory=list)
    controller_id: str | None = None
    evaluator_id: str | None = None
    venue_id: str | None = None


@dataclass(slots=True)
class Imported:
    """What an import did: the injects it added, and rows that were in the plan already."""

    injects: list[Inject] = field(default_factory=list)
    already_here: list[ReadInject] = field(default_factory=list)
    storylines: list[Storyline] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def understood(reader: PlanReader, injects: Sequence[ReadInject]) -> list[Understood]:
    """Return the injects with their words looked up in the plan."""
    names = PlanNames(reader)
    return [understood_by(names, read) for read in injects]


def understood_by(names: PlanNames, read: ReadInject) -> Understood:
    """Return one inject with its words looked up."""
    notes = read.notes
    found, unknown = names.objectives(read.objectives)
    if unknown:
        notes = noted(notes, read.language, FIELDS["objectives"], ", ".join(unknown))
    controller = names.assignment(read.controller, CONTROLLERS) if read.controller else None
    if read.controller and controller is None:
        notes = noted(notes, read.language, FIELDS["controller"], read.controller)
    evaluator = names.assignment(read.evaluator, EVALUATORS) if read.evaluator else None
    if read.evaluator and evaluator is None:
        notes = noted(notes, read.language, FIELDS["evaluator"], read.evaluator)
    venue = names.venue(read.venue) if read.venue else None
    if read.venue and venue is None:
        notes = noted(notes, read.language, FIELDS["venue"], read.venue)
    return Understood(read, read.number, notes, found, controller, evaluator, venue)


def import_injects(plan: OpenPlan, reading: Reading) -> Imported:
    """Add what was read to the plan, as one edit, and tell what became of it.

    A row that stands in the plan already (same number, time and title) is not added again;
    a number that another inject has is noted, and the next free one given.
    """
    imported = Imported(already_here=already_here(plan, reading))
    rows_here = {read.row for read in imported.already_here}
    fresh = [read for read in reading.injects if read.row not in rows_here]
    if not fresh:
        return imported
    rows = InjectRows(plan, imported)
    with plan.edit(IMPORT_LABEL, count=len(fresh)):
        rows.add(understood(plan, fresh))
    return imported


def already_here(reader: PlanReader, reading: Reading) -> list[ReadInject]:
    """Return what was read but stands in the plan already."""
    present = {
        (plain(row.number), row.offset_minutes, plain(wording))
        for row in reader.rows(Inject)
        for wording in (row.title_en, row.title_es)
        if wording
    }
    return [read for read in reading.injects if read.number and _keys(read) & present]


def _keys(read: ReadInject) -> set[tuple[str, int, str]]:
    wordings = filter(None, (read.title.en, read.title.es))
    return {(plain(read.number), read.offset_minutes, plain(each)) for each in wordings}


class InjectRows:
    """Makes rows of injects that were read, with the storylines and events they name."""

    def __init__(self, plan: OpenPlan, imported: Imported) -> None:
        self._plan = plan
        self._imported = imported
        self._names = PlanNames(plan)
        self._storylines: dict[str, str] = {}
        self._events: dict[str, str] = {}
        numbers = [row.number for row in plan.rows(Inject)]
        self._taken = set(numbers)
        self._next: str | None = None

    def add(self, injects: Sequence[Understood]) -> list[Inject]:
        """Add the injects, within an edit, and return their rows."""
        rows: list[Record] = []
        added: list[tuple[Understood, Inject]] = []
        by_number: dict[str, str] = {}
        wanted = {each.number for each in injects}
        for each in injects:
            inject = self._row(each, wanted)
            by_number.setdefault(plain(each.read.number), inject.id)
            added.append((each, inject))
            rows.append(inject)
            rows += [
                InjectObjective(inject_id=inject.id, objective_id=objective_id)
                for objective_id in each.objective_ids
            ]
        for each, inject in added:
            rows += self._dependencies(each, inject, by_number)
        self._plan.add_all(rows)
        self._imported.injects += [inject for _each, inject in added]
        return [inject for _each, inject in added]

    def _row(self, each: Understood, wanted: set[str]) -> Inject:
        read, notes = each.read, each.notes
        number = each.number
        if not number or number in self._taken:
            if number:
                notes = noted(notes, read.language, NUMBER_IN_FILE, number)
            number = self._free_number(wanted)
        self._taken.add(number)
        event_id = self.event_of(read)
        event = self._plan.get(Event, event_id)
        storyline_id = self.storyline_of(read)
        if event is not None and event.storyline_id == storyline_id:
            storyline_id = None
        return Inject(
            number=number,
            storyline_id=storyline_id,
            event_id=event_id,
            offset_minutes=read.offset_minutes,
            scenario_minutes=read.scenario_minutes,
            title=read.title,
            kind=read.kind,
            mode=read.mode,
            sender=read.sender,
            receiver=read.receiver,
            message=read.message,
            expected_response=read.expected_response,
            controller_id=each.controller_id,
            evaluator_id=each.evaluator_id,
            venue_id=each.venue_id,
            status=read.status,
            notes=notes,
        )

    def _free_number(self, wanted: set[str]) -> str:
        known = [*self._taken, *wanted] if self._next is None else [self._next]
        self._next = next_inject_number(known)
        return self._next

    def storyline_of(self, read: ReadInject) -> str | None:
        """Return the storyline that an inject names, made when it is not in the plan."""
        words = " ".join(read.storyline.split())
        if not words:
            return None
        found = self._names.storyline(words) or self._storylines.get(plain(words))
        if found is None:
            row = Storyline(name=Text().replaced(read.language, words))
            self._imported.storylines.append(self._plan.add(row))
            found = self._storylines[plain(words)] = row.id
        return found

    def event_of(self, read: ReadInject) -> str | None:
        """Return the event that an inject names, made when it is not in the plan."""
        words = " ".join(read.event.split())
        if not words:
            return None
        found = self._names.event(words) or self._events.get(plain(words))
        if found is None:
            number, title = number_and_title(words)
            found = self._names.event(number) if number and title else None
            if found is None:
                row = Event(
                    number=number,
                    title=Text().replaced(read.language, title),
                    storyline_id=self.storyline_of(read),
                )
                self._imported.events.append(self._plan.add(row))
                found = row.id
                for said in filter(None, (plain(number), plain(title))):
                    self._events.setdefault(said, found)
            self._events[plain(words)] = found
        return found

    def _dependencies(
        self, each: Understood, inject: Inject, by_number: dict[str, str]
    ) -> list[Record]:
        rows: list[Record] = []
        unknown: list[str] = []
        for number in split_numbers(each.read.depends_on):
            found = by_number.get(plain(number)) or self._names.inject(number)
            if found is None or found == inject.id:
                unknown.append(number)
            else:
                rows.append(InjectDependency(inject_id=inject.id, depends_on_id=found))
        if unknown:
            label = FIELDS["depends_on"]
            inject.notes = noted(inject.notes, each.read.language, label, ", ".join(unknown))
        return rows

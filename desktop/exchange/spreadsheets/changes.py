"""What somebody changed in a workbook that Istmo wrote: cells, rows added, rows deleted.

Each cell is compared with what it held when it was written. Where the plan has changed since
as well, the change is a conflict; what only the plan has changed is no change of the workbook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.tables import Event, Inject, InjectDependency, InjectObjective
from db.text import Text
from desktop.exchange.spreadsheets.coded_words import code_of
from desktop.exchange.spreadsheets.columns import LANGUAGE_NAMES, InjectCells
from desktop.exchange.spreadsheets.headings import FIELDS, TEXT_FIELDS
from desktop.exchange.spreadsheets.importing import (
    CONTROLLERS,
    EVALUATORS,
    Imported,
    InjectRows,
    Understood,
    understood_by,
)
from desktop.exchange.spreadsheets.origin import digest_of, digests_in
from desktop.exchange.spreadsheets.plan_names import PlanNames, split_numbers
from desktop.exchange.spreadsheets.read_inject import NO_TEXT, ReadInject
from desktop.exchange.spreadsheets.reading import Reading, Unreadable
from desktop.language import LANGUAGES, N_, _, as_text, spoken

APPLY_LABEL = N_("Take over {count} changes from a workbook")
_CODED = ("kind", "mode", "status")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a workbook would change in the plan.

    `kind` is edited (one cell: `field`, `label`, `old`, `new`), added or removed (an inject).
    `conflict` tells that the plan has changed there since the workbook was written, and that
    `old` is what the plan holds now. `row` is the row of the sheet, None for what is gone.
    """

    kind: Literal["edited", "added", "removed"]
    number: str
    title: Text
    inject_id: str = ""
    field: str = ""
    label: Text = NO_TEXT
    old: str = ""
    new: str = ""
    conflict: bool = False
    row: int | None = None
    read: ReadInject | None = None


def is_of_plan(reader: PlanReader, reading: Reading) -> bool:
    """Return whether the workbook was written from this plan, so that it has changes."""
    return reading.origin is not None and reading.origin.plan_id == reader.id


def changes_from(reader: PlanReader, reading: Reading) -> list[Change]:
    """Return what a workbook written from this plan would change, in the order of its rows.

    What was edited to something that the plan does not know, as the name of nobody, is
    added to `reading.unreadable`.
    """
    compared = _Comparison(reader, reading)
    changes = [change for read in reading.injects for change in compared.of_row(read)]
    return changes + compared.removed()


class _Comparison:
    def __init__(self, reader: PlanReader, reading: Reading) -> None:
        self._reader = reader
        self._reading = reading
        self._names = PlanNames(reader)
        self._cells = {side: InjectCells(reader, side) for side in LANGUAGES}
        self._language = spoken()
        self._exported = set(reading.origin.inject_ids) if reading.origin else set()
        self._seen: Counter[str] = Counter()

    def of_row(self, read: ReadInject) -> Iterable[Change]:
        """Yield the changes of a row."""
        self._seen[read.row_id] += 1
        if not read.row_id or self._seen[read.row_id] > 1 or read.row_id not in self._exported:
            # A row that was copied has the id of the one it was copied from.
            yield self._added(read)
            return
        inject = self._reader.get(Inject, read.row_id)
        base = digests_in(read.base)
        edited = {
            name: words
            for name, words in read.cells.items()
            if _digest(words) != base.get(name, "")
        }
        if inject is None:
            if edited:
                # Deleted in the plan, edited in the workbook: the edit is not lost unseen.
                yield self._added(read, conflict=True)
            return
        for name in edited:
            change = self._edited(read, inject, name, base.get(name, ""))
            if change is not None:
                yield change

    def _added(self, read: ReadInject, *, conflict: bool = False) -> Change:
        return Change("added", read.number, read.title, row=read.row, read=read, conflict=conflict)

    def _edited(self, read: ReadInject, inject: Inject, name: str, base: str) -> Change | None:
        now = {side: cells.cell(inject, name) for side, cells in self._cells.items()}
        new = read.cells[name]
        if _digest(new) in {_digest(words) for words in now.values()}:
            return None
        reason = self._unfit(read, name)
        if reason:
            self._reading.unreadable.append(Unreadable(read.sheet, read.row, reason))
            return None
        return Change(
            "edited",
            inject.number,
            inject.title,
            inject.id,
            name,
            label_of(name),
            now[self._language],
            new,
            conflict=base not in {_digest(words) for words in now.values()},
            row=read.row,
            read=read,
        )

    def _unfit(self, read: ReadInject, name: str) -> str:
        """Return why the words of an edited cell mean nothing in the plan; empty if they do."""
        words = read.cells[name]
        known = True
        if name == "objectives":
            known = not self._names.objectives(words)[1]
        elif name in {"controller", "evaluator"} and words:
            roles = CONTROLLERS if name == "controller" else EVALUATORS
            known = self._names.assignment(words, roles) is not None
        elif name == "venue" and words:
            known = self._names.venue(words) is not None
        elif name == "depends_on":
            known = all(self._names.inject(number) for number in split_numbers(words))
        elif name in _CODED and words:
            known = code_of(name, words) is not None
        if known:
            return ""
        message = _("{field}: the plan knows nothing by the name “{words}”.")
        return message.format(field=label_of(name).best(self._language), words=words[:80])

    def removed(self) -> list[Change]:
        """Return the injects whose rows are gone from the workbook."""
        # Rows that are there but could not be read were deleted by nobody.
        kept = set(self._seen) | self._reading.unread_ids
        changes = []
        for inject_id in self._reading.origin.inject_ids if self._reading.origin else ():
            inject = self._reader.get(Inject, inject_id)
            if inject is not None and inject_id not in kept:
                changes.append(Change("removed", inject.number, inject.title, inject_id))
        return changes


def _digest(words: str) -> str:
    return digest_of(words) if words.strip() else ""


def label_of(name: str) -> Text:
    """Return what a field is called, with its language for one wording of a text."""
    for side in LANGUAGES:
        stem = name.removesuffix(f"_{side}")
        if stem != name and stem in TEXT_FIELDS:
            language = as_text(LANGUAGE_NAMES[side])
            field = as_text(FIELDS[stem])
            return Text(f"{field.en} ({language.en})", f"{field.es} ({language.es})")
    return as_text(FIELDS.get(name, name))


def apply_changes(plan: OpenPlan, chosen: Sequence[Change]) -> Imported:
    """Make the changes that were chosen, as one edit, and tell what was added."""
    imported = Imported()
    if not chosen:
        return imported
    rows = InjectRows(plan, imported)
    names = PlanNames(plan)
    with plan.edit(APPLY_LABEL, count=len(chosen)):
        for change in chosen:
            inject = plan.get(Inject, change.inject_id)
            if change.kind == "edited" and inject is not None and change.read is not None:
                _Writing(plan, names, rows).write(inject, change.read, change.field)
            elif change.kind == "removed" and inject is not None:
                plan.remove(inject)
        added = [c.read for c in chosen if c.kind == "added" and c.read is not None]
        fresh: list[Understood] = [understood_by(names, read) for read in added]
        rows.add(fresh)
    return imported


class _Writing:
    """Writes one edited cell into an inject, within an edit."""

    def __init__(self, plan: OpenPlan, names: PlanNames, rows: InjectRows) -> None:
        self._plan = plan
        self._names = names
        self._rows = rows

    def write(self, inject: Inject, read: ReadInject, name: str) -> None:
        """Give `inject` what the cell of field `name` says now."""
        words = read.cells[name]
        special: dict[str, Callable[[], None]] = {
            "storyline": lambda: self._storyline(inject, read),
            "event": lambda: setattr(inject, "event_id", self._rows.event_of(read)),
            "objectives": lambda: self._objectives(inject, words),
            "depends_on": lambda: self._dependencies(inject, words),
        }
        if name in special:
            special[name]()
            return
        column, value = self._column_and_value(read, name, words)
        setattr(inject, column, value)

    def _column_and_value(self, read: ReadInject, name: str, words: str) -> tuple[str, Any]:
        values: dict[str, tuple[str, Any]] = {
            "time": ("offset_minutes", read.offset_minutes),
            "scenario_time": ("scenario_minutes", read.scenario_minutes),
            "controller": ("controller_id", self._names.assignment(words, CONTROLLERS)),
            "evaluator": ("evaluator_id", self._names.assignment(words, EVALUATORS)),
            "venue": ("venue_id", self._names.venue(words)),
            "kind": ("kind", read.kind),
            "mode": ("mode", read.mode),
            "status": ("status", read.status),
        }
        return values.get(name, (name, words))

    def _objectives(self, inject: Inject, words: str) -> None:
        wanted = self._names.objectives(words)[0]
        self._link(inject, InjectObjective, "objective_id", wanted)

    def _dependencies(self, inject: Inject, words: str) -> None:
        found = [self._names.inject(number) for number in split_numbers(words)]
        self._link(inject, InjectDependency, "depends_on_id", [each for each in found if each])

    def _storyline(self, inject: Inject, read: ReadInject) -> None:
        storyline_id = self._rows.storyline_of(read)
        event = self._plan.get(Event, inject.event_id)
        if event is not None and event.storyline_id not in {None, storyline_id}:
            # The event belongs elsewhere: the storyline that was written decides.
            inject.event_id = None
        inject.storyline_id = storyline_id

    def _link(
        self,
        inject: Inject,
        table: type[InjectObjective] | type[InjectDependency],
        column: str,
        wanted: list[str],
    ) -> None:
        present = {
            getattr(link, column): link
            for link in self._plan.children(table, "inject_id", inject.id)
        }
        for target, link in present.items():
            if target not in wanted:
                self._plan.remove(link)
        for target in wanted:
            if target not in present and target != inject.id:
                self._plan.add(table(inject_id=inject.id, **{column: target}))

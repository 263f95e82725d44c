"""The columns of a MSEL as Istmo writes it, and what each cell of an inject says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from db.reader import PlanReader
from db.tables import (
    Assignment,
    Event,
    Inject,
    InjectDependency,
    InjectObjective,
    Objective,
    Venue,
)
from db.text import LANGUAGES, Language, Text
from desktop.exchange.spreadsheets.headings import FIELDS, TEXT_FIELDS
from desktop.exchange.spreadsheets.plan_names import assignment_label, event_label
from desktop.language import N_, translate
from desktop.planning.moments import PlanClock, clock_of
from desktop.planning.storylines import storyline_of
from desktop.planning.terms import INJECT_KINDS, INJECT_MODES, INJECT_STATUSES

CODES: dict[str, dict[str, str]] = {
    "mode": INJECT_MODES,
    "kind": INJECT_KINDS,
    "status": INJECT_STATUSES,
}
DATE_AND_TIME = N_("Date and time (local)")
SCENARIO_TIME = N_("Scenario time (local)")
LANGUAGE_NAMES: dict[Language, str] = {"en": N_("English"), "es": N_("Spanish")}
MOMENTS = frozenset({"time", "scenario_time"})
WRITTEN_MOMENT = "%Y-%m-%d %H:%M"
_WIDTHS = {
    "number": 9.0, "time": 17.0, "scenario_time": 17.0, "title": 30.0, "message": 60.0,
    "sender": 18.0, "receiver": 18.0, "mode": 13.0, "kind": 16.0, "expected_response": 45.0,
    "objectives": 12.0, "storyline": 20.0, "event": 22.0, "controller": 24.0,
    "evaluator": 24.0, "venue": 20.0, "status": 13.0, "depends_on": 13.0, "notes": 35.0,
}  # fmt: skip
_ORDER = (
    "number", "time", "scenario_time", "storyline", "event", "title", "kind", "mode", "sender",
    "receiver", "message", "expected_response", "objectives", "controller", "evaluator", "venue",
    "status", "depends_on", "notes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, with the language for a wording; heading; width in characters."""

    field: str
    heading: str
    width: float

    @property
    def is_moment(self) -> bool:
        """Whether its cells are dates."""
        return self.field in MOMENTS

    @property
    def codes(self) -> dict[str, str]:
        """The codes its cells choose from, as labels; empty when they are free."""
        return CODES.get(self.field, {})


def columns_of(reader: PlanReader, language: Language) -> list[Column]:
    """Return the columns of a plan's MSEL, their headings in `language`.

    Texts have a column for each language that the plan is written in, or has any text in.
    """
    injects = reader.rows(Inject)
    sides = [side for side in LANGUAGES if reader.row.languages in {side, "both"}]
    columns: list[Column] = []
    for name in _ORDER:
        if name == "scenario_time" and all(row.scenario_minutes is None for row in injects):
            continue
        heading = translate(FIELDS[name], language)
        if name in MOMENTS:
            heading = translate(DATE_AND_TIME if name == "time" else SCENARIO_TIME, language)
        if name not in TEXT_FIELDS:
            columns.append(Column(name, heading, _WIDTHS[name]))
            continue
        for side in LANGUAGES:
            if side in sides or any(getattr(row, f"{name}_{side}") for row in injects):
                said = f"{heading} ({translate(LANGUAGE_NAMES[side], language)})"
                columns.append(Column(f"{name}_{side}", said, _WIDTHS[name]))
    return columns


class InjectCells:
    """Says what the cells of an inject hold, as texts, in one language."""

    def __init__(self, reader: PlanReader, language: Language) -> None:
        self._reader = reader
        self.language = language
        self._clock: PlanClock = clock_of(reader.row)
        self._said: dict[str, Callable[[Inject], str]] = {
            "number": lambda row: row.number,
            "time": lambda row: self._moment(row.offset_minutes),
            "scenario_time": lambda row: self._moment(row.scenario_minutes),
            "storyline": self._storyline,
            "event": self._event,
            "objectives": self._objectives,
            "controller": lambda row: self._assignment(row.controller_id),
            "evaluator": lambda row: self._assignment(row.evaluator_id),
            "venue": self._venue,
            "depends_on": self._dependencies,
        }

    def of(self, inject: Inject, columns: list[Column]) -> dict[str, str]:
        """Return the text of each column's cell by field."""
        return {column.field: self.cell(inject, column.field) for column in columns}

    def cell(self, inject: Inject, field: str) -> str:
        """Return what the cell of a field holds, moments as "2026-01-12 07:30"."""
        if field in self._said:
            return self._said[field](inject)
        value = str(getattr(inject, field))
        if field in CODES:
            return translate(CODES[field].get(value, value), self.language)
        return value.strip() if field.startswith("number") else _as_read(field, value)

    def moment(self, inject: Inject, field: str) -> datetime | None:
        """Return the local time of a column of moments, without a zone."""
        offset = inject.offset_minutes if field == "time" else inject.scenario_minutes
        return None if offset is None else self._clock.local(offset).replace(tzinfo=None)

    def _moment(self, offset: int | None) -> str:
        return "" if offset is None else self._clock.local(offset).strftime(WRITTEN_MOMENT)

    def _storyline(self, row: Inject) -> str:
        storyline = storyline_of(self._reader, row)
        if storyline is None:
            return ""
        return storyline.name.best(self.language) or storyline.code

    def _event(self, row: Inject) -> str:
        event = self._reader.get(Event, row.event_id)
        return "" if event is None else event_label(event, self.language)

    def _objectives(self, row: Inject) -> str:
        links = self._reader.children(InjectObjective, "inject_id", row.id)
        linked = {link.objective_id for link in links}
        chosen = [each for each in self._reader.rows(Objective) if each.id in linked]
        return ", ".join(each.number or each.statement.best(self.language) for each in chosen)

    def _assignment(self, assignment_id: str | None) -> str:
        row = self._reader.get(Assignment, assignment_id)
        return "" if row is None else assignment_label(self._reader, row, self.language)

    def _venue(self, row: Inject) -> str:
        venue = self._reader.get(Venue, row.venue_id)
        return "" if venue is None else venue.name.best(self.language)

    def _dependencies(self, row: Inject) -> str:
        links = self._reader.children(InjectDependency, "inject_id", row.id)
        before = [self._reader.get(Inject, link.depends_on_id) for link in links]
        return ", ".join(sorted(each.number for each in before if each is not None))


def _as_read(field: str, value: str) -> str:
    """Return a text as it comes back: titles on one line, no line ends of other systems."""
    if field.startswith("title"):
        return " ".join(value.split())
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def objective_rows(reader: PlanReader, language: Language) -> list[list[str]]:
    """Return a sheet of the objectives: headings, then number and statements."""
    rows = [
        [
            translate(FIELDS["number"], language),
            *(
                f"{translate(N_('Objective'), language)} ({translate(name, language)})"
                for name in LANGUAGE_NAMES.values()
            ),
            translate(N_("Injects"), language),
        ]
    ]
    for row in reader.rows(Objective):
        statement: Text = row.statement
        count = len(reader.children(InjectObjective, "objective_id", row.id))
        rows.append([row.number, statement.en, statement.es, str(count)])
    return rows

"""Changes of a plan in planners' words: which section, which row, what was and what is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any, cast
from zoneinfo import ZoneInfo

from db.clock import Stamp
from db.departure import TravelingRow
from db.merge_changes import FieldChange, Key, RowChange, Rows
from db.merge_survivors import references
from db.merging import plan_of
from db.record import Record
from db.tables import TABLE_BY_NAME, Assignment, Plan
from db.text import Text
from desktop.language import LANGUAGES, N_, as_text
from desktop.planning.moments import PlanClock, duration_label, relative
from desktop.planning.record_names import field_name, record_name, row_name, row_title
from desktop.planning.terms import role_label
from desktop.planning.value_words import codes_of, dated

SECTIONS: dict[str, tuple[str, ...]] = {
    N_("Overview"): ("plan", "approval", "accepted_finding"),
    N_("Framework"): (
        "framework",
        "pillar",
        "focus_area",
        "area_of_action",
        "proposed_action",
        "indicator",
        "plan_framework",
        "plan_focus_area",
        "indicator_target",
    ),
    N_("Objectives"): ("objective", "alignment", "criterion"),
    N_("Scenario"): ("scenario_section", "simulated_actor", "attachment"),
    N_("Milestones"): ("milestone",),
    N_("Schedule"): (
        "schedule_item",
        "schedule_organization",
        "schedule_person",
        "schedule_objective",
        "schedule_focus_area",
    ),
    N_("MSEL"): (
        "storyline",
        "event",
        "inject",
        "inject_objective",
        "inject_criterion",
        "inject_focus_area",
        "inject_dependency",
        "delivery",
    ),
    N_("People"): (
        "organization",
        "person",
        "venue",
        "participation",
        "assignment",
        "plan_venue",
    ),
    N_("Evaluation"): ("watch", "observation", "corrective_action"),
}
"""The sections that changes are grouped by, in reading order, and the tables of each."""

_SECTION_OF = {table: section for section, tables in SECTIONS.items() for table in tables}
_LONGEST = 160

_WHOLE = {
    "added": N_("{row} was added."),
    "deleted": N_("{row} was deleted."),
    "restored": N_("{row} was brought back."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One change of one row, to be read: its section, who made it, and its sentences.

    `section` is a message id; `author` is empty when nobody knows.
    """

    change: RowChange
    section: str
    author: str
    moment: datetime
    name: Text
    sentences: tuple[Text, ...]


class Wording:
    """Puts changes between two states of a plan into words."""

    def __init__(
        self, *states: Rows, author_of: Callable[[str], str] = lambda _replica: ""
    ) -> None:
        self._states = states
        self._author_of = author_of
        self._names: dict[Key, Text] = {}

    def line(self, change: RowChange) -> Line:
        """Return a change as it is read."""
        stamp = Stamp.parse(change.stamp)
        return Line(
            change=change,
            section=section_of(change.table),
            author=self._author_of(stamp.replica),
            moment=stamp.moment,
            name=self.name_of(change.table, change.id),
            sentences=tuple(self._sentences(change)),
        )

    def name_of(self, table: str, row_id: str) -> Text:
        """Return how a sentence names a row, as far as any of the states holds it."""
        name = self._names.get((table, row_id))
        if name is None:
            name = self._names[table, row_id] = self._name_of(table, row_id)
        return name

    def _name_of(self, table: str, row_id: str) -> Text:
        row = self._row(table, row_id)
        if row is None:
            return record_name(table)
        if table == Assignment.__tablename__:
            return self._assigned(row)
        name = row_name(_seen(row))
        linked = [
            self.name_of(target, row.values[column])
            for column, target in references(row.table).items()
            if row.values[column] is not None
        ]
        if name != record_name(table) or not linked:
            return name
        wordings = ("; ".join(other.best(language) for other in linked) for language in LANGUAGES)
        return Text(
            *(f"{kind} ({rest})" for kind, rest in zip((name.en, name.es), wordings, strict=True))
        )

    def _assigned(self, row: TravelingRow) -> Text:
        """Return who has a role: "Evaluator (Itzel Núñez)", or at which institution or site."""
        table, values = row.table.__tablename__, row.values
        role = self.value(table, "role", values["role"])
        for column in ("person_id", "organization_id", "venue_id"):
            if values[column] is not None:
                who = self._referred(table, column, values[column])
                return Text(f"{role.en} ({who.best('en')})", f"{role.es} ({who.best('es')})")
        return role

    def value(self, table: str, name: str, value: Any) -> Text:
        """Return a field's value in words of both languages."""
        if value is None or value == "":
            return as_text(N_("nothing"))
        if isinstance(value, bool):
            return as_text(N_("yes")) if value else as_text(N_("no"))
        label = codes_of(table, name).get(value)
        if (table, name) == (Assignment.__tablename__, "role") and label is not None:
            label = role_label(value, self._kind)
        if label is not None:
            return as_text(label)
        if name.endswith("_id") and isinstance(value, str):
            return self._referred(table, name, value)
        if isinstance(value, int):
            return self._number(name, value)
        return dated(name, str(value))

    def _number(self, name: str, value: int) -> Text:
        text = str(value)
        if name in {"offset_minutes", "scenario_minutes"} and self._clock is not None:
            text = relative(value, self._clock)
        elif name == "duration_minutes":
            text = duration_label(value)
        elif name == "day_offset":
            text = f"D{value:+d}" if value else "D"
        return Text(text, text)

    def _sentences(self, change: RowChange) -> list[Text]:
        name = self.name_of(change.table, change.id)
        if change.kind in _WHOLE:
            return [as_text(_WHOLE[change.kind], row=name)]
        return [self._sentence(change, name, field) for field in change.fields]

    def _sentence(self, change: RowChange, name: Text, field: FieldChange) -> Text:
        if field.field == "position":
            return as_text(N_("{row} was moved to another place in its list."), row=name)
        before = _shortened(self.value(change.table, field.field, field.before))
        after = _shortened(self.value(change.table, field.field, field.after))
        if change.kind == "moved":
            message = N_("{row} was moved from {before} to {after}.")
            return as_text(message, row=name, before=before, after=after)
        message = N_("{row}, {field}: “{before}” became “{after}”.")
        field_text = field_name(field.field)
        return as_text(message, row=name, field=field_text, before=before, after=after)

    def _row(self, table: str, row_id: str) -> TravelingRow | None:
        found = [state[table, row_id] for state in self._states if (table, row_id) in state]
        # A row is named as it stands; one that is gone, as it was.
        standing = [row for row in found if not row.values["deleted"]]
        return next(reversed(standing or found), None)

    def _referred(self, table: str, name: str, row_id: str) -> Text:
        target = references(TABLE_BY_NAME[table]).get(name)
        if target is None:
            return Text(row_id, row_id)
        row = self._row(target, row_id)
        # The field tells what kind of row it is.
        title = Text() if row is None or row.values.get("number") else row_title(_seen(row))
        return title or self.name_of(target, row_id)

    @cached_property
    def _kind(self) -> str:
        """The kind of the plan; roles have other names in workshops."""
        rows = self._states[-1].items()
        return next((row.values["kind"] for (table, _), row in rows if table == "plan"), "")

    @cached_property
    def _clock(self) -> PlanClock | None:
        rows = self._states[-1]
        return clock_in(rows) if any(table == Plan.__tablename__ for table, _ in rows) else None


def section_of(table: str) -> str:
    """Return the section (message id) in which changes of a table are told."""
    return _SECTION_OF[table]


def clock_in(rows: Rows) -> PlanClock:
    """Return the clock of the plan whose rows these are."""
    values = plan_of(rows).values
    start = datetime.fromisoformat(values["start"])
    return PlanClock(start, ZoneInfo(values["zone"]), values["duration_minutes"])


@cache
def section_order() -> dict[str, int]:
    """Return the place of each section in reading order."""
    return {section: number for number, section in enumerate(SECTIONS)}


def _seen(row: TravelingRow) -> Record:
    return cast("Record", _Seen(row))


class _Seen:
    """A row outside a library, with texts in two languages as one, as a record has them."""

    def __init__(self, row: TravelingRow) -> None:
        self._values = row.values
        self.__tablename__ = row.table.__tablename__

    def __getattr__(self, name: str) -> Any:
        values = self._values
        if f"{name}_en" in values:
            return Text(values[f"{name}_en"], values[f"{name}_es"])
        try:
            return values[name]
        except KeyError:
            raise AttributeError(name) from None


def _shortened(text: Text) -> Text:
    return Text(
        *(word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…" for word in (text.en, text.es))
    )

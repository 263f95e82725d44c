"""What prints is written, in all languages of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter
from typing import Any

from db.record import Record
from db.tables import (
    Alignment,
    Approval,
    Assignment,
    Attachment,
    CorrectiveAction,
    Criterion,
    Event,
    IndicatorTarget,
    Inject,
    Milestone,
    Objective,
    Observation,
    Organization,
    Participation,
    Plan,
    PlanFocusArea,
    PlanVenue,
    ScenarioSection,
    ScheduleItem,
    SimulatedActor,
    Storyline,
    Venue,
    Watch,
)
from db.text import LANGUAGES, Language, Pair, Text
from desktop.language import N_
from desktop.planning.finding import Finding, found
from desktop.planning.record_names import field_name, record_name, row_name
from desktop.planning.row_values import values_of
from desktop.planning.rules.subject import Subject

PRINTED = (
    Plan,
    Approval,
    PlanFocusArea,
    IndicatorTarget,
    Objective,
    Alignment,
    Criterion,
    Milestone,
    ScheduleItem,
    Assignment,
    ScenarioSection,
    SimulatedActor,
    Attachment,
    Storyline,
    Event,
    Inject,
    Watch,
    Observation,
    CorrectiveAction,
)
NAMED = (
    (Plan, "name"),
    (Objective, "statement"),
    (Milestone, "title"),
    (ScheduleItem, "title"),
    (ScenarioSection, "title"),
    (SimulatedActor, "name"),
    (Storyline, "name"),
    (Event, "title"),
    (Inject, "title"),
)
MISSING: dict[Language, str] = {
    "en": N_("{record} lacks its English text: {fields}. Write it, or plan in Spanish only."),
    "es": N_("{record} lacks its Spanish text: {fields}. Write it, or plan in English only."),
}


def text_missing(subject: Subject) -> Iterator[Finding]:
    """Yield each row that says something in one language of the plan and not in another."""
    languages = [code for code in LANGUAGES if subject.plan.languages in (code, "both")]
    for table in PRINTED:
        yield from _untranslated(table, subject.reader.rows(table), languages)
    yield from _untranslated(Venue, _venues(subject), languages)
    yield from _untranslated(Organization, _organizations(subject), languages)


def name_missing(subject: Subject) -> Iterator[Finding]:
    """Yield each row that has no name, title or statement at all."""
    for table, field in NAMED:
        english, spanish = f"{field}_en", f"{field}_es"
        for row in subject.reader.rows(table):
            values = values_of(row)
            if not values[english] and not values[spanish]:
                yield found(
                    "name-missing",
                    "error",
                    row,
                    field,
                    N_(
                        "{record}: the field “{field}” is empty. Fill it in, so that it can be "
                        "printed."
                    ),
                    record=record_name(table.__tablename__),
                    field=field_name(field),
                )


def _untranslated(
    table: type[Record], rows: Iterable[Record], languages: list[Language]
) -> Iterator[Finding]:
    names, wordings = _pairs_of(table)
    for row in rows:
        values = wordings(values_of(row))
        if "" not in values:
            continue
        english, spanish = values[::2], values[1::2]
        if list(map(bool, english)) == list(map(bool, spanish)):
            continue
        for language in languages:
            mine, other = (english, spanish) if language == "en" else (spanish, english)
            lacking = [name for name, a, b in zip(names, mine, other, strict=True) if b and not a]
            if lacking:
                fields = [field_name(name) for name in lacking]
                yield found(
                    "text-missing",
                    "warning",
                    row,
                    f"{lacking[0]}_{language}",
                    MISSING[language],
                    about=(language,),
                    record=row_name(row),
                    fields=Text(
                        ", ".join(field.en for field in fields),
                        ", ".join(field.es for field in fields),
                    ),
                )


@cache
def _pairs_of(table: type[Record]) -> tuple[tuple[str, ...], Any]:
    """Return the names of a table's text pairs, and what reads all their wordings."""
    names = tuple(name for name, value in vars(table).items() if isinstance(value, Pair))
    columns = [f"{name}_{language}" for name in names for language in LANGUAGES]
    return names, itemgetter(*columns)


def _venues(subject: Subject) -> list[Venue]:
    found_ones = (subject.reader.get(Venue, row.venue_id) for row in subject.reader.rows(PlanVenue))
    return [venue for venue in found_ones if venue is not None]


def _organizations(subject: Subject) -> list[Organization]:
    ids = {row.organization_id for row in subject.reader.rows(Participation)}
    found_ones = (subject.reader.get(Organization, row_id) for row_id in sorted(ids))
    return [row for row in found_ones if row is not None]

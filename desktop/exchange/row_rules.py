"""What each field of a plan may hold, for rows that come from a stranger's file."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import Column

from db.departure import references_of, traveling_fields
from db.ordering import is_key
from db.record import Record
from db.tables import (
    Approval,
    Assignment,
    Attachment,
    CorrectiveAction,
    Criterion,
    Delivery,
    Inject,
    Milestone,
    Objective,
    Observation,
    Organization,
    Participation,
    Person,
    Plan,
    ScenarioSection,
    ScheduleItem,
    SimulatedActor,
    Venue,
    Watch,
)
from db.text import one_line
from desktop.exchange import limits
from desktop.exchange.audiences import RELEASED
from desktop.planning import terms
from desktop.planning.attachments import MOST_BYTES
from desktop.planning.pictures import MEDIA_TYPES

Rule = Callable[[Any], bool]

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_START = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def is_id(value: Any) -> bool:
    """Return whether `value` is the id of a row."""
    return type(value) is str and _ID.fullmatch(value) is not None


def is_text(value: Any) -> bool:
    """Return whether `value` is a text of reasonable length that can be stored."""
    return type(value) is str and len(value) <= limits.TEXT_LENGTH and not _NOT_TEXT.search(value)


def is_name(value: Any) -> bool:
    """Return whether `value` can stand in a sentence as the name of somebody."""
    plain = type(value) is str and len(value) <= limits.AUTHOR_LENGTH
    return plain and one_line(value) == value


def is_zone(value: Any) -> bool:
    """Return whether `value` is the name of an IANA time zone."""
    return type(value) is str and value in _zones()


def is_start(value: Any) -> bool:
    """Return whether `value` is local wall time to the minute, as 2026-01-12T07:00."""
    if type(value) is not str or not _START.fullmatch(value):
        return False
    try:
        return _is_near(datetime.fromisoformat(value).year)
    except ValueError:
        return False


@cache
def rules_of(table: type[Record]) -> tuple[tuple[str, Rule], ...]:
    """Return the fields of `table` that travel, each with the rule its value must meet."""
    return tuple((field, _rule(table, field)) for field in traveling_fields(table))


@cache
def defaults_of(table: type[Record]) -> dict[str, Any]:
    """Return what each field of `table` holds when an older file does not say."""
    defaults: dict[str, Any] = {}
    for field in traveling_fields(table):
        default: Any = table.__table__.columns[field].default
        defaults[field] = None if default is None else default.arg
    return defaults


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _is_near(year: int) -> bool:
    return limits.FIRST_YEAR <= year <= limits.LAST_YEAR


def _is_date(value: Any) -> bool:
    if value == "":
        return True
    if type(value) is not str or not _DATE.fullmatch(value):
        return False
    try:
        return _is_near(date.fromisoformat(value).year)
    except ValueError:
        return False


def _is_position(value: Any) -> bool:
    """Return whether `value` is a place in a list, or none yet."""
    if type(value) is not str or len(value) > limits.POSITION_LENGTH:
        return False
    return not value or is_key(value)


def _is_id_or_none(value: Any) -> bool:
    return value is None or is_id(value)


def _is_flag(value: Any) -> bool:
    return type(value) is bool


def _one_of(*tables: Collection[str], empty: bool = False) -> Rule:
    allowed = {code for table in tables for code in table} | ({""} if empty else set())
    return lambda value: type(value) is str and value in allowed


def _within(lowest: int, highest: int) -> Rule:
    return lambda value: type(value) is int and lowest <= value <= highest


def _or_none(rule: Rule) -> Rule:
    return lambda value: value is None or rule(value)


def _is_moment(value: Any) -> bool:
    """Return whether `value` is a UTC time to the second, as 2026-11-27T14:30:00."""
    if type(value) is not str or not _MOMENT.fullmatch(value):
        return False
    try:
        return _is_near(datetime.fromisoformat(value).year)
    except ValueError:
        return False


def _is_digest(value: Any) -> bool:
    return type(value) is str and _DIGEST.fullmatch(value) is not None


def _is_file_name(value: Any) -> bool:
    """Return whether `value` is a name without a path, safe on every system."""
    plain = is_text(value) and 0 < len(value) <= limits.NAME_LENGTH and value.isprintable()
    return plain and not set(value) & set('<>:"/\\|?*') and value.strip(" .") == value


def _degrees(limit: float) -> Rule:
    def rule(value: Any) -> bool:
        if value is None:
            return True
        return type(value) in {int, float} and math.isfinite(value) and abs(value) <= limit

    return rule


_MINUTES = _within(-limits.MINUTES, limits.MINUTES)
_LENGTH = _within(0, limits.MINUTES)
_SPECIAL: dict[tuple[type[Record], str], Rule] = {
    (Plan, "kind"): _one_of(terms.PLAN_KINDS),
    (Plan, "type"): _one_of(terms.EXERCISE_TYPES, terms.WORKSHOP_TYPES, empty=True),
    (Plan, "status"): _one_of(terms.STATUSES),
    (Plan, "start"): is_start,
    (Plan, "duration_minutes"): _LENGTH,
    (Plan, "zone"): is_zone,
    (Plan, "languages"): _one_of(terms.PLAN_LANGUAGES),
    (Plan, "released_for"): _one_of(RELEASED, empty=True),
    (Objective, "priority"): _one_of(terms.PRIORITIES),
    (Criterion, "rating"): _one_of(terms.RATINGS, empty=True),
    (Criterion, "observation_kind"): _one_of(terms.OBSERVATION_KINDS, empty=True),
    (Milestone, "kind"): _one_of(terms.MILESTONE_KINDS),
    (Milestone, "day_offset"): _within(-limits.DAYS, limits.DAYS),
    (Milestone, "status"): _one_of(terms.MILESTONE_STATUSES),
    (ScheduleItem, "kind"): _one_of(terms.SCHEDULE_KINDS),
    (ScheduleItem, "offset_minutes"): _MINUTES,
    (ScheduleItem, "duration_minutes"): _LENGTH,
    (Participation, "role"): _one_of(terms.PARTICIPATION_ROLES),
    (Assignment, "role"): _one_of(terms.ROLES),
    (Organization, "kind"): _one_of(terms.ORGANIZATION_KINDS),
    (Person, "available_from"): _is_date,
    (Person, "available_until"): _is_date,
    (Approval, "date"): _is_date,
    (ScenarioSection, "kind"): _one_of(terms.SCENARIO_KINDS),
    (ScenarioSection, "offset_minutes"): _or_none(_MINUTES),
    (SimulatedActor, "kind"): _one_of(terms.ACTOR_KINDS),
    (Inject, "offset_minutes"): _MINUTES,
    (Inject, "scenario_minutes"): _or_none(_MINUTES),
    (Inject, "kind"): _one_of(terms.INJECT_KINDS),
    (Inject, "mode"): _one_of(terms.INJECT_MODES),
    (Inject, "status"): _one_of(terms.INJECT_STATUSES),
    (Delivery, "status"): _one_of(terms.DELIVERY_STATUSES),
    (Delivery, "moment"): _is_moment,
    (Attachment, "digest"): _is_digest,
    (Attachment, "file_name"): _is_file_name,
    (Attachment, "media_type"): _one_of(MEDIA_TYPES),
    (Attachment, "size"): _within(1, MOST_BYTES),
    (Watch, "offset_minutes"): _MINUTES,
    (Watch, "duration_minutes"): _LENGTH,
    (Observation, "kind"): _one_of(terms.OBSERVATION_KINDS),
    (Observation, "offset_minutes"): _or_none(_MINUTES),
    (CorrectiveAction, "element"): _one_of(terms.CAPABILITY_ELEMENTS),
    (CorrectiveAction, "start_date"): _is_date,
    (CorrectiveAction, "due_date"): _is_date,
    (CorrectiveAction, "status"): _one_of(terms.ACTION_STATUSES),
    (Venue, "latitude"): _degrees(90),
    (Venue, "longitude"): _degrees(180),
}

_BY_TYPE: dict[type, Rule] = {
    str: is_text,
    bool: _is_flag,
    int: _within(0, limits.COUNT),
}


def _rule(table: type[Record], field: str) -> Rule:
    special = _SPECIAL.get((table, field))
    if special is not None:
        return special
    if field == "position":
        return _is_position
    column: Column[Any] = table.__table__.columns[field]  # type: ignore[assignment]
    if field in references_of(table):
        return _is_id_or_none if column.nullable else is_id
    return _BY_TYPE[column.type.python_type]

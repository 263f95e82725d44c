"""What kind of value a field holds, and how what a planner writes is read as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from babel.dates import format_date
from sqlalchemy import Boolean, Integer

from db.departure import references_of
from db.tables import TABLE_BY_NAME
from db.text import LANGUAGES, Text
from desktop.planning import terms
from desktop.planning.moment_notations import parse_duration, parse_moment
from desktop.planning.moments import PlanClock

_DATES = frozenset({"date", "start_date", "due_date", "available_from", "available_until"})
_MOMENTS = frozenset({"start", "moment"})
"""Fields with a date and a time of day: `start` in the plan's zone, `moment` in UTC."""
DATE_PATTERN = "d MMM y"
_UNSAYABLE = frozenset({"position", "digest", "size", "stamps"})
"""Fields whose value tells a planner nothing."""

_PICKED = frozenset(
    {"capability", "marking", "sample", "builtin", "template", "zone", "released_for"}
)
"""Fields that are picked from lists of their own."""

_CODES: dict[tuple[str, str], Mapping[str, str]] = {
    ("assignment", "role"): {**terms.ROLES, **terms.WORKSHOP_ROLES},
    ("corrective_action", "element"): terms.CAPABILITY_ELEMENTS,
    ("corrective_action", "status"): terms.ACTION_STATUSES,
    ("criterion", "observation_kind"): terms.OBSERVATION_KINDS,
    ("criterion", "rating"): terms.RATINGS,
    ("delivery", "status"): terms.DELIVERY_STATUSES,
    ("inject", "kind"): terms.INJECT_KINDS,
    ("inject", "mode"): terms.INJECT_MODES,
    ("inject", "status"): terms.INJECT_STATUSES,
    ("milestone", "kind"): terms.MILESTONE_KINDS,
    ("milestone", "status"): terms.MILESTONE_STATUSES,
    ("objective", "priority"): terms.PRIORITIES,
    ("observation", "kind"): terms.OBSERVATION_KINDS,
    ("organization", "country"): terms.COUNTRIES,
    ("organization", "kind"): terms.ORGANIZATION_KINDS,
    ("participation", "role"): terms.PARTICIPATION_ROLES,
    ("plan", "kind"): terms.PLAN_KINDS,
    ("plan", "languages"): terms.PLAN_LANGUAGES,
    ("plan", "status"): terms.STATUSES,
    ("plan", "type"): {**terms.EXERCISE_TYPES, **terms.WORKSHOP_TYPES},
    ("scenario_section", "kind"): terms.SCENARIO_KINDS,
    ("schedule_item", "kind"): terms.SCHEDULE_KINDS,
    ("simulated_actor", "kind"): terms.ACTOR_KINDS,
}


def codes_of(table: str, field: str) -> Mapping[str, str]:
    """Return the codes a field may hold with their labels (message ids), empty for others."""
    return _CODES.get((table, field), {})


@cache
def target_of(table: str, field: str) -> str:
    """Return the table that a field refers to, nothing when it is no reference."""
    known = TABLE_BY_NAME.get(table)
    return "" if known is None else references_of(known).get(field, "")


def is_date(field: str) -> bool:
    """Return whether a field holds a date, which is written as `2026-03-03`."""
    return field in _DATES


def dated(field: str, value: str) -> Text:
    """Return a date or a moment as one reads it; any other value as it is."""
    try:
        if field in _DATES and value:
            day = date.fromisoformat(value)
            return Text(*(format_date(day, DATE_PATTERN, locale=each) for each in LANGUAGES))
        if field in _MOMENTS and value:
            moment = datetime.fromisoformat(value)
            days = (format_date(moment, DATE_PATTERN, locale=each) for each in LANGUAGES)
            zulu = "Z" if field == "moment" else ""
            return Text(*(f"{day}, {moment:%H:%M}{zulu}" for day in days))
    except ValueError:
        pass
    return Text(value, value)


def is_sayable(field: str) -> bool:
    """Return whether the value of a field tells a planner anything."""
    return field not in _UNSAYABLE


def is_prose(table: str, field: str) -> bool:
    """Return whether a field holds free text, in which words may differ."""
    column = _column(table, field)
    if column is None or isinstance(column.type, Integer | Boolean):
        return False
    coded = bool(codes_of(table, field)) or bool(target_of(table, field))
    return not coded and column.type.python_type is str and field not in _DATES


def is_written(table: str, field: str) -> bool:
    """Return whether a planner may write another value by hand."""
    column = _column(table, field)
    if column is None or field == "deleted" or not is_sayable(field):
        return False
    return not isinstance(column.type, Boolean) and field not in _PICKED


def read(table: str, field: str, text: str, clock: PlanClock) -> Any:
    """Return the value that `text` says. Raises ValueError when the field cannot hold it."""
    column = _column(table, field)
    if column is None:
        raise ValueError(field)
    words = text.strip()
    if not words and column.nullable:
        return None
    reader = _READERS.get(field)
    if reader is not None:
        return reader(words, clock)
    kind = column.type.python_type
    return kind(words) if kind in {int, float} else text


def _date(words: str, _clock: PlanClock) -> str:
    return date.fromisoformat(words).isoformat() if words else ""


_READERS: dict[str, Callable[[str, PlanClock], Any]] = {
    "offset_minutes": parse_moment,
    "scenario_minutes": parse_moment,
    "duration_minutes": lambda words, _clock: parse_duration(words),
    "day_offset": lambda words, _clock: int(words.upper().removeprefix("D") or 0),
    **dict.fromkeys(_DATES, _date),
}


def _column(table: str, field: str) -> Any:
    known = TABLE_BY_NAME.get(table)
    return None if known is None else known.__table__.columns.get(field)

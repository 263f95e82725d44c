"""Plans to print, made of a few words each."""

from __future__ import annotations

from typing import Any

from db.library import Library
from db.open_plan import OpenPlan
from db.record import Record
from db.tables import Milestone, Objective, Plan, ScheduleItem
from db.text import N_, Text

START = "2026-01-12T07:00"


def plan_row(**values: Any) -> Plan:
    given: dict[str, Any] = {
        "kind": "exercise",
        "type": "field-training",
        "name": Text("Jungle training", "Entrenamiento en selva"),
        "start": START,
        "duration_minutes": 3 * 1440,
    }
    return Plan(**given | values)


def item(day: int, time: str, minutes: int, title: Text | str, **values: Any) -> ScheduleItem:
    """Return an item that begins at a clock time ("0800") of a day; STARTEX is at 0700."""
    offset = day * 1440 + int(time[:2]) * 60 + int(time[2:]) - 7 * 60
    name = title if isinstance(title, Text) else Text(title, f"{title} (es)")
    values.setdefault("track", Text("Boats", "Lanchas"))
    return ScheduleItem(title=name, offset_minutes=offset, duration_minutes=minutes, **values)


def milestone(day: int, title: Text, **values: Any) -> Milestone:
    return Milestone(title=title, day_offset=day, **values)


def objective(number: str, statement: Text) -> Objective:
    return Objective(number=number, statement=statement, position=f"V{number}")


def add(library: Library, *rows: Record, **values: Any) -> OpenPlan:
    return library.add_plan([plan_row(**values), *rows], N_("Create plan"))

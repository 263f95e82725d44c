"""A library with the starter content, and small plans to try the rules on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Person, ScheduleItem, Venue
from db.text import Text
from desktop.planning import templates
from desktop.planning.starter import prepare
from desktop.planning.templates import new_plan
from tests.planning.template_shelf import Shelf

MONDAY = datetime(2027, 7, 12, 8, 0)


@pytest.fixture
def library() -> Iterator[Library]:
    library = Library.in_memory()
    prepare(library)
    yield library
    library.close()


@pytest.fixture
def make_plan(library: Library) -> Callable[..., OpenPlan]:
    """Make a blank three-day exercise on Monday, 12 July 2027, in Panama."""

    def make(template: str = "blank-exercise", **fields: Any) -> OpenPlan:
        plan = new_plan(
            library,
            template,
            name=fields.pop("name", Text("Trident", "Tridente")),
            start=fields.pop("start", MONDAY),
            zone=fields.pop("zone", "America/Panama"),
        )
        if template.startswith("blank"):
            fields.setdefault("duration_minutes", 3 * 1440 - 840)
        with plan.edit("Set up the test"):
            for field, value in fields.items():
                setattr(plan.row, field, value)
        return plan

    return make


@pytest.fixture
def plan(make_plan: Callable[..., OpenPlan]) -> OpenPlan:
    return make_plan()


@pytest.fixture
def add_item(plan: OpenPlan) -> Callable[..., ScheduleItem]:
    """Add a schedule item to `plan`; `at` is minutes from start."""

    def add(title: str, at: int, minutes: int = 60, **fields: Any) -> ScheduleItem:
        target = fields.pop("to", plan)
        with target.edit("Add an item"):
            item: ScheduleItem = target.add(
                ScheduleItem(
                    title=Text(title, title),
                    offset_minutes=at,
                    duration_minutes=minutes,
                    **fields,
                )
            )
        return item

    return add


@pytest.fixture
def hall(library: Library) -> Venue:
    with library.edit("Add a venue"):
        return library.add(Venue(name=Text("Hall", "Salón"), capacity=10))


@pytest.fixture
def officer(library: Library) -> Person:
    with library.edit("Add a person"):
        return library.add(Person(name="Ana Ríos", rank="Mayor"))


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """A folder of templates in place of those that ship."""
    shelf = Shelf(tmp_path)
    monkeypatch.setattr(templates, "_files", shelf.files)
    templates._templates_in.cache_clear()
    yield shelf
    templates._templates_in.cache_clear()

"""Columns of the storyline and the event of an inject, which keep to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.open_plan import OpenPlan
from db.tables import Event, Storyline
from db.text import Text
from desktop.language import spoken
from desktop.planning.storylines import storyline_id_of, storyline_of
from desktop.ui.msel.inject_words import storyline_label
from desktop.ui.tables.coded_columns import Choice, NewEntry, ReferenceColumn


@dataclass(frozen=True)
class StorylineColumn(ReferenceColumn):
    """The storyline of an inject, through its event or directly."""

    def value(self, row: Any, plan: OpenPlan) -> str | None:
        """Return the id of the storyline."""
        return storyline_id_of(plan, row)

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the name of the storyline."""
        storyline = storyline_of(plan, row)
        return "" if storyline is None else storyline_label(storyline)

    def choices_in(self, plan: OpenPlan) -> Sequence[Choice]:
        """Return the storylines in the plan's order."""
        return [
            Choice(row.id, storyline_label(row), f"{row.code}\n{row.name.en}\n{row.name.es}")
            for row in plan.rows(Storyline)
        ]

    def put(self, row: Any, value: Any, plan: OpenPlan) -> None:
        """Give an inject another storyline; it leaves an event of the former one."""
        event = plan.get(Event, row.event_id)
        super().put(row, value, plan)
        if event is not None and event.storyline_id not in {None, row.storyline_id}:
            row.event_id = None

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the storyline's place in the plan; injects without one come last."""
        storyline = storyline_of(plan, row)
        return (storyline is None, "" if storyline is None else storyline.position)


@dataclass(frozen=True)
class EventColumn(ReferenceColumn):
    """The event that an inject brings to the players."""

    def put(self, row: Any, value: Any, plan: OpenPlan) -> None:
        """Put an inject into an event, and so into its storyline; a new one joins its own."""
        storyline_id = storyline_id_of(plan, row)
        super().put(row, value, plan)
        event = plan.get(Event, row.event_id)
        if event is None:
            return
        if isinstance(value, NewEntry):
            event.storyline_id = storyline_id
        row.storyline_id = event.storyline_id or storyline_id


def new_storyline(words: str) -> Storyline:
    """Return a storyline that is so far known by name only."""
    return Storyline(name=Text().replaced(spoken(), words))


def new_event(words: str) -> Event:
    """Return an event that is so far known by title only."""
    return Event(title=Text().replaced(spoken(), words))

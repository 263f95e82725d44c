"""Storyline, event, inject: what belongs to what."""

from __future__ import annotations

from db.reader import PlanReader
from db.tables import Event, Inject, Storyline
from desktop.planning.row_values import values_of


def storyline_of(reader: PlanReader, inject: Inject) -> Storyline | None:
    """Return the storyline of an inject: that of its event, or else its own."""
    return reader.get(Storyline, storyline_id_of(reader, inject))


def storyline_id_of(reader: PlanReader, inject: Inject) -> str | None:
    """Return the id of the storyline of an inject, None when it has none."""
    values = values_of(inject)
    event = reader.get(Event, values.get("event_id"))
    if event is not None and event.storyline_id is not None:
        return event.storyline_id
    own: str | None = values.get("storyline_id")
    return own

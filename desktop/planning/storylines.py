"""Storyline, event, inject: what belongs to what."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.reader import PlanReader
from db.tables import Event, Inject, Storyline
from desktop.planning.row_values import values_of


@dataclass(slots=True)
class Episode:
    """An event with its injects, or with None the injects that belong to no event."""

    event: Event | None
    injects: list[Inject] = field(default_factory=list)


@dataclass(slots=True)
class Thread:
    """A storyline with its events, or with None all that belongs to no storyline."""

    storyline: Storyline | None
    episodes: list[Episode] = field(default_factory=list)

    @property
    def injects(self) -> list[Inject]:
        """All injects of the storyline, by time."""
        injects = [inject for episode in self.episodes for inject in episode.injects]
        return sorted(injects, key=lambda row: (row.offset_minutes, row.number, row.id))


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


def threads_of(reader: PlanReader) -> list[Thread]:
    """Return all storylines with their events and injects, in the order of the plan.

    Injects without an event come first in their storyline; what has no storyline comes
    last, and is left out when there is nothing of it.
    """
    threads: dict[str | None, Thread] = {
        row.id: Thread(row, [Episode(None)]) for row in reader.rows(Storyline)
    }
    loose = threads[None] = Thread(None, [Episode(None)])
    episodes: dict[str, Episode] = {}
    for event in reader.rows(Event):
        episodes[event.id] = Episode(event)
        threads.get(event.storyline_id, loose).episodes.append(episodes[event.id])
    for inject in reader.rows(Inject):
        values = values_of(inject)
        episode = episodes.get(values.get("event_id") or "")
        if episode is None:
            episode = threads.get(values.get("storyline_id"), loose).episodes[0]
        elif episode.event is not None and episode.event.storyline_id is None:
            # The event is of no storyline, the inject itself may be.
            own = threads.get(values.get("storyline_id"), loose)
            episode = episode if own is loose else own.episodes[0]
        episode.injects.append(inject)
    for thread in threads.values():
        if not thread.episodes[0].injects:
            del thread.episodes[0]
    return [t for t in threads.values() if t.storyline is not None or t.episodes]

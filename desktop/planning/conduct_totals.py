"""How play went, storyline by storyline: what was delivered, and how late."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.reader import PlanReader
from db.tables import Storyline
from desktop.planning.deliveries import Conducted, conduct_of, tally
from desktop.planning.storylines import storyline_id_of

ON_TIME_MINUTES = 5
"""An inject that comes at most this much early or late is told as on time."""


@dataclass(slots=True)
class StorylineTotals:
    """The injects of a storyline, or with None of those without one, as they went."""

    storyline: Storyline | None
    conducted: list[Conducted] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many are waiting, held, delivered and cancelled."""
        return tally(self.conducted)

    @property
    def delays(self) -> list[int]:
        """How many minutes late each delivered inject was, negative when early."""
        return [one.minutes_late for one in self.conducted if one.minutes_late is not None]

    @property
    def on_time(self) -> int:
        """How many were delivered within five minutes of their time."""
        return sum(1 for minutes in self.delays if abs(minutes) <= ON_TIME_MINUTES)

    @property
    def mean_delay(self) -> int | None:
        """The mean delay in minutes, None while nothing was delivered."""
        return round(sum(self.delays) / len(self.delays)) if self.delays else None


def totals_of(reader: PlanReader) -> list[StorylineTotals]:
    """Return the totals of each storyline that has injects, in order, and last of all."""
    totals: dict[str | None, StorylineTotals] = {
        row.id: StorylineTotals(row) for row in reader.rows(Storyline)
    }
    loose = totals[None] = StorylineTotals(None)
    for one in conduct_of(reader):
        key = storyline_id_of(reader, one.inject)
        totals.get(key, loose).conducted.append(one)
    return [each for each in totals.values() if each.conducted]

"""Injects on the timeline: short bars in lanes by storyline, sender or venue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from db.open_plan import OpenPlan
from db.record import PlanRecord
from db.tables import Inject, InjectDependency, Storyline, Venue
from db.text import Language, Text
from desktop.language import N_, _
from desktop.planning.row_values import values_of
from desktop.planning.storylines import storyline_id_of
from desktop.ui.msel.inject_columns import STORYLINE
from desktop.ui.msel.inject_words import storyline_label
from desktop.ui.schedule.bars import Bar, Chart
from desktop.ui.schedule.lanes import Lane, Lanes

STORYLINES, SENDERS, VENUES = "storyline", "sender", "venue"
INJECT_LANES: dict[str, str] = {
    STORYLINES: N_("By storyline"),
    SENDERS: N_("By sender"),
    VENUES: N_("By venue"),
}
"""What lanes can stand for, and what a planner reads for it."""

NOWHERE: dict[str, str] = {
    STORYLINES: N_("No storyline"),
    SENDERS: N_("No sender"),
    VENUES: N_("No venue"),
}
ROOM = 105
"""Minutes behind an inject that are kept free for its title, by using another row."""

LENGTH = 15
"""Minutes that the bar of an inject is long: it happens at a moment."""


class InjectLanes(Lanes):
    """The lanes of a plan's injects, in the order in which they are shown."""

    def _found(self) -> list[Lane]:
        if self.by == STORYLINES:
            return [
                Lane(
                    row.id, storyline_label(row), row.name, row.name.has_fallen_back(self._language)
                )
                for row in self._plan.rows(Storyline)
            ]
        if self.by == VENUES:
            used = {row.venue_id for row in self._plan.rows(Inject) if row.venue_id}
            return [self._lane(v.id, v.name) for v in self._plan.rows(Venue) if v.id in used]
        senders: dict[str, Text] = {}
        for row in self._plan.rows(Inject):
            [key] = self.of(row)
            if key:
                senders.setdefault(key, row.sender)
        return [
            Lane(key, key, text, text.has_fallen_back(self._language))
            for key, text in senders.items()
        ]

    def _items(self) -> Iterable[Any]:
        return self._plan.rows(Inject)

    def _nowhere(self) -> str:
        return _(NOWHERE[self.by])

    def of(self, item: Any) -> list[str]:
        """Return the key of the lane that an inject lies in."""
        if self.by == STORYLINES:
            return [storyline_id_of(self._plan, item) or ""]
        values = values_of(item)
        if self.by == VENUES:
            return [values.get("venue_id") or ""]
        first, second = ("en", "es") if self._language == "en" else ("es", "en")
        return [values.get(f"sender_{first}") or values.get(f"sender_{second}") or ""]

    def know(self, items: Iterable[Any]) -> bool:
        """Return whether the lanes have the words of these injects in full: they always do."""
        del items
        return True

    def put(self, item: Any, origin: str, lane: Lane) -> None:
        """Move an inject, within an edit, to `lane`."""
        del origin
        if self.by == STORYLINES:
            STORYLINE.put(item, lane.key or None, self._plan)
        elif self.by == VENUES:
            item.venue_id = lane.key or None
        else:
            item.sender = lane.text


class InjectChart(Chart):
    """The injects of a plan as bars, with arrows for what depends on what."""

    table: type[PlanRecord] = Inject
    resizable = False
    room_for_titles = ROOM

    def links(self, ids: Iterable[str]) -> list[tuple[Bar, Bar]]:
        """Return the bars that the selected injects depend on or are needed by."""
        found: dict[str, tuple[Bar, Bar]] = {}
        for key in ids:
            for column in ("inject_id", "depends_on_id"):
                for link in self._plan.children(InjectDependency, column, key):
                    first, then = self.bar(link.depends_on_id), self.bar(link.inject_id)
                    if first is not None and then is not None:
                        found[link.id] = (first, then)
        return list(found.values())

    def _lanes(self, plan: OpenPlan, by: str, language: Language) -> Lanes:
        return InjectLanes(plan, by, language)

    def _length(self, values: dict[str, Any]) -> int:
        del values
        return LENGTH

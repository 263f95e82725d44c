"""The lanes of the schedule: its items by track, venue, organization or person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    Organization,
    Participation,
    Person,
    PlanVenue,
    ScheduleItem,
    ScheduleOrganization,
    SchedulePerson,
    Venue,
)
from db.text import Language, Text
from desktop.language import N_, _
from desktop.planning.row_values import values_of

TRACK, VENUE, ORGANIZATION, PERSON = "track", "venue", "organization", "person"

LANES_BY: dict[str, str] = {
    TRACK: N_("By track"),
    VENUE: N_("By venue"),
    ORGANIZATION: N_("By organization"),
    PERSON: N_("By person"),
}
"""What lanes can stand for, and what a planner reads for it."""

NOWHERE: dict[str, str] = {
    TRACK: N_("No track"),
    VENUE: N_("No venue"),
    ORGANIZATION: N_("No organization"),
    PERSON: N_("No person"),
}


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: the id of its row (a track's words), its title, its text in both languages.

    The lane of items that belong nowhere has an empty key. `fallen` tells that the title
    is in the other language because it lacks a wording in that of the interface.
    """

    key: str
    title: str
    text: Text = field(default_factory=Text)
    fallen: bool = False


class Lanes:
    """The lanes of a plan's schedule, in the order in which they are shown."""

    def __init__(self, plan: OpenPlan, by: str, language: Language) -> None:
        self.by = by
        self._plan = plan
        self._language = language
        self._track = ("track_en", "track_es") if language == "en" else ("track_es", "track_en")
        self.all: list[Lane] = self._found()
        if not self.all or any("" in self.of(item) for item in self._items()):
            self.all.append(Lane("", self._nowhere()))
        self.index = {lane.key: number for number, lane in enumerate(self.all)}

    def _found(self) -> list[Lane]:
        """Return the lanes that have a key, in order."""
        makers = {
            TRACK: self._tracks,
            VENUE: self._venues,
            ORGANIZATION: self._organizations,
            PERSON: self._persons,
        }
        return makers[self.by]()

    def _items(self) -> Iterable[Any]:
        return self._plan.rows(ScheduleItem)

    def _nowhere(self) -> str:
        return _(NOWHERE[self.by])

    def of(self, item: Any) -> list[str]:
        """Return the keys of the lanes that `item` lies in; at least one."""
        if self.by == TRACK:
            values = values_of(item)
            return [values.get(self._track[0]) or values.get(self._track[1]) or ""]
        if self.by == VENUE:
            return [item.venue_id or ""]
        if self.by == ORGANIZATION:
            links = self._plan.children(ScheduleOrganization, "item_id", item.id)
            keys = dict.fromkeys(
                ([item.lead_id] if item.lead_id else []) + [link.organization_id for link in links]
            )
        else:
            people = self._plan.children(SchedulePerson, "item_id", item.id)
            keys = dict.fromkeys(link.person_id for link in people)
        return list(keys) or [""]

    def know(self, items: Iterable[Any]) -> bool:
        """Return whether the lanes have the words of these items' tracks in full."""
        if self.by != TRACK:
            return True
        for item in items:
            if item is not None and item.track_en and item.track_es:
                lane = self.index.get(self.of(item)[0])
                if lane is not None and self.all[lane].text != item.track:
                    return False
        return True

    def put(self, item: Any, origin: str, lane: Lane) -> None:
        """Move `item`, within an edit, from the lane with key `origin` to `lane`."""
        if self.by == TRACK:
            item.track = lane.text
        elif self.by == VENUE:
            item.venue_id = lane.key or None
        elif self.by == ORGANIZATION:
            self._put_organization(item, origin, lane.key)
        else:
            self._put_person(item, origin, lane.key)

    def _put_organization(self, item: ScheduleItem, origin: str, key: str) -> None:
        links = list(self._plan.children(ScheduleOrganization, "item_id", item.id))
        if item.lead_id == origin or (not origin and not item.lead_id):
            item.lead_id = key or None
        for link in links:
            if link.organization_id == origin and origin != key:
                self._plan.remove(link)
        if key and all(link.organization_id != key for link in links) and item.lead_id != key:
            self._plan.add(ScheduleOrganization(item_id=item.id, organization_id=key))

    def _put_person(self, item: ScheduleItem, origin: str, key: str) -> None:
        links = list(self._plan.children(SchedulePerson, "item_id", item.id))
        for link in links:
            if link.person_id == origin and origin != key:
                self._plan.remove(link)
        if key and all(link.person_id != key for link in links):
            self._plan.add(SchedulePerson(item_id=item.id, person_id=key))

    def _tracks(self) -> list[Lane]:
        fullest: dict[str, Text] = {}
        for item in self._plan.rows(ScheduleItem):
            [shown] = self.of(item)
            known = fullest.get(shown)
            if shown and (known is None or not (known.en and known.es)):
                text = item.track
                if known is None or (text.en and text.es):
                    fullest[shown] = text
        return [
            Lane(shown, shown, text, text.has_fallen_back(self._language))
            for shown, text in fullest.items()
        ]

    def _venues(self) -> list[Lane]:
        wanted = [link.venue_id for link in self._plan.rows(PlanVenue)]
        used = [item.venue_id for item in self._plan.rows(ScheduleItem) if item.venue_id]
        rows = [self._plan.get(Venue, key) for key in dict.fromkeys(wanted + used)]
        return [self._lane(row.id, row.name) for row in rows if row is not None]

    def _organizations(self) -> list[Lane]:
        wanted = [link.organization_id for link in self._plan.rows(Participation)]
        items = self._plan.rows(ScheduleItem)
        used = [key for item in items for key in self.of(item) if key]
        rows = [self._plan.get(Organization, key) for key in dict.fromkeys(wanted + used)]
        return [
            Lane(row.id, row.acronym, Text(row.acronym, row.acronym))
            if row.acronym
            else self._lane(row.id, row.name)
            for row in rows
            if row is not None
        ]

    def _persons(self) -> list[Lane]:
        wanted = [row.person_id for row in self._plan.rows(Assignment) if row.person_id]
        used = [link.person_id for link in self._plan.rows(SchedulePerson)]
        rows = [self._plan.get(Person, key) for key in dict.fromkeys(wanted + used)]
        return [Lane(row.id, row.name, Text(row.name, row.name)) for row in rows if row is not None]

    def _lane(self, key: str, name: Text) -> Lane:
        title = name.best(self._language)
        return Lane(key, title, name, name.has_fallen_back(self._language))

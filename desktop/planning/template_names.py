"""What the keys in a template stand for in one library: institutions, focus areas, venues."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from db.library import Library
from db.record import Record, fixed_id, new_id
from db.tables import (
    AreaOfAction,
    FocusArea,
    Framework,
    Organization,
    Pillar,
    ProposedAction,
    Venue,
)
from desktop.language import _
from desktop.planning.entries import Entry
from desktop.planning.starter_rows import organization_id


class TemplateNames:
    """The rows of the library that the keys of a template name.

    `new_rows` are rows that the library lacks and that come with the plan; `venues_to_seed`
    are the template's own venues that this library has not met yet.
    """

    def __init__(self, library: Library, template_id: str) -> None:
        self._session = library.session
        self._template_id = template_id
        self.new_rows: list[Record] = []
        self.venues_to_seed: list[Venue] = []
        self.framework_ids: list[str] = []
        self._focus_areas: dict[str, str] = {}
        self._areas: dict[str, str] = {}
        self._actions: dict[str, str] = {}
        self._venues: dict[str, str] = {}
        self._organizations = self._read_organizations()
        self._known_venues = {row.id: row for row in self._session.scalars(select(Venue))}

    def take_frameworks(self, entry: Entry) -> None:
        """Learn the keys of the built-in frameworks that the plan is drafted against."""
        query = select(Framework).where(Framework.builtin).order_by(Framework.version)
        newest = {row.key: row for row in self._session.scalars(query)}
        for key in entry.words("frameworks", newest):
            self.framework_ids.append(newest[key].id)
            self._take_framework(newest[key].id)

    def take_venue(self, entry: Entry) -> str:
        """Learn a venue of the template; return the id of its row.

        A venue of the library with the same content is the same venue, so that two plans
        made from one template meet in it and a double booking is seen. Its id follows from
        the template, so that it is the same in every library.
        """
        key = entry.word("key")
        content: dict[str, Any] = {
            "name": entry.pair("name"),
            "address": entry.word("address", ""),
            "capacity": entry.number("capacity", 0),
            "latitude": entry.degrees("latitude"),
            "longitude": entry.degrees("longitude"),
            "facilities": entry.pair("facilities", required=False),
        }
        if key in self._venues:
            raise entry.repeated("key", key)
        self._venues[key] = self._venue_with(key, content)
        return self._venues[key]

    def organization(self, entry: Entry, key: str) -> str | None:
        """Return the id of the organization named under `key`, None when none is named."""
        word = entry.word(key, "")
        return self._organization(entry.choice(key, self._organizations)) if word else None

    def organizations(self, entry: Entry, key: str) -> list[str]:
        """Return the ids of the organizations listed under `key`."""
        return [self._organization(word) for word in entry.words(key, self._organizations)]

    def venue(self, entry: Entry, key: str) -> str | None:
        """Return the id of the template's venue named under `key`, None when none is named."""
        word = entry.word(key, "")
        return self._venues[entry.choice(key, self._venues)] if word else None

    def focus_areas(self, entry: Entry, key: str) -> list[str]:
        """Return the ids of the focus areas listed under `key`."""
        return [self._focus_areas[word] for word in entry.words(key, self._focus_areas)]

    def areas_of_action(self, entry: Entry, key: str) -> list[str]:
        """Return the ids of the areas of action listed under `key`."""
        return [self._areas[word] for word in entry.words(key, self._areas)]

    def alignment_target(self, entry: Entry) -> dict[str, str]:
        """Return the column and the id that an alignment points to."""
        if "focus_area" in entry and "proposed_action" in entry:
            reason = _("name a focus area or a proposed action, not both.")
            raise entry.fault("proposed_action", reason)
        if "focus_area" in entry:
            area = entry.choice("focus_area", self._focus_areas)
            return {"focus_area_id": self._focus_areas[area]}
        action = entry.choice("proposed_action", self._actions)
        return {"proposed_action_id": self._actions[action]}

    def _read_organizations(self) -> dict[str, Organization]:
        shipped = {}
        for row in self._session.scalars(select(Organization).where(Organization.builtin)):
            if row.id == organization_id(row.key):
                shipped[row.key] = row
        return shipped

    def _organization(self, key: str) -> str:
        row = self._organizations[key]
        if row.deleted:
            # The planner deleted the institution; the plan brings its own copy.
            content = {name: getattr(row, name) for name in Organization.content_fields()}
            row = Organization(**(content | {"deleted": False, "builtin": False}))
            self._organizations[key] = row
            self.new_rows.append(row)
        return row.id

    def _take_framework(self, framework_id: str) -> None:
        session = self._session
        for area in session.scalars(
            select(FocusArea).join(Pillar).where(Pillar.framework_id == framework_id)
        ):
            self._focus_areas[area.key] = area.id
        for row in session.scalars(
            select(AreaOfAction).where(AreaOfAction.framework_id == framework_id)
        ):
            self._areas[row.key] = row.id
        paths = {area_id: f"focus/{key}" for key, area_id in self._focus_areas.items()}
        paths |= {area_id: f"areas/{key}" for key, area_id in self._areas.items()}
        for action in session.scalars(select(ProposedAction)):
            path = paths.get(action.focus_area_id or action.area_of_action_id or "")
            if path is not None:
                self._actions[f"{path}/{action.key}"] = action.id

    def _venue_with(self, key: str, content: dict[str, Any]) -> str:
        shipped_id = fixed_id("venue", self._template_id, key, repr(content))
        same = [
            row.id
            for row in self._known_venues.values()
            if not row.deleted and all(getattr(row, name) == content[name] for name in content)
        ]
        if same:
            return shipped_id if shipped_id in same else min(same)
        if shipped_id not in self._known_venues:
            self.venues_to_seed.append(Venue(id=shipped_id, **content))
            return shipped_id
        # The planner turned the template's venue into another place, or deleted it.
        row = Venue(id=new_id(), **content)
        self.new_rows.append(row)
        return row.id

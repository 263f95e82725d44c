"""A framework's file turned into the rows of the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.ordering import spread
from db.record import Record, fixed_id, new_id
from db.tables import AreaOfAction, FocusArea, Framework, Indicator, Pillar, ProposedAction
from desktop.planning.entries import Entry


def framework_rows(entry: Entry, *, builtin: bool) -> list[Record]:
    """Return the rows of the framework in `entry`, the framework itself first.

    The ids of a built-in framework follow from its key, its version and the keys in it, so
    that any two installations agree on them and a plan made against version 1 stays with
    version 1. Raises what `entry` raises when the file is not as it must be.
    """
    key, version = entry.word("id"), entry.number("version", 1)

    def id_of(*names: str) -> str:
        return fixed_id("framework", key, str(version), *names) if builtin else new_id()

    framework = Framework(
        id=id_of(),
        key=key,
        version=version,
        builtin=builtin,
        name=entry.pair("name"),
        description=entry.pair("description", required=False),
        position="V",
    )
    builder = _Builder(framework, id_of)
    builder.pillars(entry)
    builder.areas_of_action(entry)
    entry.finish()
    return builder.rows


class _Builder:
    """Gathers the rows of one framework, each key once."""

    def __init__(self, framework: Framework, id_of: Callable[..., str]) -> None:
        self.framework = framework
        self.id_of = id_of
        self.rows: list[Record] = [framework]
        self._taken: set[tuple[str, ...]] = set()

    def pillars(self, entry: Entry) -> None:
        """Add the pillars with their focus areas."""
        for pillar, position in _placed(entry, "pillars"):
            row = Pillar(
                id=self._id(pillar, "pillar"),
                framework_id=self.framework.id,
                key=pillar.word("key"),
                name=pillar.pair("name"),
                description=pillar.pair("description", required=False),
                position=position,
            )
            self.rows.append(row)
            self._focus_areas(pillar, row)

    def areas_of_action(self, entry: Entry) -> None:
        """Add the areas that cut across the pillars."""
        for area, position in _placed(entry, "areas_of_action"):
            row = AreaOfAction(
                id=self._id(area, "areas"),
                framework_id=self.framework.id,
                key=area.word("key"),
                name=area.pair("name"),
                position=position,
            )
            self.rows.append(row)
            self._actions(area, "areas", row.key, area_of_action_id=row.id)

    def _focus_areas(self, pillar: Entry, parent: Pillar) -> None:
        for area, position in _placed(pillar, "focus_areas"):
            row = FocusArea(
                id=self._id(area, "focus"),
                pillar_id=parent.id,
                key=area.word("key"),
                name=area.pair("name"),
                description=area.pair("description", required=False),
                position=position,
            )
            self.rows.append(row)
            self._actions(area, "focus", row.key, focus_area_id=row.id)
            for indicator, place in _placed(area, "indicators"):
                self.rows.append(
                    Indicator(
                        id=self._id(indicator, "indicator", row.key),
                        focus_area_id=row.id,
                        key=indicator.word("key"),
                        text=indicator.pair("text"),
                        unit=indicator.pair("unit", required=False),
                        position=place,
                    )
                )

    def _actions(self, area: Entry, *names: str, **parent: str) -> None:
        for action, position in _placed(area, "proposed_actions"):
            self.rows.append(
                ProposedAction(
                    id=self._id(action, *names),
                    key=action.word("key"),
                    text=action.pair("text"),
                    position=position,
                    **parent,
                )
            )

    def _id(self, entry: Entry, *names: str) -> str:
        key = entry.word("key")
        name = (*names, key)
        if name in self._taken:
            raise entry.repeated("key", key)
        self._taken.add(name)
        return self.id_of(*name)


def _placed(entry: Entry, key: str) -> Any:
    """Return the entries under `key`, each with its position in the list."""
    return zip(entry.entries(key), spread(entry.count(key)), strict=True)

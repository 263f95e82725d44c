"""Choosing a time zone: a list that finds as one types."""

from __future__ import annotations

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from desktop.language import _

USUAL_ZONES = (
    "America/Panama",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Bogota",
    "America/Costa_Rica",
    "America/Puerto_Rico",
    "UTC",
)
"""Where partners of such plans sit, first in the list."""


@cache
def all_zones() -> tuple[str, ...]:
    """Return the names of all time zones, the usual ones first."""
    listed = (resources.files("tzdata") / "zones").read_text(encoding="utf-8").split()
    named = sorted(zone for zone in listed if "/" in zone and not zone.startswith("Etc/"))
    return (*USUAL_ZONES, *(zone for zone in named if zone not in USUAL_ZONES))


class ZoneBox(QComboBox):
    """A list of time zones; typing any part of a name finds it."""

    def __init__(self, zone: str = USUAL_ZONES[0]) -> None:
        super().__init__(editable=True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(all_zones()))
        self.setAccessibleName(_("Time zone"))
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        completer = QCompleter(list(all_zones()), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.set_zone(zone)

    def set_zone(self, zone: str) -> None:
        """Show a zone, also one that the list does not have."""
        self.setCurrentIndex(self.findText(zone))
        self.setEditText(zone)

    def zone(self) -> str:
        """Return the zone that is shown, empty when nobody knows it."""
        name = self.currentText().strip().replace(" ", "_")
        known = {zone.casefold(): zone for zone in all_zones()}
        name = known.get(name.casefold(), name)
        try:
            return ZoneInfo(name).key if name else ""
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return ""

"""Which items of the schedule are selected, shared by its three views and its form."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """Selected items in the order of their selection; `current` is where the keys are."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: tuple[str, ...] = ()
        self.current = ""
        self._set: frozenset[str] = frozenset()

    def __contains__(self, item_id: str) -> bool:
        return item_id in self._set

    def choose(self, ids: Iterable[str], current: str = "") -> None:
        """Select exactly `ids`; `current` is among them, by default the last."""
        chosen = tuple(dict.fromkeys(ids))
        now = current if current in chosen else (chosen[-1] if chosen else "")
        if (chosen, now) != (self.ids, self.current):
            self.ids, self.current = chosen, now
            self._set = frozenset(chosen)
            self.changed.emit()

    def toggle(self, item_id: str) -> None:
        """Add an item to the selection, or take it out."""
        if item_id in self:
            self.choose(other for other in self.ids if other != item_id)
        else:
            self.choose((*self.ids, item_id), item_id)

    def add(self, ids: Iterable[str]) -> None:
        """Add items to the selection; the last becomes the current one."""
        self.choose((*self.ids, *ids))

    def keep(self, present: Iterable[str]) -> None:
        """Let go of items that are not among `present`."""
        there = set(present)
        self.choose((i for i in self.ids if i in there), self.current)

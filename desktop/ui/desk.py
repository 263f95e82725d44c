"""The desk a planner works at: the library, the open plan, and what is in hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from db.door import Changes
from db.errors import UnwritableLibrary
from db.journal import LIBRARY_SCOPE, Step
from db.library import Library
from db.open_plan import OpenPlan

if TYPE_CHECKING:
    from desktop.planning.clashes import Clash


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the window: a section, and perhaps a row and a field on its page."""

    section: str
    table: str = ""
    row_id: str = ""
    field: str = ""


class Desk(QObject):
    """What all pages share. Pages read and edit the plan through `plan`.

    Signals: `plan_changed` when another plan (or none) lies on the desk; `content_changed`
    with the `Changes` after each edit of the open plan or the shared directory;
    `settling` when text that is being typed must be written to the plan now; `going` with
    a `Place` to show; `told` with a sentence for the status line; `apologized` with the
    sentence for an error that a person can meet; `unsaved` when something could not be
    written to the library; `library_changed` when another library
    lies under everything; `posted` when the outbox or the inbox has more in it.
    """

    plan_changed = Signal()
    content_changed = Signal(object)
    settling = Signal()
    going = Signal(object)
    told = Signal(str)
    apologized = Signal(str)
    unsaved = Signal()
    reviewed = Signal()
    library_changed = Signal()
    posted = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.plan: OpenPlan | None = None
        self.at_library = True
        self.findings: list[Any] = []
        self.clashes: list[Clash] = []
        self._unsubscribe = library.subscribe(self._hear)

    def open_plan(self, plan_id: str) -> None:
        """Put a plan on the desk. Raises UnknownPlan."""
        self.settle()
        self.plan = self.library.open_plan(plan_id)
        recent = [plan_id, *(i for i in self.library.setting("recent", []) if i != plan_id)]
        self.library.set_setting("recent", recent[:12])
        self.plan_changed.emit()

    def close_plan(self) -> None:
        """Put the plan away and go back to the library."""
        self.settle()
        self.plan = None
        self.plan_changed.emit()

    def take_library(self, library: Library) -> None:
        """Work on another library from now on, such as one restored; no plan is open then."""
        self._unsubscribe()
        self.library = library
        self._unsubscribe = library.subscribe(self._hear)
        self.plan = None
        self.findings, self.clashes = [], []
        self.library_changed.emit()

    def settle(self) -> None:
        """Have everything that is being typed written to the plan."""
        self.settling.emit()

    def go(self, section: str, table: str = "", row_id: str = "", field: str = "") -> None:
        """Show a section and, in it, a row and a field."""
        self.going.emit(Place(section, table, row_id, field))

    def tell(self, sentence: str) -> None:
        """Show a sentence in the status line for a while."""
        self.told.emit(sentence)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Run the block; an error that a person can meet becomes a sentence, not a crash."""
        try:
            yield
        except Exception as error:
            # Imported when needed: it knows every room's errors, and starting is quick without.
            from desktop.apology import KNOWN_ERRORS, apology

            if not isinstance(error, KNOWN_ERRORS):
                raise
            if isinstance(error, UnwritableLibrary):
                self.unsaved.emit()
            self.apologized.emit(apology(error))

    @property
    def door(self) -> OpenPlan | Library:
        """What undo and redo act on: the library on its own page, the open plan elsewhere."""
        return self.library if self.plan is None or self.at_library else self.plan

    def undo(self) -> Step | None:
        """Take back the last edit of the open plan, or of the library; return its step."""
        self.settle()
        return self.door.undo()

    def redo(self) -> Step | None:
        """Do the edit again that was last taken back; return its step."""
        self.settle()
        return self.door.redo()

    def leave(self) -> None:
        """Write what is being typed and let go of the library's news."""
        self.settle()
        self._unsubscribe()

    def _hear(self, changes: Changes) -> None:
        mine = self.plan is not None and changes.scope == self.plan.id
        if mine or self.plan is None or changes.scope == LIBRARY_SCOPE or changes.everything:
            self.content_changed.emit(changes)

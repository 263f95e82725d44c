"""What can go wrong with a library, each as an exception of its own.

The messages here are for the log; the sentence a planner reads is chosen by
`desktop.apology` from the class, so that it can be said in the planner's language.
"""

from __future__ import annotations

from pathlib import Path


class LibraryError(Exception):
    """A library that cannot be opened or written; `path` is the file concerned."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{path}: {detail}" if detail else str(path))
        self.path = path
        self.detail = detail


class ForeignLibrary(LibraryError):
    """The file is not an Istmo library."""


class NewerLibrary(LibraryError):
    """The library was written by a newer Istmo than this one."""


class DamagedLibrary(LibraryError):
    """The library fails SQLite's integrity check."""


class UnwritableLibrary(LibraryError):
    """The library, its folder or the disk does not take what is written."""


class MigrationFailed(LibraryError):
    """An older library could not be brought up to date; it is as it was, with a backup."""


class UnknownPlan(LookupError):
    """No plan of the library, or more than one, answers to this reference."""


class EditOutsideDoor(RuntimeError):
    """A row was changed outside `plan.edit(...)`: a fault of the program, not of the planner."""

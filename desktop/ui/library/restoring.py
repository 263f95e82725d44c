"""Going back to a backup while the window stays open."""

from __future__ import annotations

from pathlib import Path

from db.backup import Backup, restore
from db.library import PROFILE, Library
from desktop.planning.starter import prepare
from desktop.ui.background import finish_jobs
from desktop.ui.desk import Desk

KEPT_SETTINGS = ("language", "appearance", PROFILE)
"""What belongs to the person and not to the plans stays as it is now."""


def restore_backup(desk: Desk, backup: Backup) -> Path | None:
    """Put a backup in the library's place; return where today's library was set aside.

    Everything typed is written first, work beside the window ends, the library is closed,
    and opened again whatever happens. Raises DamagedLibrary or UnwritableLibrary; the
    library is then as it was.
    """
    desk.settle()
    finish_jobs()
    path = desk.library.path
    kept = {name: desk.library.setting(name) for name in KEPT_SETTINGS}
    desk.plan = None
    desk.library.close()
    try:
        return restore(path, backup)
    finally:
        library = Library.open(path)
        prepare(library)
        for name, value in kept.items():
            if value is not None:
                library.set_setting(name, value)
        desk.take_library(library)

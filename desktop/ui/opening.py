"""Opening the library at start-up, and what to offer when it cannot be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from db.errors import DamagedLibrary, LibraryError
from db.library import Library
from desktop.apology import apology
from desktop.language import _


def open_library(path: Path) -> Library | None:
    """Return the library at `path`, or None when the planner gives up.

    A damaged library is set aside, never overwritten, and the newest good backup offered.
    """
    try:
        return Library.open(path)
    except DamagedLibrary as error:
        return _offer_backup(path, error)
    except LibraryError as error:
        QMessageBox.critical(None, "Istmo", apology(error))
        return None


def _offer_backup(path: Path, error: DamagedLibrary) -> Library | None:
    from db.backup import backups_of, restore, set_aside

    good = next((backup for backup in backups_of(path) if backup.is_sound()), None)
    box = QMessageBox(QMessageBox.Icon.Critical, "Istmo", apology(error))
    if good is not None:
        when = f"{good.moment.astimezone():%Y-%m-%d %H:%M}"
        bring = box.addButton(
            _("Restore the backup of {when}").format(when=when), QMessageBox.ButtonRole.AcceptRole
        )
    fresh = box.addButton(_("Start with an empty library"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(_("Quit"), QMessageBox.ButtonRole.RejectRole)
    box.setInformativeText(
        _("The damaged file is kept beside the new library, with the date in its name.")
    )
    box.exec()
    chosen = box.clickedButton()
    if good is not None and chosen is bring:
        restore(path, good)
    elif chosen is fresh:
        set_aside(path)
    else:
        return None
    return Library.open(path)

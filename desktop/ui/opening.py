"""Opening the library at start-up, and what to offer when it cannot be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

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
    except DamagedLibrary:
        return _offer_backup(path)
    except LibraryError as error:
        return _offer_another(error)


def _offer_another(error: LibraryError) -> Library | None:
    _dress()
    box = QMessageBox(QMessageBox.Icon.Critical, "Istmo", apology(error))
    another = box.addButton(_("Choose another library…"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_("Quit"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is not another:
        return None
    options = QFileDialog.Option.DontConfirmOverwrite
    chosen, _filter = QFileDialog.getSaveFileName(
        None, _("Choose a library, or name a new one"), "", "*.sqlite", options=options
    )
    return open_library(Path(chosen)) if chosen else None


def _dress() -> None:
    """Look as the window does, which is not there yet."""
    from desktop.ui.fonts import use_fonts
    from desktop.ui.theme import SYSTEM, wear

    qt = QApplication.instance()
    if isinstance(qt, QApplication):
        use_fonts(qt)
        wear(qt, SYSTEM)


def _offer_backup(path: Path) -> Library | None:
    from db.backup import newest_good_backup, restore, set_aside

    _dress()
    good = newest_good_backup(path)
    told = _("The library {path} is damaged.").format(path=path)
    box = QMessageBox(QMessageBox.Icon.Critical, "Istmo", told)
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

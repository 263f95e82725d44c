"""What the library says of its own safety: when it was backed up last."""

from __future__ import annotations

from datetime import datetime

from db.backup import backups_of
from db.library import Library
from desktop.language import _
from desktop.ui.library.plan_words import ago


def last_backup_words(library: Library) -> str:
    """Return when the library was backed up last, empty when it never was."""
    if not library.path.is_file():
        return ""
    backups = backups_of(library.path)
    if not backups:
        return ""
    moment = backups[0].moment.astimezone()
    now = datetime.now(moment.tzinfo)
    return _("last backup {when}").format(when=ago(moment, now))

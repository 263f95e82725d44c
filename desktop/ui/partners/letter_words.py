"""What is said of a letter: when it went or came, and whom it was to or from."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from db.correspondence import Mail, Sent
from desktop.exchange.letter_list import Names, partner_of
from desktop.language import _, spoken
from desktop.ui.library.plan_words import date_word


def moment_of(milliseconds: int) -> str:
    """Return a moment on this laptop's clock, as "24 Nov 2026 18:05"."""
    local = datetime.fromtimestamp(milliseconds / 1000).astimezone()
    moment = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
    return QLocale().toString(moment, "d MMM yyyy HH:mm")


def day_of(milliseconds: int) -> str:
    """Return the day of a moment on this laptop's clock."""
    return date_word(datetime.fromtimestamp(milliseconds / 1000).astimezone().date())


def way_of(letter: Mail) -> str:
    """Return whether a letter went or came."""
    return _("Sent") if isinstance(letter, Sent) else _("Received")


def who_of(letter: Mail, names: Names) -> str:
    """Return whom a letter was to or from, or what is known of that."""
    partner = partner_of(letter, names)
    if partner:
        return partner
    return _("nobody in particular") if isinstance(letter, Sent) else _("somebody unknown")


def plan_of(letter: Mail, names: Names) -> str:
    """Return what the plan of a letter is called."""
    name = names.plans.get(letter.plan_id)
    return (name.best(spoken()) if name is not None else "") or _("Plan without a name")


def code_of(letter: Mail) -> str:
    """Return the version code of what was sent, empty for what came."""
    return letter.code if isinstance(letter, Sent) else ""

"""How long until an inject, or how late it is, as it is said on the board."""

from __future__ import annotations

from datetime import datetime

from desktop.language import _
from desktop.planning.moments import duration_label

LATE_SECONDS = 60
"""An inject may be a minute late before it is told as late."""
SOON_SECONDS = 300


def seconds_until(planned: datetime, now: datetime) -> int:
    """Return the seconds until `planned`, negative when it has passed."""
    return round((planned - now).total_seconds())


def is_late(planned: datetime, now: datetime) -> bool:
    """Return whether its time passed more than a minute ago."""
    return seconds_until(planned, now) < -LATE_SECONDS


def is_soon(planned: datetime, now: datetime) -> bool:
    """Return whether it comes within five minutes, or just now."""
    return not is_late(planned, now) and seconds_until(planned, now) <= SOON_SECONDS


def countdown(planned: datetime, now: datetime) -> str:
    """Return "in 04:10", "now", "late 12:30", with hours and days when it is long."""
    seconds = seconds_until(planned, now)
    if is_late(planned, now):
        return _("late {time}").format(time=_length(-seconds))
    if seconds <= 0:
        return _("now")
    return _("in {time}").format(time=_length(seconds))


def _length(seconds: int) -> str:
    if seconds < 3600:
        return f"{seconds // 60:02}:{seconds % 60:02}"
    return duration_label(seconds // 60)

"""What a plan is called in lists: its name, type, dates and status in words."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from db.tables import Plan
from desktop.language import _, spoken
from desktop.planning.terms import PLAN_KINDS, STATUSES, type_abbreviation, types_of


def name_of(plan: Plan) -> str:
    """Return the plan's name in the language of the interface, or what stands for it."""
    return plan.name.best(spoken()) or _("Plan without a name")


def type_of(plan: Plan) -> str:
    """Return the plan's type in full, as "Tabletop exercise"."""
    return _(types_of(plan.kind).get(plan.type) or PLAN_KINDS.get(plan.kind, plan.kind))


def short_type_of(plan: Plan) -> str:
    """Return the abbreviation planners use for the plan's type, or its name."""
    return type_abbreviation(plan.type) or type_of(plan)


def status_of(plan: Plan) -> str:
    """Return the plan's status in words; a release copy is one whatever the plan was."""
    if plan.released_for:
        return _("Release copy")
    return _(STATUSES.get(plan.status, plan.status))


def start_of(plan: Plan) -> datetime:
    """Return the wall-clock moment of STARTEX or of the opening session."""
    return datetime.fromisoformat(plan.start)


def date_word(day: date, *, weekday: bool = False) -> str:
    """Return a date as a planner of the interface's language writes it, as "8 Mar 2027"."""
    pattern = "ddd d MMM yyyy" if weekday else "d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def moment_word(moment: datetime) -> str:
    """Return a local date and time, as "Mon 8 Mar 2027 08:00"."""
    qt = QDateTime(QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute))
    return QLocale().toString(qt, "ddd d MMM yyyy HH:mm")


def ago(moment: datetime, now: datetime) -> str:
    """Return when something happened lately: "today 07:02", "yesterday", "Friday", a date.

    Both moments are on the same wall clock.
    """
    days = (now.date() - moment.date()).days
    if days == 0:
        return _("today {time}").format(time=f"{moment:%H:%M}")
    if days == 1:
        return _("yesterday {time}").format(time=f"{moment:%H:%M}")
    if 1 < days < 7:
        return QLocale().standaloneDayName(moment.isoweekday())
    return date_word(moment.date())

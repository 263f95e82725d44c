"""Nobody works longer than fourteen hours in a day."""

from __future__ import annotations

from collections.abc import Iterator

from db.tables import Organization, ScheduleItem, ScheduleOrganization
from db.text import Text
from desktop.language import N_
from desktop.planning.finding import Finding, found
from desktop.planning.moments import duration_label
from desktop.planning.months import dated
from desktop.planning.rules.subject import Subject

LONGEST_MINUTES = 14 * 60
FREE_KINDS = frozenset({"meal", "rest"})
MOST_NAMES = 4

Day = tuple[int, str]


def working_day_too_long(subject: Subject) -> Iterator[Finding]:
    """Yield each day on which an organization, or else a track, works more than 14 hours.

    The day runs from the first to the last activity that is neither a meal nor rest, and
    belongs to the date on which it begins.
    """
    days: dict[Day, tuple[int, int]] = {}
    tracks: dict[Day, tuple[int, int]] = {}
    names: dict[str, Text] = {}
    firsts: dict[int, ScheduleItem] = {}
    attending: dict[str, list[str]] = {}
    for link in subject.reader.rows(ScheduleOrganization):
        attending.setdefault(link.item_id, []).append(link.organization_id)
    day_of = subject.clock.day
    for item in subject.reader.rows(ScheduleItem):
        if item.kind in FREE_KINDS:
            continue
        begins = item.offset_minutes
        ends = begins + item.duration_minutes
        day = day_of(begins)
        firsts.setdefault(day, item)
        for organization in attending.get(item.id, ()):
            _extend(days, (day, organization), begins, ends)
        track = item.track
        if track:
            names[track.en or track.es] = track
            _extend(tracks, (day, track.en or track.es), begins, ends)
    for day, first in firsts.items():
        too_long = _too_long(days, day) or _too_long(tracks, day)
        if too_long:
            shown = [_name(subject, names, who) for who in list(too_long)[:MOST_NAMES]]
            more = ", …" if len(too_long) > MOST_NAMES else ""
            yield found(
                "working-day-too-long",
                "warning",
                first,
                "duration_minutes",
                N_(
                    "On {date} the working day lasts {length}, more than 14 hours, for: {who}. "
                    "Shorten it, or bring a second shift."
                ),
                about=(str(day),),
                of_plan=True,
                date=dated(subject.clock.date_of_day(day)),
                length=duration_label(max(too_long.values())),
                who=Text(
                    ", ".join(name.best("en") for name in shown) + more,
                    ", ".join(name.best("es") for name in shown) + more,
                ),
            )


def _extend(days: dict[Day, tuple[int, int]], key: Day, begins: int, ends: int) -> None:
    known = days.get(key)
    days[key] = (min(begins, known[0]), max(ends, known[1])) if known else (begins, ends)


def _too_long(days: dict[Day, tuple[int, int]], day: int) -> dict[str, int]:
    return {
        who: ends - begins
        for (on, who), (begins, ends) in days.items()
        if on == day and ends - begins > LONGEST_MINUTES
    }


def _name(subject: Subject, tracks: dict[str, Text], who: str) -> Text:
    organization = subject.reader.get(Organization, who)
    if organization is None:
        return tracks.get(who, Text())
    return (
        Text(organization.acronym, organization.acronym)
        if organization.acronym
        else organization.name
    )

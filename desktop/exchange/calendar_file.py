"""The schedule and the milestones of a plan as a calendar file (.ics, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event, vGeo, vText

from db.reader import PlanReader
from db.record import Record
from db.tables import Inject, Milestone, ScheduleItem, Venue
from db.text import Text
from desktop.exchange.calendar_zone import zone_component
from desktop.language import N_, as_text
from desktop.planning.milestone_dates import date_of
from desktop.planning.moments import PlanClock, clock_of, relative
from desktop.planning.record_names import field_name, record_name
from desktop.planning.terms import INJECT_MODES, MILESTONE_KINDS, SCHEDULE_KINDS
from desktop.planning.version import version_of
from desktop.written_file import write_whole

PRODUCT = "-//Istmo//Istmo planning desk//EN"
_STATUSES = {"planned": "TENTATIVE", "cancelled": "CANCELLED"}
VERSION = N_("Version {code}")


def write_calendar(reader: PlanReader, path: Path, *, injects: bool = False) -> None:
    """Write schedule and milestones to `path`; with `injects`, for controllers, those too.

    Times are in the plan's zone, which the file describes; milestones take whole days.
    Texts are in both languages. The same plan in the same version gives the same bytes.
    Raises OSError.
    """
    write_whole(path, calendar_of(reader, injects=injects))


def calendar_of(reader: PlanReader, *, injects: bool = False) -> bytes:
    """Return the calendar file of a plan as bytes; see `write_calendar`."""
    clock, version = clock_of(reader.row), version_of(reader)
    entries = [_item(reader, row, clock) for row in reader.rows(ScheduleItem)]
    entries += [_milestone(row, clock) for row in reader.rows(Milestone)]
    if injects:
        entries += [_inject(reader, row, clock) for row in reader.rows(Inject)]
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(_line(reader.row.name)))
    calendar.add("x-wr-timezone", vText(reader.row.zone))
    days = [_day(entry.decoded(end)) for entry in entries for end in ("dtstart", "dtend")]
    days = [*days, clock.start.date()]
    calendar.add_component(zone_component(clock.zone, min(days), max(days)))
    about = as_text(VERSION, code=version.code)
    for entry in entries:
        entry.add("dtstamp", version.moment.replace(microsecond=0))
        said = [str(entry.get("description", "")), reader.row.marking, _line(about)]
        entry.pop("description", None)
        entry.add("description", "\n\n".join(filter(None, said)))
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _line(text: Text) -> str:
    """Return both wordings on a line, or the only one."""
    return " / ".join(dict.fromkeys(filter(None, (text.en, text.es))))


def _paragraphs(*parts: tuple[Text | None, Text]) -> str:
    """Return the parts that have text, each under its name, English before Spanish."""
    wordings: list[str] = []
    for name, text in parts:
        both = list(dict.fromkeys(filter(None, (text.en, text.es))))
        if both:
            heading = [f"{_line(name)}:"] if name is not None else []
            wordings.append("\n".join([*heading, *both]))
    return "\n\n".join(wordings)


def _entry(row: Record, summary: Text, start: Any, end: Any, kind: Text) -> Event:
    entry = Event()
    entry.add("uid", f"{row.id}@istmo")
    entry.add("dtstart", start)
    entry.add("dtend", end)
    entry.add("summary", _line(summary) or _line(kind))
    entry.add("categories", list(dict.fromkeys(filter(None, (kind.en, kind.es)))))
    return entry


def _item(reader: PlanReader, row: ScheduleItem, clock: PlanClock) -> Event:
    start = clock.local(row.offset_minutes)
    end = clock.local(row.offset_minutes + row.duration_minutes)
    entry = _entry(row, row.title, start, end, _kind(SCHEDULE_KINDS, row.kind))
    _describe(
        entry,
        (field_name("track"), row.track),
        (field_name("uniform"), row.uniform),
        (None, row.notes),
    )
    _place(entry, reader.get(Venue, row.venue_id))
    return entry


def _milestone(row: Milestone, clock: PlanClock) -> Event:
    day = date_of(row, clock)
    entry = _entry(row, row.title, day, day + timedelta(days=1), _kind(MILESTONE_KINDS, row.kind))
    entry.add("transp", "TRANSPARENT")
    entry.add("status", _STATUSES.get(row.status, "CONFIRMED"))
    _describe(
        entry,
        *((field_name(name), getattr(row, name)) for name in ("purpose", "inputs", "outputs")),
    )
    if row.place:
        entry.add("location", _line(row.place))
    return entry


def _inject(reader: PlanReader, row: Inject, clock: PlanClock) -> Event:
    moment = clock.local(row.offset_minutes)
    # An inject takes no time, but a calendar shows only what does.
    end = clock.local(row.offset_minutes + 5)
    number = " ".join(filter(None, (record_name("inject").en, row.number)))
    numero = " ".join(filter(None, (record_name("inject").es, row.number)))
    summary = Text(f"{number}: {row.title.best('en')}", f"{numero}: {row.title.best('es')}")
    entry = _entry(row, summary, moment, end, record_name("inject"))
    when = relative(row.offset_minutes, clock)
    _describe(
        entry,
        (None, Text(when, when)),
        (field_name("mode"), _kind(INJECT_MODES, row.mode)),
        *(
            (field_name(name), getattr(row, name))
            for name in ("sender", "receiver", "message", "expected_response")
        ),
    )
    _place(entry, reader.get(Venue, row.venue_id))
    return entry


def _kind(codes: dict[str, str], code: str) -> Text:
    return as_text(codes.get(code, code))


def _describe(entry: Event, *parts: tuple[Text | None, Text]) -> None:
    said = _paragraphs(*parts)
    if said:
        entry.add("description", said)


def _place(entry: Event, venue: Venue | None) -> None:
    for wording in _places(venue):
        entry.add("location", wording)
    if venue is not None and venue.latitude is not None and venue.longitude is not None:
        entry.add("geo", vGeo((venue.latitude, venue.longitude)))


def _places(venue: Venue | None) -> Iterator[str]:
    if venue is not None and venue.name:
        yield ", ".join(filter(None, (_line(venue.name), " ".join(venue.address.split()))))

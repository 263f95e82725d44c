"""People are asked only for days on which they can come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from db.tables import Assignment, Person, ScheduleItem, SchedulePerson
from desktop.language import N_, as_text
from desktop.planning.finding import Finding, found
from desktop.planning.months import dated
from desktop.planning.rules.subject import Subject
from desktop.planning.terms import role_label


def person_unavailable(subject: Subject) -> Iterator[Finding]:
    """Yield each item that needs somebody on a day outside their availability."""
    reader, clock = subject.reader, subject.clock
    bound = [row for row in reader.rows(Person) if row.available_from or row.available_until]
    links = (
        (person, link)
        for person in bound
        for link in reader.children(SchedulePerson, "person_id", person.id)
    )
    for person, link in links:
        item = reader.get(ScheduleItem, link.item_id)
        if item is None:
            continue
        last_minute = item.offset_minutes + max(item.duration_minutes - 1, 0)
        days = {clock.day(item.offset_minutes), clock.day(last_minute)}
        outside = [day for day in map(clock.date_of_day, sorted(days)) if not _can(person, day)]
        if outside:
            yield found(
                "person-unavailable",
                "error",
                item,
                "people",
                N_(
                    "{person} is not available on {date}, when “{item}” takes place. Move it, or "
                    "ask another person."
                ),
                about=(person.id,),
                person=person.name,
                date=dated(outside[0]),
                item=item.title,
            )


def assignee_unavailable(subject: Subject) -> Iterator[Finding]:
    """Yield each role given to somebody who cannot come for the whole of the plan."""
    reader, clock = subject.reader, subject.clock
    last_day = clock.day(max(clock.end_offset - 1, 0))
    first, last = clock.date_of_day(0), clock.date_of_day(last_day)
    for assignment in reader.rows(Assignment):
        person = reader.get(Person, assignment.person_id)
        if person is not None and not (_can(person, first) and _can(person, last)):
            yield found(
                "assignee-unavailable",
                "warning",
                assignment,
                "person_id",
                N_(
                    "{person}, {role}, is not available on all days of the plan. Assign another "
                    "person, or correct the availability."
                ),
                person=person.name,
                role=as_text(role_label(assignment.role, subject.plan.kind)),
            )


def _can(person: Person, day: date) -> bool:
    """Return whether a person is available; without dates one always is."""
    on = day.isoformat()
    return person.available_from <= on <= (person.available_until or on)

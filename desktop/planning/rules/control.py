"""Controllers and evaluators are on watch, and in one place at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from db.reader import PlanReader
from db.tables import Assignment, Inject, Person, Venue, Watch
from db.text import LANGUAGES, Text
from desktop.language import N_
from desktop.planning.assignees import assignee_of
from desktop.planning.finding import Finding, found
from desktop.planning.inject_numbers import called
from desktop.planning.moments import duration_label, relative
from desktop.planning.rules.subject import Subject
from desktop.planning.watches import SIDES, Gap, Side

UNWATCHED: dict[Side, str] = {
    "controller": N_(
        "{who}, the controller of inject {inject}, is not on watch at {when}. Assign another, or "
        "plan a watch."
    ),
    "evaluator": N_(
        "{who}, the evaluator of inject {inject}, is not on watch at {when}. Assign another, or "
        "plan a watch."
    ),
}
GAPS: dict[Side, str] = {
    "controller": N_(
        "No controller is on watch from {begins} to {ends}, while play goes on. Plan a watch."
    ),
    "evaluator": N_(
        "No evaluator is on watch from {begins} to {ends}, while play goes on. Plan a watch."
    ),
}


def staff_in_two_places(subject: Subject) -> Iterator[Finding]:
    """Yield each controller or evaluator whom two injects need at two venues at once."""
    reader = subject.reader
    at_venues: dict[int, set[str]] = defaultdict(set)
    placed = [pair for pair in subject.injects if pair[1].get("venue_id") is not None]
    for _inject, values in placed:
        at_venues[values["offset_minutes"]].add(values["venue_id"])
    crowded = {offset for offset, venues in at_venues.items() if len(venues) > 1}
    needed: dict[tuple[str, int], list[Inject]] = defaultdict(list)
    people: dict[str, str] = {row.id: row.person_id or row.id for row in reader.rows(Assignment)}
    for inject, values in placed if crowded else ():
        if values["offset_minutes"] in crowded:
            sides = {people.get(values.get(f"{side}_id") or "") for side in SIDES} - {None}
            for who in sides:
                needed[str(who), values["offset_minutes"]].append(inject)
    for (who, offset), injects in needed.items():
        first = injects[0]
        for second in injects[1:]:
            if second.venue_id != first.venue_id:
                yield found(
                    "staff-in-two-places",
                    "error",
                    second,
                    "venue_id",
                    N_(
                        "{who} is needed at {there} for inject {second} and at {here} for inject "
                        "{first}, both at {when}. Move one inject, or assign another person."
                    ),
                    about=(who, first.id),
                    who=_name_of(subject, who),
                    first=called(first),
                    second=called(second),
                    here=_venue(reader, first),
                    there=_venue(reader, second),
                    when=relative(offset, subject.clock),
                )


def staff_off_watch(subject: Subject) -> Iterator[Finding]:
    """Yield each inject whose controller or evaluator is not on watch when it comes."""
    for one in subject.watch_plan.unwatched:
        yield found(
            "staff-off-watch",
            "warning",
            one.inject,
            f"{one.side}_id",
            UNWATCHED[one.side],
            about=(one.assignment.id,),
            who=_name_of(subject, one.assignment.id),
            inject=called(one.inject),
            when=relative(one.inject.offset_minutes, subject.clock),
        )


def play_unwatched(subject: Subject) -> Iterator[Finding]:
    """Yield each time of play with nobody of one side on watch, when watches are planned."""
    for gap in subject.watch_plan.gaps:
        yield _of_gap(subject, gap)


def double_watch(subject: Subject) -> Iterator[Finding]:
    """Yield each pair of watches at which one person would be at the same time."""
    for double in subject.watch_plan.doubles:
        assignment = subject.reader.get(Assignment, double.first.assignment_id)
        if assignment is not None:
            yield found(
                "double-watch",
                "error",
                double.second,
                "offset_minutes",
                N_(
                    "{who} has two watches at once for {length}, from {when}. Move one, or give "
                    "it to another person."
                ),
                about=(double.first.id,),
                who=_name_of(subject, assignment.id),
                length=duration_label(double.minutes),
                when=relative(double.second.offset_minutes, subject.clock),
            )


def _of_gap(subject: Subject, gap: Gap) -> Finding:
    return found(
        "play-unwatched",
        "warning",
        subject.plan,
        "watches",
        GAPS[gap.side],
        about=(gap.side, str(gap.begins)),
        begins=relative(gap.begins, subject.clock),
        ends=relative(gap.ends, subject.clock),
        missing=Watch,
    )


def _name_of(subject: Subject, who: str) -> Text:
    """Return what a person, or a role that nobody fills, is called."""
    person = subject.reader.get(Person, who)
    if person is not None:
        name = f"{person.rank} {person.name}".strip()
        return Text(name, name)
    return Text(*(assignee_of(subject.reader, who, language) for language in LANGUAGES))


def _venue(reader: PlanReader, inject: Inject) -> Text:
    venue = reader.get(Venue, inject.venue_id)
    return Text() if venue is None else venue.name

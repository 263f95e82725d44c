"""Injects come during play, after what they depend on, and with the scenario's clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from db.tables import Inject, InjectDependency
from desktop.language import N_
from desktop.planning.finding import Finding, Severity, found
from desktop.planning.inject_numbers import called
from desktop.planning.moments import relative
from desktop.planning.row_values import values_of
from desktop.planning.rules.subject import Subject
from desktop.planning.scenario_clock import contradicting_anchors


def inject_outside_plan(subject: Subject) -> Iterator[Finding]:
    """Yield each inject before STARTEX or after ENDEX; administrative ones are a hint."""
    end = subject.clock.end_offset
    for inject, values in subject.injects:
        if not 0 <= values["offset_minutes"] <= end:
            severity: Severity = "hint" if values["kind"] == "administrative" else "error"
            yield found(
                "inject-outside-plan",
                severity,
                inject,
                "offset_minutes",
                N_(
                    "Inject {inject} at {when} is not between STARTEX and ENDEX. Move it, or "
                    "change the plan's start or length."
                ),
                inject=called(inject),
                when=relative(values["offset_minutes"], subject.clock),
            )


def inject_before_its_cause(subject: Subject) -> Iterator[Finding]:
    """Yield each inject that depends on one that comes later."""
    reader = subject.reader
    for inject_id, cause_id in _not_earlier(subject):
        inject, cause = reader.get(Inject, inject_id), reader.get(Inject, cause_id)
        if inject and cause and cause.offset_minutes > inject.offset_minutes:
            yield found(
                "inject-before-its-cause",
                "error",
                inject,
                "offset_minutes",
                N_(
                    "Inject {inject} at {when} depends on inject {cause}, which comes only at "
                    "{then}. Move one of them, or drop the dependency."
                ),
                about=(cause.id,),
                inject=called(inject),
                cause=called(cause),
                when=relative(inject.offset_minutes, subject.clock),
                then=relative(cause.offset_minutes, subject.clock),
            )


def inject_circle(subject: Subject) -> Iterator[Finding]:
    """Yield each circle of injects that depend on each other, once."""
    for circle in circles_of(subject):
        first = circle[0]
        names = " → ".join(row.number or row.title.best("en") for row in (*circle, first))
        yield found(
            "inject-circle",
            "error",
            first,
            "depends_on",
            N_("Injects depend on each other in a circle: {circle}. Drop one dependency."),
            about=tuple(sorted(row.id for row in circle[1:])),
            circle=names,
        )


def scenario_time_backwards(subject: Subject) -> Iterator[Finding]:
    """Yield each inject whose scenario time is before that of an earlier inject."""
    for inject in contradicting_anchors(subject.reader):
        yield found(
            "scenario-time-backwards",
            "warning",
            inject,
            "scenario_minutes",
            N_(
                "The scenario time of inject {inject} does not fit that of the injects before it. "
                "Correct it, or leave it to be worked out."
            ),
            inject=called(inject),
        )


def circles_of(subject: Subject) -> list[list[Inject]]:
    """Return the circles of dependencies, each beginning with its earliest inject."""
    # Every circle has a dependency on an inject that does not come earlier.
    starts = sorted({inject for inject, _cause in _not_earlier(subject)})
    if not starts:
        return []
    causes: dict[str, list[str]] = defaultdict(list)
    for link in map(values_of, subject.reader.rows(InjectDependency)):
        causes[link["inject_id"]].append(link["depends_on_id"])
    circles: list[list[Inject]] = []
    done: set[str] = set()
    for start in starts:
        # The way taken so far, and what is still to be tried from each step of it.
        way, to_try = [start], [iter(causes.get(start, ()))]
        on_way = {start}
        while way and start not in done:
            following = next(to_try[-1], None)
            if following is None:
                to_try.pop()
                left = way.pop()
                on_way.discard(left)
                done.add(left)
            elif following in on_way:
                circles.append(_rows(subject, way[way.index(following) :]))
            elif following not in done:
                way.append(following)
                on_way.add(following)
                to_try.append(iter(causes.get(following, ())))
    return [circle for circle in circles if circle]


def _not_earlier(subject: Subject) -> list[tuple[str, str]]:
    """Return the dependencies on an inject that does not come earlier, as two ids.

    Without any there is no circle either.
    """
    offsets = subject.inject_offsets
    links = map(values_of, subject.reader.rows(InjectDependency))
    pairs = [(link["inject_id"], link["depends_on_id"]) for link in links]
    return [
        pair
        for pair in pairs
        if pair[0] in offsets and offsets.get(pair[1], offsets[pair[0]] - 1) >= offsets[pair[0]]
    ]


def _rows(subject: Subject, ids: list[str]) -> list[Inject]:
    rows = [row for row_id in ids if (row := subject.reader.get(Inject, row_id))]
    if not rows:
        return []
    first = min(range(len(rows)), key=lambda at: (rows[at].offset_minutes, rows[at].id))
    return [*rows[first:], *rows[:first]]

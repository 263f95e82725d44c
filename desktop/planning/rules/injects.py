"""An inject says who sends what to whom, what should follow, and who sees to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from db.tables import Inject
from db.text import LANGUAGES, Text
from desktop.language import N_
from desktop.planning.finding import Finding, found
from desktop.planning.inject_numbers import called
from desktop.planning.record_names import field_name
from desktop.planning.row_values import values_of
from desktop.planning.rules.subject import Subject

NEEDED = ("sender", "receiver", "expected_response", "controller_id")
SPARED: dict[str, frozenset[str]] = {
    "expected-action": frozenset({"sender", "controller_id"}),
    "administrative": frozenset({"expected_response"}),
}
"""What an inject of a kind can do without: nobody delivers what the players do themselves."""


def inject_without_objective(subject: Subject) -> Iterator[Finding]:
    """Yield each inject that exercises no objective."""
    linked = {inject_id for inject_id, _objective_id in subject.exercising_pairs}
    for inject, values in subject.injects:
        if values["id"] not in linked and values["kind"] != "administrative":
            yield found(
                "inject-without-objective",
                "warning",
                inject,
                "objectives",
                N_(
                    "Inject {inject} exercises no objective. Link it to the objective or the "
                    "criterion it tests."
                ),
                inject=called(inject),
            )


def inject_incomplete(subject: Subject) -> Iterator[Finding]:
    """Yield each inject without sender, receiver, expected response or controller."""
    for inject, values in subject.injects:
        missing = _missing(values)
        if missing:
            yield found(
                "inject-incomplete",
                "warning",
                inject,
                missing[0],
                N_("Inject {inject} lacks: {fields}. Fill it in, so that it can be delivered."),
                about=missing,
                inject=called(inject),
                fields=_named(missing),
            )


def inject_number_repeated(subject: Subject) -> Iterator[Finding]:
    """Yield each inject whose number another one has that comes earlier."""
    rows = subject.reader.rows(Inject)
    if len({values_of(row)["number"] for row in rows}) == len(rows):
        return
    with_number: dict[str, list[Inject]] = defaultdict(list)
    for inject in rows:
        with_number[values_of(inject)["number"].strip()].append(inject)
    for number, injects in with_number.items():
        for inject in injects[1:] if number else ():
            yield found(
                "inject-number-repeated",
                "error",
                inject,
                "number",
                N_(
                    "The number {number} is given twice: “{inject}” and “{other}”. Give one of "
                    "them another number, so that nobody delivers the wrong one."
                ),
                number=number,
                inject=inject.title,
                other=injects[0].title,
            )


@cache
def _named(fields: tuple[str, ...]) -> Text:
    names = [field_name(field) for field in fields]
    return Text(*(", ".join(name.get(code) for name in names) for code in LANGUAGES))


def _missing(values: dict[str, Any]) -> tuple[str, ...]:
    if values.get("controller_id") is not None and all(map(values.__getitem__, _FIRST_WORDINGS)):
        return ()
    spared = SPARED.get(values["kind"], frozenset())
    return tuple(field for field in NEEDED if field not in spared and not _is_given(values, field))


def _is_given(values: dict[str, Any], field: str) -> bool:
    if field == "controller_id":
        return values.get(field) is not None
    return any(values[f"{field}_{language}"] for language in LANGUAGES)


_FIRST_WORDINGS = tuple(f"{field}_{LANGUAGES[0]}" for field in NEEDED if field != "controller_id")

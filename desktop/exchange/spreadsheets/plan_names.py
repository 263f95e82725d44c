"""What the words of a sheet mean in a plan: objectives, storylines, people, venues."""

from __future__ import annotations

import re
from collections.abc import Iterable

from db.reader import PlanReader
from db.tables import (
    Assignment,
    Event,
    Inject,
    Objective,
    Organization,
    Person,
    PlanVenue,
    Storyline,
    Venue,
)
from db.text import LANGUAGES, Language, Text
from desktop.exchange.spreadsheets.headings import plain
from desktop.language import translate
from desktop.planning.terms import ROLES

_PARTS = re.compile(r"[;\n,/&+|]|\s(?:and|y|et)\s")
_OBJECTIVE_WORDS = re.compile(
    r"^(?:exercise |training |core )?(?:objectives?|objetivos?(?: del ejercicio)?|objectifs?|obj|oe"
    r"|eo|o)\b\s*(?:no\b\s*)?"
)
_BEGINS_WITH_NUMBER = re.compile(r"^([A-Za-z]{0,4}\d+(?:\.\d+)*[a-z]?)\s*[-:–—.)]+\s+(?=\S)")
_EVENT = re.compile(r"^([A-Za-z]{0,4}[-. ]?\d[\w.]*)\s*(?:[-:–—.)]+\s*|\s)(?=\S)(.+)$", re.DOTALL)
_SHORTEST_PERSON = 5


class PlanNames:
    """Finds what a sheet's words name in a plan; answers None for what is not there."""

    def __init__(self, reader: PlanReader) -> None:
        self._reader = reader
        self._objectives: dict[str, str] = {}
        for objective in reader.rows(Objective):
            statement = objective.statement
            for words in (objective.number, statement.en, statement.es):
                self._objectives.setdefault(plain(words), objective.id)
        self._storylines = _by_words(
            (row.id, (row.code, row.name.en, row.name.es)) for row in reader.rows(Storyline)
        )
        self._events = _by_words(
            (row.id, (row.number, row.title.en, row.title.es, *_numbered(row)))
            for row in reader.rows(Event)
        )
        used = {link.venue_id for link in reader.rows(PlanVenue)}
        venues = sorted(reader.rows(Venue), key=lambda venue: venue.id not in used)
        self._venues = _by_words((row.id, (row.name.en, row.name.es)) for row in venues)
        self._assignments, self._people = self._of_assignments()
        self._injects = _by_words((row.id, (row.number,)) for row in reader.rows(Inject))

    def objectives(self, words: str) -> tuple[list[str], list[str]]:
        """Return the ids of the objectives that are named, and the words that name none."""
        if not words:
            return [], []
        whole = self._objective(words)
        if whole is not None:
            return [whole], []
        found: list[str] = []
        unknown: list[str] = []
        for part in filter(None, (part.strip() for part in _PARTS.split(words))):
            objective = self._objective(part)
            if objective is None:
                unknown.append(part)
            else:
                found.append(objective)
        # What was divided at the wrong places is kept in one piece.
        return list(dict.fromkeys(found)), unknown if found or len(unknown) < 2 else [words]

    def _objective(self, words: str) -> str | None:
        said = plain(words)
        stripped = _OBJECTIVE_WORDS.sub("", said)
        match = _BEGINS_WITH_NUMBER.match(_without_word(words))
        numbered = plain(match[1]) if match else ""
        for candidate in (said, stripped, numbered):
            if candidate and candidate in self._objectives:
                return self._objectives[candidate]
        return None

    def storyline(self, words: str) -> str | None:
        """Return the id of the storyline that is named."""
        return self._storylines.get(plain(words))

    def event(self, words: str) -> str | None:
        """Return the id of the event that is named, by number or title or both."""
        return self._events.get(plain(words))

    def venue(self, words: str) -> str | None:
        """Return the id of the venue that is named."""
        return self._venues.get(plain(words))

    def inject(self, words: str) -> str | None:
        """Return the id of the inject with this number."""
        return self._injects.get(plain(words))

    def assignment(self, words: str, roles: tuple[str, ...]) -> str | None:
        """Return the id of the assignment that is named by person, role or cell.

        Where a name fits several, one in `roles` counts; several of these are none.
        """
        said = plain(words)
        candidates = self._assignments.get(said, [])
        if not candidates:
            padded = f" {said} "
            for name, ids in self._people.items():
                if f" {name} " in padded:
                    candidates = [*candidates, *ids]
        if len(set(candidates)) > 1:
            preferred = [each for each in candidates if self._role(each) in roles]
            candidates = preferred or candidates
        return candidates[0] if len(set(candidates)) == 1 else None

    def _role(self, assignment_id: str) -> str:
        row = self._reader.get(Assignment, assignment_id)
        return row.role if row is not None else ""

    def _of_assignments(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        named: dict[str, list[str]] = {}
        people: dict[str, list[str]] = {}
        for row in self._reader.rows(Assignment):
            person = self._reader.get(Person, row.person_id)
            words = [row.cell.en, row.cell.es]
            words += [translate(ROLES.get(row.role, row.role), side) for side in LANGUAGES]
            words += [assignment_label(self._reader, row, side) for side in LANGUAGES]
            if person is not None:
                words += [person.name, f"{person.rank} {person.name}", person.call_sign]
                if len(person.name) >= _SHORTEST_PERSON:
                    people.setdefault(plain(person.name), []).append(row.id)
            for each in {plain(word) for word in words} - {""}:
                named.setdefault(each, []).append(row.id)
        return named, people


def _without_word(words: str) -> str:
    return re.sub(r"^\s*(?:obj\w*|EO|OE)\.?\s*(?:n?[.ºo°#]*)\s*", "", words, flags=re.IGNORECASE)


def _by_words(rows: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row_id, wordings in rows:
        for words in wordings:
            if plain(words):
                found.setdefault(plain(words), row_id)
    return found


def _numbered(event: Event) -> tuple[str, ...]:
    return tuple(event_label(event, side) for side in LANGUAGES)


def event_label(event: Event, language: Language) -> str:
    """Return an event as a sheet names it, with its number: "2 - Collision"."""
    return " - ".join(filter(None, (event.number, event.title.best(language))))


def number_and_title(words: str) -> tuple[str, str]:
    """Return the number and the title of an event that is written as one."""
    words = " ".join(words.split())
    match = _EVENT.match(words)
    if match is not None:
        return match[1].strip(), match[2].strip()
    return (words, "") if re.fullmatch(r"[A-Za-z]{0,4}[-. ]?\d[\w.]*", words) else ("", words)


def assignment_label(reader: PlanReader, row: Assignment, language: Language) -> str:
    """Return an assignment as a sheet names it: "Ana Núñez (Controller, White cell)"."""
    person = reader.get(Person, row.person_id)
    organization = reader.get(Organization, row.organization_id)
    role = translate(ROLES.get(row.role, row.role), language)
    what = ", ".join(filter(None, (role, row.cell.best(language))))
    who = person.name if person is not None else ""
    if not who and organization is not None:
        who = organization.acronym or organization.name.best(language)
    return f"{who} ({what})" if who else what


def split_numbers(words: str) -> list[str]:
    """Return the numbers of injects in "12, 14 & 15"."""
    return [part.strip() for part in _PARTS.split(words) if part.strip()]


def noted(notes: Text, language: Language, label: str, words: str) -> Text:
    """Return notes with one more line, as "Controller: words"."""
    line = f"{translate(label, language)}: {words}"
    return notes.replaced(language, "\n".join(filter(None, (notes.get(language), line))))

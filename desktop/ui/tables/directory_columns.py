"""Columns that refer to the shared directory: organizations, persons, venues.

What is typed and not found there can be added to it on the spot.
"""

from __future__ import annotations

from typing import Any

from db.tables import Organization, Person, Venue
from db.text import Text
from desktop.language import spoken
from desktop.ui.tables.coded_columns import ReferenceColumn

LONGEST_ACRONYM = 10


def organization_label(row: Organization) -> str:
    """Return an organization's acronym, or its name when it has none."""
    return row.acronym or row.name.best(spoken())


def organization_words(row: Organization) -> str:
    """Return the names by which an organization is found as well."""
    return f"{row.name.en}\n{row.name.es}"


def organization_note(row: Organization) -> str:
    """Return what an organization's acronym stands for."""
    return row.name.best(spoken()) if row.acronym else ""


def person_note(row: Person) -> str:
    """Return a person's post."""
    return row.post.best(spoken())


def new_organization(words: str) -> Organization:
    """Return an organization that is so far known by `words` only."""
    if len(words) <= LONGEST_ACRONYM and words == words.upper():
        return Organization(acronym=words, kind="other")
    return Organization(name=Text().replaced(spoken(), words), kind="other")


def person_label(row: Person) -> str:
    """Return a person's rank and name."""
    return f"{row.rank} {row.name}".strip()


def new_person(words: str) -> Person:
    """Return a person who is so far known by name only."""
    return Person(name=words)


def venue_label(row: Venue) -> str:
    """Return a venue's name."""
    return row.name.best(spoken())


def venue_words(row: Venue) -> str:
    """Return the names by which a venue is found as well."""
    return f"{row.name.en}\n{row.name.es}"


def new_venue(words: str) -> Venue:
    """Return a venue that is so far known by name only."""
    return Venue(name=Text().replaced(spoken(), words))


def organization_column(
    field: str, title: str, width: int = 120, **options: Any
) -> ReferenceColumn:
    """Return a column that refers to an organization."""
    return ReferenceColumn(
        field,
        title,
        width,
        table=Organization,
        label=organization_label,
        more=organization_words,
        note=organization_note,
        create=new_organization,
        **options,
    )


def person_column(field: str, title: str, width: int = 160, **options: Any) -> ReferenceColumn:
    """Return a column that refers to a person."""
    return ReferenceColumn(
        field,
        title,
        width,
        table=Person,
        label=person_label,
        more=lambda row: row.name,
        note=person_note,
        create=new_person,
        **options,
    )


def venue_column(field: str, title: str, width: int = 160, **options: Any) -> ReferenceColumn:
    """Return a column that refers to a venue."""
    return ReferenceColumn(
        field,
        title,
        width,
        table=Venue,
        label=venue_label,
        more=venue_words,
        create=new_venue,
        **options,
    )

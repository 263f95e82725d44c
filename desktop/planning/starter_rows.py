"""The files of the starter content, turned into rows with fixed ids."""

from __future__ import annotations

from collections.abc import Iterable

from db.record import Record, fixed_id
from db.tables import Organization
from db.text import Text
from desktop.planning.entries import Entry
from desktop.planning.framework_rows import framework_rows
from desktop.planning.terms import COUNTRIES, ORGANIZATION_KINDS

DIRECTORY = "directory.toml"


def starter_rows(files: Iterable[tuple[str, str]]) -> list[Record]:
    """Return the rows in `files`, given as name and content. Raises EntryRefused."""
    rows: list[Record] = []
    for name, content in files:
        entry = Entry.parse(content, name)
        if name == DIRECTORY:
            rows += _organizations(entry)
        else:
            rows += framework_rows(entry, builtin=True)
    return rows


def capabilities_in(content: str) -> dict[str, Text]:
    """Return the core capabilities in the directory file, by key. Raises EntryRefused."""
    found: dict[str, Text] = {}
    for entry in Entry.parse(content, DIRECTORY).entries("capabilities"):
        key = entry.word("key")
        if key in found:
            raise entry.repeated("key", key)
        found[key] = entry.pair("name")
    return found


def organization_id(key: str) -> str:
    """Return the id of the starter directory's organization `key`."""
    return fixed_id("organization", key)


def _organizations(directory: Entry) -> list[Organization]:
    rows: dict[str, Organization] = {}
    for entry in directory.entries("organizations"):
        key = entry.word("key")
        if key in rows:
            raise entry.repeated("key", key)
        rows[key] = Organization(
            id=organization_id(key),
            key=key,
            acronym=entry.word("acronym"),
            name=entry.pair("name"),
            country=entry.choice("country", COUNTRIES),
            kind=entry.choice("kind", ORGANIZATION_KINDS),
            builtin=True,
        )
    return list(rows.values())

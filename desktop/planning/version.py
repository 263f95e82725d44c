"""The version of a plan: a short code on every page, to tell whether a print-out is current."""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from operator import attrgetter

from db.clock import Stamp
from db.departure import references_of
from db.reader import PlanReader
from db.record import DirectoryRecord, Record
from db.tables import (
    CONTENT_TABLES,
    DIRECTORY_TABLES,
    PLAN_TABLES,
    Approval,
    AreaOfAction,
    FocusArea,
    Framework,
    Indicator,
    Pillar,
    Plan,
    PlanFramework,
    ProposedAction,
)

CODE_DIGITS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
"""Crockford's digits: no I, L, O or U, which a reader takes for 1, 0 or V."""
FRAMEWORK_PARTS: tuple[tuple[type[Record], tuple[tuple[type[DirectoryRecord], str], ...]], ...] = (
    (Framework, ((Pillar, "framework_id"), (AreaOfAction, "framework_id"))),
    (Pillar, ((FocusArea, "pillar_id"),)),
    (FocusArea, ((ProposedAction, "focus_area_id"), (Indicator, "focus_area_id"))),
    (AreaOfAction, ((ProposedAction, "area_of_action_id"),)),
)

Directory = dict[type[Record], dict[str, Record]]


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a plan: its code, as "7K3M-Q2XA", and the UTC time of its last change."""

    code: str
    moment: datetime


def version_of(reader: PlanReader) -> Version:
    """Return the version of the plan as it stands.

    The code is a digest of what the plan says: its rows and the directory rows they refer
    to, frameworks whole. Who wrote it, when and on which laptop does not count, so the same
    content has the same code in any library. Nor do approvals count: each names the version
    that it approves, which must not become another by that.
    """
    digest = sha256()
    directory = _directory_of(reader)
    for table in CONTENT_TABLES:
        if table is Approval:
            continue
        if issubclass(table, DirectoryRecord):
            rows: Iterable[Record] = directory.get(table, {}).values()
        else:
            rows = reader.rows(table)
        # Ids differ, so that the order is settled before a missing value is compared.
        content = sorted(map(_content_of(table), rows))
        digest.update(json.dumps([table.__tablename__, content]).encode())
    letters = b32encode(digest.digest()[:5]).decode().translate(CODE_DIGITS)
    return Version(f"{letters[:4]}-{letters[4:]}", _last_change(reader.row, directory))


@cache
def _content_of(table: type[Record]) -> attrgetter[tuple[object, ...]]:
    return attrgetter("id", *table.content_fields())


def _directory_of(reader: PlanReader) -> Directory:
    """Return the directory rows that the plan refers to, directly or through others."""
    found: Directory = {}
    fresh: list[Record] = []
    for table in PLAN_TABLES:
        for column, target in _directory_references(table):
            wanted = set(map(attrgetter(column), reader.rows(table)))
            fresh += _take(reader, target, wanted, found)
    while fresh:
        row = fresh.pop()
        for column, target in _directory_references(type(row)):
            fresh += _take(reader, target, {getattr(row, column)}, found)
    _take_whole_frameworks(reader, found)
    return found


@cache
def _directory_references(table: type[Record]) -> list[tuple[str, type[DirectoryRecord]]]:
    by_name = {target.__tablename__: target for target in DIRECTORY_TABLES}
    references = references_of(table).items()
    return [(column, by_name[name]) for column, name in references if name in by_name]


def _take(
    reader: PlanReader,
    table: type[DirectoryRecord],
    ids: Iterable[str | None],
    found: Directory,
) -> list[Record]:
    known = found.setdefault(table, {})
    rows = [row for row_id in ids if row_id not in known and (row := reader.get(table, row_id))]
    known.update((row.id, row) for row in rows)
    return list(rows)


def _take_whole_frameworks(reader: PlanReader, found: Directory) -> None:
    chosen = {link.framework_id for link in reader.rows(PlanFramework)}
    wholes: dict[type[Record], set[str]] = {Framework: chosen}
    for whole, parts in FRAMEWORK_PARTS:
        for part, column in parts:
            known = found.setdefault(part, {})
            for whole_id in wholes.get(whole, set()):
                rows = reader.children(part, column, whole_id)
                known.update((row.id, row) for row in rows)
                wholes.setdefault(part, set()).update(row.id for row in rows)


def _last_change(plan: Plan, directory: Directory) -> datetime:
    """Return the time of the last change of the plan, or of a directory row it refers to."""
    written = [row for rows in directory.values() for row in rows.values()]
    stamps = [max([row.born, *row.stamps.values()]) for row in (plan, *written)]
    clocks = [Stamp.parse(stamp).clock for stamp in stamps]
    return Stamp(max([*clocks, *plan.vector.values()]), "").moment

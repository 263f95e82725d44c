"""A plan made into another one: the same content under ids of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from db.departure import TravelingRow, references_of
from db.record import new_id
from db.tables import DIRECTORY_TABLES, AcceptedFinding, Plan
from desktop.language import LANGUAGES, N_, translate

COPY_NAME = N_("{name} (copy)")

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def copied(rows: Sequence[TravelingRow]) -> tuple[list[TravelingRow], dict[str, Any]]:
    """Return the rows of a plan as another plan, and the name that tells the two apart.

    The plan and its rows get new ids; directory rows, which all plans share, keep theirs.
    The second result are the fields to change on arrival.
    """
    ids = {row.id: new_id() for row in rows if row.table not in DIRECTORY_TABLES}
    changed: dict[str, Any] = {}
    for row in rows:
        if row.table is Plan:
            for language in LANGUAGES:
                name = row.values[f"name_{language}"]
                if name:
                    changed[f"name_{language}"] = translate(COPY_NAME, language).format(name=name)
    return [renamed(row, ids) if row.id in ids else row for row in rows], changed


def renamed(row: TravelingRow, ids: Mapping[str, str]) -> TravelingRow:
    """Return a row with the ids that `ids` gives to it and to the rows it refers to."""
    values = dict(row.values)
    for column in references_of(row.table):
        values[column] = ids.get(values[column], values[column])
    if row.table is AcceptedFinding:
        # The key of a finding names the rows it is about.
        values["finding"] = _ID.sub(lambda found: ids.get(found[0], found[0]), values["finding"])
    return TravelingRow(row.table, ids.get(row.id, row.id), row.born, row.stamps, row.seen, values)

"""The rows of a plan as the text of `plan.json`, and back with every row checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from db.arrival import latest_clock
from db.clock import Stamp, covers
from db.departure import TravelingRow, references_of, vector_column
from db.reader import without_collecting
from db.record import Record
from db.tables import CONTENT_TABLES, DIRECTORY_TABLES, Plan
from desktop.exchange import limits, strict_json
from desktop.exchange.refusals import (
    BinnedPlan,
    FutureFile,
    LooseReference,
    OversizedFile,
    RepeatedId,
    UnsoundContent,
)
from desktop.exchange.row_rules import defaults_of, is_id, rules_of
from desktop.planning.terms import types_of

_STAMP = re.compile("[0-9a-f]{28}")
_REPLICA = re.compile("[0-9a-f]{12}")


class Age(Enum):
    """How old a file's format is, next to the one that this Istmo writes."""

    OLDER = "older"
    SAME = "same"
    NEWER = "newer"


def content_of(rows: Sequence[TravelingRow]) -> bytes:
    """Return `rows` as the content of `plan.json`: one row a line, by table and id."""
    tables = []
    for table in CONTENT_TABLES:
        lines = ",\n".join(
            strict_json.written(_as_json(row))
            for row in sorted(rows, key=lambda row: row.id)
            if row.table is table
        )
        tables.append(f'"{table.__tablename__}":[\n{lines}\n]' if lines else "")
    body = ",\n".join(table for table in tables if table)
    return f'{{"tables":{{\n{body}\n}}}}\n'.encode()


@without_collecting()
def rows_of(content: bytes, age: Age = Age.SAME) -> list[TravelingRow]:
    """Return the rows in the content of `plan.json`, every one of them sound.

    An `OLDER` file may lack tables and fields, which are then empty; what this Istmo does
    not know of a `NEWER` one is left out. Raises PlanFileRefused.
    """
    tables = _tables(strict_json.read(content), age)
    stamps = Stamps()
    rows = [
        _row(table, raw, f"{table.__tablename__} {number}", stamps, age)
        for table in CONTENT_TABLES
        for number, raw in enumerate(tables.get(table.__tablename__, []), start=1)
    ]
    _check_ids(rows)
    _check_references(rows)
    _check_plan(rows)
    _check_vectors(rows)
    return rows


def plan_row(rows: Sequence[TravelingRow]) -> TravelingRow:
    """Return the row of the plan itself among the rows of a plan."""
    return next(row for row in rows if row.table is Plan)


def is_replica(text: str) -> bool:
    """Return whether `text` is the id of an installation."""
    return _REPLICA.fullmatch(text) is not None


def check_clock(rows: Sequence[TravelingRow]) -> None:
    """Raise FutureFile when the rows were written by a clock that is far ahead."""
    moment = Stamp(latest_clock(rows), "").moment
    if moment > datetime.now(UTC) + limits.CLOCK_AHEAD:
        raise FutureFile(moment.isoformat())


def _as_json(row: TravelingRow) -> dict[str, Any]:
    shape: dict[str, Any] = {"id": row.id, "born": row.born, "stamps": _sorted(row.stamps)}
    vector = vector_column(row.table)
    if vector:
        shape[vector] = _sorted(row.seen)
    return shape | {"values": dict(row.values)}


def _sorted(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(mapping.items()))


def _tables(value: Any, age: Age) -> dict[str, list[Any]]:
    tables = _shape(value, {"tables"}, "plan.json", age)["tables"]
    if type(tables) is not dict:
        raise UnsoundContent("plan.json", "tables")
    known = {table.__tablename__ for table in CONTENT_TABLES}
    unknown = tables.keys() - known
    if unknown and age is not Age.NEWER:
        raise UnsoundContent("plan.json", f"unknown table {min(unknown)[:40]!r}")
    if any(type(rows) is not list for rows in tables.values()):
        raise UnsoundContent("plan.json", "a table that is no list")
    if sum(len(rows) for rows in tables.values()) > limits.ROWS:
        raise OversizedFile(f"more than {limits.ROWS} rows")
    return tables


def _shape(value: Any, keys: set[str], place: str, age: Age) -> dict[str, Any]:
    """Return `value`, which must be an object with these keys. Raises UnsoundContent."""
    if type(value) is not dict or keys - value.keys():
        raise UnsoundContent(place, "incomplete")
    if value.keys() - keys and age is not Age.NEWER:
        raise UnsoundContent(place, f"unknown {min(value.keys() - keys)[:40]!r}")
    return value


class Stamps:
    """The stamps and replicas of a file; few are different, so each is checked once."""

    def __init__(self) -> None:
        self._sound: set[str] = set()

    def check(self, stamp: Any, place: str) -> str:
        """Return `stamp`, which must be one. Raises UnsoundContent."""
        if type(stamp) is not str:
            raise UnsoundContent(place, "stamp")
        if stamp not in self._sound:
            try:
                if not _STAMP.fullmatch(stamp):
                    raise ValueError(stamp)
                Stamp.parse(stamp)
            except ValueError as error:
                raise UnsoundContent(place, "stamp") from error
            self._sound.add(stamp)
        return stamp

    def check_vector(self, vector: Any, place: str) -> dict[str, int]:
        """Return `vector`, which must be a version vector. Raises UnsoundContent."""
        if type(vector) is not dict or len(vector) > limits.VECTOR_SIZE:
            raise UnsoundContent(place, "version vector")
        for replica, clock in vector.items():
            if not is_replica(replica) or type(clock) is not int or clock < 0:
                raise UnsoundContent(place, "version vector")
            self.check(f"{clock:016x}{replica}", place)
        return vector


def _row(table: type[Record], raw: Any, place: str, stamps: Stamps, age: Age) -> TravelingRow:
    vector = vector_column(table)
    keys = {"id", "born", "stamps", "values"} | ({vector} if vector else set())
    row = _shape(raw, keys, place, age)
    if not is_id(row["id"]):
        raise UnsoundContent(place, "id")
    values = _values(table, row["values"], place, age)
    if type(row["stamps"]) is not dict:
        raise UnsoundContent(place, "stamps")
    field_stamps = {}
    for field, stamp in row["stamps"].items():
        if field in values:
            field_stamps[field] = stamps.check(stamp, place)
        elif age is not Age.NEWER:
            raise UnsoundContent(place, f"stamp of unknown {field[:40]!r}")
    return TravelingRow(
        table=table,
        id=row["id"],
        born=stamps.check(row["born"], place),
        stamps=field_stamps,
        seen=stamps.check_vector(row[vector], place) if vector else {},
        values=values,
    )


def _values(table: type[Record], raw: Any, place: str, age: Age) -> dict[str, Any]:
    if type(raw) is not dict:
        raise UnsoundContent(place, "values")
    if age is Age.OLDER:
        raw = defaults_of(table) | raw
    rules = rules_of(table)
    if len(raw) > len(rules) and age is not Age.NEWER:
        raise UnsoundContent(place, "unknown fields")
    values = {}
    for field, rule in rules:
        if field not in raw or not rule(raw[field]):
            raise UnsoundContent(place, field)
        values[field] = raw[field]
    return values


def _check_ids(rows: Sequence[TravelingRow]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise RepeatedId(f"{row.table.__tablename__} {row.id}")
        seen.add(row.id)


def _check_references(rows: Sequence[TravelingRow]) -> None:
    present = {row.key for row in rows}
    columns = {table: references_of(table) for table in CONTENT_TABLES}
    for row in rows:
        for column, target in columns[row.table].items():
            wanted = row.values[column]
            if wanted is not None and (target, wanted) not in present:
                raise LooseReference(f"{row.table.__tablename__} {row.id}: {column}")


def _check_plan(rows: Sequence[TravelingRow]) -> None:
    plans = [row for row in rows if row.table is Plan]
    if len(plans) != 1:
        raise UnsoundContent("plan", f"{len(plans)} plans")
    values = plans[0].values
    if values["deleted"]:
        raise BinnedPlan(plans[0].id)
    if values["type"] and values["type"] not in types_of(values["kind"]):
        raise UnsoundContent("plan 1", "type")


def _check_vectors(rows: Sequence[TravelingRow]) -> None:
    """Check that every stamp is covered: else merging would take old changes for new."""
    vector = plan_row(rows).seen
    for row in rows:
        own = row.seen if row.table in DIRECTORY_TABLES else vector
        for field, stamp in {"born": row.born, **row.stamps}.items():
            # Moving a plan to the bin and back is an edit of the library, not of the plan.
            moved = row.table is Plan and field == "deleted"
            if not moved and not covers(own, Stamp.parse(stamp)):
                raise UnsoundContent(f"{row.table.__tablename__} {row.id}", "version vector")

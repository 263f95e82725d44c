"""What a plan file tells of the plan's past, `history.json`: earlier values and names.

Each earlier value is a list of table, row, field, the stamp of the edit that wrote it, and
the value. All of it is checked like the rows: a value must be one that its field may hold,
and its edit one that the rows have seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from db.clock import Stamp, covers
from db.departure import TravelingRow
from db.past import MOST_VALUES, UNKNOWN_PAST, EarlierValue, Past
from db.record import DirectoryRecord
from db.tables import TABLE_BY_NAME
from desktop.exchange import limits, strict_json
from desktop.exchange.plan_content import Age, Stamps, is_replica, plan_row
from desktop.exchange.refusals import OversizedFile, RepeatedId, UnsoundContent
from desktop.exchange.row_rules import is_name, rules_of

HISTORY = "history.json"

_PARTS = 5


def written_past(past: Past) -> bytes:
    """Return a plan's past as the content of `history.json`, empty when nothing is known.

    The newest values go, as many as a file may hold. One that no field may hold any more
    stays behind, for it was mended since.
    """
    if past == UNKNOWN_PAST:
        return b""
    lines: list[str] = []
    room = limits.PAST_BYTES
    for value in past.earlier:
        if not _rule(value)(value.value):
            continue
        parts = [value.table, value.id, value.field, value.stamp, value.value]
        line = strict_json.written(parts)
        room -= len(line.encode()) + len(",\n")
        if room < 0:
            break
        lines.append(line)
    told = {replica: name for replica, name in past.authors.items() if _is_author(name)}
    authors = strict_json.written(dict(sorted(told.items())))
    earlier = ",\n".join(lines)
    return f'{{"authors":{authors},\n"earlier":[\n{earlier}\n]}}\n'.encode()


def read_past(content: bytes, rows: Sequence[TravelingRow], age: Age) -> Past:
    """Return the past that `history.json` tells of the plan with these rows.

    Of a `NEWER` file, fields that this Istmo does not know are left out. Raises
    PlanFileRefused.
    """
    raw = strict_json.read(content)
    known = {"authors", "earlier"}
    if type(raw) is not dict or known - raw.keys() or (raw.keys() - known and age is not Age.NEWER):
        raise UnsoundContent(HISTORY, "its parts")
    return Past(_earlier(raw["earlier"], rows, age), _authors(raw["authors"]))


def _authors(raw: Any) -> dict[str, str]:
    if type(raw) is not dict or len(raw) > limits.VECTOR_SIZE:
        raise UnsoundContent(HISTORY, "authors")
    for replica, author in raw.items():
        if not is_replica(replica) or not _is_author(author):
            raise UnsoundContent(HISTORY, "authors")
    return raw


def _is_author(name: Any) -> bool:
    return is_name(name) and name != ""


def _rule(value: EarlierValue) -> Callable[[Any], bool]:
    return dict(rules_of(TABLE_BY_NAME[value.table]))[value.field]


def _earlier(raw: Any, rows: Sequence[TravelingRow], age: Age) -> tuple[EarlierValue, ...]:
    if type(raw) is not list:
        raise UnsoundContent(HISTORY, "earlier values")
    if len(raw) > MOST_VALUES:
        raise OversizedFile(f"more than {MOST_VALUES} earlier values")
    by_key = {row.key: row for row in rows}
    vector, stamps = plan_row(rows).seen, Stamps()
    rules = {table: dict(rules_of(table)) for table in {row.table for row in rows}}
    found: dict[tuple[str, str, str], EarlierValue] = {}
    for number, parts in enumerate(raw, start=1):
        place = f"{HISTORY} {number}"
        if type(parts) is not list or len(parts) != _PARTS:
            raise UnsoundContent(place, "parts")
        if any(type(part) is not str for part in parts[:4]):
            raise UnsoundContent(place, "parts")
        value = EarlierValue(*parts)
        row = by_key.get((value.table, value.id))
        rule = rules[row.table].get(value.field) if row is not None else None
        if row is None or rule is None:
            if age is Age.NEWER:
                continue
            raise UnsoundContent(place, "no field of the plan")
        seen = row.seen if issubclass(row.table, DirectoryRecord) else vector
        stamp = Stamp.parse(stamps.check(value.stamp, place))
        if not covers(seen, stamp) or not rule(value.value):
            raise UnsoundContent(place, value.field)
        if value.key in found:
            raise RepeatedId(f"{value.table} {value.id}: {value.field}")
        found[value.key] = value
    return tuple(found.values())

"""A merge written into the library: one step that undo takes back as a whole.

What comes from the other copy keeps its stamps. What a person decided, and what must be
brought back, are edits of this installation with a stamp of their own, in the same step and
the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.arrival import TakenId, latest_clock, rows_here
from db.attachments import write_contents
from db.bookkeeping import REPLICAS
from db.clock import Stamp
from db.departure import IDS_PER_QUERY, TravelingRow, departing_rows, vector_column
from db.door import Door
from db.edit import EDIT, Edit
from db.merge_bases import bases_of
from db.merge_changes import Key
from db.merge_decisions import Choice, ConflictKey, Decision, DecisionMaker
from db.merging import Analysis, analyze, with_bases
from db.open_plan import OpenPlan
from db.past import UNKNOWN_PAST, Past, keep, keep_values
from db.reader import without_collecting
from db.record import Record
from db.tables import CONTENT_TABLES, DIRECTORY_TABLES, TABLE_BY_NAME

_DIRECTORY = frozenset(table.__tablename__ for table in DIRECTORY_TABLES)


class PlanChangedMeanwhile(Exception):
    """The plan was edited after it was analyzed: it must be analyzed again."""


def analysis_for(
    plan: OpenPlan, theirs: Iterable[TravelingRow], past: Past = UNKNOWN_PAST
) -> Analysis:
    """Return what merging another copy of `plan` into it comes to; nothing is written.

    Conflicts come with the values both started from, as far as the plan's journal and
    `past`, that of the other copy, know them.
    """
    session = plan.library.session
    clock = _clock(session)
    theirs = list(theirs)
    mine = {row.key: row for row in departing_rows(plan)}
    for table in DIRECTORY_TABLES:
        # The library may hold rows of the directory that only the other copy refers to.
        absent = [row for row in theirs if row.table is table and row.key not in mine]
        mine.update((row.key, row) for row in rows_here(session, absent).values())
    with without_collecting():
        analysis = analyze(mine.values(), theirs)
    bases = bases_of(session, analysis, past)
    plan.library.end_reading()
    return replace(analysis, conflicts=with_bases(analysis.conflicts, bases), clock=clock)


def finish(
    plan: OpenPlan,
    analysis: Analysis,
    decisions: Mapping[ConflictKey, Decision],
    label: str,
    *,
    contents: Mapping[str, bytes] | None = None,
    past: Past = UNKNOWN_PAST,
    otherwise: Choice = "later",
    **values: Any,
) -> None:
    """Write a merge as one step of kind "merge", described by `label` and `values`.

    `decisions` are filed under `Conflict.key`; conflicts that nobody decided go as
    `otherwise` says. Where that is "later" the later value stands, and the edit of a row
    that the other deleted. `contents` are the bytes of attachments by digest, `past` is
    what the other copy knows of its past. Nothing is written when there is nothing new.

    Raises PlanChangedMeanwhile when the library was written since the analysis, TakenId
    when another plan has a row of the same id, and UnwritableLibrary; nothing is written
    then.
    """
    if analysis.is_empty:
        return
    library, session = plan.library, plan.library.session
    fresh: list[Record] = []
    with _no_row_twice(), Door(library, plan.id, plan.row).edit(label, kind="merge", values=values):
        if _clock(session) != analysis.clock:
            raise PlanChangedMeanwhile(plan.id)
        edit: Edit = session.info[EDIT]
        latest = latest_clock([*analysis.mine.values(), *analysis.theirs.values()])
        edit.stamp = max(edit.stamp, Stamp(latest + 1, edit.stamp.replica))
        write_contents(session, contents or {})
        _write(session, edit, analysis)
        # The clock moves past all that was seen, even where nothing shows that it was.
        session.connection().execute(update(REPLICAS).values(clock=edit.stamp.clock))
        fresh += _read_again(session, analysis.written)
        maker = DecisionMaker(plan, edit)
        maker.decide(analysis, decisions, otherwise)
        keep(session, plan.id, past, analysis.theirs.values())
        shared = {row_id for table, row_id in analysis.mine if table in _DIRECTORY}
        keep_values(session, plan.id, maker.replaced, shared)
    library.known_clock = _clock(session)
    library.end_reading()


@contextmanager
def _no_row_twice() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise TakenId(str(error.orig)) from error


def _clock(session: Session) -> int:
    return int(session.connection().execute(select(REPLICAS.c.clock)).scalar_one())


def _write(session: Session, edit: Edit, analysis: Analysis) -> None:
    by_table: dict[type[Record], list[TravelingRow]] = {}
    for row in analysis.written.values():
        by_table.setdefault(row.table, []).append(row)
    for table in CONTENT_TABLES:
        rows = by_table.get(table, [])
        new = [row for row in rows if row.key not in analysis.mine]
        if new:
            session.execute(insert(table), [_columns(row, edit.scope) for row in new])
        changed = [row for row in rows if row.key in analysis.mine]
        if changed:
            mapped = cast("Table", table.__table__)
            query = update(mapped).where(mapped.c.id == bindparam("of"))
            columns = [_columns(row, edit.scope) for row in changed]
            session.connection().execute(
                query.values({name: bindparam(f"new_{name}") for name in columns[0]}),
                [
                    {"of": row["id"], **{f"new_{name}": value for name, value in row.items()}}
                    for row in columns
                ],
            )
        for row in new:
            if not row.values["deleted"]:
                edit.record(row.key, None, {**row.values, **_belonging(row, edit.scope)}, {})
        for row in changed:
            _record(edit, analysis.mine[row.key], row)


def _record(edit: Edit, before: TravelingRow, after: TravelingRow) -> None:
    differing = [name for name in before.values if before.values[name] != after.values[name]]
    if differing:
        old = {name: before.values[name] for name in differing}
        stamps = {name: before.stamp_of(name) for name in differing}
        edit.record(after.key, old, {name: after.values[name] for name in differing}, stamps)


def _columns(row: TravelingRow, plan_id: str) -> dict[str, Any]:
    columns = dict(row.values) | {"id": row.id, "born": row.born, "stamps": dict(row.stamps)}
    vector = vector_column(row.table)
    return columns | ({vector: dict(row.seen)} if vector else _belonging(row, plan_id))


def _belonging(row: TravelingRow, plan_id: str) -> dict[str, str]:
    return {} if vector_column(row.table) else {"plan_id": plan_id}


def _read_again(session: Session, written: Iterable[Key]) -> list[Record]:
    """Return the rows with these keys as they are on disk now, as the session's own."""
    ids: dict[str, list[str]] = {}
    for table_name, row_id in written:
        ids.setdefault(table_name, []).append(row_id)
    rows: list[Record] = []
    for table_name, wanted in ids.items():
        table = TABLE_BY_NAME[table_name]
        for start in range(0, len(wanted), IDS_PER_QUERY):
            query = select(table).where(table.id.in_(wanted[start : start + IDS_PER_QUERY]))
            rows += session.scalars(query.execution_options(populate_existing=True))
    return rows

"""A merge written into the library: one step that undo takes back as a whole.

What comes from the other copy keeps its stamps. What a person decided, and what must be
brought back, are edits of this installation with a stamp of their own, in the same step and
the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.arrival import TakenId, latest_clock, rows_here
from db.attachments import write_contents
from db.bookkeeping import REPLICAS
from db.clock import Stamp, covers
from db.departure import IDS_PER_QUERY, TravelingRow, departing_rows, vector_column
from db.door import Door
from db.edit import EDIT, Edit
from db.journal import CHANGES, STEPS
from db.merge_changes import Key
from db.merge_decisions import Choice, ConflictKey, Decision, DecisionMaker
from db.merging import Analysis, Conflict, analyze, with_bases
from db.open_plan import OpenPlan
from db.reader import without_collecting
from db.record import Record
from db.tables import CONTENT_TABLES, DIRECTORY_TABLES, TABLE_BY_NAME, Plan


class PlanChangedMeanwhile(Exception):
    """The plan was edited after it was analyzed: it must be analyzed again."""


def analysis_for(plan: OpenPlan, theirs: Iterable[TravelingRow]) -> Analysis:
    """Return what merging another copy of `plan` into it comes to; nothing is written.

    Conflicts come with the values both started from, as far as the plan's journal knows.
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
    their_vector = next(row.seen for row in theirs if row.table is Plan)
    bases = bases_of(session, analysis.conflicts, their_vector)
    plan.library.end_reading()
    return replace(analysis, conflicts=with_bases(analysis.conflicts, bases), clock=clock)


def bases_of(
    session: Session, conflicts: Sequence[Conflict], their_vector: Mapping[str, int]
) -> dict[ConflictKey, Any]:
    """Return the values the fields in conflict had here when the other copy last saw them."""
    fields: dict[Key, set[str]] = {}
    for conflict in conflicts:
        fields.setdefault((conflict.table, conflict.id), set()).add(conflict.field)
    bases: dict[ConflictKey, Any] = {}
    ids = [row_id for _, row_id in fields]
    for start in range(0, len(ids), IDS_PER_QUERY):
        query = (
            select(CHANGES.c.table_name, CHANGES.c.row_id, CHANGES.c.before)
            .add_columns(STEPS.c.clock, STEPS.c.replica)
            .join(STEPS, STEPS.c.id == CHANGES.c.step_id)
            .where(CHANGES.c.row_id.in_(ids[start : start + IDS_PER_QUERY]))
            .order_by(CHANGES.c.id.desc())
        )
        for change in session.execute(query):
            # Going back in time, the last step that they have not seen tells what they saw.
            if change.before is None or covers(their_vector, Stamp(change.clock, change.replica)):
                continue
            key = change.table_name, change.row_id
            for name in fields.get(key, set()).intersection(change.before):
                bases[*key, name] = change.before[name]
    return bases


def finish(
    plan: OpenPlan,
    analysis: Analysis,
    decisions: Mapping[ConflictKey, Decision],
    label: str,
    *,
    contents: Mapping[str, bytes] | None = None,
    otherwise: Choice = "later",
    **values: Any,
) -> None:
    """Write a merge as one step of kind "merge", described by `label` and `values`.

    `decisions` are filed under `Conflict.key`; conflicts that nobody decided go as
    `otherwise` says. Where that is "later" the later value stands, and the edit of a row
    that the other deleted. `contents` are the bytes of attachments by digest. Nothing is
    written when there is nothing new.

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
        DecisionMaker(plan, edit).decide(analysis, decisions, otherwise)
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
                edit.record(row.key, None, {**row.values, **_belonging(row, edit.scope)})
        for row in changed:
            _record(edit, analysis.mine[row.key], row)


def _record(edit: Edit, before: TravelingRow, after: TravelingRow) -> None:
    differing = [name for name in before.values if before.values[name] != after.values[name]]
    if differing:
        old = {name: before.values[name] for name in differing}
        edit.record(after.key, old, {name: after.values[name] for name in differing})


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

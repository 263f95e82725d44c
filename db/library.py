"""The library: every plan on this laptop, in one SQLite file."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, delete, event, insert, select
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from db import search
from db.bookkeeping import Issue, Replica, Setting
from db.clock import BUILTIN_STAMP, new_replica
from db.connection import (
    APPLICATION_ID,
    MEMORY,
    SCHEMA_VERSION,
    WRITES,
    engine_for,
    header_of,
    is_sound,
    mark,
)
from db.door import Changes, Door
from db.edit import EDIT, before_flush
from db.errors import (
    DamagedLibrary,
    ForeignLibrary,
    NewerLibrary,
    UnknownPlan,
    UnwritableLibrary,
)
from db.journal import LIBRARY_SCOPE, Change, Step
from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.record import Base, PlanRecord, Record
from db.tables import DIRECTORY_TABLES, PLAN_TABLES, Plan

Subscriber = Callable[[Changes], None]
R = TypeVar("R", bound=Record)
PROFILE = "profile"


class Library:
    """An open library. Only the thread that opened it edits; others read by `reader`."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine
        self.session = Session(engine, expire_on_commit=False, autoflush=False)
        event.listen(self.session, "before_flush", before_flush)
        self._subscribers: list[Subscriber] = []
        self._open_plans: weakref.WeakValueDictionary[str, OpenPlan] = weakref.WeakValueDictionary()
        self._door = Door(self, LIBRARY_SCOPE)
        replica, clock = self.session.execute(select(Replica.id, Replica.clock)).one()
        self.replica: str = replica
        self.known_clock: int = clock
        self.author = ""
        self._take_author()

    @classmethod
    def open(cls, path: Path) -> Library:
        """Open the library at `path`, made when missing, brought up to date when older.

        Raises ForeignLibrary, NewerLibrary or DamagedLibrary, with the file left as it is,
        and UnwritableLibrary when the folder or the disk does not take it.
        """
        path = path.absolute()
        try:
            if not path.exists() or path.stat().st_size == 0:
                _create(path)
            else:
                _check(path)
            return cls(path, engine_for(path))
        except OSError as error:
            raise UnwritableLibrary(path, str(error)) from error
        except OperationalError as error:
            raise UnwritableLibrary(path, str(error.orig)) from error
        except DatabaseError as error:
            raise DamagedLibrary(path, str(error.orig)) from error

    @classmethod
    def in_memory(cls) -> Library:
        """Open a private library that is gone when it is closed."""
        engine = engine_for(MEMORY)
        _lay_out(engine)
        return cls(MEMORY, engine)

    def close(self) -> None:
        """Close the library; what is committed is on disk already."""
        self.session.close()
        self.engine.dispose()

    def plans(self, *, in_bin: bool = False) -> list[Plan]:
        """Return the plans outside (or inside) the bin, by start."""
        query = select(Plan).where(Plan.deleted.is_(in_bin)).order_by(Plan.start, Plan.id)
        plans = list(self.session.scalars(query.execution_options(populate_existing=True)))
        self.end_reading()
        return plans

    def open_plan(self, plan_id: str) -> OpenPlan:
        """Return the plan, open for editing. Raises UnknownPlan."""
        plan = self._open_plans.get(plan_id)
        if plan is None:
            plan = self._open_plans[plan_id] = OpenPlan(self, plan_id)
        return plan

    @contextmanager
    def reader(self, plan_id: str) -> Iterator[PlanReader]:
        """Read a plan as it stands now, from any thread, whatever is edited meanwhile."""
        with Session(self.engine, autoflush=False) as session:
            yield PlanReader(session, plan_id)

    def add_plan(self, rows: Sequence[Record], label: str, **values: Any) -> OpenPlan:
        """Add a new plan, given with all its rows, and return it open.

        Its making is the first step of its journal and cannot be undone, only binned.
        """
        plan = next(row for row in rows if isinstance(row, Plan))
        plan.vector = {}
        with Door(self, plan.id, plan).edit(label, kind="create", values=values):
            for row in rows:
                if isinstance(row, PlanRecord):
                    row.plan_id = plan.id
            self.session.add_all(rows)
        return self.open_plan(plan.id)

    @contextmanager
    def edit(self, label: str, *, together: str = "", **values: Any) -> Iterator[None]:
        """Open the way in for edits that belong to no plan; see `OpenPlan.edit`."""
        with self._door.edit(label, together=together, values=values):
            yield

    def undo(self) -> Step | None:
        """Take back the last edit that belongs to no plan; return its step."""
        return self._door.undo()

    def redo(self) -> Step | None:
        """Do the edit again that was last taken back; return its step."""
        return self._door.redo()

    def next_undo(self) -> Step | None:
        """Return the step that `undo` would take back."""
        return self._door.next_undo()

    def next_redo(self) -> Step | None:
        """Return the step that `redo` would do again."""
        return self._door.next_redo()

    def add(self, row: R) -> R:
        """Add a row of the shared directory, within an edit."""
        self.session.add(row)
        return row

    def erase(self, plan_id: str) -> None:
        """Erase a plan in the bin for good, with its journal. Raises UnknownPlan."""
        with self.engine.connect().execution_options(**{WRITES: True}) as connection:
            plan = Plan.__table__
            binned = connection.execute(
                select(plan.c.id).where(plan.c.id == plan_id, plan.c.deleted.is_(True))
            ).first()
            if binned is None:
                raise UnknownPlan(plan_id)
            search.leave(connection, "plan_id = :plan", {"plan": plan_id})
            steps = select(Step.id).where(Step.scope == plan_id)
            connection.execute(delete(Change).where(Change.step_id.in_(steps)))
            connection.execute(delete(Step).where(Step.scope == plan_id))
            for table in PLAN_TABLES:
                connection.execute(delete(table).where(table.plan_id == plan_id))
            connection.execute(delete(Plan).where(Plan.id == plan_id))
            connection.execute(delete(Issue).where(Issue.plan_id == plan_id))
            connection.commit()
        self._open_plans.pop(plan_id, None)
        self.session.expunge_all()
        for open_plan in list(self._open_plans.values()):
            open_plan.read_again()

    def seed(self, rows: Sequence[Record]) -> int:
        """Add the rows that ship with Istmo and are not here yet; return how many.

        They have fixed ids and a birth that every copy has seen, so they are not edits.
        """
        with self.engine.connect().execution_options(**{WRITES: True}) as connection:
            added = 0
            for table in DIRECTORY_TABLES:
                mine = [row for row in rows if type(row) is table]
                present = set(connection.scalars(select(table.id)))
                missing = [_as_built_in(row) for row in mine if row.id not in present]
                if missing:
                    connection.execute(insert(table), missing)
                    touched = {row["id"]: table.content_fields() for row in missing}
                    search.refresh(connection, {table.__tablename__: touched})
                added += len(missing)
            connection.commit()
        return added

    def find(self, words: str, limit: int = 200) -> list[search.Hit]:
        """Return what contains all of `words`, over all plans, blind to accents."""
        hits = search.find(self.session, words, limit)
        self.end_reading()
        return hits

    def setting(self, name: str, default: Any = None) -> Any:
        """Return a fact about this installation that does not travel with plans."""
        row = self.session.get(Setting, name, populate_existing=True)
        self.end_reading()
        return default if row is None else row.value

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a fact about this installation. Raises UnwritableLibrary."""
        try:
            self.session.merge(Setting(name=name, value=value))
            self.session.commit()
        except OperationalError as error:
            self.take_back()
            raise UnwritableLibrary(self.path, str(error.orig)) from error
        if name == PROFILE:
            self._take_author()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` after each edit is on disk; return what ends that."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def announce(self, changes: Changes) -> None:
        """Tell open plans, then subscribers, what an edit touched."""
        for plan in list(self._open_plans.values()):
            plan.forget(changes)
        for subscriber in list(self._subscribers):
            subscriber(changes)

    def notice_other_writers(self) -> bool:
        """Read all that is open again if another process wrote; return whether it did."""
        clock = self.session.scalars(select(Replica.clock)).one()
        self.end_reading()
        if clock == self.known_clock:
            return False
        self.known_clock = clock
        self.read_again()
        self.announce(Changes(LIBRARY_SCOPE, everything=True))
        return True

    def read_again(self) -> None:
        """Read all open plans anew."""
        for plan in list(self._open_plans.values()):
            plan.read_again()

    def take_back(self) -> None:
        """Undo what the session has not committed, and read the truth again."""
        self.session.rollback()
        for plan in list(self._open_plans.values()):
            plan.read_again()
        self.end_reading()

    def end_reading(self) -> None:
        """Let go of the state that was read, so that writers are not held up."""
        if not self.session.in_nested_transaction() and self.session.info.get(EDIT) is None:
            self.session.commit()

    def _take_author(self) -> None:
        profile = self.setting(PROFILE) or {}
        name, organization = profile.get("name", ""), profile.get("organization", "")
        self.author = f"{name} ({organization})" if name and organization else name


def _as_built_in(row: Record) -> dict[str, Any]:
    row.born = str(BUILTIN_STAMP)
    return {column.key: getattr(row, column.key) for column in type(row).__mapper__.column_attrs}


def _create(path: Path) -> None:
    """Make a new library beside `path` and move it there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    unfinished.unlink(missing_ok=True)
    try:
        engine = engine_for(unfinished)
        _lay_out(engine)
        engine.dispose()
        unfinished.replace(path)
    finally:
        for leftover in unfinished.parent.glob(f"{unfinished.name}*"):
            leftover.unlink()


def _lay_out(engine: Engine) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        mark(connection)
        Base.metadata.create_all(connection)
        search.create(connection)
        connection.execute(insert(Replica), {"id": new_replica(), "clock": 0})
        connection.commit()


def _check(path: Path) -> None:
    header = header_of(path)
    if header is None or header[0] != APPLICATION_ID:
        raise ForeignLibrary(path)
    if header[1] > SCHEMA_VERSION:
        raise NewerLibrary(path, f"schema {header[1]}, known {SCHEMA_VERSION}")
    if not is_sound(path):
        raise DamagedLibrary(path)
    if header[1] < SCHEMA_VERSION:
        # Alembic takes a third of a second to import; most starts have nothing to migrate.
        from db.migration import migrate

        migrate(path)

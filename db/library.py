"""The library: every plan on this laptop, in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, delete, event, insert, select, update
from sqlalchemy.orm import Session, configure_mappers

from db import search
from db.attachments import drop_unused
from db.bookkeeping import REPLICAS, Issue, Setting
from db.clock import BUILTIN_STAMP, next_clock
from db.connection import MEMORY, WRITES, empty_the_log, engine_for, overwriting
from db.correspondence import forget_letters
from db.door import Changes, Door
from db.edit import EDIT, before_flush
from db.errors import EditOutsideDoor, LibraryError, UnknownPlan, UnwritableLibrary
from db.journal import CHANGES, LIBRARY_SCOPE, STEPS, Step
from db.named_versions import forget_names
from db.open_plan import OpenPlan
from db.opening import lay_out, make_ready
from db.past import forget_past
from db.reader import PlanReader
from db.record import PlanRecord, Record
from db.tables import DIRECTORY_TABLES, PLAN_TABLES, Plan
from db.text import N_, one_line

Subscriber = Callable[[Changes], None]
R = TypeVar("R", bound=Record)
PROFILE = "profile"
BIN_LABEL = N_("Move plan to the bin")
BRING_BACK_LABEL = N_("Bring plan back from the bin")


class Library:
    """An open library. Only the thread that opened it edits; others read by `reader`."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine
        self.session = Session(engine, expire_on_commit=False, autoflush=False)
        event.listen(self.session, "before_flush", before_flush)
        self._subscribers: list[Subscriber] = []
        self.turn = threading.RLock()
        """Held while the library is written; whoever copies one in memory waits for it."""
        self._memory: sqlite3.Connection | None = None
        self._open_plans: weakref.WeakValueDictionary[str, OpenPlan] = weakref.WeakValueDictionary()
        self._door = Door(self, LIBRARY_SCOPE)
        replica, clock = self.session.execute(select(REPLICAS.c.id, REPLICAS.c.clock)).one()
        self.replica: str = replica
        self.known_clock: int = clock
        self.author = ""
        self._take_author()

    @classmethod
    def open(cls, path: Path) -> Library:
        """Open the library at `path`, made when missing, brought up to date when older.

        Raises ForeignLibrary, NewerLibrary, DamagedLibrary or MigrationFailed, with the
        file left as it is, and UnwritableLibrary when the folder or the disk does not take
        it.
        """
        path = path.absolute()
        with ThreadPoolExecutor(max_workers=1) as beside:
            # SQLite checks the file while Python makes the mapped classes ready.
            readiness = beside.submit(make_ready, path)
            engine = engine_for(path)
            configure_mappers()
        try:
            readiness.result()
            return cls(path, engine)
        except OSError as error:
            raise UnwritableLibrary(path, str(error)) from error
        except LibraryError:
            engine.dispose()
            raise

    @classmethod
    def in_memory(cls) -> Library:
        """Open a private library that is gone when it is closed."""
        engine = engine_for(MEMORY)
        lay_out(engine)
        library = cls(MEMORY, engine)
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            library._memory = raw if isinstance(raw, sqlite3.Connection) else None
        return library

    def close(self) -> None:
        """Close the library; what is committed is on disk already."""
        self.session.close()
        self.engine.dispose()

    def plans(self, *, in_bin: bool = False) -> list[Plan]:
        """Return the plans outside (or inside) the bin, by start."""
        query = select(Plan).where(Plan.deleted.is_(in_bin)).order_by(Plan.start, Plan.id)
        # What an edit under way has changed so far must not be read over.
        fresh = self.session.info.get(EDIT) is None
        plans = list(self.session.scalars(query.execution_options(populate_existing=fresh)))
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
        """Read a plan as it stands now, from any thread, whatever is edited meanwhile.

        Raises UnknownPlan.
        """
        engine = self.engine if self.path != MEMORY else self._copy_in_memory()
        try:
            with Session(engine, autoflush=False) as session:
                yield PlanReader(session, plan_id)
        finally:
            if engine is not self.engine:
                engine.dispose()

    def add_plan(self, rows: Sequence[Record], label: str, **values: Any) -> OpenPlan:
        """Add a new plan, given with all its rows, and return it open.

        Its making is the first step of its journal and cannot be undone, only binned.
        """
        plan = next(row for row in rows if isinstance(row, Plan))
        plan.vector = {}
        door = Door(self, plan.id, plan)
        with door.edit(label, kind="create", values=values, births=False):
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
        if self.session.info.get(EDIT) is None:
            raise EditOutsideDoor(f"{row.__tablename__} {row.id} was added outside an edit")
        self.session.add(row)
        return row

    def bin(self, plan_id: str) -> None:
        """Move a plan to the bin, an edit that can be undone. Raises UnknownPlan."""
        self._set_binned(plan_id, BIN_LABEL, binned=True)

    def bring_back(self, plan_id: str) -> None:
        """Bring a plan back from the bin, an edit that can be undone. Raises UnknownPlan."""
        self._set_binned(plan_id, BRING_BACK_LABEL, binned=False)

    def erase(self, plan_id: str) -> None:
        """Erase a plan in the bin for good, with its journal. Raises UnknownPlan.

        Its words are gone from the file as well; they stay in the backups made so far.
        """
        with self.writing() as connection, overwriting(connection):
            binned = select(Plan.id).where(Plan.id == plan_id, Plan.deleted.is_(True))
            if connection.execute(binned).first() is None:
                raise UnknownPlan(plan_id)
            search.forget_plan(connection, plan_id)
            _erase_journal(connection, plan_id)
            for table in PLAN_TABLES:
                connection.execute(delete(table).where(table.plan_id == plan_id))
            connection.execute(delete(Plan).where(Plan.id == plan_id))
            connection.execute(delete(Issue).where(Issue.plan_id == plan_id))
            forget_letters(connection, plan_id)
            forget_names(connection, plan_id)
            forget_past(connection, plan_id)
            drop_unused(connection)
            search.forget_words(connection)
        with self.engine.connect() as connection:
            empty_the_log(connection)
        self._open_plans.pop(plan_id, None)
        for row in list(self.session):
            if plan_id in {getattr(row, "plan_id", None), getattr(row, "id", None)}:
                self.session.expunge(row)
        self.announce(Changes(LIBRARY_SCOPE, frozenset({(Plan.__tablename__, plan_id)})))

    def seed(self, rows: Sequence[Record]) -> int:
        """Add the rows that ship with Istmo and are not here yet; return how many.

        They have fixed ids and a birth that every copy has seen, so they are not edits.
        """
        with self.engine.connect() as connection:
            missing = _not_here(connection, rows)
        if not missing:
            return 0
        added = 0
        with self.writing() as connection:
            missing = _not_here(connection, rows)
            for table, new in missing.items():
                connection.execute(insert(table), [_as_built_in(row) for row in new])
                touched = {row.id: table.content_fields() for row in new}
                search.refresh(connection, {table.__tablename__: touched})
                added += len(new)
        self.read_again()
        self.announce(Changes(LIBRARY_SCOPE, everything=True))
        return added

    def find(self, words: str, limit: int = 200) -> list[search.Hit]:
        """Return what contains all of `words`, over all plans, blind to accents."""
        hits = search.find(self.session, words, limit)
        self.end_reading()
        return hits

    def setting(self, name: str, default: Any = None) -> Any:
        """Return a fact about this installation that does not travel with plans."""
        # Asked for at every start, before anything else makes the mapped classes ready.
        query = "SELECT value FROM setting WHERE name = ?"
        value = self.session.connection().exec_driver_sql(query, (name,)).scalar()
        self.end_reading()
        if value is None:
            return default
        # SQLite keeps a bare number as a number, whatever text it was written as.
        return json.loads(value) if isinstance(value, str) else value

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a fact about this installation. Raises UnwritableLibrary."""
        with self.writing(tell_others=False) as connection:
            replacing = insert(Setting).prefix_with("OR REPLACE")
            connection.execute(replacing, {"name": name, "value": value})
        if name == PROFILE:
            self._take_author()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` after each edit is on disk; return what ends that."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def announce(self, changes: Changes) -> None:
        """Tell open plans, then subscribers, what an edit touched."""
        for plan in list(self._open_plans.values()):
            plan.forget(changes)
        for subscriber in list(self._subscribers):
            subscriber(changes)

    def notice_other_writers(self) -> bool:
        """Read all that is open again if another process wrote; return whether it did."""
        clock = self.session.connection().execute(select(REPLICAS.c.clock)).scalar_one()
        self.end_reading()
        if clock == self.known_clock:
            return False
        self.known_clock = clock
        self.read_again()
        self.announce(Changes(LIBRARY_SCOPE, everything=True))
        return True

    def read_again(self) -> None:
        """Read all open plans anew; one that was erased is open no longer."""
        self.session.expire_all()
        for plan_id, plan in list(self._open_plans.items()):
            try:
                plan.read_again()
            except UnknownPlan:
                self._open_plans.pop(plan_id, None)
        self.end_reading()

    def take_back(self) -> None:
        """Undo what the session has not committed, and read the truth again."""
        self.session.rollback()
        try:
            self.read_again()
        except LibraryError:
            # Whoever takes back has an error to tell already; rows are read when looked at.
            self.session.rollback()

    def end_reading(self) -> None:
        """Let go of the state that was read, so that writers are not held up."""
        if self.session.info.get(EDIT) is None:
            self.session.commit()

    @contextmanager
    def writing(self, *, tell_others: bool = True) -> Iterator[Connection]:
        """Write what is no edit and does not travel, in one transaction.

        Raises UnwritableLibrary, and EditOutsideDoor when an edit is under way.
        """
        if self.session.info.get(EDIT) is not None:
            raise EditOutsideDoor("an edit is under way")
        self.end_reading()
        clock = self.known_clock
        writing = self.engine.connect().execution_options(**{WRITES: True})
        with self.turn, writing as connection:
            yield connection
            if tell_others:
                clock = next_clock(connection.execute(select(REPLICAS.c.clock)).scalar_one())
                connection.execute(update(REPLICAS).values(clock=clock))
            connection.commit()
        self.known_clock = clock

    def _set_binned(self, plan_id: str, label: str, *, binned: bool) -> None:
        with self.edit(label):
            plan = self.session.get(Plan, plan_id, populate_existing=True)
            if plan is None:
                raise UnknownPlan(plan_id)
            plan.deleted = binned

    def _copy_in_memory(self) -> Engine:
        """Return a copy of a library in memory, whose one connection cannot be shared."""
        copy = engine_for(MEMORY)
        with copy.connect() as connection, self.turn:
            target = connection.connection.driver_connection
            if self._memory is not None and isinstance(target, sqlite3.Connection):
                self._memory.backup(target)
        return copy

    def _take_author(self) -> None:
        profile = self.setting(PROFILE) or {}
        name, organization = profile.get("name", ""), profile.get("organization", "")
        self.author = one_line(f"{name} ({organization})" if name and organization else name)


def _not_here(connection: Connection, rows: Sequence[Record]) -> dict[type[Record], list[Record]]:
    """Return those of `rows` that the library lacks, in an order in which they can be added."""
    missing: dict[type[Record], list[Record]] = {}
    for table in DIRECTORY_TABLES:
        mine = [row for row in rows if type(row) is table]
        present = set(connection.scalars(select(table.id))) if mine else set()
        new: list[Record] = [row for row in mine if row.id not in present]
        if new:
            missing[table] = new
    return missing


def _as_built_in(row: Record) -> dict[str, Any]:
    row.born = str(BUILTIN_STAMP)
    return {column.key: getattr(row, column.key) for column in type(row).__mapper__.column_attrs}


def _erase_journal(connection: Connection, plan_id: str) -> None:
    """Erase the journal of a plan, and that it was binned: erasing is not undone."""
    steps = select(STEPS.c.id).where(STEPS.c.scope == plan_id)
    of_plan = (CHANGES.c.table_name == Plan.__tablename__, CHANGES.c.row_id == plan_id)
    connection.execute(delete(CHANGES).where(CHANGES.c.step_id.in_(steps)))
    connection.execute(delete(STEPS).where(STEPS.c.scope == plan_id))
    connection.execute(delete(CHANGES).where(*of_plan))
    told = select(CHANGES.c.step_id)
    connection.execute(
        update(STEPS)
        .where(STEPS.c.scope == LIBRARY_SCOPE, STEPS.c.id.not_in(told))
        .values(state="dropped")
    )

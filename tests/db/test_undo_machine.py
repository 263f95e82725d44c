"""Any run of edits, undos, redos and restarts leaves the content that a model predicts."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import search
from db.journal import Change
from db.library import Library
from db.tables import TABLE_BY_NAME, Criterion, Objective, ScheduleItem
from db.text import N_, Text
from tests.db.sample import add_plan

WORDS = st.sampled_from(["", "abordaje", "vigilancia", "comunicación", "rescate"])
Content = dict[str, Sequence[tuple[object, ...]]]


class UndoMachine(RuleBasedStateMachine):
    @initialize()
    def start(self) -> None:
        self.folder = Path(mkdtemp())
        self.path = self.folder / "library.sqlite"
        self.library = Library.open(self.path)
        self.plan = add_plan(self.library)
        self.past: list[Content] = []
        self.now = self.content()
        self.future: list[Content] = []
        self.typing = False

    def teardown(self) -> None:
        self.the_journal_leads_to_the_content()
        self.the_index_is_as_if_made_anew()
        self.library.close()
        rmtree(self.folder)

    def content(self) -> Content:
        return {
            "objectives": [
                (row.id, row.statement, row.position) for row in self.plan.rows(Objective)
            ],
            "criteria": [(row.id, row.objective_id) for row in self.plan.rows(Criterion)],
            "items": [
                (row.id, row.title, row.offset_minutes) for row in self.plan.rows(ScheduleItem)
            ],
        }

    def edited(self, *, typing: bool = False) -> None:
        content = self.content()
        if content != self.now:
            if not (typing and self.typing):
                self.past.append(self.now)
            self.now, self.typing = content, typing
            self.future.clear()

    @rule(statement=WORDS, number=st.integers(0, 20))
    def rename(self, statement: str, number: int) -> None:
        rows = self.plan.rows(Objective)
        if rows:
            with self.plan.edit(N_("Rename objective")):
                rows[number % len(rows)].statement = Text(statement, statement)
            self.edited()

    @rule(statement=WORDS, number=st.integers(0, 1))
    def type_on(self, statement: str, number: int) -> None:
        rows = self.plan.rows(Objective)
        if rows:
            with self.plan.edit(N_("Rename objective"), together="statement"):
                rows[number % len(rows)].statement_en = statement
            self.edited(typing=True)

    @rule(words=st.lists(WORDS, min_size=1, max_size=3))
    def add(self, words: list[str]) -> None:
        with self.plan.edit(N_("Add objective")):
            for word in words:
                row = self.plan.add(Objective(statement=Text(word)))
                self.plan.add(Criterion(objective_id=row.id))
        self.edited()

    @rule(number=st.integers(0, 20))
    def remove(self, number: int) -> None:
        rows = self.plan.rows(Objective)
        if rows:
            with self.plan.edit(N_("Delete objective")):
                self.plan.remove(rows[number % len(rows)])
            self.edited()

    @rule(number=st.integers(0, 20), behind=st.integers(0, 20))
    def place(self, number: int, behind: int) -> None:
        rows = self.plan.rows(Objective)
        if rows:
            target = behind % (len(rows) + 1)
            with self.plan.edit(N_("Move objective")):
                self.plan.place(rows[number % len(rows)], rows[target - 1] if target else None)
            self.edited()

    @rule(minutes=st.integers(-90, 90))
    def move_all(self, minutes: int) -> None:
        with self.plan.edit(N_("Move items")):
            for item in self.plan.rows(ScheduleItem):
                item.offset_minutes += minutes
        self.edited()

    @rule()
    def undo(self) -> None:
        self.plan.undo()
        if self.past:
            self.future.append(self.now)
            self.now, self.typing = self.past.pop(), False

    @rule()
    def redo(self) -> None:
        self.plan.redo()
        if self.future:
            self.past.append(self.now)
            self.now, self.typing = self.future.pop(), False

    @rule()
    def reopen(self) -> None:
        plan_id = self.plan.id
        self.library.close()
        self.library = Library.open(self.path)
        self.plan = self.library.open_plan(plan_id)

    @rule()
    def fail(self) -> None:
        def half() -> None:
            with self.plan.edit(N_("Fail")):
                self.plan.add(Objective(statement=Text("half")))
                for item in self.plan.rows(ScheduleItem):
                    self.plan.remove(item)
                raise ZeroDivisionError

        with suppress(ZeroDivisionError):
            half()

    def the_journal_leads_to_the_content(self) -> None:
        with Session(self.library.engine) as session:
            last: dict[tuple[str, str, str], object] = {}
            for change in session.scalars(select(Change).order_by(Change.id)):
                for field, value in change.after.items():
                    last[change.table_name, change.row_id, field] = value
            for (table_name, row_id, field), value in last.items():
                row = session.get(TABLE_BY_NAME[table_name], row_id)
                assert getattr(row, field) == value

    def the_index_is_as_if_made_anew(self) -> None:
        query = (
            "SELECT row_id, plan_id, table_name, words"
            " FROM search JOIN search_key ON number = search.rowid ORDER BY row_id"
        )
        with self.library.engine.begin() as connection:
            kept = connection.exec_driver_sql(query).all()
            search.rebuild(connection)
            assert connection.exec_driver_sql(query).all() == kept

    @invariant()
    def content_is_as_predicted(self) -> None:
        assert self.content() == self.now
        assert (self.plan.next_undo() is not None) == bool(self.past)
        assert (self.plan.next_redo() is not None) == bool(self.future)

    @invariant()
    def what_is_on_disk_is_what_is_shown(self) -> None:
        with self.library.reader(self.plan.id) as reader:
            shown = [row.statement for row in self.plan.rows(Objective)]
            assert [row.statement for row in reader.rows(Objective)] == shown
            assert len(reader.rows(Criterion)) == len(self.plan.rows(Criterion))


UndoMachine.TestCase.settings = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_undo_machine = UndoMachine.TestCase

"""The journal: every edit as a step, every touched row as a change.

The journal is written in the transaction of the edit itself, so what is in it happened
and what happened is in it. Undo, redo, history and merging all read it.
"""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import JSON, ForeignKey, Index, Integer, Table
from sqlalchemy.orm import Mapped, mapped_column

from db.clock import COUNTER_BITS
from db.record import Base, Word

LIBRARY_SCOPE = "library"
"""The scope of edits that belong to no plan, such as moving a plan to the bin."""


class Step(Base):
    """One edit: what undo takes back at once.

    `label` is an English message id and `values` its placeholders, so that history reads
    in the language of whoever reads it. `kind` is create, edit, undo, redo or merge;
    `target` is the step that an undo or redo acts on. `state` is done, undone, or dropped
    (undone, and no longer to be redone because something else was edited since). The
    step that makes a plan here does not list the rows it made: their birth stamps do, nobody
    takes it back, and it would double a library.
    """

    __tablename__ = "journal_step"
    __table_args__ = (
        Index("ix_journal_step_scope", "scope", "id"),
        Index("ix_journal_step_undo", "scope", "state", "kind", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    scope: Mapped[Word]
    kind: Mapped[Word]
    state: Mapped[str] = mapped_column(default="done")
    label: Mapped[Word]
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    target: Mapped[int | None]
    together: Mapped[Word]
    clock: Mapped[int]
    replica: Mapped[Word]
    author: Mapped[Word]

    @property
    def milliseconds(self) -> int:
        """When the edit was made, in milliseconds since 1970 by its author's clock."""
        return self.clock >> COUNTER_BITS


class Change(Base):
    """What a step did to one row: field values before and after.

    `before` is null for a row that the step created; `after` then leaves out empty fields.
    `stamps` are those of the values in `before`: by them two copies of a plan find what both
    have seen of a field.
    """

    __tablename__ = "journal_change"
    __table_args__ = (Index("ix_journal_change_row", "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("journal_step.id"), index=True)
    table_name: Mapped[Word]
    row_id: Mapped[Word]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    stamps: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")


STEPS = cast("Table", Step.__table__)
CHANGES = cast("Table", Change.__table__)

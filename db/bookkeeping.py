"""What a library knows of itself: its replica and clock, its settings, what it printed."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import JSON, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from db.record import Base, Word


class Replica(Base):
    """This installation, and the highest clock it has issued or seen."""

    __tablename__ = "replica"

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    clock: Mapped[int] = mapped_column(default=0)


class Setting(Base):
    """A fact about this installation that does not travel: profile, recent plans."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class Issue(Base):
    """A version of a plan that left this laptop on paper or as a file.

    `code` is the version code on the page, `step_id` the last journal step it contains.
    """

    __tablename__ = "issue"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(String(36), index=True)
    code: Mapped[str] = mapped_column(String(9), index=True)
    step_id: Mapped[int]
    milliseconds: Mapped[int]
    document: Mapped[Word]


REPLICAS = cast("Table", Replica.__table__)

"""What every row of plan content has: an id, its birth, its stamps, its tombstone.

Here and in `db.tables` annotations are no text (`from __future__ import annotations`):
SQLAlchemy needs each of them at every start, and takes longer to evaluate text.
"""

import uuid
from functools import cache
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.sql.schema import ScalarElementColumnDefault

Id = Annotated[str, mapped_column(String(36))]
Prose = Annotated[str, mapped_column(String, default="", server_default="")]
Word = Annotated[str, mapped_column(String, default="", server_default="")]
Count = Annotated[int, mapped_column(default=0, server_default="0")]

NAMESPACE = uuid.UUID("6f6e6120-1571-5e6d-8d61-706c616e6f73")
BOOKKEEPING = frozenset({"id", "born", "stamps", "seen", "vector"})
"""Columns that describe a row's history and are no content themselves."""


def new_id() -> str:
    """Return a random row id."""
    return str(uuid.uuid4())


def fixed_id(*names: str) -> str:
    """Return the id of a row that ships with Istmo: any two installations agree on it."""
    return str(uuid.uuid5(NAMESPACE, "/".join(names)))


class Base(DeclarativeBase):
    """The root of all tables of the library."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, str]: JSON, dict[str, int]: JSON}


def refers_to(target: str, **options: Any) -> Any:
    """Return a column that refers to a row of table `target`, checked when the edit ends."""
    link = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return mapped_column(String(36), link, index=True, **options)


class Record(Base):
    """A row of content: journalled, stamped field by field, merged, never erased.

    `born` is the stamp of the row's creation; `stamps` holds the stamps of the fields
    changed since. `deleted` is the tombstone, a field like any other.
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    deleted: Mapped[bool] = mapped_column(default=False, server_default="0")
    born: Mapped[str] = mapped_column(String(28))
    stamps: Mapped[dict[str, str]] = mapped_column(JSON)

    def __init__(self, **values: Any) -> None:
        # Defaults come first: `name=Text(...)` sets the columns `name_en` and `name_es`.
        super().__init__(**{"id": new_id(), "stamps": {}, **_defaults(type(self)), **values})

    @classmethod
    @cache
    def content_fields(cls) -> tuple[str, ...]:
        """Return the names of the columns that are content, in table order."""
        return tuple(c.key for c in cls.__mapper__.column_attrs if c.key not in BOOKKEEPING)


@cache
def _defaults(table: type[Record]) -> dict[str, Any]:
    return {
        column.key: column.default.arg
        for column in table.__table__.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }


class PlanRecord(Record):
    """A row that belongs to one plan."""

    __abstract__ = True

    @declared_attr
    @classmethod
    def plan_id(cls) -> Mapped[str]:
        """The plan the row belongs to."""
        column: Mapped[str] = refers_to("plan")
        return column


class DirectoryRecord(Record):
    """A row that all plans of the library share, such as a person or a focus area.

    `seen` is the row's own version vector: plans that travel apart carry the row with
    them, so what a copy has seen of it cannot be told from any one plan's vector.
    """

    __abstract__ = True

    seen: Mapped[dict[str, int]] = mapped_column(JSON)

    def __init__(self, **values: Any) -> None:
        values.setdefault("seen", {})
        super().__init__(**values)

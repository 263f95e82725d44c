"""Alembic runs this: it works on the connection, and in the transaction, that it is given."""

from __future__ import annotations

from alembic import context

from db import bookkeeping, correspondence, journal, tables
from db.record import Base

ALL_TABLES = (bookkeeping, correspondence, journal, tables)


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    # The search index is SQLite's own kind of table; `db.search` makes it.
    return not (kind == "table" and (name or "").startswith(("search", "alembic_version")))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=_is_ours,
    render_as_batch=True,
)
context.run_migrations()

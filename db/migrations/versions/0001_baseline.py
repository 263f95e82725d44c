"""The tables with which Istmo began; `0001_baseline.sql` is what SQLite says of them."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the tables of schema version 1 in an empty database."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";"):
        op.execute(statement.strip())

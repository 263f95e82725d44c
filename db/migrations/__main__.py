"""Drafts the revision that a change of the tables needs: `python -m db.migrations "Add risks"`.

The draft is what Alembic sees; read it, and complete it by hand where rows must move. Raise
`db.connection.SCHEMA_VERSION` to its number in the same commit. Until Istmo is first released
there is one schema, version 1, and `python -m db.migrations --baseline` writes it anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command

from db import bookkeeping, correspondence, journal, past, tables
from db.connection import MEMORY, engine_for
from db.migration import MIGRATIONS, configuration, upgrade
from db.record import Base

ALL_TABLES = (bookkeeping, correspondence, journal, past, tables)


def draft(message: str, scripts: Path = MIGRATIONS) -> None:
    """Write the revision that leads from the last one to the tables as they are now."""
    number = len(list((scripts / "versions").glob("[0-9]*.py"))) + 1
    engine = engine_for(MEMORY)
    with engine.begin() as connection:
        upgrade(connection, 0, scripts)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR NOT NULL)")
        stamp = "INSERT INTO alembic_version VALUES (?)"
        connection.exec_driver_sql(stamp, (f"{number - 1:04}",))
        command.revision(
            configuration(connection, scripts), message, autogenerate=True, rev_id=f"{number:04}"
        )
    engine.dispose()


def write_baseline(scripts: Path = MIGRATIONS) -> None:
    """Write the tables as they are now as those with which Istmo began."""
    engine = engine_for(MEMORY)
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        statements = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name"
        ).scalars()
        text = ";\n".join(_without_spaces_at_ends(statement) for statement in statements)
    engine.dispose()
    (scripts / "versions" / "0001_baseline.sql").write_text(f"{text}\n", encoding="utf-8")


def _without_spaces_at_ends(text: str) -> str:
    return "\n".join(line.rstrip().replace("\t", "    ") for line in text.splitlines())


def main(arguments: list[str], scripts: Path = MIGRATIONS) -> None:
    """Do what the command line asks for."""
    if arguments == ["--baseline"]:
        write_baseline(scripts)
    else:
        draft(" ".join(arguments), scripts)


if __name__ == "__main__":
    main(sys.argv[1:])

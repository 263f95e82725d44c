from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from subprocess import run

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

import db.migrations.__main__ as drafting
from db.backup import backups_of, newest_good_backup
from db.connection import MEMORY, engine_for
from db.errors import MigrationFailed
from db.library import Library
from db.library_file import SCHEMA_VERSION
from db.migration import MIGRATIONS, migrate, upgrade
from db.opening import lay_out
from db.record import Base
from tests.db.sample import add_plan, objective_of, rename

REVISION = '''
"""A trial: objectives get a new column, and one is renamed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("objective") as batch:
        batch.add_column(sa.Column("color", sa.String(), server_default="", nullable=False))
        batch.alter_column("priority", new_column_name="weight")
    op.execute("UPDATE objective SET color = 'green'")
'''


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    folder = tmp_path / "100 % migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def older(path: Path) -> Path:
    """A library of schema version 1, closed."""
    with closing(Library.open(path)) as library:
        rename(add_plan(library), "Detect a vessel")
    return path


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = engine_for(MEMORY)
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def add_revision(scripts: Path, text: str = REVISION) -> None:
    (scripts / "versions" / "0002_trial.py").write_text(text, encoding="utf-8")


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as database:
        return list(database.iterdump())


def test_an_older_library_is_brought_up_to_date(older: Path, scripts: Path) -> None:
    add_revision(scripts)
    migrate(older, version=2, scripts=scripts)
    with closing(sqlite3.connect(older)) as database:
        rows = database.execute("SELECT statement_en, color, weight FROM objective").fetchall()
        assert rows == [("Detect a vessel", "green", "medium")]
        assert database.execute("PRAGMA user_version").fetchone() == (2,)
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
        assert "alembic_version" not in tables
        found = "SELECT count(*) FROM search WHERE search MATCH 'detect'"
        assert database.execute(found).fetchone() == (1,)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        # The tables that refer to the one made anew still do.
        links = database.execute("PRAGMA foreign_key_list(criterion)").fetchall()
        assert "objective" in {link[2] for link in links}


def test_a_checked_backup_is_made_before(older: Path, scripts: Path) -> None:
    add_revision(scripts)
    before = content(older)
    migrate(older, version=2, scripts=scripts)
    backup = newest_good_backup(older)
    assert backup is not None
    assert backup.occasion == "before-migration"
    assert content(backup.path) == before


@pytest.mark.parametrize(
    "fault",
    [
        'raise RuntimeError("power cut")',
        'op.execute("INSERT INTO nowhere VALUES (1)")',
        'op.execute("DELETE FROM objective")',
        "import nowhere",
    ],
)
def test_a_migration_that_fails_half_way_leaves_everything_as_it_was(
    fault: str, older: Path, scripts: Path
) -> None:
    add_revision(scripts, f"{REVISION}    {fault}\n")
    before = content(older), older.read_bytes()
    with pytest.raises(MigrationFailed):
        migrate(older, version=2, scripts=scripts)
    assert (content(older), older.read_bytes()) == before
    assert len(backups_of(older)) == 1
    with closing(Library.open(older)) as library:
        plan = library.open_plan(library.plans()[0].id)
        assert objective_of(plan).statement_en == "Detect a vessel"


def test_a_process_that_comes_second_finds_nothing_to_do(older: Path, scripts: Path) -> None:
    add_revision(scripts)
    migrate(older, version=2, scripts=scripts)
    before = content(older)
    migrate(older, version=2, scripts=scripts)
    assert content(older) == before


def test_opening_an_older_library_migrates_it(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(older)) as database:
        database.execute("PRAGMA user_version=0").close()
    seen: list[Path] = []
    monkeypatch.setattr("db.migration.migrate", seen.append)
    Library.open(older).close()
    assert seen == [older]


def test_the_baseline_is_what_a_new_library_is_made_of(connection: Connection) -> None:
    upgrade(connection, 0)
    context = MigrationContext.configure(connection, opts={"include_name": _not_search})
    assert compare_metadata(context, Base.metadata) == []
    migrated = _schema(connection)
    engine = engine_for(MEMORY)
    lay_out(engine)
    with engine.begin() as fresh:
        assert migrated == _schema(fresh)
    engine.dispose()


def _not_search(name: str | None, _kind: str, _parents: object) -> bool:
    return not (name or "").startswith("search")


def _schema(connection: Connection) -> set[tuple[str, str]]:
    query = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'search%' AND sql NOT NULL"
    return {(name, " ".join(sql.split())) for name, sql in connection.exec_driver_sql(query)}


def test_there_is_a_revision_for_every_schema_version() -> None:
    numbers = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert numbers == [f"{number:04}" for number in range(1, SCHEMA_VERSION + 1)]


def test_a_change_of_the_tables_is_drafted_as_a_revision(scripts: Path) -> None:
    baseline = scripts / "versions" / "0001_baseline.sql"
    tables = baseline.read_text(encoding="utf-8")
    assert "zone VARCHAR DEFAULT 'America/Panama' NOT NULL," in tables
    baseline.write_text(
        tables.replace("zone VARCHAR DEFAULT 'America/Panama' NOT NULL,", ""), encoding="utf-8"
    )
    drafting.main(["Give", "plans", "a", "zone"], scripts)
    text = (scripts / "versions" / "0002_give_plans_a_zone.py").read_text(encoding="utf-8")
    assert 'down_revision: str | None = "0001"' in text
    assert "batch_op.add_column(sa.Column('zone'" in text
    assert "search" not in text


def test_the_baseline_can_be_written_anew(scripts: Path) -> None:
    baseline = scripts / "versions" / "0001_baseline.sql"
    before = baseline.read_text(encoding="utf-8")
    baseline.write_text("", encoding="utf-8")
    drafting.main(["--baseline"], scripts)
    assert baseline.read_text(encoding="utf-8") == before


def test_alembic_is_not_imported_when_there_is_nothing_to_migrate(older: Path) -> None:
    program = (
        "import sys, pathlib; from db.library import Library;"
        "Library.open(pathlib.Path(sys.argv[1])).close();"
        "print('alembic' in sys.modules)"
    )
    told = run([sys.executable, "-c", program, older], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"

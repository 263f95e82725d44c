from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from db.backup import back_up
from db.errors import (
    DamagedLibrary,
    ForeignLibrary,
    LibraryError,
    NewerLibrary,
    UnwritableLibrary,
)
from db.library import Library
from db.library_file import APPLICATION_ID, SCHEMA_VERSION
from tests.db.sample import add_plan, rename


@pytest.fixture
def closed(path: Path) -> Path:
    """A library with a plan in it, that nobody has open."""
    with closing(Library.open(path)) as library:
        rename(add_plan(library), "Stop a vessel")
    return path


def run_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement).close()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


def foreign(path: Path) -> None:
    path.unlink()
    run_sql(path, "CREATE TABLE bookmark (url TEXT)")


def another_application(path: Path) -> None:
    run_sql(path, "PRAGMA application_id=1196444487")


def newer(path: Path) -> None:
    run_sql(path, f"PRAGMA user_version={SCHEMA_VERSION + 1}")


def newer_in_the_log(path: Path) -> None:
    """The newer Istmo was killed: what it wrote is still in the write-ahead log."""
    other = path.with_name("other.sqlite")
    path.rename(other)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}").close()
        shutil.copy(other, path)
        shutil.copy(f"{other}-wal", f"{path}-wal")


def cut(size: Callable[[int], int]) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, size(path.stat().st_size))


def filled(data: bytes) -> Callable[[Path], None]:
    def fill(path: Path) -> None:
        path.write_bytes(data)

    return fill


def zeroed(start: int, end: int) -> Callable[[Path], None]:
    def zero(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[start:end] = bytes(end - start)
        path.write_bytes(data)

    return zero


def sql(*statements: str) -> Callable[[Path], None]:
    return lambda path: run_sql(path, *statements)


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        pytest.param(filled(b"Nombre;Rango\nAna;Capit\xe1n\n"), ForeignLibrary, id="text"),
        pytest.param(filled(b"x"), ForeignLibrary, id="one byte"),
        pytest.param(filled(bytes(4096)), ForeignLibrary, id="zeros"),
        pytest.param(filled(b"PK\x03\x04" + bytes(200)), ForeignLibrary, id="zip"),
        pytest.param(foreign, ForeignLibrary, id="another database"),
        pytest.param(another_application, ForeignLibrary, id="another application's"),
        pytest.param(newer, NewerLibrary, id="newer"),
        pytest.param(newer_in_the_log, NewerLibrary, id="newer in the log"),
        pytest.param(cut(lambda size: 50), DamagedLibrary, id="cut within the header"),
        pytest.param(cut(lambda size: 100), DamagedLibrary, id="cut behind the header"),
        pytest.param(cut(lambda size: 4096), DamagedLibrary, id="one page left"),
        pytest.param(cut(lambda size: size // 2), DamagedLibrary, id="cut in half"),
        pytest.param(cut(lambda size: size - 1), DamagedLibrary, id="one byte short"),
        pytest.param(zeroed(4096, 8192), DamagedLibrary, id="second page zeroed"),
        pytest.param(zeroed(100, 4096), DamagedLibrary, id="schema zeroed"),
        pytest.param(
            sql("CREATE TRIGGER evil AFTER UPDATE ON plan BEGIN DELETE FROM plan; END"),
            DamagedLibrary,
            id="trigger",
        ),
        pytest.param(
            sql("ALTER TABLE plan RENAME TO p", "CREATE VIEW plan AS SELECT * FROM p"),
            DamagedLibrary,
            id="view for a table",
        ),
        pytest.param(
            sql("DROP TABLE journal_change", "DROP TABLE journal_step"),
            DamagedLibrary,
            id="no journal",
        ),
        pytest.param(sql("DELETE FROM replica"), DamagedLibrary, id="no replica"),
        pytest.param(sql("ALTER TABLE replica DROP COLUMN clock"), DamagedLibrary, id="no clock"),
    ],
)
def test_a_file_that_is_not_fit_is_refused_and_left_untouched(
    spoil: Callable[[Path], None], refusal: type[LibraryError], closed: Path
) -> None:
    spoil(closed)
    before = {entry.name: entry.read_bytes() for entry in closed.parent.iterdir()}
    with pytest.raises(refusal) as told:
        Library.open(closed)
    assert type(told.value) is refusal
    assert told.value.path == closed
    after = {entry.name: entry.read_bytes() for entry in closed.parent.iterdir()}
    # SQLite's index of a log that was there may be there now; the log itself is as it was.
    after.pop(f"{closed.name}-shm", None)
    assert after == before


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(ForeignLibrary):
        Library.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.touch()
    with closing(Library.open(path)) as library:
        assert library.plans() == []


@pytest.mark.parametrize("rest", [b"", bytes(8192), b"overwritten by another program"])
def test_what_was_a_library_once_is_damaged_and_not_made_anew(rest: bytes, closed: Path) -> None:
    back_up(closed)
    closed.write_bytes(rest)
    with pytest.raises(DamagedLibrary):
        Library.open(closed)
    assert closed.read_bytes() == rest


def test_a_library_without_one_of_its_tables_is_damaged(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("DROP TABLE issue")
        connection.commit()
    content = closed.read_bytes()
    with pytest.raises(DamagedLibrary, match="issue is missing"):
        Library.open(closed)
    assert closed.read_bytes() == content


def test_random_damage_is_refused_or_does_not_matter(closed: Path) -> None:
    chance = random.Random(20260112)
    whole = closed.read_bytes()
    refused = 0
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 8, 64])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        closed.write_bytes(data)
        try:
            with closing(Library.open(closed)) as library:
                library.plans()
                continue
        except LibraryError:
            refused += 1
        assert closed.read_bytes() == data
    assert refused > 10


def test_the_log_of_a_killed_process_is_taken_in(closed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / "library.sqlite"
    copy.parent.mkdir()
    with closing(Library.open(closed)) as library:
        plan = library.open_plan(library.plans()[0].id)
        with plan.edit("Rename"):
            plan.row.name_en = "Only in the log"
        for name in (closed.name, f"{closed.name}-wal"):
            shutil.copy(closed.with_name(name), copy.with_name(name))
    with closing(Library.open(copy)) as library:
        assert [plan.name_en for plan in library.plans()] == ["Only in the log"]


def test_another_process_may_have_it_open(closed: Path) -> None:
    with closing(Library.open(closed)) as one, closing(Library.open(closed)) as other:
        assert [plan.id for plan in one.plans()] == [plan.id for plan in other.plans()]


def test_a_file_opened_by_others_while_it_is_looked_at_is_looked_at_again(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def fault_of(connection: sqlite3.Connection) -> str:
        seen.append("looked")
        closed.with_name(f"{closed.name}-wal").touch()
        return "half written" if len(seen) == 1 else ""

    monkeypatch.setattr("db.opening.fault_of", fault_of)
    Library.open(closed).close()
    assert len(seen) == 2


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Be nobody in particular: for the administrator no folder is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can reach."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such permissions")
def test_a_folder_that_is_read_only_is_told(open_folder: Path, closed: Path) -> None:
    existing = open_folder / "library.sqlite"
    shutil.copy(closed, existing)
    existing.chmod(0o444)
    open_folder.chmod(0o555)
    before = existing.read_bytes()
    with ordinary_user():
        for path in (existing, open_folder / "new.sqlite", open_folder / "deeper" / "new.sqlite"):
            with pytest.raises(UnwritableLibrary):
                Library.open(path)
    open_folder.chmod(0o755)
    assert [entry.name for entry in open_folder.iterdir()] == [existing.name]
    assert existing.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such permissions")
def test_a_file_that_may_not_be_read_is_told(open_folder: Path, closed: Path) -> None:
    secret = open_folder / "library.sqlite"
    shutil.copy(closed, secret)
    secret.chmod(0)
    with ordinary_user(), pytest.raises(UnwritableLibrary):
        Library.open(secret)


def test_a_path_through_a_file_is_told(closed: Path) -> None:
    with pytest.raises(UnwritableLibrary):
        Library.open(closed / "library.sqlite")


def test_a_library_locked_by_another_program_is_told(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.connection.BUSY_MILLISECONDS", 1)
    with closing(Library.open(closed)) as library:
        plan = library.open_plan(library.plans()[0].id)
        with closing(sqlite3.connect(closed, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE").close()
            with pytest.raises(UnwritableLibrary, match="locked"):
                rename(plan, "Not now")
            other.execute("ROLLBACK").close()
        rename(plan, "Now")


def test_a_library_that_another_program_keeps_for_itself_is_told(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.connection.BUSY_MILLISECONDS", 1)
    with closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE").close()
        other.execute("BEGIN EXCLUSIVE").close()
        with pytest.raises(UnwritableLibrary, match="locked"):
            Library.open(closed)


def test_a_library_that_cannot_be_made_whole_is_not_made_at_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.search.create", fail)
    with pytest.raises(UnwritableLibrary):
        Library.open(path)
    assert list(path.parent.iterdir()) == []


def test_a_library_carries_the_marks_of_one(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        pragmas = ("application_id", "user_version", "journal_mode")
        values = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert values == [APPLICATION_ID, SCHEMA_VERSION, "wal"]
    with closing(Library.open(closed)) as library:
        session = library.session.connection()
        for name, value in (("foreign_keys", 1), ("synchronous", 2), ("trusted_schema", 0)):
            assert session.exec_driver_sql(f"PRAGMA {name}").scalar() == value

"""The check of a library that begins before the library can be opened."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from db import opening
from db.early_check import EarlyCheck
from db.errors import DamagedLibrary, ForeignLibrary, NewerLibrary
from db.library import Library
from db.library_file import SCHEMA_VERSION
from db.soundness import fault_of
from tests.db.sample import add_plan, rename
from tests.db.test_opening import foreign, newer, run_sql


@pytest.fixture
def closed(path: Path) -> Path:
    with closing(Library.open(path)) as library:
        rename(add_plan(library), "Stop a vessel")
    return path


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every check that opening a library makes itself."""
    made: list[object] = []

    def check(connection: object) -> str:
        made.append(connection)
        return fault_of(connection)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "fault_of", check)
    return made


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(data)


def test_a_library_is_not_checked_twice(closed: Path, checks: list[object]) -> None:
    with closing(Library.open(closed, EarlyCheck(closed))) as library:
        assert len(library.plans()) == 1
    assert not checks
    Library.open(closed).close()
    assert len(checks) == 1


def test_what_it_found_counts(closed: Path, checks: list[object]) -> None:
    spoil(closed)
    content = closed.read_bytes()
    with pytest.raises(DamagedLibrary):
        Library.open(closed, EarlyCheck(closed))
    assert closed.read_bytes() == content
    assert len(checks) <= 1


@pytest.mark.parametrize("change", [spoil, lambda path: run_sql(path, "CREATE VIEW a AS SELECT 1")])
def test_a_file_that_was_changed_since_is_checked_again(closed: Path, change: object) -> None:
    early = EarlyCheck(closed)
    early.fault_of(closed)
    assert callable(change)
    change(closed)
    assert early.fault_of(closed) is None
    with pytest.raises(DamagedLibrary):
        Library.open(closed, early)


def test_a_library_in_use_is_checked_with_its_log(closed: Path) -> None:
    with closing(Library.open(closed)) as library:
        rename(library.open_plan(library.plans()[0].id), "In the log")
        early = EarlyCheck(closed)
        assert early.fault_of(closed) == ""
        rename(library.open_plan(library.plans()[0].id), "Later")
        assert early.fault_of(closed) is None


def test_another_file_is_not_judged(closed: Path, tmp_path: Path) -> None:
    assert EarlyCheck(closed).fault_of(tmp_path / "other.sqlite") is None
    missing = tmp_path / "new" / "library.sqlite"
    Library.open(missing, EarlyCheck(missing)).close()
    assert missing.exists()


def test_foreign_and_newer_files_are_left_alone(closed: Path) -> None:
    newer(closed)
    with pytest.raises(NewerLibrary, match=str(SCHEMA_VERSION + 1)):
        Library.open(closed, EarlyCheck(closed))
    foreign(closed)
    with pytest.raises(ForeignLibrary):
        Library.open(closed, EarlyCheck(closed))
    assert sorted(closed.parent.iterdir()) == [closed]

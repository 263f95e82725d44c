from __future__ import annotations

import os
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.backup import (
    Backup,
    back_up,
    back_up_when_due,
    backups_of,
    folder_of,
    newest_good_backup,
    plans_in,
    prune,
    restore,
    set_aside,
)
from db.clock import Stamp, covers
from db.errors import DamagedLibrary, UnwritableLibrary
from db.library import Library
from db.tables import Plan
from tests.db.sample import add_plan, objective_of, rename

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.fixture
def closed(path: Path) -> Path:
    with closing(Library.open(path)) as library:
        add_plan(library)
    return path


def set_statement(path: Path, statement: str) -> None:
    with closing(Library.open(path)) as library:
        rename(library.open_plan(library.plans()[0].id), statement)


def statement_in(path: Path) -> str:
    with closing(Library.open(path)) as library:
        return objective_of(library.open_plan(library.plans()[0].id)).statement_en


def test_a_backup_is_a_library_with_the_same_content(closed: Path) -> None:
    backup = back_up(closed, now=NOON)
    assert backup == Backup(folder_of(closed) / "2026-03-10T120000Z.sqlite", NOON)
    assert backup.is_sound()
    assert [entry.name for entry in folder_of(closed).iterdir()] == [backup.path.name]
    assert statement_in(backup.path) == "Board a vessel"


def test_a_backup_holds_what_is_only_in_the_log_so_far(library: Library) -> None:
    plan = add_plan(library)
    rename(plan, "A moment ago")
    backup = back_up(library.path, now=NOON)
    assert statement_in(backup.path) == "A moment ago"


def test_a_backup_made_while_edits_go_on_holds_one_whole_state(library: Library) -> None:
    plan = add_plan(library)
    done = threading.Event()
    backups: list[Backup] = []

    def make() -> None:
        backups.extend(back_up(library.path, now=NOON + timedelta(days=day)) for day in range(3))
        done.set()

    worker = threading.Thread(target=make)
    worker.start()
    number = 0
    while not done.is_set():
        number += 1
        with plan.edit("Edit"):
            plan.row.name_en = plan.row.name_es = str(number)
    worker.join()
    assert len(backups) == 3
    for backup in backups:
        with closing(Library.open(backup.path)) as copy:
            (row,) = copy.plans()
            assert row.name_en in {row.name_es, "Joint exercise"}


def test_a_backup_is_due_when_the_last_is_a_day_old(closed: Path) -> None:
    assert back_up_when_due(closed, now=NOON) is not None
    assert back_up_when_due(closed, now=NOON + timedelta(hours=23)) is None
    assert back_up_when_due(closed, now=NOON + timedelta(hours=24)) is not None
    assert [backup.moment for backup in backups_of(closed)] == [NOON + timedelta(days=1), NOON]


def test_a_backup_from_the_future_does_not_stand_for_one_of_today(closed: Path) -> None:
    back_up(closed, now=NOON + timedelta(days=300))
    assert back_up_when_due(closed, now=NOON) is not None


def test_without_being_told_the_moment_it_is_now(closed: Path) -> None:
    backup = back_up_when_due(closed)
    assert backup is not None
    assert abs(backup.moment - datetime.now(UTC)) < timedelta(minutes=1)
    assert back_up_when_due(closed) is None


def test_daily_weekly_and_monthly_backups_stay(path: Path) -> None:
    folder_of(path).mkdir()
    first = datetime(2025, 1, 1, 8, 0, tzinfo=UTC)
    for day in range(430):
        moment = first + timedelta(days=day)
        name = folder_of(path) / f"{moment:%Y-%m-%dT%H%M%SZ}.sqlite"
        name.write_bytes(b"")
        prune(path)
    kept = [backup.moment.date().isoformat() for backup in backups_of(path)]
    # The last day is Friday, 6 March 2026.
    assert kept[:7] == [f"2026-03-{day:02}" for day in (6, 5, 4, 3, 2, 1)] + ["2026-02-28"]
    assert kept[7:9] == ["2026-02-22", "2026-02-15"]
    assert kept[9:] == [
        *("2026-01-31", "2025-12-31", "2025-11-30", "2025-10-31", "2025-09-30"),
        *("2025-08-31", "2025-07-31", "2025-06-30", "2025-05-31", "2025-04-30"),
    ]


def test_only_the_last_backup_of_a_day_stays_but_occasions_do(closed: Path) -> None:
    before = back_up(closed, now=NOON, occasion="before-migration")
    back_up(closed, now=NOON + timedelta(hours=1))
    last = back_up(closed, now=NOON + timedelta(hours=2))
    assert backups_of(closed) == [last, before]
    assert before.occasion == "before-migration"


def test_other_files_in_the_folder_are_left_alone(closed: Path) -> None:
    back_up(closed, now=NOON)
    note = folder_of(closed) / "note.txt"
    note.write_text("mine")
    back_up(closed, now=NOON + timedelta(days=1))
    assert note.exists()
    assert len(backups_of(closed)) == 2


def test_a_damaged_library_is_set_aside_and_the_newest_good_backup_restored(closed: Path) -> None:
    good = back_up(closed, now=NOON)
    set_statement(closed, "Lost")
    bad = back_up(closed, now=NOON + timedelta(days=1))
    os.truncate(bad.path, 5000)
    os.truncate(closed, 9000)
    damaged = closed.read_bytes()
    with pytest.raises(DamagedLibrary):
        Library.open(closed)
    found = newest_good_backup(closed)
    assert found == good
    aside = restore(closed, found, now=NOON + timedelta(days=2))
    assert aside == closed.with_name("library.set-aside-2026-03-12T120000Z.sqlite")
    assert aside.read_bytes() == damaged
    assert statement_in(closed) == "Board a vessel"
    assert good.is_sound()


def test_nothing_set_aside_is_overwritten(closed: Path) -> None:
    backup = back_up(closed, now=NOON)
    asides = [restore(closed, backup, now=NOON) for _ in range(3)]
    assert len({aside.name for aside in asides if aside is not None}) == 3
    assert all(aside is not None and statement_in(aside) for aside in asides)


def test_the_log_of_the_library_goes_aside_with_it(closed: Path) -> None:
    backup = back_up(closed, now=NOON)
    log = closed.with_name(f"{closed.name}-wal")
    log.write_bytes(b"what was not taken in yet")
    aside = restore(closed, backup, now=NOON)
    assert aside is not None
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"what was not taken in yet"
    assert not log.exists()
    assert statement_in(closed) == "Board a vessel"


def test_a_lost_library_is_restored_too(closed: Path) -> None:
    backup = back_up(closed, now=NOON)
    closed.unlink()
    assert restore(closed, backup) is None
    assert statement_in(closed) == "Board a vessel"


def test_a_library_can_be_set_aside_to_begin_with_an_empty_one(closed: Path) -> None:
    os.truncate(closed, 9000)
    damaged = closed.read_bytes()
    aside = set_aside(closed, now=NOON)
    assert aside == closed.with_name("library.set-aside-2026-03-10T120000Z.sqlite")
    assert aside.read_bytes() == damaged
    assert set_aside(closed) is None
    with closing(Library.open(closed)) as library:
        assert library.plans() == []


def test_a_library_that_cannot_be_renamed_is_told(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UnwritableLibrary):
        set_aside(closed)
    assert statement_in(closed) == "Board a vessel"


def test_where_files_cannot_have_two_names_the_library_is_renamed(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(self, target)

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    backup = back_up(closed, now=NOON)
    set_statement(closed, "Set aside")
    aside = restore(closed, backup)
    assert aside is not None
    assert statement_in(aside) == "Set aside"
    assert statement_in(closed) == "Board a vessel"


def test_after_going_back_the_library_does_not_claim_edits_it_lost(closed: Path) -> None:
    """A copy elsewhere holds an edit that was made here after the backup: it must still win."""
    backup = back_up(closed)
    set_statement(closed, "Exported before the disk broke")
    with closing(Library.open(closed)) as library:
        plan = library.open_plan(library.plans()[0].id)
        elsewhere = Stamp.parse(objective_of(plan).stamps["statement_en"])
        replica = library.replica
    restore(closed, backup)
    set_statement(closed, "Typed again")
    with closing(Library.open(closed)) as library:
        assert library.replica != replica
        plan_row: Plan = library.plans()[0]
        assert not covers(plan_row.vector, elsewhere)


def test_an_unsound_backup_is_not_restored(closed: Path) -> None:
    backup = back_up(closed, now=NOON)
    os.truncate(backup.path, 5000)
    before = closed.read_bytes()
    assert newest_good_backup(closed) is None
    with pytest.raises(DamagedLibrary):
        restore(closed, backup)
    assert closed.read_bytes() == before
    backup.path.write_bytes(b"not a database")
    assert not backup.is_sound()
    backup.path.unlink()
    assert not backup.is_sound()


def test_a_damaged_library_makes_no_backup_and_loses_none(closed: Path) -> None:
    backup = back_up(closed, now=NOON)
    data = bytearray(closed.read_bytes())
    data[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    closed.write_bytes(data)
    with pytest.raises(DamagedLibrary):
        back_up(closed, now=NOON + timedelta(days=1))
    assert [entry.name for entry in folder_of(closed).iterdir()] == [backup.path.name]


def test_the_plans_of_a_backup_are_counted_without_opening_it(closed: Path) -> None:
    with closing(Library.open(closed)) as library:
        add_plan(library, "Another")
        library.bin(add_plan(library, "In the bin").id)
    backup = back_up(closed, now=NOON)
    assert plans_in(backup) == 2
    assert [entry.name for entry in folder_of(closed).iterdir()] == [backup.path.name]
    backup.path.write_bytes(b"not a database")
    assert plans_in(backup) is None


def test_what_is_no_library_makes_no_backup(tmp_path: Path) -> None:
    with pytest.raises(UnwritableLibrary):
        back_up(tmp_path / "nowhere.sqlite")
    (tmp_path / "text.sqlite").write_bytes(b"text" * 300)
    with pytest.raises(DamagedLibrary):
        back_up(tmp_path / "text.sqlite")
    assert not list(tmp_path.glob("*/*"))


def test_a_disk_that_takes_no_backup_is_told(closed: Path) -> None:
    folder_of(closed).write_text("a file where the folder should be")
    with pytest.raises(UnwritableLibrary):
        back_up(closed)
    assert backups_of(closed) == []


def test_a_library_that_cannot_be_replaced_stays_as_it_is(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = back_up(closed, now=NOON)
    before = {entry.name: entry.read_bytes() for entry in closed.parent.glob("*.sqlite")}

    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr("db.backup._name_aside", refuse)
    with pytest.raises(UnwritableLibrary):
        restore(closed, backup)
    after = {entry.name: entry.read_bytes() for entry in closed.parent.glob("*.sqlite")}
    assert after == before
    assert not list(closed.parent.glob(".*"))

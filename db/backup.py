"""Rolling backups of a library, and the way back from one.

Backups lie in a folder beside the library and are made through SQLite's backup API, which
copies one state of it whatever is edited meanwhile. Each is checked before it counts.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.clock import new_replica
from db.errors import DamagedLibrary, UnwritableLibrary
from db.library_file import APPLICATION_ID, erase_file, header_of, read_only, wal_of
from db.soundness import fault_of

DUE_AFTER = timedelta(days=1)
KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS, KEPT_OCCASIONS = 7, 4, 12, 4
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)(?:-([a-z-]+))?\.sqlite")
_MOMENT = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on disk: when it was made (UTC), and on what occasion if not routine."""

    path: Path
    moment: datetime
    occasion: str = ""

    def is_sound(self) -> bool:
        """Return whether the backup is a whole and sound library; reads all of it."""
        try:
            return _fault_of(self.path) == ""
        except (OSError, sqlite3.DatabaseError):
            return False


def folder_of(library: Path) -> Path:
    """Return the folder that holds the backups of the library at `library`."""
    return library.with_name(f"{library.name}.backups")


def backups_of(library: Path) -> list[Backup]:
    """Return the backups of the library, newest first. They are not checked yet."""
    found = []
    folder = folder_of(library)
    for path in folder.iterdir() if folder.is_dir() else ():
        name = _NAME.fullmatch(path.name)
        if name is not None:
            moment = datetime.strptime(name[1], _MOMENT).replace(tzinfo=UTC)
            found.append(Backup(path, moment, name[2] or ""))
    return sorted(found, key=lambda backup: (backup.moment, backup.path.name), reverse=True)


def back_up(library: Path, *, now: datetime | None = None, occasion: str = "") -> Backup:
    """Make a backup of the library, check it, and let go of backups no longer needed.

    `occasion` is a word or two in lower case, joined by hyphens: `before-migration`. Safe
    to call from any thread while the library is open. Raises UnwritableLibrary when the
    disk does not take it, DamagedLibrary when the copy is not sound; no half-made backup
    stays behind.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    name = moment.strftime(_MOMENT) + (f"-{occasion}" if occasion else "")
    backup = Backup(folder_of(library) / f"{name}.sqlite", moment, occasion)
    try:
        backup.path.parent.mkdir(exist_ok=True)
        with _sound_copy(library, backup.path, at_rest=False) as copy:
            copy.replace(backup.path)
        prune(library)
    except OSError as error:
        raise UnwritableLibrary(library, str(error)) from error
    return backup


def back_up_when_due(library: Path, *, now: datetime | None = None) -> Backup | None:
    """Make a backup when the last one is a day old; return it, None when it is not due."""
    moment = now or datetime.now(UTC)
    last = backups_of(library)[:1]
    # A backup from the future tells of a clock that was wrong: it does not count.
    if last and timedelta(0) <= moment - last[0].moment < DUE_AFTER:
        return None
    return back_up(library, now=moment)


def prune(library: Path) -> None:
    """Erase backups but the last of each of 7 days, 4 weeks and 12 months.

    The last few that were made on an occasion, such as a migration, stay as well.
    """
    backups = backups_of(library)
    kept = {backup.path for backup in [b for b in backups if b.occasion][:KEPT_OCCASIONS]}
    spans: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (KEPT_DAYS, lambda moment: moment.date()),
        (KEPT_WEEKS, lambda moment: moment.isocalendar()[:2]),
        (KEPT_MONTHS, lambda moment: (moment.year, moment.month)),
    )
    for count, span in spans:
        newest: dict[Hashable, Path] = {}
        for backup in backups:
            newest.setdefault(span(backup.moment), backup.path)
        kept.update(list(newest.values())[:count])
    for backup in backups:
        if backup.path not in kept:
            backup.path.unlink(missing_ok=True)


def plans_in(backup: Backup) -> int | None:
    """Return how many plans outside the bin a backup holds, None when it is not sound."""
    try:
        with closing(read_only(backup.path, at_rest=True)) as connection:
            row = connection.execute("SELECT count(*) FROM plan WHERE NOT deleted").fetchone()
    except (OSError, sqlite3.DatabaseError):
        return None
    return int(row[0])


def newest_good_backup(library: Path) -> Backup | None:
    """Return the newest backup that is sound, to be offered when the library is not."""
    return next(filter(Backup.is_sound, backups_of(library)), None)


def restore(library: Path, backup: Backup, *, now: datetime | None = None) -> Path | None:
    """Put a backup in the place of the library; return where the library was set aside.

    The library must be closed. It is renamed with the date, never overwritten, so nothing
    is lost by restoring the wrong backup. From then on this installation is a new replica:
    edits made since the backup may live on in copies elsewhere, and a copy that went back
    must not claim to have seen them.

    Raises DamagedLibrary when the backup is not sound, UnwritableLibrary when the disk
    does not take it; the library is then where it was.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    if not backup.is_sound():
        raise DamagedLibrary(backup.path, "the backup is not sound")
    try:
        with _sound_copy(backup.path, library, at_rest=True, replica=new_replica()) as copy:
            aside = _name_aside(library, moment) if library.exists() else None
            copy.replace(library)
    except OSError as error:
        raise UnwritableLibrary(library, str(error)) from error
    return aside


def set_aside(library: Path, *, now: datetime | None = None) -> Path | None:
    """Rename a library that cannot be opened; return its new path, None without a library.

    The library must be closed. Raises UnwritableLibrary.
    """
    if not library.exists():
        return None
    try:
        aside = _path_aside(library, (now or datetime.now(UTC)).astimezone(UTC))
        library.rename(aside)
    except OSError as error:
        raise UnwritableLibrary(library, str(error)) from error
    return aside


def _name_aside(library: Path, moment: datetime) -> Path:
    """Give the library a second name, so that there is a library at every moment."""
    aside = _path_aside(library, moment)
    try:
        aside.hardlink_to(library)
    except OSError:
        library.rename(aside)
    return aside


def _path_aside(library: Path, moment: datetime) -> Path:
    """Return a free path for the library; what SQLite keeps beside it goes there already."""
    stem = f"{library.stem}.set-aside-{moment.strftime(_MOMENT)}"
    aside, number = library.with_name(f"{stem}{library.suffix}"), 1
    while aside.exists():
        number += 1
        aside = library.with_name(f"{stem}-{number}{library.suffix}")
    # A database that finds another one's write-ahead log beside it is lost.
    if wal_of(library).exists():
        wal_of(library).rename(wal_of(aside))
    library.with_name(f"{library.name}-shm").unlink(missing_ok=True)
    return aside


@contextmanager
def _sound_copy(source: Path, target: Path, *, at_rest: bool, replica: str = "") -> Iterator[Path]:
    """Copy a database to a file beside `target`; give its path, to be renamed to `target`.

    Raises OSError when the disk does not take it, DamagedLibrary when the copy is unsound.
    The copy is gone when the block ends, unless it was renamed.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        erase_file(unfinished)
        with (
            closing(read_only(source, at_rest=at_rest)) as origin,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            origin.backup(copy)
            # A backup is one file, without a write-ahead log beside it.
            copy.execute("PRAGMA journal_mode=DELETE").close()
            if replica:
                copy.execute("UPDATE replica SET id = ?", (replica,))
                copy.commit()
        fault = _fault_of(unfinished)
        if fault:
            raise DamagedLibrary(source, fault)
        yield unfinished
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise DamagedLibrary(source, str(error)) from error
    finally:
        erase_file(unfinished)


def _fault_of(path: Path) -> str:
    header = header_of(path)
    if header is None or header.application_id != APPLICATION_ID:
        return "not a library"
    with closing(read_only(path, at_rest=True)) as connection:
        return fault_of(connection, thorough=True)

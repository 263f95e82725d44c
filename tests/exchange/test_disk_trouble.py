"""Disks that are full, closed or gone: a sentence, nothing half-written, no files left."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyrage
import pytest

from db.backup import folder_of
from db.departure import TravelingRow, departing_rows
from db.errors import UnwritableLibrary
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Inject, Objective
from db.text import LANGUAGES, Text
from desktop import cli
from desktop.apology import apology
from desktop.exchange import merge
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from desktop.exchange.seal.lock import Lock
from tests.exchange.small_plan import make_plan

resource = pytest.importorskip("resource", reason="Windows bounds no files")

Export = Callable[[OpenPlan, Path], None]


@contextmanager
def small_disk(most: int) -> Iterator[None]:
    """Let no file grow beyond `most` bytes, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write into a folder, not even the administrator."""
    folder.chmod(0o555)
    administrator = os.geteuid() == 0
    if administrator:
        os.seteuid(65534)
    try:
        yield
    finally:
        if administrator:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can reach."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def sealed_export(plan: OpenPlan, path: Path) -> None:
    public = str(pyrage.x25519.Identity.generate().to_public())
    export_plan(plan, path, author="Ana", lock=Lock(recipients=(public,)))


def plain_export(plan: OpenPlan, path: Path) -> None:
    export_plan(plan, path, author="Ana")


def players_export(plan: OpenPlan, path: Path) -> None:
    export_plan(plan, path, author="Ana", audience="players")


EXPORTS: list[Export] = [plain_export, sealed_export, players_export]


def sentence_of(error: BaseException) -> str:
    """Return what is said of an error, which must be a sentence of its own in each language."""
    english, spanish = (apology(error, language) for language in LANGUAGES)
    assert english.endswith(".")
    assert spanish.endswith(".")
    assert "The system refused" not in english
    assert english != spanish
    return english


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_to_a_full_disk_leaves_what_was_there(
    plan: OpenPlan, open_folder: Path, export: Export
) -> None:
    path = open_folder / "plan.istmo"
    for there in (None, b"an older export"):
        if there is not None:
            path.write_bytes(there)
        with small_disk(700), pytest.raises(OSError, match="large") as refused:
            export(plan, path)
        assert "disk" in sentence_of(refused.value)
        assert {each.name: each.read_bytes() for each in open_folder.iterdir()} == (
            {} if there is None else {path.name: there}
        )


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_into_a_closed_folder_leaves_nothing(
    plan: OpenPlan, open_folder: Path, export: Export
) -> None:
    with read_only(open_folder), pytest.raises(OSError, match="denied") as refused:
        export(plan, open_folder / "plan.istmo")
    assert sentence_of(refused.value).startswith("You are not allowed")
    assert list(open_folder.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ENODEV])
def test_a_disk_that_fails_at_the_last_moment_leaves_nothing(
    plan: OpenPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    path = tmp_path / "plan.istmo"
    with pytest.raises(OSError, match=r".") as refused:
        plain_export(plan, path)
    assert sentence_of(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_vanished_is_told(plan: OpenPlan, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as refused:
        plain_export(plan, tmp_path / "gone" / "plan.istmo")
    assert str(tmp_path / "gone" / "plan.istmo") in sentence_of(refused.value)


def test_a_stick_that_is_pulled_out_while_it_is_read_is_told(
    plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pulled(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def opened(_path: Path, *_options: Any, **_more: Any) -> Pulled:
        return Pulled()

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(OSError, match="output") as refused:
        read_plan_file(plan_file)
    assert str(plan_file) in sentence_of(refused.value)
    assert "stick" in sentence_of(refused.value)


def large_plan_file(folder: Path, plan: OpenPlan | None = None) -> Path:
    """Return a file whose plan is larger than the small disk takes."""
    library = Library.in_memory()
    path = folder / "large.istmo"
    if plan is None:
        large = make_plan(library, "Large")
    else:
        export_plan(plan, path, author="Ana")
        large = open_plan_file(library, read_plan_file(path))
    with large.edit("Write"):
        large.add_all([Inject(number=str(n), notes=Text("word " * 400)) for n in range(300)])
        large.rows(Objective)[0].statement = Text("Changed there", "Cambiado allá")
    export_plan(large, path, author="Bob")
    library.close()
    return path


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "home").mkdir()
    library = Library.open(tmp_path / "home" / "library.sqlite")
    make_plan(library)
    yield library
    library.close()


def state_of(library: Library) -> list[list[TravelingRow]]:
    return [departing_rows(library.open_plan(plan.id)) for plan in library.plans()]


def reopened(library: Library) -> list[list[TravelingRow]]:
    """Return what another process finds in the library."""
    again = Library.open(library.path)
    try:
        return state_of(again)
    finally:
        again.close()


def test_a_plan_that_does_not_fit_on_the_disk_is_not_opened(
    on_disk: Library, tmp_path: Path
) -> None:
    plan_file = read_plan_file(large_plan_file(tmp_path))
    before = state_of(on_disk)
    with small_disk(on_disk.path.stat().st_size), pytest.raises(UnwritableLibrary) as refused:
        open_plan_file(on_disk, plan_file)
    assert "the disk has room" in sentence_of(refused.value)
    assert state_of(on_disk) == before == reopened(on_disk)
    open_plan_file(on_disk, plan_file)
    assert len(on_disk.plans()) == 2


@pytest.mark.parametrize("fails", ["backup", "merge"])
def test_a_merge_that_does_not_fit_on_the_disk_changes_nothing(
    on_disk: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    plan = on_disk.open_plan(on_disk.plans()[0].id)
    plan_file = read_plan_file(large_plan_file(tmp_path, plan))
    before = state_of(on_disk)
    if fails == "merge":
        monkeypatch.setattr(merge, "back_up", lambda *_arguments, **_options: None)
    most = 100_000 if fails == "backup" else on_disk.path.stat().st_size
    review = merge.analyze(on_disk, plan_file)
    with small_disk(most), pytest.raises(UnwritableLibrary) as refused:
        merge.finish(on_disk, review)
    assert "cannot be written" in sentence_of(refused.value)
    assert state_of(on_disk) == before == reopened(on_disk)
    folder = folder_of(on_disk.path)
    assert not folder.exists() or list(folder.iterdir()) == []
    assert plan.rows(Objective)[0].statement != Text("Changed there", "Cambiado allá")

    monkeypatch.undo()
    merge.finish(on_disk, merge.analyze(on_disk, plan_file))
    assert len(plan.rows(Inject)) == 300


def test_the_merge_command_on_a_full_disk_writes_neither_plan_nor_report(
    plan: OpenPlan,
    tmp_path: Path,
    open_folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    mine, theirs = tmp_path / "mine.istmo", large_plan_file(tmp_path, plan)
    plain_export(plan, mine)
    out, report = open_folder / "out.istmo", open_folder / "report.json"
    words = ["merge", mine, theirs, "-o", out, "--prefer", "theirs", "--report", report]
    with small_disk(700):
        code = cli.main([*map(str, words), "--library", str(tmp_path / "none.sqlite")])
    assert code == 1
    said = capsys.readouterr().err
    assert said.startswith("istmo: ")
    assert "disk" in said
    assert list(open_folder.iterdir()) == []

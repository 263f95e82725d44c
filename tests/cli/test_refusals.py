"""What goes wrong is told in a sentence, in the language of the system, with an exit code."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import (
    DamagedLibrary,
    ForeignLibrary,
    LibraryError,
    MigrationFailed,
    NewerLibrary,
    UnknownPlan,
    UnwritableLibrary,
)
from db.text import LANGUAGES
from desktop import app, cli, command_line, jobs
from desktop.apology import KNOWN_ERRORS, apology
from desktop.exchange.refusals import PlanFileRefused
from desktop.places import library_path
from desktop.system_language import system_language
from tests.cli.istmo import TABLETOP, Istmo

WRONG = {
    "an unknown command": ("plan",),
    "an unknown option": ("list", "--all"),
    "no kind": ("new",),
    "an unknown kind": ("new", "war", "--name", "A", "--start", "2027-03-01"),
    "no name": ("new", "exercise", "--start", "2027-03-01"),
    "an empty name": ("new", "exercise", "--name", " ", "--start", "2027-03-01"),
    "half a letter": ("new", "exercise", "--name", "\udce9", "--start", "2027-03-01"),
    "no start": ("new", "exercise", "--name", "A"),
    "a start of words": ("new", "exercise", "--name", "A", "--start", "tomorrow"),
    "30 February": ("new", "exercise", "--name", "A", "--start", "2027-02-30T08:00"),
    "a start in Zulu": ("new", "exercise", "--name", "A", "--start", "2027-03-01T08:00+00:00"),
    "the year 1": ("new", "exercise", "--name", "A", "--start", "0001-03-01T08:00"),
    "no zone": ("new", "exercise", "--name", "A", "--start", "2027-03-01", "--zone", "Mars/Base"),
    "no plan to show": ("show",),
    "no output": ("print", "A"),
    "an unknown document": ("print", "A", "--document", "msel", "-o", "a.pdf"),
    "no document": ("print", "A", "--document", ",", "-o", "a.pdf"),
    "an unknown language": ("print", "A", "--language", "fr", "-o", "a.pdf"),
    "an unknown paper": ("print", "A", "--paper", "legal", "-o", "a.pdf"),
    "nowhere to export": ("export", "A"),
    "no file": ("open",),
    "no folder": ("samples",),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_explained_and_ends_with_2(istmo: Istmo, case: str) -> None:
    english = istmo(*WRONG[case])
    assert (english.code, english.out) == (2, "")
    assert "usage: istmo" in english.err
    spanish = istmo(*WRONG[case], language="es_PA.UTF-8")
    assert spanish.code == 2
    assert "uso: istmo" in spanish.err
    assert not istmo.library.exists()


def test_help_speaks_the_language_of_the_system(istmo: Istmo) -> None:
    english, spanish = istmo("--help"), istmo("--help", language="es_PA.UTF-8")
    assert (english.code, spanish.code) == (0, 0)
    assert "list the plans of the library" in english.out
    assert "listar los planes de la biblioteca" in spanish.out
    assert "opciones:" in spanish.out
    assert istmo("--version").out.startswith("Istmo ")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "es_PA.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "es_PA.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "es:en"}, "es"),
    ],
)
def test_the_language_is_asked_of_the_system_as_gettext_does(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == language


@pytest.mark.parametrize(
    ("told", "language"), [("Spanish_Panama", "es"), ("en_US", "en"), (None, "en")]
)
def test_without_variables_the_locale_tells(
    monkeypatch: pytest.MonkeyPatch, told: str | None, language: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (told, None))
    assert system_language() == language


def test_a_plan_nobody_knows_is_refused(istmo: Istmo) -> None:
    for arguments in (("show", "x"), ("check", "x"), ("print", "x", "-o", "a.pdf")):
        refused = istmo(*arguments)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err == "istmo: No plan in the library answers to “x”.\n"
    assert istmo("show", "x", language="es").err == (
        "istmo: Ningún plan de la biblioteca corresponde a «x».\n"
    )
    assert istmo("show", " ").code == 1


def test_templates_that_do_not_fit_are_refused(istmo: Istmo) -> None:
    start = ("--name", "A", "--start", "2027-03-01")
    unknown = istmo("new", "exercise", "--template", "war", *start)
    assert unknown.code == 1
    assert TABLETOP in unknown.err
    other = istmo("new", "workshop", "--template", TABLETOP, *start)
    assert other.code == 1
    assert "is for another kind of plan: Exercise." in other.err


def test_files_that_cannot_be_read_or_written_are_named(istmo: Istmo, tmp_path: Path) -> None:
    plan_id = istmo.new()
    missing = tmp_path / "missing"
    for arguments in (
        ("print", plan_id, "-o", missing / "a.pdf"),
        ("export", plan_id, "-o", missing / "a.istmo"),
        ("open", missing / "a.istmo"),
        ("show", missing / "a.istmo"),
    ):
        refused = istmo(*arguments)
        assert refused.code == 1
        assert refused.err.startswith(f"istmo: There is no file or folder {missing}")
    for arguments in (("print", plan_id, "-o", tmp_path), ("export", plan_id, "-o", tmp_path)):
        assert istmo(*arguments).err == f"istmo: {tmp_path} is a folder. Name a file.\n"
    (tmp_path / "file").write_text("x")
    assert istmo("samples", "-o", tmp_path / "file" / "out").code == 1
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == []


def test_a_library_that_is_none_is_left_as_it_is(istmo: Istmo) -> None:
    istmo.library.write_text("Dear all,\n" * 50)
    for language in LANGUAGES:
        refused = istmo("list", language=language)
        assert refused.code == 1
        assert str(istmo.library) in refused.err
    assert istmo.library.read_text() == "Dear all,\n" * 50


def test_a_newer_library_is_left_as_it_is(istmo: Istmo) -> None:
    istmo.new()
    with closing(sqlite3.connect(istmo.library)) as connection:
        connection.execute("PRAGMA user_version=99")
    before = istmo.library.read_bytes()
    refused = istmo("new", "exercise", "--name", "A", "--start", "2027-03-01")
    assert refused.code == 1
    assert "newer Istmo" in refused.err
    assert istmo.library.read_bytes() == before


def test_a_library_cannot_lie_below_a_file(istmo: Istmo, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    refused = istmo.bare("list", "--library", tmp_path / "file" / "library.sqlite")
    assert refused.code == 1
    assert refused.err.startswith("istmo: ")


def failing(error: BaseException) -> Callable[[object], int]:
    def job(_options: object) -> int:
        raise error

    return job


def test_an_error_nobody_foresaw_goes_to_the_log(istmo: Istmo, tmp_path: Path) -> None:
    log = tmp_path / "log" / "istmo.log"
    istmo.monkeypatch.setattr(cli, "log_path", lambda: log)
    istmo.monkeypatch.setattr(jobs, "list_plans", failing(ZeroDivisionError("by nought")))
    failed = istmo("list")
    assert failed.code == 1
    assert failed.err == (
        "istmo: Something unexpected happened (ZeroDivisionError: by nought)."
        " What was saved before is safe.\n"
    )
    assert "Traceback" in log.read_text()
    istmo.monkeypatch.setattr(cli, "log_path", lambda: istmo.library / "a" / "istmo.log")
    istmo.library.write_text("")
    assert istmo("list").code == 1


def test_an_interruption_is_no_failure_of_the_program(istmo: Istmo) -> None:
    istmo.monkeypatch.setattr(jobs, "list_plans", failing(KeyboardInterrupt()))
    assert istmo("list").err == "istmo: Interrupted. What was saved before is safe.\n"


def test_without_a_command_the_window_opens(istmo: Istmo) -> None:
    started: list[Path] = []

    def window(library: Path, _file: Path | None) -> int:
        started.append(library)
        return 0

    istmo.monkeypatch.setattr(app, "main", window)
    assert istmo.bare().code == 0
    assert istmo().code == 0
    assert started == [library_path(), istmo.library]


def test_a_window_that_cannot_open_says_why(istmo: Istmo) -> None:
    istmo.monkeypatch.setitem(__import__("sys").modules, "desktop.app", None)
    refused = istmo()
    assert refused.code == 1
    assert refused.err.startswith("istmo: The window cannot open, because a part of the system")


LIBRARY = Path("/home/ana/library.sqlite")
ERRORS: list[Exception] = [
    ForeignLibrary(LIBRARY),
    NewerLibrary(LIBRARY, "schema 9"),
    DamagedLibrary(LIBRARY),
    UnwritableLibrary(LIBRARY, "disk is full"),
    MigrationFailed(LIBRARY, "no room"),
    LibraryError(LIBRARY, "odd"),
    UnknownPlan("x"),
    UnknownPlan(),
    PlanFileRefused("odd"),
    *(
        OSError(number, os.strerror(number), "/home/ana/plan.istmo")
        for number in (
            errno.ENOENT,
            errno.EACCES,
            errno.EPERM,
            errno.EROFS,
            errno.EISDIR,
            errno.ENOTDIR,
            errno.EEXIST,
            errno.ENOSPC,
            errno.ENAMETOOLONG,
            errno.EIO,
        )
    ),
    OSError(errno.ENOENT, "gone"),
    OSError("odd"),
    ZeroDivisionError("odd"),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_every_known_error_has_a_sentence_in_both_languages(error: Exception) -> None:
    english, spanish = (apology(error, language) for language in LANGUAGES)
    assert english != spanish
    for sentence in (english, spanish):
        assert sentence.endswith(".")
        assert "{" not in sentence
    assert isinstance(error, KNOWN_ERRORS) is not isinstance(error, ZeroDivisionError)


def test_what_argparse_says_is_translated() -> None:
    from desktop.language import translate

    untranslated = {word for word in command_line.PARSER_WORDS if translate(word, "es") == word}
    assert untranslated == {"%(prog)s: error: %(message)s\n"}

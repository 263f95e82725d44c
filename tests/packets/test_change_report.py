"""The printed change report, read back as its reader sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Objective
from db.text import Text
from desktop.exchange.change_report import report_of, told_file, told_past, told_plan
from desktop.exchange.merge import analyze, finish
from desktop.exchange.merge_compare import compare, state_of_file, state_of_plan
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from desktop.exchange.rows_reader import version_of_rows
from desktop.packets import fonts
from desktop.packets.change_report import print_change_report
from desktop.packets.marked_text import marked_lines
from desktop.packets.progress import Cancelled
from desktop.packets.styles import TABLE
from desktop.planning.starter import prepare
from desktop.planning.templates import add_sample
from desktop.planning.told_changes import ToldChanges, counted
from desktop.planning.version import version_of
from desktop.planning.word_changes import PIECES, changed_words, shortened
from tests.packets.edits import edit_by_the_first, edit_by_the_second
from tests.packets.printed import Printed, check_by_qpdf

Language = Literal["en", "es", "both"]
Printing = Callable[..., Printed]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OpenPlan, Path]]:
    """A sample that two edited apart and merged, and the plan file that both began from."""
    folder = tmp_path_factory.mktemp("changes")
    mine, theirs = Library.in_memory(), Library.in_memory()
    mine.author, theirs.author = "CDR Jane Reed (USCG)", "Cap. Itzel Rivera (SENAN)"
    prepare(mine)
    prepare(theirs)
    began = folder / "Selva en marzo.istmo"
    own = add_sample(mine, "exercise-jungle-training-2026")
    export_plan(own, began, author=mine.author)
    other = open_plan_file(theirs, read_plan_file(began))
    edit_by_the_first(own)
    edit_by_the_second(other)
    export_plan(other, folder / "Rivera.istmo", author=theirs.author)
    finish(mine, analyze(mine, read_plan_file(folder / "Rivera.istmo")))
    yield own, began
    mine.close()
    theirs.close()


@pytest.fixture(scope="module")
def report(plan: tuple[OpenPlan, Path]) -> ToldChanges:
    own, began = plan
    plan_file = read_plan_file(began)
    comparison = compare(state_of_file(plan_file), state_of_plan(own))
    return report_of(comparison, told_file(plan_file), told_plan(), first="en")


@pytest.fixture
def printing(report: ToldChanges, tmp_path: Path) -> Printing:
    def printed(language: Language = "en", name: str = "report.pdf") -> Printed:
        path = tmp_path / name
        print_change_report(report, language=language, paper="letter", path=path)
        return Printed(path)

    return printed


def test_report_says_from_what_to_what_and_how_much(
    printing: Printing, report: ToldChanges, plan: tuple[OpenPlan, Path]
) -> None:
    printed = printing()
    assert printed.says("Change report")
    assert printed.says("Selva en marzo.istmo")
    assert printed.says("Exported by CDR Jane Reed (USCG)")
    code = version_of(plan[0]).code
    assert printed.says(f"Version {code}")
    assert report.before.version is not None
    assert printed.says(f"Version {report.before.version.code}")
    assert report.before.version.code != code
    assert len(report.changes) >= 35
    counts = counted(report.changes)
    assert sum(count.total() for count in counts.values()) == len(report.changes)
    kinds = {change.kind for change in report.changes}
    assert kinds == {"added", "changed", "moved", "deleted"}
    assert printed.says(f"Total{''.join(str(_sum(report, kind)) for kind in _KINDS)}")


_KINDS = ("added", "changed", "moved", "deleted")


def _sum(report: ToldChanges, kind: str) -> int:
    return sum(change.kind == kind for change in report.changes)


def test_every_change_is_told_with_who_and_when(printing: Printing, report: ToldChanges) -> None:
    for language in ("en", "es", "both"):
        printed = printing(language)
        for change in report.changes:
            assert printed.says(change.name.best("es" if language == "es" else "en"))
            for field in change.fields:
                for value in (field.before, field.after):
                    if value and len(value.en) < 60:
                        assert printed.says(value.best("es" if language == "es" else "en"))
        assert printed.says("CDR Jane Reed (USCG)")
        assert printed.says("Cap. Itzel Rivera (SENAN)")
        assert printed.says("UNCLASSIFIED" if language == "en" else "NO CLASIFICADO")


def test_words_that_differ_are_bold_and_underlined_or_struck(printing: Printing) -> None:
    printed = printing("es")
    [page] = printed.pages_saying("Ambos estados mayores ensayan el relevo")
    faces = {piece.face for piece in printed.pieces(page) if "estados mayores" in piece.text}
    assert all("Semibold" in face for face in faces)
    assert faces
    drawn = printed.pages[page].get_contents()
    assert drawn is not None
    assert b"0.6 w" in drawn.get_data()


def test_spanish_and_bilingual_reports_are_whole(printing: Printing) -> None:
    spanish = printing("es")
    for words in ("Informe de cambios", "Antes", "Después", "Campo", "Eliminado", "Inyecto 21"):
        assert spanish.says(words)
    assert "cañada" in "".join(spanish.texts)
    assert not spanish.says("Change report")
    both = printing("both")
    assert both.says("Change report")
    assert both.says("Informe de cambios")
    assert both.says("Statement (EN)")
    assert both.says("Enunciado (EN)")


def test_report_is_sound_bookmarked_and_the_same_bytes(
    printing: Printing, report: ToldChanges
) -> None:
    printed = printing()
    check_by_qpdf(printed.path)
    assert printed.bytes == printing(name="again.pdf").bytes
    assert [title for level, title, _page in printed.bookmarks if level == 0] == ["Change report"]
    sections = [title for level, title, _page in printed.bookmarks if level == 1]
    counts = counted(report.changes)
    assert sections == [
        f"{_english(section)} ({count.total()})" for section, count in counts.items()
    ]
    assert len(printed.pages) <= 8
    assert printed.says(f"Page 1 of {len(printed.pages)}")


def _english(section: str) -> str:
    return section


def test_stopped_report_leaves_no_file(report: ToldChanges, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    with pytest.raises(Cancelled):
        print_change_report(report, language="en", paper="a4", path=path, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_a_past_state_is_told_by_its_moment_and_name(
    plan: tuple[OpenPlan, Path], tmp_path: Path
) -> None:
    own, _began = plan
    before = state_of_plan(own)
    code = version_of(own).code
    with own.edit("Edit"):
        own.rows(Objective)[0].statement = Text("\u0007Ride \U0001f6a4 out", "")
    comparison = compare(before, state_of_plan(own))
    own.undo()
    then = told_past(datetime(2026, 3, 3, 19, 30, tzinfo=UTC), "as approved on 3 March")
    report = report_of(comparison, then, told_plan(), first="en")
    path = tmp_path / "past.pdf"
    print_change_report(report, language="en", paper="letter", path=path)
    printed = Printed(path)
    assert printed.says("as approved on 3 March")
    assert printed.says("As of Tue 3 Mar 2026, 14:30 (031930Z MAR 26)")
    assert printed.says(f"Version {code}")
    assert printed.says("Ride ☐ out")


def test_version_of_a_state_is_that_of_the_plan(plan: tuple[OpenPlan, Path]) -> None:
    own, _began = plan
    rows = state_of_plan(own).rows
    version = version_of(own)
    assert version_of_rows(rows) == version
    needed = next(key for key in rows if key[0] == "organization")
    known = {key: row for key, row in rows.items() if key != needed}
    assert version_of_rows(known) is None


WORDS = st.lists(st.sampled_from(["the", "boat", "ñandú,", "60", "(café)", "\n"]), max_size=12)


@given(WORDS, WORDS)
def test_pieces_make_up_the_text_and_unchanged_ones_are_in_both(
    one: list[str], other: list[str]
) -> None:
    text, against = " ".join(one), " ".join(other)
    pieces = changed_words(text, against)
    assert "".join(piece for piece, _changed in pieces) == text
    others = iter(PIECES.findall(against))
    same = [word for piece, changed in pieces if not changed for word in PIECES.findall(piece)]
    assert all(word in others for word in same if word.strip())
    assert changed_words(text, text) == ([(text, False)] if text else [])


@given(WORDS, WORDS, st.integers(12, 400))
def test_marked_lines_keep_every_word_and_their_column(
    one: list[str], other: list[str], room: int
) -> None:
    text = " ".join(one)
    pieces = changed_words(text, " ".join(other))
    lines = marked_lines(pieces, "new", TABLE, room)
    printed = "".join(run for line in lines for run, _mark in line)
    assert "".join(printed.split()) == "".join(text.split())
    for line in lines:
        across = sum(
            fonts.width(run, fonts.SEMIBOLD if mark else fonts.REGULAR, TABLE.size)
            for run, mark in line
        )
        assert across <= room + 0.01
    marked = "".join(run for line in lines for run, mark in line if mark)
    changed = "".join(piece for piece, changed in pieces if changed)
    assert "".join(marked.split()) == "".join(changed.split())


def test_what_is_marked_is_what_a_reader_would_mark() -> None:
    cases = {
        ("a red boat", "a green boat"): ["red"],
        ("a  boat.", "a boat."): [],
        ("stop. Now", "stop! Then"): [". Now"],
        ("the boat, now", "the old boat, now"): [],
        ("wholly other words", "nothing in common"): ["wholly other words"],
    }
    for (text, other), marked in cases.items():
        pieces = changed_words(text, other)
        assert [piece for piece, changed in pieces if changed] == marked, text


def test_long_passages_without_changes_are_shortened() -> None:
    text = " ".join(f"w{number}" for number in range(300))
    later = text.replace("w150", "changed")
    pieces = shortened(changed_words(later, text))
    told = "".join(piece for piece, _changed in pieces)
    assert told.startswith(" […] w126 ")
    assert "w149 changed w151" in told
    assert told.endswith("w174 […] ")
    assert shortened(changed_words(text, text)) == [(text, False)]


def test_a_text_longer_than_a_page_goes_on_under_its_record(
    plan: tuple[OpenPlan, Path], tmp_path: Path
) -> None:
    own, _began = plan
    before = state_of_plan(own)
    words = [f"palabra{number}ñ" for number in range(2500)]
    with own.edit("Edit"):
        own.rows(Objective)[0].conditions = Text(" ".join(words), "á" * 400)
    comparison = compare(before, state_of_plan(own))
    own.undo()
    report = report_of(comparison, told_plan(), told_plan(), first="es")
    path = tmp_path / "long.pdf"
    print_change_report(report, language="es", paper="letter", path=path)
    printed = Printed(path)
    check_by_qpdf(path)
    assert len(printed.pages) > 2
    assert printed.pages_saying("Objetivo 1 (continuación)") == list(range(1, len(printed.pages)))
    for word in words[::50]:
        assert word in printed.text
    assert printed.text.count("á") >= 400

"""The packet as a whole: what stands on every page, and how the file is written."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Objective, ScheduleItem
from db.text import N_, Text
from desktop.packets.packet import DOCUMENTS, Cancelled, print_packet
from desktop.planning.templates import Template, add_sample, new_plan, samples, templates
from desktop.planning.version import version_of
from tests.packets.conftest import Printer
from tests.packets.plans import add, item, objective
from tests.packets.printed import check_by_qpdf

EVERY_PLAN = [*templates(), *samples()]
PAPERS = {"letter": (612, 792), "a4": (595.28, 841.89)}


@pytest.fixture(scope="module")
def plan_of(library: Library) -> Callable[[Template], OpenPlan]:
    made: dict[str, OpenPlan] = {}

    def plan(template: Template) -> OpenPlan:
        if template.id not in made:
            if template.start:
                made[template.id] = add_sample(library, template.id)
            else:
                start = datetime.fromisoformat(f"2026-11-30T{template.start_time}")
                made[template.id] = new_plan(
                    library, template.id, name=template.name, start=start, zone=template.zone
                )
        return made[template.id]

    return plan


@pytest.fixture(scope="module")
def plan(library: Library) -> OpenPlan:
    return add(
        library,
        item(0, "0800", 60, Text("Opening", "Apertura")),
        item(1, "0900", 90, Text("Navigation", "Navegación")),
        objective("1", Text("Navigate by night", "Navegar de noche")),
        marking="UNCLASSIFIED",
    )


@pytest.mark.parametrize("template", EVERY_PLAN, ids=lambda template: template.id)
def test_both_languages_of_every_objective_and_item_are_in_the_text(
    template: Template, plan_of: Callable[[Template], OpenPlan], printer: Printer
) -> None:
    plan = plan_of(template)
    printed = printer(plan, language="both")
    for row in plan.rows(ScheduleItem):
        assert printed.says(row.title_en), row.title_en
        assert printed.says(row.title_es), row.title_es
    for goal in plan.rows(Objective):
        assert printed.says(goal.statement_en)
        assert printed.says(goal.statement_es)
    check_by_qpdf(printed.path)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["en", "es", "both"])
@pytest.mark.parametrize("template", EVERY_PLAN, ids=lambda template: template.id)
def test_the_summary_keeps_to_two_pages(
    template: Template,
    language: str,
    paper: str,
    plan_of: Callable[[Template], OpenPlan],
    printer: Printer,
) -> None:
    printed = printer(plan_of(template), "summary", language=language, paper=paper)
    assert len(printed.pages) == 2


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", ("UNCLASSIFIED", "Page {number} of {total}")),
        ("es", ("NO CLASIFICADO", "Página {number} de {total}")),
        ("both", ("UNCLASSIFIED // NO CLASIFICADO", "Page {number} of {total} · Página")),
    ],
)
def test_every_page_carries_marking_names_version_moment_and_number(
    plan: OpenPlan, printer: Printer, language: str, says: tuple[str, str], paper: str
) -> None:
    marking, page = says
    printed = printer(plan, language=language, paper=paper)
    total = len(printed.pages)
    version = version_of(plan)
    name = plan.row.name_es if language == "es" else plan.row.name_en
    for number in range(total):
        size = printed.pages[number].mediabox
        assert sorted((float(size.width), float(size.height))) == pytest.approx(
            sorted(PAPERS[paper]), abs=0.1
        )
        pieces = printed.pieces(number)
        marks = [piece.y for piece in pieces if piece.text == marking]
        assert len(marks) == 2
        assert min(marks) < 40
        assert max(marks) > float(size.height) - 50
        text = printed.texts[number]
        assert name in text
        assert version.code in text
        assert f"{version.moment:%d%H%M}Z" in text
        assert page.format(number=number + 1, total=total) in text
        for piece in pieces:
            assert 0 < piece.x < float(size.width)
            assert 0 < piece.y < float(size.height)


def test_the_file_says_what_it_is(plan: OpenPlan, printer: Printer) -> None:
    printed = printer(plan, language="es")
    info = printed.reader.metadata
    version = version_of(plan)
    assert info is not None
    assert info.title == "Entrenamiento en selva – Cronograma + Resumen"
    assert (info.author, info.creator, info.producer) == ("Istmo", "Istmo", "Istmo")
    assert info.creation_date == version.moment.replace(microsecond=0)
    assert version.code in (info.subject or "")
    catalog: Any = printed.reader.root_object
    assert catalog["/Lang"] == "es"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]


def test_bookmarks_lead_to_documents_and_their_parts(plan: OpenPlan, printer: Printer) -> None:
    printed = printer(plan, "summary", "schedule")
    assert printed.bookmarks == [
        (0, "Summary", 0),
        (0, "Schedule", 1),
        (1, "Life cycle", 1),
        (1, "Week at a glance: 12–13 January 2026", 2),
        (1, "Mon 12 Jan", 3),
        (1, "Tue 13 Jan", 4),
        (1, "Schedule list", 5),
    ]


@pytest.mark.parametrize("language", ["en", "both"])
def test_all_fonts_are_embedded_as_subsets_that_can_be_searched(
    plan: OpenPlan, printer: Printer, language: str
) -> None:
    fonts = printer(plan, language=language).fonts
    assert fonts
    for name, font in fonts.items():
        assert name[7] == "+"
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_the_same_version_prints_to_the_same_bytes(plan: OpenPlan, printer: Printer) -> None:
    first, second = (printer(plan, language="both", name=name) for name in ("a.pdf", "b.pdf"))
    assert first.bytes == second.bytes
    with plan.edit(N_("Rename")):
        plan.row.name_en = "Jungle training II"
    assert printer(plan, language="both").bytes != first.bytes
    plan.undo()


PRINT_ELSEWHERE = """
import sys
from pathlib import Path
from db.library import Library
from desktop.packets.packet import print_packet
library = Library.open(Path(sys.argv[1]))
with library.reader(sys.argv[2]) as reader:
    print_packet(reader, ["schedule", "summary"], language="both", paper="a4",
                 path=Path(sys.argv[3]))
"""


def test_other_processes_print_the_same_bytes(
    library: Library,
    plan_of: Callable[[Template], OpenPlan],
    printer: Printer,
    tmp_path: Path,
) -> None:
    plan = plan_of(templates("exercise")[0])
    here = printer(plan, language="both", paper="a4")
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.pdf"
        subprocess.run(
            [sys.executable, "-c", PRINT_ELSEWHERE, str(library.path), plan.id, str(path)],
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"},
        )
        assert path.read_bytes() == here.bytes


def test_progress_goes_from_nothing_to_all(plan: OpenPlan, tmp_path: Path) -> None:
    told: list[float] = []
    print_packet(
        plan,
        ["schedule", "summary"],
        language="en",
        paper="letter",
        path=tmp_path / "packet.pdf",
        progress=told.append,
    )
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert len(told) > 8


@pytest.mark.parametrize("moment", range(6))
def test_a_cancelled_packet_leaves_nothing_behind(
    plan: OpenPlan, tmp_path: Path, moment: int
) -> None:
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > moment * 2

    path = tmp_path / "packet.pdf"
    path.write_bytes(b"the packet of yesterday")
    with pytest.raises(Cancelled):
        print_packet(plan, ["schedule"], language="en", paper="a4", path=path, cancelled=cancelled)
    assert [entry.name for entry in tmp_path.iterdir()] == ["packet.pdf"]
    assert path.read_bytes() == b"the packet of yesterday"


def test_a_full_disk_leaves_nothing_behind(
    plan: OpenPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        print_packet(plan, ["summary"], language="en", paper="a4", path=tmp_path / "packet.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error(plan: OpenPlan, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        print_packet(
            plan, ["summary"], language="en", paper="a4", path=tmp_path / "no" / "packet.pdf"
        )


def test_an_unknown_document_is_refused(plan: OpenPlan, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="msel"):
        print_packet(plan, ["msel"], language="en", paper="a4", path=tmp_path / "packet.pdf")
    assert list(tmp_path.iterdir()) == []


def test_documents_are_described(plan: OpenPlan, printer: Printer) -> None:
    assert list(DOCUMENTS) == ["schedule", "summary"]
    for name, document in DOCUMENTS.items():
        assert document.name == name
        assert document.audience == "all"
        assert document.title in printer(plan, name).texts[0]


@pytest.mark.parametrize(
    ("marking", "language", "printed"),
    [
        ("CUI", "both", "CUI"),
        ("reservado", "es", "RESERVADO"),
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", "es", "NO CLASIFICADO//SOLO PARA USO OFICIAL"),
        (
            "Unclassified//For Official Use Only",
            "both",
            "UNCLASSIFIED//FOR OFFICIAL USE ONLY · NO CLASIFICADO//SOLO PARA USO OFICIAL",
        ),
        ("", "both", "NOT MARKED // SIN MARCA"),
        ("released to\nboth nations", "en", "RELEASED TO BOTH NATIONS"),
    ],
)
def test_markings_speak_the_language_of_the_packet(
    library: Library, printer: Printer, marking: str, language: str, printed: str
) -> None:
    plan = add(library, marking=marking)
    texts = printer(plan, "summary", language=language).texts
    assert all(text.count(printed) == 2 for text in texts)


def test_packets_printed_at_the_same_time_do_not_disturb_each_other(
    library: Library, plan: OpenPlan, printer: Printer, tmp_path: Path
) -> None:
    expected = printer(plan, language="both").bytes

    def print_one(number: int) -> bytes:
        path = tmp_path / f"{number}.pdf"
        with library.reader(plan.id) as reader:
            print_packet(
                reader, ["schedule", "summary"], language="both", paper="letter", path=path
            )
        return path.read_bytes()

    with ThreadPoolExecutor(4) as pool:
        assert all(content == expected for content in pool.map(print_one, range(8)))

"""The packet page: what is chosen is what is shown, saved and printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from db.tables import Objective
from db.text import Text
from desktop.app import Application
from desktop.planning.version import version_of
from desktop.ui.desk import Place
from desktop.ui.packet.choices import PacketChoices
from desktop.ui.packet.packet_page import PacketPage
from desktop.ui.packet.printing import paint_pages

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000


def shown_page(application: Application, qtbot: QtBot) -> PacketPage:
    page = application.window.page("packet")
    assert isinstance(page, PacketPage)
    with qtbot.waitSignal(page.preview.shown, timeout=LONG):
        application.window.go(Place("packet"))
    return page


def choose(page: PacketPage, qtbot: QtBot, language: str, paper: str) -> None:
    with qtbot.waitSignal(page.preview.shown, timeout=LONG):
        page.language.setCurrentIndex(page.language.findData(language))
        page.paper.setCurrentIndex(page.paper.findData(paper))


def words_of(path: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def save(page: PacketPage, qtbot: QtBot, path: Path) -> None:
    with qtbot.waitSignal(page.saving.saved, timeout=LONG):
        page.save_to(path)


def test_preview_follows_an_edit(planned: Application, qtbot: QtBot) -> None:
    page = shown_page(planned, qtbot)
    plan = planned.desk.plan
    assert plan is not None
    objective = plan.rows(Objective)[0]
    with qtbot.waitSignal(page.preview.shown, timeout=LONG), plan.edit("Change"):
        objective.statement = Text("Guard the northern breakwater", "Vigilar el rompeolas norte")
    text = "".join(
        page.preview.document.getAllText(number).text()
        for number in range(page.preview.document.pageCount())
    )
    assert "northern breakwater" in " ".join(text.split())


def test_choices_are_printed_and_remembered(
    planned: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown_page(planned, qtbot)
    both = page.preview.document.pageCount()
    with qtbot.waitSignal(page.preview.shown, timeout=LONG):
        QTest.mouseClick(
            page.boxes["schedule"], LEFT, pos=QPoint(9, page.boxes["schedule"].height() // 2)
        )
    assert 0 < page.preview.document.pageCount() < both
    choose(page, qtbot, "es", "a4")
    save(page, qtbot, tmp_path / "resumen.pdf")
    document = PdfReader(tmp_path / "resumen.pdf")
    assert abs(float(document.pages[0].mediabox.width) - 595.28) < 1
    text = words_of(tmp_path / "resumen.pdf")
    assert "OBJETIVOS" in text.upper()
    assert "PURPOSE" not in text.upper()
    assert PacketChoices.remembered(planned.library) == PacketChoices(("summary",), "es", "a4")


def test_without_documents_nothing_can_be_saved(planned: Application, qtbot: QtBot) -> None:
    page = shown_page(planned, qtbot)
    for box in page.boxes.values():
        with qtbot.waitSignal(page.preview.shown, timeout=LONG):
            QTest.mouseClick(box, LEFT, pos=QPoint(9, box.height() // 2))
    assert not page.save_button.isEnabled()
    assert not page.print_button.isEnabled()


def test_the_page_and_the_file_name_the_same_version(
    planned: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown_page(planned, qtbot)
    save(page, qtbot, tmp_path / "packet.pdf")
    assert planned.desk.plan is not None
    assert version_of(planned.desk.plan).code in words_of(tmp_path / "packet.pdf")


def test_saving_where_nothing_can_be_written_says_so(
    planned: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown_page(planned, qtbot)
    with qtbot.waitSignal(planned.desk.apologized, timeout=LONG) as told:
        page.save_to(tmp_path / "missing" / "packet.pdf")
    assert told.args is not None
    assert str(tmp_path / "missing" / "packet.pdf") in told.args[0]
    for box in planned.window.findChildren(QMessageBox):
        box.reject()


def test_cancelled_saving_leaves_no_file(
    planned: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown_page(planned, qtbot)
    page.save_to(tmp_path / "packet.pdf")
    page.saving.cancel()
    from desktop.ui.background import finish_jobs

    finish_jobs()
    assert list(tmp_path.glob("*.pdf*")) == []


@pytest.mark.parametrize("stop_at", [None, 1])
def test_printing_paints_each_page_and_can_be_stopped(
    planned: Application, qtbot: QtBot, tmp_path: Path, stop_at: int | None
) -> None:
    page = shown_page(planned, qtbot)
    save(page, qtbot, tmp_path / "packet.pdf")
    document = QPdfDocument()
    document.load(str(tmp_path / "packet.pdf"))
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    whole = paint_pages(document, printer, lambda number: number != stop_at)
    assert whole is (stop_at is None)
    if whole:
        assert len(PdfReader(tmp_path / "printed.pdf").pages) == document.pageCount()
    document.close()

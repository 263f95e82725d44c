"""Checking a print-out by the code at its foot."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.tables import Objective
from desktop.app import Application
from desktop.planning.version import version_of
from desktop.ui import commands
from desktop.ui.desk import Place
from desktop.ui.packet.packet_page import PacketPage
from desktop.ui.packet.version_dialog import VersionDialog


@pytest.fixture
def printed(planned: Application, qtbot: QtBot, tmp_path: Path) -> str:
    """Save the packet and return the code on its pages."""
    planned.window.go(Place("packet"))
    page = planned.window.page("packet")
    assert isinstance(page, PacketPage)
    with qtbot.waitSignal(page.saving.saved, timeout=60_000):
        page.save_to(tmp_path / "packet.pdf")
    assert planned.desk.plan is not None
    return version_of(planned.desk.plan).code


def asked(application: Application, code: str) -> str:
    commands.check_print_out(application.window)
    dialog = application.window.findChildren(VersionDialog)[-1]
    QTest.keyClicks(dialog.code, code)
    answer = dialog.answer.text()
    dialog.reject()
    dialog.deleteLater()
    return answer


def test_a_page_of_the_present_version_is_current(planned: Application, printed: str) -> None:
    assert "is current" in asked(planned, printed.lower().replace("-", " "))


def test_a_page_from_before_an_edit_is_out_of_date(planned: Application, printed: str) -> None:
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit("Change"):
        plan.rows(Objective)[0].number = "99"
    answer = asked(planned, printed)
    assert "out of date" in answer
    assert "1 change since" in answer


def test_an_unknown_code_is_called_so(planned: Application, printed: str) -> None:
    assert "No plan on this laptop" in asked(planned, "0000-0000")
    assert asked(planned, "0000") == ""

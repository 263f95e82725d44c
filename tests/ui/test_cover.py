"""The cover page that tells a partner what changed since they last saw the plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from db.correspondence import outbox
from db.tables import Objective
from desktop.app import Application
from desktop.exchange.seal.post import Letter, note_departure
from desktop.ui import commands
from desktop.ui.sharing.share_dialog import CONTACTS, ShareDialog
from tests.packets.printed import Printed, check_by_qpdf
from tests.ui.test_sharing import choose, keys_path, named, partner, quick, visible

__all__ = ["keys_path", "named", "quick"]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def known(named: Application) -> Application:
    """A contact who has seen the plan, which has changed in one objective since."""
    contact, _key = partner(named)
    plan = named.desk.plan
    assert plan is not None
    note_departure(plan, Path("first.istmo"), Letter(receivers=(contact,)))
    with plan.edit("Reword"):
        plan.rows(Objective)[0].statement_es = "Abordar la lancha en la ensenada"
    return named


def asked(application: Application) -> ShareDialog:
    commands.export_plan_file(application.window)
    dialog = visible(application, ShareDialog)
    QTest.mouseClick(dialog.seals[CONTACTS], LEFT)
    dialog.people.item(0).setCheckState(Qt.CheckState.Checked)
    return dialog


def sent(application: Application, qtbot: QtBot) -> None:
    plan = application.desk.plan
    assert plan is not None
    before = len(outbox(application.library, plan.id))
    qtbot.waitUntil(lambda: len(outbox(application.library, plan.id)) == before + 1, timeout=60_000)


def test_cover_is_offered_only_where_something_is_new(named: Application) -> None:
    contact, _key = partner(named)
    plan = named.desk.plan
    assert plan is not None
    dialog = asked(named)
    assert not dialog.cover.isVisible()
    dialog.reject()
    note_departure(plan, Path("first.istmo"), Letter(receivers=(contact,)))
    dialog = asked(named)
    assert not dialog.cover.isVisible()


def test_cover_lies_beside_the_file_in_the_language_asked_for(
    known: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = asked(known)
    assert dialog.cover.text() == "Print what changed since they last saw it (1 change)"
    assert not dialog.paper.isVisible()
    dialog.cover.setFocus()
    QTest.keyClick(dialog.cover, Qt.Key.Key_Space)
    assert dialog.paper.isVisible()
    language, _size = dialog.paper.findChildren(QComboBox)
    QTest.keyClick(language, Qt.Key.Key_End)
    QTest.mouseClick(dialog.go_button, LEFT)
    choose(known, "export-plan-file", tmp_path / "Para Ana.istmo")
    sent(known, qtbot)
    assert (tmp_path / "Para Ana.istmo").exists()
    path = tmp_path / "Para Ana - cambios.pdf"
    printed = Printed(path)
    check_by_qpdf(path)
    assert len(printed.pages) == 1
    assert printed.says("Cambios desde la última vez que lo vio")
    assert printed.says("Ana Núñez (SENAN)")
    assert printed.says("Cdr. Reed (USCG)")
    assert printed.says("Objetivo 1: cambió en enunciado (ES)")
    assert printed.says("Cambiado: 1")
    plan = known.desk.plan
    assert plan is not None
    last, first = outbox(known.library, plan.id)
    assert printed.says(f"Versión {last.code}")
    assert printed.says(first.code)
    assert [title for _level, title, _page in printed.bookmarks][1:] == ["Objetivos"]
    again = asked(known)
    assert again.news.toPlainText().startswith("0 changes")
    assert not again.cover.isVisible()


def test_cover_that_cannot_be_written_does_not_lose_the_export(
    known: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[str] = []
    known.desk.apologized.connect(told.append)
    (tmp_path / "a - changes.pdf").mkdir()
    dialog = asked(known)
    QTest.mouseClick(dialog.cover, LEFT)
    QTest.mouseClick(dialog.go_button, LEFT)
    choose(known, "export-plan-file", tmp_path / "a.istmo")
    sent(known, qtbot)
    assert (tmp_path / "a.istmo").read_bytes().startswith(b"age-encryption.org")
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("a.istmo was exported, but its cover page was not written.")

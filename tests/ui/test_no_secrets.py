"""A full use of keys and seals, and then a search for the secrets wherever they must not be."""

from __future__ import annotations

import base64
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pyrage
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from db.backup import back_up
from db.correspondence import outbox
from db.library import PROFILE
from desktop.app import Application
from desktop.exchange.plan_file import read_plan_file
from desktop.exchange.seal.own_keys import unlocked_keys
from desktop.places import keys_path
from desktop.ui import commands
from desktop.ui.library.plan_file_dialogs import open_path
from desktop.ui.partners.partners_page import PartnersPage
from desktop.ui.sections import PARTNERS
from desktop.ui.sharing import sending
from desktop.ui.sharing.own_keys_dialog import ChangePassphraseDialog, OwnKeysDialog
from desktop.ui.sharing.share_dialog import PASSPHRASE, ShareDialog
from desktop.ui.sharing.unlock_dialog import UnlockDialog
from desktop.ui.unexpected import start_log, watch_for_errors
from tests.exchange import quick_age
from tests.hidden import files_below, found_in, private_parts

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
KEYS, NEW_KEYS = "corotu junto al camino", "marea alta en Chame"
FILE, WRONG = "canal seco y lluvia", "tres veces equivocado"
SLOW = 60_000
"""Milliseconds: a seal is slow on purpose, and slower on a busy machine."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal with little work: that seals are strong is shown in test_seal_lock."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", quick_age.encrypt)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the planner of the test a home of their own."""
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def log(application: Application, tmp_path: Path) -> Iterator[Path]:
    """Write everything that anybody logs to a file, and errors nobody foresaw too."""
    path = tmp_path / "istmo.log"
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = list(root.handlers), root.level
    start_log(path)
    root.setLevel(logging.DEBUG)
    watch_for_errors(application.window)
    yield path
    sys.excepthook = hook
    root.setLevel(level)
    for handler in [one for one in root.handlers if one not in handlers]:
        root.removeHandler(handler)
        handler.close()


def visible(parent: QWidget, kind: type[W]) -> W:
    return next(one for one in parent.findChildren(kind) if one.isVisible())


def choose(application: Application, path: Path) -> None:
    """Type a path into the file dialog that is shown and press Enter."""
    dialog = visible(application.window, QFileDialog)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def share(application: Application, path: Path, signing: str) -> None:
    """Share the open plan, sealed with a passphrase and signed."""
    commands.export_plan_file(application.window)
    dialog = visible(application.window, ShareDialog)
    QTest.mouseClick(dialog.seals[PASSPHRASE], LEFT)
    for line in (dialog.passphrase.first, dialog.passphrase.again):
        line.clear()
        QTest.keyClicks(line, FILE)
    if not dialog.sign.isChecked():
        QTest.keyClick(dialog.sign, Qt.Key.Key_Space)
    QTest.keyClicks(dialog.key_passphrase.first, signing)
    QTest.mouseClick(dialog.go_button, LEFT)
    choose(application, path)


def test_no_secret_is_left_anywhere(
    planned: Application,
    log: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library, window = planned.library, planned.window
    library.set_setting(PROFILE, {"name": "Cdr. Reed", "organization": "USCG"})
    QTest.mouseClick(window.sidebar.button(PARTNERS), LEFT)
    page = window.page(PARTNERS)
    assert isinstance(page, PartnersPage)
    own = page.contacts.card

    # Keys are made; then their passphrase is changed, first with a wrong one.
    QTest.mouseClick(own.make_button, LEFT)
    making = visible(page, OwnKeysDialog)
    for line in (making.fields.first, making.fields.again):
        QTest.keyClicks(line, KEYS)
    QTest.mouseClick(making.make_button, LEFT)
    qtbot.waitUntil(own.passphrase_button.isVisible, timeout=SLOW)
    QTest.mouseClick(own.passphrase_button, LEFT)
    changing = visible(page, ChangePassphraseDialog)
    QTest.keyClicks(changing.old.first, WRONG)
    for line in (changing.fields.first, changing.fields.again):
        QTest.keyClicks(line, NEW_KEYS)
    QTest.mouseClick(changing.make_button, LEFT)
    qtbot.waitUntil(changing.isEnabled, timeout=SLOW)
    changing.old.first.clear()
    QTest.keyClicks(changing.old.first, KEYS)
    with qtbot.waitSignal(changing.accepted, timeout=SLOW):
        QTest.mouseClick(changing.make_button, LEFT)

    # A file goes out sealed and signed; with the old passphrase of the keys it does not.
    plan, path = planned.desk.plan, tmp_path / "sealed.istmo"
    assert plan is not None
    apologies: list[str] = []
    planned.desk.apologized.connect(apologies.append)
    share(planned, tmp_path / "never.istmo", KEYS)
    qtbot.waitUntil(lambda: bool(apologies), timeout=SLOW)
    share(planned, path, NEW_KEYS)
    qtbot.waitUntil(lambda: bool(outbox(library, plan.id)), timeout=SLOW)

    # While the third is written something happens that nobody foresaw.
    def fail(*_given: object, **_named: object) -> None:
        raise RuntimeError("a disk on fire")

    with monkeypatch.context() as broken:
        broken.setattr(sending, "write", fail)
        share(planned, tmp_path / "third.istmo", NEW_KEYS)
        qtbot.waitUntil(lambda: log.exists() and "a disk on fire" in log.read_text(), timeout=SLOW)
    boxes = [box for box in window.findChildren(QMessageBox) if box.detailedText()]
    assert len(boxes) == 1

    # The file comes back; the passphrase is mistyped once.
    planned.desk.close_plan()
    library.bin(plan.id)
    library.erase(plan.id)
    open_path(planned.desk, path, window)
    unlock = visible(window, UnlockDialog)
    QTest.keyClicks(unlock.fields.first, WRONG)
    QTest.mouseClick(unlock.open_button, LEFT)
    qtbot.waitUntil(unlock.isEnabled, timeout=SLOW)
    unlock.fields.first.clear()
    QTest.keyClicks(unlock.fields.first, FILE)
    QTest.mouseClick(unlock.open_button, LEFT)
    qtbot.waitUntil(lambda: planned.desk.plan is not None, timeout=SLOW)
    with pytest.raises(Exception, match="passphrase"):
        read_plan_file(path)

    back_up(library.path, occasion="by-hand")
    secrets = [KEYS, NEW_KEYS, FILE, WRONG, *private_parts(unlocked_keys(keys_path(), NEW_KEYS))]
    searched = list(files_below(tmp_path))
    assert {keys_path(), log, path, library.path} <= set(searched)
    assert len([one for one in searched if one.suffix == ".sqlite"]) >= 2
    for file in searched:
        assert found_in(file.read_bytes(), secrets) == [], file
    said = [*apologies, *(box.detailedText() for box in boxes), *sys.argv, *os.environ.values()]
    assert found_in("\n".join(said).encode(), secrets) == []
    with library.engine.connect() as connection:
        tables = connection.scalars(text("select name from sqlite_master where type = 'table'"))
        for table in [name for name in tables if "fts" not in name]:
            rows = connection.execute(text(f'select * from "{table}"')).all()  # noqa: S608 - names of tables
            assert found_in(repr(rows).encode(), secrets) == [], table


@pytest.mark.parametrize("shape", ["plain", "wide", "letters"])
def test_the_search_finds_what_is_left(tmp_path: Path, shape: str) -> None:
    content = {
        "plain": FILE.encode(),
        "wide": FILE.encode("utf-16-le"),
        "letters": base64.b64encode(FILE.encode()),
    }[shape]
    (tmp_path / "left").write_bytes(b"...." + content + b"....")
    (left,) = files_below(tmp_path)
    assert found_in(left.read_bytes(), [KEYS, FILE]) == [FILE]

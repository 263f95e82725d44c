"""Sharing through the window: seal, sign, contacts, and opening what partners send."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db.correspondence import Contact, contacts, inbox, keep_contact, outbox
from db.library import PROFILE
from desktop.app import Application
from desktop.exchange.audiences import PLAYERS
from desktop.exchange.plan_file import export_plan, read_plan_file
from desktop.exchange.seal import own_keys as keys_module
from desktop.exchange.seal.lock import Key, Lock
from desktop.exchange.seal.post import Letter, note_departure
from desktop.exchange.seal.signature import Signer
from desktop.ui import commands
from desktop.ui.library.plan_file_dialogs import open_path
from desktop.ui.partners import own_card, partners_page
from desktop.ui.sections import PARTNERS
from desktop.ui.sharing import sending, share_dialog, signer_box, unlock_dialog
from desktop.ui.sharing.share_dialog import CONTACTS, PASSPHRASE, REMEMBERED, ShareDialog
from desktop.ui.sharing.unlock_dialog import UnlockDialog
from tests.exchange import quick_age

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
SECRET = "canal seco y lluvia"
SLOW = 60_000
"""Milliseconds: a seal is slow on purpose, and slower on a busy machine."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal with little work: that seals are strong is shown in test_seal_lock."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", quick_age.encrypt)


@pytest.fixture(autouse=True)
def keys_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the keys of a test away from those of whoever runs it."""
    path = tmp_path / "profile" / "keys.json"
    for module in (own_card, partners_page, sending, share_dialog, signer_box, unlock_dialog):
        monkeypatch.setattr(module, "keys_path", lambda: path)
    return path


@pytest.fixture
def named(planned: Application) -> Application:
    """The window with a plan open and a planner who has a name."""
    planned.library.set_setting(PROFILE, {"name": "Cdr. Reed", "organization": "USCG"})
    return planned


def visible(application: Application, kind: type[W]) -> W:
    shown = application.window.findChildren(kind)
    return next(dialog for dialog in shown if dialog.isVisible())


def press(box: QMessageBox, text: str) -> None:
    button = next(b for b in box.buttons() if b.text().replace("&", "") == text)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)


def choose(application: Application, name: str, path: Path) -> None:
    """Type a path into the file dialog that is shown and press Enter."""
    dialogs = application.window.findChildren(QFileDialog, name)
    line = next(d for d in dialogs if d.isVisible()).findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def box_of(application: Application, name: str) -> QMessageBox:
    box = application.window.findChild(QMessageBox, name)
    assert isinstance(box, QMessageBox)
    return box


def partner(application: Application) -> tuple[Contact, Key]:
    """Return a contact who has given a card, and what opens files sealed for them."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    contact = Contact(name="Ana Núñez", organization="SENAN", age_key=public)
    return keep_contact(application.library, contact), Key(identities=(str(identity),))


def signed_by(
    application: Application, path: Path, key: Ed25519PrivateKey, audience: str = "planners"
) -> Path:
    """Write the open plan as a file that Ana signed, and erase it here."""
    plan = application.desk.plan
    assert plan is not None
    signer = Signer(key, "Ana Núñez (SENAN)")
    export_plan(plan, path, author="", signer=signer, audience=audience)
    return path


def forget_plan(application: Application) -> None:
    plan = application.desk.plan
    assert plan is not None
    application.desk.close_plan()
    application.library.bin(plan.id)
    application.library.erase(plan.id)


def test_a_plan_is_sealed_with_a_passphrase_and_opened_again(
    named: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "sealed.istmo"
    commands.export_plan_file(named.window)
    dialog = visible(named, ShareDialog)
    QTest.mouseClick(dialog.seals[PASSPHRASE], LEFT)
    assert not dialog.go_button.isEnabled()
    QTest.keyClicks(dialog.passphrase.first, SECRET)
    assert dialog.state.text() == "Type the same passphrase twice."
    QTest.keyClicks(dialog.passphrase.again, SECRET)
    assert dialog.passphrase.first.echoMode() is QLineEdit.EchoMode.Password
    QTest.mouseClick(dialog.go_button, LEFT)
    choose(named, "export-plan-file", path)
    plan = named.desk.plan
    assert plan is not None
    qtbot.waitUntil(lambda: bool(outbox(named.library, plan.id)), timeout=SLOW)
    assert path.read_bytes().startswith(b"age-encryption.org")
    assert named.library.setting(REMEMBERED)["seal"] == PASSPHRASE
    assert SECRET not in str(named.library.setting(REMEMBERED))
    forget_plan(named)
    open_path(named.desk, path, named.window)
    unlock = visible(named, UnlockDialog)
    QTest.keyClicks(unlock.fields.first, "another one altogether")
    QTest.mouseClick(unlock.open_button, LEFT)
    qtbot.waitUntil(unlock.isEnabled, timeout=SLOW)
    assert "does not open this file" in unlock.state.text()
    assert unlock.fields.height() >= unlock.fields.minimumSizeHint().height()
    assert unlock.state.height() >= unlock.state.heightForWidth(unlock.state.width())
    unlock.fields.first.clear()
    QTest.keyClicks(unlock.fields.first, SECRET)
    QTest.keyClick(unlock.fields.first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: named.desk.plan is not None, timeout=SLOW)
    assert named.library.plans()[0].id == plan.id
    assert inbox(named.library, plan.id)[0].file_name == "sealed.istmo"


def test_a_plan_is_sealed_for_a_contact_who_sees_what_is_new(
    named: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    contact, key = partner(named)
    keep_contact(named.library, Contact(name="Without a key", signing_key="ab" * 32))
    plan = named.desk.plan
    assert plan is not None
    commands.export_plan_file(named.window)
    dialog = visible(named, ShareDialog)
    QTest.mouseClick(dialog.seals[CONTACTS], LEFT)
    assert "Tick at least one contact" in dialog.state.text()
    first, second = dialog.people.item(0), dialog.people.item(1)
    assert not second.flags()
    first.setCheckState(Qt.CheckState.Checked)
    assert dialog.news.toPlainText() == "Ana Núñez has not seen this plan yet."
    QTest.mouseClick(dialog.go_button, LEFT)
    choose(named, "export-plan-file", tmp_path / "for-ana.istmo")
    qtbot.waitUntil(lambda: bool(outbox(named.library, plan.id)), timeout=SLOW)
    assert outbox(named.library, plan.id)[0].contact_id == contact.id
    assert read_plan_file(tmp_path / "for-ana.istmo", key).plan_id == plan.id
    with plan.edit("Reword"):
        plan.row.code = "NEW-1"
    commands.export_plan_file(named.window)
    again = visible(named, ShareDialog)
    assert again.chosen()[0].id == contact.id
    assert again.news.toPlainText().startswith("1 change since Ana Núñez last saw it.\n")


def test_a_release_copy_says_what_it_is(named: Application, tmp_path: Path, qtbot: QtBot) -> None:
    plan = named.desk.plan
    assert plan is not None
    commands.export_plan_file(named.window)
    dialog = visible(named, ShareDialog)
    dialog.audience.setCurrentIndex(dialog.audience.findData(PLAYERS))
    assert "cannot be merged" in dialog.about.text()
    QTest.mouseClick(dialog.go_button, LEFT)
    path = tmp_path / "players.istmo"
    choose(named, "export-plan-file", path)
    qtbot.waitUntil(lambda: bool(outbox(named.library, plan.id)), timeout=SLOW)
    open_path(named.desk, path, named.window)
    box = box_of(named, "release-copy")
    assert "release copy" in box.text()
    press(box, "Open")
    opened = named.desk.plan
    assert opened is not None
    assert opened.row.name.en == "Port security tabletop 2027 (for players)"
    assert len(named.library.plans()) == 2


def test_a_new_signer_is_kept_and_known_then_changed(named: Application, tmp_path: Path) -> None:
    ana, stranger = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    first = signed_by(named, tmp_path / "first.istmo", ana)
    other = signed_by(named, tmp_path / "other.istmo", stranger)
    forget_plan(named)
    open_path(named.desk, first, named.window)
    box = box_of(named, "signer")
    assert "whose key is new here" in box.text()
    press(box, "Open and keep as a contact")
    assert [contact.signs_as for contact in contacts(named.library)] == ["Ana Núñez (SENAN)"]
    assert named.desk.plan is not None
    letter = inbox(named.library, named.desk.plan.id)[0]
    assert letter.contact_id == contacts(named.library)[0].id
    forget_plan(named)
    QApplication.processEvents()
    open_path(named.desk, other, named.window)
    changed = next(b for b in named.window.findChildren(QMessageBox, "signer") if b.isVisible())
    assert "a different key than before" in changed.text()
    QTest.keyClick(changed, Qt.Key.Key_Escape)
    assert named.library.plans() == []
    open_path(named.desk, other, named.window)
    again = next(b for b in named.window.findChildren(QMessageBox, "signer") if b.isVisible())
    press(again, "Open and accept the new key")
    public = stranger.public_key().public_bytes_raw().hex()
    assert contacts(named.library)[0].signing_key == public
    assert named.desk.plan is not None
    forget_plan(named)
    heard: list[str] = []
    named.desk.told.connect(heard.append)
    open_path(named.desk, other, named.window)
    assert heard[-1].endswith("with the same key as before.")


def test_a_signed_release_copy_from_a_new_signer_says_both(
    named: Application, tmp_path: Path
) -> None:
    path = signed_by(named, tmp_path / "p.istmo", Ed25519PrivateKey.generate(), PLAYERS)
    open_path(named.desk, path, named.window)
    box = box_of(named, "signer")
    assert "release copy" in box.informativeText()
    press(box, "Open only")
    assert contacts(named.library) == []
    assert len(named.library.plans()) == 2


def test_a_plan_is_signed_with_the_own_keys(
    named: Application, tmp_path: Path, keys_path: Path, qtbot: QtBot
) -> None:
    public = keys_module.make_keys(keys_path, SECRET).public
    signed = tmp_path / "signed.istmo"
    commands.export_plan_file(named.window)
    sharing = visible(named, ShareDialog)
    QTest.keyClick(sharing.sign, Qt.Key.Key_Space)
    assert "to sign" in sharing.state.text()
    QTest.keyClicks(sharing.key_passphrase.first, SECRET)
    QTest.mouseClick(sharing.go_button, LEFT)
    choose(named, "export-plan-file", signed)
    qtbot.waitUntil(signed.is_file, timeout=SLOW)
    signature = read_plan_file(signed).signature
    assert signature is not None
    assert (signature.public_key, signature.name) == (public.signing, "Cdr. Reed (USCG)")


@pytest.mark.parametrize("height", [600, 728])
def test_sharing_fits_low_screens_and_keeps_its_buttons(
    named: Application, keys_path: Path, monkeypatch: pytest.MonkeyPatch, height: int
) -> None:
    keys_module.make_keys(keys_path, SECRET)
    contact, _key = partner(named)
    plan = named.desk.plan
    assert plan is not None
    note_departure(plan, Path("first.istmo"), Letter(receivers=(contact,)))
    with plan.edit("Reword"):
        plan.row.code = "NEW-1"
    screen = QRect(0, 0, 1366, height)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: screen)
    commands.export_plan_file(named.window)
    dialog = visible(named, ShareDialog)
    dialog.move(300, 200)
    QTest.mouseClick(dialog.seals[CONTACTS], LEFT)
    dialog.people.item(0).setCheckState(Qt.CheckState.Checked)
    for choice in (dialog.cover, dialog.sign):
        choice.setFocus()
        QTest.keyClick(choice, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert dialog.frameGeometry().bottom() <= screen.bottom()
    for part in (dialog.buttons, dialog.key_passphrase):
        assert not part.visibleRegion().isEmpty()
        assert part.visibleRegion().boundingRect() == part.rect()
    needed = dialog.findChild(QScrollArea)
    assert isinstance(needed, QScrollArea)
    assert bool(needed.verticalScrollBar().maximum()) is (height == 600)


def test_tab_goes_down_the_questions_of_sharing(named: Application) -> None:
    contact, _key = partner(named)
    commands.export_plan_file(named.window)
    dialog = visible(named, ShareDialog)
    QApplication.processEvents()
    QTest.mouseClick(dialog.seals[CONTACTS], LEFT)
    dialog.people.item(0).setCheckState(Qt.CheckState.Checked)
    assert dialog.chosen()[0].id == contact.id
    reached: list[QWidget | None] = []
    for _step in range(4):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [dialog.contacts_button, dialog.people, dialog.news, dialog.go_button]


def test_sharing_leads_to_the_partners(named: Application) -> None:
    commands.export_plan_file(named.window)
    dialog = visible(named, ShareDialog)
    QTest.mouseClick(dialog.contacts_button, LEFT)
    assert not dialog.isVisible()
    assert named.window.section == PARTNERS
    assert named.desk.plan is not None


def test_a_file_for_own_keys_is_told_when_there_are_none(
    named: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    contact, _key = partner(named)
    plan = named.desk.plan
    assert plan is not None
    path = tmp_path / "sealed.istmo"
    export_plan(plan, path, author="", lock=Lock(recipients=(contact.age_key,)))
    open_path(named.desk, path, named.window)
    unlock = visible(named, UnlockDialog)
    QTest.keyClicks(unlock.fields.first, SECRET)
    QTest.mouseClick(unlock.open_button, LEFT)
    qtbot.waitUntil(unlock.isEnabled, timeout=SLOW)
    assert "no keys of your own" in unlock.state.text()

"""The page of partners: cards, keys, digits, outbox and inbox, by mouse and by keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db.correspondence import (
    Contact,
    contacts,
    keep_contact,
    last_seen_by,
    note_received,
    note_sent,
    outbox,
)
from db.library import PROFILE
from db.tables import Objective
from desktop.app import Application
from desktop.exchange.plan_file import read_plan_file
from desktop.exchange.seal.contact_card import card_of, digits_of
from desktop.exchange.seal.own_keys import make_keys, public_keys, unlocked_keys
from desktop.exchange.seal.post import Letter
from desktop.exchange.seal.refusals import WrongKeyPassphrase
from desktop.planning.version import version_of
from desktop.ui.background import finish_jobs
from desktop.ui.desk import Place
from desktop.ui.palette import Palette
from desktop.ui.partners import own_card, partners_page
from desktop.ui.partners.news_dialog import NewsDialog
from desktop.ui.partners.partners_page import CONTACTS, LETTERS, PartnersPage
from desktop.ui.partners.plain_table import LEAST_STRETCHED
from desktop.ui.sections import LIBRARY, PARTNERS
from desktop.ui.sharing.own_keys_dialog import ChangePassphraseDialog, OwnKeysDialog
from desktop.ui.sharing.sending import send
from tests.exchange import quick_age

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
SECRET, OTHER = "canal seco y lluvia", "mangle rojo y sal"
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
    for module in (own_card, partners_page):
        monkeypatch.setattr(module, "keys_path", lambda: path)
    return path


def page_of(application: Application) -> PartnersPage:
    """Go to the page by its button in the sidebar and return it."""
    QApplication.processEvents()
    QTest.mouseClick(application.window.sidebar.button(PARTNERS), LEFT)
    page = application.window.page(PARTNERS)
    assert isinstance(page, PartnersPage)
    assert page.isVisible()
    return page


def visible(parent: QWidget, kind: type[W]) -> W:
    return next(one for one in parent.findChildren(kind) if one.isVisible())


def choose(page: PartnersPage, name: str, path: Path) -> None:
    """Type a path into the file dialog that is shown and press Enter."""
    dialogs = page.findChildren(QFileDialog, name)
    line = next(d for d in dialogs if d.isVisible()).findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def card(name: str, organization: str = "SENAN", email: str = "") -> Contact:
    """Return somebody with keys of their own."""
    age = str(pyrage.x25519.Identity.generate().to_public())
    signing = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    return Contact(
        name=name, organization=organization, email=email, age_key=age, signing_key=signing
    )


def written(contact: Contact, path: Path) -> Path:
    path.write_text(card_of(contact), encoding="utf-8")
    return path


def words_of(panel: QWidget) -> str:
    """Return all that an inspector says."""
    QApplication.processEvents()
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels)


def post(application: Application, contact_ids: list[int], file_name: str = "plan.istmo") -> None:
    plan = application.desk.plan
    assert plan is not None
    facts = {"file_name": file_name, "audience": "planners", "code": "7K3M-Q2XA"}
    note_sent(application.library, plan.id, contact_ids, plan.row.vector, **facts)


def action_of(page: PartnersPage, text: str) -> QAction:
    return next(action for action in page.commands if action.text() == text)


def test_the_page_is_reached_from_everywhere(application: Application, qtbot: QtBot) -> None:
    window = application.window
    page = page_of(application)
    assert application.desk.plan is None
    assert page.contacts.empty.isVisible()
    assert not page.contacts.table.isVisible()
    window.go(Place(LIBRARY))
    QTest.keyClick(
        window,
        Qt.Key.Key_P,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert window.section == PARTNERS
    window.go(Place(LIBRARY))
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = visible(window, Palette)
    QTest.keyClicks(palette.words, "partners")
    QTest.keyClick(palette.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.section == PARTNERS)
    assert window.sidebar.button(PARTNERS).isChecked()
    application.change_language("es")
    assert window.section == PARTNERS
    assert window.page(PARTNERS).accessibleName() == "Contrapartes"


def test_what_is_typed_on_the_own_card_is_kept(planned: Application, qtbot: QtBot) -> None:
    library = planned.library
    library.set_setting(PROFILE, {"name": "Reed", "organization": "USCG", "email": "r@old.org"})
    lines = page_of(planned).contacts.card.lines
    lines["email"].setFocus()
    lines["email"].selectAll()
    QTest.keyClicks(lines["email"], "reed@example.org")
    qtbot.waitUntil(lambda: library.setting(PROFILE)["email"] == "reed@example.org")
    lines["name"].setFocus()
    lines["name"].selectAll()
    QTest.keyClicks(lines["name"], "Cdr.  Reed ")
    QTest.keyClick(lines["name"], Qt.Key.Key_Tab)
    assert library.setting(PROFILE)["name"] == "Cdr. Reed"
    assert library.author == "Cdr. Reed (USCG)"
    lines["organization"].selectAll()
    QTest.keyClicks(lines["organization"], "USN")
    planned.desk.settle()
    assert library.setting(PROFILE)["organization"] == "USN"


def test_a_page_that_is_hidden_does_not_write_what_it_once_showed(planned: Application) -> None:
    page_of(planned)
    planned.window.go(Place(LIBRARY))
    planned.library.set_setting(PROFILE, {"name": "Ana"})
    planned.change_language("es")
    assert planned.library.setting(PROFILE) == {"name": "Ana"}
    assert page_of(planned).contacts.card.lines["name"].text() == "Ana"


def test_keys_are_made_and_the_card_goes_out(
    application: Application, tmp_path: Path, keys_path: Path, qtbot: QtBot
) -> None:
    page = page_of(application)
    own = page.contacts.card
    assert not own.save_button.isVisible()
    QTest.mouseClick(own.make_button, LEFT)
    making = visible(page, OwnKeysDialog)
    QTest.keyClicks(making.fields.first, "short")
    assert "at least" in making.state.text()
    making.fields.empty()
    for line in (making.fields.first, making.fields.again):
        QTest.keyClicks(line, SECRET)
    QTest.keyClick(making.fields.shown, Qt.Key.Key_Space)
    assert making.fields.again.echoMode() is QLineEdit.EchoMode.Normal
    QTest.mouseClick(making.make_button, LEFT)
    qtbot.waitUntil(own.save_button.isVisible, timeout=SLOW)
    assert not own.save_button.isEnabled()
    QTest.keyClicks(own.lines["name"], "Cdr. Reed")
    QTest.keyClick(own.lines["name"], Qt.Key.Key_Return)
    qtbot.waitUntil(own.save_button.isEnabled)
    keys = public_keys(keys_path)
    assert keys is not None
    me = Contact(age_key=keys.age, signing_key=keys.signing)
    assert own.digits.text() == f"My digits: {digits_of(me)}"
    assert own.signature.text().endswith(digits_of(Contact(signing_key=keys.signing)))
    QTest.mouseClick(own.save_button, LEFT)
    choose(page, "save-card", tmp_path / "me.txt")
    assert "Name: Cdr. Reed" in (tmp_path / "me.txt").read_text()


def test_the_passphrase_of_the_keys_is_changed(
    application: Application, keys_path: Path, qtbot: QtBot
) -> None:
    keys = make_keys(keys_path, SECRET)
    page = page_of(application)
    QTest.mouseClick(page.contacts.card.passphrase_button, LEFT)
    dialog = visible(page, ChangePassphraseDialog)
    QTest.keyClicks(dialog.old.first, "not the passphrase")
    for line in (dialog.fields.first, dialog.fields.again):
        QTest.keyClicks(line, OTHER)
    QTest.mouseClick(dialog.make_button, LEFT)
    qtbot.waitUntil(dialog.isEnabled, timeout=SLOW)
    assert "does not open your own keys" in dialog.state.text()
    dialog.old.first.clear()
    assert not dialog.make_button.isEnabled()
    QTest.keyClicks(dialog.old.first, SECRET)
    with qtbot.waitSignal(dialog.accepted, timeout=SLOW):
        QTest.keyClick(dialog.fields.again, Qt.Key.Key_Return)
    assert unlocked_keys(keys_path, OTHER).public == keys.public
    with pytest.raises(WrongKeyPassphrase):
        unlocked_keys(keys_path, SECRET)


def test_damaged_keys_are_told_on_the_card(application: Application, keys_path: Path) -> None:
    keys_path.parent.mkdir()
    keys_path.write_text("{")
    own = page_of(application).contacts.card
    assert "damaged" in own.state.text()
    assert not own.make_button.isVisible()


def test_a_card_is_read_in_compared_and_brought_up_to_date(
    application: Application, tmp_path: Path
) -> None:
    page = page_of(application)
    ana = card("Ana Núñez")
    QTest.mouseClick(page.contacts.empty.findChildren(QPushButton)[0], LEFT)
    choose(page, "read-card", written(ana, tmp_path / "ana.txt"))
    panel = page.contacts.inspector
    said = words_of(panel)
    assert "Ana Núñez" in said
    shown = [group for group in said.split() if re.fullmatch("[0-9]{5}", group)]
    assert " ".join(shown[:6]) == digits_of(ana)
    assert page.contacts.model.index(0, 3).data() == "not yet"
    assert panel.match_button is not None
    told: list[str] = []
    application.desk.told.connect(told.append)
    QTest.mouseClick(panel.match_button, LEFT)
    assert told == [f"The digits of {ana.signs_as} are compared."]
    assert contacts(application.library)[0].verified
    assert page.contacts.model.index(0, 3).data() == "yes"
    assert "the digits are the same" in words_of(panel)
    ana.email = "ana@example.org"
    QTest.mouseClick(page.add_button, LEFT)
    choose(page, "read-card", written(ana, tmp_path / "ana.txt"))
    (kept,) = contacts(application.library)
    assert (kept.email, kept.verified) == ("ana@example.org", True)
    assert panel.match_button is not None
    QTest.mouseClick(panel.match_button, LEFT)
    assert not contacts(application.library)[0].verified
    action_of(page, "The digits match").trigger()
    assert contacts(application.library)[0].verified


def test_a_card_with_other_keys_is_asked_about(application: Application, tmp_path: Path) -> None:
    library = application.library
    first = keep_contact(library, card("Ana"))
    first.verified = True
    keep_contact(library, first)
    old = first.signing_key
    page = page_of(application)
    other = card("Ana")
    path = written(other, tmp_path / "ana.txt")

    def asked(text: str) -> None:
        action_of(page, "Add from card…").trigger()
        choose(page, "read-card", path)
        box = next(b for b in page.findChildren(QMessageBox, "other-keys") if b.isVisible())
        assert digits_of(other) in box.informativeText()
        button = next(b for b in box.buttons() if b.text().replace("&", "") == text)
        assert isinstance(button, QPushButton)
        QTest.mouseClick(button, LEFT)
        QApplication.processEvents()

    asked("Do not add it")
    assert [one.signing_key for one in contacts(library)] == [old]
    asked("Replace the keys")
    (kept,) = contacts(library)
    assert (kept.id, kept.signing_key, kept.verified) == (first.id, other.signing_key, False)
    other = card("Ana")
    path = written(other, tmp_path / "ana.txt")
    asked("Keep as another contact")
    assert len(contacts(library)) == 2


@pytest.mark.parametrize("known", ["age_key", "signing_key"])
def test_a_card_that_would_replace_one_key_is_asked_about(
    application: Application, tmp_path: Path, known: str
) -> None:
    library = application.library
    ana = keep_contact(library, card("Ana"))
    ana.verified = True
    keep_contact(library, ana)
    before = (ana.age_key, ana.signing_key, True)
    page = page_of(application)
    # Public keys are no secret: anybody can put one of hers on a card beside one of theirs.
    forged = card("Ana Núñez")
    setattr(forged, known, getattr(ana, known))
    QTest.mouseClick(page.add_button, LEFT)
    choose(page, "read-card", written(forged, tmp_path / "forged.txt"))
    box = visible(page, QMessageBox)
    assert digits_of(forged) in box.informativeText()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    (kept,) = contacts(library)
    assert (kept.age_key, kept.signing_key, kept.verified) == before


def test_a_card_adds_the_key_that_a_contact_lacks(application: Application, tmp_path: Path) -> None:
    library = application.library
    whole = card("Ana")
    ana = keep_contact(library, Contact(name="Ana", signing_key=whole.signing_key))
    page = page_of(application)
    QTest.mouseClick(page.add_button, LEFT)
    choose(page, "read-card", written(whole, tmp_path / "ana.txt"))
    (kept,) = contacts(library)
    assert (kept.id, kept.age_key) == (ana.id, whole.age_key)


def test_a_bad_card_is_told(application: Application, tmp_path: Path) -> None:
    page = page_of(application)
    (tmp_path / "bad.txt").write_text("no card")
    apologies: list[str] = []
    application.desk.apologized.connect(apologies.append)
    assert not page.add_button.isVisible()
    action_of(page, "Add from card…").trigger()
    choose(page, "read-card", tmp_path / "bad.txt")
    assert "not a contact card" in apologies[-1]
    assert contacts(application.library) == []


def test_a_contact_is_removed_and_brought_back(planned: Application) -> None:
    library = planned.library
    ana = keep_contact(library, card("Ana"))
    post(planned, [ana.id])
    page = page_of(planned)
    page.contacts.table.setFocus()
    QTest.keyClick(page.contacts.table, Qt.Key.Key_Delete)
    assert contacts(library) == []
    assert page.contacts.empty.isVisible()
    # Somebody new does not inherit what went to somebody removed.
    ben = keep_contact(library, card("Ben"))
    plan = planned.desk.plan
    assert plan is not None
    assert last_seen_by(library, plan.id, ben.id) is None
    QTest.mouseClick(page.contacts.bring_back_button, LEFT)
    assert [one.name for one in contacts(library)] == ["Ana", "Ben"]
    assert page.contacts.current() is not None
    assert "plan.istmo" in words_of(page.contacts.inspector)
    assert not page.contacts.removed_bar.isVisible()


def test_the_outbox_keeps_the_state_that_the_file_holds(
    planned: Application, tmp_path: Path
) -> None:
    desk, plan, path = planned.desk, planned.desk.plan, tmp_path / "plan.istmo"
    assert plan is not None
    send(desk, path, Letter(), "")
    finish_jobs()
    # The file is whole, and the window has not heard of it yet.
    with plan.edit("Reword"):
        plan.rows(Objective)[0].statement_en = "Reworded"
    QApplication.processEvents()
    [letter] = outbox(planned.library, plan.id)
    assert letter.vector == read_plan_file(path).vector
    assert letter.code != version_of(plan).code


def test_a_contact_without_letters_comes_back_beside_one_added_since(
    application: Application,
) -> None:
    library = application.library
    keep_contact(library, card("Ana"))
    page = page_of(application)
    page.contacts.table.setFocus()
    QTest.keyClick(page.contacts.table, Qt.Key.Key_Delete)
    keep_contact(library, card("Ben"))
    QTest.mouseClick(page.contacts.bring_back_button, LEFT)
    assert [one.name for one in contacts(library)] == ["Ana", "Ben"]


def test_what_is_new_to_a_contact_is_counted_and_listed(planned: Application, qtbot: QtBot) -> None:
    library, plan = planned.library, planned.desk.plan
    assert plan is not None
    ana, ben = keep_contact(library, card("Ana")), keep_contact(library, card("Ben"))
    post(planned, [ana.id])
    with plan.edit("Reword"):
        for objective in plan.rows(Objective)[:2]:
            objective.statement_en = "Reworded"
    post(planned, [ben.id], "later.istmo")
    page = page_of(planned)
    panel = page.contacts.inspector
    assert page.contacts.current() is not None
    button = panel.news_buttons[plan.id]
    qtbot.waitUntil(button.isEnabled)
    assert button.text() == "2 changes since they saw it"
    assert "→" in words_of(panel)
    assert "7K3M-Q2XA" in words_of(panel)
    QTest.keyClick(page.contacts.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: panel.news_buttons[plan.id].text() == "They have seen it as it is now")
    assert not panel.news_buttons[plan.id].isEnabled()
    QTest.keyClick(page.contacts.table, Qt.Key.Key_Up)
    qtbot.waitUntil(panel.news_buttons[plan.id].isEnabled)
    panel.news_buttons[plan.id].setFocus()
    QTest.keyClick(panel.news_buttons[plan.id], Qt.Key.Key_Space)
    dialog = visible(planned.window, NewsDialog)
    assert dialog.list.count() == 2
    assert "changed in statement" in dialog.list.item(0).text()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: planned.window.section == "objectives")


def test_outbox_and_inbox_are_filtered_as_one_types(planned: Application, qtbot: QtBot) -> None:
    library, plan = planned.library, planned.desk.plan
    assert plan is not None
    page = page_of(planned)
    page.tabs.setCurrentIndex(LETTERS)
    assert page.letters.empty.isVisible()
    assert not page.letters.filters.isVisible()
    ana = keep_contact(library, card("Ana Núñez"))
    post(planned, [ana.id], "one.istmo")
    post(planned, [], "two.istmo")
    note_received(
        library,
        plan.id,
        None,
        plan.row.vector,
        file_name="three.istmo",
        sender="Ben",
        audience="players",
    )
    planned.desk.posted.emit()
    model = page.letters.model

    def files() -> list[str]:
        return [model.index(row, 3).data() for row in range(model.rowCount())]

    assert files() == ["three.istmo", "two.istmo", "one.istmo"]
    assert [model.index(row, 1).data() for row in range(3)] == [
        "Ben",
        "nobody in particular",
        "Ana Núñez (SENAN)",
    ]
    way = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert way == "Received: Ben"
    assert model.index(0, 5).data() == "Players"
    action_of(page, "Filter letters").trigger()
    QTest.keyClicks(page.letters.search, "nunez")
    assert files() == ["one.istmo"]
    assert "Sent to Ana Núñez (SENAN)" in words_of(page.letters.inspector)
    news = page.letters.inspector.news_button
    assert news is not None
    qtbot.waitUntil(lambda: news.text() == "No change since then")
    QTest.keyClick(page.letters.search, Qt.Key.Key_Return)
    QTest.keyClick(page.letters.table, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == CONTACTS
    current = page.contacts.current()
    assert current is not None
    assert current.id == ana.id
    QTest.keyClick(page.contacts.table, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == LETTERS
    assert page.letters.search.text() == "Ana Núñez (SENAN)"
    page.letters.search.setText("nothing is called this")
    assert page.letters.none.isVisible()
    page.letters.search.clear()
    page.letters.ways.setCurrentIndex(2)
    assert files() == ["three.istmo"]


def test_many_letters_of_a_contact_lead_to_the_outbox(planned: Application) -> None:
    ana = keep_contact(planned.library, card("Ana"))
    for number in range(30):
        post(planned, [ana.id], f"{number}.istmo")
    page = page_of(planned)
    more = [
        button
        for button in page.contacts.inspector.findChildren(QPushButton)
        if button.text() == "Show all 30"
    ]
    QTest.mouseClick(more[0], LEFT)
    assert page.tabs.currentIndex() == LETTERS
    assert page.letters.model.rowCount() == 30


def test_what_is_shared_meanwhile_is_shown_at_once(planned: Application) -> None:
    page = page_of(planned)
    page.tabs.setCurrentIndex(LETTERS)
    plan = planned.desk.plan
    assert plan is not None
    post(planned, [])
    planned.desk.posted.emit()
    assert page.letters.model.rowCount() == len(outbox(planned.library, plan.id)) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_clipped(application: Application, language: str) -> None:
    keep_contact(application.library, card("Mayor Ricardo Peralta Villalobos", "SENAFRONT"))
    application.change_language(language)
    page = page_of(application)
    application.window.resize(1366, 768)
    QApplication.processEvents()
    for button in (
        *page.findChildren(QPushButton),
        *page.contacts.inspector.findChildren(QPushButton),
    ):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
    for table in (page.contacts.table, page.letters.table):
        heading, model = table.horizontalHeader(), table.model()
        for column in range(model.columnCount()):
            room = heading.sectionSizeHint(column)
            assert table.columnWidth(column) >= room, model.headerData(
                column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole
            )
    assert not [one for one in page.findChildren(QDialog) if one.isVisible()]


def test_small_windows_show_the_digits_and_the_name_whole(
    application: Application, keys_path: Path
) -> None:
    make_keys(keys_path, SECRET)
    keep_contact(application.library, card("Mayor Peralta", "SENAFRONT"))
    application.change_language("es")
    page = page_of(application)
    application.window.resize(911, 512)
    QApplication.processEvents()
    for label in (page.contacts.card.digits, page.contacts.card.signature):
        assert label.height() >= label.heightForWidth(label.width())
    assert page.contacts.table.columnWidth(0) >= LEAST_STRETCHED
    application.window.resize(1600, 768)
    QApplication.processEvents()
    table = page.contacts.table
    assert table.horizontalHeader().length() == table.viewport().width()

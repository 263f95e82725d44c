"""Who signed a file is said wherever a file is looked at: opened, merged, compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from db.correspondence import Contact, contacts, keep_contact
from db.library import Library
from db.text import Text
from desktop.app import Application
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from desktop.exchange.seal.signature import Signer
from desktop.ui.library.plan_file_dialogs import open_path
from desktop.ui.merge import opening, two_files
from desktop.ui.merge.compare_dialog import CompareDialog
from desktop.ui.merge.merge_dialog import MergeDialog
from desktop.ui.merge.opening import compare_with_file
from desktop.ui.merge.two_files import compare_files
from desktop.ui.sharing import signer_box
from desktop.ui.sharing.signer_note import SignerNote

LEFT = Qt.MouseButton.LeftButton
NAME = "Ana Núñez (SENAN)"


@pytest.fixture(autouse=True)
def keys_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the keys of a test away from those of whoever runs it."""
    path = tmp_path / "profile" / "keys.json"
    for module in (signer_box, opening, two_files):
        monkeypatch.setattr(module, "keys_path", lambda: path)
    return path


@pytest.fixture
def ana() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def known(application: Application, key: Ed25519PrivateKey, *, verified: bool = False) -> Contact:
    public = key.public_key().public_bytes_raw().hex()
    contact = Contact(name="Ana Núñez", organization="SENAN", signing_key=public)
    contact.verified = verified
    return keep_contact(application.library, contact)


def received(
    application: Application, path: Path, key: Ed25519PrivateKey | None, words: str = "Hers"
) -> Path:
    """Return the open plan as a file in which a partner has changed the name."""
    plan = application.desk.plan
    assert plan is not None
    export_plan(plan, path, author="")
    library = Library.in_memory()
    theirs = open_plan_file(library, read_plan_file(path))
    with theirs.edit("Rename"):
        theirs.row.name = Text(words, words)
    export_plan(theirs, path, author=NAME, signer=Signer(key, NAME) if key else None)
    library.close()
    return path


def boxes(application: Application) -> list[QMessageBox]:
    return [box for box in application.window.findChildren(QMessageBox) if box.isVisible()]


def press(application: Application, text: str) -> None:
    box = boxes(application)[-1]
    button = next(b for b in box.buttons() if b.text().replace("&", "") == text)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)
    QApplication.processEvents()


def merging(application: Application, path: Path, *answers: str) -> MergeDialog:
    open_path(application.desk, path, application.window)
    for answer in (*answers, "Review and merge"):
        press(application, answer)
    dialogs = application.window.findChildren(MergeDialog)
    return next(dialog for dialog in dialogs if dialog.isVisible())


@pytest.mark.parametrize(
    ("verified", "said"),
    [(False, "with the same key as before."), (True, "whose key you have verified.")],
)
def test_a_merge_says_that_the_signer_is_known(
    planned: Application, tmp_path: Path, ana: Ed25519PrivateKey, *, verified: bool, said: str
) -> None:
    known(planned, ana, verified=verified)
    dialog = merging(planned, received(planned, tmp_path / "a.istmo", ana))
    assert dialog.signer.words.text().endswith(said)
    assert dialog.signer.stop_button is None
    assert dialog.signer.isVisible()


def test_a_merge_of_an_unsigned_file_says_so_calmly(planned: Application, tmp_path: Path) -> None:
    dialog = merging(planned, received(planned, tmp_path / "a.istmo", None))
    assert dialog.signer.words.text().startswith("Not signed,")
    assert dialog.signer.words.property("role") == "quiet"
    assert dialog.signer.stop_button is None


def test_a_merge_from_a_new_signer_tells_the_digits(
    planned: Application, tmp_path: Path, ana: Ed25519PrivateKey
) -> None:
    path = received(planned, tmp_path / "a.istmo", ana)
    dialog = merging(planned, path, "Open only")
    assert "whose key is new here" in dialog.signer.words.text()
    assert contacts(planned.library) == []


def test_a_changed_key_can_be_stopped_at_each_step(
    planned: Application, tmp_path: Path, ana: Ed25519PrivateKey
) -> None:
    contact = known(planned, Ed25519PrivateKey.generate(), verified=True)
    path = received(planned, tmp_path / "a.istmo", ana)
    plan = planned.desk.plan
    assert plan is not None
    before = replace(plan.row.name)
    open_path(planned.desk, path, planned.window)
    (box,) = boxes(planned)
    assert "a different key than before" in box.text()
    assert box.defaultButton().text() == "Do not open it"
    QTest.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert boxes(planned) == []
    dialog = merging(planned, path, "Open only")
    assert "a different key than before" in dialog.signer.words.text()
    assert dialog.signer.words.property("role") == "warning"
    stop = dialog.signer.stop_button
    assert stop is not None
    QTest.mouseClick(stop, LEFT)
    assert not dialog.isVisible()
    assert plan.row.name == before
    assert contacts(planned.library)[0].signing_key == contact.signing_key


def test_a_comparison_with_a_file_says_who_signed_it(
    planned: Application, tmp_path: Path, ana: Ed25519PrivateKey
) -> None:
    known(planned, ana)
    stranger = Ed25519PrivateKey.generate()
    for key, said in ((ana, "same key as before"), (stranger, "a different key than before")):
        compare_with_file(
            planned.desk, received(planned, tmp_path / "a.istmo", key), planned.window
        )
        dialogs = planned.window.findChildren(CompareDialog)
        dialog = next(one for one in dialogs if one.isVisible())
        (note,) = dialog.findChildren(SignerNote)
        assert said in note.words.text()
        if note.stop_button is not None:
            QTest.mouseClick(note.stop_button, LEFT)
            assert not dialog.isVisible()
        dialog.close()


def test_two_files_compared_each_say_who_signed_them(
    planned: Application, tmp_path: Path, ana: Ed25519PrivateKey
) -> None:
    known(planned, ana)
    paths = [
        received(planned, tmp_path / "a.istmo", ana, "One"),
        received(planned, tmp_path / "b.istmo", None, "Two"),
    ]
    compare_files(planned.desk, paths, planned.window)
    dialog = next(one for one in planned.window.findChildren(CompareDialog) if one.isVisible())
    said = sorted(note.words.text() for note in dialog.findChildren(SignerNote))
    assert said[0].startswith("a.istmo: Signed by Ana Núñez (SENAN), with the same key")
    assert said[1].startswith("b.istmo: Not signed,")
    dialog.close()


def test_opening_a_new_plan_says_who_signed_it(
    planned: Application, tmp_path: Path, ana: Ed25519PrivateKey, keys_path: Path
) -> None:
    known(planned, ana)
    signed = received(planned, tmp_path / "signed.istmo", ana)
    unsigned = received(planned, tmp_path / "unsigned.istmo", None)
    keys_path.parent.mkdir()
    # Damage to the own keys keeps nobody else's file shut.
    keys_path.write_text("{")
    heard: list[str] = []
    planned.desk.told.connect(heard.append)
    plan = planned.desk.plan
    assert plan is not None
    for path, said in ((signed, "with the same key as before."), (unsigned, "told for certain.")):
        planned.desk.close_plan()
        planned.library.bin(plan.id)
        planned.library.erase(plan.id)
        open_path(planned.desk, path, planned.window)
        assert heard[-1].startswith(f"Opened {path.name}")
        assert heard[-1].endswith(said)
    assert NAME in heard[-1]
    assert planned.window.width() == 1366

"""What is said before a plan file is opened: who signed it, and whether it is all of the plan."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop.exchange.plan_file import PlanFile
from desktop.exchange.seal.post import Opened, introduced
from desktop.exchange.seal.standing import Standing, accept_new_key, remember
from desktop.exchange.seal.words import RELEASE_COPY
from desktop.language import _
from desktop.places import keys_path
from desktop.ui.desk import Desk

Proceed = Callable[[Opened], None]


def introduce(desk: Desk, plan_file: PlanFile, parent: QWidget, proceed: Proceed) -> None:
    """Say what there is to know of a file and go on with it when the planner wishes.

    Of a file from somebody known, and of one that nobody signed, nothing is asked.
    """
    opened = _opened(desk, plan_file)
    if opened.signer.standing in {Standing.NEW, Standing.CHANGED}:
        _ask_about_signer(desk, opened, parent, proceed)
    elif plan_file.is_release_copy:
        _tell_release_copy(desk, opened, parent, proceed)
    else:
        proceed(opened)


def _opened(desk: Desk, plan_file: PlanFile) -> Opened:
    return introduced(desk.library, plan_file, keys_path())


def _ask_about_signer(desk: Desk, opened: Opened, parent: QWidget, proceed: Proceed) -> None:
    box = _box(parent, "signer", opened)
    changed = opened.signer.standing is Standing.CHANGED
    box.setWindowTitle(_("A different key than before") if changed else _("A new signer"))
    box.setText(opened.signer.sentence)
    keep = box.addButton(
        _("Open and accept the new key") if changed else _("Open and keep as a contact"),
        QMessageBox.ButtonRole.AcceptRole,
    )
    only = box.addButton(_("Open only"), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(
        _("Do not open it") if changed else _("Cancel"), QMessageBox.ButtonRole.RejectRole
    )
    box.setEscapeButton(stop)
    box.setDefaultButton(stop if changed else keep)

    def act() -> None:
        if box.clickedButton() not in {keep, only}:
            return
        with desk.attempt():
            if box.clickedButton() is keep:
                _keep(desk, opened)
            proceed(_opened(desk, opened.plan_file))

    box.finished.connect(act)
    box.open()


def _keep(desk: Desk, opened: Opened) -> None:
    signature, contact = opened.signer.signature, opened.signer.contact
    if signature is None:
        return
    if contact is None:
        remember(desk.library, signature)
    else:
        accept_new_key(desk.library, contact, signature)


def _tell_release_copy(desk: Desk, opened: Opened, parent: QWidget, proceed: Proceed) -> None:
    box = _box(parent, "release-copy", opened)
    box.setWindowTitle(_("Release copy"))
    box.setText(_(RELEASE_COPY))
    button: QPushButton = box.addButton(_("Open"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(button)

    def act() -> None:
        if box.clickedButton() is button:
            with desk.attempt():
                proceed(opened)

    box.finished.connect(act)
    box.open()


def _box(parent: QWidget, name: str, opened: Opened) -> QMessageBox:
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Information)
    if opened.plan_file.is_release_copy and name == "signer":
        box.setInformativeText(_(RELEASE_COPY))
    return box

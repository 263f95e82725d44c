"""The bin: deleted plans lie there and come back, until they are erased for good."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from db.tables import Plan
from desktop.language import N_, _
from desktop.ui.desk import Desk
from desktop.ui.library.plan_words import name_of


def move_to_bin(desk: Desk, plan_id: str) -> None:
    """Move a plan to the bin; undo, or the bin itself, brings it back."""
    desk.settle()
    with desk.attempt():
        row = desk.library.open_plan(plan_id).row
        name = name_of(row)
        with desk.library.edit(N_("Move “{plan}” to the bin"), plan=name):
            row.deleted = True
        # With a plan open, undo takes back what was done to that plan.
        told = (
            _("“{plan}” lies in the bin now. Undo, or the bin, brings it back.")
            if desk.plan is None
            else _("“{plan}” lies in the bin now, which brings it back when you wish.")
        )
        desk.tell(told.format(plan=name))


def bring_back(desk: Desk, plan_id: str) -> None:
    """Bring a plan back from the bin."""
    with desk.attempt():
        row = desk.library.open_plan(plan_id).row
        with desk.library.edit(N_("Bring “{plan}” back from the bin"), plan=name_of(row)):
            row.deleted = False
        desk.tell(_("“{plan}” is back.").format(plan=name_of(row)))


def ask_to_erase(
    desk: Desk, plans: list[Plan], parent: QWidget, when_erased: Callable[[], None]
) -> None:
    """Ask, and erase plans in the bin for good: the one act that cannot be undone."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Erase for good"))
    if len(plans) == 1:
        box.setText(_("Erase “{plan}” for good?").format(plan=name_of(plans[0])))
    else:
        box.setText(_("Erase all {count} plans in the bin for good?").format(count=len(plans)))
    box.setInformativeText(
        _(
            "The plan and its history are gone then; this is the one thing that cannot be "
            "undone. Plan files and backups made earlier still hold it."
        )
    )
    erase = box.addButton(_("Erase for good"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(_("Keep"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    ids = [plan.id for plan in plans]

    def act() -> None:
        if box.clickedButton() is erase:
            with desk.attempt():
                for plan_id in ids:
                    desk.library.erase(plan_id)
            when_erased()

    box.finished.connect(act)
    box.open()

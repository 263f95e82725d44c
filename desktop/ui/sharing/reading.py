"""Reading a plan file in the window: a sealed one asks for what opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.exchange.plan_file import PlanFile, read_plan_file
from desktop.exchange.seal.refusals import SealedFile
from desktop.ui.desk import Desk


def read_then(desk: Desk, path: Path, parent: QWidget, then: Callable[[PlanFile], object]) -> None:
    """Read a plan file and hand it to `then`, once its seal is open when it has one.

    A file that is not sound, or cannot be read, is refused with its sentence.
    """

    def go_on(plan_file: PlanFile) -> None:
        with desk.attempt():
            then(plan_file)

    with desk.attempt():
        try:
            plan_file = read_plan_file(path)
        except SealedFile as sealed:
            from desktop.ui.sharing.unlock_dialog import UnlockDialog

            dialog = UnlockDialog(path, sealed.needs, parent)
            dialog.unlocked.connect(go_on)
            dialog.open()
            return
        go_on(plan_file)

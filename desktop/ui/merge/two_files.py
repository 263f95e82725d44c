"""Two plan files compared, whether or not their plan is in the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from db.clock import joined
from db.library import Library
from desktop.exchange.change_report import told_file
from desktop.exchange.merge_compare import compare, state_of_file
from desktop.exchange.plan_file import PlanFile, open_plan_file
from desktop.exchange.seal.post import introduced
from desktop.language import _
from desktop.places import keys_path
from desktop.ui.desk import Desk
from desktop.ui.merge.compare_dialog import CompareDialog
from desktop.ui.sharing.reading import read_then
from desktop.ui.sharing.signer_note import SignerNote


def compare_files(desk: Desk, paths: Sequence[Path], parent: QWidget) -> None:
    """Show what leads from one of two plan files to the other; nothing is taken in."""
    if len(paths) != 2:
        desk.apologized.emit(_("Choose two plan files to see what changes from one to the other."))
        return
    first, second = paths

    def read_second(one: PlanFile) -> None:
        read_then(desk, second, parent, lambda other: _show(desk, *_in_order(one, other), parent))

    read_then(desk, first, parent, read_second)


def _in_order(one: PlanFile, other: PlanFile) -> tuple[PlanFile, PlanFile]:
    """Return the two with the older first, where one has seen all that is in the other."""
    older = joined([one.vector, other.vector]) == one.vector != other.vector
    return (other, one) if older else (one, other)


def _show(desk: Desk, before: PlanFile, after: PlanFile, parent: QWidget) -> None:
    comparison = compare(state_of_file(before), state_of_file(after))
    library = Library.in_memory()
    plan = open_plan_file(library, after)
    title = _("From {before} to {after}").format(before=before.name, after=after.name)
    alike = _("The two files say the same.")
    dialog = CompareDialog(plan, comparison, title, alike, parent.window())
    dialog.destroyed.connect(library.close)
    dialog.offer_report(desk, told_file(before), told_file(after))
    for plan_file in (before, after):
        signer = introduced(desk.library, plan_file, keys_path()).signer
        dialog.show_note(SignerNote(signer, dialog.reject, file=plan_file.name))
    dialog.open()

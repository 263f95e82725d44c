"""How reviews and comparisons are opened from the window."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from db.journal import Step
from db.named_versions import named_versions
from desktop.exchange.change_report import told_file, told_past, told_plan
from desktop.exchange.merge_compare import compare, state_after_step, state_of_file, state_of_plan
from desktop.exchange.plan_file import PlanFile
from desktop.exchange.seal.post import introduced
from desktop.language import _
from desktop.places import keys_path
from desktop.ui.desk import Desk
from desktop.ui.merge.compare_dialog import CompareDialog
from desktop.ui.merge.merge_dialog import MergeDialog
from desktop.ui.merge.merge_review import ReviewInHand
from desktop.ui.sharing.reading import read_then
from desktop.ui.sharing.signer_note import SignerNote


def review_and_merge(desk: Desk, plan_file: PlanFile, parent: QWidget) -> MergeDialog:
    """Show the plan of a file that is in the library, and on it what merging comes to.

    Raises what `exchange.merge.analyze` does.
    """
    desk.settle()
    review = ReviewInHand(desk.library, plan_file)
    if desk.plan is None or desk.plan.id != plan_file.plan_id:
        desk.open_plan(plan_file.plan_id)
    signer = introduced(desk.library, plan_file, keys_path()).signer
    dialog = MergeDialog(desk, review, signer, parent.window())
    dialog.open()
    return dialog


def compare_with_file(desk: Desk, path: Path, parent: QWidget) -> None:
    """Show what a plan file says that the open plan does not, and the other way round.

    A sealed one asks for what opens it.
    """
    read_then(desk, path, parent, lambda plan_file: _compare(desk, plan_file, parent))


def _compare(desk: Desk, plan_file: PlanFile, parent: QWidget) -> None:
    desk.settle()
    plan = desk.plan
    if plan is None:
        return
    comparison = compare(state_of_plan(plan), state_of_file(plan_file))
    title = _("From your plan to {file}").format(file=plan_file.name)
    alike = _("Your plan and the file say the same.")
    dialog = CompareDialog(plan, comparison, title, alike, parent.window())
    signer = introduced(desk.library, plan_file, keys_path()).signer
    dialog.show_note(SignerNote(signer, dialog.reject))
    dialog.offer_report(desk, told_plan(), told_file(plan_file))
    dialog.open()


def compare_with_now(desk: Desk, step: Step, moment: str, parent: QWidget) -> None:
    """Show what has changed since a step of the open plan's journal."""
    desk.settle()
    plan = desk.plan
    if plan is None:
        return
    comparison = compare(state_after_step(plan, step.id), state_of_plan(plan))
    title = _("What has changed since {moment}").format(moment=moment)
    alike = _("The plan says what it said then.")
    dialog = CompareDialog(plan, comparison, title, alike, parent.window())
    then = datetime.fromtimestamp(step.milliseconds / 1000, UTC)
    name = named_versions(plan).get(step.id, "")
    dialog.offer_report(desk, told_past(then, name), told_plan())
    dialog.open()

"""How reviews and comparisons are opened from the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.exchange.plan_file import PlanFile
from desktop.ui.desk import Desk
from desktop.ui.merge.merge_dialog import MergeDialog
from desktop.ui.merge.merge_review import ReviewInHand


def review_and_merge(desk: Desk, plan_file: PlanFile, parent: QWidget) -> MergeDialog:
    """Show the plan of a file that is in the library, and on it what merging comes to.

    Raises what `exchange.merge.analyze` does.
    """
    desk.settle()
    review = ReviewInHand(desk.library, plan_file)
    if desk.plan is None or desk.plan.id != plan_file.plan_id:
        desk.open_plan(plan_file.plan_id)
    dialog = MergeDialog(desk, review, parent.window())
    dialog.open()
    return dialog

"""Opening the board: one for a window, brought to the front when it is open already."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.conduct.conduct_window import ConductWindow
from desktop.ui.desk import Desk


def show_board(desk: Desk, window: QWidget) -> None:
    """Show the board of the open exercise; workshops have none."""
    if desk.plan is None or desk.plan.row.kind != "exercise":
        return
    desk.settle()
    board = window.findChild(ConductWindow)
    if board is None or board.plan is not desk.plan:
        board = ConductWindow(desk, window)
    board.show()
    board.raise_()
    board.activateWindow()

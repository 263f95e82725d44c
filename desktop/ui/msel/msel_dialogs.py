"""The dialogs that the MSEL page opens, and the conduct board; each is imported when asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.desk import Desk
from desktop.ui.schedule.selection import Selection


class MselDialogs:
    """Opens dialogs over a page, about its selection."""

    def __init__(self, desk: Desk, selection: Selection, page: QWidget) -> None:
        self._desk = desk
        self._selection = selection
        self._page = page

    def ask_move(self) -> None:
        """Ask what to move, and show first what would clash."""
        from desktop.ui.msel.move_injects_dialog import MoveInjectsDialog

        self._desk.settle()
        MoveInjectsDialog(self._desk, self._selection.ids, self._page.window()).open()

    def ask_replace(self) -> None:
        """Ask what to find and what to write in its place."""
        from desktop.ui.msel.replace_dialog import ReplaceDialog

        self._desk.settle()
        ReplaceDialog(self._desk, self._selection.ids, self._page.window()).open()

    def ask_renumber(self) -> None:
        """Show the numbers that the injects would get by time, and give them."""
        from desktop.ui.msel.renumber_dialog import RenumberDialog

        self._desk.settle()
        RenumberDialog(self._desk, self._page.window()).open()

    def edit_storylines(self) -> None:
        """Edit storylines and their events."""
        from desktop.ui.msel.storylines_dialog import StorylinesDialog

        self._desk.settle()
        StorylinesDialog(self._desk, self._page.window()).open()

    def ask_import(self) -> None:
        """Ask for a spreadsheet, and show how it will be read."""
        from desktop.ui.msel.import_dialog import ask_for_workbook

        self._desk.settle()
        ask_for_workbook(self._desk, self._page.window())

    def ask_export(self) -> None:
        """Ask where to, and write the MSEL for a spreadsheet or the schedule for a calendar."""
        from desktop.ui.msel.export_workbook import ask_where_to_write

        self._desk.settle()
        ask_where_to_write(self._desk, self._page.window())

    def conduct(self) -> None:
        """Open the board for the controller's laptop."""
        from desktop.ui.conduct.opening import show_board

        show_board(self._desk, self._page.window())

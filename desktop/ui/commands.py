"""What the menus and the palette do, each command with the dialog it needs.

Dialogs are imported when they are asked for, so that starting is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def new_plan(window: MainWindow, kind: str) -> None:
    """Ask for name, template, date and place, and make a plan."""
    from desktop.ui.library.new_plan_dialog import NewPlanDialog

    NewPlanDialog(window.desk, kind, window).open()


def open_plan_file(window: MainWindow) -> None:
    """Ask for a plan file and open it."""
    from desktop.ui.library.plan_file_dialogs import ask_for_plan_file

    ask_for_plan_file(window.desk, window)


def compare_with_file(window: MainWindow) -> None:
    """Ask for a plan file, and show how it differs from the open plan."""
    from desktop.ui.library.plan_file_dialogs import ask_for_plan_file_to_compare

    ask_for_plan_file_to_compare(window.desk, window)


def compare_two_files(window: MainWindow) -> None:
    """Ask for two plan files, and show what leads from one to the other."""
    from desktop.ui.library.plan_file_dialogs import ask_for_two_plan_files

    ask_for_two_plan_files(window.desk, window)


def export_plan_file(window: MainWindow) -> None:
    """Ask for whom, how sealed and where to, and write the open plan as a plan file."""
    from desktop.ui.library.plan_file_dialogs import ask_where_to_export

    ask_where_to_export(window.desk, window)


def duplicate_plan(window: MainWindow) -> None:
    """Make a separate copy of the open plan and open it."""
    from desktop.ui.library.plan_file_dialogs import duplicate

    duplicate(window.desk)


def bin_plan(window: MainWindow) -> None:
    """Move the open plan to the bin, from which it comes back."""
    from desktop.ui.library.bin import move_to_bin

    if window.desk.plan is not None:
        move_to_bin(window.desk, window.desk.plan.id)


def show_conduct_board(window: MainWindow) -> None:
    """Show the board on which play is conducted, or bring it to the front."""
    from desktop.ui.conduct.opening import show_board

    show_board(window.desk, window)


def show_backups(window: MainWindow) -> None:
    """Show the library's backups, any of which can be restored."""
    from desktop.ui.library.backups_dialog import BackupsDialog

    BackupsDialog(window.desk, window).open()


def ask_profile(window: MainWindow) -> None:
    """Ask who edits: name and organization."""
    from desktop.ui.profile_dialog import ProfileDialog

    ProfileDialog(window.desk, window).open()


def check_print_out(window: MainWindow) -> None:
    """Say whether a printed page is current, by its version code."""
    from desktop.ui.packet.version_dialog import VersionDialog

    VersionDialog(window.desk, window).open()


def find_in_plans(window: MainWindow) -> None:
    """Find words in all plans."""
    from desktop.ui.find_dialog import FindDialog

    FindDialog(window.desk, window).open()


def show_palette(window: MainWindow) -> None:
    """Show the command palette."""
    from desktop.ui.palette import Palette

    Palette(window).open()


def show_shortcuts(window: MainWindow) -> None:
    """Show all shortcuts."""
    from desktop.ui.shortcuts_dialog import ShortcutsDialog

    ShortcutsDialog(window).open()


def show_about(window: MainWindow) -> None:
    """Show what Istmo is, its version and its licences."""
    from desktop.ui.about_dialog import AboutDialog

    AboutDialog(window).open()

"""What can be done with a table's selection: in its context menu and the page's menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.language import N_, _
from desktop.ui.page import Page

if TYPE_CHECKING:
    from desktop.ui.tables.record_table import RecordTable


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do with a table; the grid itself listens to the keys."""

    text: str
    keys: str
    run: Callable[[RecordTable], object]
    needs: str = ""
    """What the table must be able to: add rows, or move them."""


ADDING, MOVING = "adding", "moving"
ACTS: tuple[Act, ...] = (
    Act(N_("Cut"), "Ctrl+X", lambda table: table.view.block.cut()),
    Act(N_("Copy"), "Ctrl+C", lambda table: table.view.block.copy()),
    Act(N_("Paste"), "Ctrl+V", lambda table: table.view.block.paste()),
    Act(
        N_("Paste as new rows"),
        "Ctrl+Shift+V",
        lambda table: table.view.block.paste_as_new(),
        ADDING,
    ),
    Act(N_("Clear cells"), "Del", lambda table: table.view.block.clear_cells()),
    Act(N_("Fill down"), "Ctrl+D", lambda table: table.view.block.fill_down()),
    Act(N_("Add row"), "Ins", lambda table: table.add_row(), ADDING),
    Act(N_("Remove rows"), "Ctrl+Del", lambda table: table.remove_rows()),
    Act(N_("Move up"), "Ctrl+Up", lambda table: table.view.block.shift_rows(-1), MOVING),
    Act(N_("Move down"), "Ctrl+Down", lambda table: table.view.block.shift_rows(1), MOVING),
)
LOOKS: tuple[Act, ...] = (
    Act(N_("Filter"), "Ctrl+F", lambda table: table.find_words()),
    Act(N_("Choose columns"), "", lambda table: table.choose_columns()),
    Act(N_("Compact rows"), "", lambda table: table.density_button.toggle()),
    Act(N_("Reset columns"), "", lambda table: table.look.reset()),
)


def context_menu(table: RecordTable) -> QMenu:
    """Return the menu that a right click on the table opens."""
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for act in ACTS:
        if table.is_able(act.needs):
            action = menu.addAction(_(act.text))
            action.setShortcut(QKeySequence(act.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(lambda _checked=False, act=act: act.run(table))
    return menu


def add_table_commands(page: Page, table_in_use: Callable[[], RecordTable]) -> None:
    """Add what can be done with the table in use to the page's menu and the palette."""
    for act in (*ACTS, *LOOKS):
        page.add_command(
            _(act.text),
            lambda act=act: act.run(table_in_use()),  # type: ignore[misc]
            act.keys,
            only_told=True,
        )

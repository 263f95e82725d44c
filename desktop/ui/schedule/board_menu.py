"""What a right click on a board offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.language import _

if TYPE_CHECKING:
    from desktop.ui.schedule.board import Board


def offer_acts(board: Board, at: QPoint) -> None:
    """Show the menu at a point of the screen."""
    menu = QMenu(board)
    menu.setObjectName("board-menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chosen = bool(board.selection.ids)
    acts: list[tuple[str, str, Callable[[], object], bool]] = [
        (_("New item"), "Ins", board.edits.insert_item, True),
        (_("Edit title"), "Return", board.edits.edit_title, chosen),
        (_("Move…"), "", board.move_asked.emit, True),
        (_("Remove"), "Del", board.edits.remove_selected, chosen),
    ]
    for text, keys, act, possible in acts:
        action = menu.addAction(text)
        # Only shown: the board itself listens to the keys.
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.setEnabled(possible)
        action.triggered.connect(lambda _checked=False, act=act: act())
    menu.popup(at)

"""The menu in which the columns of a table are shown and hidden."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.language import _
from desktop.ui.tables.remembered_look import RememberedLook
from desktop.ui.tables.table_view import TableView


def columns_menu(view: TableView, look: RememberedLook) -> QMenu:
    """Return the menu of the columns of `view`; what is chosen is kept in its `look`."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    visible = view.visible_columns()
    for number, column in enumerate(view.records.columns):
        action = menu.addAction(_(column.title))
        action.setCheckable(True)
        action.setChecked(number in visible)
        action.setEnabled(number not in visible or len(visible) > 1)
        action.toggled.connect(lambda shown, number=number: look.show_column(number, shown=shown))
    menu.addSeparator()
    menu.addAction(_("Reset columns")).triggered.connect(look.reset)
    return menu

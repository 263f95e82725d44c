"""Room in a dialog for words that come later, such as why something was refused."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def grow(dialog: QDialog) -> None:
    """Make a dialog as high as what it says now needs; words that wrap do not do it alone."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    needed = layout.totalHeightForWidth(dialog.width())
    dialog.resize(dialog.width(), max(dialog.height(), needed))

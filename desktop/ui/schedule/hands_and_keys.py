"""What mouse and keys do on the schedule, told by a button."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolButton, QToolTip

from desktop.language import N_, _
from desktop.ui.icons import icon_for

ACTS: tuple[tuple[str, str], ...] = (
    (N_("Drag a bar"), N_("move it, also to another lane")),
    (N_("Drag an edge"), N_("make it longer or shorter")),
    (N_("Drag or double-click an empty place"), N_("new item")),
    (N_("Ctrl or Shift with a click or a drag"), N_("select several")),
    (N_("Alt while dragging"), N_("steps of 5 minutes")),
    (N_("Esc"), N_("give the drag up")),
    (N_("Ctrl + wheel, + and -, 0"), N_("zoom, show all")),
    (N_("Shift + wheel, middle button"), N_("scroll sideways")),
    (N_("Double-click the name of a track"), N_("rename it everywhere")),
    (N_("Double-click a day"), N_("show that day")),
    (N_("Arrows"), N_("next item, next lane")),
    (N_("Alt + arrows"), N_("move in time, to another lane")),
    (N_("Shift + Alt + arrows"), N_("change the length")),
    (N_("Ins, Enter, Del"), N_("new item, edit title, remove")),
)


class HandsAndKeys(QToolButton):
    """Shows the acts when it is pointed at or pressed."""

    def __init__(self, acts: Sequence[tuple[str, str]] = ACTS) -> None:
        super().__init__()
        self.setIcon(icon_for("keyboard"))
        self.setAccessibleName(_("Mouse and keys"))
        rows = "".join(
            f"<tr><td><b>{escape(_(hand))}</b>&nbsp;&nbsp;</td><td>{escape(_(act))}</td></tr>"
            for hand, act in acts
        )
        self.setToolTip(f"<table>{rows}</table>")
        self.setAccessibleDescription("; ".join(f"{_(hand)}: {_(act)}" for hand, act in acts))
        self.clicked.connect(self._show)

    def _show(self) -> None:
        below = self.mapToGlobal(QPoint(0, self.height()))
        QToolTip.showText(below, self.toolTip(), self)

"""A stack that is as tall as the widget it shows, and no taller."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class CurrentOnly(QStackedWidget):
    """A stack for a scroll area: what is hidden in it gives no empty ground to scroll over."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Return what the widget that is shown would like."""
        shown = self.currentWidget()
        return super().sizeHint() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return what the widget that is shown needs."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        """Return the height that the widget that is shown needs at `width`."""
        shown = self.currentWidget()
        if shown is None:
            return -1
        if isinstance(shown, CurrentOnly):
            return shown.heightForWidth(width)
        layout = shown.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return (
            shown.heightForWidth(width) if shown.hasHeightForWidth() else self.sizeHint().height()
        )

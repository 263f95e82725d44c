"""The line in which an item's title is typed right where it lies."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.language import _

ROOM, MOST_ROOM, MARGIN = 240, 480, 16


class TitleEditor(QLineEdit):
    """Hands the text to `done` on Enter and when the focus leaves; Escape gives it up."""

    def __init__(
        self, parent: QWidget, area: QRect, text: str, done: Callable[[str | None], None]
    ) -> None:
        super().__init__(text, parent)
        self._home = parent
        self._done: Callable[[str | None], None] | None = done
        self.setAccessibleName(_("Title"))
        self.setObjectName("title-editor")
        height = self.sizeHint().height()
        wanted = self.fontMetrics().horizontalAdvance(text) + 2 * MARGIN
        width = max(ROOM, min(max(wanted, area.width()), MOST_ROOM))
        left = max(0, min(area.left(), parent.width() - width - 8))
        top = max(0, min(area.center().y() - height // 2, parent.height() - height))
        self.setGeometry(left, top, width, height)
        self.selectAll()
        self.show()
        self.setFocus()

    def finish(self, *, keep: bool = True) -> None:
        """Hand over what is typed (or nothing) and go away."""
        done, self._done = self._done, None
        if done is not None:
            self.hide()
            self.deleteLater()
            done(self.text() if keep else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish on Enter, give up on Escape."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.finish()
            self._home.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.finish(keep=False)
            self._home.setFocus()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish when the focus goes elsewhere."""
        super().focusOutEvent(event)
        self.finish()

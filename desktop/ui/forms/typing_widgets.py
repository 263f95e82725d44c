"""The widgets that are typed into: a line, and a box that grows with its text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

MOST_LINES = 14
FRAME = 20
UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class LineEdit(QLineEdit):
    """A line that tells when the focus comes and goes.

    With nothing of its own to take back, Ctrl+Z takes back the plan's last edit.
    """

    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textChanged.connect(lambda _text: self._tell_whole())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the whole text when pointed at, if it does not fit."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        room = self.width() - 24
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= room
        self.setToolTip("" if fits else self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus came."""
        super().focusInEvent(event)
        if _counts(event):
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went."""
        super().focusOutEvent(event)
        if _counts(event):
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when there is nothing here to take back."""
        if _is_for_window(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class ProseEdit(QPlainTextEdit):
    """A box of text as high as its text, at least `lines` lines."""

    entered = Signal()
    left = Signal()

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = int(self.document().size().height())
        shown = max(self._least, min(MOST_LINES, lines))
        height = shown * self.fontMetrics().lineSpacing() + FRAME
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height when the width changes the number of lines."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of the text."""
        return QSize(120, self.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus came."""
        super().focusInEvent(event)
        if _counts(event):
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went."""
        super().focusOutEvent(event)
        if _counts(event):
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when there is nothing here to take back."""
        document = self.document()
        if _is_for_window(event, undo=document.isUndoAvailable(), redo=document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class CalmCombo(QComboBox):
    """A drop-down that the wheel scrolls past instead of changing it by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls around the drop-down."""
        event.ignore()


def _counts(event: QFocusEvent) -> bool:
    """Return whether the focus really comes or goes: a menu only borrows it."""
    return event.reason() != Qt.FocusReason.PopupFocusReason


def _is_for_window(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Return whether a key asks to undo or redo what is not to be had here."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return (event.matches(UNDO) and not undo) or (event.matches(REDO) and not redo)

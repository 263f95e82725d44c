"""What all editors of a form share: a caption, and the way to the plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.open_plan import OpenPlan
from desktop.language import N_, _
from desktop.ui.desk import Desk

PAUSE_MILLISECONDS = 600


class FieldEditor(QWidget):
    """Edits a field of the row that the form shows.

    Subclasses override `show_value`, and `write_typed` when text can be typed into them.
    """

    def __init__(self, desk: Desk, title: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.desk = desk
        self.title = title
        self.fields = fields
        self.row: Any = None
        self._visit = 0
        self._unwritten = False
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)
        if title:
            self.caption = QLabel(_(title).upper())
            self.caption.setProperty("role", "caption")
            self.caption.setWordWrap(True)
            self.box.addWidget(self.caption)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.write_typed)

    @property
    def plan(self) -> OpenPlan:
        """The open plan."""
        assert self.desk.plan is not None  # noqa: S101 - forms stand on pages of a plan
        return self.desk.plan

    def show_row(self, row: Any) -> None:
        """Show another row, once what was typed for the former one is written."""
        self.settle()
        self.row = row
        self.complain("")
        self.show_value()

    def show_value(self) -> None:
        """Show the row's value as it stands."""

    def settle(self) -> None:
        """Write what has been typed."""
        self._pause.stop()
        if self.row is not None and self.desk.plan is not None:
            self.write_typed()

    def write_typed(self) -> None:
        """Write what has been typed, if it differs from the plan and can be understood."""

    def note_typing(self) -> None:
        """Write what is being typed once there is a pause."""
        self._pause.start()

    def is_typing(self) -> bool:
        """Return whether something typed waits for a pause."""
        return self._pause.isActive()

    def begin_visit(self) -> None:
        """Begin a new undo step: the focus came to the field."""
        self._visit += 1

    def leave(self) -> None:
        """Write what has been typed: the focus went away."""
        self.settle()
        # What the disk did not take stays in the editor.
        # The focus also leaves when the page goes away with its plan.
        if self.row is not None and self.desk.plan is not None and not self._unwritten:
            self.show_value()

    def write(self, put: Callable[[], None], *, field: str = "", together: bool = True) -> None:
        """Run `put` within an edit of the plan."""
        key = f"{self.row.id}/{field or self.title}/{self._visit}" if together else ""
        label = N_("Change “{field}”")
        self._unwritten = True
        with self.desk.attempt():
            with self.plan.edit(label, together=key, field=self.title):
                put()
            self._unwritten = False

    def complain(self, sentence: str) -> None:
        """Show what is wrong with what was typed, or nothing."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def take_focus(self, field: str) -> None:
        """Put the cursor into the editor."""
        del field
        for child in self.findChildren(QWidget):
            if child.focusPolicy() & child.focusPolicy().TabFocus and child.isVisibleTo(self):
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return

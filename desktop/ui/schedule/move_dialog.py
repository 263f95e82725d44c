"""Ask what to move and how far, and show what would move and clash before it happens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from db.open_plan import OpenPlan
from db.record import PlanRecord
from db.tables import ScheduleItem
from desktop.language import N_, _, ngettext, spoken
from desktop.planning.moments import clock_of, duration_label, parse_moment, relative
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.schedule.acts import ScheduleActs, Shift
from desktop.ui.schedule.day_names import FULL, day_name
from desktop.ui.schedule.move_words import lines_of, summary_of
from desktop.ui.schedule.moved_table import MovedTable
from desktop.ui.schedule.moving import (
    AFTER,
    SELECTED,
    STARTEX,
    Move,
    items_from,
    moved_start,
    outcome_of,
    parse_shift,
)

PAUSE_MILLISECONDS = 200
WIDTH, HEIGHT = 720, 600


class MoveDialog(QDialog):
    """Moves the selected items, everything after a moment, or STARTEX with the whole plan.

    Subclasses move the rows of another `table`, which happen at an `offset_minutes`.
    """

    table: type[PlanRecord] = ScheduleItem

    def __init__(self, desk: Desk, ids: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Move"))
        self.setObjectName("move-dialog")
        self.resize(WIDTH, HEIGHT)
        self._desk = desk
        self._ids = tuple(ids)
        self._move: Move | None = None
        self._build_choices()
        self._build_fields()
        self._build_preview()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.preview)
        self._show_scope()

    def _build_choices(self) -> None:
        plan = self._desk.plan
        count = len(self._ids)
        start = _("The opening, and the whole plan with it")
        if plan is not None and plan.row.kind != "workshop":
            start = _("STARTEX, and the whole plan with it")
        texts = {
            SELECTED: self._selected_text(count),
            AFTER: _("Everything from a moment on"),
            STARTEX: start,
        }
        self.choices = {key: QRadioButton(text) for key, text in texts.items()}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        for button in self.choices.values():
            self._group.addButton(button)
            layout.addWidget(button)
            button.toggled.connect(lambda on: self._show_scope() if on else None)
        self.choices[SELECTED].setEnabled(bool(count))
        self.choices[SELECTED if count else AFTER].setChecked(True)

    def _selected_text(self, count: int) -> str:
        text = ngettext("The selected item", "The {count} selected items", count)
        return text.format(count=count)

    def _build_fields(self) -> None:
        self.since = named(QLineEdit(), _("From this moment on"))
        self.by = named(QLineEdit(), _("How far"))
        self.to = named(QLineEdit(), _("New time"))
        self.by.setPlaceholderText(_("+1 h 30, -2 d, +45"))
        self.to.setPlaceholderText(_("D+1 09:30, 0900, 2026-01-12 07:00"))
        self.reading = QLabel()
        self.reading.setProperty("role", "quiet")
        self.trouble = QLabel()
        self.trouble.setProperty("role", "error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self._form.addRow(_("From this moment on"), self.since)
        self._form.addRow(_("How far"), self.by)
        self._form.addRow(_("or to what time"), self.to)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addSpacing(8)
            layout.addLayout(self._form)
            layout.addWidget(self.reading)
            layout.addWidget(self.trouble)
        self.since.textEdited.connect(lambda _text: self._pause.start())
        self.by.textEdited.connect(lambda _text: self._type(self.to))
        self.to.textEdited.connect(lambda _text: self._type(self.by))

    def _build_preview(self) -> None:
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setProperty("role", "section")
        self.list = self._moved_table()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.apply = self.buttons.addButton(_("Move"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addSpacing(4)
            layout.addWidget(self.summary)
            layout.addWidget(self.list, 1)
            layout.addWidget(self.buttons)

    def _moved_table(self) -> MovedTable:
        return MovedTable(_("Item"), _("Clash or holiday"))

    # What is asked.

    def scope(self) -> str:
        """Return which choice is taken."""
        return next(key for key, button in self.choices.items() if button.isChecked())

    def _show_scope(self) -> None:
        if not hasattr(self, "list"):
            return
        self._form.setRowVisible(self.since, self.scope() == AFTER)
        plan = self._desk.plan
        if plan is not None and not self.since.text():
            items: Sequence[Any] = plan.rows(self.table)
            first = items[0].offset_minutes if items else 0
            self.since.setText(relative(first, clock_of(plan.row)))
        self.by.setFocus()
        self.preview()

    def _type(self, other: QLineEdit) -> None:
        other.clear()
        self._pause.start()

    def _read(self) -> Move | None:
        """Return the move that is asked for; None when nothing is. Raises ValueError."""
        plan = self._desk.plan
        if plan is None:
            return None
        clock, scope = clock_of(plan.row), self.scope()
        ids, first = self._ids, 0
        if scope == AFTER:
            first = parse_moment(self.since.text(), clock)
            ids = self._ids_from(plan, first)
        elif scope == SELECTED:
            rows: list[Any] = [row for x in ids if (row := plan.get(self.table, x)) is not None]
            first = min((row.offset_minutes for row in rows), default=0)
        if self.by.text().strip():
            minutes = parse_shift(self.by.text())
        elif self.to.text().strip():
            minutes = parse_moment(self.to.text(), clock, day=clock.day(first)) - first
        else:
            minutes = 0
        return Move(ids, minutes, scope == STARTEX, first if scope == AFTER else None)

    # What would come of it.

    def preview(self) -> None:
        """Show what would come of what is asked."""
        self._pause.stop()
        plan = self._desk.plan
        try:
            self._move = self._read()
            trouble = ""
        except ValueError as error:
            self._move, trouble = None, str(error)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        if plan is None or self._move is None:
            self.apply.setEnabled(False)
            return
        self._show_reading(self._move)
        self._show_outcome(plan, self._move)

    def _ids_from(self, plan: OpenPlan, moment: int) -> tuple[str, ...]:
        """Return what begins at or after a moment."""
        return items_from(plan, moment)

    def _show_outcome(self, plan: OpenPlan, move: Move) -> None:
        """Show what would move and what would come of it."""
        outcome = outcome_of(self._desk.library, plan, move, self._desk.clashes)
        self.apply.setEnabled(bool(move.minutes) and bool(outcome.items or move.startex))
        self.summary.setText(summary_of(plan, move, outcome))
        self.list.show_lines(lines_of(plan, move, outcome))

    def _show_reading(self, move: Move) -> None:
        """Say the distance and, of STARTEX, the date it would come to."""
        plan = self._desk.plan
        text = ""
        if plan is not None and move.minutes:
            text = f"{'+' if move.minutes > 0 else ''}{duration_label(move.minutes)}"
            if move.startex:
                local = clock_of(plan.row).local(move.minutes)
                date = day_name(local.date(), FULL, spoken())
                text = f"{text} · {date} {local.strftime('%H:%M')}"
        self.reading.setText(text)
        self.reading.setVisible(bool(text))

    # Doing it.

    def accept(self) -> None:
        """Do it, as one undo step."""
        self.preview()
        plan, move = self._desk.plan, self._move
        if plan is None or move is None or not self.apply.isEnabled():
            return
        if move.startex:
            start = moved_start(plan.row, move.minutes)
            label = N_("Move STARTEX to {time}")
            if plan.row.kind == "workshop":
                label = N_("Move the opening to {time}")
            with self._desk.attempt(), plan.edit(label, time=start.replace("T", " ")):
                plan.row.start = start
        else:
            self._move_rows(plan, move)
        super().accept()

    def _move_rows(self, plan: OpenPlan, move: Move) -> None:
        items = [i for x in move.ids if (i := plan.get(ScheduleItem, x)) is not None]
        ScheduleActs(self._desk).shift(
            [Shift(i.id, i.offset_minutes + move.minutes, i.duration_minutes) for i in items]
        )

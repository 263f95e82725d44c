"""What one step changed, field by field, and bringing it back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from db.history import bring_back, changes_of, row_of
from db.journal import Change, Step
from db.record import Record
from db.tables import TABLE_BY_NAME
from desktop.language import N_, _, spoken
from desktop.planning.record_names import field_name, record_name, row_name, row_title
from desktop.ui.desk import Desk
from desktop.ui.menus import sentence_of

LONGEST_VALUE = 400
MOST_CHANGES = 60


class StepDetails(QWidget):
    """The inspector of the history page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._content = QWidget()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 16, 16, 16)
        self.show_step(None)

    def show_step(self, step: Step | None) -> None:
        """Show what `step` changed."""
        self._layout.removeWidget(self._content)
        self._content.hide()
        self._content.deleteLater()
        self._content = QWidget()
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        plan = self._desk.plan
        if step is None or plan is None:
            layout.addWidget(_label(_("Choose a step to see what it changed."), "quiet"))
        else:
            layout.addWidget(_label(sentence_of(step), "section"))
            if step.kind == "create":
                layout.addWidget(_label(_("The plan was made with all it holds."), "quiet"))
            else:
                self._add_changes(layout, step)
        layout.addStretch()
        self._layout.addWidget(self._content)

    def _add_changes(self, layout: QVBoxLayout, step: Step) -> None:
        plan = self._desk.plan
        changes = changes_of(plan, step, MOST_CHANGES) if plan is not None else []
        self._add_bring_back(layout, step, changes)
        for change in changes:
            layout.addWidget(self._card(change))
        if len(changes) == MOST_CHANGES:
            layout.addWidget(_label(_("There are more changes than are shown."), "quiet"))

    def _add_bring_back(self, layout: QVBoxLayout, step: Step, changes: list[Change]) -> None:
        if not changes:
            return
        button = QPushButton(_("Bring back what was before"))
        button.setToolTip(_("Takes back this step alone, as a new edit that can be undone."))
        button.clicked.connect(lambda: self._bring_back(step))
        layout.addWidget(button)

    def _bring_back(self, step: Step) -> None:
        plan = self._desk.plan
        if plan is None:
            return
        with self._desk.attempt():
            every = changes_of(plan, step, limit=-1)
            bring_back(
                plan,
                reversed(every),
                N_("Bring back what was before: {step}"),
                step=sentence_of(step),
            )
            self._desk.tell(_("Brought back."))

    def _card(self, change: Change) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        plan = self._desk.plan
        row = row_of(plan, change) if plan is not None else None
        name = row_name(row) if row is not None else record_name(change.table_name)
        layout.addWidget(_label(name.best(spoken()), "accent"))
        if change.before is None:
            layout.addWidget(_label(_("Added."), ""))
        elif change.after.get("deleted") is True:
            layout.addWidget(_label(_("Deleted."), ""))
        elif change.before.get("deleted") is True:
            layout.addWidget(_label(_("Brought back."), ""))
        else:
            self._add_fields(layout, change)
        return card

    def _add_fields(self, layout: QVBoxLayout, change: Change) -> None:
        before = change.before or {}
        for field in before:
            layout.addWidget(_label(field_name(field).best(spoken()).upper(), "caption"))
            layout.addWidget(_label(self._said(change.table_name, field, before[field]), "quiet"))
            layout.addWidget(
                _label("→ " + self._said(change.table_name, field, change.after[field]), "")
            )

    def _said(self, table_name: str, field: str, value: Any) -> str:
        if value is None or value == "":
            return _("nothing")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if field.endswith("_id"):
            other = self._referred(table_name, field, str(value))
            return row_title(other).best(spoken()) if other is not None else _("a deleted row")
        text = str(value)
        return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"

    def _referred(self, table_name: str, field: str, row_id: str) -> Record | None:
        column = TABLE_BY_NAME[table_name].__table__.columns[field]
        plan = self._desk.plan
        for link in column.foreign_keys:
            target = TABLE_BY_NAME.get(link.column.table.name)
            if target is not None and plan is not None:
                return plan.get(target, row_id)
        return None


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label

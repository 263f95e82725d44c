"""The page of objectives: the list, and below it the criteria of the selected one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from db.door import Changes
from db.open_plan import OpenPlan
from db.tables import Criterion, Objective
from desktop.language import N_, _, ngettext, spoken
from desktop.planning.objective_numbers import next_number, renumbered
from desktop.ui.desk import Desk, Place
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.icons import icon_for
from desktop.ui.objectives.objective_columns import (
    areas_of,
    criterion_columns,
    criterion_fields,
    objective_columns,
    objective_fields,
)
from desktop.ui.page import Page
from desktop.ui.tables.record_table import RecordTable
from desktop.ui.tables.table_commands import add_table_commands
from desktop.ui.theme import colors

# Ctrl+Alt is AltGr, by which many type ñ and ©.
NEW_OBJECTIVE, NEW_CRITERION = "Ctrl+Shift+A", "Ctrl+Shift+C"


class ObjectivesPage(Page):
    """Objectives and criteria as two spreadsheets; the form follows the one in use."""

    section = "objectives"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Objectives"))
        self.objective: Objective | None = None
        self._add_buttons()
        self.objectives = RecordTable(
            desk,
            Objective,
            objective_columns(),
            page="objectives",
            noun=N_("objective"),
            make=self._made_objective,
            lines=2,
            empty=_(
                "An objective says what the plan shall achieve. Focus areas, criteria and "
                "schedule items hang on it."
            ),
            add_text=_("New objective"),
        )
        self.criteria = RecordTable(
            desk,
            Criterion,
            criterion_columns(),
            page="criteria",
            noun=N_("criterion"),
            make=self._made_criterion,
            rows=self._criteria_shown,
            lines=2,
            main=False,
            empty=_("A criterion says by what the evaluator sees that the objective was met."),
            add_text=_("New criterion"),
        )
        self._criteria_title = QLabel()
        self._criteria_title.setProperty("role", "section")
        self._lay_out()
        self._make_forms(desk)
        self.form.asked_elsewhere.connect(self._mend)
        self.objectives.row_chosen.connect(self._choose_objective)
        self.criteria.row_chosen.connect(self._choose_criterion)
        self._in_use = self.objectives
        self.objectives.entered.connect(lambda: self._use(self.objectives))
        self.criteria.entered.connect(lambda: self._use(self.criteria))
        add_table_commands(self, lambda: self._in_use)
        self.objectives.view.setAccessibleName(_("Objectives"))
        self.criteria.view.setAccessibleName(_("Criteria"))

    def _add_buttons(self) -> None:
        renumber = self.heading.add_button(_("Renumber"), icon="list-numbers")
        renumber.setToolTip(_("Number the objectives 1, 2, 3 … in their present order"))
        renumber.clicked.connect(self.renumber)
        self.new_objective = self.heading.add_button(_("New objective"), icon="plus", primary=True)
        self.new_objective.setToolTip(f"{_('New objective')} ({_keys(NEW_OBJECTIVE)})")
        self.new_objective.clicked.connect(self.add_objective)
        self.add_command(_("New objective"), self.add_objective, NEW_OBJECTIVE)
        self.add_command(_("New criterion"), self.add_criterion, NEW_CRITERION)
        self.add_command(_("Renumber objectives"), self.renumber)

    def _lay_out(self) -> None:
        lower = QWidget()
        layout = QVBoxLayout(lower)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.criteria)
        self.new_criterion = QPushButton(_("New criterion"))
        self.new_criterion.setIcon(icon_for("plus"))
        self.new_criterion.setToolTip(f"{_('New criterion')} ({_keys(NEW_CRITERION)})")
        self.new_criterion.clicked.connect(self.add_criterion)
        self.criteria.tools.insertWidget(0, self._criteria_title)
        self.criteria.tools.addWidget(self.new_criterion)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(9)
        self.splitter.setStyleSheet(
            "QSplitter::handle:vertical { background: transparent; margin: 4px 0;"
            f" border-top: 1px solid {colors().line}; }}"
        )
        self.splitter.addWidget(self.objectives)
        self.splitter.addWidget(lower)
        self.splitter.setSizes([360, 240])
        self.body.addWidget(self.splitter, 1)

    def _make_forms(self, desk: Desk) -> None:
        self.form = RecordForm(
            desk,
            Objective,
            objective_fields(),
            title=lambda row: _("Objective {number}").format(number=row.number),
            empty=_("Select an objective to see all of it here."),
        )
        self.criterion_form = RecordForm(
            desk,
            Criterion,
            criterion_fields(),
            title=lambda row: row.critical_task.best(spoken()) or _("Criterion"),
            empty=_("Select a criterion to see all of it here."),
        )
        self.inspector = QWidget()
        layout = QVBoxLayout(self.inspector)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(self.criterion_form)
        self._show_form(self.form)

    def refresh(self, changes: Changes | None) -> None:
        """Show the objectives and criteria as they stand now."""
        self.objectives.refresh(changes)
        if self.objectives.current_row() is None and self.objectives.model.shown:
            self.objectives.select(self.objectives.model.shown[0].id, "statement")
        self.criteria.refresh(changes)
        self.form.refresh(changes)
        self.criterion_form.refresh(changes)
        self._say_how_many()

    def reveal(self, place: Place) -> None:
        """Select an objective or a criterion, and put the cursor into its field."""
        if place.table == Criterion.__tablename__:
            criterion = self.plan.get(Criterion, place.row_id)
            if criterion is None:
                return
            self.objectives.select(criterion.objective_id)
            self.criteria.select(criterion.id, place.field)
            self._show_form(self.criterion_form)
            self.criteria.focus()
            self.criterion_form.focus_field(place.field)
        elif self.objectives.select(place.row_id, place.field):
            self._show_form(self.form)
            self.objectives.focus()
            if not self.form.focus_field(place.field):
                self._mend(place.field)

    def _mend(self, field: str) -> None:
        """Lead to what a finding asks for that is no field of the objective."""
        if field == "criteria":
            self.new_criterion.setFocus()
        elif field == "schedule":
            self.desk.go("schedule")

    def add_objective(self) -> None:
        """Add an objective behind the current one and wait for its statement."""
        self.objectives.add_row("statement")

    def add_criterion(self) -> None:
        """Add a criterion to the selected objective and wait for its critical task."""
        if self.objective is not None:
            self.criteria.add_row("critical_task")

    def renumber(self) -> None:
        """Number the objectives anew in their present order."""
        self.desk.settle()
        rows = self.plan.rows(Objective)
        numbers = renumbered([row.number for row in rows])
        if numbers == [row.number for row in rows]:
            self.desk.tell(_("The numbers are in order already."))
            return
        with self.desk.attempt(), self.plan.edit(N_("Renumber objectives")):
            for row, number in zip(list(rows), numbers, strict=True):
                row.number = number

    def _made_objective(self) -> Objective:
        numbers = [row.number for row in self.plan.rows(Objective)]
        return Objective(number=next_number(numbers), priority="medium")

    def _made_criterion(self) -> Criterion:
        return Criterion(objective_id=self.objective.id if self.objective else "")

    def _criteria_shown(self, plan: OpenPlan) -> list[Criterion]:
        if self.objective is None:
            return []
        return plan.children(Criterion, "objective_id", self.objective.id)

    def _choose_objective(self, row: Objective | None) -> None:
        self.objective = row
        self.form.show_row(row)
        self._show_form(self.form)
        self.criteria.refresh(None)
        self.criteria.setEnabled(row is not None)
        if row is None:
            self._criteria_title.setText(_("Criteria"))
        else:
            self._criteria_title.setText(
                _("Criteria of objective {number}").format(number=row.number)
            )

    def _choose_criterion(self, row: Criterion | None) -> None:
        self.criterion_form.show_row(row)
        if row is None:
            self._show_form(self.form)
        elif self.criteria.view.hasFocus():
            self._show_form(self.criterion_form)

    def _use(self, table: RecordTable) -> None:
        self._in_use = table
        self._show_form(self.form if table is self.objectives else self.criterion_form)

    def _show_form(self, form: RecordForm) -> None:
        form = self.form if self.criterion_form.row is None else form
        self.form.setVisible(form is self.form)
        self.criterion_form.setVisible(form is self.criterion_form)

    def _say_how_many(self) -> None:
        rows: list[Any] = self.plan.rows(Objective)
        count, criteria = len(rows), len(self.plan.rows(Criterion))
        parts = [
            ngettext("{count} objective", "{count} objectives", count).format(count=count),
            ngettext("{count} criterion", "{count} criteria", criteria).format(count=criteria),
        ]
        alone = sum(1 for row in rows if not areas_of(row, self.plan))
        if alone:
            sentence = ngettext(
                "{count} serves no focus area", "{count} serve no focus area", alone
            )
            parts.append(sentence.format(count=alone))
        self.heading.set_texts(_("Objectives"), " · ".join(parts))
        if self.objective is not None:
            number = self.objective.number
            self._criteria_title.setText(_("Criteria of objective {number}").format(number=number))


def _keys(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)

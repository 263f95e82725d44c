"""After action: strengths, areas for improvement, and the improvement plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from db.open_plan import OpenPlan
from db.tables import CorrectiveAction, Observation
from desktop.language import N_, _, spoken
from desktop.planning.evaluation_summary import is_late
from desktop.ui.desk import Desk
from desktop.ui.evaluation.evaluation_columns import (
    action_columns,
    action_fields,
    observation_columns,
    observation_fields,
    today,
)
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.icons import icon_for
from desktop.ui.tables.record_table import RecordTable
from desktop.ui.theme import colors

OBSERVATIONS = {
    "": N_("All"),
    "strength": N_("Strengths"),
    "improvement": N_("Areas for improvement"),
}
ACTIONS = {"": N_("All"), "open": N_("Not done"), "late": N_("Late")}


class AfterActionTab(QWidget):
    """Observations above, corrective actions below; `inspector` has the form of the one in use."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.kind, self.state = "", ""
        self.observations = RecordTable(
            desk,
            Observation,
            observation_columns(),
            page="observations",
            noun=N_("observation"),
            make=self._made_observation,
            rows=self._observations_shown,
            lines=2,
            empty=_("Write down what was seen: strengths to keep and areas to improve."),
            add_text=_("New observation"),
        )
        self.plan_table = RecordTable(
            desk,
            CorrectiveAction,
            action_columns(),
            page="corrective-actions",
            noun=N_("corrective action"),
            make=self._made_action,
            rows=self._actions_shown,
            lines=2,
            main=False,
            empty=_(
                "A corrective action says what will be done about an area for improvement, by "
                "whom and until when."
            ),
            add_text=_("New corrective action"),
        )
        self.observations.view.setAccessibleName(_("Observations"))
        self.plan_table.view.setAccessibleName(_("Improvement plan"))
        self.kinds = self._switch(
            self.observations, _("Observations"), OBSERVATIONS, self.show_kind
        )
        self.states = self._switch(self.plan_table, _("Improvement plan"), ACTIONS, self.show_state)
        self.new_action = QPushButton(_("New corrective action"))
        self.new_action.setIcon(icon_for("plus"))
        self.new_action.clicked.connect(self.add_action)
        self.plan_table.tools.addWidget(self.new_action)
        self._make_forms(desk)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(9)
        splitter.setStyleSheet(
            "QSplitter::handle:vertical { background: transparent; margin: 4px 0;"
            f" border-top: 1px solid {colors().line}; }}"
        )
        splitter.addWidget(self.observations)
        splitter.addWidget(self.plan_table)
        splitter.setSizes([280, 280])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(splitter)

    def _switch(
        self,
        table: RecordTable,
        title: str,
        choices: dict[str, str],
        choose: Callable[[str], None],
    ) -> dict[str, QPushButton]:
        """Put a title and a choice of what is shown above a table."""
        label = QLabel(title)
        label.setProperty("role", "section")
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(4)
        group = QButtonGroup(self)
        buttons = {}
        for key, name in choices.items():
            button = QPushButton(_(name))
            button.setCheckable(True)
            button.setChecked(not key)
            button.clicked.connect(lambda _on=False, own=key: choose(own))
            group.addButton(button)
            line.addWidget(button)
            buttons[key] = button
        table.tools.insertWidget(0, label)
        table.tools.insertWidget(1, holder)
        return buttons

    def _make_forms(self, desk: Desk) -> None:
        self.observation_form = RecordForm(
            desk,
            Observation,
            observation_fields(),
            title=lambda row: row.text.best(spoken()) or _("Observation"),
            empty=_("Select an observation or a corrective action to see all of it here."),
        )
        self.action_form = RecordForm(
            desk,
            CorrectiveAction,
            action_fields(),
            title=lambda row: row.text.best(spoken()) or _("Corrective action"),
            empty="",
        )
        self.inspector = QWidget()
        layout = QVBoxLayout(self.inspector)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.observation_form)
        layout.addWidget(self.action_form)
        self.observations.row_chosen.connect(self.observation_form.show_row)
        self.plan_table.row_chosen.connect(self.action_form.show_row)
        self.observations.entered.connect(lambda: self._use(self.observation_form))
        self.plan_table.entered.connect(lambda: self._use(self.action_form))
        self._use(self.observation_form)

    @property
    def plan(self) -> OpenPlan:
        """The open plan."""
        assert self.desk.plan is not None  # noqa: S101 - the page stands on one
        return self.desk.plan

    @property
    def in_use(self) -> RecordTable:
        """The table whose form is shown."""
        return self.observations if self._form is self.observation_form else self.plan_table

    def refresh(self, changes: Changes | None) -> None:
        """Show what was seen and what will be done as they stand now."""
        self.observations.refresh(changes)
        self.plan_table.refresh(changes)
        for table in (self.observations, self.plan_table):
            if table.current_row() is None and table.model.shown:
                table.select(table.model.shown[0].id)
        self.observation_form.refresh(changes)
        self.action_form.refresh(changes)

    def show_kind(self, kind: str) -> None:
        """Show all observations, or those of a kind."""
        self.desk.settle()
        self.kind = kind
        self.kinds[kind].setChecked(True)
        self.observations.refresh(None)

    def show_state(self, state: str) -> None:
        """Show all corrective actions, those not done, or those that are late."""
        self.desk.settle()
        self.state = state
        self.states[state].setChecked(True)
        self.plan_table.refresh(None)

    def add_observation(self) -> None:
        """Add an observation and wait for its words."""
        self._use(self.observation_form)
        self.observations.add_row("text")

    def add_action(self) -> None:
        """Add a corrective action for the observation in hand and wait for its words."""
        if self.state == "late":
            self.show_state("")
        self._use(self.action_form)
        self.plan_table.add_row("text")

    def reveal(self, table: str, row_id: str, field: str) -> None:
        """Select an observation or an action and put the cursor into its field."""
        action = table == CorrectiveAction.__tablename__
        # What the filters hide must be shown to be found.
        if action:
            self.show_state("")
        else:
            self.show_kind("")
        shown = self.plan_table if action else self.observations
        form = self.action_form if action else self.observation_form
        if shown.select(row_id, field):
            shown.focus()
            self._use(form)
            form.focus_field(field)

    def _use(self, form: RecordForm) -> None:
        self._form = form
        self.observation_form.setVisible(form is self.observation_form)
        self.action_form.setVisible(form is self.action_form)

    def _observations_shown(self, plan: OpenPlan) -> list[Any]:
        return [row for row in plan.rows(Observation) if self.kind in ("", row.kind)]

    def _actions_shown(self, plan: OpenPlan) -> list[Any]:
        rows = plan.rows(CorrectiveAction)
        if self.state == "open":
            return [row for row in rows if row.status != "done"]
        if self.state == "late":
            return [row for row in rows if is_late(row, today())]
        return rows

    def _made_observation(self) -> Observation:
        return Observation(kind=self.kind or "improvement")

    def _made_action(self) -> CorrectiveAction:
        seen = self.observations.current_row()
        if seen is None or seen.kind == "strength":
            return CorrectiveAction()
        return CorrectiveAction(observation_id=seen.id, objective_id=seen.objective_id)

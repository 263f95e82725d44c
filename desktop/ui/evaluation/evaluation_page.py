"""The page of control and evaluation: watches, guides, after action, and the summary."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from db.door import Changes
from db.tables import CorrectiveAction, Criterion, Objective, Observation, Watch
from desktop.language import N_, _, ngettext
from desktop.planning.evaluation_summary import is_late
from desktop.ui.desk import Desk, Place
from desktop.ui.evaluation.after_action_tab import AfterActionTab
from desktop.ui.evaluation.control_tab import ControlTab
from desktop.ui.evaluation.evaluation_columns import summary_columns, today
from desktop.ui.evaluation.guides_tab import GuidesTab
from desktop.ui.evaluation.outcome_panel import OutcomePanel
from desktop.ui.page import Page
from desktop.ui.tables.record_table import RecordTable
from desktop.ui.tables.table_commands import add_table_commands

NEW = "Ctrl+Alt+N"
CONTROL, GUIDES, AFTER_ACTION, SUMMARY = range(4)


class EvaluationPage(Page):
    """Who watches what, what to look for, what was seen, and what will be mended."""

    section = "evaluation"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Evaluation"))
        self.add_button = self.heading.add_button("", icon="plus", primary=True)
        self.add_button.clicked.connect(self.add)
        self._new = self.add_command("", self.add, NEW)
        self.control = ControlTab(desk)
        self.guides = GuidesTab(desk)
        self.guides.observing.connect(self._observe)
        self.after_action = AfterActionTab(desk)
        self.summary = RecordTable(
            desk,
            Objective,
            summary_columns(),
            page="evaluation-summary",
            noun=N_("objective"),
            lines=2,
            empty=_("There are no objectives to sum up yet."),
        )
        self.summary.view.setAccessibleName(_("Summary by objective"))
        self.outcomes = {GUIDES: OutcomePanel(), SUMMARY: OutcomePanel()}
        self.guides.chosen.connect(lambda row: self._show_outcome(GUIDES, row))
        self.summary.row_chosen.connect(lambda row: self._show_outcome(SUMMARY, row))
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self._forms = QStackedWidget()
        self.inspector = self._forms
        for tab, form, title in (
            (self.control, self.control.inspector, _("Control")),
            (self.guides, self.outcomes[GUIDES], _("Guides")),
            (self.after_action, self.after_action.inspector, _("After action")),
            (self._padded(self.summary), self.outcomes[SUMMARY], _("Summary")),
        ):
            place = self.tabs.addTab(tab, title)
            self._forms.addWidget(form)
            self.add_command(title, lambda own=place: self.tabs.setCurrentIndex(own))  # type: ignore[misc]
        self.add_command(_("Watch all of play"), self.control.fill)
        self.add_command(_("New corrective action"), self._add_action)
        self.tabs.currentChanged.connect(self._show_tab)
        self.body.addWidget(self.tabs, 1)
        add_table_commands(self, self._table_in_front)
        self._show_tab(0)

    def refresh(self, changes: Changes | None) -> None:
        """Show control and evaluation as they stand now."""
        tab = self.tabs.currentIndex()
        if tab == CONTROL:
            self.control.refresh(changes)
        elif tab == GUIDES:
            self.guides.refresh(changes)
        elif tab == AFTER_ACTION:
            self.after_action.refresh(changes)
        else:
            self.summary.refresh(None)
            if self.summary.current_row() is None and self.summary.model.shown:
                self.summary.select(self.summary.model.shown[0].id)
            self._show_outcome(SUMMARY, self.summary.current_row())
        self._say_how_many()

    def reveal(self, place: Place) -> None:
        """Show the tab of a row, select it and put the cursor into its field."""
        if place.table == Watch.__tablename__:
            self.tabs.setCurrentIndex(CONTROL)
            self.control.table.select(place.row_id, place.field)
            self.control.table.focus()
            self.control.inspector.focus_field(place.field)
        elif place.field == "watches":
            self.tabs.setCurrentIndex(CONTROL)
            self.control.board.setFocus()
        elif place.table in {Observation.__tablename__, CorrectiveAction.__tablename__}:
            self.tabs.setCurrentIndex(AFTER_ACTION)
            self.after_action.reveal(place.table, place.row_id, place.field)
        elif place.table == Criterion.__tablename__:
            row = self.plan.get(Criterion, place.row_id)
            if row is not None:
                self.tabs.setCurrentIndex(GUIDES)
                self.guides.show_criterion(row)

    def add(self) -> None:
        """Add what the tab in front is about."""
        if self.tabs.currentIndex() == CONTROL:
            self.control.table.add_row("task")
        else:
            self.tabs.setCurrentIndex(AFTER_ACTION)
            self.after_action.add_observation()

    def _add_action(self) -> None:
        self.tabs.setCurrentIndex(AFTER_ACTION)
        self.after_action.add_action()

    def _observe(self, criterion: Criterion) -> None:
        """Add an observation for a criterion and wait for its words."""
        kinds = {"P": "strength", "S": "observation"}
        row = Observation(
            objective_id=criterion.objective_id,
            criterion_id=criterion.id,
            kind=kinds.get(criterion.rating, "improvement"),
            text=criterion.observation,
        )
        self.desk.settle()
        with self.desk.attempt():
            with self.plan.edit(N_("Add {noun}"), noun=N_("observation")):
                self.plan.add(row)
            self.tabs.setCurrentIndex(AFTER_ACTION)
            self.after_action.reveal(Observation.__tablename__, row.id, "text")

    def _show_outcome(self, tab: int, row: Objective | None) -> None:
        if self.desk.plan is not None:
            self.outcomes[tab].show_objective(self.desk.plan, row)

    def _padded(self, table: RecordTable) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(table)
        return holder

    def _table_in_front(self) -> RecordTable:
        tab = self.tabs.currentIndex()
        if tab == AFTER_ACTION:
            return self.after_action.in_use
        return self.summary if tab == SUMMARY else self.control.table

    def _show_tab(self, place: int) -> None:
        self.desk.settle()
        self._forms.setCurrentIndex(place)
        words = _("New watch") if place == CONTROL else _("New observation")
        self.add_button.setText(words)
        self._new.setText(words)
        self.add_button.setToolTip(f"{words} (Ctrl+Alt+N)")
        if self.desk.plan is not None:
            self.refresh(None)

    def _say_how_many(self) -> None:
        plan = self.plan
        criteria = plan.rows(Criterion)
        rated = sum(1 for row in criteria if row.rating)
        watches, seen = len(plan.rows(Watch)), len(plan.rows(Observation))
        actions = plan.rows(CorrectiveAction)
        late = sum(is_late(row, today()) for row in actions)
        parts = [
            ngettext("{count} watch", "{count} watches", watches).format(count=watches),
            _("{shown} of {all} criteria rated").format(shown=rated, all=len(criteria)),
            ngettext("{count} observation", "{count} observations", seen).format(count=seen),
            ngettext(
                "{count} corrective action", "{count} corrective actions", len(actions)
            ).format(count=len(actions)),
        ]
        if late:
            parts.append(
                "⚠ " + ngettext("{count} overdue", "{count} overdue", late).format(count=late)
            )
        self.heading.set_texts(_("Evaluation"), " · ".join(parts))

"""Evaluation guides: for each objective its criteria, what shows them, and how they came out."""

from __future__ import annotations

from textwrap import shorten

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from db.open_plan import OpenPlan
from db.tables import Criterion, Objective
from desktop.language import _, spoken
from desktop.planning.evaluation_summary import outcome_of
from desktop.ui.desk import Desk
from desktop.ui.evaluation.criterion_card import CriterionCard

LIST_WIDTH = 264
LONGEST = 48
ID = Qt.ItemDataRole.UserRole


class GuidesTab(QWidget):
    """Objectives at the left, the guide of the chosen one at the right.

    Emits `observing` with the criterion that an observation shall be written for, and
    `chosen` with the objective whose guide is shown.
    """

    observing = Signal(object)
    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.objective: Objective | None = None
        self.cards: list[CriterionCard] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("Objectives"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setProperty("role", "sections")
        self.list.setMinimumWidth(LIST_WIDTH // 2)
        self.list.setMaximumWidth(LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._choose)
        self.statement = QLabel()
        self.statement.setProperty("role", "section")
        self.statement.setWordWrap(True)
        self.statement.setTextFormat(Qt.TextFormat.PlainText)
        self.conditions = QLabel()
        self.conditions.setProperty("role", "quiet")
        self.conditions.setWordWrap(True)
        self.conditions.setTextFormat(Qt.TextFormat.PlainText)
        self.empty = QLabel()
        self.empty.setProperty("role", "quiet")
        self.empty.setWordWrap(True)
        self.to_objectives = QPushButton(_("Go to objectives"))
        self.to_objectives.clicked.connect(self._go_to_objectives)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        self._guide = QVBoxLayout(inside)
        self._guide.setContentsMargins(0, 0, 8, 8)
        self._guide.setSpacing(12)
        for widget in (self.statement, self.conditions, self.empty):
            self._guide.addWidget(widget)
        self._guide.addWidget(self.to_objectives, 0, Qt.AlignmentFlag.AlignLeft)
        self._guide.addStretch(1)
        self.scrolled = QScrollArea(widgetResizable=True)
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrolled.setWidget(inside)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.list, 2)
        layout.addWidget(self.scrolled, 5)

    @property
    def plan(self) -> OpenPlan:
        """The open plan."""
        assert self.desk.plan is not None  # noqa: S101 - the page stands on one
        return self.desk.plan

    def refresh(self, changes: Changes | None) -> None:
        """Show the guides as they stand now."""
        del changes
        objectives = self.plan.rows(Objective)
        if self.objective is None or self.plan.get(Objective, self.objective.id) is None:
            self.objective = objectives[0] if objectives else None
        self.list.blockSignals(True)
        while self.list.count() > len(objectives):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(objectives):
            self.list.addItem(QListWidgetItem())
        for place, row in enumerate(objectives):
            outcome = outcome_of(self.plan, row)
            rated = _("{shown} of {all} rated").format(
                shown=outcome.rated, all=len(outcome.criteria)
            )
            lowest = f" · {outcome.lowest}" if outcome.lowest else ""
            item = self.list.item(place)
            statement = row.statement.best(spoken())
            short = shorten(statement, LONGEST, placeholder="…")
            item.setText(f"{row.number}  {short}\n{rated}{lowest}")
            item.setToolTip(statement)
            item.setData(ID, row.id)
            if row is self.objective:
                self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        self._show_guide()

    def show_criterion(self, row: Criterion) -> None:
        """Show the guide of a criterion's objective, with its card in view."""
        self.objective = self.plan.get(Objective, row.objective_id)
        self.refresh(None)
        for card in self.cards:
            if card.row is row:
                self.scrolled.ensureWidgetVisible(card)
                card.rating.take_focus("")

    def _choose(self, place: int) -> None:
        item = self.list.item(place)
        if item is not None:
            self.desk.settle()
            self.objective = self.plan.get(Objective, item.data(ID))
            self._show_guide()
            self.scrolled.verticalScrollBar().setValue(0)

    def _show_guide(self) -> None:
        row = self.objective
        criteria = [] if row is None else self.plan.children(Criterion, "objective_id", row.id)
        if [card.row for card in self.cards] != list(criteria):
            for card in self.cards:
                card.hide()
                self._guide.removeWidget(card)
                card.deleteLater()
            self.cards = [CriterionCard(self.desk, criterion) for criterion in criteria]
            for card in self.cards:
                card.asked.connect(lambda inject: self.desk.go("msel", "inject", inject.id))
                card.observing.connect(self.observing)
                self._guide.insertWidget(self._guide.count() - 1, card)
        for card in self.cards:
            card.refresh(self.plan)
        self.statement.setVisible(row is not None)
        self.conditions.setVisible(row is not None and bool(row.conditions or row.standards))
        if row is None:
            words = _("Evaluation guides are made of objectives and their criteria.")
        else:
            self.statement.setText(f"{row.number}  {row.statement.best(spoken())}")
            told = (row.conditions.best(spoken()), row.standards.best(spoken()))
            self.conditions.setText("\n".join(filter(None, told)))
            words = _("The objective has no criterion yet, so there is nothing to evaluate.")
        self.empty.setText(words)
        self.empty.setVisible(not criteria)
        self.to_objectives.setVisible(not criteria)
        self.chosen.emit(row)

    def _go_to_objectives(self) -> None:
        if self.objective is None:
            self.desk.go("objectives")
        else:
            self.desk.go("objectives", "objective", self.objective.id, "criteria")

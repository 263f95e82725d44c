"""One criterion of an evaluation guide: what to look for, what shows it, how it came out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.open_plan import OpenPlan
from db.tables import Criterion, Inject, InjectCriterion
from db.text import Text
from desktop.language import N_, _, spoken
from desktop.planning.assignees import assignee_of
from desktop.planning.moments import clock_of, relative
from desktop.planning.terms import OBSERVATION_KINDS
from desktop.ui.desk import Desk
from desktop.ui.emptying import empty
from desktop.ui.evaluation.rating_buttons import RatingButtons
from desktop.ui.forms.fields import PairField, PickField
from desktop.ui.forms.pick_editor import pick_editor
from desktop.ui.forms.text_editors import PairEditor
from desktop.ui.icons import icon_for
from desktop.ui.tables.coded_columns import ChoiceColumn

SEEN_KIND = ChoiceColumn(
    "observation_kind", N_("Kind of observation"), choices=OBSERVATION_KINDS, blank=True
)


class CriterionCard(QFrame):
    """Emits `asked` with an inject to show, `observing` with the criterion."""

    asked = Signal(object)
    observing = Signal(object)

    def __init__(self, desk: Desk, row: Criterion) -> None:
        super().__init__()
        self.desk, self.row = desk, row
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        self.task = _line("section")
        self.facts = _line("")
        self.shown_by = QVBoxLayout()
        self.shown_by.setSpacing(2)
        self.rating = RatingButtons(desk)
        self.kind = pick_editor(desk, PickField(SEEN_KIND))
        self.seen = PairEditor(desk, PairField("observation", N_("What was seen"), lines=2))
        self.editors = [self.rating, self.kind, self.seen]
        self.observe = QPushButton(_("New observation"))
        self.observe.setIcon(icon_for("plus"))
        self.observe.setToolTip(_("New observation for the report"))
        self.observe.clicked.connect(lambda: self.observing.emit(self.row))
        marks = QHBoxLayout()
        marks.setSpacing(16)
        marks.addWidget(self.seen, 3)
        marks.addWidget(self.kind, 1, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.observe)
        layout.addWidget(self.task)
        layout.addWidget(self.facts)
        layout.addLayout(self.shown_by)
        layout.addWidget(self.rating)
        layout.addLayout(marks)
        layout.addLayout(foot)
        for editor in self.editors:
            editor.show_row(row)
            desk.settling.connect(editor.settle)

    def refresh(self, plan: OpenPlan) -> None:
        """Show the criterion as it stands now."""
        row = self.row
        title = row.critical_task.best(spoken()) or _("Criterion")
        self.task.setText(title)
        self.setAccessibleName(title)
        pairs: list[tuple[str, Text]] = [
            (_("Capability target"), row.capability_target),
            (_("Measure"), row.measure),
            (_("Target"), row.target),
            (_("Source document"), Text(row.source, row.source)),
        ]
        facts = [f"{name}: {text.best(spoken())}" for name, text in pairs if text]
        self.facts.setText("\n".join(facts))
        self.facts.setVisible(bool(facts))
        self._show_injects(plan)
        for editor in self.editors:
            editor.show_value()

    def _show_injects(self, plan: OpenPlan) -> None:
        empty(self.shown_by)
        links = plan.children(InjectCriterion, "criterion_id", self.row.id)
        found = [plan.get(Inject, link.inject_id) for link in links]
        injects = sorted((one for one in found if one), key=lambda one: one.offset_minutes)
        if not injects:
            note = _line("warning")
            note.setText("⚠ " + _("No inject shows whether it is met."))
            self.shown_by.addWidget(note)
        for inject in injects:
            self.shown_by.addWidget(self._inject_line(plan, inject))

    def _inject_line(self, plan: OpenPlan, inject: Inject) -> QWidget:
        when = relative(inject.offset_minutes, clock_of(plan.row))
        who = assignee_of(plan, inject.evaluator_id, spoken())
        button = QPushButton(f"{inject.number} · {when}")
        button.setProperty("role", "flat")
        button.setIcon(icon_for("list-numbers", "accent"))
        button.setToolTip(_("Go to the inject"))
        button.clicked.connect(lambda: self.asked.emit(inject))
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(button)
        told = _line("" if who else "warning")
        told.setText(f"{inject.title.best(spoken())} · {who or '⚠ ' + _('no evaluator')}")
        layout.addWidget(told, 1)
        return line


def _line(role: str) -> QLabel:
    label = QLabel()
    if role:
        label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

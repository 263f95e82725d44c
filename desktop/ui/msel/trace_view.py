"""Traceability: objective, inject, expected response, criterion, evaluator, both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.open_plan import OpenPlan
from db.tables import Inject
from desktop.language import N_, _, ngettext, spoken
from desktop.planning.moments import clock_of, relative
from desktop.planning.traceability import (
    Gap,
    InjectTrace,
    ObjectiveTrace,
    inject_traces,
    trace_of,
)
from desktop.ui.desk import Desk
from desktop.ui.msel.inject_words import (
    assignment_name,
    criterion_name,
    inject_title,
    objective_name,
    shortened,
)
from desktop.ui.theme import colors

GAPS: dict[Gap, str] = {
    "no-inject": N_("no inject"),
    "no-activity": N_("no activity"),
    "no-criterion": N_("no criterion"),
    "no-evaluator": N_("no evaluator"),
    "no-response": N_("no expected response"),
    "no-objective": N_("no objective"),
}
HEADINGS = (
    N_("Objective → inject"),
    N_("Expected response"),
    N_("Criterion"),
    N_("Evaluator"),
    N_("Missing"),
)
TURNED = N_("Inject → objective")
PLACE = Qt.ItemDataRole.UserRole
LONGEST = 120
PAUSE_MILLISECONDS = 800
SHARES = (0.3, 0.21, 0.18, 0.14)
"""Parts of the width that the columns take; the last one takes the rest."""

OBJECTIVES, INJECTS = "objectives", "injects"
Target = tuple[str, str, str]
"""Where an item leads: a section, a table, and the id of a row."""


class TraceView(QWidget):
    """A tree of objectives with their injects, or the other way round.

    Emits `inject_chosen` with an inject's id when the cursor comes to it.
    """

    inject_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._from = OBJECTIVES
        self._filling = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.refresh)
        self._group = QButtonGroup(self)
        self.summary = QLabel()
        self.summary.setProperty("role", "quiet")
        self.gaps_only = QCheckBox(_("Only what is missing"))
        self.gaps_only.toggled.connect(lambda _on: self.refresh())
        tools = QHBoxLayout()
        tools.setSpacing(8)
        self.ways: dict[str, QPushButton] = {}
        for key, text in ((OBJECTIVES, _("From objectives")), (INJECTS, _("From injects"))):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(key == OBJECTIVES)
            button.clicked.connect(lambda _checked, key=key: self.show_from(key))
            self._group.addButton(button)
            self.ways[key] = button
            tools.addWidget(button)
        tools.addWidget(self.gaps_only)
        tools.addStretch(1)
        tools.addWidget(self.summary)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("Trace"))
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.tree.setColumnCount(len(HEADINGS))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.tree.itemActivated.connect(self._lead)
        self.tree.currentItemChanged.connect(lambda item, _before: self._tell(item))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(tools)
        layout.addWidget(self.tree, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        for column, share in enumerate(SHARES):
            self.tree.setColumnWidth(column, int(self.width() * share))

    def show_from(self, way: str) -> None:
        """Show objectives with their injects, or injects with their objectives."""
        self._from = way
        self.ways[way].setChecked(True)
        self.refresh()

    def refresh_soon(self, *, at_once: bool) -> None:
        """Show the plan as it stands, or once there is a pause in what is done to it."""
        if at_once:
            self.refresh()
        else:
            self._pause.start()

    def refresh(self) -> None:
        """Show the plan as it stands; what was open and current stays so."""
        self._pause.stop()
        plan = self._desk.plan
        if plan is None:
            return
        tree = self.tree
        closed = {_target(i)[2] for i in self._tops() if not i.isExpanded()}
        now = _target(tree.currentItem())
        scrolled = tree.verticalScrollBar().value()
        self._filling = True
        tree.clear()
        first = HEADINGS[0] if self._from == OBJECTIVES else TURNED
        tree.setHeaderLabels([_(first), *(_(heading) for heading in HEADINGS[1:])])
        tops = self._objectives(plan) if self._from == OBJECTIVES else self._injects(plan)
        tree.addTopLevelItems(tops)
        if self._from == OBJECTIVES:
            for item in tops:
                item.setFirstColumnSpanned(True)
                item.setExpanded(_target(item)[2] not in closed)
                first_child = item.child(0)
                if first_child is not None and _target(first_child)[1] == "objective":
                    first_child.setFirstColumnSpanned(True)
        tree.verticalScrollBar().setValue(scrolled)
        self._filling = False
        if now[2]:
            self._go(now[2])

    def show_inject(self, inject_id: str) -> None:
        """Put the cursor on an inject, unless it is there already."""
        if inject_id and _target(self.tree.currentItem())[2] != inject_id:
            self._go(inject_id)

    def _objectives(self, plan: OpenPlan) -> list[QTreeWidgetItem]:
        traces = trace_of(plan)
        missing = sum(map(_lacks, traces))
        text = ngettext("{count} of {all} objective", "{count} of {all} objectives", len(traces))
        self.summary.setText(
            _("{objectives} with something missing").format(
                objectives=text.format(count=missing, all=len(traces))
            )
        )
        wanted = [t for t in traces if not self.gaps_only.isChecked() or _lacks(t)]
        return [self._objective(plan, trace) for trace in wanted]

    def _objective(self, plan: OpenPlan, trace: ObjectiveTrace) -> QTreeWidgetItem:
        count, criteria = len(trace.injects), len(trace.criteria)
        parts = [
            objective_name(trace.objective),
            ngettext("{count} inject", "{count} injects", count).format(count=count),
            ngettext("{count} criterion", "{count} criteria", criteria).format(count=criteria),
        ]
        item = _item(
            (" · ".join(parts), "", "", "", ""),
            ("objectives", "objective", trace.objective.id),
            strong=True,
        )
        if trace.gaps:
            target = ("objectives", "objective", trace.objective.id)
            item.addChild(_item((_gap_words(trace.gaps), "", "", "", ""), target, warning=True))
        for one in trace.injects:
            if not self.gaps_only.isChecked() or one.gaps:
                item.addChild(self._inject(plan, one))
        for criterion in trace.criteria:
            if not trace.shown_by[criterion.id]:
                said = f"{_('Criterion')}: {_in_line(criterion_name(criterion))}"
                child = _item(
                    (said, "", "", "", _("⚠ no inject shows it")),
                    ("objectives", "criterion", criterion.id),
                )
                item.addChild(child)
        return item

    def _injects(self, plan: OpenPlan) -> list[QTreeWidgetItem]:
        traces = inject_traces(plan)
        missing = sum(bool(trace.gaps) for trace in traces)
        text = ngettext("{count} of {all} inject", "{count} of {all} injects", len(traces))
        self.summary.setText(
            _("{injects} with something missing").format(
                injects=text.format(count=missing, all=len(traces))
            )
        )
        tops = []
        for trace in traces:
            if self.gaps_only.isChecked() and not trace.gaps:
                continue
            item = self._inject(plan, trace)
            for objective in trace.objectives:
                target = ("objectives", "objective", objective.id)
                item.addChild(_item((objective_name(objective), "", "", "", ""), target))
            tops.append(item)
        return tops

    def _inject(self, plan: OpenPlan, trace: InjectTrace) -> QTreeWidgetItem:
        time = relative(trace.inject.offset_minutes, clock_of(plan.row))
        evaluator = trace.evaluator
        return _item(
            (
                f"{inject_title(trace.inject)}  ({time})",
                _in_line(trace.expected_response.best(spoken())),
                _in_line("; ".join(criterion_name(row) for row in trace.criteria)),
                "" if evaluator is None else assignment_name(plan, evaluator, known="evaluator"),
                _gap_words(trace.gaps),
            ),
            ("msel", Inject.__tablename__, trace.inject.id),
        )

    def _tops(self) -> list[QTreeWidgetItem]:
        count = self.tree.topLevelItemCount()
        return [item for i in range(count) if (item := self.tree.topLevelItem(i)) is not None]

    def _go(self, row_id: str) -> None:
        for top in self._tops():
            for item in (top, *(top.child(i) for i in range(top.childCount()))):
                if item is not None and _target(item)[2] == row_id:
                    self._filling = True
                    self.tree.setCurrentItem(item)
                    self._filling = False
                    return

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        _section, table, row_id = _target(item)
        if not self._filling and table == Inject.__tablename__:
            self.inject_chosen.emit(row_id)

    def _lead(self, item: QTreeWidgetItem, column: int) -> None:
        """Go to the record of an item: to the field that its column is about."""
        section, table, row_id = _target(item)
        fields = {1: "expected_response", 2: "criterion_id", 3: "evaluator_id"}
        field = fields.get(column, "title") if table == Inject.__tablename__ else ""
        if row_id:
            self._desk.go(section, table, row_id, field)


def _lacks(trace: ObjectiveTrace) -> bool:
    unseen = any(not shown for shown in trace.shown_by.values())
    return bool(trace.gaps) or unseen or any(one.gaps for one in trace.injects)


def _item(
    texts: Sequence[str], target: Target, *, strong: bool = False, warning: bool = False
) -> QTreeWidgetItem:
    item = QTreeWidgetItem(list(texts))
    item.setData(0, PLACE, target)
    for column, text in enumerate(texts):
        item.setToolTip(column, text)
        if strong:
            font = item.font(column)
            font.setBold(True)
            item.setFont(column, font)
    if texts[-1] or warning:
        item.setForeground(0 if warning else len(texts) - 1, QColor(colors().warning))
    return item


def _target(item: QTreeWidgetItem | None) -> Target:
    target = None if item is None else item.data(0, PLACE)
    return ("", "", "") if target is None else (target[0], target[1], target[2])


def _gap_words(gaps: Iterable[Gap]) -> str:
    words = ", ".join(_(GAPS[gap]) for gap in gaps)
    return f"⚠ {words}" if words else ""


def _in_line(text: str) -> str:
    return shortened(" ".join(text.split()), LONGEST)

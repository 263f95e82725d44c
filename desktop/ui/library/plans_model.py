"""The table of plans: one row for each plan of the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from db.tables import Plan
from desktop.language import N_, _, ngettext, spoken
from desktop.ui.library.plan_measures import Measures
from desktop.ui.library.plan_words import (
    date_word,
    name_of,
    short_type_of,
    start_of,
    status_of,
    type_of,
)
from desktop.ui.theme import colors

PLAN_ID = Qt.ItemDataRole.UserRole
SORT = Qt.ItemDataRole.UserRole + 1
AnyIndex = QModelIndex | QPersistentModelIndex
NOT_YET = "…"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its heading, what a cell shows and what it sorts by."""

    heading: str
    shown: Callable[[Plan, Measures | None], str]
    sorted_by: Callable[[Plan, Measures | None], Any]


def _areas(_plan: Plan, measures: Measures | None) -> str:
    return NOT_YET if measures is None else f"{measures.served}/{measures.total}"


def _findings(_plan: Plan, measures: Measures | None) -> str:
    return NOT_YET if measures is None else str(measures.findings or "–")


COLUMNS: tuple[Column, ...] = (
    Column(N_("Plan"), lambda p, _m: name_of(p), lambda p, _m: name_of(p).casefold()),
    Column(N_("Type"), lambda p, _m: short_type_of(p), lambda p, _m: (short_type_of(p), p.start)),
    Column(N_("Starts"), lambda p, _m: date_word(start_of(p).date()), lambda p, _m: p.start),
    Column(N_("Status"), lambda p, _m: status_of(p), lambda p, _m: (status_of(p), p.start)),
    Column(N_("Areas"), _areas, lambda _p, m: m.served if m else -1),
    Column(N_("Findings"), _findings, lambda _p, m: m.findings if m else -1),
)
NAME, TYPE, STARTS, STATUS, AREAS, FINDINGS = range(len(COLUMNS))


class PlansModel(QAbstractTableModel):
    """Plans as rows. `measures` come later than the plans, one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._plans: list[Plan] = []
        self._measures: dict[str, Measures] = {}

    def show_plans(self, plans: Sequence[Plan], measures: dict[str, Measures]) -> None:
        """Show these plans, with what is known of them already, by plan id."""
        self.beginResetModel()
        self._plans = list(plans)
        self._measures = dict(measures)
        self.endResetModel()

    def take_measures(self, plan_id: str, measures: Measures) -> None:
        """Show the areas and findings of a plan."""
        self._measures[plan_id] = measures
        for row, plan in enumerate(self._plans):
            if plan.id == plan_id:
                self.dataChanged.emit(self.index(row, AREAS), self.index(row, FINDINGS))

    def plan(self, row: int) -> Plan:
        """Return the plan in `row`."""
        return self._plans[row]

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many plans there are."""
        return 0 if parent is not None and parent.isValid() else len(self._plans)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's heading."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section].heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, sorts by and says when pointed at."""
        plan = self._plans[index.row()]
        measures = self._measures.get(plan.id)
        column = COLUMNS[index.column()]
        answers: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: column.shown(plan, measures),
            Qt.ItemDataRole.ToolTipRole: lambda: self._tip(plan, measures, index.column()),
            Qt.ItemDataRole.TextAlignmentRole: lambda: _alignment(index.column()),
            Qt.ItemDataRole.FontRole: lambda: _font(plan, measures, index.column()),
            Qt.ItemDataRole.ForegroundRole: lambda: _ink(measures, index.column()),
            PLAN_ID: lambda: plan.id,
            SORT: lambda: column.sorted_by(plan, measures),
        }
        answer = answers.get(role)
        return None if answer is None else answer()

    def _tip(self, plan: Plan, measures: Measures | None, column: int) -> str:
        if column == NAME:
            return f"{plan.name.en}\n{plan.name.es}".strip()
        if column == TYPE:
            return type_of(plan)
        if column == AREAS and measures is not None:
            return _("{served} of {total} focus areas are served").format(
                served=measures.served, total=measures.total
            )
        if column == FINDINGS and measures is not None:
            found = ngettext(
                "The review has {count} open finding",
                "The review has {count} open findings",
                measures.findings,
            ).format(count=measures.findings)
            errors = ngettext("{count} error", "{count} errors", measures.errors)
            return f"{found} · {errors.format(count=measures.errors)}"
        return ""


def _alignment(column: int) -> Qt.AlignmentFlag:
    right = column in (AREAS, FINDINGS)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _font(plan: Plan, measures: Measures | None, column: int) -> QFont | None:
    font = QFont()
    if column == NAME:
        font.setItalic(plan.name.has_fallen_back(spoken()))
    elif column == FINDINGS and measures is not None and measures.errors:
        font.setBold(True)
    else:
        return None
    return font


def _ink(measures: Measures | None, column: int) -> QColor | None:
    if column == FINDINGS and measures is not None and measures.errors:
        return QColor(colors().error)
    if column in (AREAS, FINDINGS) and measures is None:
        return QColor(colors().quiet)
    return None

"""The coverage matrix as a table: bands of areas, and counts of what serves each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from db.record import Record
from desktop.language import N_, _, ngettext, spoken
from desktop.planning.coverage import AreaCoverage, Coverage
from desktop.ui.framework.coverage_words import STATES

AREA, OBJECTIVES, ACTIVITIES, INJECTS, CRITERIA, SERVED = range(6)
HEADINGS = ("", N_("Objectives"), N_("Activities"), N_("Injects"), N_("Criteria"), N_("Served"))
ROW = Qt.ItemDataRole.UserRole
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Band:
    """A row that names the pillar of the areas below it, and its framework if need be."""

    name: str
    explanation: str
    framework: str = ""


Row = Band | AreaCoverage


def serving(area: AreaCoverage, column: int) -> Sequence[Record]:
    """Return what a count of the matrix counts."""
    lists: dict[int, Sequence[Record]] = {
        OBJECTIVES: area.objectives,
        ACTIVITIES: area.activities,
        INJECTS: area.injects,
        CRITERIA: area.criteria,
    }
    return lists.get(column, ())


class MatrixModel(QAbstractTableModel):
    """Focus areas by pillar, then the areas of action, with counts of what serves them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.has_msel = True
        """Whether the column of injects means anything for the plan."""
        self._most: dict[int, int] = {}

    def show_coverage(self, coverage: Coverage) -> None:
        """Show a coverage; pillars without areas are left out."""
        self.beginResetModel()
        self.rows = []
        self.has_msel = coverage.has_msel
        several = len(coverage.frameworks) > 1
        names = {row.id: row.name.best(spoken()) for row in coverage.frameworks if several}
        for pillar, areas in coverage.pillars:
            name, meaning = pillar.name.best(spoken()), pillar.description.best(spoken())
            if areas:
                self.rows += [Band(name, meaning, names.get(pillar.framework_id, "")), *areas]
        if coverage.areas_of_action:
            across = _("Ways of working that cut across the pillars.")
            self.rows += [Band(_("Areas of action"), across), *coverage.areas_of_action]
        # A MSEL has far more injects than a plan has objectives: they have a scale of their own.
        for columns in ((OBJECTIVES, ACTIVITIES, CRITERIA), (INJECTS,)):
            counts = [len(serving(row, column)) for row in self.areas() for column in columns]
            self._most |= dict.fromkeys(columns, max([1, *counts]))
        self.endResetModel()

    def areas(self) -> list[AreaCoverage]:
        """Return the areas, in the order of the rows."""
        return [row for row in self.rows if isinstance(row, AreaCoverage)]

    def share(self, row: AreaCoverage, column: int) -> float:
        """Return how much a count is of the greatest on its scale, from 0 to 1."""
        return len(serving(row, column)) / self._most.get(column, 1)

    def row_of(self, area_id: str) -> int:
        """Return the row of an area, -1 when it is not shown."""
        for number, row in enumerate(self.rows):
            if isinstance(row, AreaCoverage) and row.area.id == area_id:
                return number
        return -1

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many rows there are, bands included."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(HEADINGS)

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
            return _(HEADINGS[section]) if HEADINGS[section] else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return Qt.AlignmentFlag.AlignCenter if 0 < section < SERVED else left
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Bands cannot be selected; the keyboard steps over them."""
        if isinstance(self.rows[index.row()], Band):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and what it says to those who listen or point."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, Band):
            return _band_data(row, index.column(), role)
        return _area_data(row, index.column(), role)


def _band_data(band: Band, column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole and column == AREA:
        return band.name
    return band.explanation if role == Qt.ItemDataRole.ToolTipRole else None


def _area_data(row: AreaCoverage, column: int, role: int) -> Any:
    name = row.area.name.best(spoken())
    count = len(serving(row, column))
    if role == Qt.ItemDataRole.DisplayRole:
        if column == AREA:
            return name
        return _(STATES[row.state].words) if column == SERVED else str(count or "")
    if role == Qt.ItemDataRole.FontRole and column == AREA:
        font = QFont()
        font.setItalic(row.area.name.has_fallen_back(spoken()))
        return font
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        if column == AREA:
            return name
        words = _(STATES[row.state].words) if column == SERVED else count_words(column, count)
        return f"{name}: {words}"
    return None


def count_words(column: int, count: int) -> str:
    """Return a count of the matrix in words, as "3 objectives"."""
    words = {
        OBJECTIVES: ngettext("{count} objective", "{count} objectives", count),
        ACTIVITIES: ngettext("{count} activity", "{count} activities", count),
        INJECTS: ngettext("{count} inject", "{count} injects", count),
        CRITERIA: ngettext("{count} criterion", "{count} criteria", count),
    }
    return words[column].format(count=count)

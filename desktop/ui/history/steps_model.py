"""The journal as a list that reads on as it is scrolled: 100,000 steps open at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from db.history import EVERYTHING, PAGE, Sought, steps_of
from db.journal import Step
from db.named_versions import named_versions
from db.open_plan import OpenPlan
from desktop.language import _
from desktop.planning.moments import clock_of
from desktop.ui.icons import icon_for
from desktop.ui.menus import sentence_of
from desktop.ui.theme import colors

AnyIndex = QModelIndex | QPersistentModelIndex


class StepsModel(QAbstractTableModel):
    """When, who, what; newest first."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self._steps: list[Step] = []
        self._names: dict[int, str] = {}
        self._whole = True
        self._sought = EVERYTHING

    def seek(self, sought: Sought) -> None:
        """Read the newest of the steps that are looked for."""
        self.beginResetModel()
        self._sought = sought
        self._steps = steps_of(self._plan, sought=sought)
        self._names = named_versions(self._plan)
        self._whole = len(self._steps) < PAGE
        self.endResetModel()

    def step_at(self, row: int) -> Step | None:
        """Return the step shown in `row`."""
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def read_names(self) -> None:
        """Read the names of versions anew."""
        self._names = named_versions(self._plan)
        last = self.index(len(self._steps) - 1, 2)
        self.dataChanged.emit(self.index(0, 2), last)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many steps have been read so far."""
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else 3

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Return whether there are older steps."""
        return not self._whole

    def fetchMore(self, parent: AnyIndex) -> None:
        """Read older steps."""
        last = self._steps[-1].id if self._steps else None
        older = steps_of(self._plan, before=last, sought=self._sought)
        self._whole = len(older) < PAGE
        if older:
            first = len(self._steps)
            self.beginInsertRows(QModelIndex(), first, first + len(older) - 1)
            self._steps.extend(older)
            self.endInsertRows()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("When"), _("Who"), _("What"))[section]
        return None

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        """Return what a cell shows."""
        step = self._steps[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and step.state != "done":
            from PySide6.QtGui import QColor

            return QColor(colors().quiet)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 2:
            named = step.id in self._names
            return icon_for("bookmark-simple", "accent") if named else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.column() == 0:
            return moment_of(self._plan, step)
        if index.column() == 1:
            return step.author or self._stranger(step)
        name, sentence = self._names.get(step.id), sentence_of(step)
        if name:
            sentence = _("“{name}” · {step}").format(name=name, step=sentence)
        return sentence if step.state == "done" else _("{step} (undone)").format(step=sentence)

    def _stranger(self, step: Step) -> str:
        mine = step.replica == self._plan.library.replica
        return _("You") if mine else _("Another laptop")


def moment_of(plan: OpenPlan, step: Step) -> str:
    """Return when a step was made, in the plan's time zone."""
    zone = clock_of(plan.row).zone
    moment = datetime.fromtimestamp(step.milliseconds / 1000, UTC).astimezone(zone)
    return moment.strftime("%Y-%m-%d %H:%M")

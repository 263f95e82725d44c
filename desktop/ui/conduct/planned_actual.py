"""Planned against actual: every inject as it was to go and as it went, with totals."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from db.open_plan import OpenPlan
from db.tables import Inject
from desktop.language import N_, _, spoken
from desktop.planning.conduct_totals import totals_of
from desktop.planning.deliveries import minutes_late as delay_of
from desktop.planning.deliveries import moment_of, state_of
from desktop.planning.moments import clock_of, relative
from desktop.planning.storylines import storyline_of
from desktop.planning.terms import DELIVERY_STATUSES
from desktop.ui.conduct.conduct_log import delay_words
from desktop.ui.desk import Desk
from desktop.ui.tables.columns import ComputedColumn, TextColumn, WordColumn
from desktop.ui.tables.record_table import RecordTable
from desktop.ui.tables.time_columns import MomentColumn

WAITING = N_("Waiting")
HEADINGS = (
    N_("Storyline"),
    N_("Injects"),
    N_("Delivered"),
    N_("Held"),
    N_("Canceled"),
    N_("Waiting"),
    N_("On time"),
    N_("Mean delay"),
)
LINE = 30
MOST_LINES = 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PlannedActual(QWidget):
    """The table of injects, and below it the totals of each storyline."""

    def __init__(self, desk: Desk, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self.table = RecordTable(
            desk,
            Inject,
            (
                WordColumn("number", N_("Number"), 80, editable=False, tone=_plain),
                TextColumn("title", N_("Title"), 280, editable=False, tone=_plain),
                ComputedColumn("storyline", N_("Storyline"), 150, compute=_storyline),
                MomentColumn("offset_minutes", N_("Planned time"), 120, editable=False),
                ComputedColumn("actual", N_("Actual time"), 120, compute=_actual, sort=_moment),
                ComputedColumn("state", N_("Status"), 100, compute=_status),
                ComputedColumn(
                    "delay",
                    N_("Difference"),
                    110,
                    right=True,
                    compute=_delay,
                    sort=_minutes,
                    tone=_tone,
                ),
                ComputedColumn("note", N_("Note"), 220, compute=_note),
            ),
            page="planned-actual",
            noun=N_("inject"),
            main=False,
            empty=_("The MSEL has no injects yet."),
        )
        self.table.view.setAccessibleName(_("Planned against actual"))
        title = QLabel(_("By storyline"))
        title.setProperty("role", "section")
        self.totals = QTableWidget(0, len(HEADINGS))
        self.totals.setAccessibleName(_("By storyline"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, heading in enumerate(HEADINGS):
            item = QTableWidgetItem(_(heading))
            item.setTextAlignment(right if place else _LEFT)
            self.totals.setHorizontalHeaderItem(place, item)
        self.totals.verticalHeader().hide()
        self.totals.verticalHeader().setDefaultSectionSize(LINE)
        self.totals.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.totals.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.totals.setShowGrid(False)
        header = self.totals.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.table, 1)
        layout.addWidget(title)
        layout.addWidget(self.totals)

    def refresh(self, changes: Changes | None) -> None:
        """Show play as it stands now."""
        del changes
        # What was marked is a row of another table, so all lines are read again.
        self.table.refresh(None)
        totals = totals_of(self._plan)
        self.totals.setRowCount(len(totals))
        for line, each in enumerate(totals):
            counts, mean = each.counts, each.mean_delay
            name = each.storyline.name.best(spoken()) if each.storyline else _("No storyline")
            cells = [
                name,
                str(len(each.conducted)),
                *(str(counts[s] or "") for s in ("delivered", "held", "cancelled", "waiting")),
                str(each.on_time or ""),
                "" if mean is None else delay_words(mean),
            ]
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                if column:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.totals.setItem(line, column, item)
        lines = min(max(len(totals), 1), MOST_LINES)
        self.totals.setFixedHeight(40 + LINE * lines)


def _plain(row: Any, plan: OpenPlan) -> str:
    del row, plan
    return "text"


def _storyline(row: Any, plan: OpenPlan) -> str:
    storyline = storyline_of(plan, row)
    return "" if storyline is None else storyline.name.best(spoken())


def _moment(row: Any, plan: OpenPlan) -> Any:
    delivery = state_of(plan, row)
    return (delivery is None, "" if delivery is None else delivery.moment)


def _actual(row: Any, plan: OpenPlan) -> str:
    delivery = state_of(plan, row)
    if delivery is None:
        return ""
    clock = clock_of(plan.row)
    return relative(clock.offset_of(moment_of(delivery)), clock)


def _status(row: Any, plan: OpenPlan) -> str:
    delivery = state_of(plan, row)
    if delivery is None:
        return _("Canceled") if row.status == "cancelled" else _(WAITING)
    return _(DELIVERY_STATUSES.get(delivery.status, delivery.status))


def _late(row: Any, plan: OpenPlan) -> int | None:
    delivery = state_of(plan, row)
    if delivery is None or delivery.status != "delivered":
        return None
    return delay_of(delivery, row, clock_of(plan.row))


def _delay(row: Any, plan: OpenPlan) -> str:
    minutes = _late(row, plan)
    return "" if minutes is None else delay_words(minutes)


def _minutes(row: Any, plan: OpenPlan) -> Any:
    minutes = _late(row, plan)
    return (minutes is None, minutes or 0)


def _tone(row: Any, plan: OpenPlan) -> str:
    return "warning" if (_late(row, plan) or 0) > 0 else "text"


def _note(row: Any, plan: OpenPlan) -> str:
    delivery = state_of(plan, row)
    return "" if delivery is None else delivery.note

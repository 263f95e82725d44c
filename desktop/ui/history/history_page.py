"""The history: every edit by time and person, and bringing back what was before."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from db.door import Changes
from db.history import count_of
from desktop.language import _, ngettext
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.history.step_details import StepDetails
from desktop.ui.history.steps_filter import StepsFilter
from desktop.ui.history.steps_model import StepsModel
from desktop.ui.page import Page

ROW_HEIGHT = 34


class HistoryPage(Page):
    """Steps in the middle, what a step changed at the right."""

    section = "history"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("History"))
        self.details = StepDetails(desk)
        self.inspector = self.details
        self.model = StepsModel(self.plan)
        self.filter = StepsFilter(self.plan)
        self.filter.changed.connect(self._seek)
        self.details.named.connect(self.model.read_names)
        self.details.record_asked.connect(self.filter.show_record)
        self.body.addWidget(self.filter)
        self.table = named(QTableView(), _("Steps, newest first"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        heading = self.table.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heading.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 150)
        self.table.setColumnWidth(1, 180)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.body.addWidget(self.table, 1)
        self.none = EmptyState(
            "funnel",
            _("No step matches these filters"),
            _("Choose somebody else or an earlier time, or show all steps again."),
        )
        self.all_button = self.none.add_way(_("Show all steps"), "clock-counter-clockwise")
        self.all_button.clicked.connect(lambda _checked: self.filter.show_all())
        self.none.hide()
        self.body.addWidget(self.none, 1)

    def refresh(self, changes: Changes | None) -> None:
        """Read the newest steps anew."""
        self.filter.read_people()
        self._seek()

    def _seek(self) -> None:
        sought = self.filter.sought
        self.model.seek(sought)
        count = count_of(self.plan, sought)
        self.heading.set_texts(
            _("History"), ngettext("{count} step", "{count} steps", count).format(count=count)
        )
        self.table.setVisible(bool(count))
        self.none.setVisible(not count)
        self.table.selectRow(0)
        if not count:
            self.details.show_step(None)

    def _choose(self, now: QModelIndex) -> None:
        self.details.show_step(self.model.step_at(now.row()) if now.isValid() else None)

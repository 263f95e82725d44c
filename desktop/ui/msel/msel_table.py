"""The MSEL as a table: filters by storyline and status, bands by storyline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.door import Changes
from db.tables import Event, Inject, Storyline
from desktop.language import N_, _
from desktop.planning.moments import clock_of
from desktop.planning.storylines import storyline_id_of, storyline_of
from desktop.planning.terms import INJECT_STATUSES
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.forms.typing_widgets import CalmCombo
from desktop.ui.icons import icon_for
from desktop.ui.msel.inject_acts import InjectNumbers
from desktop.ui.msel.inject_columns import columns_for
from desktop.ui.msel.inject_words import storyline_label
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.shared_selection import SharedSelection
from desktop.ui.tables.record_table import RecordTable

GROUPED = "msel-grouped"
ALL, NONE = "", "none"
ROOMY = 680
LATER = 15
"""Minutes after the current inject at which a new one is proposed."""


class MselTable(QWidget):
    """A `RecordTable` over the injects."""

    def __init__(self, desk: Desk, selection: Selection) -> None:
        super().__init__()
        self._desk, self._numbers = desk, InjectNumbers()
        self.table = RecordTable(
            desk,
            Inject,
            columns_for(desk),
            page="msel",
            noun=N_("inject"),
            make=self._new_inject,
            sort="offset_minutes",
            empty=_("No injects yet. Paste them from a spreadsheet with Ctrl+V, or import a file."),
            add_text=_("Add the first inject"),
        )
        self.table.edits.make_pasted = self._bare_inject
        self.table.filter.setPlaceholderText(_("Filter injects"))
        self.storylines = named(CalmCombo(), _("Show a storyline"))
        self.statuses = named(CalmCombo(), _("Show a status"))
        self.statuses.addItem(_("All statuses"), ALL)
        for key, label in INJECT_STATUSES.items():
            self.statuses.addItem(_(label), key)
        self.grouped = QPushButton(_("Grouped"))
        self.grouped.setIcon(icon_for("rows"))
        self.grouped.setAccessibleName(_("Grouped"))
        self.grouped.setToolTip(_("Keep the injects of each storyline together"))
        self.grouped.setCheckable(True)
        self.grouped.setChecked(bool(desk.library.setting(GROUPED, False)))
        tools = self.table.tools
        for place, widget in enumerate((self.storylines, self.statuses, self.grouped), start=1):
            tools.insertWidget(place, widget)
        before: QWidget = self.table.filter
        for widget in (self.storylines, self.statuses, self.grouped, self.table.columns_button):
            QWidget.setTabOrder(before, widget)
            before = widget
        for combo in (self.storylines, self.statuses):
            combo.setMinimumContentsLength(13)
            combo.setSizeAdjustPolicy(
                CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.activated.connect(lambda _place: self._narrow())
        self.grouped.toggled.connect(self._group)
        self.table.widened.connect(self._forget_filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.shared = SharedSelection(self.table, selection)
        if self.grouped.isChecked():
            self.table.view.groups.show((self._order, self._group_title))
            self.table.model.group_by(self._order)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the word of a button away where there is no room."""
        super().resizeEvent(event)
        self.grouped.setText(_("Grouped") if self.width() >= ROOMY else "")

    def refresh(self, changes: Changes | None) -> None:
        """Show the plan as it stands."""
        if changes is None or changes.touches(Storyline):
            self._offer_storylines()
        with self.shared.at_rest():
            self.table.refresh(changes)
        if changes is not None and self.grouped.isChecked() and changes.touches(Storyline, Event):
            self.table.group(self._order, self._group_title)

    def choose_storyline(self, storyline_id: str) -> None:
        """Show only the injects of a storyline; an empty id shows those of all."""
        self.storylines.setCurrentIndex(max(0, self.storylines.findData(storyline_id)))
        self._narrow()

    def _offer_storylines(self) -> None:
        now = self.storylines.currentData()
        self.storylines.clear()
        self.storylines.addItem(_("All storylines"), ALL)
        plan = self._desk.plan
        for row in plan.rows(Storyline) if plan is not None else ():
            self.storylines.addItem(storyline_label(row), row.id)
        self.storylines.addItem(_("No storyline"), NONE)
        place = self.storylines.findData(now)
        self.storylines.setCurrentIndex(max(0, place))
        if now and place < 0:
            self._narrow()

    def _narrow(self) -> None:
        self._desk.settle()
        storyline, status = self.storylines.currentData(), self.statuses.currentData()
        self.table.narrow(self._test_of(storyline or ALL, status or ALL))

    def _test_of(self, storyline: str, status: str) -> Callable[[Any], bool] | None:
        if not storyline and not status:
            return None
        wanted = None if storyline == NONE else storyline

        def passes(row: Any) -> bool:
            plan = self.table.model.plan
            if status and row.status != status:
                return False
            return not storyline or storyline_id_of(plan, row) == wanted

        return passes

    def _forget_filters(self) -> None:
        self.storylines.setCurrentIndex(0)
        self.statuses.setCurrentIndex(0)

    def _group(self, wanted: bool) -> None:
        self._desk.settle()
        with self._desk.attempt():
            self._desk.library.set_setting(GROUPED, wanted)
        self.table.group(self._order if wanted else None, self._group_title)

    def _order(self, row: Any) -> tuple[bool, str, str]:
        storyline = storyline_of(self.table.model.plan, row)
        if storyline is None:
            return (True, "", "")
        return (False, storyline.position, storyline.id)

    def _group_title(self, row: Any) -> str:
        storyline = storyline_of(self.table.model.plan, row)
        return _("No storyline") if storyline is None else storyline_label(storyline)

    def _bare_inject(self) -> Inject:
        """Return an inject that has nothing but the next number."""
        return Inject(number=self._numbers.following(self.table.model.plan.rows(Inject)))

    def _new_inject(self) -> Inject:
        """Return an inject with the next number, after the current one in its storyline."""
        plan, row = self.table.model.plan, self.table.current_row()
        inject = self._bare_inject()
        if isinstance(row, Inject):
            # Never beyond ENDEX only because of where the cursor is.
            end = clock_of(plan.row).end_offset
            inject.offset_minutes = min(row.offset_minutes + LATER, max(end, row.offset_minutes))
            inject.storyline_id = storyline_id_of(plan, row)
            inject.event_id = row.event_id
        elif self.storylines.currentData() not in {ALL, NONE, None}:
            inject.storyline_id = self.storylines.currentData()
        return inject

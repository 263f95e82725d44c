"""The inspector of a selection: one row's form, or one for several rows at once."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.door import Changes
from db.open_plan import OpenPlan
from db.record import PlanRecord
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.several_form import SeveralForm


class ChosenInspector(QWidget):
    """Shows `form` for one row of `table`, and `several` when more are selected."""

    def __init__(self, form: RecordForm, several: SeveralForm, selection: Selection) -> None:
        super().__init__()
        self._form, self._several, self._selection = form, several, selection
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(form)
        layout.addWidget(several)
        several.hide()

    def show_chosen(self, plan: OpenPlan, table: type[PlanRecord], changes: Changes | None) -> None:
        """Show what is selected; after `changes` only what they touched is shown anew."""
        ids = self._selection.ids
        self._several.setVisible(len(ids) > 1)
        self._form.setVisible(len(ids) <= 1)
        if len(ids) > 1:
            self._form.show_row(None)
            self._several.refresh()
            return
        row = plan.get(table, ids[0]) if ids else None
        if row is self._form.row and row is not None:
            self._form.refresh(changes)
        else:
            self._form.show_row(row)

"""The inspector of the scenario: the form of what is in hand, a part, an actor or a picture."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.record import Record
from db.tables import Attachment, ScenarioSection, SimulatedActor
from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.icons import icon_for
from desktop.ui.scenario.scenario_forms import actor_form, picture_form, section_form


class InHandForm(QWidget):
    """A form for each sort of row, one of them shown, with buttons below.

    Emits `asked_elsewhere` with a field that is edited in the middle of the page.
    """

    asked_elsewhere = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.forms: dict[type[Record], RecordForm] = {
            ScenarioSection: section_form(desk),
            SimulatedActor: actor_form(desk),
            Attachment: picture_form(desk),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for table, form in self.forms.items():
            layout.addWidget(form)
            if table is not Attachment:
                form.asked_elsewhere.connect(self.asked_elsewhere)
        self.show_large = QPushButton(_("Show large"))
        self.show_large.setIcon(icon_for("magnifying-glass-plus"))
        self.remove_button = QPushButton(_("Remove"))
        self.remove_button.setIcon(icon_for("trash"))
        self._tools = QWidget()
        line = QHBoxLayout(self._tools)
        line.setContentsMargins(16, 0, 12, 16)
        line.setSpacing(8)
        line.addWidget(self.show_large)
        line.addWidget(self.remove_button)
        line.addStretch(1)
        layout.addWidget(self._tools)
        layout.addStretch(1)

    def show_row(self, row: Any) -> None:
        """Show the form of a row as it stands now; None for an empty scenario."""
        for table, form in self.forms.items():
            mine = row if isinstance(row, table) else None
            form.setVisible(mine is not None or (row is None and table is ScenarioSection))
            if form.row is not mine:
                form.show_row(mine)
            else:
                form.refresh(None)
        self._tools.setVisible(row is not None)
        self.show_large.setVisible(isinstance(row, Attachment))

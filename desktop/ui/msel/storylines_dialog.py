"""Storylines and their events: added, named and put in order in two tables."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from db.door import Changes
from db.open_plan import OpenPlan
from db.tables import Event, Inject, Storyline
from desktop.language import N_, _
from desktop.planning.storylines import storyline_id_of
from desktop.ui.desk import Desk
from desktop.ui.msel.inject_words import storyline_label, storyline_words
from desktop.ui.tables.coded_columns import ReferenceColumn
from desktop.ui.tables.columns import ComputedColumn, TextColumn, WordColumn
from desktop.ui.tables.record_table import RecordTable

WIDTH, HEIGHT = 900, 640


class StorylinesDialog(QDialog):
    """Edits storylines above, the events of the chosen one (or of all) below."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Storylines and events"))
        self.setObjectName("storylines-dialog")
        self.resize(WIDTH, HEIGHT)
        self._desk = desk
        self.storylines = RecordTable(
            desk,
            Storyline,
            (
                WordColumn("code", N_("Code"), 64),
                TextColumn("name", N_("Name"), 220),
                TextColumn("description", N_("Description"), 320, lines=True),
                ComputedColumn("injects", N_("Injects"), 76, compute=_injects_of, right=True),
            ),
            page="storylines",
            noun=N_("storyline"),
            make=Storyline,
            main=False,
            empty=_("No storylines yet."),
            add_text=_("Add storyline"),
        )
        self.events = RecordTable(
            desk,
            Event,
            (
                WordColumn("number", N_("Number"), 64, heading=N_("No.")),
                TextColumn("title", N_("Title"), 220),
                ReferenceColumn(
                    "storyline_id",
                    N_("Storyline"),
                    150,
                    table=Storyline,
                    label=storyline_label,
                    more=storyline_words,
                ),
                TextColumn("description", N_("Description"), 240, lines=True),
                ComputedColumn("injects", N_("Injects"), 76, compute=_injects_in, right=True),
            ),
            page="events",
            noun=N_("event"),
            make=self._new_event,
            main=False,
            empty=_("No events yet."),
            add_text=_("Add event"),
        )
        self.storylines.view.setAccessibleName(_("Storylines"))
        self.events.view.setAccessibleName(_("Events"))
        self.storylines.row_chosen.connect(lambda _row: self._show_events_of_current())
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        for button in close.buttons():
            # Enter belongs to the tables and their filters.
            button.setProperty("autoDefault", False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        self._events_title = _heading(_("Events"))
        layout.addWidget(_heading(_("Storylines")))
        layout.addWidget(self.storylines, 1)
        layout.addSpacing(8)
        layout.addWidget(self._events_title)
        layout.addWidget(self.events, 1)
        layout.addWidget(close)
        desk.content_changed.connect(self.refresh)
        self.refresh(None)
        self.storylines.focus()

    def refresh(self, changes: Changes | None) -> None:
        """Show the plan as it stands."""
        if self._desk.plan is None:
            self.reject()
            return
        self.storylines.refresh(changes)
        self.events.refresh(changes)

    def done(self, result: int) -> None:
        """Write what is being typed before the dialog goes."""
        self._desk.settle()
        self._desk.content_changed.disconnect(self.refresh)
        super().done(result)

    def _show_events_of_current(self) -> None:
        row = self.storylines.current_row()
        if row is None:
            self._events_title.setText(_("Events"))
            self.events.narrow(None)
            return
        name = storyline_label(row)
        self._events_title.setText(_("Events of “{storyline}”").format(storyline=name))
        wanted = row.id
        self.events.narrow(lambda event: event.storyline_id in {wanted, None})

    def _new_event(self) -> Event:
        row = self.storylines.current_row()
        return Event(storyline_id=None if row is None else row.id)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _injects_of(row: Storyline, plan: OpenPlan) -> str:
    """Return how many injects a storyline has."""
    return str(sum(storyline_id_of(plan, inject) == row.id for inject in plan.rows(Inject)))


def _injects_in(row: Any, plan: OpenPlan) -> str:
    """Return how many injects an event has."""
    return str(len(plan.children(Inject, "event_id", row.id)))

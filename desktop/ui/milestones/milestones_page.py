"""The page of milestones: the life cycle, the list, and the form of the selected one."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeySequence

from db.door import Changes
from db.open_plan import OpenPlan
from db.tables import Milestone
from db.text import Text
from desktop.language import N_, _, ngettext, spoken
from desktop.planning.terms import MILESTONE_KINDS, MILESTONE_STATUSES
from desktop.ui.desk import Desk, Place
from desktop.ui.forms.fields import Field, LineField, PairField, PickField, SaidField, TickField
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.milestones.life_cycle_strip import LifeCycleStrip
from desktop.ui.milestones.milestone_facts import (
    date_sentence,
    date_words,
    day_of,
    is_late,
    today,
)
from desktop.ui.page import Page
from desktop.ui.tables.coded_columns import ChoiceColumn
from desktop.ui.tables.columns import BoolColumn, Column, ComputedColumn, TextColumn
from desktop.ui.tables.directory_columns import organization_column
from desktop.ui.tables.record_table import RecordTable
from desktop.ui.tables.table_commands import add_table_commands
from desktop.ui.tables.time_columns import DayColumn, short_date

NEW = "Ctrl+Shift+A"
DAY = DayColumn("day_offset", N_("Day"), 62)
KIND = ChoiceColumn("kind", N_("Kind"), 122, choices=MILESTONE_KINDS)
STATUS = ChoiceColumn("status", N_("Status"), 84, choices=MILESTONE_STATUSES)
RESPONSIBLE = organization_column("responsible_id", N_("Responsible"), 102)
AVOID = BoolColumn("avoid_holidays", N_("Avoid weekends and holidays"), 120, hidden=True)


class MilestonesPage(Page):
    """Conferences and deadlines, counted in days from D."""

    section = "milestones"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Milestones"))
        add = self.heading.add_button(_("New milestone"), icon="plus", primary=True)
        keys = QKeySequence(NEW).toString(QKeySequence.SequenceFormat.NativeText)
        add.setToolTip(f"{_('New milestone')} ({keys})")
        add.clicked.connect(self.add_milestone)
        self.add_command(_("New milestone"), self.add_milestone, NEW)
        self.strip = LifeCycleStrip()
        self.table = RecordTable(
            desk,
            Milestone,
            milestone_columns(),
            page="milestones",
            noun=N_("milestone"),
            make=self._made,
            lines=2,
            empty=_("Milestones are the conferences and deadlines on the way to the report."),
            add_text=_("New milestone"),
        )
        self.body.addWidget(self.strip)
        self.body.addWidget(self.table, 1)
        self.inspector = self.form = RecordForm(
            desk,
            Milestone,
            milestone_fields(),
            title=lambda row: row.title.best(spoken()) or _("Milestone"),
            empty=_("Select a milestone to see all of it here."),
        )
        self.table.row_chosen.connect(self._choose)
        self.strip.chosen.connect(self._go_to)
        self.table.view.setAccessibleName(_("Milestones"))
        add_table_commands(self, lambda: self.table)

    def refresh(self, changes: Changes | None) -> None:
        """Show the milestones as they stand now."""
        self.table.refresh(changes)
        if self.table.current_row() is None:
            self._select_next()
        self.form.refresh(changes)
        row = self.table.current_row()
        self.strip.show_plan(self.plan, row.id if row is not None else "")
        self.strip.setVisible(bool(self.plan.rows(Milestone)))
        self._say_how_many()

    def reveal(self, place: Place) -> None:
        """Select a milestone and put the cursor into its field."""
        if self.table.select(place.row_id, place.field):
            self.table.focus()
            self.form.focus_field(place.field)

    def add_milestone(self) -> None:
        """Add a milestone beside the current one and wait for its title."""
        self.table.add_row("title")

    def _made(self) -> Milestone:
        row = self.table.current_row()
        return Milestone(
            title=Text(),
            day_offset=-30 if row is None else row.day_offset,
            avoid_holidays=True,
            kind="other",
            status="planned",
        )

    def _choose(self, row: Milestone | None) -> None:
        self.form.show_row(row)
        self.strip.mark_selected("" if row is None else row.id)

    def _go_to(self, row_id: str) -> None:
        if self.table.select(row_id):
            self.table.focus()

    def _select_next(self) -> None:
        """Select the first milestone that is still to come."""
        rows = self.table.model.shown
        coming = [row for row in rows if day_of(row, self.plan) >= today()]
        if rows:
            self.table.select((coming or rows)[0].id, "title")

    def _say_how_many(self) -> None:
        rows = self.plan.rows(Milestone)
        count = len(rows)
        parts = [ngettext("{count} milestone", "{count} milestones", count).format(count=count)]
        late = sum(1 for row in rows if is_late(row, self.plan))
        if late:
            parts.append(ngettext("{count} late", "{count} late", late).format(count=late))
        coming = [
            row
            for row in rows
            if day_of(row, self.plan) >= today() and row.status not in {"done", "cancelled"}
        ]
        if coming:
            title = coming[0].title.best(spoken())
            when = short_date(day_of(coming[0], self.plan))
            parts.append(_("next: {title}, {date}").format(title=title, date=when))
        self.heading.set_texts(_("Milestones"), " · ".join(parts))


def _date_tone(row: Any, plan: OpenPlan) -> str:
    return "error" if is_late(row, plan) else "text"


def milestone_columns() -> tuple[Column, ...]:
    """Return the columns of the milestones' table."""
    return (
        DAY,
        ComputedColumn(
            "date",
            N_("Date"),
            128,
            compute=date_words,
            sort=day_of,
            tone=_date_tone,
            tip=date_sentence,
        ),
        TextColumn("title", N_("Title"), 240),
        KIND,
        TextColumn("place", N_("Place"), 120),
        RESPONSIBLE,
        STATUS,
        AVOID,
        TextColumn("purpose", N_("Purpose"), 200, lines=True, hidden=True),
        TextColumn("inputs", N_("Inputs"), 200, lines=True, hidden=True),
        TextColumn("outputs", N_("Outputs"), 200, lines=True, hidden=True),
    )


def milestone_fields() -> tuple[Field, ...]:
    """Return the fields of a milestone's form."""
    return (
        PairField("title", N_("Title")),
        LineField(DAY),
        SaidField(N_("Date"), date_sentence),
        TickField(AVOID),
        PickField(KIND),
        PickField(STATUS),
        PickField(RESPONSIBLE),
        PairField("place", N_("Place")),
        PairField("purpose", N_("Purpose"), lines=2),
        PairField("inputs", N_("Inputs"), lines=2),
        PairField("outputs", N_("Outputs"), lines=2),
    )

"""Control: cells and sites, who watches what and when, and where nobody does."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from db.open_plan import OpenPlan
from db.tables import Assignment, Watch
from desktop.language import N_, _, ngettext
from desktop.planning.moments import clock_of
from desktop.planning.watches import SIDES, play_of, watch_plan_of
from desktop.ui.desk import Desk
from desktop.ui.evaluation.evaluation_columns import watch_columns, watch_fields
from desktop.ui.evaluation.watch_board import WatchBoard, gap_words
from desktop.ui.evaluation.watch_lanes import SIDE_NAMES
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.icons import icon_for
from desktop.ui.tables.record_table import RecordTable
from desktop.ui.theme import colors

WATCH_MINUTES = 240
GAPS_NAMED = 3


class ControlTab(QWidget):
    """The board of watches above their table; `inspector` is the form of the one in hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.board = WatchBoard()
        self.board.chosen.connect(self._choose_on_board)
        self.board.asked.connect(self.add_at)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.fill_button = QPushButton(_("Watch all of play"))
        self.fill_button.setIcon(icon_for("eye"))
        self.fill_button.setToolTip(
            _("Give everyone who has no watch yet a watch over all of play")
        )
        self.fill_button.clicked.connect(self.fill)
        self.table = RecordTable(
            desk,
            Watch,
            watch_columns(),
            page="watches",
            noun=N_("watch"),
            make=self._made,
            empty=_(
                "Nobody has a watch yet. Give controllers and evaluators their watches, and see "
                "where play has nobody."
            ),
            add_text=_("New watch"),
        )
        self.table.view.setAccessibleName(_("Watches"))
        self.inspector = RecordForm(
            desk,
            Watch,
            watch_fields(),
            title=lambda row: self._name(row) or _("Watch"),
            empty=_("Select a watch to see all of it here."),
        )
        self.table.row_chosen.connect(self._choose)
        scrolled = QScrollArea(widgetResizable=True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(self.board)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.told, 1)
        head.addWidget(self.fill_button)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(9)
        splitter.setStyleSheet(
            "QSplitter::handle:vertical { background: transparent; margin: 4px 0;"
            f" border-top: 1px solid {colors().line}; }}"
        )
        splitter.addWidget(scrolled)
        splitter.addWidget(self.table)
        splitter.setSizes([300, 240])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(splitter, 1)

    @property
    def plan(self) -> OpenPlan:
        """The open plan."""
        assert self.desk.plan is not None  # noqa: S101 - the page stands on one
        return self.desk.plan

    def refresh(self, changes: Changes | None) -> None:
        """Show the watches as they stand now."""
        self.table.refresh(changes)
        if self.table.current_row() is None and self.table.model.shown:
            self.table.select(self.table.model.shown[0].id)
        self.inspector.refresh(changes)
        self.board.show_plan(self.plan)
        self._say_gaps()

    def add_at(self, assignment: Assignment, offset: int) -> None:
        """Give somebody a watch from a moment on."""
        row = Watch(
            assignment_id=assignment.id,
            offset_minutes=offset,
            duration_minutes=WATCH_MINUTES,
            venue_id=assignment.venue_id,
        )
        with self.desk.attempt():
            with self.plan.edit(N_("Add {noun}"), noun=N_("watch")):
                self.plan.add(row)
            self.table.select(row.id)

    def fill(self) -> None:
        """Give everyone of control and evaluation who has none a watch over all of play."""
        roles = SIDES["controller"] | SIDES["evaluator"]
        idle = [
            row
            for row in self.plan.rows(Assignment)
            if row.role in roles and not self.plan.children(Watch, "assignment_id", row.id)
        ]
        if not idle:
            self.desk.tell(_("Everyone of control and evaluation has a watch already."))
            return
        spans = play_of(self.plan)
        with self.desk.attempt(), self.plan.edit(N_("Watch all of play")):
            for row in idle:
                for begins, ends in spans:
                    self.plan.add(
                        Watch(
                            assignment_id=row.id,
                            offset_minutes=begins,
                            duration_minutes=ends - begins,
                            venue_id=row.venue_id,
                        )
                    )

    def _made(self) -> Watch:
        chosen = self.table.current_row()
        rows = self.plan.rows(Assignment)
        roles = SIDES["controller"] | SIDES["evaluator"]
        first = next((row for row in rows if row.role in roles), rows[0] if rows else None)
        if first is None:
            with self.plan.edit(N_("Add {noun}"), noun=N_("role")):
                first = self.plan.add(Assignment(role="controller"))
        who = first.id if chosen is None else chosen.assignment_id
        begins = play_of(self.plan)[0][0]
        if chosen is not None:
            begins = chosen.offset_minutes + chosen.duration_minutes
        return Watch(assignment_id=who, offset_minutes=begins, duration_minutes=WATCH_MINUTES)

    def _choose(self, row: Any) -> None:
        self.inspector.show_row(row)
        self.board.mark(row)

    def _choose_on_board(self, row: Any) -> None:
        self.table.select(row.id)

    def _name(self, row: Any) -> str:
        return self.table.model.columns[0].text(row, self.plan)

    def _say_gaps(self) -> None:
        state, clock = watch_plan_of(self.plan), clock_of(self.plan.row)
        parts = []
        for gap in state.gaps[:GAPS_NAMED]:
            side = _(SIDE_NAMES[gap.side])
            parts.append(f"{side}: {gap_words(gap.begins, gap.ends, clock)}")
        if len(state.gaps) > GAPS_NAMED:
            more = len(state.gaps) - GAPS_NAMED
            parts.append(ngettext("{count} more", "{count} more", more).format(count=more))
        if parts:
            parts[0] = _("Nobody on watch:") + " " + parts[0]
        off, twice = len(state.unwatched), len(state.doubles)
        if off:
            parts.append(
                ngettext(
                    "{count} inject comes off watch", "{count} injects come off watch", off
                ).format(count=off)
            )
        if twice:
            parts.append(
                ngettext("{count} double watch", "{count} double watches", twice).format(
                    count=twice
                )
            )
        quiet = not parts
        if quiet:
            has = bool(self.plan.rows(Watch))
            parts = [
                _("All of play is watched.")
                if has
                else _("Double-click on a person's line to add a watch there.")
            ]
        self.told.setProperty("role", "quiet" if quiet else "error")
        self.told.style().polish(self.told)
        self.told.setText(("" if quiet else "⚠ ") + " · ".join(parts))

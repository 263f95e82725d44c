"""The Schedule section: what happens when, as timeline, day grid and table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from db.door import Changes
from db.tables import (
    Assignment,
    Organization,
    Participation,
    Person,
    Plan,
    PlanVenue,
    ScheduleItem,
    ScheduleOrganization,
    SchedulePerson,
    Venue,
)
from desktop.language import _, ngettext, spoken
from desktop.planning.moments import clock_of
from desktop.ui.desk import Desk, Place
from desktop.ui.page import Page
from desktop.ui.schedule.acts import ScheduleActs
from desktop.ui.schedule.bars import Chart
from desktop.ui.schedule.board_edits import NEW_MINUTES
from desktop.ui.schedule.chosen_inspector import ChosenInspector
from desktop.ui.schedule.clash_words import clash_sentences
from desktop.ui.schedule.day_grid import DayGrid
from desktop.ui.schedule.day_names import utc_label
from desktop.ui.schedule.day_view import DayView
from desktop.ui.schedule.empty_schedule import EmptySchedule
from desktop.ui.schedule.item_form import ItemForm
from desktop.ui.schedule.legend import Legend
from desktop.ui.schedule.schedule_table import ScheduleTable
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.several_form import SeveralForm
from desktop.ui.schedule.timeline import Timeline
from desktop.ui.schedule.view_bar import DAY, TABLE, TIMELINE, ViewBar
from desktop.ui.tables.time_columns import short_date

LANE_TABLES = (
    Assignment,
    Organization,
    Participation,
    Person,
    Plan,
    PlanVenue,
    ScheduleItem,
    ScheduleOrganization,
    SchedulePerson,
    Venue,
)
"""What the lanes and bars are made of."""

SIGHT = "schedule-sight"


@dataclass(frozen=True, slots=True)
class Sight:
    """Where the planner is on the schedule of a plan, kept while the window is built anew."""

    plan_id: str
    scale: float
    left: float
    day: int
    ids: tuple[str, ...]
    current: str


class SchedulePage(Page):
    """Shows the schedule in three views that share a selection and a form."""

    section: ClassVar[str] = "schedule"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Schedule"))
        self.selection = Selection(self)
        self.acts = ScheduleActs(desk)
        self._chart: Chart | None = None
        self.move_button = self.heading.add_button(_("Move…"), icon="arrows-left-right")
        self.move_button.setToolTip(_("Move items, or STARTEX itself, and see first what clashes"))
        self.move_button.clicked.connect(self.ask_move)
        self.new_button = self.heading.add_button(_("New item"), icon="plus", primary=True)
        self.new_button.clicked.connect(self.add_item)
        self.bar = ViewBar(desk)
        self.timeline = Timeline(desk, self.selection, self.acts)
        self.day_view = DayView(desk, self.selection, self.acts)
        self.table = ScheduleTable(desk, self.selection)
        self.legend = Legend()
        self.views = QStackedWidget()
        for view in (self.timeline, self.day_view, self.table):
            self.views.addWidget(view)
        self.empty = EmptySchedule()
        self.empty.button.clicked.connect(self.add_item)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.views, 1)
        self.body.addWidget(self.legend)
        self.body.addWidget(self.empty, 1)
        self.body.setSpacing(12)
        self._build_inspector()
        self._connect()
        self._come_back()

    def _build_inspector(self) -> None:
        self.form = ItemForm(self.desk)
        self.several = SeveralForm(self.desk, self.selection)
        self.several.move_asked.connect(self.ask_move)
        self.several.remove_asked.connect(lambda: self.acts.remove(self.selection.ids))
        self.chosen = ChosenInspector(self.form, self.several, self.selection)
        self.inspector = self.chosen

    def _connect(self) -> None:
        bar = self.bar
        bar.view_chosen.connect(self._show_view)
        bar.lanes_chosen.connect(lambda _by: self._draw())
        bar.zoom_asked.connect(self._zoom)
        bar.fit_asked.connect(self._fit)
        self.timeline.day_asked.connect(self._show_day)
        for board in (self.timeline, self.day_view.grid):
            board.move_asked.connect(self.ask_move)
        self.selection.changed.connect(self._show_selected)
        self.desk.reviewed.connect(self._show_clashes)
        self.desk.settling.connect(self._note_sight)

    def _come_back(self) -> None:
        """Go where the planner was before the window was built anew, as for a language."""
        place = self.desk.property(SIGHT)
        if isinstance(place, Sight) and place.plan_id == self.plan.id:
            self.timeline.come_back(place.scale, place.left)
            self.day_view.grid.day = place.day
            self.selection.choose(place.ids, place.current)

    def _note_sight(self) -> None:
        axis, day = self.timeline.axis, self.day_view.grid.day
        if self.desk.plan is not None and self._chart is not None:
            ids, current = self.selection.ids, self.selection.current
            sight = Sight(self.plan.id, axis.scale, axis.left, day, ids, current)
            self.desk.setProperty(SIGHT, sight)

    # What the window asks.

    def refresh(self, changes: Changes | None) -> None:
        """Show the plan as it stands; keep selection and scroll."""
        items = self.plan.rows(ScheduleItem)
        self.selection.keep(i for i in self.selection.ids if self.plan.get(ScheduleItem, i))
        self._head(len(items))
        self._show_emptiness(empty=not items)
        touched = changes is None or changes.touches(*LANE_TABLES)
        if touched and self._chart is not None and not self._chart.take_up(changes, LANE_TABLES):
            self._chart = None
        if self.bar.view == TABLE:
            self.table.refresh(changes)
        elif touched:
            self._draw()
        if changes is None:
            self._show_clashes()
        self._show_form(changes)

    def reveal(self, place: Place) -> None:
        """Select the item of `place`, and put the cursor into its field."""
        if place.table != ScheduleItem.__tablename__ or not place.row_id:
            return
        self.selection.choose((place.row_id,))
        if self.bar.view == TABLE:
            self.table.table.select(place.row_id, place.field)
        else:
            self._bring_current_into_view()
        if place.field:
            self.form.focus_field(place.field)

    # What buttons do.

    def add_item(self) -> None:
        """Add an item where the planner is, and let its title be typed."""
        self.desk.settle()
        if not self.plan.rows(ScheduleItem):
            chart = self._chart_now()
            item_id = self.acts.create(0, NEW_MINUTES, chart.lanes, chart.lane(0))
            self.selection.choose((item_id,))
            self.form.focus_field("title")
        elif self.bar.view == TABLE:
            self.table.add()
        else:
            self._board().edits.insert_item()

    def ask_move(self) -> None:
        """Ask what to move, and show first what would clash."""
        from desktop.ui.schedule.move_dialog import MoveDialog

        self.desk.settle()
        MoveDialog(self.desk, self.selection.ids, self.window()).open()

    # How it shows.

    def _head(self, count: int) -> None:
        row = self.plan.row
        clock = clock_of(row)
        first, last = clock.local(0), clock.local(clock.end_offset)
        parts = [
            f"{short_date(first.date(), weekday=True)} – {short_date(last.date(), weekday=True)}",
            f"{row.zone} ({utc_label(first)})",
            ngettext("{count} item", "{count} items", count).format(count=count),
        ]
        clashes = len(self.desk.clashes)
        if clashes:
            parts.append(ngettext("{count} clash", "{count} clashes", clashes))
            parts[-1] = parts[-1].format(count=clashes)
        self.heading.set_texts(_("Schedule"), " · ".join(parts))

    def _show_emptiness(self, *, empty: bool) -> None:
        self.empty.setVisible(empty)
        self.views.setVisible(not empty)
        self.bar.setVisible(not empty)
        self.move_button.setVisible(not empty)
        self.legend.setVisible(not empty and self.bar.view != TABLE)

    def _chart_now(self) -> Chart:
        if self._chart is None or self._chart.lanes.by != self.bar.lanes_by:
            self._chart = Chart(self.plan, self.bar.lanes_by, spoken())
        return self._chart

    def _draw(self) -> None:
        """Draw the board that is shown."""
        if self.bar.view == TABLE:
            return
        chart = self._chart_now()
        board = self.timeline if self.bar.view == TIMELINE else self.day_view
        board.show_chart(chart)
        self.legend.show_kinds(chart.kinds)

    def _show_view(self, view: str) -> None:
        self.desk.settle()
        self.views.setCurrentIndex({TIMELINE: 0, DAY: 1, TABLE: 2}[view])
        self.legend.setVisible(view != TABLE)
        if view == TABLE:
            self.table.refresh(None)
            self.table.follow_selection()
            return
        self._draw()
        self._bring_current_into_view()

    def _show_day(self, day: int) -> None:
        self.bar.choose(DAY)
        self.day_view.grid.show_day(day)

    def _show_clashes(self) -> None:
        if self.desk.plan is None:
            return
        sentences = clash_sentences(
            self.desk.clashes, self.plan.id, clock_of(self.plan.row), spoken()
        )
        self.timeline.show_clashes(sentences)
        self.day_view.grid.show_clashes(sentences)
        self._head(len(self.plan.rows(ScheduleItem)))

    def _board(self) -> Timeline | DayGrid:
        return self.day_view.grid if self.bar.view == DAY else self.timeline

    def _bring_current_into_view(self) -> None:
        bar = self._board().current_bar()
        if bar is not None:
            self._board().bring_into_view(bar)

    def _zoom(self, factor: float) -> None:
        self._board().zoom(factor)

    def _fit(self) -> None:
        self._board().fit()

    def _show_selected(self) -> None:
        self._show_form(None)
        if self.bar.view == TABLE:
            self.table.follow_selection()

    def _show_form(self, changes: Changes | None) -> None:
        self.chosen.show_chosen(self.plan, ScheduleItem, changes)

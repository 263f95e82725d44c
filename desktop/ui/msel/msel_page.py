"""The MSEL section: the injects as table, timeline and trace."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget

from db.door import Changes
from db.tables import Event, Inject, InjectDependency, Plan, Storyline, Venue
from desktop.language import N_, _, ngettext, spoken
from desktop.planning.moments import clock_of
from desktop.planning.terms import INJECT_KINDS
from desktop.ui.desk import Desk, Place
from desktop.ui.msel.empty_msel import EmptyMsel
from desktop.ui.msel.inject_acts import InjectActs
from desktop.ui.msel.inject_chart import INJECT_LANES, InjectChart
from desktop.ui.msel.inject_columns import (
    KIND,
    MODE,
    STATUS,
    STORYLINE,
    VENUE,
    controller_column,
    evaluator_column,
)
from desktop.ui.msel.inject_form import InjectForm
from desktop.ui.msel.inject_words import local_time
from desktop.ui.msel.msel_dialogs import MselDialogs
from desktop.ui.msel.msel_table import MselTable
from desktop.ui.msel.trace_view import TraceView
from desktop.ui.page import Page
from desktop.ui.schedule.bars import MOST_AT_ONCE
from desktop.ui.schedule.chosen_inspector import ChosenInspector
from desktop.ui.schedule.legend import Legend
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.several_form import SeveralForm
from desktop.ui.schedule.timeline import Timeline
from desktop.ui.schedule.view_bar import TABLE, TIMELINE, ViewBar
from desktop.ui.tables.table_commands import add_table_commands

TRACE = "trace"
VIEWS: dict[str, tuple[str, str]] = {
    TABLE: (N_("Table"), "table"),
    TIMELINE: (N_("Timeline"), "chart-bar-horizontal"),
    TRACE: (N_("Trace"), "tree-structure"),
}
HANDS: tuple[tuple[str, str], ...] = (
    (N_("Drag a bar"), N_("move it, also to another lane")),
    (N_("Drag or double-click an empty place"), N_("new inject")),
    (N_("Ctrl or Shift with a click or a drag"), N_("select several")),
    (N_("Alt while dragging"), N_("steps of 5 minutes")),
    (N_("Esc"), N_("give the drag up")),
    (N_("Ctrl + wheel, + and -, 0"), N_("zoom, show all")),
    (N_("Shift + wheel, middle button"), N_("scroll sideways")),
    (N_("Arrows"), N_("next inject, next lane")),
    (N_("Alt + arrows"), N_("move in time, to another lane")),
    (N_("Ins, Enter, Del"), N_("new inject, edit title, remove")),
)
NEW, MOVE, REPLACE, CONDUCT = "Ctrl+Alt+N", "Ctrl+M", "Ctrl+H", "Ctrl+Shift+L"
LANE_TABLES = (Storyline, Event, Venue, Plan)
CHARTED = (Inject, InjectDependency, *LANE_TABLES)
"""What the lanes, bars and arrows of the timeline are made of."""

SIGHT = "msel-sight"
TIME_FIELDS = frozenset({"offset_minutes", "depends_on", "depends_on_id", "scenario_minutes"})


class MselPage(Page):
    """Shows the injects of an exercise in three views that share a selection and a form."""

    section: ClassVar[str] = "msel"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("MSEL"))
        self.selection = Selection(self)
        self.acts = InjectActs(desk)
        self._chart: InjectChart | None = None
        self.dialogs = MselDialogs(desk, self.selection, self)
        self._build_heading()
        self.bar = ViewBar(desk, VIEWS, INJECT_LANES, plain=(TABLE, TRACE), name="msel", acts=HANDS)
        self._build_tools()
        self.table = MselTable(desk, self.selection)
        self.timeline = Timeline(desk, self.selection, self.acts)
        self.trace = TraceView(desk)
        self.legend = Legend(INJECT_KINDS)
        self.views = QStackedWidget()
        for view in (self.table, self.timeline, self.trace):
            self.views.addWidget(view)
        self.empty = EmptyMsel()
        self.body.addWidget(self.bar)
        self.body.addWidget(self.views, 1)
        self.body.addWidget(self.legend)
        self.body.addWidget(self.empty, 1)
        self.body.setSpacing(12)
        self._build_inspector()
        self._connect()
        self._add_commands()
        self._come_back()

    def _build_heading(self) -> None:
        self.move_button = self.heading.add_button(_("Move…"), icon="arrows-left-right")
        self.move_button.setToolTip(
            _("Move injects or STARTEX, and see first what clashes ({keys})").format(
                keys=_native(MOVE)
            )
        )
        self.move_button.clicked.connect(self.dialogs.ask_move)
        self.conduct_button = self.heading.add_button(_("Conduct"), icon="play")
        self.conduct_button.setToolTip(
            _("Open the board from which the injects are delivered ({keys})").format(
                keys=_native(CONDUCT)
            )
        )
        self.conduct_button.clicked.connect(self.dialogs.conduct)
        self.new_button = self.heading.add_button(_("New inject"), icon="plus", primary=True)
        self.new_button.setToolTip(f"{_('New inject')} ({_native(NEW)})")
        self.new_button.clicked.connect(self.add_inject)

    def _build_tools(self) -> None:
        self.storylines_button = self.bar.add_tool(
            _("Storylines…"), "path", self.dialogs.edit_storylines
        )
        self.import_button = self.bar.add_tool(
            _("Import…"), "download-simple", self.dialogs.ask_import
        )
        self.export_button = self.bar.add_tool(
            _("Export…"), "upload-simple", self.dialogs.ask_export
        )

    def _build_inspector(self) -> None:
        self.form = InjectForm(self.desk)
        self.form.asked_elsewhere.connect(
            lambda field: self.table.table.select(self.selection.current, field)
        )
        columns = (
            STATUS,
            MODE,
            KIND,
            STORYLINE,
            controller_column(self.desk),
            evaluator_column(self.desk),
            VENUE,
        )
        self.several = SeveralForm(self.desk, self.selection, Inject, columns)
        self.several.move_asked.connect(self.dialogs.ask_move)
        self.several.remove_asked.connect(lambda: self.acts.remove(self.selection.ids))
        self.chosen = ChosenInspector(self.form, self.several, self.selection)
        self.inspector = self.chosen

    def _connect(self) -> None:
        self.bar.view_chosen.connect(self._show_view)
        self.bar.lanes_chosen.connect(lambda _by: self._draw())
        self.bar.zoom_asked.connect(self.timeline.zoom)
        self.bar.fit_asked.connect(self.timeline.fit)
        self.timeline.move_asked.connect(self.dialogs.ask_move)
        self.timeline.day_asked.connect(self.timeline.show_day)
        self.selection.changed.connect(self._show_selected)
        self.trace.inject_chosen.connect(lambda key: self.selection.choose((key,)))
        self.empty.button.clicked.connect(self.add_inject)
        self.empty.paste_button.clicked.connect(self.paste)
        self.empty.import_button.clicked.connect(self.dialogs.ask_import)
        self.desk.reviewed.connect(self._show_troubles)
        self.desk.settling.connect(self._note_sight)
        self._show_view(self.bar.view, draw=False)

    def _add_commands(self) -> None:
        self.add_command(_("New inject"), self.add_inject, NEW)
        self.add_command(_("Move…"), self.dialogs.ask_move, MOVE)
        self.add_command(_("Find and replace…"), self.dialogs.ask_replace, REPLACE)
        self.add_command(_("Renumber injects…"), self.dialogs.ask_renumber)
        self.add_command(_("Storylines…"), self.dialogs.edit_storylines)
        self.add_command(_("Import…"), self.dialogs.ask_import)
        self.add_command(_("Export…"), self.dialogs.ask_export)
        add_table_commands(self, lambda: self.table.table)

    def _come_back(self) -> None:
        """Select what was selected before the window was built anew, as for a language."""
        sight = self.desk.property(SIGHT)
        if isinstance(sight, tuple) and sight[0] == self.plan.id:
            self.selection.choose(sight[1], sight[2])

    def _note_sight(self) -> None:
        if self.desk.plan is not None:
            sight = (self.plan.id, self.selection.ids, self.selection.current)
            self.desk.setProperty(SIGHT, sight)

    # What the window asks.

    def refresh(self, changes: Changes | None) -> None:
        """Show the plan as it stands; keep selection and scroll."""
        injects = self.plan.rows(Inject)
        self.selection.keep(i for i in self.selection.ids if self.plan.get(Inject, i))
        self._head(len(injects))
        self._show_emptiness(empty=not injects)
        touched = changes is None or changes.touches(*CHARTED)
        if touched and self._chart is not None and not self._chart.take_up(changes, LANE_TABLES):
            self._chart = None
        if self.bar.view == TABLE:
            self.table.refresh(changes)
            if changes is None:
                self.table.shared.follow()
        elif self.bar.view == TRACE:
            self.trace.refresh_soon(at_once=changes is None or len(injects) < MOST_AT_ONCE)
        elif touched:
            self._draw()
        if changes is None:
            self._show_troubles()
        self._show_form(changes)

    def reveal(self, place: Place) -> None:
        """Select the inject of `place` and put the cursor into its field."""
        if place.table in {"storyline", "event"}:
            self.dialogs.edit_storylines()
            return
        if not place.row_id or self.plan.get(Inject, place.row_id) is None:
            return
        self.selection.choose((place.row_id,))
        if self.bar.view == TABLE:
            self.table.table.select(place.row_id, place.field)
        elif self.bar.view == TIMELINE:
            bar = self.timeline.current_bar()
            if bar is not None:
                self.timeline.bring_into_view(bar)
        if place.field:
            self.form.focus_field(place.field)

    # What buttons do.

    def add_inject(self) -> None:
        """Add an inject behind the current one, and let its title be typed."""
        self.desk.settle()
        if self.bar.view == TIMELINE and self.plan.rows(Inject):
            self.timeline.edits.insert_item()
            return
        if self.bar.view != TABLE:
            self.bar.choose(TABLE)
        self.table.table.add_row("title")

    def paste(self) -> None:
        """Paste the rows of a spreadsheet as injects."""
        self.bar.choose(TABLE)
        self.table.table.view.block.paste()

    # How it shows.

    def _head(self, count: int) -> None:
        clock = clock_of(self.plan.row)
        storylines = len(self.plan.rows(Storyline))
        texts = [
            ngettext("{count} inject", "{count} injects", count).format(count=count),
            ngettext("{count} storyline", "{count} storylines", storylines).format(
                count=storylines
            ),
            _("STARTEX {time}").format(time=local_time(0, clock)),
        ]
        self.heading.set_texts(_("MSEL"), " · ".join(texts))

    def _show_emptiness(self, *, empty: bool) -> None:
        self.empty.setVisible(empty)
        self.views.setVisible(not empty)
        self.bar.setVisible(not empty)
        self.move_button.setVisible(not empty)
        self.conduct_button.setVisible(not empty)
        self.legend.setVisible(not empty and self.bar.view == TIMELINE)

    def _draw(self) -> None:
        if self.bar.view != TIMELINE:
            return
        if self._chart is None or self._chart.lanes.by != self.bar.lanes_by:
            self._chart = InjectChart(self.plan, self.bar.lanes_by, spoken())
        self.timeline.show_chart(self._chart)
        self.legend.show_kinds(self._chart.kinds)

    def _show_view(self, view: str, *, draw: bool = True) -> None:
        self.views.setCurrentIndex({TABLE: 0, TIMELINE: 1, TRACE: 2}[view])
        self.legend.setVisible(view == TIMELINE)
        if not draw:
            return
        self.desk.settle()
        if view == TABLE:
            self.table.refresh(None)
            self.table.shared.follow()
        elif view == TRACE:
            self.trace.refresh()
            self.trace.show_inject(self.selection.current)
        else:
            self._draw()
            self._show_troubles()
            bar = self.timeline.current_bar()
            if bar is not None:
                self.timeline.bring_into_view(bar)

    def _show_troubles(self) -> None:
        """Mark on the timeline the injects whose time or order is wrong."""
        if self.desk.plan is None or self.bar.view != TIMELINE:
            return
        troubles: dict[str, list[str]] = {}
        for finding in self.desk.findings:
            if finding.table == Inject.__tablename__ and finding.field in TIME_FIELDS:
                troubles.setdefault(finding.row_id, []).append(finding.message.best(spoken()))
        self.timeline.show_clashes(troubles)

    def _show_selected(self) -> None:
        self._show_form(None)
        if self.bar.view == TABLE:
            self.table.shared.follow()
        elif self.bar.view == TRACE:
            self.trace.show_inject(self.selection.current)

    def _show_form(self, changes: Changes | None) -> None:
        self.chosen.show_chosen(self.plan, Inject, changes)


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)

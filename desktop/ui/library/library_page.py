"""The library page: all plans on this laptop, searched, sorted, begun, opened, binned."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from db.door import Changes
from db.search import Hit
from db.tables import Plan
from desktop.language import _, ngettext
from desktop.planning.templates import add_sample
from desktop.ui.desk import Desk
from desktop.ui.library.bin import ask_to_erase, bring_back, move_to_bin
from desktop.ui.library.bin_bar import BinBar
from desktop.ui.library.gallery import Gallery
from desktop.ui.library.hit_list import HitList
from desktop.ui.library.hits import lead_to
from desktop.ui.library.plan_filters import PlanFilters
from desktop.ui.library.plan_measures import PlanMeasures
from desktop.ui.library.plans_model import PlansModel
from desktop.ui.library.plans_view import PlansView
from desktop.ui.library.recent_plans import RecentPlans
from desktop.ui.library.state_line import last_backup_words
from desktop.ui.library.welcome import Welcome
from desktop.ui.page import Page

TYPING_MILLISECONDS = 120


class LibraryPage(Page):
    """All plans; the welcome as long as there is none."""

    section = "library"
    needs_plan = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Library"))
        self.measures = PlanMeasures(desk.library, self)
        self.model = PlansModel()
        self.view = PlansView(self.model, desk.library)
        self.hits = HitList(desk.library)
        self.welcome: Welcome | None = None
        self.recent = RecentPlans(desk)
        self.gallery = Gallery(desk)
        self.filters = PlanFilters()
        self.bin_bar = BinBar()
        self._fill_heading()
        self._plans_part = QWidget()
        self._middle = QStackedWidget()
        self._notice = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._notice.setProperty("role", "quiet")
        for widget in (self.view, self.hits, self._notice):
            self._middle.addWidget(widget)
        layout = QVBoxLayout(self._plans_part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.filters)
        layout.addWidget(self.recent)
        layout.addWidget(self.bin_bar)
        layout.addWidget(self._middle, 1)
        layout.addWidget(self.gallery)
        self.body.addWidget(self._plans_part, 1)
        self._connect()

    def _fill_heading(self) -> None:
        self.open_file = self.heading.add_button(_("Open plan file…"), icon="folder-open")
        self.new_workshop = self.heading.add_button(_("New workshop"), icon="chalkboard-teacher")
        self.new_exercise = self.heading.add_button(_("New exercise"), icon="plus", primary=True)

    def _connect(self) -> None:
        desk = self.desk
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self._pause.timeout.connect(self._show_hits)
        self.filters.typed.connect(self._hear_typing)
        self.filters.entered.connect(self._step_on)
        self.filters.changed.connect(self._show_plans)
        self.view.opened.connect(self._open)
        self.view.deletion_asked.connect(self._bin_or_erase)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.hits.chosen.connect(self._lead)
        self.measures.measured.connect(self.model.take_measures)
        self.open_file.clicked.connect(self._ask_for_file)
        self.new_exercise.clicked.connect(lambda: self._ask_for_new("exercise"))
        self.new_workshop.clicked.connect(lambda: self._ask_for_new("workshop"))
        self.gallery.template_asked.connect(self._ask_for_new)
        self.gallery.sample_asked.connect(self._open_sample)
        self.bin_bar.bring_back.clicked.connect(self._bring_back)
        self.bin_bar.erase.clicked.connect(lambda: self._erase(all_of_them=False))
        self.bin_bar.empty.clicked.connect(lambda: self._erase(all_of_them=True))
        desk.content_changed.connect(self.measures.hear)
        self.add_command(_("Search all plans"), self.filters.begin, "Ctrl+F")
        self.add_command(_("Move to the bin"), self._bin_or_erase, "Del", only_told=True)
        self.add_command(_("Show the bin"), self.filters.bin_button.click)

    def refresh(self, changes: Changes | None) -> None:
        """Show the plans of the library as they are now."""
        del changes
        self._plans = self.desk.library.plans()
        self._binned = self.desk.library.plans(in_bin=True)
        has_plans = bool(self._plans or self._binned)
        self._plans_part.setVisible(has_plans)
        self.heading.setVisible(has_plans)
        self._show_welcome(wanted=not has_plans)
        self.heading.set_texts(_("Library"), self._state_words())
        self.filters.count_bin(len(self._binned))
        self.recent.show_plans(self._plans)
        self.gallery.refresh(self._plans)
        self._show_plans()
        if self.filters.words():
            self._show_hits()

    def _show_welcome(self, *, wanted: bool) -> None:
        """Show the welcome, made when it is first wanted: it reads the sample plans."""
        if self.welcome is None and wanted:
            self.welcome = Welcome(self.desk)
            self.welcome.file_asked.connect(self._ask_for_file)
            self.welcome.new_asked.connect(self._ask_for_new)
            self.welcome.sample_asked.connect(self._open_sample)
            self.welcome.gallery.template_asked.connect(self._ask_for_new)
            self.body.addWidget(self.welcome, 1)
        if self.welcome is not None:
            self.welcome.setVisible(wanted)

    def _state_words(self) -> str:
        count = len(self._plans)
        plans = ngettext("{count} plan on this laptop", "{count} plans on this laptop", count)
        words = [plans.format(count=count), last_backup_words(self.desk.library)]
        return " · ".join(word for word in words if word)

    def _show_plans(self) -> None:
        in_bin = self.filters.in_bin()
        chosen = self.view.current_plan()
        plans = self.filters.let_through(self._binned if in_bin else self._plans)
        self.model.show_plans(plans, self.measures.known(plans))
        self.view.select_plan(chosen)
        self.view.show_measures(shown=not in_bin)
        self._measure(plans)
        self.bin_bar.setVisible(in_bin)
        self.bin_bar.setEnabled(bool(plans))
        self._make_room()
        if not self.filters.words():
            self._notice.setText(self._why_empty())
            self._middle.setCurrentWidget(self.view if plans else self._notice)

    def _why_empty(self) -> str:
        if self.filters.in_bin():
            return _("No plan in the bin passes these filters.")
        if not self._plans:
            return _("All plans lie in the bin. Bring one back, or begin a new one.")
        return _("No plan passes these filters. Choose “All plans” to see every one.")

    def _measure(self, plans: list[Plan]) -> None:
        if self.filters.in_bin():
            self.measures.stop()
            return
        order = {plan_id: place for place, plan_id in enumerate(self.view.shown_plans())}
        self.measures.want(sorted(plans, key=lambda plan: order.get(plan.id, 0)))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the plans, or to the first way to begin, if nothing has it."""
        super().showEvent(event)
        if QApplication.focusWidget() is None:
            first = self.view if self.welcome is None else self.welcome.exercise
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Measure no plans while another page is worked on."""
        self.measures.stop()
        super().hideEvent(event)

    def _make_room(self) -> None:
        """Show what was opened last and the gallery, unless the bin or hits need the room."""
        idle = not self.filters.in_bin() and not self.filters.words()
        self.gallery.setVisible(idle)
        self.recent.setVisible(idle and self.recent.has_any())

    def _hear_typing(self, words: str) -> None:
        self.measures.put_off()
        if words:
            self._pause.start()
        else:
            self._pause.stop()
            self._show_plans()

    def _show_hits(self) -> None:
        self._pause.stop()
        words = self.filters.words()
        if not words:
            return
        self._make_room()
        count = self.hits.show_words(words)
        self._notice.setText(_("Nothing in any plan contains all of these words."))
        self._middle.setCurrentWidget(self.hits if count else self._notice)

    def _step_on(self) -> None:
        """Lead the keyboard from the words to what they found, or to the plans."""
        if self._pause.isActive():
            self._show_hits()
        if self._middle.currentWidget() is self.hits:
            self.hits.step_into()
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead(self, hit: Hit) -> None:
        with self.desk.attempt():
            lead_to(self.desk, hit)

    def _open(self, plan_id: str) -> None:
        if self.filters.in_bin():
            self.desk.tell(_("This plan lies in the bin. Bring it back to open it."))
            return
        with self.desk.attempt():
            self.desk.open_plan(plan_id)

    def _open_sample(self, sample_id: str) -> None:
        with self.desk.attempt():
            self.desk.open_plan(add_sample(self.desk.library, sample_id).id)

    def _ask_for_file(self) -> None:
        # What reads plan files is not needed to show the library.
        from desktop.ui.library.plan_file_dialogs import ask_for_plan_file

        ask_for_plan_file(self.desk, self.window())

    def _duplicate(self, plan_id: str) -> None:
        from desktop.ui.library.plan_file_dialogs import duplicate

        with self.desk.attempt():
            self.desk.open_plan(plan_id)
            duplicate(self.desk)

    def _export(self, plan_id: str) -> None:
        from desktop.ui.library.plan_file_dialogs import ask_where_to_export

        window = self.window()
        with self.desk.attempt():
            self.desk.open_plan(plan_id)
            ask_where_to_export(self.desk, window)

    def _ask_for_new(self, kind: str, template_id: str = "") -> None:
        from desktop.ui.library.new_plan_dialog import NewPlanDialog

        NewPlanDialog(self.desk, kind, self.window(), template_id=template_id).open()

    def _bin_or_erase(self) -> None:
        plan_id = self.view.current_plan()
        if not plan_id:
            return
        if self.filters.in_bin():
            self._erase(all_of_them=False)
        else:
            move_to_bin(self.desk, plan_id)

    def _bring_back(self) -> None:
        plan_id = self.view.current_plan()
        if plan_id:
            bring_back(self.desk, plan_id)

    def _erase(self, *, all_of_them: bool) -> None:
        chosen = self.view.current_plan()
        plans = [plan for plan in self._binned if all_of_them or plan.id == chosen]
        if plans:
            ask_to_erase(self.desk, plans, self, lambda: self.refresh(None))

    def _show_menu(self, where: QPoint) -> None:
        plan_id = self.view.current_plan()
        if not self.view.indexAt(where).isValid() or not plan_id:
            return
        menu = QMenu(self)
        menu.setObjectName("plan-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.filters.in_bin():
            menu.addAction(_("Bring back"), self._bring_back)
            menu.addAction(_("Erase for good…"), lambda: self._erase(all_of_them=False))
        else:
            menu.addAction(_("Open"), lambda: self._open(plan_id))
            menu.addAction(_("Duplicate"), lambda: self._duplicate(plan_id))
            menu.addAction(_("Share…"), lambda: self._export(plan_id))
            menu.addSeparator()
            menu.addAction(_("Move to the bin"), lambda: move_to_bin(self.desk, plan_id))
        menu.popup(self.view.viewport().mapToGlobal(where))

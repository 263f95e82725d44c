"""The library page: all plans on this laptop, searched, sorted, begun, opened, binned."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from db.search import Hit
from db.tables import Plan
from desktop.language import N_, _, ngettext
from desktop.planning.templates import add_sample
from desktop.planning.terms import PLAN_KINDS, STATUSES
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.library.bin import ask_to_erase, bring_back, move_to_bin
from desktop.ui.library.gallery import Gallery
from desktop.ui.library.hit_list import HitList
from desktop.ui.library.hits import lead_to
from desktop.ui.library.plan_measures import PlanMeasures
from desktop.ui.library.plans_model import PlansModel
from desktop.ui.library.plans_view import PlansView
from desktop.ui.library.recent_plans import RecentPlans
from desktop.ui.library.state_line import last_backup_words
from desktop.ui.library.welcome import Welcome
from desktop.ui.page import Page

TYPING_MILLISECONDS = 120
UNFINISHED, ALL = "unfinished", "all"
STATES = {UNFINISHED: N_("Open plans"), ALL: N_("All plans")}


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
        layout.addLayout(self._search_row())
        layout.addWidget(self.recent)
        layout.addLayout(self._bin_row())
        layout.addWidget(self._middle, 1)
        layout.addWidget(self.gallery)
        self.body.addWidget(self._plans_part, 1)
        self._connect()

    def _fill_heading(self) -> None:
        self.open_file = self.heading.add_button(_("Open plan file…"), icon="folder-open")
        self.new_workshop = self.heading.add_button(_("New workshop"), icon="chalkboard-teacher")
        self.new_exercise = self.heading.add_button(_("New exercise"), icon="plus", primary=True)

    def _search_row(self) -> QHBoxLayout:
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(
            _("Search all plans: titles, objectives, activities, people, places")
        )
        self.search.setAccessibleName(_("Search all plans"))
        self.search.addAction(
            icon_for("magnifying-glass", "quiet"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.installEventFilter(self)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(_("Kind of plan"))
        self.kinds.addItem(_("All kinds"), "")
        for kind, name in PLAN_KINDS.items():
            self.kinds.addItem(_(name), kind)
        self.states = QComboBox()
        self.states.setAccessibleName(_("State of the plan"))
        for state, name in (STATES | STATUSES).items():
            self.states.addItem(_(name), state)
        self.states.insertSeparator(len(STATES))
        self.bin_button = QPushButton(icon_for("trash"), _("Bin"))
        self.bin_button.setCheckable(True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        row.addWidget(self.kinds)
        row.addWidget(self.states)
        row.addWidget(self.bin_button)
        return row

    def _bin_row(self) -> QHBoxLayout:
        self.bring_back_button = QPushButton(icon_for("arrow-u-up-left"), _("Bring back"))
        self.erase_button = QPushButton(_("Erase for good…"))
        self.empty_button = QPushButton(_("Empty the bin…"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.bring_back_button, self.erase_button, self.empty_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        desk = self.desk
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self._pause.timeout.connect(self._show_hits)
        self.search.textChanged.connect(self._hear_typing)
        self.kinds.activated.connect(lambda _index: self._show_plans())
        self.states.activated.connect(lambda _index: self._show_plans())
        self.bin_button.toggled.connect(lambda _on: self._show_plans())
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
        self.bring_back_button.clicked.connect(self._bring_back)
        self.erase_button.clicked.connect(lambda: self._erase(all_of_them=False))
        self.empty_button.clicked.connect(lambda: self._erase(all_of_them=True))
        desk.content_changed.connect(self.measures.hear)
        self.add_command(_("Search all plans"), self._find, "Ctrl+F")
        self.add_command(_("Move to the bin"), self._bin_or_erase, "Del", only_told=True)
        self.add_command(_("Show the bin"), self.bin_button.click)

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def refresh(self, changes: Changes | None) -> None:
        """Show the plans of the library as they are now."""
        del changes
        self._plans = self.desk.library.plans()
        self._binned = self.desk.library.plans(in_bin=True)
        if not self._binned:
            self.bin_button.setChecked(False)
        has_plans = bool(self._plans or self._binned)
        self._plans_part.setVisible(has_plans)
        self.heading.setVisible(has_plans)
        self._show_welcome(wanted=not has_plans)
        self.heading.set_texts(_("Library"), self._state_words())
        self.bin_button.setText(
            _("Bin ({count})").format(count=len(self._binned)) if self._binned else _("Bin")
        )
        self.bin_button.setEnabled(bool(self._binned))
        self.recent.show_plans(self._plans)
        self.gallery.refresh(self._plans)
        self._show_plans()
        if self.search.text().strip():
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

    def _shown(self) -> list[Plan]:
        """Return the plans that the filters let through."""
        in_bin = self.bin_button.isChecked()
        kind, state = self.kinds.currentData(), self.states.currentData()
        plans = self._binned if in_bin else self._plans
        if kind:
            plans = [plan for plan in plans if plan.kind == kind]
        if in_bin:
            return plans
        if state == UNFINISHED:
            return [plan for plan in plans if plan.status != "closed"]
        return [plan for plan in plans if state in (ALL, plan.status)]

    def _show_plans(self) -> None:
        in_bin = self.bin_button.isChecked()
        chosen = self.view.current_plan()
        plans = self._shown()
        self.model.show_plans(plans, self.measures.known(plans))
        self.view.select_plan(chosen)
        self.view.show_measures(shown=not in_bin)
        self.states.setEnabled(not in_bin)
        self._measure(plans)
        for button in (self.bring_back_button, self.erase_button, self.empty_button):
            button.setVisible(in_bin)
            button.setEnabled(bool(plans))
        self._make_room()
        if not self.search.text().strip():
            self._notice.setText(
                _("No plan in the bin passes these filters.")
                if in_bin
                else _("No plan passes these filters. Choose “All plans” to see every one.")
            )
            self._middle.setCurrentWidget(self.view if plans else self._notice)

    def _measure(self, plans: list[Plan]) -> None:
        if self.bin_button.isChecked():
            self.measures.stop()
            return
        order = {plan_id: place for place, plan_id in enumerate(self.view.shown_plans())}
        self.measures.want(sorted(plans, key=lambda plan: order.get(plan.id, 0)))

    def hideEvent(self, event: QHideEvent) -> None:
        """Measure no plans while another page is worked on."""
        self.measures.stop()
        super().hideEvent(event)

    def _make_room(self) -> None:
        """Show what was opened last and the gallery, unless the bin or hits need the room."""
        idle = not self.bin_button.isChecked() and not self.search.text().strip()
        self.gallery.setVisible(idle)
        self.recent.setVisible(idle and self.recent.has_any())

    def _hear_typing(self, text: str) -> None:
        self.measures.put_off()
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._show_plans()

    def _show_hits(self) -> None:
        self._pause.stop()
        words = self.search.text().strip()
        if not words:
            return
        self._make_room()
        count = self.hits.show_words(words)
        self._notice.setText(_("Nothing in any plan contains all of these words."))
        self._middle.setCurrentWidget(self.hits if count else self._notice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead from the search box to what it found; Escape empties it."""
        if (
            watched is self.search
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._pause.isActive():
                    self._show_hits()
                if self._middle.currentWidget() is self.hits:
                    self.hits.step_into()
                else:
                    self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _lead(self, hit: Hit) -> None:
        with self.desk.attempt():
            lead_to(self.desk, hit)

    def _open(self, plan_id: str) -> None:
        if self.bin_button.isChecked():
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
        if self.bin_button.isChecked():
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
        if self.bin_button.isChecked():
            menu.addAction(_("Bring back"), self._bring_back)
            menu.addAction(_("Erase for good…"), lambda: self._erase(all_of_them=False))
        else:
            menu.addAction(_("Open"), lambda: self._open(plan_id))
            menu.addAction(_("Duplicate"), lambda: self._duplicate(plan_id))
            menu.addAction(_("Export plan file…"), lambda: self._export(plan_id))
            menu.addSeparator()
            menu.addAction(_("Move to the bin"), lambda: move_to_bin(self.desk, plan_id))
        menu.popup(self.view.viewport().mapToGlobal(where))

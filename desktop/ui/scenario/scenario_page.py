"""The page of the scenario: its parts, its actors, its pictures, and who may see them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from db.record import Record
from db.tables import Attachment, ScenarioSection, SimulatedActor
from db.text import Text
from desktop.language import LANGUAGES, N_, _, ngettext, translate
from desktop.planning.terms import SCENARIO_KINDS
from desktop.ui.desk import Desk, Place
from desktop.ui.empty_state import EmptyState
from desktop.ui.forms.fields import PairField
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.forms.wide_pair_editor import WidePairEditor
from desktop.ui.icons import icon_for
from desktop.ui.library.plan_file_drop import plan_files_in
from desktop.ui.page import Page
from desktop.ui.scenario.audience import AudienceButton
from desktop.ui.scenario.part_list import PartList
from desktop.ui.scenario.picture_strip import PictureStrip
from desktop.ui.scenario.players_view import PlayersView
from desktop.ui.scenario.scenario_forms import (
    actor_form,
    actor_kind,
    actor_title,
    picture_form,
    section_form,
    section_kind,
    section_title,
)

LIST_WIDTH, LEAST_LIST_WIDTH = 264, 184
PASTE = "Ctrl+Shift+V"


class ScenarioPage(Page):
    """The parts at the left, the one in hand in the middle in both languages."""

    section = "scenario"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Scenario"))
        self.row: Any = None
        self._add_buttons()
        self.sections = PartList(_("Parts of the scenario"), section_title, section_kind)
        self.actors = PartList(_("Simulated actors"), actor_title, actor_kind)
        for parts in (self.sections, self.actors):
            parts.chosen.connect(self.choose)
            parts.moved.connect(self._move)
            parts.removing.connect(self.remove)
        self.audience = AudienceButton()
        self.audience.turned.connect(self._turn_audience)
        self.titles = {
            ScenarioSection: WidePairEditor(desk, PairField("title", N_("Title"))),
            SimulatedActor: WidePairEditor(desk, PairField("name", N_("Name"))),
        }
        self.texts = {
            ScenarioSection: WidePairEditor(desk, PairField("narrative", N_("Narrative"), 8)),
            SimulatedActor: WidePairEditor(desk, PairField("description", N_("Description"), 8)),
        }
        self.editors = [*self.titles.values(), *self.texts.values()]
        for editor in self.editors:
            desk.settling.connect(editor.settle)
        self.pictures = PictureStrip(desk)
        self.pictures.chosen.connect(self._choose_picture)
        self.players_view = PlayersView()
        self._make_forms(desk)
        self._lay_out()
        self.add_command(_("Add pictures…"), self.pictures.ask_for_files)
        self.add_command(_("Paste picture"), self._paste_picture, PASTE)
        self.setAcceptDrops(True)

    # Making it

    def _add_buttons(self) -> None:
        self.preview = self.heading.add_button(_("As players see it"), icon="eye")
        self.preview.setCheckable(True)
        self.preview.toggled.connect(self._show_preview)
        self.add_button = self.heading.add_button(_("New part"), icon="plus", primary=True)
        self.add_button.clicked.connect(self._offer_parts)
        for kind, name in SCENARIO_KINDS.items():
            keys = "Ctrl+Alt+N" if kind == "phase" else ""
            self.add_command(
                _("New part: {kind}").format(kind=_(name)),
                lambda own=kind: self.add_section(own),  # type: ignore[misc]
                keys,
            )
        self.add_command(_("New simulated actor"), self.add_actor)
        self.add_command(_("As players see it"), self.preview.toggle)

    def _make_forms(self, desk: Desk) -> None:
        self.forms: dict[type[Record], RecordForm] = {
            ScenarioSection: section_form(desk),
            SimulatedActor: actor_form(desk),
            Attachment: picture_form(desk),
        }
        self.forms[ScenarioSection].asked_elsewhere.connect(self._focus_field)
        self.forms[SimulatedActor].asked_elsewhere.connect(self._focus_field)
        self.inspector = QWidget()
        layout = QVBoxLayout(self.inspector)
        layout.setContentsMargins(0, 0, 0, 0)
        for form in self.forms.values():
            layout.addWidget(form)
        self.tools = QWidget()
        line = QHBoxLayout(self.tools)
        line.setContentsMargins(16, 0, 12, 16)
        self.show_large = QPushButton(_("Show large"))
        self.show_large.setIcon(icon_for("magnifying-glass-plus"))
        self.show_large.clicked.connect(self.pictures.show_large)
        self.remove_button = QPushButton(_("Remove"))
        self.remove_button.setIcon(icon_for("trash"))
        self.remove_button.clicked.connect(self._remove_in_hand)
        line.setSpacing(8)
        line.addWidget(self.show_large)
        line.addWidget(self.remove_button)
        line.addStretch(1)
        layout.addWidget(self.tools)
        layout.addStretch(1)
        self._picture_in_hand = False

    def _lay_out(self) -> None:
        left = QWidget()
        left.setProperty("role", "scrolled")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.sections)
        self.actors_title = QLabel(_("Simulated actors"))
        self.actors_title.setProperty("role", "section")
        head = QHBoxLayout()
        head.addWidget(self.actors_title, 1)
        self.add_actor_button = QToolButton()
        self.add_actor_button.setProperty("role", "flat")
        self.add_actor_button.setIcon(icon_for("plus"))
        self.add_actor_button.setToolTip(_("New simulated actor"))
        self.add_actor_button.setAccessibleName(_("New simulated actor"))
        self.add_actor_button.clicked.connect(self.add_actor)
        head.addWidget(self.add_actor_button)
        column.addSpacing(8)
        column.addLayout(head)
        column.addWidget(self.actors)
        column.addStretch(1)
        scrolled = QScrollArea(widgetResizable=True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(left)
        scrolled.setMinimumWidth(LEAST_LIST_WIDTH)
        scrolled.setMaximumWidth(LIST_WIDTH)
        self._lay_out_editor()
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(scrolled, 2)
        line.addWidget(self.editor, 5)
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self.players_view)
        self.body.addWidget(self._stack, 1)

    def _lay_out_editor(self) -> None:
        self.editor = QWidget()
        middle = QVBoxLayout(self.editor)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(12)
        marks = QHBoxLayout()
        self.kind_label = QLabel()
        self.kind_label.setProperty("role", "section")
        self.kind_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        marks.addWidget(self.kind_label, 1)
        marks.addWidget(self.audience)
        middle.addLayout(marks)
        for editor in self.titles.values():
            middle.addWidget(editor)
        for editor in self.texts.values():
            middle.addWidget(editor, 1)
        middle.addWidget(self.pictures)

    def _empty(self) -> QWidget:
        empty = EmptyState(
            "book-open",
            _("The scenario is empty"),
            _(
                "The scenario tells what happened before play and around it. Begin with its usual "
                "parts: general situation, special situation, road to crisis and a first phase."
            ),
        )
        self.begin = empty.add_way(_("Add the usual parts"), "plus")
        self.begin.clicked.connect(self.add_usual)
        return empty

    # What the window asks

    def refresh(self, changes: Changes | None) -> None:
        """Show the scenario as it stands now."""
        del changes
        plan = self.plan
        sections, actors = plan.rows(ScenarioSection), plan.rows(SimulatedActor)
        if self.row is not None:
            self.row = plan.get(type(self.row), self.row.id)
        if self.row is None:
            self.row = next(iter([*sections, *actors]), None)
        self._show_row()
        self._say_how_many()
        if self.preview.isChecked():
            self.players_view.show_plan(plan)
            self._stack.setCurrentIndex(2)
        else:
            self._stack.setCurrentIndex(0 if self.row is not None else 1)

    def reveal(self, place: Place) -> None:
        """Show a section, an actor or a picture, and put the cursor into a field."""
        tables: dict[str, type[Any]] = {
            table.__tablename__: table for table in (ScenarioSection, SimulatedActor, Attachment)
        }
        table = tables.get(place.table)
        row = None if table is None else self.plan.get(table, place.row_id)
        if row is None:
            return
        self.preview.setChecked(False)
        if isinstance(row, Attachment):
            self.choose(self.plan.get(ScenarioSection, row.section_id))
            self.pictures.select(row.id)
            self._choose_picture(row)
        else:
            self.choose(row)
            self._focus_field(place.field)

    # What it does

    def choose(self, row: Any) -> None:
        """Take a section or an actor in hand."""
        if row is not None:
            self.row, self._picture_in_hand = row, False
            self._show_row()

    def add_section(self, kind: str) -> None:
        """Add a part of a kind behind the one in hand and wait for its title."""
        self.desk.settle()
        behind = self.row if isinstance(self.row, ScenarioSection) else None
        row = ScenarioSection(kind=kind)
        with self.desk.attempt():
            with self.plan.edit(N_("Add {noun}"), noun=N_("part of the scenario")):
                self.plan.add(row)
                if behind is not None:
                    self.plan.place(row, behind)
            self._begin_with(row)

    def add_actor(self) -> None:
        """Add a simulated actor and wait for its name."""
        self.desk.settle()
        row = SimulatedActor(kind="group")
        with self.desk.attempt():
            with self.plan.edit(N_("Add {noun}"), noun=N_("simulated actor")):
                self.plan.add(row)
            self._begin_with(row)

    def add_usual(self) -> None:
        """Add the parts that every scenario has."""
        with self.desk.attempt():
            with self.plan.edit(N_("Add the usual parts of a scenario")):
                for kind, name in SCENARIO_KINDS.items():
                    title = Text(*(translate(name, language) for language in LANGUAGES))
                    shown = kind in {"general-situation", "road-to-crisis"}
                    start = 0 if kind == "phase" else None
                    self.plan.add(
                        ScenarioSection(
                            kind=kind, title=title, for_players=shown, offset_minutes=start
                        )
                    )
            self.choose(self.plan.rows(ScenarioSection)[0])

    def remove(self) -> None:
        """Remove the section or actor in hand."""
        row = self.row
        if row is None:
            return
        self.desk.settle()
        noun = N_("part of the scenario")
        noun = noun if isinstance(row, ScenarioSection) else N_("simulated actor")
        with self.desk.attempt(), self.plan.edit(N_("Remove {noun}"), noun=noun):
            if isinstance(row, ScenarioSection):
                for picture in list(self.plan.children(Attachment, "section_id", row.id)):
                    self.plan.remove(picture)
            self.plan.remove(row)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures anywhere on the page; plan files go to the window."""
        if isinstance(self.row, ScenarioSection) and _carries_pictures(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what is dropped to the part in hand."""
        if isinstance(self.row, ScenarioSection) and _carries_pictures(event.mimeData()):
            event.acceptProposedAction()
            self.pictures.take(event.mimeData())

    # How it works

    def _paste_picture(self) -> None:
        if isinstance(self.row, ScenarioSection):
            self.pictures.paste()

    def _begin_with(self, row: Any) -> None:
        self.preview.setChecked(False)
        self.choose(row)
        self._focus_field("")

    def _offer_parts(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, name in SCENARIO_KINDS.items():
            menu.addAction(_(name)).triggered.connect(
                lambda _on=False, own=kind: self.add_section(own)
            )
        menu.addSeparator()
        menu.addAction(_("Simulated actor")).triggered.connect(self.add_actor)
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def _move(self, row: Any, after: Any) -> None:
        self.desk.settle()
        with self.desk.attempt(), self.plan.edit(N_("Change the order of the scenario")):
            self.plan.place(row, after)

    def _turn_audience(self, for_players: bool) -> None:
        row = self.row
        if row is None:
            return
        self.desk.settle()
        label = N_("Show it to players") if for_players else N_("Hide it from players")
        with self.desk.attempt(), self.plan.edit(label):
            row.for_players = for_players

    def _show_row(self) -> None:
        row, plan = self.row, self.plan
        for parts, table in ((self.sections, ScenarioSection), (self.actors, SimulatedActor)):
            parts.show_rows(plan.rows(table), row.id if isinstance(row, table) else None)
        self.actors.setVisible(bool(plan.rows(SimulatedActor)))
        for table in (ScenarioSection, SimulatedActor):
            mine = isinstance(row, table)
            for editor in (self.titles[table], self.texts[table]):
                editor.setVisible(mine)
                if editor.row is not (row if mine else None):
                    editor.show_row(row if mine else None)
                else:
                    editor.show_value()
        self.pictures.setVisible(isinstance(row, ScenarioSection))
        self.pictures.show_section(row if isinstance(row, ScenarioSection) else None)
        if row is not None:
            is_section = isinstance(row, ScenarioSection)
            self.kind_label.setText(section_kind(row) if is_section else actor_kind(row))
            self.audience.show_for(row.for_players)
        self._show_form()

    def _choose_picture(self, _row: Attachment) -> None:
        self._picture_in_hand = True
        self._show_form()

    def _show_form(self) -> None:
        picture = self.pictures.current() if self._picture_in_hand else None
        target = picture or self.row
        self._picture_in_hand = picture is not None
        for table, form in self.forms.items():
            mine = isinstance(target, table)
            form.setVisible(mine or (target is None and table is ScenarioSection))
            if form.row is not (target if mine else None):
                form.show_row(target if mine else None)
            else:
                form.refresh(None)
        self.tools.setVisible(target is not None)
        self.show_large.setVisible(picture is not None)

    def _remove_in_hand(self) -> None:
        if self._picture_in_hand:
            self.pictures.remove()
        else:
            self.remove()

    def _focus_field(self, field: str) -> None:
        editors = [editor for editor in self.editors if editor.row is self.row]
        for editor in editors:
            if field in editor.fields:
                editor.take_focus(field)
                return
        if not self.forms[type(self.row)].focus_field(field) and editors:
            editors[0].take_focus("")

    def _show_preview(self, wanted: bool) -> None:
        self.desk.settle()
        self.preview.setText(_("Back to editing") if wanted else _("As players see it"))
        self.refresh(None)

    def _say_how_many(self) -> None:
        sections, actors = self.plan.rows(ScenarioSection), self.plan.rows(SimulatedActor)
        seen = sum(row.for_players for row in sections) + sum(row.for_players for row in actors)
        parts = [
            ngettext("{count} part", "{count} parts", len(sections)).format(count=len(sections)),
            ngettext("{count} simulated actor", "{count} simulated actors", len(actors)).format(
                count=len(actors)
            ),
            ngettext("players may see {count}", "players may see {count}", seen).format(count=seen),
        ]
        self.heading.set_texts(_("Scenario"), " · ".join(parts) if sections or actors else "")


def _carries_pictures(data: QMimeData) -> bool:
    return data.hasImage() or (data.hasUrls() and not plan_files_in(data))

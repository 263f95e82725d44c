"""The page of the scenario: its parts, its actors, its pictures, and who may see them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from db.tables import Attachment, ScenarioSection, SimulatedActor
from desktop.language import _, ngettext
from desktop.planning.terms import SCENARIO_KINDS
from desktop.ui.desk import Desk, Place
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon_for
from desktop.ui.library.plan_file_drop import plan_files_in
from desktop.ui.page import Page
from desktop.ui.scenario.in_hand_form import InHandForm
from desktop.ui.scenario.part_editor import PartEditor
from desktop.ui.scenario.part_list import PartList
from desktop.ui.scenario.players_view import PlayersView
from desktop.ui.scenario.scenario_edits import ScenarioEdits
from desktop.ui.scenario.scenario_forms import (
    actor_kind,
    actor_title,
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
        self.edits = ScenarioEdits(self.plan)
        self._add_buttons()
        self.sections = PartList(_("Parts of the scenario"), section_title, section_kind)
        self.actors = PartList(_("Simulated actors"), actor_title, actor_kind)
        for parts in (self.sections, self.actors):
            parts.chosen.connect(self.choose)
            parts.moved.connect(self._move)
            parts.removing.connect(self.remove)
        self.editor = PartEditor(desk)
        self.editor.audience.turned.connect(self._turn_audience)
        self.pictures = self.editor.pictures
        self.pictures.chosen.connect(self._choose_picture)
        self.in_hand = self.inspector = InHandForm(desk)
        self.in_hand.asked_elsewhere.connect(self._focus_field)
        self.in_hand.show_large.clicked.connect(self.pictures.show_large)
        self.in_hand.remove_button.clicked.connect(self._remove_in_hand)
        self._picture_in_hand = False
        self.players_view = PlayersView()
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
        with self._attempt():
            behind = self.row if isinstance(self.row, ScenarioSection) else None
            self._begin_with(self.edits.add_section(kind, behind))

    def add_actor(self) -> None:
        """Add a simulated actor and wait for its name."""
        with self._attempt():
            self._begin_with(self.edits.add_actor())

    def add_usual(self) -> None:
        """Add the parts that every scenario has, and take the first in hand."""
        with self._attempt():
            self.edits.add_usual()
            self.choose(self.plan.rows(ScenarioSection)[0])

    def remove(self) -> None:
        """Remove the section or actor in hand."""
        if self.row is not None:
            with self._attempt():
                self.edits.remove(self.row)

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

    def _turn_audience(self, for_players: bool) -> None:
        if self.row is not None:
            with self._attempt():
                self.edits.show_to_players(self.row, for_players)

    def _move(self, row: Any, after: Any) -> None:
        with self._attempt():
            self.edits.move(row, after)

    @contextmanager
    def _attempt(self) -> Iterator[None]:
        """Write what is being typed, then try an edit."""
        self.desk.settle()
        with self.desk.attempt():
            yield

    def _show_row(self) -> None:
        row, plan = self.row, self.plan
        for parts, table in ((self.sections, ScenarioSection), (self.actors, SimulatedActor)):
            parts.show_rows(plan.rows(table), row.id if isinstance(row, table) else None)
        self.actors.setVisible(bool(plan.rows(SimulatedActor)))
        self.editor.show_row(row)
        self._show_form()

    def _choose_picture(self, _row: Attachment) -> None:
        self._picture_in_hand = True
        self._show_form()

    def _show_form(self) -> None:
        picture = self.pictures.current() if self._picture_in_hand else None
        self._picture_in_hand = picture is not None
        self.in_hand.show_row(picture or self.row)

    def _remove_in_hand(self) -> None:
        if self._picture_in_hand:
            self.pictures.remove()
        else:
            self.remove()

    def _focus_field(self, field: str) -> None:
        if not self.editor.focus_field(field):
            form = self.in_hand.forms[type(self.row)]
            if not form.focus_field(field):
                self.editor.begin()

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

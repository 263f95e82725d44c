"""The form of everything a plan says of itself, in sections."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from db.tables import Approval
from desktop.language import N_, _
from desktop.planning.record_names import FIELD_NAMES
from desktop.planning.terms import MARKINGS, PLAN_LANGUAGES, STATUSES, types_of
from desktop.ui.accessible import named
from desktop.ui.desk import Desk, Place
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.forms.fields import Field, LineField, OwnField, PairField, PickField
from desktop.ui.forms.record_form import editor_for
from desktop.ui.icons import icon_for
from desktop.ui.overview.approvals import ApprovalsTable
from desktop.ui.overview.start_editor import EndEditor, StartEditor, ZoneEditor
from desktop.ui.tables.coded_columns import ChoiceColumn
from desktop.ui.tables.columns import WordColumn

LIST_WIDTH = 208
FORM_WIDTH = 820
APPROVALS_HEIGHT = 260
APPROVALS = N_("Approvals")


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form: its name, what it is about, and rows of fields side by side."""

    name: str
    about: str
    rows: tuple[tuple[Field, ...], ...]


def _pair(field: str, lines: int) -> tuple[Field, ...]:
    return (PairField(field, FIELD_NAMES[field], lines=lines),)


def _parts(kind: str) -> tuple[Part, ...]:
    word, name = WordColumn, FIELD_NAMES
    return (
        Part(
            N_("Name and status"),
            N_("What the plan is called and how far it has come."),
            (
                _pair("name", 1),
                (
                    LineField(word("code", name["code"])),
                    PickField(ChoiceColumn("type", name["type"], choices=types_of(kind))),
                ),
                (
                    PickField(ChoiceColumn("status", name["status"], choices=STATUSES)),
                    PickField(ChoiceColumn("languages", name["languages"], choices=PLAN_LANGUAGES)),
                ),
            ),
        ),
        Part(
            N_("Dates and place"),
            N_("All times in the plan count from its start and move with it."),
            (
                (OwnField(StartEditor), OwnField(EndEditor)),
                (OwnField(ZoneEditor),),
                _pair("location", 2),
            ),
        ),
        Part(
            N_("Purpose and scope"),
            N_("Why the plan exists, what belongs to it and what does not."),
            (_pair("purpose", 4), _pair("scope", 4)),
        ),
        Part(
            N_("Assumptions and limits"),
            N_("What is taken for granted, what is simulated, and what may not be done."),
            (
                _pair("assumptions", 3),
                _pair("artificialities", 3),
                _pair("constraints", 3),
                _pair("references", 3),
            ),
        ),
        Part(
            N_("Safety and information"),
            N_("How a real emergency is told from play, who talks to whom, and to the press."),
            (
                _pair("safety", 3),
                _pair("emergency_word", 1),
                _pair("communications", 3),
                _pair("public_affairs", 3),
            ),
        ),
        Part(
            N_("Marking and distribution"),
            N_("The marking stands at the head and the foot of every printed page."),
            (
                (
                    PickField(
                        ChoiceColumn(
                            "marking",
                            name["marking"],
                            choices={marking: marking for marking in MARKINGS},
                            own=True,
                        )
                    ),
                ),
                _pair("marking_instructions", 3),
                _pair("distribution", 3),
            ),
        ),
    )


class Details(QWidget):
    """One long form; the list at the left leads to its sections."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        assert desk.plan is not None  # noqa: S101 - the overview needs a plan
        self.list = named(QListWidget(), _("Sections of the form"))
        self.list.setProperty("role", "sections")
        self.list.setFixedWidth(LIST_WIDTH)
        self.editors: list[FieldEditor] = []
        self._headings: list[QLabel] = []
        self._part_of: dict[FieldEditor, int] = {}
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        inside.setMaximumWidth(FORM_WIDTH)
        self._form = QVBoxLayout(inside)
        self._form.setContentsMargins(2, 0, 16, 16)
        self._form.setSpacing(14)
        for part in _parts(desk.plan.row.kind):
            self._add_part(part)
        self._add_approvals()
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inside)
        self.area.verticalScrollBar().valueChanged.connect(lambda _value: self._mark())
        self.list.itemClicked.connect(lambda _item: self._lead())
        self.list.currentRowChanged.connect(self._follow_keys)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addWidget(self.list)
        layout.addWidget(self.area, 1)
        self.list.setCurrentRow(0)
        desk.settling.connect(self.settle)
        for editor in self.editors:
            editor.show_row(desk.plan.row)

    def refresh(self, changes: Changes | None) -> None:
        """Show the plan as it stands; what is being typed is left alone."""
        for editor in self.editors:
            editor.show_value()
        self.approvals.refresh(changes)

    def reveal(self, place: Place) -> None:
        """Put the cursor into a field of the plan, or select an approval."""
        if place.table == Approval.__tablename__:
            self.list.setCurrentRow(self.list.count() - 1)
            self._lead()
            self.approvals.select(place.row_id, place.field)
            return
        for editor in self.editors:
            if place.field in editor.fields:
                editor.take_focus(place.field)
                self.area.ensureWidgetVisible(editor, 0, 48)
                self.list.setCurrentRow(self._part_of[editor])
                return
        self.list.setFocus()

    def settle(self) -> None:
        """Write what has been typed."""
        if self.desk.plan is not None:
            for editor in self.editors:
                editor.settle()

    def _lead(self) -> None:
        """Scroll to the section that is chosen in the list."""
        heading = self._headings[max(0, self.list.currentRow())]
        self.area.verticalScrollBar().setValue(heading.y())

    def _follow_keys(self, _row: int) -> None:
        if self.list.hasFocus():
            self._lead()

    def _mark(self) -> None:
        """Choose in the list what has been scrolled to."""
        bar = self.area.verticalScrollBar()
        above = [i for i, h in enumerate(self._headings) if h.y() <= bar.value() + 24]
        at_end = bar.value() == bar.maximum() and bar.maximum() > 0
        if not self.list.hasFocus() and above:
            self.list.setCurrentRow(len(self._headings) - 1 if at_end else above[-1])

    def _add_part(self, part: Part) -> None:
        self._add_heading(part.name, part.about)
        for fields in part.rows:
            line = QHBoxLayout()
            line.setSpacing(16)
            for field in fields:
                editor = editor_for(self.desk, field)
                self.editors.append(editor)
                self._part_of[editor] = len(self._headings) - 1
                line.addWidget(editor, 1, Qt.AlignmentFlag.AlignTop)
            self._form.addLayout(line)
        self._form.addSpacing(18)

    def _add_approvals(self) -> None:
        self._add_heading(
            APPROVALS, N_("Who approves which version of the plan, in which post, and when.")
        )
        self.approvals = ApprovalsTable(self.desk)
        add = QPushButton(icon_for("plus"), _("Add approval"))
        add.clicked.connect(self.approvals.add_row)
        self.approvals.tools.insertWidget(0, add)
        self.approvals.setMinimumHeight(APPROVALS_HEIGHT)
        self._form.addWidget(self.approvals)
        self._form.addStretch(1)

    def _add_heading(self, name: str, about: str) -> None:
        title = QLabel(_(name))
        title.setProperty("role", "section")
        quiet = QLabel(_(about), wordWrap=True)
        quiet.setProperty("role", "quiet")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(quiet)
        self._form.addLayout(words)
        self._headings.append(title)
        self.list.addItem(QListWidgetItem(_(name)))

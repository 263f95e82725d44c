"""What an objective serves: focus areas and proposed actions, ticked, with a note how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.open_plan import OpenPlan
from db.tables import (
    Alignment,
    AreaOfAction,
    FocusArea,
    Framework,
    Pillar,
    PlanFocusArea,
    PlanFramework,
    ProposedAction,
)
from desktop.language import N_, _, spoken
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.forms.fields import PairField
from desktop.ui.forms.text_editors import PairEditor
from desktop.ui.forms.wrapping_tick import WrappingTick

INDENT = 20


@dataclass(frozen=True, slots=True)
class Option:
    """Something an objective can serve, or (without `column`) a heading above such things."""

    text: str
    column: str = ""
    target_id: str = ""
    level: int = 0
    chosen: bool = True


class AlignmentsEditor(FieldEditor):
    """Ticks of the plan's frameworks, by pillar; a note opens under each that is ticked."""

    def __init__(self, desk: Desk) -> None:
        fields = ("alignments", "alignment", "focus_area_id", "proposed_action_id", "note")
        super().__init__(desk, N_("Serves"), fields)
        self._lines = QWidget()
        self._options: list[Option] = []
        self.ticks: dict[str, WrappingTick] = {}
        self.notes: dict[str, PairEditor] = {}
        self.box.addWidget(self._lines)

    def show_value(self) -> None:
        """Show what can be served now, and what is."""
        options = list(options_of(self.plan)) if self.row is not None else []
        if options != self._options:
            self._options = options
            self._build()
        served = self._served()
        for target_id, tick in self.ticks.items():
            link = served.get(target_id)
            tick.box.setChecked(link is not None)
            note = self.notes[target_id]
            if note.row is not link:
                note.show_row(link)
            elif link is not None:
                note.show_value()
            note.setVisible(link is not None)

    def settle(self) -> None:
        """Write the notes that are being typed."""
        for note in self.notes.values():
            note.settle()

    def take_focus(self, field: str) -> None:
        """Put the cursor on the first tick."""
        del field
        for tick in self.ticks.values():
            tick.box.setFocus()
            return

    def _served(self) -> dict[str, Any]:
        if self.row is None:
            return {}
        links = self.plan.children(Alignment, "objective_id", self.row.id)
        return {link.focus_area_id or link.proposed_action_id or "": link for link in links}

    def _build(self) -> None:
        self.ticks, self.notes = {}, {}
        old, self._lines = self._lines, QWidget()
        layout = QVBoxLayout(self._lines)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for option in self._options:
            if option.column:
                self._add_tick(layout, option)
            else:
                heading = QLabel(option.text)
                heading.setProperty("role", "accent")
                heading.setWordWrap(True)
                layout.addWidget(heading)
        self.box.replaceWidget(old, self._lines)
        old.hide()
        old.deleteLater()

    def _add_tick(self, layout: QVBoxLayout, option: Option) -> None:
        tick = WrappingTick(option.text, quiet=not option.chosen)
        tick.setContentsMargins(INDENT * option.level, 0, 0, 0)
        if not option.chosen:
            tick.setToolTip(_("The plan does not undertake to serve this area yet."))
        tick.box.clicked.connect(lambda ticked, option=option: self._set(option, ticked=ticked))
        note = PairEditor(self.desk, PairField("note", N_("How it serves it"), lines=2))
        note.setContentsMargins(INDENT * (option.level + 1), 0, 0, 4)
        self.ticks[option.target_id], self.notes[option.target_id] = tick, note
        layout.addWidget(tick)
        layout.addWidget(note)

    def _set(self, option: Option, *, ticked: bool) -> None:
        link = self._served().get(option.target_id)
        label = N_("Align objective to “{name}”") if ticked else N_("Stop serving “{name}”")
        with self.desk.attempt(), self.plan.edit(label, name=option.text):
            if ticked and link is None:
                values = {option.column: option.target_id}
                self.plan.add(Alignment(objective_id=self.row.id, **values))
            elif not ticked and link is not None:
                self.plan.remove(link)


def options_of(plan: OpenPlan) -> Iterator[Option]:
    """Yield what the plan's frameworks offer, under the headings of their pillars.

    A plan without a framework is offered all that the library has.
    """
    chosen = [plan.get(Framework, row.framework_id) for row in plan.rows(PlanFramework)]
    undertaken = {row.focus_area_id for row in plan.rows(PlanFocusArea) if row.in_scope}
    language = spoken()
    for framework in [row for row in chosen if row is not None] or plan.rows(Framework):
        for pillar in plan.children(Pillar, "framework_id", framework.id):
            yield Option(pillar.name.best(language))
            for area in plan.children(FocusArea, "pillar_id", pillar.id):
                in_plan = area.id in undertaken
                yield Option(area.name.best(language), "focus_area_id", area.id, 0, in_plan)
                yield from _actions(plan, "focus_area_id", area.id)
        across = plan.children(AreaOfAction, "framework_id", framework.id)
        for action_area in across:
            yield Option(action_area.name.best(language))
            yield from _actions(plan, "area_of_action_id", action_area.id)


def _actions(plan: OpenPlan, column: str, value: str) -> Iterator[Option]:
    level = 1 if column == "focus_area_id" else 0
    for action in plan.children(ProposedAction, column, value):
        text = action.text.best(spoken())
        yield Option(text, "proposed_action_id", action.id, level)

"""The part of the scenario, or the actor, in hand: its words in both languages."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from db.tables import ScenarioSection, SimulatedActor
from desktop.language import N_
from desktop.ui.desk import Desk
from desktop.ui.forms.fields import PairField
from desktop.ui.forms.wide_pair_editor import WidePairEditor
from desktop.ui.scenario.audience import AudienceButton
from desktop.ui.scenario.picture_strip import PictureStrip
from desktop.ui.scenario.scenario_forms import actor_kind, section_kind


class PartEditor(QWidget):
    """Its kind, who may see it, its title and text, and the pictures of a part."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.row: Any = None
        self.audience = AudienceButton()
        self.titles = {
            ScenarioSection: WidePairEditor(desk, PairField("title", N_("Title"))),
            SimulatedActor: WidePairEditor(desk, PairField("name", N_("Name"))),
        }
        self.texts = {
            ScenarioSection: WidePairEditor(desk, PairField("narrative", N_("Narrative"), 8)),
            SimulatedActor: WidePairEditor(desk, PairField("description", N_("Description"), 8)),
        }
        self.pictures = PictureStrip(desk)
        self.kind_label = QLabel(wordWrap=True)
        self.kind_label.setProperty("role", "section")
        self.kind_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        marks = QHBoxLayout()
        marks.addWidget(self.kind_label, 1)
        marks.addWidget(self.audience)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(marks)
        for editor in self.titles.values():
            layout.addWidget(editor)
        for editor in self.texts.values():
            layout.addWidget(editor, 1)
        layout.addWidget(self.pictures)
        for editor in (*self.titles.values(), *self.texts.values()):
            desk.settling.connect(editor.settle)

    def show_row(self, row: Any) -> None:
        """Show a part or an actor as it stands now; None for neither."""
        self.row = row
        for table in (ScenarioSection, SimulatedActor):
            mine = row if isinstance(row, table) else None
            for editor in (self.titles[table], self.texts[table]):
                editor.setVisible(mine is not None)
                if editor.row is not mine:
                    editor.show_row(mine)
                else:
                    editor.show_value()
        section = row if isinstance(row, ScenarioSection) else None
        self.pictures.setVisible(section is not None)
        self.pictures.show_section(section)
        if row is not None:
            self.kind_label.setText(section_kind(row) if section else actor_kind(row))
            self.audience.show_for(row.for_players)

    def focus_field(self, field: str) -> bool:
        """Put the cursor into a field; return whether it is one of these."""
        for editor in self._editors():
            if field in editor.fields:
                editor.take_focus(field)
                return True
        return False

    def begin(self) -> None:
        """Put the cursor into the title."""
        for editor in self._editors()[:1]:
            editor.take_focus("")

    def _editors(self) -> list[WidePairEditor]:
        editors = (*self.titles.values(), *self.texts.values())
        return [editor for editor in editors if editor.row is self.row]

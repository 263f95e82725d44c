"""What waits for an inject: links to the injects that depend on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.tables import Inject, InjectDependency
from desktop.language import N_, _
from desktop.planning.moments import clock_of, relative
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.msel.inject_words import inject_title, shortened
from desktop.ui.theme import colors


class Dependants(FieldEditor):
    """Lists what an inject needs and what needs it; a click leads there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, N_("Goes with"))
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.label.setAccessibleName(_("Injects that go with this one"))
        self.label.linkActivated.connect(lambda key: desk.go("msel", "inject", key))
        self.box.addWidget(self.label)

    def show_value(self) -> None:
        """Show what goes with the inject now; nothing when nothing does."""
        if self.row is None:
            return
        needs = [
            (link.depends_on_id, "←", _("needs"))
            for link in self.plan.children(InjectDependency, "inject_id", self.row.id)
        ]
        needed = [
            (link.inject_id, "→", _("needed by"))
            for link in self.plan.children(InjectDependency, "depends_on_id", self.row.id)
        ]
        lines = [self._line(*each) for each in (*needs, *needed)]
        self.label.setText("<br>".join(line for line in lines if line))
        self.setVisible(bool(self.label.text()))

    def _line(self, key: str, arrow: str, word: str) -> str:
        other = self.plan.get(Inject, key)
        if other is None or self.row is None:
            return ""
        time = relative(other.offset_minutes, clock_of(self.plan.row))
        late = (
            other.offset_minutes > self.row.offset_minutes
            if arrow == "←"
            else other.offset_minutes < self.row.offset_minutes
        )
        tone = colors().error if late else colors().accent
        mark = f" <span style='color:{tone}'>⚠</span>" if late else ""
        title = shortened(inject_title(other)).replace("<", "&lt;")
        return f"{arrow} {word} <a style='color:{tone}' href='{key}'>{title}</a> {time}{mark}"

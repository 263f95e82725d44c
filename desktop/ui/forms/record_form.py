"""The form for one row, made from the declarations of its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from db.door import Changes
from db.record import Record
from desktop.language import _, ngettext
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.forms.fields import (
    Field,
    LineField,
    LinksField,
    OwnField,
    PairField,
    PickField,
    ProseField,
    SaidField,
    TickField,
)
from desktop.ui.forms.finding_cards import FindingCards
from desktop.ui.forms.line_editors import LineEditor, SaidLine, TickEditor
from desktop.ui.forms.links_editors import links_editor
from desktop.ui.forms.pick_editor import pick_editor
from desktop.ui.forms.text_editors import PairEditor, ProseEditor
from desktop.ui.icons import icon_for


class RecordForm(QWidget):
    """Edits the row that is shown; see the package's example.

    Emits `asked_elsewhere` with a finding's field that is not one of the form's.
    """

    asked_elsewhere = Signal(str)

    def __init__(
        self,
        desk: Desk,
        table: type[Record],
        fields: Sequence[Field],
        *,
        title: Callable[[Any], str],
        empty: str,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._table = table
        self._title = title
        self.row: Any = None
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        # A long word, such as an address, must not make the form wider than its place.
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.heading.setWordWrap(True)
        self.empty = QLabel(empty)
        self.empty.setProperty("role", "quiet")
        self.empty.setWordWrap(True)
        self.editors = [editor_for(desk, field) for field in fields]
        self.findings = FindingCards()
        self.findings.chosen.connect(self._mend)
        self.warned = QToolButton()
        self.warned.setProperty("role", "flat")
        self.warned.setIcon(icon_for("warning-circle", "warning"))
        self.warned.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.warned.setToolTip(_("Show what the review found here"))
        self.warned.clicked.connect(self.findings.go_to_first)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 20, 12, 16)
        layout.setSpacing(12)
        layout.addWidget(self.empty)
        layout.addWidget(self.heading)
        layout.addWidget(self.warned, 0, Qt.AlignmentFlag.AlignLeft)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        for editor in self.editors:
            body.addWidget(editor)
        body.addWidget(self.findings)
        layout.addWidget(self._body)
        layout.addStretch()
        desk.settling.connect(self.settle)
        desk.reviewed.connect(self._show_findings)
        self.show_row(None)

    def show_row(self, row: Any | None) -> None:
        """Show a row of the table, or that none is selected."""
        self.settle()
        self.row = row
        self._body.setVisible(row is not None)
        self.heading.setVisible(row is not None)
        self.empty.setVisible(row is None)
        for editor in self.editors:
            editor.show_row(row)
        self._show_heading()
        self._show_findings()

    def refresh(self, changes: Changes | None) -> None:
        """Show the row as it stands; what is being typed is left alone."""
        del changes
        if self.row is None:
            return
        row = None
        if self.desk.plan is not None:
            row = self.desk.plan.get(self._table, self.row.id)
        if row is not self.row:
            self.show_row(row)
            return
        for editor in self.editors:
            editor.show_value()
        self._show_heading()
        self._show_findings()

    def settle(self) -> None:
        """Write what has been typed."""
        if self.row is not None and self.desk.plan is not None:
            for editor in self.editors:
                editor.settle()

    def focus_field(self, field: str) -> bool:
        """Put the cursor into a field; a text's field may name its language, as title_es.

        Returns whether the form has the field.
        """
        for editor in self.editors:
            if field in editor.fields:
                editor.take_focus(field)
                return True
        return False

    def _mend(self, field: str) -> None:
        if not self.focus_field(field):
            self.asked_elsewhere.emit(field)

    def _show_heading(self) -> None:
        self.heading.setText("" if self.row is None else self._title(self.row))

    def findings_to_show(self) -> list[Any]:
        """Return the findings of which those about the row are shown."""
        return self.desk.findings

    def _show_findings(self) -> None:
        self.findings.show_for(self.findings_to_show(), "" if self.row is None else self.row.id)
        count = len(self.findings.cards)
        self.warned.setVisible(count > 0)
        self.warned.setText(
            ngettext("{count} finding", "{count} findings", count).format(count=count)
        )


def editor_for(desk: Desk, field: Field) -> FieldEditor:
    """Return the editor of a declared field."""
    makers: dict[type[Any], Callable[[Desk, Any], FieldEditor]] = {
        LineField: LineEditor,
        PickField: pick_editor,
        TickField: TickEditor,
        PairField: PairEditor,
        ProseField: ProseEditor,
        LinksField: links_editor,
        SaidField: SaidLine,
        OwnField: lambda desk, own: own.make(desk),
    }
    return makers[type(field)](desk, field)

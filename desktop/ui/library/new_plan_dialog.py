"""A new plan, asked for on one page: name, template, date and place."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.language import N_, _, spoken
from desktop.planning.templates import new_plan
from desktop.planning.terms import types_of
from desktop.ui.desk import Desk
from desktop.ui.library.new_plan_form import NewPlanForm
from desktop.ui.library.template_contents import contents_of, contents_words
from desktop.ui.library.template_list import TemplateList

LIST_WIDTH = 336
KINDS = {"exercise": N_("Exercise"), "workshop": N_("Workshop")}


class NewPlanDialog(QDialog):
    """Asks for a new plan of `kind` and opens it on its overview."""

    def __init__(
        self, desk: Desk, kind: str, parent: QWidget | None = None, *, template_id: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.resize(880, 600)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.templates = TemplateList()
        self.form = NewPlanForm(date.today())  # noqa: DTZ011 - a date on the wall calendar
        self.kinds: dict[str, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.title, 0, 0, 1, 2)
        grid.addLayout(self._kind_switch(), 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.templates, 2, 0)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.form)
        right.addWidget(self._preview(), 1)
        grid.addLayout(right, 1, 1, 2, 1)
        grid.addLayout(self._buttons(), 3, 0, 1, 2)
        grid.setColumnMinimumWidth(0, LIST_WIDTH)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)
        self.templates.setFixedWidth(LIST_WIDTH)
        self.templates.currentRowChanged.connect(lambda _row: self._show_template())
        self.form.changed.connect(self._forget_problem)
        self.show_kind(kind)
        if template_id:
            self.templates.choose(template_id)
        first = self.form.names[spoken()]
        first.setFocus()
        first.selectAll()

    def _kind_switch(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(8)
        group = QButtonGroup(self)
        for kind, name in KINDS.items():
            button = QPushButton(_(name), autoDefault=False)
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, own=kind: self.show_kind(own))
            group.addButton(button)
            layout.addWidget(button, 1)
            self.kinds[kind] = button
        return layout

    def _preview(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        self.brings = QLabel(wordWrap=True)
        self.brings.setProperty("role", "accent")
        self.summary = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        caption = QLabel(_("THE TEMPLATE BRINGS"))
        caption.setProperty("role", "caption")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        layout.addWidget(caption)
        layout.addWidget(self.brings)
        layout.addWidget(self.summary, 1)
        return card

    def _buttons(self) -> QHBoxLayout:
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "error")
        cancel = QPushButton(_("Cancel"), autoDefault=False)
        cancel.clicked.connect(self.reject)
        self.create_button = QPushButton(_("Create plan"), default=True)
        self.create_button.setProperty("role", "primary")
        self.create_button.clicked.connect(self._create)
        layout = QHBoxLayout()
        layout.setSpacing(8)
        layout.addWidget(self.problem, 1)
        layout.addWidget(cancel)
        layout.addWidget(self.create_button)
        return layout

    def show_kind(self, kind: str) -> None:
        """Show the templates of a kind."""
        title = _("New workshop") if kind == "workshop" else _("New exercise")
        self.title.setText(title)
        self.setWindowTitle(title)
        self.kinds[kind].setChecked(True)
        self.templates.show_kind(kind)

    def _show_template(self) -> None:
        template = self.templates.chosen()
        if template is None:
            return
        kind = _(types_of(template.kind).get(template.type, template.type))
        words = contents_words(contents_of(template))
        self.brings.setText(f"{kind} · {words}" if template.file is not None else words)
        self.summary.setText(template.summary.best(spoken()))
        self.form.show_template(template)

    def _forget_problem(self) -> None:
        self.problem.clear()

    def _create(self) -> None:
        problem = self.form.problem()
        template = self.templates.chosen()
        if problem is not None:
            sentence, field = problem
            self.problem.setText(sentence)
            field.setFocus()
            return
        if template is None:
            return
        with self._desk.attempt():
            plan = new_plan(
                self._desk.library,
                template.id,
                name=self.form.name(),
                start=self.form.start(),
                zone=self.form.zone.zone(),
            )
            location = self.form.location()
            if location:
                with plan.edit(N_("Set place")):
                    plan.row.location = location
            self.accept()
            self._desk.open_plan(plan.id)

"""What one step changed, field by field, and bringing back what was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout

from db.history import bring_back, bring_back_state, changes_of, row_of
from db.journal import Change, Step
from db.merge_past import rows_after_step
from db.named_versions import name_version, named_versions
from db.open_plan import OpenPlan
from desktop.language import N_, _, spoken
from desktop.planning.record_names import field_name, record_name, row_name
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.history.past_words import PastWords
from desktop.ui.history.steps_model import moment_of
from desktop.ui.icons import icon_for
from desktop.ui.labels import plain_label
from desktop.ui.menus import sentence_of
from desktop.ui.rebuilt_panel import RebuiltPanel

MOST_CHANGES = 60
LONGEST_NAME = 80
FEW = 3
"""Up to so many fields each has a button of its own for bringing it back."""


class StepDetails(RebuiltPanel):
    """The inspector of the history page.

    `record_asked` tells a row whose steps alone shall be shown, and what it is called;
    `named` that a version was given a name.
    """

    record_asked = Signal(object, str)
    named = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.show_step(None)

    def show_step(self, step: Step | None) -> None:
        """Show what `step` changed."""
        plan = self._desk.plan
        with self.rebuilt() as layout:
            if step is None or plan is None:
                layout.addWidget(plain_label(_("Choose a step to see what it changed."), "quiet"))
            else:
                layout.addWidget(plain_label(sentence_of(step), "section"))
                self._add_step(layout, plan, step)
            layout.addStretch()

    def _add_step(self, layout: QVBoxLayout, plan: OpenPlan, step: Step) -> None:
        created = step.kind == "create"
        changes = [] if created else changes_of(plan, step, MOST_CHANGES)
        if created:
            layout.addWidget(plain_label(_("The plan was made with all it holds."), "quiet"))
        if changes:
            self._add_button(
                layout,
                _("Bring back what was before"),
                _("Takes back this step alone, as a new edit that can be undone."),
                lambda: self._bring_back_step(plan, step),
            )
        self._add_button(
            layout,
            _("Compare with now"),
            _("Shows all that has changed since this step."),
            lambda: self._compare(plan, step),
        )
        self._add_button(
            layout,
            _("Make the plan as it was then"),
            _("The whole plan as it was after this step, as a new edit that can be undone."),
            lambda: self._bring_back_plan(plan, step),
        )
        self._add_name(layout, plan, step)
        words = PastWords(plan)
        for change in changes:
            layout.addWidget(self._card(plan, change, words))
        if len(changes) == MOST_CHANGES:
            layout.addWidget(plain_label(_("There are more changes than are shown."), "quiet"))

    def _add_name(self, layout: QVBoxLayout, plan: OpenPlan, step: Step) -> None:
        caption = plain_label(_("NAME OF THIS VERSION"), "caption")
        line = named(QLineEdit(named_versions(plan).get(step.id, "")), _("Name of this version"))
        line.setObjectName("version-name")
        line.setPlaceholderText(_("such as “as approved on 3 March”"))
        line.setMaxLength(LONGEST_NAME)
        line.editingFinished.connect(lambda: self._name(plan, step, line.text()))
        caption.setBuddy(line)
        layout.addWidget(caption)
        layout.addWidget(line)

    def _name(self, plan: OpenPlan, step: Step, name: str) -> None:
        if name.strip() == named_versions(plan).get(step.id, ""):
            return
        with self._desk.attempt():
            name_version(plan, step, name)
            self.named.emit()

    def _bring_back_step(self, plan: OpenPlan, step: Step) -> None:
        with self._desk.attempt():
            every = changes_of(plan, step, limit=-1)
            bring_back(
                plan,
                reversed(every),
                N_("Bring back what was before: {step}"),
                step=sentence_of(step),
            )
            self._desk.tell(_("Brought back."))

    def _bring_back_plan(self, plan: OpenPlan, step: Step) -> None:
        self._desk.settle()
        moment = moment_of(plan, step)
        with self._desk.attempt():
            rows = rows_after_step(plan, step.id)
            bring_back_state(plan, rows, N_("Make the plan as it was on {moment}"), moment=moment)
            text = _("The plan is as it was on {moment}. Undo takes it back.")
            self._desk.tell(text.format(moment=moment))

    def _compare(self, plan: OpenPlan, step: Step) -> None:
        from desktop.ui.merge.opening import compare_with_now

        moment = moment_of(plan, step)
        name = named_versions(plan).get(step.id)
        said = _("“{name}” ({moment})").format(name=name, moment=moment) if name else moment
        compare_with_now(self._desk, step, said, self)

    def _bring_back(self, plan: OpenPlan, change: Change, name: str, field: str = "") -> None:
        with self._desk.attempt():
            bring_back(
                plan, [change], N_("Bring back {record} as it was"), only_field=field, record=name
            )
            self._desk.tell(_("Brought back."))

    def _card(self, plan: OpenPlan, change: Change, words: PastWords) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        row = row_of(plan, change)
        name = (row_name(row) if row is not None else record_name(change.table_name)).best(spoken())
        layout.addWidget(plain_label(name, "accent"))
        if change.before is None:
            layout.addWidget(plain_label(_("Added."), ""))
        elif change.after.get("deleted") is True:
            layout.addWidget(plain_label(_("Deleted."), ""))
            self._add_flat(
                layout, _("Bring it back"), name, lambda: self._bring_back(plan, change, name)
            )
        elif change.before.get("deleted") is True:
            layout.addWidget(plain_label(_("Brought back."), ""))
        else:
            self._add_fields(layout, plan, change, name, words)
        key = change.table_name, change.row_id
        self._add_flat(
            layout,
            _("All its steps"),
            name,
            lambda: self.record_asked.emit(key, name),
            "clock",
        )
        return card

    def _add_fields(
        self, layout: QVBoxLayout, plan: OpenPlan, change: Change, name: str, words: PastWords
    ) -> None:
        before = change.before or {}
        for field, value in before.items():
            label, table = field_name(field).best(spoken()), change.table_name
            layout.addWidget(plain_label(label.upper(), "caption"))
            if field == "position":
                # A place says nothing without the neighbors it had.
                layout.addWidget(plain_label(_("Moved to another place."), ""))
            else:
                layout.addWidget(plain_label(words.said(table, field, value), "quiet"))
                after = words.said(table, field, change.after[field])
                layout.addWidget(plain_label("→ " + after, ""))
            if len(before) in range(2, FEW + 1):
                self._add_flat(
                    layout,
                    _("Bring this value back"),
                    label,
                    lambda field=field: self._bring_back(plan, change, name, field),  # type: ignore[misc]
                )
        self._add_flat(
            layout,
            _("Bring this value back") if len(before) == 1 else _("Bring this record back"),
            name,
            lambda: self._bring_back(plan, change, name),
        )

    def _add_button(
        self, layout: QVBoxLayout, text: str, tip: str, run: Callable[[], object]
    ) -> None:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.clicked.connect(lambda _checked: run())
        layout.addWidget(button)

    def _add_flat(
        self,
        layout: QVBoxLayout,
        text: str,
        about: str,
        run: Callable[[], object],
        icon: str = "arrow-counter-clockwise",
    ) -> None:
        button = QPushButton(text)
        button.setProperty("role", "flat")
        button.setAccessibleName(f"{text}: {about}")
        button.clicked.connect(lambda _checked: run())
        button.setIcon(icon_for(icon, "accent"))
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

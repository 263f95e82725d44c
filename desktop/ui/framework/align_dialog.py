"""Choosing which objectives serve a focus area."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.tables import Objective, ProposedAction
from db.text import Text
from desktop.language import _, spoken
from desktop.planning.coverage import coverage_of
from desktop.ui.desk import Desk
from desktop.ui.framework.alignments import (
    actions_of,
    align,
    alignments_to,
    area_with,
    is_focus,
)

OBJECTIVE = Qt.ItemDataRole.UserRole


class AlignDialog(QDialog):
    """Asks for an area, objectives and how they serve it, and aligns them."""

    def __init__(self, desk: Desk, area_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert desk.plan is not None  # noqa: S101 - the framework page needs a plan
        self._desk = desk
        self._plan = desk.plan
        self.setWindowTitle(_("Align objective"))
        self.resize(620, 560)
        self.areas = QComboBox()
        for coverage in coverage_of(self._plan):
            self.areas.addItem(coverage.area.name.best(spoken()), coverage.area.id)
        self.objectives = QListWidget()
        self.objectives.setWordWrap(True)
        self.objectives.setSpacing(2)
        self.proposed = QComboBox()
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("How the objective serves it (optional)"))
        self.notice = QLabel(wordWrap=True)
        self.notice.setProperty("role", "warning")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.align_button = QPushButton(_("Align"))
        self.align_button.setProperty("role", "primary")
        buttons.addButton(self.align_button, QDialogButtonBox.ButtonRole.AcceptRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(4)
        for label, widget in (
            (_("Focus area or area of action"), self.areas),
            (_("Objectives that serve it"), self.objectives),
            (_("Proposed action"), self.proposed),
            (_("Note"), self.note),
        ):
            caption = QLabel(label)
            caption.setProperty("role", "quiet")
            caption.setBuddy(widget)
            widget.setAccessibleName(label)
            layout.addWidget(caption)
            layout.addWidget(widget, 1 if widget is self.objectives else 0)
            layout.addSpacing(8)
        layout.addWidget(self.notice)
        layout.addSpacing(8)
        layout.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        buttons.accepted.connect(self._align)
        self.areas.currentIndexChanged.connect(lambda _index: self._show_area())
        self.objectives.itemChanged.connect(lambda _item: self._weigh())
        self.areas.setCurrentIndex(max(0, self.areas.findData(area_id)))
        self._show_area()
        self.objectives.setFocus()

    def _show_area(self) -> None:
        area = area_with(self._plan, self.areas.currentData() or "")
        self.objectives.clear()
        self.proposed.clear()
        if area is None:
            self._weigh()
            return
        aligned = {row.objective_id for row in alignments_to(self._plan, area)}
        for objective in self._plan.rows(Objective):
            words = f"{objective.number}  {objective.statement.best(spoken())}".strip()
            item = QListWidgetItem(words)
            item.setData(OBJECTIVE, objective.id)
            if objective.id in aligned:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setText(_("{objective} (aligned already)").format(objective=words))
                item.setCheckState(Qt.CheckState.Checked)
            else:
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setCheckState(Qt.CheckState.Unchecked)
            self.objectives.addItem(item)
        if is_focus(area):
            self.proposed.addItem(_("The focus area as a whole"), "")
        for action in actions_of(self._plan, area):
            self.proposed.addItem(action.text.best(spoken()), action.id)
        self._weigh()

    def _chosen(self) -> list[Objective]:
        items = [self.objectives.item(row) for row in range(self.objectives.count())]
        found = [
            self._plan.get(Objective, str(item.data(OBJECTIVE)))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
            and item.flags() & Qt.ItemFlag.ItemIsUserCheckable
        ]
        return [objective for objective in found if objective is not None]

    def _weigh(self) -> None:
        """Say what stands in the way, if anything does."""
        if not self._plan.rows(Objective):
            self.notice.setText(_("The plan has no objective yet. Write one first."))
        elif not self.proposed.count():
            self.notice.setText(
                _("This area of action has no proposed action that an objective could serve.")
            )
        else:
            self.notice.clear()
        self.align_button.setEnabled(bool(self._chosen()) and self.proposed.count() > 0)

    def _align(self) -> None:
        area = area_with(self._plan, self.areas.currentData() or "")
        chosen = self._chosen()
        if area is None or not chosen or not self.proposed.count():
            return
        action = self._plan.get(ProposedAction, self.proposed.currentData() or None)
        note = Text().replaced(spoken(), self.note.text().strip())
        with self._desk.attempt():
            align(self._plan, area, chosen, action, note)
            self.accept()

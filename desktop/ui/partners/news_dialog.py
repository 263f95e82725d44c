"""The list of what changed in a plan since a partner saw it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.exchange.seal.since import DELETED, Novelty
from desktop.language import _, spoken
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.labels import plain_label
from desktop.ui.sections import section_of

NOVELTY = Qt.ItemDataRole.UserRole
SIZE = (640, 480)


class NewsDialog(QDialog):
    """Sentences about records; Enter leads to the record in hand."""

    def __init__(
        self,
        desk: Desk,
        news: list[Novelty],
        parent: QWidget,
        *,
        title: str,
        plan_id: str,
        plan: str,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("news")
        self._desk, self._plan_id = desk, plan_id
        self.setWindowTitle(_("Changes since then"))
        self.resize(*SIZE)
        self.list = named(QListWidget(), title)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        for novelty in news:
            item = QListWidgetItem(novelty.sentence.best(spoken()))
            item.setData(NOVELTY, novelty)
            self.list.addItem(item)
        self.list.itemActivated.connect(self._lead)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        layout.addWidget(plain_label(title, "section"))
        layout.addWidget(plain_label(plan, "quiet"))
        layout.addWidget(self.list, 1)
        layout.addWidget(plain_label(_("Enter leads to the record."), "quiet"))
        layout.addWidget(buttons)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _lead(self, item: QListWidgetItem) -> None:
        novelty: Novelty = item.data(NOVELTY)
        self.accept()
        with self._desk.attempt():
            if self._desk.plan is None or self._desk.plan.id != self._plan_id:
                self._desk.open_plan(self._plan_id)
            gone = novelty.kind == DELETED
            section = "history" if gone else section_of(novelty.table)
            row = ("", "") if gone else (novelty.table, novelty.row_id)
            self._desk.go(section, *row)

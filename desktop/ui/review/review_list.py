"""The review list: each finding a sentence that leads to the field which mends it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.tables import AcceptedFinding
from desktop.language import N_, _, ngettext, spoken
from desktop.planning.review import Finding
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.sections import section_of

HEIGHT = 236
MARKS = {
    "error": ("warning-octagon", "error"),
    "warning": ("warning", "warning"),
    "hint": ("info", "quiet"),
}


class ReviewList(QWidget):
    """Findings, gravest first. Enter or a click leads to the field; A accepts one."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("review")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = named(QListWidget(), _("Findings of the review"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setAlternatingRowColors(True)
        self.list.itemActivated.connect(self._lead)
        self.list.itemClicked.connect(self._lead)
        self.list.currentItemChanged.connect(lambda *_items: self._enable())
        self.title = QLabel()
        self.title.setProperty("role", "section")
        self.accepted = QCheckBox(_("Show accepted"))
        self.accepted.toggled.connect(self.refresh)
        self.accept_button = QPushButton(_("Accept with a reason…"))
        self.accept_button.clicked.connect(self.ask_reason)
        self._close_button = QPushButton(_("Close"))
        self._close_button.setProperty("role", "flat")
        self._close_button.clicked.connect(self.closed.emit)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        for widget in (self.accepted, self.accept_button, self._close_button):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        desk.reviewed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the findings as they stand now; the selection stays."""
        chosen = self._chosen()
        findings: list[Finding] = [
            finding
            for finding in self._desk.findings
            if finding.accepted is None or self.accepted.isChecked()
        ]
        findings.sort(key=lambda finding: list(MARKS).index(finding.severity))
        self.list.clear()
        for finding in findings:
            self.list.addItem(self._item(finding))
            if chosen is not None and finding.key == chosen.key:
                self.list.setCurrentRow(self.list.count() - 1)
        self.title.setText(self._counted(findings))
        self._enable()

    def _item(self, finding: Finding) -> QListWidgetItem:
        icon, tone = MARKS[finding.severity]
        sentence = finding.message.best(spoken())
        if finding.accepted is not None:
            sentence = _("{sentence} Accepted: {reason}").format(
                sentence=sentence, reason=finding.accepted
            )
            icon, tone = "check", "quiet"
        item = QListWidgetItem(icon_for(icon, tone), sentence)
        item.setData(Qt.ItemDataRole.UserRole, finding)
        item.setToolTip(sentence)
        return item

    def _counted(self, findings: list[Finding]) -> str:
        if not findings:
            return _("Nothing is missing and nothing contradicts")
        counts = dict.fromkeys(MARKS, 0)
        for finding in findings:
            counts[finding.severity] += 1
        said = (
            ngettext("{count} error", "{count} errors", counts["error"]),
            ngettext("{count} warning", "{count} warnings", counts["warning"]),
            ngettext("{count} hint", "{count} hints", counts["hint"]),
        )
        return " · ".join(
            words.format(count=count)
            for words, count in zip(said, counts.values(), strict=True)
            if count
        )

    def _chosen(self) -> Finding | None:
        if self.list.currentRow() < 0:
            return None
        finding: Finding = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return finding

    def _enable(self) -> None:
        finding = self._chosen()
        self.accept_button.setEnabled(finding is not None)
        taken = finding is not None and finding.accepted is not None
        self.accept_button.setText(
            _("Take the acceptance back") if taken else _("Accept with a reason…")
        )

    def _lead(self, item: QListWidgetItem) -> None:
        finding: Finding = item.data(Qt.ItemDataRole.UserRole)
        section = section_of(finding.table)
        self._desk.go(section, finding.table, finding.row_id, finding.field)

    def ask_reason(self) -> QInputDialog | None:
        """Ask why the chosen finding is acceptable, or take its acceptance back."""
        finding = self._chosen()
        if finding is None:
            return None
        if finding.accepted is not None:
            self._take_back(finding)
            return None
        dialog = QInputDialog(self)
        dialog.setWindowTitle(_("Accept the finding"))
        dialog.setLabelText(_("Why is this acceptable?"))
        dialog.textValueSelected.connect(lambda reason: self._accept(finding, reason))
        dialog.open()
        return dialog

    def _accept(self, finding: Finding, reason: str) -> None:
        plan = self._desk.plan
        if plan is None or not reason.strip():
            return
        with self._desk.attempt(), plan.edit(N_("Accept a finding")):
            plan.add(AcceptedFinding(finding=finding.key, reason=reason.strip()))

    def _take_back(self, finding: Finding) -> None:
        plan = self._desk.plan
        if plan is None:
            return
        with self._desk.attempt(), plan.edit(N_("Take back the acceptance of a finding")):
            for row in list(plan.children(AcceptedFinding, "finding", finding.key)):
                plan.remove(row)

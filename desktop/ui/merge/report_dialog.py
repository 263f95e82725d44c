"""Saving a comparison as a change report to print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from db.issues import note_issue
from db.text import Language
from desktop.apology import apology
from desktop.exchange.change_report import report_of
from desktop.exchange.merge_compare import Comparison
from desktop.language import _, pgettext
from desktop.packets.change_report import print_change_report
from desktop.packets.progress import Cancelled
from desktop.planning.told_changes import ToldState
from desktop.planning.version import version_of
from desktop.ui.accessible import named
from desktop.ui.background import Job
from desktop.ui.desk import Desk
from desktop.ui.packet.paper_choice import PaperChoice
from desktop.ui.packet.saving import FOLDER, suggested_path

WIDTH = 520


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and how a report tells what its two states are."""

    comparison: Comparison
    before: ToldState
    after: ToldState


class ReportDialog(QDialog):
    """Asks for language and paper, then where to; `saved` brings the path."""

    saved = Signal(object)

    def __init__(self, desk: Desk, compared: Compared, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("change-report")
        self.setWindowTitle(_("Save change report as PDF"))
        self._desk = desk
        self._compared = compared
        self._job: Job | None = None
        self.choice = PaperChoice(desk.library)
        self._bar = named(QProgressBar(maximum=1000), _("Saving the change report"))
        self._bar.hide()
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "error")
        self.problem.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go_button = buttons.addButton(
            _("Choose where…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.go_button.setProperty("role", "primary")
        self.go_button.setDefault(True)
        buttons.accepted.connect(self._ask)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        for part in (self.choice, self._bar, self.problem, buttons):
            layout.addWidget(part)
        self.setMinimumWidth(WIDTH)
        self.choice.setFocus()

    def _ask(self) -> None:
        name = self._compared.comparison.after.title.best(self._first)
        ending = pgettext("end of a file name", "changes")
        suggestion = suggested_path(self._desk.library, f"{name} - {ending}")
        dialog = QFileDialog(self, self.windowTitle(), str(suggestion.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("PDF documents (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(suggestion.name)
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        dialog.open()

    @property
    def _first(self) -> Language:
        return "es" if self.choice.language == "es" else "en"

    def save(self, path: Path) -> None:
        """Print to `path` beside the window."""
        compared, first = self._compared, self._first
        language, paper = self.choice.language, self.choice.paper
        with self._desk.attempt():
            self.choice.remember()

        def work(job: Job) -> str:
            told = compared.before, compared.after
            report = report_of(compared.comparison, *told, first=first)
            print_change_report(
                report,
                language=language,
                paper=paper,
                path=path,
                progress=job.report,
                cancelled=job.is_cancelled,
            )
            return report.after.version.code if report.after.version else ""

        job = self._job = Job(work, self._desk)
        job.progressed.connect(lambda share: self._bar.setValue(round(share * 1000)))
        job.done.connect(lambda code: self._finish(path, code))
        job.failed.connect(self._fail)
        self.go_button.setEnabled(False)
        self.problem.hide()
        self._bar.show()
        job.start()

    def _finish(self, path: Path, code: str) -> None:
        desk, plan_id = self._desk, self._compared.comparison.after.plan.id
        with desk.attempt():
            desk.library.set_setting(FOLDER, str(path.parent))
            plan = desk.plan
            if plan is not None and plan.id == plan_id and code == version_of(plan).code:
                note_issue(desk.library, plan_id, code, "change-report")
        desk.tell(_("Saved {file}").format(file=path.name))
        self._job = None
        self.saved.emit(path)
        self.accept()

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._bar.hide()
        self.go_button.setEnabled(True)
        if not isinstance(error, Cancelled):
            self.problem.setText(apology(error))
            self.problem.show()

    def reject(self) -> None:
        """Stop what is being written, if it is; nothing half-written stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

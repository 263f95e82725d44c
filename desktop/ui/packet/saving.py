"""Saving the packet as a PDF: where to, how far it is, and stopping it."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from db.issues import note_issue
from db.library import Library
from desktop.apology import apology
from desktop.language import _
from desktop.packets.packet import Cancelled, print_packet
from desktop.ui.accessible import named
from desktop.ui.background import Job
from desktop.ui.desk import Desk
from desktop.ui.packet.choices import PacketChoices

FOLDER = "packet-folder"
LONGEST_NAME = 80


def suggested_path(library: Library, plan_name: str) -> Path:
    """Return a file name for the plan, in the folder that was used last."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(library.setting(FOLDER) or documents)
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", plan_name).strip(" .")[:LONGEST_NAME]
    return folder / f"{name or 'Istmo'}.pdf"


class Saving(QObject):
    """Prints to a file beside the window; `progress` shows how far it is."""

    saved = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self._job: Job | None = None
        self.progress = QWidget()
        self._bar = named(QProgressBar(maximum=1000), _("Saving the packet"))
        stop = QPushButton(_("Cancel"))
        stop.clicked.connect(self.cancel)
        layout = QHBoxLayout(self.progress)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._bar, 1)
        layout.addWidget(stop)
        self.progress.hide()

    def ask(self, suggestion: Path, choices: PacketChoices) -> QFileDialog:
        """Ask where to save; return the dialog, which is shown."""
        dialog = QFileDialog(self._window, _("Save packet as PDF"), str(suggestion.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("PDF documents (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(suggestion.name)
        dialog.fileSelected.connect(lambda file: self.save(Path(file), choices))
        dialog.open()
        return dialog

    def save(self, path: Path, choices: PacketChoices) -> None:
        """Print to `path` beside the window."""
        plan = self._desk.plan
        if plan is None:
            return
        self.cancel()
        library, plan_id = self._desk.library, plan.id
        documents, language, paper = list(choices.documents), choices.language, choices.paper

        def work(job: Job) -> tuple[Path, str]:
            with library.reader(plan_id) as reader:
                version = print_packet(
                    reader,
                    documents,
                    language=language,
                    paper=paper,
                    path=path,
                    progress=job.report,
                    cancelled=job.is_cancelled,
                )
            return path, version.code

        job = self._job = Job(work, self)
        job.progressed.connect(lambda share: self._bar.setValue(round(share * 1000)))
        job.done.connect(lambda printed: self._finish(plan_id, *printed))
        job.failed.connect(self._fail)
        self._bar.setValue(0)
        self.progress.show()
        job.start()

    def cancel(self) -> None:
        """Stop; nothing half-written stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.progress.hide()
            self._desk.tell(_("Saving was stopped; no file was written."))

    def _finish(self, plan_id: str, path: Path, code: str) -> None:
        self._job = None
        self.progress.hide()
        with self._desk.attempt():
            self._desk.library.set_setting(FOLDER, str(path.parent))
            note_issue(self._desk.library, plan_id, code, "packet")
        self._desk.tell(_("Saved {file}").format(file=path.name))
        self.saved.emit(path)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self.progress.hide()
        if not isinstance(error, Cancelled):
            self._desk.apologized.emit(apology(error))

"""The live preview: the PDF itself, printed anew after each edit."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from desktop.language import _
from desktop.packets.packet import Cancelled, print_packet
from desktop.ui.background import Job
from desktop.ui.desk import Desk
from desktop.ui.packet.choices import PacketChoices
from desktop.ui.theme import colors

PAUSE_MILLISECONDS = 300


class Preview(QWidget):
    """Shows the packet as it will print.

    Emits `shown` with the number of pages, and `versioned` with the version code on them.
    """

    shown = Signal(int)
    versioned = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, choices: PacketChoices) -> None:
        super().__init__()
        self._desk = desk
        self._choices = choices
        self._job: Job | None = None
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setAccessibleName(_("Preview of the packet"))
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self.document)
        palette = self.view.palette()
        palette.setColor(QPalette.ColorRole.Dark, QColor(colors().shade))
        self.view.setPalette(palette)
        self._notice = QLabel(_("Choose at least one document."))
        self._notice.setProperty("role", "quiet")
        self._notice.setMargin(24)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._notice.setWordWrap(True)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self.view)
        self._layout.addWidget(self._notice)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._print)

    def ask(self) -> None:
        """Print the preview anew, shortly."""
        self._pause.start()

    def stop(self) -> None:
        """Print no more; nobody looks."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _print(self) -> None:
        plan = self._desk.plan
        documents = list(self._choices.documents)
        self.stop()
        if plan is None or not documents:
            self._layout.setCurrentWidget(self._notice)
            self.shown.emit(0)
            return
        library, plan_id = self._desk.library, plan.id
        language, paper = self._choices.language, self._choices.paper

        def work(job: Job) -> tuple[str, bytes]:
            with (
                tempfile.TemporaryDirectory(prefix="istmo-") as folder,
                library.reader(plan_id) as reader,
            ):
                path = Path(folder) / "preview.pdf"
                version = print_packet(
                    reader,
                    documents,
                    language=language,
                    paper=paper,
                    path=path,
                    cancelled=job.is_cancelled,
                )
                return version.code, path.read_bytes()

        job = self._job = Job(work, self)
        job.done.connect(self._show)
        job.failed.connect(self._hear_failure)
        job.start()

    def _hear_failure(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _show(self, printed: tuple[str, bytes]) -> None:
        code, content = printed
        self.versioned.emit(code)
        page, at = self._where()
        self._buffer.close()
        self._bytes = QByteArray(content)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._layout.setCurrentWidget(self.view)
        if page < self.document.pageCount():
            self.view.pageNavigator().jump(page, QPointF(0, 0))
            self.view.verticalScrollBar().setValue(at)
        self.shown.emit(self.document.pageCount())

    def _where(self) -> tuple[int, int]:
        return (
            self.view.pageNavigator().currentPage(),
            self.view.verticalScrollBar().value(),
        )

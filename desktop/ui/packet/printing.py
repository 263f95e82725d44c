"""Printing the packet on paper: the same PDF, page by page to the printer."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget

from db.issues import note_issue
from desktop.language import _
from desktop.packets.packet import print_packet
from desktop.ui.desk import Desk
from desktop.ui.packet.choices import PacketChoices

HIGHEST_RESOLUTION = 600


def print_on_paper(desk: Desk, choices: PacketChoices, parent: QWidget) -> QPrintDialog:
    """Ask for the printer and print there; return the dialog, which is shown."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize.PageSizeId.A4 if choices.paper == "a4" else QPageSize.PageSizeId.Letter
    printer.setPageSize(QPageSize(size))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print packet"))
    dialog.accepted.connect(lambda: _print(desk, choices, printer, parent))
    QDialog.open(dialog)
    return dialog


def _print(desk: Desk, choices: PacketChoices, printer: QPrinter, parent: QWidget) -> None:
    if desk.plan is None:
        return
    progress = QProgressDialog(_("Printing the packet…"), _("Cancel"), 0, 0, parent)
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    with desk.attempt(), tempfile.TemporaryDirectory(prefix="istmo-") as folder:
        path = Path(folder) / "packet.pdf"
        version = print_packet(
            desk.plan, choices.documents, language=choices.language, paper=choices.paper, path=path
        )
        document = QPdfDocument()
        document.load(str(path))
        progress.setMaximum(document.pageCount())

        def wants_on(page: int) -> bool:
            progress.setValue(page)
            QApplication.processEvents()
            return not progress.wasCanceled()

        whole = paint_pages(document, printer, wants_on)
        document.close()
        if whole:
            note_issue(desk.library, desk.plan.id, version.code, "packet")
        desk.tell(_("Sent to the printer.") if whole else _("Printing was stopped."))
    progress.close()


def paint_pages(document: QPdfDocument, printer: QPrinter, wants_on: Callable[[int], bool]) -> bool:
    """Paint a PDF on a printer, each page at its true size.

    Pages and range are those chosen in the printer's dialog. `wants_on` hears each page's
    number before it is painted; when it returns False the print job is aborted and so does
    this function return False.
    """
    first = max(1, printer.fromPage()) - 1
    last = printer.toPage() or document.pageCount()
    resolution = min(printer.resolution(), HIGHEST_RESOLUTION)
    printer.setFullPage(True)
    painter = QPainter(printer)
    try:
        for number in range(first, min(last, document.pageCount())):
            if not wants_on(number):
                printer.abort()
                return False
            if number > first:
                printer.newPage()
            points = document.pagePointSize(number)
            pixels = QSize(
                round(points.width() / 72 * resolution), round(points.height() / 72 * resolution)
            )
            scale = printer.resolution() / resolution
            painter.resetTransform()
            painter.scale(scale, scale)
            painter.drawImage(0, 0, document.render(number, pixels))
    finally:
        painter.end()
    return True

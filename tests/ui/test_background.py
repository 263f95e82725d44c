"""Work beside the window whose asker goes away meanwhile."""

from __future__ import annotations

import threading

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.background import Job, finish_jobs


def test_work_may_outlive_the_dialog_that_asked_for_it(qtbot: QtBot) -> None:
    dialog, gone = QWidget(), threading.Event()
    heard: list[object] = []
    job = Job(lambda _job: gone.wait(10), dialog)
    job.done.connect(heard.append)
    with qtbot.captureExceptions() as exceptions:
        job.start()
        dialog.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gone.set()
        finish_jobs()
        QApplication.processEvents()
    assert (heard, exceptions) == ([], [])

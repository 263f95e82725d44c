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


def test_what_is_cancelled_just_after_it_is_done_is_not_heard_of(qtbot: QtBot) -> None:
    asker = QWidget()
    qtbot.addWidget(asker)
    heard: list[object] = []
    ended: list[bool] = []
    job = Job(lambda _job: "too late", asker)
    job.done.connect(heard.append)
    job.ended.connect(lambda: ended.append(True))
    job.start()
    finish_jobs()
    job.cancel()
    QApplication.processEvents()
    assert (heard, ended) == ([], [True])

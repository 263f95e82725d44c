"""The real window on a real library, for tests that click and type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.library import Library
from db.text import Text
from desktop.app import Application
from desktop.planning.templates import new_plan

TEMPLATE = "exercise-port-security-tabletop"


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    """Return where this test's library lies."""
    return tmp_path / "library.sqlite"


@pytest.fixture
def application(qtbot: QtBot, library_path: Path) -> Iterator[Application]:
    """Yield Istmo with its window shown on an empty library, in English and light."""
    library = Library.open(library_path)
    library.set_setting("language", "en")
    library.set_setting("appearance", "light")
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    running = Application(qt, library)
    running.window.resize(1366, 768)
    with qtbot.waitExposed(running.window):
        running.window.show()
    yield running
    running.close()
    running.window.deleteLater()
    # Windows that linger make every later one slower to dress.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def planned(application: Application) -> Application:
    """Return Istmo with a plan from the port security template open."""
    plan = new_plan(
        application.library,
        TEMPLATE,
        name=Text("Port security tabletop 2027", "Ejercicio de mesa portuario 2027"),
        start=datetime(2027, 3, 8, 8, 0),
        zone="America/Panama",
    )
    application.desk.open_plan(plan.id)
    return application

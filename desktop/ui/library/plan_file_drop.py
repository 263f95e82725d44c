"""Plan files dropped on the window are opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.desk import Desk

SUFFIX = ".istmo"


class PlanFileDrop(QObject):
    """Makes `window` take plan files that are dropped on it."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags that carry plan files, and open what is dropped."""
        if isinstance(event, QDropEvent):
            files = plan_files_in(event.mimeData())
            if files:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    # What reads plan files is not needed to show the window.
                    from desktop.ui.library.plan_file_dialogs import open_path

                    for path in files:
                        open_path(self._desk, path, self._window)
                return True
        return super().eventFilter(watched, event)


def plan_files_in(data: QMimeData) -> list[Path]:
    """Return the plan files that a drag carries."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == SUFFIX]

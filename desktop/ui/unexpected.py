"""An error nobody foresaw: written to the log, and shown with details to copy."""

from __future__ import annotations

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.language import _

LOG_BYTES = 500_000
LOG_FILES = 3


def start_log(path: Path) -> None:
    """Write warnings and errors to a rotating log at `path`, if its folder allows."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def watch_for_errors(parent: QWidget) -> None:
    """Show every error that reaches the event loop, instead of losing it."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        logging.getLogger("istmo").error("unexpected error", exc_info=(kind, error, trace))
        show_unexpected(parent, "".join(traceback.format_exception(kind, error, trace)))

    sys.excepthook = hook


def show_unexpected(parent: QWidget, details: str) -> QMessageBox:
    """Say that something failed, that the plan is safe, and what to do next."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("Istmo")
    box.setText(_("Something went wrong that Istmo did not expect."))
    box.setInformativeText(
        _(
            "Your plan is safe: everything up to the last completed edit is on disk. "
            "You can go on working. If it happens again, restart Istmo and send the details "
            "to whoever looks after it."
        )
    )
    box.setDetailedText(details)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    copy = box.addButton(_("Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
    box.open()
    return box

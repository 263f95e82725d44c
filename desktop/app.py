"""Start-up: library, language, appearance, window."""

from __future__ import annotations

import gc
import sys
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from db.library import Library
from desktop.language import LANGUAGES, Language, speak, spoken
from desktop.planning.starter import prepare
from desktop.ui.background import Job, finish_jobs
from desktop.ui.desk import Desk
from desktop.ui.fonts import use_fonts
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import SYSTEM, wear

BACKUP_AFTER_MILLISECONDS = 3000
LANGUAGE, APPEARANCE = "language", "appearance"


class Application:
    """The running program: one library, one desk, one window."""

    def __init__(self, qt: QApplication, library: Library) -> None:
        self.qt = qt
        self._qt_words = QTranslator(qt)
        prepare(library)
        self._use_language(library.setting(LANGUAGE) or _system_language())
        use_fonts(qt)
        wear(qt, library.setting(APPEARANCE, SYSTEM))
        qt.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.desk = Desk(library)
        self.window = MainWindow(
            self.desk,
            change_language=self.change_language,
            change_appearance=self.change_appearance,
        )

    @property
    def library(self) -> Library:
        """The library that is open now; restoring a backup opens another one."""
        return self.desk.library

    def change_language(self, language: str) -> None:
        """Speak another language at once, and from now on."""
        self.desk.settle()
        self._use_language(language)
        self.library.set_setting(LANGUAGE, language)
        self.window.build()

    def change_appearance(self, appearance: str) -> None:
        """Wear another appearance (system, light or dark) at once, and from now on."""
        self.desk.settle()
        self.library.set_setting(APPEARANCE, appearance)
        # What is about to be made anew need not be dressed first: that takes seconds.
        self.window.strip()
        wear(self.qt, appearance)
        self.window.build()

    def answer(self, file: str) -> None:
        """Come to the front, as a later start asks, and open the file it was given."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if file:
            from desktop.ui.library.plan_file_dialogs import open_path

            open_path(self.desk, Path(file), window)

    def back_up(self) -> None:
        """Back the library up beside the window when the last backup is a day old."""
        from db.backup import back_up_when_due
        from desktop.apology import apology

        path = self.library.path
        job = Job(lambda _job: back_up_when_due(path), self.window)
        job.failed.connect(lambda error: self.desk.tell(apology(error)))
        job.start()

    def close(self) -> None:
        """Close the window and the library, when all work beside it has ended."""
        self.window.close()
        finish_jobs()
        self.desk.leave()
        self.qt.removeTranslator(self._qt_words)
        self.library.close()

    def _use_language(self, language: str) -> None:
        speak(next((known for known in LANGUAGES if known == language), "en"))
        self.qt.removeTranslator(self._qt_words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if spoken() == "es" and self._qt_words.load(f"qtbase_{spoken()}", folder):
            self.qt.installTranslator(self._qt_words)
        QLocale.setDefault(
            QLocale(QLocale.Language.Spanish, QLocale.Country.Panama)
            if spoken() == "es"
            else QLocale(QLocale.Language.English)
        )

    def _follow_system(self) -> None:
        if self.library.setting(APPEARANCE, SYSTEM) == SYSTEM:
            self.change_appearance(SYSTEM)


def _system_language() -> Language:
    return "es" if QLocale.system().language() == QLocale.Language.Spanish else "en"


def main(path: Path, file: Path | None = None) -> int:
    """Open the window on the library at `path`; return the process's exit code.

    `file` is a plan file to be shown.
    """
    gc.disable()
    # Only a start of the whole program needs these, and not to show the window.
    from desktop.places import log_path
    from desktop.ui.opening import open_library
    from desktop.ui.single_instance import FirstInstance, hand_over
    from desktop.ui.unexpected import start_log, watch_for_errors

    asked = str(file.absolute()) if file else ""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Istmo")
    qt.setDesktopFileName("istmo")
    qt.setWindowIcon(QIcon(str(resources.files("resources") / "icons" / "istmo.svg")))
    if hand_over(path, asked):
        return 0
    start_log(log_path())
    speak(_system_language())
    library = open_library(path)
    if library is None:
        return 1
    application = Application(qt, library)
    watch_for_errors(application.window)
    first = FirstInstance(library.path, application.window)
    first.asked.connect(application.answer)
    application.window.show()
    QTimer.singleShot(0, _collect_from_now_on)
    QTimer.singleShot(BACKUP_AFTER_MILLISECONDS, application.back_up)
    if asked:
        # Within the event loop, so that whatever fails there is shown and not fatal.
        QTimer.singleShot(0, lambda: application.answer(asked))
    code = qt.exec()
    application.close()
    return code


def _collect_from_now_on() -> None:
    """Collect garbage again, which a start puts off, but not among what the start has made."""
    gc.freeze()
    gc.enable()

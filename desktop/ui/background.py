"""Work that takes longer than a keystroke, done beside the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from desktop.language import in_language, spoken


class Cancelled(Exception):
    """The planner does not want the work's result any more."""


class Job(QObject):
    """A piece of work on another thread, which reads the library by a reader of its own.

    Signals arrive in the window's thread: `progressed` with 0 to 1, then one of `done`
    with the result and `failed` with the exception; neither after `cancel`.
    """

    progressed = Signal(float)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _worked = Signal(object, object)

    def __init__(self, work: Callable[[Job], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._language = spoken()
        self._cancelled = False
        self._worked.connect(self._tell)

    def start(self) -> None:
        """Begin the work."""
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask the work to stop; its result is dropped in any case."""
        self._cancelled = True

    def is_cancelled(self) -> bool:
        """Return whether the work should stop; long work asks between its steps."""
        return self._cancelled

    def report(self, share: float) -> None:
        """Say how much is done, 0 to 1."""
        if not self._cancelled:
            self.progressed.emit(share)

    def _run(self) -> None:
        result: Any = None
        problem: Exception | None = None
        try:
            with in_language(self._language):
                result = self._work(self)
        except Exception as error:  # noqa: BLE001 - whatever it is, the window must hear of it
            problem = error
        # Whoever asked may be gone: a dialog that closed while this ran.
        with suppress(RuntimeError):
            self._worked.emit(result, problem)

    def _tell(self, result: Any, problem: Exception | None) -> None:
        """Tell in the window's thread how it went, unless it was cancelled until now."""
        # Whoever asked may be gone on hearing of it.
        with suppress(RuntimeError):
            if not self._cancelled:
                if problem is None:
                    self.done.emit(result)
                else:
                    self.failed.emit(problem)
            self.ended.emit()


def finish_jobs() -> None:
    """Wait until no work is under way; called before the library is closed."""
    QThreadPool.globalInstance().waitForDone()

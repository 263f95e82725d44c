"""Keeps the review current: computed anew, shortly after each edit, without blocking typing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer

from desktop.ui.desk import Desk

PAUSE_MILLISECONDS = 250


class ReviewWatch(QObject):
    """Writes findings and clashes of the open plan to the desk and emits `desk.reviewed`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.review_now)
        desk.content_changed.connect(lambda _changes: self._pause.start())
        desk.plan_changed.connect(self._pause.start)

    def review_now(self) -> None:
        """Review the open plan at once."""
        # Imported with the first plan: the rules are many, and the library opens without them.
        from desktop.planning.clashes import clashes_of
        from desktop.planning.review import findings_of

        plan = self._desk.plan
        if plan is None:
            self._desk.findings, self._desk.clashes = [], []
        else:
            today = date.today()  # noqa: DTZ011 - due dates are dates on the wall calendar
            self._desk.clashes = clashes = clashes_of(self._desk.library, plan)
            self._desk.findings = list(findings_of(plan, today=today, clashes=clashes))
        self._desk.reviewed.emit()

    def stop(self) -> None:
        """Review no more."""
        self._pause.stop()

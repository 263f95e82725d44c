"""What changed in plans since partners saw them, counted beside the window."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from db.errors import UnknownPlan
from desktop.exchange.seal.since import Novelty, changes_since
from desktop.ui.background import Job
from desktop.ui.desk import Desk

News = dict[str, list[Novelty]]
"""By the id of a plan, the rows that are not as they were seen."""


class NewsFinder(QObject):
    """Compares plans with what was seen of them; `found` brings the `News`."""

    found = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None

    def find(self, seen: Mapping[str, Mapping[str, int]]) -> None:
        """Look for what is new in each plan since the state with the version vector."""
        self.stop()
        if not seen:
            return
        library = self._desk.library

        def work(job: Job) -> News:
            news: News = {}
            for plan_id, vector in seen.items():
                if job.is_cancelled():
                    break
                try:
                    with library.reader(plan_id) as reader:
                        news[plan_id] = changes_since(reader, vector)
                except UnknownPlan:
                    # Erased meanwhile: there is nothing to tell of it.
                    continue
            return news

        self._job = Job(work, self)
        self._job.done.connect(self.found)
        self._job.failed.connect(self._say)
        self._job.start()

    def stop(self) -> None:
        """Stop looking; what was found so far is not told."""
        if self._job is not None:
            self._job.cancel()

    def _say(self, error: Exception) -> None:
        with self._desk.attempt():
            raise error

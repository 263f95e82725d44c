"""Areas served and open findings of every plan, worked out one plan at a time.

The table of plans shows at once; these figures follow while nobody types.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from db.door import Changes
from db.errors import UnknownPlan
from db.library import Library
from db.tables import DIRECTORY_TABLES, Plan

PAUSE_MILLISECONDS = 300


@dataclass(frozen=True, slots=True)
class Measures:
    """What the table says of a plan beyond its own row."""

    served: int
    total: int
    findings: int
    errors: int


class PlanMeasures(QObject):
    """Measures the plans that are wanted; emits `measured` for each, with its id.

    What was measured is kept for as long as the plan's version, and the directory that all
    plans share, stay as they were.
    """

    measured = Signal(str, object)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._known: dict[str, tuple[dict[str, int], Measures]] = {}
        self._waiting: list[Plan] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._measure_next)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._measure_next)

    def known(self, plans: Iterable[Plan]) -> dict[str, Measures]:
        """Return the measures that are at hand, by plan id."""
        found = {plan.id: self._known.get(plan.id) for plan in plans}
        vectors = {plan.id: dict(plan.vector) for plan in plans}
        return {i: kept[1] for i, kept in found.items() if kept and kept[0] == vectors[i]}

    def want(self, plans: list[Plan]) -> None:
        """Measure these plans, the first ones first, when the planner pauses."""
        known = self.known(plans)
        self._waiting = [plan for plan in plans if plan.id not in known]
        self.put_off()

    def put_off(self) -> None:
        """Wait until the planner pauses again: a key was pressed."""
        self._next.stop()
        if self._waiting:
            self._pause.start()

    def hear(self, changes: Changes) -> None:
        """Forget what an edit of the shared directory may have changed in any plan."""
        if changes.everything or changes.touches(*DIRECTORY_TABLES):
            self._known.clear()

    def stop(self) -> None:
        """Measure no more."""
        self._waiting.clear()
        self._pause.stop()
        self._next.stop()

    def _measure_next(self) -> None:
        if not self._waiting:
            return
        plan = self._waiting.pop(0)
        vector = dict(plan.vector)
        try:
            measures = measures_of(self._library, plan.id)
        except UnknownPlan:
            pass  # erased meanwhile
        else:
            self._known[plan.id] = (vector, measures)
            self.measured.emit(plan.id, measures)
        if self._waiting:
            self._next.start()


def measures_of(library: Library, plan_id: str) -> Measures:
    """Return what the table says of a plan. Raises UnknownPlan."""
    # Imported with the first plan that is measured: the table shows without.
    from desktop.planning.clashes import clashes_of
    from desktop.planning.coverage import coverage_of
    from desktop.planning.review import findings_of

    with library.reader(plan_id) as reader:
        coverage = coverage_of(reader)
        today = date.today()  # noqa: DTZ011 - due dates are dates on the wall calendar
        found = findings_of(reader, today=today, clashes=clashes_of(library, reader))
        open_ones = [finding for finding in found if finding.accepted is None]
    errors = sum(1 for finding in open_ones if finding.severity == "error")
    return Measures(coverage.served, coverage.total, len(open_ones), errors)

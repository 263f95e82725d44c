"""Control and evaluation: who watches what, what was seen, and what will be mended."""

from sqlalchemy.orm import Mapped, mapped_column

from db.record import Count, PlanRecord, Prose, Word, refers_to
from db.text import Pair


class Watch(PlanRecord):
    """A controller or evaluator is on watch at a cell or site for a time."""

    __tablename__ = "watch"

    assignment_id: Mapped[str] = refers_to("assignment")
    offset_minutes: Mapped[Count]
    duration_minutes: Mapped[int] = mapped_column(default=240, server_default="240")
    venue_id: Mapped[str | None] = refers_to("venue")
    task = Pair()
    task_en: Mapped[Prose]
    task_es: Mapped[Prose]


class Observation(PlanRecord):
    """What an evaluator saw: a strength or an area for improvement (HSEEP 2020).

    `offset_minutes` from STARTEX is when, null when it concerns the whole exercise.
    """

    __tablename__ = "observation"

    objective_id: Mapped[str | None] = refers_to("objective")
    criterion_id: Mapped[str | None] = refers_to("criterion")
    inject_id: Mapped[str | None] = refers_to("inject")
    observer_id: Mapped[str | None] = refers_to("assignment")
    kind: Mapped[str] = mapped_column(default="observation", server_default="observation")
    offset_minutes: Mapped[int | None]
    text = Pair()
    text_en: Mapped[Prose]
    text_es: Mapped[Prose]
    analysis = Pair()
    analysis_en: Mapped[Prose]
    analysis_es: Mapped[Prose]
    position: Mapped[Word]


class CorrectiveAction(PlanRecord):
    """What will be done about an area for improvement, by whom and until when.

    `element` is the HSEEP capability element: planning, organization, equipment, training
    or exercises. The dates are `2026-03-01`.
    """

    __tablename__ = "corrective_action"

    observation_id: Mapped[str | None] = refers_to("observation")
    objective_id: Mapped[str | None] = refers_to("objective")
    text = Pair()
    text_en: Mapped[Prose]
    text_es: Mapped[Prose]
    element: Mapped[str] = mapped_column(default="planning", server_default="planning")
    responsible_id: Mapped[str | None] = refers_to("organization")
    contact: Mapped[Word]
    start_date: Mapped[Word]
    due_date: Mapped[Word]
    status: Mapped[str] = mapped_column(default="open", server_default="open")
    position: Mapped[Word]

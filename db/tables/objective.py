"""Objectives, what they are aligned to, and how they are evaluated."""

from sqlalchemy.orm import Mapped, mapped_column

from db.record import PlanRecord, Prose, Word, refers_to
from db.text import Pair


class Objective(PlanRecord):
    """What the exercise shall achieve, or what the workshop's attendees shall learn."""

    __tablename__ = "objective"

    number: Mapped[Word]
    statement = Pair()
    statement_en: Mapped[Prose]
    statement_es: Mapped[Prose]
    capability: Mapped[Word]
    task_reference: Mapped[Word]
    conditions = Pair()
    conditions_en: Mapped[Prose]
    conditions_es: Mapped[Prose]
    standards = Pair()
    standards_en: Mapped[Prose]
    standards_es: Mapped[Prose]
    priority: Mapped[str] = mapped_column(default="medium", server_default="medium")
    owner_id: Mapped[str | None] = refers_to("organization")
    position: Mapped[Word]


class Alignment(PlanRecord):
    """An objective serves a focus area or a proposed action (one of the two is set)."""

    __tablename__ = "alignment"

    objective_id: Mapped[str] = refers_to("objective")
    focus_area_id: Mapped[str | None] = refers_to("focus_area")
    proposed_action_id: Mapped[str | None] = refers_to("proposed_action")
    note = Pair()
    note_en: Mapped[Prose]
    note_es: Mapped[Prose]


class Criterion(PlanRecord):
    """How an objective is evaluated (HSEEP 2020); `rating` is P, S, M, U or empty."""

    __tablename__ = "criterion"

    objective_id: Mapped[str] = refers_to("objective")
    capability_target = Pair()
    capability_target_en: Mapped[Prose]
    capability_target_es: Mapped[Prose]
    critical_task = Pair()
    critical_task_en: Mapped[Prose]
    critical_task_es: Mapped[Prose]
    measure = Pair()
    measure_en: Mapped[Prose]
    measure_es: Mapped[Prose]
    target = Pair()
    target_en: Mapped[Prose]
    target_es: Mapped[Prose]
    source: Mapped[Prose]
    rating: Mapped[Word]
    observation = Pair()
    observation_en: Mapped[Prose]
    observation_es: Mapped[Prose]
    observation_kind: Mapped[Word]
    position: Mapped[Word]

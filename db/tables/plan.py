"""A plan, and what it says of itself as a whole."""

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from db.record import PlanRecord, Prose, Record, Word, refers_to
from db.text import Pair


class Plan(Record):
    """A joint exercise or a training workshop.

    `start` is local wall time in `zone` (`2026-01-12T07:00`): STARTEX, or the opening
    session. `duration_minutes` runs from there to ENDEX. Everything else in the plan is
    an offset from `start`. `deleted` means that the plan lies in the bin. `released_for` is
    the audience of a release copy, which holds no more than they may see.
    """

    __tablename__ = "plan"

    vector: Mapped[dict[str, int]] = mapped_column(JSON)
    kind: Mapped[Word]
    type: Mapped[Word]
    code: Mapped[Word]
    name = Pair()
    name_en: Mapped[Prose]
    name_es: Mapped[Prose]
    status: Mapped[str] = mapped_column(default="draft", server_default="draft")
    start: Mapped[Word]
    duration_minutes: Mapped[int] = mapped_column(default=480, server_default="480")
    zone: Mapped[str] = mapped_column(default="America/Panama", server_default="America/Panama")
    languages: Mapped[str] = mapped_column(default="both", server_default="both")
    marking: Mapped[str] = mapped_column(default="UNCLASSIFIED", server_default="UNCLASSIFIED")
    template: Mapped[Word]
    released_for: Mapped[Word]
    sample: Mapped[bool] = mapped_column(default=False, server_default="0")
    purpose = Pair()
    purpose_en: Mapped[Prose]
    purpose_es: Mapped[Prose]
    scope = Pair()
    scope_en: Mapped[Prose]
    scope_es: Mapped[Prose]
    location = Pair()
    location_en: Mapped[Prose]
    location_es: Mapped[Prose]
    marking_instructions = Pair()
    marking_instructions_en: Mapped[Prose]
    marking_instructions_es: Mapped[Prose]
    distribution = Pair()
    distribution_en: Mapped[Prose]
    distribution_es: Mapped[Prose]
    assumptions = Pair()
    assumptions_en: Mapped[Prose]
    assumptions_es: Mapped[Prose]
    artificialities = Pair()
    artificialities_en: Mapped[Prose]
    artificialities_es: Mapped[Prose]
    constraints = Pair()
    constraints_en: Mapped[Prose]
    constraints_es: Mapped[Prose]
    references = Pair()
    references_en: Mapped[Prose]
    references_es: Mapped[Prose]
    safety = Pair()
    safety_en: Mapped[Prose]
    safety_es: Mapped[Prose]
    emergency_word = Pair()
    emergency_word_en: Mapped[Prose]
    emergency_word_es: Mapped[Prose]
    communications = Pair()
    communications_en: Mapped[Prose]
    communications_es: Mapped[Prose]
    public_affairs = Pair()
    public_affairs_en: Mapped[Prose]
    public_affairs_es: Mapped[Prose]
    sample_note = Pair()
    sample_note_en: Mapped[Prose]
    sample_note_es: Mapped[Prose]


class PlanFramework(PlanRecord):
    """A framework that the plan is drafted against."""

    __tablename__ = "plan_framework"

    framework_id: Mapped[str] = refers_to("framework")


class PlanFocusArea(PlanRecord):
    """A focus area or area of action that the plan undertakes to serve.

    One of the two is set. An area taken out of scope stays here with `in_scope` false
    and the reason.
    """

    __tablename__ = "plan_focus_area"

    focus_area_id: Mapped[str | None] = refers_to("focus_area")
    area_of_action_id: Mapped[str | None] = refers_to("area_of_action")
    in_scope: Mapped[bool] = mapped_column(default=True, server_default="1")
    reason = Pair()
    reason_en: Mapped[Prose]
    reason_es: Mapped[Prose]


class IndicatorTarget(PlanRecord):
    """The value of an outcome indicator that the plan aims at."""

    __tablename__ = "indicator_target"

    indicator_id: Mapped[str] = refers_to("indicator")
    target = Pair()
    target_en: Mapped[Prose]
    target_es: Mapped[Prose]


class Approval(PlanRecord):
    """Who approved the plan, in which post, on which date (`2026-03-03`).

    `version` is the code of the version that was approved, as `7K3M-Q2XA`.
    """

    __tablename__ = "approval"

    name: Mapped[Word]
    post = Pair()
    post_en: Mapped[Prose]
    post_es: Mapped[Prose]
    date: Mapped[Word]
    version: Mapped[Word]
    position: Mapped[Word]


class AcceptedFinding(PlanRecord):
    """A finding of the review that the planner accepts, and why."""

    __tablename__ = "accepted_finding"

    finding: Mapped[Word]
    reason: Mapped[Prose]

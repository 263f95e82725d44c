"""The MSEL: storyline, event, inject (NATO Bi-SC 75-3; HSEEP 2020)."""

from sqlalchemy.orm import Mapped, mapped_column

from db.record import Count, PlanRecord, Prose, Word, refers_to
from db.text import Pair


class Storyline(PlanRecord):
    """A thread of the scenario that runs through the whole exercise."""

    __tablename__ = "storyline"

    code: Mapped[Word]
    name = Pair()
    name_en: Mapped[Prose]
    name_es: Mapped[Prose]
    description = Pair()
    description_en: Mapped[Prose]
    description_es: Mapped[Prose]
    position: Mapped[Word]


class Event(PlanRecord):
    """A happening of a storyline, brought to the players by its injects."""

    __tablename__ = "event"

    storyline_id: Mapped[str | None] = refers_to("storyline")
    number: Mapped[Word]
    title = Pair()
    title_en: Mapped[Prose]
    title_es: Mapped[Prose]
    description = Pair()
    description_en: Mapped[Prose]
    description_es: Mapped[Prose]
    position: Mapped[Word]


class Inject(PlanRecord):
    """What reaches the players, `offset_minutes` from STARTEX.

    `number` stays with the inject when times move. `scenario_minutes` is the offset on the
    scenario's own clock, when that runs otherwise than the exercise. `event_id` gives the
    storyline; an inject without an event may still name a `storyline_id`.
    """

    __tablename__ = "inject"

    number: Mapped[Word]
    storyline_id: Mapped[str | None] = refers_to("storyline")
    event_id: Mapped[str | None] = refers_to("event")
    offset_minutes: Mapped[Count]
    scenario_minutes: Mapped[int | None]
    title = Pair()
    title_en: Mapped[Prose]
    title_es: Mapped[Prose]
    kind: Mapped[str] = mapped_column(default="key-event", server_default="key-event")
    mode: Mapped[str] = mapped_column(default="telephone", server_default="telephone")
    sender = Pair()
    sender_en: Mapped[Prose]
    sender_es: Mapped[Prose]
    receiver = Pair()
    receiver_en: Mapped[Prose]
    receiver_es: Mapped[Prose]
    message = Pair()
    message_en: Mapped[Prose]
    message_es: Mapped[Prose]
    expected_response = Pair()
    expected_response_en: Mapped[Prose]
    expected_response_es: Mapped[Prose]
    controller_id: Mapped[str | None] = refers_to("assignment")
    evaluator_id: Mapped[str | None] = refers_to("assignment")
    venue_id: Mapped[str | None] = refers_to("venue")
    status: Mapped[str] = mapped_column(default="draft", server_default="draft")
    notes = Pair()
    notes_en: Mapped[Prose]
    notes_es: Mapped[Prose]
    ad_hoc: Mapped[bool] = mapped_column(default=False, server_default="0")


class InjectObjective(PlanRecord):
    """An inject exercises an objective."""

    __tablename__ = "inject_objective"

    inject_id: Mapped[str] = refers_to("inject")
    objective_id: Mapped[str] = refers_to("objective")


class InjectCriterion(PlanRecord):
    """The response to an inject shows whether a criterion is met."""

    __tablename__ = "inject_criterion"

    inject_id: Mapped[str] = refers_to("inject")
    criterion_id: Mapped[str] = refers_to("criterion")


class InjectFocusArea(PlanRecord):
    """An inject serves a focus area directly."""

    __tablename__ = "inject_focus_area"

    inject_id: Mapped[str] = refers_to("inject")
    focus_area_id: Mapped[str] = refers_to("focus_area")


class InjectDependency(PlanRecord):
    """An inject makes sense only after another."""

    __tablename__ = "inject_dependency"

    inject_id: Mapped[str] = refers_to("inject")
    depends_on_id: Mapped[str] = refers_to("inject")


class Delivery(PlanRecord):
    """What was done with an inject during play; the latest row of an inject counts.

    `status` is delivered, held or cancelled; `moment` is the actual UTC time
    (`2026-11-27T14:30:00`), and `note` what the controller wrote down.
    """

    __tablename__ = "delivery"

    inject_id: Mapped[str] = refers_to("inject")
    status: Mapped[Word]
    moment: Mapped[Word]
    note: Mapped[Prose]

"""What happens when, where and with whom."""

from sqlalchemy.orm import Mapped, mapped_column

from db.record import Count, PlanRecord, Prose, refers_to
from db.text import Pair


class ScheduleItem(PlanRecord):
    """An item of the schedule, `offset_minutes` from STARTEX, `duration_minutes` long."""

    __tablename__ = "schedule_item"

    title = Pair()
    title_en: Mapped[Prose]
    title_es: Mapped[Prose]
    kind: Mapped[str] = mapped_column(default="training", server_default="training")
    offset_minutes: Mapped[Count]
    duration_minutes: Mapped[int] = mapped_column(default=60, server_default="60")
    venue_id: Mapped[str | None] = refers_to("venue")
    lead_id: Mapped[str | None] = refers_to("organization")
    track = Pair()
    track_en: Mapped[Prose]
    track_es: Mapped[Prose]
    uniform = Pair()
    uniform_en: Mapped[Prose]
    uniform_es: Mapped[Prose]
    notes = Pair()
    notes_en: Mapped[Prose]
    notes_es: Mapped[Prose]


class ScheduleOrganization(PlanRecord):
    """An organization takes part in a schedule item."""

    __tablename__ = "schedule_organization"

    item_id: Mapped[str] = refers_to("schedule_item")
    organization_id: Mapped[str] = refers_to("organization")


class SchedulePerson(PlanRecord):
    """A person is needed at a schedule item."""

    __tablename__ = "schedule_person"

    item_id: Mapped[str] = refers_to("schedule_item")
    person_id: Mapped[str] = refers_to("person")


class ScheduleObjective(PlanRecord):
    """A schedule item exercises, or teaches, an objective."""

    __tablename__ = "schedule_objective"

    item_id: Mapped[str] = refers_to("schedule_item")
    objective_id: Mapped[str] = refers_to("objective")


class ScheduleFocusArea(PlanRecord):
    """A schedule item serves a focus area directly."""

    __tablename__ = "schedule_focus_area"

    item_id: Mapped[str] = refers_to("schedule_item")
    focus_area_id: Mapped[str] = refers_to("focus_area")

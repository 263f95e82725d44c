"""Planning conferences and deadlines."""

from sqlalchemy.orm import Mapped, mapped_column

from db.record import Count, PlanRecord, Prose, refers_to
from db.text import Pair


class Milestone(PlanRecord):
    """A conference or a deadline, `day_offset` days from D (negative before STARTEX).

    With `avoid_holidays` its date moves off weekends and holidays of both nations.
    """

    __tablename__ = "milestone"

    title = Pair()
    title_en: Mapped[Prose]
    title_es: Mapped[Prose]
    kind: Mapped[str] = mapped_column(default="other", server_default="other")
    day_offset: Mapped[Count]
    avoid_holidays: Mapped[bool] = mapped_column(default=False, server_default="0")
    status: Mapped[str] = mapped_column(default="planned", server_default="planned")
    place = Pair()
    place_en: Mapped[Prose]
    place_es: Mapped[Prose]
    purpose = Pair()
    purpose_en: Mapped[Prose]
    purpose_es: Mapped[Prose]
    inputs = Pair()
    inputs_en: Mapped[Prose]
    inputs_es: Mapped[Prose]
    outputs = Pair()
    outputs_en: Mapped[Prose]
    outputs_es: Mapped[Prose]
    responsible_id: Mapped[str | None] = refers_to("organization")

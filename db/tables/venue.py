"""Venues, and which of them a plan uses."""

from sqlalchemy.orm import Mapped

from db.record import Count, DirectoryRecord, PlanRecord, Prose, Word, refers_to
from db.text import Pair


class Venue(DirectoryRecord):
    """A place: coordinates in degrees (WGS 84) or none; a capacity of 0 is unknown."""

    __tablename__ = "venue"

    name = Pair()
    name_en: Mapped[Prose]
    name_es: Mapped[Prose]
    address: Mapped[Prose]
    capacity: Mapped[Count]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    contact: Mapped[Word]
    facilities = Pair()
    facilities_en: Mapped[Prose]
    facilities_es: Mapped[Prose]


class PlanVenue(PlanRecord):
    """A venue that the plan uses."""

    __tablename__ = "plan_venue"

    venue_id: Mapped[str] = refers_to("venue")
    position: Mapped[Word]

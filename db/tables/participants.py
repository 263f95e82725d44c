"""Organizations and persons, and the part they take in a plan."""

from sqlalchemy.orm import Mapped, mapped_column

from db.record import Count, DirectoryRecord, PlanRecord, Prose, Word, refers_to
from db.text import Pair


class Organization(DirectoryRecord):
    """An agency or institution; `country` is PA, US or another ISO 3166 code, or INT."""

    __tablename__ = "organization"

    key: Mapped[Word]
    acronym: Mapped[Word]
    name = Pair()
    name_en: Mapped[Prose]
    name_es: Mapped[Prose]
    country: Mapped[Word]
    kind: Mapped[str] = mapped_column(default="other", server_default="other")
    builtin: Mapped[bool] = mapped_column(default=False, server_default="0")


class Person(DirectoryRecord):
    """A person of the directory; the availability dates (`2026-01-12`) include both ends."""

    __tablename__ = "person"

    name: Mapped[Word]
    rank: Mapped[Word]
    organization_id: Mapped[str | None] = refers_to("organization")
    post = Pair()
    post_en: Mapped[Prose]
    post_es: Mapped[Prose]
    languages: Mapped[Word]
    phone: Mapped[Word]
    email: Mapped[Word]
    call_sign: Mapped[Word]
    available_from: Mapped[Word]
    available_until: Mapped[Word]


class Participation(PlanRecord):
    """An organization's part in the plan: host, sponsor, participant or support."""

    __tablename__ = "participation"

    organization_id: Mapped[str] = refers_to("organization")
    role: Mapped[str] = mapped_column(default="participant", server_default="participant")
    headcount: Mapped[Count]
    position: Mapped[Word]


class Assignment(PlanRecord):
    """A role in the plan and who fills it; without a person it is still to be filled."""

    __tablename__ = "assignment"

    role: Mapped[str] = mapped_column(default="player", server_default="player")
    person_id: Mapped[str | None] = refers_to("person")
    organization_id: Mapped[str | None] = refers_to("organization")
    venue_id: Mapped[str | None] = refers_to("venue")
    cell = Pair()
    cell_en: Mapped[Prose]
    cell_es: Mapped[Prose]
    notes: Mapped[Prose]
    position: Mapped[Word]

"""The scenario: what happened before and around play, who acts in it, and its pictures."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.record import Base, Count, PlanRecord, Prose, Word, refers_to
from db.text import Pair


class ScenarioSection(PlanRecord):
    """A part of the scenario: a situation, the road to crisis, or a phase.

    `offset_minutes` from STARTEX is when a phase begins, null for the rest. `for_players`
    tells whether players may read it.
    """

    __tablename__ = "scenario_section"

    kind: Mapped[str] = mapped_column(default="phase", server_default="phase")
    title = Pair()
    title_en: Mapped[Prose]
    title_es: Mapped[Prose]
    narrative = Pair()
    narrative_en: Mapped[Prose]
    narrative_es: Mapped[Prose]
    offset_minutes: Mapped[int | None]
    for_players: Mapped[bool] = mapped_column(default=False, server_default="0")
    position: Mapped[Word]


class SimulatedActor(PlanRecord):
    """A fictional state, group, person, vessel or medium that the white cell plays."""

    __tablename__ = "simulated_actor"

    kind: Mapped[str] = mapped_column(default="group", server_default="group")
    name = Pair()
    name_en: Mapped[Prose]
    name_es: Mapped[Prose]
    description = Pair()
    description_en: Mapped[Prose]
    description_es: Mapped[Prose]
    for_players: Mapped[bool] = mapped_column(default=False, server_default="0")
    position: Mapped[Word]


class Attachment(PlanRecord):
    """A picture or map of the scenario or of an inject; its bytes are `AttachmentContent`.

    `size` is in bytes, `digest` the SHA-256 of the content in hexadecimal digits.
    """

    __tablename__ = "attachment"

    section_id: Mapped[str | None] = refers_to("scenario_section")
    inject_id: Mapped[str | None] = refers_to("inject")
    file_name: Mapped[Word]
    media_type: Mapped[Word]
    size: Mapped[Count]
    digest: Mapped[Word]
    caption = Pair()
    caption_en: Mapped[Prose]
    caption_es: Mapped[Prose]
    for_players: Mapped[bool] = mapped_column(default=False, server_default="0")
    position: Mapped[Word]


class AttachmentContent(Base):
    """The bytes of attachments, kept once for each digest; they never change."""

    __tablename__ = "attachment_content"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)

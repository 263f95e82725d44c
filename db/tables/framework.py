"""The focus-area framework: pillars, focus areas, areas of action, actions, indicators."""

from sqlalchemy.orm import Mapped, mapped_column

from db.record import DirectoryRecord, Prose, Word, refers_to
from db.text import Pair


class Framework(DirectoryRecord):
    """What two partners agreed to work on together; `builtin` ones are read-only."""

    __tablename__ = "framework"

    key: Mapped[Word]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    builtin: Mapped[bool] = mapped_column(default=False, server_default="0")
    name = Pair()
    name_en: Mapped[Prose]
    name_es: Mapped[Prose]
    description = Pair()
    description_en: Mapped[Prose]
    description_es: Mapped[Prose]
    position: Mapped[Word]


class Pillar(DirectoryRecord):
    """One of the framework's main lines."""

    __tablename__ = "pillar"

    framework_id: Mapped[str] = refers_to("framework")
    key: Mapped[Word]
    name = Pair()
    name_en: Mapped[Prose]
    name_es: Mapped[Prose]
    description = Pair()
    description_en: Mapped[Prose]
    description_es: Mapped[Prose]
    position: Mapped[Word]


class FocusArea(DirectoryRecord):
    """A field of cooperation within a pillar, to which objectives are aligned."""

    __tablename__ = "focus_area"

    pillar_id: Mapped[str] = refers_to("pillar")
    key: Mapped[Word]
    name = Pair()
    name_en: Mapped[Prose]
    name_es: Mapped[Prose]
    description = Pair()
    description_en: Mapped[Prose]
    description_es: Mapped[Prose]
    position: Mapped[Word]


class AreaOfAction(DirectoryRecord):
    """A way of working that cuts across the pillars."""

    __tablename__ = "area_of_action"

    framework_id: Mapped[str] = refers_to("framework")
    key: Mapped[Word]
    name = Pair()
    name_en: Mapped[Prose]
    name_es: Mapped[Prose]
    position: Mapped[Word]


class ProposedAction(DirectoryRecord):
    """What the framework proposes to do in a focus area or an area of action."""

    __tablename__ = "proposed_action"

    focus_area_id: Mapped[str | None] = refers_to("focus_area")
    area_of_action_id: Mapped[str | None] = refers_to("area_of_action")
    key: Mapped[Word]
    text = Pair()
    text_en: Mapped[Prose]
    text_es: Mapped[Prose]
    position: Mapped[Word]


class Indicator(DirectoryRecord):
    """An outcome of a focus area that a plan can set a target for."""

    __tablename__ = "indicator"

    focus_area_id: Mapped[str] = refers_to("focus_area")
    key: Mapped[Word]
    text = Pair()
    text_en: Mapped[Prose]
    text_es: Mapped[Prose]
    unit = Pair()
    unit_en: Mapped[Prose]
    unit_es: Mapped[Prose]
    position: Mapped[Word]

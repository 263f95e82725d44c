"""What a planner chose to print: documents, language, paper."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from db.library import Library
from desktop.packets.packet import DOCUMENTS
from desktop.packets.page import Paper
from desktop.packets.wording import PacketLanguage

SETTING = "packet"
LANGUAGE_CHOICES: tuple[PacketLanguage, ...] = ("both", "en", "es")
PAPERS: tuple[Paper, ...] = ("letter", "a4")


@dataclass(slots=True)
class PacketChoices:
    """The documents of the packet in their order, its language (en, es, both) and paper."""

    documents: tuple[str, ...]
    language: PacketLanguage = "both"
    paper: Paper = "letter"

    @classmethod
    def remembered(cls, library: Library) -> PacketChoices:
        """Return what was chosen last on this laptop; what is unknown by now is left out."""
        kept: Any = library.setting(SETTING) or {}
        documents = tuple(name for name in kept.get("documents", DOCUMENTS) if name in DOCUMENTS)
        language, paper = kept.get("language"), kept.get("paper")
        return cls(
            documents,
            language if language in LANGUAGE_CHOICES else "both",
            paper if paper in PAPERS else "letter",
        )

    def remember(self, library: Library) -> None:
        """Keep the choice for the next time."""
        library.set_setting(SETTING, asdict(self))

"""What a cover page tells partners: what is new in a plan since each last saw it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from db.clock import joined
from db.correspondence import Contact, Mail, Sent, inbox, outbox
from db.library import Library
from db.reader import PlanReader
from db.text import Language
from desktop.exchange.audiences import PLANNERS
from desktop.exchange.seal.since import changes_since
from desktop.language import in_language, pgettext
from desktop.planning.told_changes import ToldNews


@dataclass(frozen=True, slots=True)
class CoverWish:
    """In which language and on which paper a cover is wanted."""

    language: Literal["en", "es", "both"] = "both"
    paper: Literal["letter", "a4"] = "letter"

    @property
    def first(self) -> Language:
        """The language that stands first."""
        return "es" if self.language == "es" else "en"

    def beside(self, path: Path) -> Path:
        """Return where the cover of a plan file lies: "NAME - changes.pdf" beside it."""
        with in_language(self.first):
            ending = pgettext("end of a file name", "changes")
        return path.with_name(f"{path.stem} - {ending}.pdf")


@dataclass(frozen=True, slots=True)
class LastSeen:
    """What a contact has seen of a plan, and the last file by which they or we showed it.

    `code` is the version of that file, empty when it is not known.
    """

    name: str
    vector: Mapping[str, int]
    moment: datetime
    code: str


def last_seen(library: Library, plan_id: str, contacts: Iterable[Contact]) -> list[LastSeen]:
    """Return what contacts have seen of a plan; those who have seen nothing are left out."""
    mail: list[Mail] = [*outbox(library, plan_id), *inbox(library, plan_id)]
    found = []
    for contact in contacts:
        own = [
            letter
            for letter in mail
            if letter.contact_id == contact.id and letter.audience == PLANNERS
        ]
        if own:
            newest = max(own, key=lambda letter: letter.milliseconds)
            moment = datetime.fromtimestamp(newest.milliseconds / 1000, UTC)
            code = newest.code if isinstance(newest, Sent) else ""
            vector = joined([letter.vector for letter in own])
            found.append(LastSeen(contact.signs_as, vector, moment, code))
    return found


def news_of(reader: PlanReader, seen: Iterable[LastSeen], sender: str) -> list[ToldNews]:
    """Return what a cover page tells each of those who have seen something of the plan."""
    return [
        ToldNews(
            each.name,
            sender,
            each.moment,
            each.code,
            tuple(changes_since(reader, each.vector)),
        )
        for each in seen
    ]

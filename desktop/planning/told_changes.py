"""What leads from one state of a plan to another, in planners' words of both languages.

Made from a comparison where plans travel, and printed where packets are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from db.text import Language, Text
from desktop.language import N_
from desktop.planning.version import Version

NOTHING = Text()
KINDS: dict[str, str] = {
    "added": N_("Added"),
    "changed": N_("Changed"),
    "moved": N_("Moved"),
    "deleted": N_("Deleted"),
    "restored": N_("Brought back"),
}
"""The kinds of changes with their labels (message ids), in reading order."""


@dataclass(frozen=True, slots=True)
class ToldField:
    """A field of a record: None before in one that was added, None after in one deleted.

    Of a text in two languages each wording is a field of its own, which tells its `language`.
    In `prose` the words that differ are marked.
    """

    label: Text
    before: Text | None
    after: Text | None
    prose: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change of one record: what kind, whose, when, and field by field.

    `section` is a message id. `brief` says it in a few words where there are any, such as
    "+2 h" of what was moved; `note` is what follows from it. `sentence` says all on a line.
    """

    kind: str
    section: str
    name: Text
    sentence: Text
    author: Text
    moment: datetime
    brief: Text = NOTHING
    note: Text = NOTHING
    fields: tuple[ToldField, ...] = ()
    table: str = ""
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class ToldState:
    """One of the two states: what it is, more about it, and its version as far as known.

    `as_of` is set for a plan as it was at a moment of its past.
    """

    title: Text
    detail: Text = NOTHING
    version: Version | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class ToldChanges:
    """All that leads from `before` to `after`, in reading order."""

    plan_name: Text
    marking: str
    zone: ZoneInfo
    before: ToldState
    after: ToldState
    changes: tuple[ToldChange, ...]

    @property
    def authors(self) -> list[Text]:
        """Who made the changes, in the order of the first change of each."""
        return list(dict.fromkeys(change.author for change in self.changes))


@dataclass(frozen=True, slots=True)
class ToldNews:
    """What is new to a partner since they last saw a plan: at `seen_at`, in version `code`.

    `code` is empty when it is not known; `to` and `sender` are names.
    """

    to: str
    sender: str
    seen_at: datetime
    code: str
    changes: tuple[ToldChange, ...]


def counted(changes: Sequence[ToldChange]) -> dict[str, Counter[str]]:
    """Return how many changes of each kind there are by section, in reading order."""
    counts: dict[str, Counter[str]] = {}
    for change in changes:
        counts.setdefault(change.section, Counter())[change.kind] += 1
    return counts

"""What the cells of one row say, before it is an inject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.text import Text
from desktop.exchange.spreadsheets.read_inject import NO_TEXT
from desktop.exchange.spreadsheets.workbook import Fault

TITLE_LENGTH = 90
_SENTENCE = re.compile(r"(.+?[.!?;])(?:\s|$)", re.DOTALL)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_x000D_")


@dataclass(slots=True)
class RowContent:
    """The words, texts and codes of a row by field; `extra` has no field of its own."""

    words: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    faults: list[tuple[int, str, Fault]] = field(default_factory=list)
    scenario: int | None = None

    def text(self, name: str) -> Text:
        """Return the text of a field, empty when no cell gave any."""
        return self.texts.get(name, NO_TEXT)


def clean(text: str) -> str:
    """Return a text without the characters that no text of a plan may have."""
    return _FORBIDDEN.sub("", text).strip()


def title_of(message: Text) -> Text:
    """Return the first sentence of a message, shortened, as its title."""
    return Text(*(_first_sentence(wording) for wording in (message.en, message.es)))


def _first_sentence(text: str) -> str:
    text = " ".join(text.split())
    match = _SENTENCE.match(text)
    first = (match[1] if match else text).rstrip(".;")
    if len(first) <= TITLE_LENGTH:
        return first
    return first[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def two_sides(text: str) -> Iterator[str]:
    """Yield the sender and the receiver of "SENAN → JTF", "SENAN / JTF"."""
    for mark in (r"\s*(?:→|->|=>|»)\s*", r"\n", r"\s*/\s*", r"\s+(?:to|a|à|para|vers)\s+"):
        parts = re.split(mark, text, maxsplit=1)
        if len(parts) == 2:
            yield from (part.strip() for part in parts)
            return
    yield text
    yield ""

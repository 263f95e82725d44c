"""A text in two languages: one value, two columns."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal, overload

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "es")


def N_(message: str) -> str:  # noqa: N802 - the name gettext's tools know
    """Mark `message` for translation by whoever shows it; return it as it is."""
    return message


_NOT_IN_NAMES = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What makes two lines out of one, or a name look like another: marks of direction."""


def one_line(text: str) -> str:
    """Return `text` as a name that can stand within a sentence: in one line, read one way."""
    return _NOT_IN_NAMES.sub("", text)


def folded(text: str) -> str:
    """Return `text` as words are compared: in small letters, without accents or outer spaces."""
    if text.isascii():
        return text.strip().lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).strip().casefold()


@dataclass(frozen=True, slots=True)
class Text:
    """An English and a Spanish wording of the same text; either may be empty."""

    en: str = ""
    es: str = ""

    def __bool__(self) -> bool:
        return bool(self.en or self.es)

    def get(self, language: Language) -> str:
        """Return the wording in `language`, empty when there is none."""
        return self.en if language == "en" else self.es

    def best(self, language: Language) -> str:
        """Return the wording in `language`, or the other one when it is missing."""
        return self.get(language) or self.en or self.es

    def has_fallen_back(self, language: Language) -> bool:
        """Return whether `best` answers with the other language's wording."""
        return not self.get(language) and bool(self)

    def replaced(self, language: Language, wording: str) -> Text:
        """Return this text with its wording in `language` replaced."""
        return Text(wording, self.es) if language == "en" else Text(self.en, wording)

    def as_dict(self) -> dict[str, str]:
        """Return `{"en": ..., "es": ...}`."""
        return {"en": self.en, "es": self.es}


class Pair:
    """Reads and writes the columns `NAME_en` and `NAME_es` of a row as one `Text`."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._en, self._es = f"{name}_en", f"{name}_es"

    @overload
    def __get__(self, row: None, owner: type) -> Pair: ...
    @overload
    def __get__(self, row: object, owner: type) -> Text: ...
    def __get__(self, row: object | None, owner: type) -> Pair | Text:
        if row is None:
            return self
        return Text(getattr(row, self._en) or "", getattr(row, self._es) or "")

    def __set__(self, row: Any, text: Text) -> None:
        setattr(row, self._en, text.en)
        setattr(row, self._es, text.es)

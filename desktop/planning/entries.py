"""Reading a TOML data file entry by entry, so that a fault is named by file and key."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from db.text import LANGUAGES, Text
from desktop.language import _

V = TypeVar("V")


class EntryRefused(ValueError):
    """A data file is not as it must be; the message names the file and the key."""


class Entry:
    """A table of a TOML file: values are asked for by key and kind.

    Every method raises `refused` (an EntryRefused) when the value is missing or of another
    kind; `finish` raises it when the file has a key that nobody asked for, which is how a
    misspelled key is found.
    """

    def __init__(
        self,
        values: dict[str, Any],
        file: str,
        where: str = "",
        *,
        refused: type[EntryRefused] = EntryRefused,
        both_languages: bool = True,
    ) -> None:
        self._values = values
        self._asked: set[str] = set()
        self.file = file
        self.where = where
        self.refused = refused
        self._both_languages = both_languages

    @classmethod
    def parse(
        cls,
        text: str,
        file: str,
        *,
        refused: type[EntryRefused] = EntryRefused,
        both_languages: bool = True,
    ) -> Entry:
        """Return the whole file `text` as an entry; `file` is its name in messages."""
        try:
            values = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            message = _("{file} is not sound TOML: {reason}.")
            raise refused(message.format(file=file, reason=error)) from error
        return cls(values, file, refused=refused, both_languages=both_languages)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def fault(self, key: str, reason: str) -> EntryRefused:
        """Return the error that says what is wrong with the value of `key`."""
        where = f"{self.where}.{key}" if self.where else key
        message = _("{file}, {key}: {reason}")
        return self.refused(message.format(file=self.file, key=where, reason=reason))

    def repeated(self, key: str, value: str) -> EntryRefused:
        """Return the error that says that `value` is taken already."""
        return self.fault(key, _("“{word}” is here twice.").format(word=value))

    def count(self, key: str) -> int:
        """Return how many entries the list under `key` has."""
        value = self._values.get(key, [])
        return len(value) if isinstance(value, list) else 0

    def word(self, key: str, default: str | None = None) -> str:
        """Return a text in no particular language."""
        return self._value(key, str, default, _("a text is needed here."))

    def number(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        return self._value(key, int, default, _("a whole number is needed here."))

    def degrees(self, key: str) -> float | None:
        """Return a decimal number, None when the key is missing."""
        if key not in self:
            return None
        return self._value(key, float, None, _("a decimal number is needed here."))

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        return self._value(key, bool, default, _("true or false is needed here."))

    def choice(self, key: str, codes: Collection[str], default: str | None = None) -> str:
        """Return a text that must be one of `codes`."""
        return self._known(key, self.word(key, default), codes)

    def words(self, key: str, codes: Collection[str] | None = None) -> list[str]:
        """Return a list of texts, empty when the key is missing, each one of `codes`."""
        needed = _("a list of texts is needed here.")
        words = self._value(key, list, [], needed)
        if not all(isinstance(word, str) for word in words):
            raise self.fault(key, needed)
        return [word if codes is None else self._known(key, word, codes) for word in words]

    def pair(self, key: str, *, required: bool = True) -> Text:
        """Return a text in two languages, empty when the key is missing and not required."""
        needed = _('a text in both languages is needed here: { en = "…", es = "…" }.')
        value = self._value(key, dict, None if required else {}, needed)
        if not value and not required and key not in self:
            return Text()
        wordings = [value.get(language, "") for language in LANGUAGES]
        sound = set(value) <= set(LANGUAGES) and all(isinstance(w, str) for w in wordings)
        found = [bool(sound and wording.strip()) for wording in wordings]
        if not sound or not (all(found) if self._both_languages else any(found)):
            raise self.fault(key, needed)
        return Text(*wordings)

    def entry(self, key: str) -> Entry:
        """Return the table under `key`."""
        value = self._value(key, dict, None, _("a table is needed here."))
        return self._below(value, key)

    def entries(self, key: str) -> Iterator[Entry]:
        """Yield the tables of the list under `key`, none when the key is missing.

        Each is finished when the next is asked for.
        """
        needed = _("a list of tables is needed here.")
        for number, value in enumerate(self._value(key, list, [], needed), start=1):
            if not isinstance(value, dict):
                raise self.fault(key, needed)
            below = self._below(value, f"{key}[{number}]")
            yield below
            below.finish()

    def finish(self) -> None:
        """Check that every key of the entry was asked for."""
        for key in self._values:
            if key not in self._asked:
                raise self.fault(key, _("this key is not known here."))

    def _below(self, values: dict[str, Any], key: str) -> Entry:
        where = f"{self.where}.{key}" if self.where else key
        return Entry(
            values,
            self.file,
            where,
            refused=self.refused,
            both_languages=self._both_languages,
        )

    def _value(self, key: str, kind: type[V], default: V | None, needed: str) -> V:
        self._asked.add(key)
        value = self._values.get(key, default)
        # In Python a truth value is a whole number too, in a data file it is not.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(key, needed)
        return value

    def _known(self, key: str, word: str, codes: Collection[str]) -> str:
        if word not in codes:
            known = ", ".join(sorted(codes))
            reason = _("“{word}” is not one of: {known}.").format(word=word, known=known)
            raise self.fault(key, reason)
        return word

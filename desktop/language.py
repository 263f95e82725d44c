"""The two languages of everything that a person reads.

Messages are written in English in the code and translated by gettext. The interface speaks
one language at a time; a packet may need either or both, whatever the interface speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from typing import Any

from db.text import LANGUAGES, N_, Language, Text

__all__ = [
    "LANGUAGES",
    "N_",
    "Language",
    "_",
    "as_text",
    "in_language",
    "ngettext",
    "pgettext",
    "speak",
    "spoken",
    "translate",
    "translate_count",
]

_SPOKEN: ContextVar[Language] = ContextVar("spoken", default="en")


@cache
def _translations(language: Language) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    catalogue = resources.files("resources") / "locale" / language / "LC_MESSAGES" / "istmo.mo"
    if not catalogue.is_file():
        return NullTranslations()
    with catalogue.open("rb") as file:
        return GNUTranslations(file)


def spoken() -> Language:
    """Return the language that the interface speaks."""
    return _SPOKEN.get()


def speak(language: Language) -> None:
    """Make the interface speak `language` from now on, in the thread that calls."""
    _SPOKEN.set(language)


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Speak `language` within the block."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def _(message: str) -> str:
    """Return `message` in the language that the interface speaks."""
    return _translations(spoken()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the message that fits `count` in the language that the interface speaks."""
    return _translations(spoken()).ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Return `message` as it is said in `context`, in the language of the interface."""
    return _translations(spoken()).pgettext(context, message)


def translate(message: str, language: Language) -> str:
    """Return a message marked with `N_` in `language`."""
    return _translations(language).gettext(message)


def translate_count(singular: str, plural: str, count: int, language: Language) -> str:
    """Return the message that fits `count` in `language`."""
    return _translations(language).ngettext(singular, plural, count)


def as_text(message: str, **values: Any) -> Text:
    """Return a message marked with `N_` in both languages, its placeholders filled.

    A value that is itself a `Text` is filled in by language.
    """
    wordings = []
    for language in LANGUAGES:
        own = {k: v.best(language) if isinstance(v, Text) else v for k, v in values.items()}
        wordings.append(translate(message, language).format(**own))
    return Text(*wordings)

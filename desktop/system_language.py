"""Which of the two languages the computer speaks, for where there is no window to ask."""

from __future__ import annotations

import locale
import os

from db.text import Language

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def system_language() -> Language:
    """Return Spanish when the system is set to it, in the order that gettext asks."""
    for variable in _VARIABLES:
        value = os.environ.get(variable)
        if value:
            return _nearest(value)
    try:
        return _nearest(locale.getlocale()[0] or "")
    except ValueError:
        return "en"


def _nearest(name: str) -> Language:
    """Return the language of a locale, as es_PA.UTF-8 or, on Windows, Spanish_Panama."""
    return "es" if name.casefold().startswith(("es", "spanish")) else "en"

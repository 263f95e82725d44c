"""Comparing words the way a planner does: without accents, without capitals."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return `text` in small letters without accents, spaces at the ends cut off."""
    if text.isascii():
        return text.strip().lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).strip().casefold()


def contains(haystack: str, words: list[str]) -> bool:
    """Return whether the folded `haystack` contains every one of the folded `words`."""
    return all(word in haystack for word in words)

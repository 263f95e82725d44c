"""Cells that no spreadsheet program takes for a formula."""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet program would take `text` for a formula."""
    return text.startswith(_BEGINNINGS)


def safe_for_csv(text: str) -> str:
    """Return `text` with an apostrophe in front where it begins like a formula.

    Istmo takes it off again; programs show the text as it is meant, or with the apostrophe.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n") if text[:1] != "\r" else text
    return f"'{text}" if looks_like_formula(text) else text

"""The typeface of all paper: Source Sans Pro, embedded and subset, and how wide its words are."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from font_source_sans_pro import font_files_ttf
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "SourceSansPro"
ITALIC = "SourceSansProIt"
SEMIBOLD = "SourceSansProSemibold"
SEMIBOLD_ITALIC = "SourceSansProSemiboldIt"
LIGHT = "SourceSansProLight"
FACES = (REGULAR, ITALIC, SEMIBOLD, SEMIBOLD_ITALIC, LIGHT)

SLANTED = {
    REGULAR: ITALIC,
    ITALIC: ITALIC,
    SEMIBOLD: SEMIBOLD_ITALIC,
    SEMIBOLD_ITALIC: SEMIBOLD_ITALIC,
    LIGHT: ITALIC,
}
"""The italic that goes with each face."""

PLACEHOLDER = "\u2610"
"""Stands for a character that the typeface does not have, so that a reader sees the gap."""

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Me", "Mn"})
"""Unicode's categories of characters that show nothing by themselves: controls, joiners, marks.

Letters with marks have been composed before, where Unicode has the whole letter.
"""
LIGATURES = frozenset("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")
"""Printed as the letters they stand for, so that a search finds the word."""
_LINE_ENDS = frozenset("\n\v\f\x85\u2028\u2029")


@cache
def font(face: str) -> TTFont:
    """Return the font of `face`, registered with ReportLab."""
    # Plain binary streams: a fifth smaller and quicker than ReportLab's habit of ASCII.
    rl_config.useA85 = 0
    loaded = TTFont(face, font_files_ttf[face])
    pdfmetrics.registerFont(loaded)
    return loaded


@lru_cache(maxsize=60_000)
def word_width(word: str, face: str) -> float:
    """Return the width of `word` in thousandths of the font size."""
    metrics = font(face).face
    widths, default = metrics.charWidths, metrics.defaultWidth
    total: float = sum([widths.get(ord(letter), default) for letter in word])
    return total


def width(text: str, face: str, size: float) -> float:
    """Return the width of one line of text in points."""
    return word_width(text, face) * size / 1000


@cache
def _known() -> frozenset[int]:
    """Return the characters that all faces have."""
    return frozenset.intersection(*(frozenset(font(face).face.charToGlyph) for face in FACES))


class _Replacements(dict[int, int | str | None]):
    """What each character is printed as; worked out when a character is first met."""

    def __missing__(self, code: int) -> int | str | None:
        self[code] = replacement = _replacement(chr(code))
        return replacement


def _replacement(character: str) -> str | None:
    category = unicodedata.category(character)
    if character in _LINE_ENDS:
        return "\n"
    if category == "Zs" or character == "\t":
        return "\u00a0" if character in "\u00a0\u202f\u2007" else " "
    if category in UNSEEN:
        return None
    if ord(character) in _known() and category != "Co" and character not in LIGATURES:
        return character
    return "-" if category == "Pd" else _decomposed(character) or PLACEHOLDER


def _decomposed(character: str) -> str:
    """Return the plain letters that `character` stands for, as "fi" for a ligature."""
    parts = unicodedata.normalize("NFKD", character)
    plain = "".join(part for part in parts if unicodedata.category(part) != "Mn")
    return plain if all(ord(part) in _known() for part in plain) else ""


_REPLACEMENTS = _Replacements()


def printable(text: str) -> str:
    """Return `text` with all that the typeface cannot print replaced or left out.

    Control characters go, line ends of every kind become the plain one, compatibility characters
    become plain letters, and what is left, such as emoji, becomes `PLACEHOLDER`.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    printed = unicodedata.normalize("NFC", text).translate(_REPLACEMENTS)
    # Nearly every text is printed as it is: keep one copy of it, not two.
    return text if printed == text else printed

"""Two wordings side by side, with the words that differ marked."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from desktop.planning.word_changes import MOST_WORDS, PIECES, changed_words
from desktop.ui.theme import colors


def marked(text: str, other: str) -> str:
    """Return `text` as HTML, with the words that `other` does not have marked."""
    return "".join(
        _mark(piece) if changed else _html(piece) for piece, changed in changed_words(text, other)
    )


def both_changes(base: str, mine: str, theirs: str) -> str | None:
    """Return `base` with what both changed in it, None when they changed the same words."""
    words = PIECES.findall(base)
    if len(words) + len(mine) + len(theirs) > MOST_WORDS * 4:
        return None
    edits = sorted({*_edits(words, mine), *_edits(words, theirs)})
    result: list[str] = []
    place = 0
    for number, (start, end, piece) in enumerate(edits):
        if start < place or (number and edits[number - 1][0] == start):
            return None
        result += [*words[place:start], piece]
        place = end
    return "".join([*result, *words[place:]])


def _edits(words: list[str], text: str) -> list[tuple[int, int, str]]:
    others = PIECES.findall(text)
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return [
        (start, end, "".join(others[first:last]))
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def _mark(piece: str) -> str:
    worn = colors()
    style = f"background-color:{worn.accent_ground}; color:{worn.text}; font-weight:600"
    return f'<span style="{style}">{_html(piece)}</span>'


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")

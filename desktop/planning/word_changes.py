"""Which words differ between two wordings of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

MOST_WORDS = 3000
"""Longer texts are not compared word by word, which would take too long."""
PIECES = re.compile(r"\w+|\s+|[^\w\s]")

_WORD = re.compile(r"\S+")
GAP = " […] "
KEPT = 24
"""Words that stay around a change where a passage that did not change is shortened."""
LONGEST_SAME = 3 * KEPT
LEAST_SAME = 0.25
"""The share of words that two texts have in common at least for their words to be compared."""

Pieces = list[tuple[str, bool]]


def changed_words(text: str, other: str) -> Pieces:
    """Return `text` in pieces, each with whether `other` lacks it.

    Blanks and marks between two changed words count as changed, so that a run of them is one;
    of texts that have next to nothing in common all has changed.
    """
    words, others = PIECES.findall(text), PIECES.findall(other)
    if len(words) + len(others) > MOST_WORDS:
        return [(text, False)] if text else []
    matcher = SequenceMatcher(None, others, words, autojunk=False)
    runs = [(start, end, kind) for kind, _from, _to, start, end in matcher.get_opcodes()]
    same = sum(_counted(words[start:end]) for start, end, kind in runs if kind == "equal")
    if same < LEAST_SAME * min(_counted(words), _counted(others)):
        return [(text, True)] if text else []
    pieces = [
        ("".join(words[start:end]), kind != "equal") for start, end, kind in runs if end > start
    ]
    # Blanks that changed by themselves do not count.
    real = [(piece, changed and bool(piece.strip())) for piece, changed in pieces]
    return _joined(_bridged(_joined(real)))


def _counted(pieces: Iterable[str]) -> int:
    return sum(piece[0].isalnum() for piece in pieces)


def shortened(pieces: Pieces) -> Pieces:
    """Return pieces with long passages that did not change shortened to what is around changes.

    A text without any change stays whole.
    """
    if not any(changed for _piece, changed in pieces):
        return pieces
    last = len(pieces) - 1
    return [
        (piece, changed)
        if changed
        else (_shortened(piece, first=place == 0, last=place == last), changed)
        for place, (piece, changed) in enumerate(pieces)
    ]


def _shortened(passage: str, *, first: bool, last: bool) -> str:
    words = list(_WORD.finditer(passage))
    if len(words) <= LONGEST_SAME:
        return passage
    head = "" if first else passage[: words[KEPT].start()].rstrip()
    tail = "" if last else passage[words[-KEPT].start() :]
    return f"{head}{GAP}{tail}"


def _bridged(pieces: Pieces) -> Pieces:
    """Return pieces, by turns changed and not, with blanks and marks between changed ones joined.

    What stands between two changed pieces is not at either end.
    """
    last = len(pieces) - 1
    return [
        (piece, changed or (0 < place < last and not any(map(str.isalnum, piece))))
        for place, (piece, changed) in enumerate(pieces)
    ]


def _joined(pieces: Iterable[tuple[str, bool]]) -> Pieces:
    joined: Pieces = []
    for piece, changed in pieces:
        if joined and joined[-1][1] == changed:
            joined[-1] = (joined[-1][0] + piece, changed)
        else:
            joined.append((piece, changed))
    return joined

"""List order as a fractional index: a text that always has room for another between two.

Moving one row writes one field of one row, so two planners who both move rows do not
rewrite each other's list. The digits are 0-9A-Za-z; a key never ends in "0", so there is
always a key below it. The idea is David Greenspan's "Implementing Fractional Indexing".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)


def is_key(text: str) -> bool:
    """Return whether `text` is a key: one or more digits, the last of them not "0"."""
    return bool(text) and text[-1] != DIGITS[0] and all(digit in DIGITS for digit in text)


def between(low: str, high: str) -> str:
    """Return a key after `low` and before `high`; empty means the end of the list.

    Raises ValueError when `low` is not before `high`.
    """
    if high and low >= high:
        raise ValueError(f"no key between {low!r} and {high!r}")
    key = ""
    position = 0
    while True:
        below = DIGITS.index(low[position]) if position < len(low) else 0
        above = DIGITS.index(high[position]) if position < len(high) else BASE
        if below == above:
            key += DIGITS[below]
        elif above - below > 1:
            return key + DIGITS[(below + above) // 2]
        else:
            key += DIGITS[below]
            high = ""
        position += 1


def after(low: str) -> str:
    """Return a key after `low`, short when keys are only ever appended."""
    for position, digit in enumerate(low):
        if digit != DIGITS[-1]:
            return low[:position] + DIGITS[DIGITS.index(digit) + 1]
    return low + DIGITS[1]


def spread(count: int) -> Iterator[str]:
    """Yield `count` ascending keys of equal length with room before, between and after."""
    width = 1
    while BASE**width < (count + 1) * 2:
        width += 1
    step = BASE**width // (count + 1)
    for number in range(1, count + 1):
        rest, digits = number * step, ""
        for _ in range(width):
            rest, digit = divmod(rest, BASE)
            digits = DIGITS[digit] + digits
        yield digits.rstrip(DIGITS[0]) or DIGITS[1]


def place_between(
    positions: Sequence[str], index: int, rows: Sequence[T]
) -> Iterator[tuple[str, T]]:
    """Yield the new positions that put `rows[index]` at its place, each with its row.

    `positions` are those of all other rows, in order. Mostly only the row itself gets a new
    one. Rows next to it get one too when they share a position, as when two planners each
    added to the end of the same list; all rows do when a neighbor's position is no key.
    """
    low = positions[index - 1] if index else ""
    tied = index
    while tied < len(positions) and positions[tied] <= low:
        tied += 1
    high = positions[tied] if tied < len(positions) else ""
    if not all(is_key(key) for key in (low, high) if key):
        yield from zip(spread(len(rows)), rows, strict=True)
        return
    for row in rows[index : tied + 1]:
        low = between(low, high)
        yield low, row

"""List order as a fractional index: a text that always has room for another between two.

Moving one row writes one field of one row, so two planners who both move rows do not
rewrite each other's list. The digits are 0-9A-Za-z; a key never ends in "0", so there is
always a key below it. The idea is David Greenspan's "Implementing Fractional Indexing".
"""

from __future__ import annotations

from collections.abc import Iterator

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)


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

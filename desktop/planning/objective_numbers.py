"""Numbers of objectives: proposed when one is added, given anew only on request."""

from __future__ import annotations

import re
from collections.abc import Sequence


def next_number(numbers: Sequence[str]) -> str:
    """Return the number that follows: "4" after 1, 2, 3; "2.3" after a list that ends in 2.2.

    A number that is in use is never proposed again.
    """
    taken = set(numbers)
    last = next((number for number in reversed(numbers) if re.search(r"\d$", number)), "0")
    found = re.search(r"^(.*?)(\d+)$", last)
    stem, count = (found[1], int(found[2])) if found else ("", 0)
    while True:
        count += 1
        if f"{stem}{count}" not in taken:
            return f"{stem}{count}"


def renumbered(numbers: Sequence[str]) -> list[str]:
    """Return new numbers for objectives in their present order.

    Numbers of two levels, as 2.1, keep them: their groups are counted as they appear, and
    the objectives within each.
    """
    if not any("." in number for number in numbers):
        return [str(place) for place in range(1, len(numbers) + 1)]
    groups: dict[str, int] = {}
    counts: dict[str, int] = {}
    result: list[str] = []
    for number in numbers:
        group, dot, _rest = number.rpartition(".")
        group = group if dot else number
        groups.setdefault(group, len(groups) + 1)
        counts[group] = counts.get(group, 0) + 1
        result.append(f"{groups[group]}.{counts[group]}")
    return result

"""Numbers of injects: proposed when one is added, given anew only on request.

An inject goes by its number; one that has none goes by its title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.tables import Inject
from db.text import Text
from desktop.planning.row_values import values_of

_ENDS_IN_DIGITS = re.compile(r"^(.*?)(\d+)$", re.DOTALL)
DIGITS = 3


def called(inject: Inject) -> str | Text:
    """Return what an inject goes by after the word inject: 012, or “Title”."""
    number: str = values_of(inject)["number"]
    if number.strip():
        return number
    title = inject.title
    return Text(f"“{title.best('en')}”", f"«{title.best('es')}»")


def next_inject_number(numbers: Sequence[str]) -> str:
    """Return a number after all of `numbers`, in their style: "021" after "020".

    The style is that of the greatest number; a number that is in use is never proposed.
    """
    taken = set(numbers)
    split = [found for found in map(_ENDS_IN_DIGITS.match, numbers) if found is not None]
    last = max(split, key=lambda found: int(found[2]), default=None)
    stem, width, count = ("", DIGITS, 0) if last is None else (last[1], len(last[2]), int(last[2]))
    while True:
        count += 1
        number = f"{stem}{count:0{width}}"
        if number not in taken:
            return number


def renumbered_injects(count: int) -> list[str]:
    """Return new numbers for `count` injects in order of time: "001", "002" ..."""
    width = max(DIGITS, len(str(count)))
    return [f"{number:0{width}}" for number in range(1, count + 1)]

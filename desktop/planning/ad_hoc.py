"""Injects that are made up during play."""

from __future__ import annotations

import re
import string
from collections.abc import Collection

from db.reader import PlanReader
from db.tables import Inject


def ad_hoc_number(reader: PlanReader, behind: Inject | None) -> str:
    """Return a free number for an inject that follows `behind`: 012-A after 012.

    Without one before it the number begins with AH.
    """
    stem = "AH" if behind is None else re.sub(r"-[A-Z]{1,2}$", "", behind.number) or "AH"
    return free_number(stem, {row.number for row in reader.rows(Inject)})


def free_number(stem: str, taken: Collection[str]) -> str:
    """Return `stem` with the first suffix that is not taken: -A to -Z, then -AA and on."""
    letters = string.ascii_uppercase
    for suffix in (*letters, *(first + second for first in letters for second in letters)):
        if f"{stem}-{suffix}" not in taken:
            return f"{stem}-{suffix}"
    return f"{stem}-{len(taken) + 1}"

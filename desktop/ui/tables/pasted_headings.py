"""Blocks that are pasted with their headings: which column each cell is meant for."""

from __future__ import annotations

from collections.abc import Sequence

from db.text import LANGUAGES, folded
from desktop.language import translate
from desktop.ui.tables.columns import Column

LEAST = 2
"""How many headings must be known, so that a row of content is not taken for headings."""

Block = Sequence[Sequence[str]]


def below_headings(
    block: Block, columns: Sequence[Column], following: Sequence[Column]
) -> tuple[Block, Sequence[Column]]:
    """Return a block's rows and the columns its cells are for.

    When the first row names columns, it is left out and its cells say which ones are meant,
    hidden ones too; cells below other words are left out. Otherwise cells go into the
    `following` columns one by one.
    """
    if len(block) < 2:
        return block, following
    names = {
        folded(translate(title, language)): column
        for column in reversed(columns)
        for title in (column.title, column.heading)
        for language in LANGUAGES
        if title
    }
    found = [names.get(folded(cell.strip())) for cell in block[0]]
    known = [column for column in found if column is not None]
    words = sum(bool(cell.strip()) for cell in block[0])
    if len(known) < LEAST or len(known) * 2 < words:
        return block, following
    rows = [
        [cell for cell, column in zip(row, found, strict=False) if column is not None]
        for row in block[1:]
    ]
    return rows, known

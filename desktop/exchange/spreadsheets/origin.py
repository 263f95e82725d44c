"""What a workbook that Istmo wrote says of itself, on a sheet that nobody sees."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from desktop.exchange.spreadsheets.workbook import Workbook, written

ORIGIN_SHEET = "istmo"
MARK = "istmo-msel"
FORMAT = "1"
FIRST_ID_ROW = 6
_DIGEST = 10


@dataclass(frozen=True, slots=True)
class Origin:
    """From which plan a workbook came, in which version, and which injects it had.

    `fields` are its columns: the field by heading.
    """

    plan_id: str
    version: str
    fields: dict[str, str]
    inject_ids: tuple[str, ...]


def origin_of(workbook: Workbook) -> Origin | None:
    """Return where a workbook came from, None when Istmo did not write it."""
    sheet = workbook.sheet(ORIGIN_SHEET)
    if sheet is None:
        return None
    cells = [[written(cell) for cell in row] for row in sheet.rows]
    if not cells or cells[0][:2] != [MARK, FORMAT] or len(cells) < FIRST_ID_ROW - 1:
        return None
    ids = tuple(row[0] for row in cells[FIRST_ID_ROW - 1 :] if row and row[0])
    if any(len(row) < 2 or not row[1] for row in cells[1:3]):
        return None
    fields = dict(zip(cells[3][1:], cells[4][1:], strict=False))
    return Origin(cells[1][1], cells[2][1], fields, ids)


def digest_of(words: str) -> str:
    """Return a short digest of what a cell holds."""
    return sha256(" ".join(words.split()).encode("utf-8", "replace")).hexdigest()[:_DIGEST]


def base_of(cells: dict[str, str]) -> str:
    """Return what the cells of a row held, as one word for each field."""
    return " ".join(f"{name}={digest_of(words)}" for name, words in cells.items() if words)


def digests_in(base: str) -> dict[str, str]:
    """Return the digests by field that `base_of` wrote."""
    pairs = (part.partition("=") for part in base.split())
    return {name: digest for name, equals, digest in pairs if equals}

"""How much a spreadsheet may hold: more than any MSEL needs, less than harms a laptop."""

from __future__ import annotations

from desktop.exchange.limits import MEBIBYTE

FILE_BYTES = 64 * MEBIBYTE
UNPACKED_BYTES = 384 * MEBIBYTE
"""A MSEL of 50,000 injects unpacks to 100 MiB."""
COMPRESSION_RATIO = 200
SMALL_BYTES = MEBIBYTE
"""Members up to this size may be packed as well as they can be."""
MEMBERS = 2_000

SHEETS = 100
ROWS = 100_000
COLUMNS = 300
CELLS = 5_000_000
CELL_LENGTH = 32_767
"""What Excel itself allows."""
FILLED_CELLS = 500_000
"""Cells that merged cells are read into."""

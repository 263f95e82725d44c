"""How much a plan file may hold: more than any plan needs, less than harms a laptop."""

from __future__ import annotations

from datetime import timedelta

MEBIBYTE = 1024 * 1024

CONTENT_BYTES = 64 * MEBIBYTE
"""The rows of a plan, unpacked; packed they are a tenth of that."""
ATTACHMENT_BYTES = 64 * MEBIBYTE
FILE_BYTES = ATTACHMENT_BYTES + 32 * MEBIBYTE
UNPACKED_BYTES = ATTACHMENT_BYTES + CONTENT_BYTES
PAST_BYTES = 8 * MEBIBYTE
"""Earlier values and the names of authors."""
MANIFEST_BYTES = 256 * 1024
COMPRESSION_RATIO = 300
"""Repeated plan rows pack about 100 to 1; a bomb of zeros 1000 to 1."""
MEMBERS = 256
"""The plan, its manifest and its pictures."""
DIRECTORY_BYTES = 64 * 1024
"""The table of contents at the end of a ZIP file."""

DEPTH = 12
CONTAINERS = 1_000_000
"""Lists and objects in one JSON text."""
VALUES = 6_000_000

ROWS = 200_000
TEXT_LENGTH = 200_000
NAME_LENGTH = 255
AUTHOR_LENGTH = 1_000
POSITION_LENGTH = 2_000
VECTOR_SIZE = 1_000

MINUTES = 10 * 366 * 24 * 60
"""Ten years: the farthest that a schedule item lies from STARTEX."""
DAYS = 20 * 366
"""Twenty years: the farthest that a milestone lies from D."""
COUNT = 10_000_000
FIRST_YEAR = 1900
LAST_YEAR = 2199

CLOCK_AHEAD = timedelta(days=366)
"""A laptop's clock may be wrong; beyond this its stamps would spoil everybody's clock."""

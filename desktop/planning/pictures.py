"""Pictures known by their first bytes, whatever a file calls itself.

Only kinds without active content are taken: PNG, JPEG and WebP. SVG and PDF can carry
scripts and links.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MEDIA_TYPES: dict[str, tuple[str, ...]] = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/webp": (".webp",),
}
"""The kinds that are taken, and how the names of such files end."""
MOST_PIXELS = 64_000_000
"""A larger picture of one color packs into nothing and fills a laptop's memory."""
LONGEST_SIDE = 20_000

MOST_SEGMENTS = 10_000
"""A photograph says how large it is after a few dozen segments."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The JPEG segments that say how large the picture is."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""JPEG marks without a segment."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture is: its kind, and its size in pixels."""

    media_type: str
    width: int
    height: int

    @property
    def is_bearable(self) -> bool:
        """Whether it can be shown without filling the memory."""
        sides = self.width, self.height
        return (
            min(sides) > 0
            and max(sides) <= LONGEST_SIDE
            and self.width * self.height <= MOST_PIXELS
        )


def picture_of(content: bytes) -> Picture | None:
    """Return what picture `content` is, None when it is none of the kinds that are taken."""
    try:
        if content.startswith(_PNG):
            return _png(content)
        if content.startswith(_JPEG):
            return _jpeg(content)
        if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        pass  # It ends before it says how large it is.
    return None


def _png(content: bytes) -> Picture | None:
    if content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return Picture("image/png", width, height)


def _jpeg(content: bytes) -> Picture | None:
    place = 2
    for _ in range(MOST_SEGMENTS):
        if content[place] != 0xFF:
            return None
        mark = content[place + 1]
        if mark == 0xFF:
            place += 1
        elif mark in _ALONE:
            place += 2
        elif mark in _FRAMES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return Picture("image/jpeg", width, height)
        else:
            (length,) = struct.unpack_from(">H", content, place + 2)
            place += 2 + max(length, 2)
    return None


def _webp(content: bytes) -> Picture | None:
    kind = content[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
        # Short content would read as nothing.
        return Picture("image/webp", width, height) if len(content) >= 30 else None
    if kind == b"VP8L" and content[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", content, 21)
        return Picture("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", content, 26)
        return Picture("image/webp", width & 0x3FFF, height & 0x3FFF)
    return None

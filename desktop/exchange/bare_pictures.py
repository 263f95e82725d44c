"""Pictures without what cameras and programs wrote into them: places, names, times, remarks.

The picture itself is not packed anew, so that nothing of it is lost: what shows it stays,
all else goes, even what a later camera may think of. Which way up it belongs stays too.
Formats: ITU T.81 annex B and the Exif standard for JPEG, the PNG specification (W3C, third
edition), the WebP container specification.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from desktop.planning.pictures import picture_of

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_FRAME_KEPT = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_WEBP_KEPT = _FRAME_KEPT | {b"VP8X", b"ANIM", b"ICCP"}
_FRAME_FACTS = 16
"""The bytes of a frame in front of its chunks: place, size, how long it stays."""
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_JFIF, _EXIF, _ICC, _ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
_JFIF_MARK, _EXIF_MARK, _ICC_MARK, _ADOBE_MARK = b"JFIF\0", b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe"
_JFIF_FACTS = 12
"""The bytes of a JFIF segment in front of its own small picture, which may show more."""
_RESTARTS = frozenset(range(0xD0, 0xD8))
_SHOWING = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)}) - {0xC8}
"""JPEG segments without which there is no picture."""

_ORIENTATION = 0x0112
_UPRIGHT = 1
_TURNED = range(2, 9)
_SHORT = 3


def bare(content: bytes) -> bytes | None:
    """Return a picture with nothing in it but the picture.

    None when it is so broken, or of such a kind, that this cannot be told.
    """
    picture = picture_of(content)
    ways = {"image/png": _png, "image/jpeg": _jpeg, "image/webp": _webp}
    if picture is None:
        return None
    try:
        stripped = ways[picture.media_type](content)
    except (struct.error, IndexError, ValueError):
        return None
    return stripped if picture_of(stripped) == picture else None


def _jpeg(content: bytes) -> bytes:
    kept = [b""]
    orientation = _UPRIGHT
    for mark, segment, scan in _segments(content):
        data = segment[4:]
        if mark in _SHOWING:
            kept.append(segment + scan)
        elif mark == _JFIF and data.startswith(_JFIF_MARK):
            kept.append(_segment(mark, data[:_JFIF_FACTS].ljust(_JFIF_FACTS, b"\0") + b"\0\0"))
        elif (mark == _ICC and data.startswith(_ICC_MARK)) or (
            mark == _ADOBE and data.startswith(_ADOBE_MARK)
        ):
            kept.append(segment)
        elif mark == _EXIF and data.startswith(_EXIF_MARK) and orientation == _UPRIGHT:
            orientation = _orientation(data[len(_EXIF_MARK) :])
    if orientation != _UPRIGHT:
        # Behind JFIF, which comes first where there is one.
        place = 2 if len(kept) > 1 and kept[1][1] == _JFIF else 1
        kept.insert(place, _segment(_EXIF, _EXIF_MARK + _turned(orientation)))
    return bytes([0xFF, _START]) + b"".join(kept) + bytes([0xFF, _END])


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield mark and bytes of each segment up to the end mark, and the scan behind it.

    Raises ValueError when there is no end.
    """
    place = 2
    while True:
        if content[place] != 0xFF:
            raise ValueError("no segment")
        mark = content[place + 1]
        if mark == 0xFF:
            place += 1
            continue
        if mark == _END:
            return
        (length,) = struct.unpack_from(">H", content, place + 2)
        end = place + 2 + length
        if length < 2 or end > len(content):
            raise ValueError("a segment without end")
        after = _scan_end(content, end) if mark == _SCAN else end
        yield mark, content[place:end], content[end:after]
        place = after


def _scan_end(content: bytes, place: int) -> int:
    """Return where the scan that begins at `place` ends: at the next mark of its own."""
    while True:
        place = content.index(b"\xff", place)
        if content[place + 1] not in _RESTARTS and content[place + 1] not in {0x00, 0xFF}:
            return place
        place += 1 if content[place + 1] == 0xFF else 2


def _segment(mark: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data


def _png(content: bytes) -> bytes:
    kept = [_PNG]
    place = len(_PNG)
    name = b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        if end > len(content):
            raise ValueError("a chunk without end")
        if name in _PNG_KEPT:
            kept.append(content[place:end])
        elif name == b"eXIf":
            orientation = _orientation(content[place + 8 : end - 4])
            if orientation != _UPRIGHT:
                kept.append(_chunk(name, _turned(orientation)))
        place = end
    return b"".join(kept)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _webp(content: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", content, 4)
    kept: list[bytes] = []
    orientation = _UPRIGHT
    end = size + 8
    if end > len(content):
        raise ValueError("cut")
    for name, data in _webp_chunks(content[12:end]):
        if name == b"ANMF":
            kept.append(_webp_chunk(name, _webp_frame(data)))
        elif name in _WEBP_KEPT:
            kept.append(_webp_chunk(name, data))
        elif name == b"EXIF":
            orientation = _orientation(data.removeprefix(_EXIF_MARK))
    if kept and kept[0].startswith(b"VP8X"):
        flags = kept[0][8] & ~(_WEBP_EXIF | _WEBP_XMP)
        if orientation != _UPRIGHT:
            flags |= _WEBP_EXIF
            kept.append(_webp_chunk(b"EXIF", _turned(orientation)))
        kept[0] = kept[0][:8] + bytes([flags]) + kept[0][9:]
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and data of each chunk. Raises ValueError when one has no end."""
    place = 0
    while place < len(content):
        name, length = struct.unpack_from("<4sI", content, place)
        data = content[place + 8 : place + 8 + length]
        if len(data) != length:
            raise ValueError("a chunk without end")
        yield name, data
        place += 8 + length + length % 2


def _webp_frame(data: bytes) -> bytes:
    """Return a frame of a moving picture with only the chunks that show it."""
    chunks = _webp_chunks(data[_FRAME_FACTS:])
    shown = [_webp_chunk(name, inner) for name, inner in chunks if name in _FRAME_KEPT]
    return data[:_FRAME_FACTS] + b"".join(shown)


def _webp_chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def _orientation(exif: bytes) -> int:
    """Return which way up the picture belongs, as the camera noted; 1 is as it is."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return _UPRIGHT
    try:
        (place,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, place)
        for number in range(count):
            entry = struct.unpack_from(f"{order}HHIH", exif, place + 2 + 12 * number)
            if entry[:2] == (_ORIENTATION, _SHORT):
                return entry[3] if entry[3] in _TURNED else _UPRIGHT
    except struct.error:
        pass  # What cannot be read is not followed by those who show the picture either.
    return _UPRIGHT


def _turned(orientation: int) -> bytes:
    """Return the Exif block that says which way up the picture belongs, and nothing else."""
    head = struct.pack(">2sHIH", b"MM", 42, 8, 1)
    return head + struct.pack(">HHIHHI", _ORIENTATION, _SHORT, 1, orientation, 0, 0)

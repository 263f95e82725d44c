"""A writer of ZIP files that may say of each entry what it likes.

Python's own writer knows only sound files; here the local header, the central directory and
the bytes between them can each tell another story. Layout: APPNOTE.TXT 6.3.10, sections 4.3.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

STORED, DEFLATED = 0, 8
PLAIN = (stat.S_IFREG | 0o644) << 16
_DATE = 0x21
"""1 January 1980, the first day that a ZIP can tell."""


@dataclass
class Entry:
    """A member as its headers tell it; what is None is told as it is.

    `local` replaces what the local header says: name, flags, method, crc, packed, size.
    """

    name: bytes
    content: bytes
    method: int = DEFLATED
    flags: int = 0
    attributes: int = PLAIN
    crc: int | None = None
    packed: int | None = None
    size: int | None = None
    offset: int | None = None
    raw: bytes | None = None
    extra: bytes = b""
    local_extra: bytes = b""
    local: dict[str, bytes | int] = field(default_factory=dict)

    @property
    def stored(self) -> bytes:
        """The bytes that stand for the content."""
        if self.raw is not None:
            return self.raw
        return _deflated(self.content) if self.method == DEFLATED else self.content

    def told(self) -> dict[str, bytes | int]:
        """Return what the central directory says."""
        stored = self.stored
        return {
            "name": self.name,
            "flags": self.flags,
            "method": self.method,
            "crc": zlib.crc32(self.content) if self.crc is None else self.crc,
            "packed": len(stored) if self.packed is None else self.packed,
            "size": len(self.content) if self.size is None else self.size,
        }


@dataclass
class Around:
    """What stands around the entries, and what the end record says of them."""

    before: bytes = b""
    between: bytes = b""
    after: bytes = b""
    comment: bytes = b""
    count: int | None = None
    directory_bytes: int | None = None
    directory_offset: int | None = None
    before_end: bytes = b""
    """Between the central directory and the end record, where ZIP64 has its own."""


def entries_of(content: bytes) -> list[Entry]:
    """Return the entries of a sound ZIP."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [
            Entry(info.filename.encode(), archive.read(info), info.compress_type)
            for info in archive.infolist()
        ]


def zipped(entries: Sequence[Entry], around: Around | None = None) -> bytes:
    """Return the ZIP of these entries."""
    around = around or Around()
    body, directory = BytesIO(), BytesIO()
    body.write(around.before)
    for entry in entries:
        told = entry.told()
        offset = body.tell() if entry.offset is None else entry.offset
        body.write(_local_header(told | entry.local, entry.local_extra))
        body.write(entry.stored)
        body.write(around.between)
        directory.write(_central_header(told, entry, offset))
    names = directory.getvalue()
    counted = len(entries) if around.count is None else around.count
    end = struct.pack(
        "<4s4H2LH",
        b"PK\x05\x06",
        0,
        0,
        counted & 0xFFFF,
        counted & 0xFFFF,
        (len(names) if around.directory_bytes is None else around.directory_bytes) & 0xFFFFFFFF,
        (body.tell() if around.directory_offset is None else around.directory_offset) & 0xFFFFFFFF,
        len(around.comment),
    )
    return body.getvalue() + names + around.before_end + end + around.comment + around.after


def _local_header(told: dict[str, bytes | int], extra: bytes) -> bytes:
    name = told["name"]
    assert isinstance(name, bytes)
    return (
        struct.pack(
            "<4s5H3L2H",
            b"PK\x03\x04",
            20,
            told["flags"],
            told["method"],
            0,
            _DATE,
            told["crc"],
            told["packed"],
            told["size"],
            len(name),
            len(extra),
        )
        + name
        + extra
    )


def _central_header(told: dict[str, bytes | int], entry: Entry, offset: int) -> bytes:
    return (
        struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            (3 << 8) | 20,
            20,
            told["flags"],
            told["method"],
            0,
            _DATE,
            told["crc"],
            told["packed"],
            told["size"],
            len(entry.name),
            len(entry.extra),
            0,
            0,
            0,
            entry.attributes,
            offset,
        )
        + entry.name
        + entry.extra
    )


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()

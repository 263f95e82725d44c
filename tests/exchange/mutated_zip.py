"""ZIP files that are not what they seem: names, sizes, order, and what lies between."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Callable, Sequence
from random import Random

from tests.exchange.zip_forge import DEFLATED, STORED, Around, Entry, entries_of, zipped

_MEBIBYTE = 1024 * 1024
_NAMES: tuple[bytes, ...] = (
    b"../plan.json",
    b"../../../../etc/cron.d/x",
    b"attachments/../../plan.json",
    b"/plan.json",
    b"//server/share/plan.json",
    b"C:\\plan.json",
    b"C:plan.json",
    b"..\\..\\plan.json",
    b"plan.json\x00.exe",
    b"\x00",
    b"",
    b".",
    b"./plan.json",
    b"plan.json/",
    b"attachments/",
    b"PLAN.JSON",
    b"plan.json ",
    b"plan.json.",
    b"con",
    b"plan.json:stream",
    b"~/plan.json",
    b"-rf",
    b"plan\xff.json",
    b"\xe2\x80\xaenosj.nalp",
    "pl\u0430n.json".encode(),
    "plan\u2024json".encode(),
    "pla\u0301n.json".encode(),
    b"plan.json\n",
    b"\x1b[2Jplan.json",
    b"a" * 60_000,
    b"attachments/" + b"a" * 63,
    b"attachments/" + b"A" * 64,
    b"attachments/" + b"a" * 64 + b"/x",
    b"signature.json",
    b"META-INF/MANIFEST.MF",
)
_UTF8 = 0x800
_METHODS = (1, 6, 9, 12, 14, 19, 93, 95, 97, 98, 99, 0xFFFF)
_OTHER_KINDS = (
    stat.S_IFLNK,
    stat.S_IFDIR,
    stat.S_IFIFO,
    stat.S_IFCHR,
    stat.S_IFBLK,
    stat.S_IFSOCK,
)


def add_name(chance: Random, content: bytes) -> bytes:
    """Add a member whose name leads somewhere or looks like another."""
    extra = Entry(chance.choice(_NAMES), b"x", flags=chance.choice((0, _UTF8)))
    return zipped([*entries_of(content), extra])


def rename(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    chance.choice(entries[1:]).name = chance.choice(_NAMES)
    return zipped(entries)


def duplicate(chance: Random, content: bytes) -> bytes:
    """Give a member twice, the second time perhaps with another content."""
    entries = entries_of(content)
    again = chance.choice(entries)
    other = Entry(again.name, chance.choice((again.content, b"{}", b"")), again.method)
    entries.insert(chance.randint(1, len(entries)), other)
    return zipped(entries)


def lose(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    entries.remove(chance.choice(entries))
    return zipped(entries)


def reorder(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    chance.shuffle(entries)
    return zipped(entries)


def wrong_crc(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    chance.choice(entries).crc = chance.getrandbits(32)
    return zipped(entries)


def wrong_size(chance: Random, content: bytes) -> bytes:
    """Tell another size, packed or unpacked, in the central directory."""
    entries = entries_of(content)
    entry = chance.choice(entries)
    told = chance.choice((0, 1, len(entry.content) - 1, len(entry.content) + 1, 2**31, 2**32 - 1))
    if chance.random() < 0.5:
        entry.size = told
    else:
        entry.packed = told
    return zipped(entries)


def two_stories(chance: Random, content: bytes) -> bytes:
    """Tell one thing in the local header and another in the central directory."""
    entries = entries_of(content)
    entry = chance.choice(entries)
    stories: tuple[dict[str, bytes | int], ...] = (
        {"name": b"other.json"},
        {"size": 2**32 - 1},
        {"packed": 0},
        {"crc": 0},
        {"method": 99},
        {"flags": 1},
        {"flags": 8, "crc": 0, "packed": 0, "size": 0},
        {"name": entry.name + b"\x00"},
    )
    entry.local = chance.choice(stories)
    return zipped(entries)


def overlap(chance: Random, content: bytes) -> bytes:
    """Let entries lie upon each other, as in a bomb that needs few bytes."""
    entries = entries_of(content)
    entry = chance.choice(entries)
    entry.offset = chance.choice((0, 1, 40, len(content) // 2, len(content) - 22, 2**31, 2**32 - 1))
    return zipped(entries)


def quoted(chance: Random, _content: bytes) -> bytes:
    """Point many entries to one piece of data."""
    data = zlib.compress(bytes(_MEBIBYTE), 9)[2:-4]
    first = Entry(b"mimetype", b"application/vnd.istmo.plan+zip", STORED)
    body = Entry(b"plan.json", bytes(_MEBIBYTE), raw=data)
    copies = [
        Entry(f"attachments/{n:064x}".encode(), bytes(_MEBIBYTE), raw=b"", offset=68)
        for n in range(chance.randint(2, 250))
    ]
    for copy in copies:
        copy.packed = len(data)
    return zipped([first, body, *copies])


def bomb(chance: Random, content: bytes) -> bytes:
    """Put in a member of nothing but zeros."""
    entries = entries_of(content)
    size = chance.choice((1, 8, 40, 70, 127)) * _MEBIBYTE
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = bytes(_MEBIBYTE)
    raw = b"".join(packer.compress(piece) for _ in range(size // _MEBIBYTE)) + packer.flush()
    entry = chance.choice(entries[1:])
    entry.raw, entry.size = raw, chance.choice((size, size, len(entry.content)))
    return zipped(entries)


def nested_bomb(chance: Random, content: bytes) -> bytes:
    """Put a ZIP into a ZIP into a ZIP in the place of a member."""
    inner = zipped([Entry(b"0", bytes(8 * _MEBIBYTE))])
    for _ in range(chance.randint(1, 4)):
        inner = zipped([Entry(b"%d" % number, inner) for number in range(4)])
    entries = entries_of(content)
    entry = chance.choice(entries[1:])
    entry.content = inner
    return zipped(entries)


def junk_between(chance: Random, content: bytes) -> bytes:
    junk = chance.randbytes(chance.randint(1, 500))
    return zipped(entries_of(content), Around(between=junk))


def junk_before(chance: Random, content: bytes) -> bytes:
    return zipped(
        entries_of(content), Around(before=chance.choice((b"MZ\x90\x00", b"#!/bin/sh\n")))
    )


def comment(chance: Random, content: bytes) -> bytes:
    words = chance.choice((b"PK\x05\x06" + bytes(18), b"hello", bytes(65_535)))
    return zipped(entries_of(content), Around(comment=words))


def two_ends(_chance: Random, content: bytes) -> bytes:
    """Put a second end record, which tells of nothing, behind the first."""
    return content + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, 0, 0, 0)


def wrong_count(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    numbers = (0, 1, len(entries) - 1, len(entries) + 1, 65_534, 65_535)
    return zipped(entries, Around(count=chance.choice(numbers)))


def wrong_directory(chance: Random, content: bytes) -> bytes:
    number = chance.choice((0, 1, 22, len(content), 2**31, 2**32 - 1))
    around = Around(directory_offset=number)
    if chance.random() < 0.5:
        around = Around(directory_bytes=number)
    return zipped(entries_of(content), around)


def zip64_end(chance: Random, content: bytes) -> bytes:
    """Add the records of a ZIP64, sound or not."""
    entries = entries_of(content)
    offset = chance.choice((0, len(content), 2**63 - 1, 2**64 - 1))
    record = struct.pack(
        "<4sQ2H2L4Q",
        b"PK\x06\x06",
        chance.choice((44, 0, 2**64 - 1)),
        45,
        45,
        0,
        0,
        len(entries),
        chance.choice((len(entries), 2**64 - 1)),
        100,
        offset,
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, offset, 1)
    return zipped(entries, Around(before_end=chance.choice((locator, record + locator))))


def zip64_extra(chance: Random, content: bytes) -> bytes:
    """Tell the sizes in the extra field of a ZIP64, perhaps one that is cut short."""
    entries = entries_of(content)
    entry = chance.choice(entries)
    sizes = struct.pack("<3Q", chance.choice((len(entry.content), 2**40, 2**64 - 1)), 2**50, 0)
    sizes = sizes[: chance.choice((0, 4, 8, 16, 24))]
    entry.size, entry.packed = 2**32 - 1, chance.choice((None, 2**32 - 1))
    entry.extra = struct.pack("<2H", 1, len(sizes)) + sizes
    return zipped(entries)


def odd_extra(chance: Random, content: bytes) -> bytes:
    """Add extra fields: another name in Unicode, one longer than the entry, a long one."""
    entries = entries_of(content)
    entry = chance.choice(entries)
    name = b"\x01" + struct.pack("<L", zlib.crc32(entry.name)) + b"../other.json"
    entry.extra = chance.choice(
        (
            struct.pack("<2H", 0x7075, len(name)) + name,
            struct.pack("<2H", 0x7075, 2) + b"\x01\x00",
            struct.pack("<2H", 0x5455, 60_000) + b"x",
            struct.pack("<2H", 0x9901, 7) + b"\x02\x00AE\x03\x08\x00",
            b"\x01",
            struct.pack("<2H", 0xCAFE, 50_000) + bytes(50_000),
        )
    )
    return zipped(entries)


def encrypted(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    for entry in chance.choice((entries, entries[-1:])):
        entry.flags |= chance.choice((1, 0x41, 0x2001))
    return zipped(entries)


def odd_flags(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    chance.choice(entries).flags = chance.choice((8, 0x20, 0x40, 0x2000, _UTF8, 0xFFFE))
    return zipped(entries)


def rare_method(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    entry = chance.choice(entries)
    entry.raw, entry.method = entry.stored, chance.choice(_METHODS)
    return zipped(entries)


def other_method(chance: Random, content: bytes) -> bytes:
    """Say that what is packed is not, or the other way round."""
    entries = entries_of(content)
    entry = chance.choice(entries)
    entry.raw, entry.method = entry.stored, DEFLATED if entry.method == STORED else STORED
    return zipped(entries)


def broken_deflate(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    entry = chance.choice(entries[1:])
    raw = bytearray(entry.stored)
    place = chance.randrange(len(raw))
    entry.raw = (
        bytes(raw[:place]) + chance.randbytes(8) + bytes(raw[place + chance.choice((0, 8)) :])
    )
    return zipped(entries)


def many(chance: Random, content: bytes) -> bytes:
    """Add members until the count is full, or over."""
    number = chance.choice((257, 5_000, 65_535, 70_000))
    extra = [Entry(b"%d" % n, b"", STORED, raw=b"") for n in range(number)]
    return zipped([*entries_of(content), *extra])


def no_plain_file(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    entry = chance.choice(entries)
    entry.attributes = (chance.choice(_OTHER_KINDS) | 0o777) << 16
    if chance.random() < 0.5:
        entry.content, entry.method = b"/etc/passwd", STORED
    return zipped(entries)


def packed_mimetype(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    entries[0].method = DEFLATED
    return zipped(entries if chance.random() < 0.5 else entries[1:] + entries[:1])


def other_mimetype(chance: Random, content: bytes) -> bytes:
    entries = entries_of(content)
    others: Sequence[bytes] = (b"", b"application/epub+zip", b"application/vnd.istmo.plan+zip\n")
    entries[0].content = chance.choice(others)
    return zipped(entries)


def anew(chance: Random, content: bytes) -> bytes:
    """Pack it as another program does, which harms nothing."""
    entries = entries_of(content)
    for entry in entries[1:]:
        entry.method = chance.choice((STORED, DEFLATED))
        entry.attributes = chance.choice((0, 0x20, 0o644 << 16))
        entry.flags = chance.choice((0, _UTF8, 2))
    return zipped(entries)


KINDS: dict[str, Callable[[Random, bytes], bytes]] = {
    "a strange name": add_name,
    "a member renamed": rename,
    "a member twice": duplicate,
    "a member lost": lose,
    "another order": reorder,
    "a wrong check sum": wrong_crc,
    "a wrong size": wrong_size,
    "two headers that disagree": two_stories,
    "entries upon each other": overlap,
    "one piece quoted often": quoted,
    "a bomb": bomb,
    "a bomb in a bomb": nested_bomb,
    "something between": junk_between,
    "a program in front": junk_before,
    "a comment": comment,
    "two ends": two_ends,
    "a wrong count": wrong_count,
    "a directory elsewhere": wrong_directory,
    "the end of a ZIP64": zip64_end,
    "the sizes of a ZIP64": zip64_extra,
    "odd extra fields": odd_extra,
    "encrypted": encrypted,
    "odd flags": odd_flags,
    "a rare method": rare_method,
    "another method than told": other_method,
    "broken packing": broken_deflate,
    "too many members": many,
    "a link or a device": no_plain_file,
    "its mark packed": packed_mimetype,
    "another mark": other_mimetype,
    "packed by another program": anew,
}

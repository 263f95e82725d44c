"""Seals in the age format, broken: header, stanzas, work, and the chunks of the content."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from random import Random

CHUNK = 64 * 1024 + 16
_VERSION = b"age-encryption.org/v1\n"


def flip(chance: Random, content: bytes) -> bytes:
    """Change one bit, in the header as often as in the content."""
    spoiled = bytearray(content)
    end = _header_end(content) if chance.random() < 0.5 else len(content)
    spoiled[chance.randrange(end)] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def cut(chance: Random, content: bytes) -> bytes:
    """End within the header, at the end of it, or where a chunk ends."""
    end = _header_end(content)
    places = (chance.randrange(1, end), end, end + 16, end + 16 + CHUNK, len(content) - 16)
    return content[: chance.choice(places)]


def cut_out(chance: Random, content: bytes) -> bytes:
    start = chance.randrange(len(content) - 1)
    return content[:start] + content[start + chance.randint(1, 40) :]


def put_behind(chance: Random, content: bytes) -> bytes:
    return content + chance.choice((b"\x00", b"\n", content, bytes(CHUNK)))


def more_stanzas(chance: Random, content: bytes) -> bytes:
    """Add stanzas: unknown ones, one for a passphrase beside keys, thousands."""
    body = base64.b64encode(chance.randbytes(32)).rstrip(b"=")
    stanza = chance.choice(
        (
            b"-> X25519 %s\n%s\n" % (body, body),
            b"-> grease x y z\n\n",
            b"-> scrypt %s 18\n%s\n" % (body[:22], body),
            b"-> \n\n",
            b"-> ssh-ed25519\n%s\n" % (body * 10),
        )
    )
    count = chance.choice((1, 2, 1_000, 100_000))
    return content.replace(_VERSION, _VERSION + stanza * count, 1)


def no_stanza(_chance: Random, content: bytes) -> bytes:
    end = content.index(b"\n--- ") + 1
    return _VERSION + content[end:]


def endless_work(chance: Random, content: bytes) -> bytes:
    """Ask for more scrypt work than any laptop does in a life."""
    work = chance.choice((b"22", b"30", b"63", b"64", b"99", b"255", b"0", b"-1", b"+10", b"010"))
    if b"-> scrypt " in content:
        return re.sub(rb"(-> scrypt \S+) \d+", rb"\1 " + work, content, count=1)
    stanza = b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA " + work + b"\n" + b"A" * 43 + b"\n"
    return content.replace(_VERSION, _VERSION + stanza, 1)


def other_version(chance: Random, content: bytes) -> bytes:
    others = (b"age-encryption.org/v2\n", b"age-encryption.org/v1\r\n", b"age-encryption.org/v1")
    return content.replace(_VERSION, chance.choice(others), 1)


def armored(chance: Random, content: bytes) -> bytes:
    """Write it in letters, soundly or not."""
    name = b"AGE ENCRYPTED FILE-----"
    letters = base64.encodebytes(content)
    letters = chance.choice(
        (
            letters,
            letters[:-9],
            letters.replace(b"A", b"*"),
            b"\n" * 300_000 + letters,
            b"",
            letters.replace(b"\n", b"\r\n"),
            base64.encodebytes(b"-----BEGIN " + name),
        )
    )
    end = chance.choice((b"-----END " + name + b"\n", b"", b"-----END PGP-----\n"))
    return b"-----BEGIN " + name + b"\n" + letters + end


def swap_chunks(chance: Random, content: bytes) -> bytes:
    """Change the order of pieces of the content, or give one twice."""
    start = _header_end(content) + 16
    middle = chance.randrange(start + 1, len(content))
    pieces = [content[start:middle], content[middle:]]
    pieces = chance.choice((pieces[::-1], [*pieces, pieces[1]], pieces[:1] * 2))
    return content[:start] + b"".join(pieces)


def long_line(chance: Random, content: bytes) -> bytes:
    return content.replace(b"\n--- ", b"A" * chance.choice((1, 64, 1_000_000)) + b"\n--- ", 1)


def _header_end(content: bytes) -> int:
    start = content.index(b"\n--- ") + 5
    return content.index(b"\n", start) + 1


KINDS: dict[str, Callable[[Random, bytes], bytes]] = {
    "a flipped bit": flip,
    "cut": cut,
    "a piece missing": cut_out,
    "something behind": put_behind,
    "more stanzas": more_stanzas,
    "no stanza": no_stanza,
    "endless work": endless_work,
    "another version": other_version,
    "in letters": armored,
    "pieces swapped": swap_chunks,
    "a long line": long_line,
}

"""Damage to the bytes of a file, as disks, lines and careless programs do it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random


def flip(chance: Random, content: bytes) -> bytes:
    """Change up to four bits."""
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def overwrite(chance: Random, content: bytes) -> bytes:
    start, end = _stretch(chance, content)
    return content[:start] + chance.randbytes(end - start) + content[end:]


def blank(chance: Random, content: bytes) -> bytes:
    """Lose a block, as a disk does: its bytes are zero."""
    start, end = _stretch(chance, content)
    return content[:start] + bytes(end - start) + content[end:]


def cut(chance: Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def cut_front(chance: Random, content: bytes) -> bytes:
    return content[chance.randint(1, len(content) - 1) :]


def cut_out(chance: Random, content: bytes) -> bytes:
    start, end = _stretch(chance, content)
    return content[:start] + content[end:]


def insert(chance: Random, content: bytes) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.randbytes(chance.randint(1, 64)) + content[place:]


def repeat(chance: Random, content: bytes) -> bytes:
    start, end = _stretch(chance, content)
    return content[:end] + content[start:end] * chance.randint(1, 3) + content[end:]


def swap(chance: Random, content: bytes) -> bytes:
    """Change the order of two blocks."""
    one, two, three, four = sorted(chance.randrange(len(content) + 1) for _ in range(4))
    return b"".join(
        (content[:one], content[three:four], content[two:three], content[one:two], content[four:])
    )


def put_behind(chance: Random, content: bytes) -> bytes:
    return content + chance.randbytes(chance.randint(1, 1000))


def put_before(chance: Random, content: bytes) -> bytes:
    return chance.randbytes(chance.randint(1, 1000)) + content


def twice(_chance: Random, content: bytes) -> bytes:
    return content + content


def as_lines(_chance: Random, content: bytes) -> bytes:
    """Take it for text, as an FTP program did."""
    return content.replace(b"\n", b"\r\n")


def noise(chance: Random, content: bytes) -> bytes:
    """Keep the beginning and lose the rest."""
    kept = chance.randint(30, 90)
    return content[:kept] + chance.randbytes(len(content) - kept)


def _stretch(chance: Random, content: bytes) -> tuple[int, int]:
    start = chance.randrange(len(content))
    return start, min(len(content), start + chance.randint(1, 2000))


KINDS: dict[str, Callable[[Random, bytes], bytes]] = {
    "bits flipped": flip,
    "a block of noise": overwrite,
    "a block lost": blank,
    "cut": cut,
    "without its beginning": cut_front,
    "a piece missing": cut_out,
    "something put in": insert,
    "a piece repeated": repeat,
    "two blocks swapped": swap,
    "something behind": put_behind,
    "something before": put_before,
    "twice in a row": twice,
    "lines ended anew": as_lines,
    "noise behind the beginning": noise,
}

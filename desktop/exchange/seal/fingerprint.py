"""A key as numbers that two people read to each other over the telephone."""

from __future__ import annotations

import hashlib

GROUPS = 6
DIGITS = 5
_BYTES_PER_GROUP = 5


def fingerprint(*keys: str) -> str:
    """Return what two people compare: six groups of five digits, the same in any language.

    Each group is five bytes of the SHA-256 of the keys modulo 100,000, as Signal makes its
    safety numbers: 99 bits, out of reach for whoever looks for a key with the same digits.
    """
    digest = hashlib.sha256("\n".join(keys).encode()).digest()
    groups = []
    for start in range(0, GROUPS * _BYTES_PER_GROUP, _BYTES_PER_GROUP):
        number = int.from_bytes(digest[start : start + _BYTES_PER_GROUP], "big")
        groups.append(f"{number % 10**DIGITS:0{DIGITS}}")
    return " ".join(groups)

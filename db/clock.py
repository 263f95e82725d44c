"""Hybrid logical clock, stamps and version vectors: what makes merging exact.

The clock follows Kulkarni et al., "Logical Physical Clocks" (2014): the upper bits are
milliseconds since 1970, the lower sixteen count events within a millisecond or while the
laptop's clock is behind what has already been seen. It never goes back.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

COUNTER_BITS = 16
REPLICA_LENGTH = 12
BUILTIN_REPLICA = "0" * REPLICA_LENGTH
LATEST_CLOCK = (7_258_118_400_000 << COUNTER_BITS) - 1
"""The end of the year 2199: a stamp beyond it is not believed."""

# Stamps are compared as text, so there is one way to write each.
_STAMP = re.compile(f"[0-9a-f]{{{16 + REPLICA_LENGTH}}}")

Vector = Mapping[str, int]


class Stamp(NamedTuple):
    """When and where a field was last changed; the greater stamp is the later one."""

    clock: int
    replica: str

    def __str__(self) -> str:
        return f"{self.clock:016x}{self.replica}"

    @classmethod
    def parse(cls, text: str) -> Stamp:
        """Return the stamp written as `text`. Raises ValueError when it is none."""
        if _STAMP.fullmatch(text) is None:
            raise ValueError(f"not a stamp: {text[:40]!r}")
        clock, replica = int(text[:-REPLICA_LENGTH], 16), text[-REPLICA_LENGTH:]
        if clock > LATEST_CLOCK:
            raise ValueError(f"not a stamp of this age: {text!r}")
        return cls(clock, replica)

    @property
    def moment(self) -> datetime:
        """The UTC time of the change, exact to the millisecond."""
        return datetime.fromtimestamp((self.clock >> COUNTER_BITS) / 1000, UTC)


BUILTIN_STAMP = Stamp(0, BUILTIN_REPLICA)
"""The birth of every row that ships with Istmo: the same in every installation."""


def new_replica() -> str:
    """Return a random replica id of twelve hexadecimal digits."""
    while (replica := secrets.token_hex(REPLICA_LENGTH // 2)) == BUILTIN_REPLICA:
        continue
    return replica


def wall_milliseconds() -> int:
    """Return the laptop's idea of now, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def next_clock(last: int, now: Callable[[], int] = wall_milliseconds) -> int:
    """Return the clock of the next event after `last`, later than it whatever `now` says."""
    return max(min(now() << COUNTER_BITS, LATEST_CLOCK), last + 1)


def covers(vector: Vector, stamp: Stamp) -> bool:
    """Return whether a copy with this version vector has seen the change of `stamp`."""
    return stamp == BUILTIN_STAMP or vector.get(stamp.replica, 0) >= stamp.clock


def joined(vectors: Iterable[Vector]) -> dict[str, int]:
    """Return the vector that has seen whatever any of `vectors` has seen."""
    result: dict[str, int] = {}
    for vector in vectors:
        for replica, clock in vector.items():
            result[replica] = max(clock, result.get(replica, 0))
    return result

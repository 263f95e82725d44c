from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.clock import (
    BUILTIN_REPLICA,
    BUILTIN_STAMP,
    COUNTER_BITS,
    LATEST_CLOCK,
    Stamp,
    covers,
    joined,
    new_replica,
    next_clock,
    wall_milliseconds,
)

CLOCKS = st.integers(0, LATEST_CLOCK)
REPLICAS = st.text("0123456789abcdef", min_size=12, max_size=12)
STAMPS = st.builds(Stamp, CLOCKS, REPLICAS)
VECTORS = st.dictionaries(st.sampled_from(["a" * 12, "b" * 12, "c" * 12]), CLOCKS, max_size=3)


@given(STAMPS)
def test_a_stamp_is_read_back_as_it_was_written(stamp: Stamp) -> None:
    assert Stamp.parse(str(stamp)) == stamp


@given(STAMPS, STAMPS)
def test_written_stamps_sort_as_the_stamps_do(one: Stamp, other: Stamp) -> None:
    assert (str(one) < str(other)) == (one < other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0" * 27,
        "0" * 29,
        "g" * 28,
        "0" * 16 + "z" * 12,
        f"{LATEST_CLOCK + 1:016x}" + "0" * 12,
        "-000000000000001" + "0" * 12,
        "000000000000000A" + "0" * 12,
        "0000_00000000000" + "0" * 12,
    ],
)
def test_what_is_no_stamp_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a stamp"):
        Stamp.parse(text)


@given(st.lists(st.integers(-(10**6), 10**14), min_size=1), CLOCKS)
def test_the_clock_never_goes_back_whatever_the_laptop_says(walls: list[int], start: int) -> None:
    clock = start
    for wall in walls:
        before, clock = clock, next_clock(clock, lambda wall=wall: wall)  # type: ignore[misc]
        assert clock > before


def test_a_clock_tells_the_time_of_the_laptop() -> None:
    before = wall_milliseconds()
    stamp = Stamp(next_clock(0), new_replica())
    assert before <= stamp.clock >> COUNTER_BITS <= wall_milliseconds()
    assert abs((stamp.moment - datetime.now(UTC)).total_seconds()) < 60


def test_a_laptop_that_believes_in_a_far_future_still_writes_stamps_that_are_read() -> None:
    stamp = Stamp(next_clock(0, lambda: 10**16), new_replica())
    assert Stamp.parse(str(stamp)) == stamp


def test_replicas_are_random_and_never_the_built_in_one() -> None:
    replicas = {new_replica() for _ in range(100)}
    assert len(replicas) == 100
    assert BUILTIN_REPLICA not in replicas


def test_chance_cannot_make_a_replica_the_built_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([BUILTIN_REPLICA, "0123456789ab"])
    monkeypatch.setattr("db.clock.secrets.token_hex", lambda _count: next(drawn))
    assert new_replica() == "0123456789ab"


@given(VECTORS, STAMPS)
def test_a_vector_covers_what_it_has_seen(vector: dict[str, int], stamp: Stamp) -> None:
    assert covers({**vector, stamp.replica: stamp.clock}, stamp)
    later = Stamp(stamp.clock + 1, stamp.replica)
    assert not covers({**vector, stamp.replica: stamp.clock}, later)


def test_every_copy_has_seen_what_ships_with_istmo() -> None:
    assert covers({}, BUILTIN_STAMP)
    assert not covers({}, Stamp(1, BUILTIN_REPLICA))


@given(VECTORS, VECTORS, VECTORS)
def test_joining_vectors_is_blind_to_order_and_repetition(
    one: dict[str, int], two: dict[str, int], three: dict[str, int]
) -> None:
    assert joined([one, two]) == joined([two, one])
    assert joined([joined([one, two]), three]) == joined([one, joined([two, three])])
    assert joined([one, one]) == one
    assert all(joined([one, two])[replica] >= clock for replica, clock in one.items())

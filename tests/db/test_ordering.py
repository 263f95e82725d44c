from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.ordering import DIGITS, after, between, is_key, place_between, spread

KEYS = st.text(DIGITS, min_size=1, max_size=8).filter(is_key)


@given(KEYS, KEYS)
def test_there_is_always_a_key_between_two(one: str, other: str) -> None:
    low, high = sorted([one, other])
    if low == high:
        with pytest.raises(ValueError, match="no key between"):
            between(low, high)
        return
    key = between(low, high)
    assert low < key < high
    assert is_key(key)


@given(KEYS)
def test_there_is_always_a_key_before_and_behind(key: str) -> None:
    assert is_key(between("", key))
    assert between("", key) < key < between(key, "")
    assert key < after(key)
    assert is_key(after(key))


@given(st.lists(st.floats(0, 1), max_size=60))
def test_a_list_keeps_the_order_in_which_its_rows_were_placed(places: list[float]) -> None:
    keys: list[str] = []
    for place in places:
        index = round(place * len(keys))
        low = keys[index - 1] if index else ""
        high = keys[index] if index < len(keys) else ""
        keys.insert(index, between(low, high))
    assert keys == sorted(set(keys))


@given(st.integers(0, 5000))
def test_spread_keys_ascend_with_room_everywhere(count: int) -> None:
    keys = list(spread(count))
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(is_key(key) for key in keys)
    for low, high in zip(["", *keys], [*keys, ""], strict=True):
        assert low < between(low, high)


def test_keys_stay_short_when_rows_are_only_appended() -> None:
    key = ""
    for _ in range(200):
        key = after(key)
    assert len(key) <= 4


@pytest.mark.parametrize("text", ["", "0", "a0", "á", "a b", "a-"])
def test_what_is_no_key_is_told_apart(text: str) -> None:
    assert not is_key(text)


@given(st.lists(st.sampled_from(["", "1", "V", "V1", "z"]), max_size=8), st.data())
def test_placing_a_row_puts_it_there_even_among_equal_positions(
    positions: list[str], data: st.DataObject
) -> None:
    positions.sort()
    index = data.draw(st.integers(0, len(positions)))
    rows = [f"row {number}" for number in range(len(positions))]
    rows.insert(index, "placed")
    now = dict(zip((row for row in rows if row != "placed"), positions, strict=True))
    changed = {row: position for position, row in place_between(positions, index, rows)}
    now |= changed
    for low, high in pairwise(rows):
        assert now[low] < now[high] if "placed" in {low, high} else now[low] <= now[high]
    if len(set(positions)) == len(positions) and "" not in positions:
        assert set(changed) == {"placed"}


def test_positions_that_are_no_keys_are_all_made_anew() -> None:
    changed = list(place_between(["???", "~"], 1, ["first", "placed", "last"]))
    assert [row for _, row in changed] == ["first", "placed", "last"]
    assert all(is_key(position) for position, _ in changed)

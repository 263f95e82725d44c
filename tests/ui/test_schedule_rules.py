"""Rules of the schedule that hold for any plan: sub-rows, the time axis, places in a day."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.schedule.bars import Bar, packed
from desktop.ui.schedule.moving import parse_shift
from desktop.ui.schedule.time_axis import CLOSEST, TimeAxis

spans = st.lists(st.tuples(st.integers(-3000, 3000), st.integers(0, 900)), min_size=1, max_size=60)


def bars_of(found: list[tuple[int, int]]) -> list[Bar]:
    return [
        Bar(f"i{n}", start, start + length, "play", f"Item {n}", False, 0)
        for n, (start, length) in enumerate(found)
    ]


@given(spans)
def test_bars_in_a_sub_row_never_overlap_and_none_is_lost(found: list[tuple[int, int]]) -> None:
    bars = bars_of(found)
    rows = packed(bars)
    assert sorted(bar.item_id for row in rows for bar in row.bars) == sorted(
        bar.item_id for bar in bars
    )
    for number, row in enumerate(rows):
        assert all(bar.row == number for bar in row.bars)
        for earlier, later in zip(row.bars, row.bars[1:], strict=False):
            assert earlier.end <= later.start
            assert earlier.start < later.start


@given(spans)
def test_there_are_as_few_sub_rows_as_bars_at_once(found: list[tuple[int, int]]) -> None:
    bars = bars_of(found)
    ends = [(bar.start, max(bar.end, bar.start + 1)) for bar in bars]
    most = max(sum(1 for begin, end in ends if begin <= at < end) for at, _end in ends)
    assert len(packed(bars)) == most


@given(spans, st.integers(-3200, 3200), st.integers(1, 2000))
def test_what_lies_between_two_moments_is_what_a_look_at_all_finds(
    found: list[tuple[int, int]], first: int, length: int
) -> None:
    for row in packed(bars_of(found)):
        seen = [row.bars[i] for i in row.between(first, first + length)]
        wanted = [
            bar
            for bar in row.bars
            if bar.start < first + length and max(bar.end, bar.start + 1) > first
        ]
        assert seen == wanted


@given(
    st.floats(0.01, CLOSEST),
    st.floats(-1e5, 1e5),
    st.floats(0.2, 5),
    st.floats(0, 1500),
)
def test_what_is_under_the_pointer_stays_there_when_zooming(
    scale: float, left: float, factor: float, x: float
) -> None:
    axis = TimeAxis(scale, left, -420)
    zoomed = axis.zoomed(factor, x, 0.01)
    assert abs(zoomed.minute(x) - axis.minute(x)) < 1e-3
    assert 0.01 <= zoomed.scale <= CLOSEST


@given(st.floats(-1e5, 1e5), st.sampled_from([5, 15, 60]), st.integers(-1439, 0))
def test_snapping_is_on_the_wall_clock(minute: float, step: int, midnight: int) -> None:
    snapped = TimeAxis(1.0, 0.0, midnight).snapped(minute, step)
    assert (snapped - midnight) % step == 0
    assert abs(snapped - minute) <= step / 2


@given(st.integers(1, 5000))
def test_how_far_is_read_with_its_sign(minutes: int) -> None:
    assert parse_shift(f"+{minutes} min") == minutes
    assert parse_shift(f"{minutes} min") == minutes
    assert parse_shift(f"-{minutes} min") == -minutes
    assert parse_shift(f"−{minutes} min") == -minutes

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.ordered_rows import SORT_ANEW_FROM, OrderedRows
from db.reader import order_of
from db.tables import ScheduleItem

IDS = [f"id{number}" for number in range(6)]
VENUES = [None, "pier", "room"]
ITEM = st.tuples(st.sampled_from(IDS), st.integers(0, 3), st.sampled_from(VENUES))
STEPS = st.lists(st.tuples(st.sampled_from(["put", "discard"]), st.lists(ITEM, max_size=4)))


@given(st.lists(ITEM, unique_by=lambda item: item[0]), STEPS, st.booleans())
def test_rows_are_always_as_if_sorted_anew(
    start: list[tuple[str, int, str | None]],
    steps: list[tuple[str, list[tuple[str, int, str | None]]]],
    read_before: bool,
) -> None:
    model: dict[str, ScheduleItem] = {}
    for row_id, offset, venue in start:
        model[row_id] = ScheduleItem(id=row_id, offset_minutes=offset, venue_id=venue)
    rows = OrderedRows(model.values(), order_of(ScheduleItem))
    if read_before:
        rows.group("venue_id", None)
    for action, items in steps:
        handed_out = (rows.all(), list(rows.all()))
        if action == "discard":
            rows.discard({row_id for row_id, _, _ in items})
            for row_id, _, _ in items:
                model.pop(row_id, None)
        else:
            for row_id, offset, venue in items:
                row = model.setdefault(row_id, ScheduleItem(id=row_id))
                row.offset_minutes, row.venue_id = offset, venue
            rows.put(model[row_id] for row_id, _, _ in items)
        expected = sorted(model.values(), key=order_of(ScheduleItem))
        assert rows.all() == expected
        for venue in VENUES:
            assert rows.group("venue_id", venue) == [r for r in expected if r.venue_id == venue]
        assert all(rows.get(row_id) is model.get(row_id) for row_id in IDS)
        assert handed_out[0] == handed_out[1]


def test_many_rows_at_once_are_put_in_order_too() -> None:
    items = [ScheduleItem(offset_minutes=number) for number in range(SORT_ANEW_FROM * 2)]
    rows = OrderedRows(items, order_of(ScheduleItem))
    assert rows.all() == items
    for item in items:
        item.offset_minutes = -item.offset_minutes
    rows.put(items)
    assert rows.all() == items[::-1]
    rows.discard([item.id for item in items[SORT_ANEW_FROM // 2 :]])
    assert rows.all() == items[: SORT_ANEW_FROM // 2][::-1]


def test_a_row_read_again_as_another_object_takes_the_place_of_the_first() -> None:
    first, again = ScheduleItem(id="one"), ScheduleItem(id="one")
    rows = OrderedRows([first], order_of(ScheduleItem))
    assert rows.all() == [first]
    rows.put([again])
    assert rows.all() == [again]
    assert rows.get("one") is again

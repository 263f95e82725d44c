from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from db.text import Text
from desktop.packets.activities import Activity
from desktop.packets.lanes import SHORTEST, Segment, clusters_of, segments_on


def activity(start: int, minutes: int) -> Activity:
    return Activity(
        start=start,
        end=start + minutes,
        offset=start,
        title=Text("Drill"),
        kind="training",
        track=Text(),
        venue=Text(),
        lead="",
        organizations=(),
        everybody=False,
        uniform=Text(),
        notes=Text(),
    )


activities = st.lists(st.builds(activity, st.integers(-3000, 6000), st.integers(0, 3000)))
segments = st.lists(
    st.builds(
        lambda start, minutes: Segment(activity(start, minutes), start, start + minutes),
        st.integers(0, 1400),
        st.integers(0, 400),
    ),
    max_size=40,
)


@given(segments)
def test_overlapping_segments_stand_in_different_lanes(found: list[Segment]) -> None:
    for cluster in clusters_of(found):
        for index, (first, lane) in enumerate(cluster.members):
            assert lane < cluster.lanes
            for second, other in cluster.members[index + 1 :]:
                overlap = first.start < second.ground_end and second.start < first.ground_end
                assert not (overlap and lane == other)


@given(segments)
def test_clusters_hold_every_segment_and_do_not_overlap(found: list[Segment]) -> None:
    clusters = clusters_of(found)
    kept = [id(segment) for cluster in clusters for segment in cluster.segments]
    assert sorted(kept) == sorted(map(id, found))
    for first, second in pairwise(clusters):
        assert first.end <= second.start


@given(segments)
def test_no_lane_is_wasted(found: list[Segment]) -> None:
    for cluster in clusters_of(found):
        at_once = max(
            sum(other.start <= one.start < other.ground_end for other in cluster.segments)
            for one in cluster.segments
        )
        assert cluster.lanes == at_once


@given(activities)
def test_the_segments_of_all_days_make_up_each_activity(found: list[Activity]) -> None:
    minutes = {id(one): 0 for one in found}
    for day in range(-4, 8):
        for segment in segments_on(day, found):
            assert 0 <= segment.start <= segment.end <= 1440
            assert segment.ground_end >= segment.start + SHORTEST
            minutes[id(segment.activity)] += segment.end - segment.start
    for one in found:
        assert minutes[id(one)] == (0 if one.lasts_a_day else one.end - one.start)


def test_times_show_what_comes_from_another_day() -> None:
    night = activity(22 * 60, 8 * 60)
    [first] = segments_on(0, [night])
    [second] = segments_on(1, [night])
    assert (first.times, second.times) == ("2200–0600 →", "→ 2200–0600")
    [until_midnight] = segments_on(0, [activity(22 * 60, 120)])
    assert until_midnight.times == "2200–2400"
    [moment] = segments_on(0, [activity(600, 0)])
    assert moment.times == "1000"
    assert segments_on(1, [activity(22 * 60, 120)]) == []

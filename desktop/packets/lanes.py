"""Side by side: activities that overlap share the width of their column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.packets.activities import Activity

SHORTEST = 5
"""Minutes that an activity takes up at least, so that two moments are not on top of each other."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of an activity that falls on one day, in minutes from that day's midnight."""

    activity: Activity
    start: int
    end: int
    from_before: bool = False
    goes_on: bool = False

    @property
    def times(self) -> str:
        """When the whole activity takes place, as "0800–1200"; arrows show other days."""
        first, last = self.activity.start % 1440, self.activity.end % 1440
        if self.activity.start == self.activity.end:
            return four_digits(first)
        written = f"{four_digits(first)}–{four_digits(last or 1440)}"
        return f"{'→ ' * self.from_before}{written}{' →' * self.goes_on}"

    @property
    def ground_end(self) -> int:
        """The minute until which it takes up room."""
        return max(self.end, self.start + SHORTEST)


def four_digits(minute: int) -> str:
    """Return a minute of the day as "0805"; midnight at the end of a day is "2400"."""
    return f"{minute // 60:02}{minute % 60:02}"


@dataclass(slots=True)
class Cluster:
    """Segments that overlap, directly or through others, each with its lane."""

    members: list[tuple[Segment, int]]
    lanes: int
    start: int
    end: int

    @property
    def segments(self) -> list[Segment]:
        """The segments in the order of their start."""
        return [segment for segment, _ in self.members]


def clusters_of(segments: Iterable[Segment]) -> list[Cluster]:
    """Return `segments` as clusters; each segment has the first lane that is free."""
    clusters: list[Cluster] = []
    free_from: list[int] = []
    for segment in sorted(segments, key=lambda s: (s.start, -s.ground_end)):
        if not clusters or segment.start >= clusters[-1].end:
            clusters.append(Cluster([], 0, segment.start, segment.ground_end))
            free_from = []
        cluster = clusters[-1]
        lane = next((i for i, end in enumerate(free_from) if end <= segment.start), len(free_from))
        if lane == len(free_from):
            free_from.append(0)
        free_from[lane] = segment.ground_end
        cluster.members.append((segment, lane))
        cluster.lanes = len(free_from)
        cluster.end = max(cluster.end, segment.ground_end)
    return clusters


def segments_on(day: int, activities: Iterable[Activity]) -> list[Segment]:
    """Return the parts of `activities` that fall on D+`day`, but not what lasts a day or more."""
    midnight = day * 1440
    segments = []
    for activity in activities:
        last = max(activity.end, activity.start + 1)
        if activity.start < midnight + 1440 and last > midnight and not activity.lasts_a_day:
            start, end = max(activity.start - midnight, 0), min(activity.end - midnight, 1440)
            before, after = activity.start < midnight, activity.end > midnight + 1440
            segments.append(Segment(activity, start, end, before, after))
    return segments

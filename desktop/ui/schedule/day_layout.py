"""Where the items of one day lie in its grid: overlapping ones share their lane's width."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.ui.schedule.bars import Bar, Chart, packed
from desktop.ui.schedule.time_axis import MINUTES_PER_DAY


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar in the grid: `part` of `parts` columns of its lane, from `start` to `end`.

    `start` and `end` are minutes after STARTEX, cut off where the day begins and ends.
    """

    bar: Bar
    lane: int
    start: int
    end: int
    part: int
    parts: int


def placed_on(chart: Chart, begin: int) -> list[Placed]:
    """Return the bars of the day that begins at minute `begin`, lane by lane, by time."""
    end = begin + MINUTES_PER_DAY
    found: list[Placed] = []
    for lane, rows in enumerate(chart.rows):
        bars = [row.bars[i] for row in rows for i in row.between(begin, end)]
        bars.sort(key=lambda bar: (bar.start, -bar.end, bar.item_id))
        for cluster in _clusters(bars):
            copies = [_copy(bar, lane) for bar in cluster]
            parts = len(packed(copies))
            found += [
                Placed(bar, lane, max(bar.start, begin), min(bar.end, end), copy.row, parts)
                for bar, copy in zip(cluster, copies, strict=True)
            ]
    return found


def _copy(bar: Bar, lane: int) -> Bar:
    """Return a bar whose row may be set: the timeline keeps its own."""
    return Bar(bar.item_id, bar.start, bar.end, bar.kind, bar.title, bar.fallen, lane)


def _clusters(bars: list[Bar]) -> list[list[Bar]]:
    """Return `bars`, in order of time, in groups that overlap one another."""
    groups: list[list[Bar]] = []
    until = 0
    for bar in bars:
        if groups and bar.start < until:
            groups[-1].append(bar)
        else:
            groups.append([bar])
            until = bar.end
        until = max(until, bar.end)
    return groups

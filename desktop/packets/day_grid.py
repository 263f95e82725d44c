"""One day on one page: hours down, tracks across, in true proportion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.text import Text
from desktop.language import N_
from desktop.packets import fonts
from desktop.packets.activities import Activity, Timetable
from desktop.packets.grid_labels import Label
from desktop.packets.lanes import Cluster, Segment, clusters_of, segments_on
from desktop.packets.long_activities import LongActivities
from desktop.packets.page import Bookmark, Frame, Paper, Sheet
from desktop.packets.pen import Pen
from desktop.packets.sheet_title import SheetTitle
from desktop.packets.styles import SMALL, Style, look_of
from desktop.packets.time_grid import AXIS, Key, TimeGrid, hours_of
from desktop.packets.wording import DAY_PATTERNS, WEEKDAY_PATTERNS, Wording, utc_offset
from desktop.packets.wrapping import wrap_within

LOCAL_AND_ZULU = N_("{day} · local time ({offset}), Zulu at right")
LEAD = N_("Lead {organization}")
EVERYBODY = frozenset(
    {"", "all", "all hands", "everybody", "everyone", "plenary", "todos", "todas", "plenaria"}
)
"""Tracks that are everybody's: their activities run across the others."""
MOST_UPRIGHT = 5
MOST_SIDEWAYS = 8
NARROWEST_LANE = 36.0
TRACK = Style(fonts.SEMIBOLD, 9, 11)


def tracks_of(activities: Iterable[Activity]) -> list[Text]:
    """Return the tracks by the time of their first activity, then by name."""
    first: dict[Text, int] = {}
    for activity in activities:
        first.setdefault(activity.track, activity.start)
    return sorted(first, key=lambda track: (first[track], track.en.casefold(), track.es))


def is_everybodys(track: Text) -> bool:
    """Return whether a track is no lane of its own, as "All"."""
    return any(
        name.casefold() in EVERYBODY for name in (track.en or track.es, track.es or track.en)
    )


def day_sheets(timetable: Timetable, day: int, paper: Paper, wording: Wording) -> list[Sheet]:
    """Return the pages of D+`day`: one, or more when it has more tracks than a page holds."""
    segments = segments_on(day, timetable.activities)
    present = {segment.activity.track for segment in segments}
    tracks = [
        track
        for track in tracks_of(timetable.activities)
        if track in present and not is_everybodys(track)
    ]
    landscape = len(tracks) > MOST_UPRIGHT
    most = MOST_SIDEWAYS if landscape else MOST_UPRIGHT
    parts = [tracks[at : at + most] for at in range(0, len(tracks), most)] or [[]]
    sheets = []
    for number, part in enumerate(parts):
        chosen = [
            s for s in segments if s.activity.track in part or is_everybodys(s.activity.track)
        ]
        page = _DayPage(timetable, day, Frame(paper, landscape), wording)
        sheet = page.sheet(part, chosen, (number + 1, len(parts)))
        if number == 0:
            title = " · ".join(wording.dates(timetable.date(day), WEEKDAY_PATTERNS))
            sheet.bookmarks.append(Bookmark(title, 1))
        sheets.append(sheet)
    return sheets


@dataclass(slots=True)
class _Group:
    """Clusters that share a stretch of columns, from `first` up to but not with `end`."""

    first: int
    end: int
    clusters: list[Cluster]


class _DayPage:
    def __init__(self, timetable: Timetable, day: int, frame: Frame, wording: Wording) -> None:
        self._timetable = timetable
        self._day = day
        self._frame = frame
        self._wording = wording

    def sheet(
        self, tracks: Sequence[Text], segments: list[Segment], part: tuple[int, int]
    ) -> Sheet:
        frame = self._frame
        names, groups = _arranged(tracks, segments)
        title = self._title(part)
        long = LongActivities(self._timetable, self._day, self._day, self._wording)
        heads = [_TrackHead(name, segments, self._wording) for name in names]
        left, right = frame.left + AXIS, frame.right - AXIS
        across = (right - left) / max(1, len(names))
        head = max((head.height(across - 10) for head in heads), default=0.0)
        kinds = (*long.kinds, *(segment.activity.kind for segment in segments))
        key = Key(kinds, self._wording)
        grid = self._grid(
            segments,
            top=frame.top - title.height - long.height - head,
            bottom=frame.bottom + key.height(frame.width) + 4,
        )
        grid.rules = [left + across * index for index in range(1, len(names))]
        for group in groups:
            self._add(grid, group, across)
        grid.finish()

        def draw(pen: Pen) -> None:
            title.draw(pen, frame.left, frame.top)
            long.draw(pen, frame.left, frame.top - title.height, frame.width)
            for index, track in enumerate(heads):
                track.draw(pen, left + across * index + 5, grid.top + head, across - 10)
            grid.draw(pen)
            key.draw(pen, frame.left, frame.right, frame.bottom)

        return Sheet(frame, draw)

    def _title(self, part: tuple[int, int]) -> SheetTitle:
        timetable, wording = self._timetable, self._wording
        date = timetable.date(self._day)
        local = timetable.clock.local(timetable.offset_at(self._day * 1440 + 720))
        day = f"D{self._day:+d}" if self._day else "D"
        lines = wording.each(LOCAL_AND_ZULU, day=day, offset=utc_offset(local))
        ending = self._start_and_end() + (f" · {part[0]}/{part[1]}" if part[1] > 1 else "")
        subtitles = [line + ending for line in lines]
        return SheetTitle(self._frame, wording.dates(date, DAY_PATTERNS), subtitles)

    def _start_and_end(self) -> str:
        """Return the times of STARTEX and ENDEX, on the days on which they fall."""
        clock, times = self._timetable.clock, ""
        if self._timetable.is_exercise:
            for name, offset in (("STARTEX", 0), ("ENDEX", clock.end_offset)):
                if clock.day(offset) == self._day:
                    times += f" · {name} {clock.local(offset):%H%M}"
        return times

    def _grid(self, segments: list[Segment], top: float, bottom: float) -> TimeGrid:
        clock = self._timetable.clock
        first, last = hours_of(segments)
        zulu = [
            f"{clock.utc(self._timetable.offset_at(self._day * 1440 + hour * 60)):%H%M}Z"
            for hour in range(first, last + 1)
        ]
        left, right = self._frame.left + AXIS, self._frame.right - AXIS
        return TimeGrid(left, right, top, bottom, first, last, zulu)

    def _add(self, grid: TimeGrid, group: _Group, across: float) -> None:
        left = grid.left + across * group.first + 2.5
        right = grid.left + across * group.end - 2.5
        room = max(1, int((right - left) / NARROWEST_LANE))
        for cluster in group.clusters:
            lanes = min(cluster.lanes, room)
            lane_width = (right - left) / lanes
            surplus = [
                s for s, lane in cluster.members if cluster.lanes > room and lane >= room - 1
            ]
            for segment, lane in cluster.members:
                if surplus and lane >= room - 1:
                    continue
                start = left + lane * lane_width
                end = start + lane_width - (1.5 if lane < lanes - 1 else 0)
                times = (segment.start, segment.ground_end)
                look = look_of(segment.activity.kind)
                grid.add(start, end, times, self._label(segment), look)
            if surplus:
                start = left + (lanes - 1) * lane_width
                times = (surplus[0].start, max(segment.ground_end for segment in surplus))
                label = Label(self._wording.columns(Text(f"+{len(surplus)}"))[:1], "")
                grid.add(start, right, times, label, look_of(""))

    def _label(self, segment: Segment) -> Label:
        activity = segment.activity
        lead = activity.lead
        if lead and not self._wording.both:
            lead = self._wording.label(LEAD, organization=lead)
        details = (lead, self._wording.line(activity.venue))
        return Label(
            self._wording.stacked(activity.title),
            segment.times,
            tuple(filter(None, details)),
            notes=self._wording.stacked(activity.notes) if activity.notes else (),
        )


def _arranged(tracks: Sequence[Text], segments: list[Segment]) -> tuple[list[Text], list[_Group]]:
    """Return the columns, and which activities stand in which of them.

    What is everybody's runs across the columns that are free at that time. Where none is,
    it has a first column of its own.
    """
    own: dict[Text, list[Segment]] = {track: [] for track in tracks}
    shared: list[Segment] = []
    for segment in segments:
        own.get(segment.activity.track, shared).append(segment)
    by_column = [clusters_of(own[track]) for track in tracks]
    across: list[tuple[int, int, Cluster]] = []
    left_over: list[Cluster] = []
    for cluster in clusters_of(shared):
        run = _free_run([_is_free(column, cluster) for column in by_column])
        if run is None and tracks:
            left_over.append(cluster)
        else:
            across.append((*(run or (0, 1)), cluster))
    shift = 1 if left_over else 0
    names = [*([left_over[0].segments[0].activity.track] if left_over else []), *tracks]
    groups = [_Group(i + shift, i + shift + 1, column) for i, column in enumerate(by_column)]
    groups += [_Group(first + shift, end + shift, [cluster]) for first, end, cluster in across]
    if left_over:
        groups.append(_Group(0, 1, left_over))
    return names, groups


def _is_free(column: list[Cluster], cluster: Cluster) -> bool:
    return all(other.end <= cluster.start or other.start >= cluster.end for other in column)


def _free_run(free: list[bool]) -> tuple[int, int] | None:
    """Return the longest run of free columns, None when there is none."""
    best: tuple[int, int] | None = None
    start = 0
    for index in range(len(free) + 1):
        if index == len(free) or not free[index]:
            if index > start and (best is None or index - start > best[1] - best[0]):
                best = (start, index)
            start = index + 1
    return best


class _TrackHead:
    """The head of a column: the track's name, and where it meets if always in one place."""

    def __init__(self, track: Text, segments: list[Segment], wording: Wording) -> None:
        self._names = wording.stacked(track)
        venues = {s.activity.venue for s in segments if s.activity.track == track}
        same = len(venues) == 1 and not wording.both
        self._venue = wording.line(next(iter(venues))) if same else ""

    def _lines(self, room: float) -> list[tuple[Style, list[str]]]:
        first, *others = self._names
        style = TRACK.slanted() if first.borrowed else TRACK
        groups = [(style, wrap_within(first.wording, style.face, style.size, room, 2))]
        second = SMALL.slanted()
        groups += [
            (second, wrap_within(other.wording, second.face, second.size, room, 2))
            for other in others
        ]
        groups.append((SMALL, wrap_within(self._venue, SMALL.face, SMALL.size, room, 2)))
        return groups

    def height(self, room: float) -> float:
        """Return the height that the head needs."""
        return sum(style.leading * len(lines) for style, lines in self._lines(room)) + 6

    def draw(self, pen: Pen, left: float, top: float, room: float) -> None:
        """Draw the head downward from `top`."""
        y = top - 9
        for style, lines in self._lines(room):
            y = pen.lines(left, y, lines, style)

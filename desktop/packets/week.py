"""The week at a glance: days across, hours down."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.language import N_
from desktop.packets import fonts
from desktop.packets.activities import Timetable
from desktop.packets.grid_labels import Label
from desktop.packets.lanes import Cluster, Segment, clusters_of, four_digits, segments_on
from desktop.packets.long_activities import LongActivities
from desktop.packets.page import Bookmark, Frame, Paper, Sheet
from desktop.packets.pen import Pen
from desktop.packets.sheet_title import SheetTitle
from desktop.packets.styles import OTHER_LOOK, QUIET, SMALL, Style, look_of
from desktop.packets.time_grid import AXIS, Key, TimeGrid, hours_of
from desktop.packets.wording import WEEKDAY_PATTERNS, Wording, joined, utc_offset
from desktop.packets.wrapping import shorten
from desktop.planning.holidays_of_both import Holiday, holidays_between
from desktop.planning.terms import COUNTRY_CODES

TITLE = N_("Week at a glance")
WEEK_OF = N_("{period} · local time ({offset}), Zulu at right")
DAY_HEAD = Style(fonts.SEMIBOLD, 9, 11)
NARROWEST_LANE = 62.0
LINE_HEIGHT = 11.0


def weeks_of(timetable: Timetable) -> list[list[int]]:
    """Return the days of each week, Monday first, from the first day in use to the last.

    There must be one day in use at least.

    What takes no longer than seven days stays on one page, whatever the weekdays. A week in
    which nothing takes place is left out.
    """
    days = timetable.days()
    if days[-1] - days[0] < 7:
        return [list(range(days[0], days[-1] + 1))]
    weeks: dict[int, list[int]] = {}
    for day in range(days[0], days[-1] + 1):
        monday = day - timetable.date(day).weekday()
        weeks.setdefault(monday, []).append(day)
    in_use = set(days)
    return [week for week in weeks.values() if in_use.intersection(week)]


def week_sheet(timetable: Timetable, days: Sequence[int], paper: Paper, wording: Wording) -> Sheet:
    """Return the page of one week, of which `days` are shown."""
    frame = Frame(paper, landscape=True)
    by_day = {day: segments_on(day, timetable.activities) for day in days}
    segments = [segment for found in by_day.values() for segment in found]
    heads = _DayHeads(timetable, days, wording)
    title = _title(timetable, days, frame, wording)
    long = LongActivities(timetable, days[0], days[-1], wording)
    key = Key((*long.kinds, *(segment.activity.kind for segment in segments)), wording)
    first, last = hours_of(segments)
    grid = TimeGrid(
        left=frame.left + AXIS,
        right=frame.right - AXIS,
        top=frame.top - title.height - long.height - heads.height,
        bottom=frame.bottom + key.height(frame.width) + 4,
        first_hour=first,
        last_hour=last,
        zulu=_zulu(timetable, days[0], first, last),
    )
    across = (grid.right - grid.left) / len(days)
    grid.rules = [grid.left + across * index for index in range(1, len(days))]
    for index, day in enumerate(days):
        left = grid.left + across * index + 2
        for cluster in clusters_of(by_day[day]):
            _add(grid, cluster, left, left + across - 4, wording)
    grid.finish()

    def draw(pen: Pen) -> None:
        title.draw(pen, frame.left, frame.top)
        long.draw(pen, frame.left, frame.top - title.height, frame.width)
        for index in range(len(days)):
            heads.draw(pen, index, grid.left + across * index + 4, grid.top, across - 8)
        grid.draw(pen)
        key.draw(pen, frame.left, frame.right, frame.bottom)

    period = joined(wording.period(timetable.date(days[0]), timetable.date(days[-1])))
    return Sheet(frame, draw, [Bookmark(f"{wording.label(TITLE)}: {period}", 1)])


def _title(timetable: Timetable, days: Sequence[int], frame: Frame, wording: Wording) -> SheetTitle:
    local = timetable.clock.local(timetable.offset_at(days[0] * 1440 + 720))
    periods = wording.period(timetable.date(days[0]), timetable.date(days[-1]))
    subtitles = [
        wording.each(WEEK_OF, period=period, offset=utc_offset(local))[index]
        for index, period in enumerate(periods)
    ]
    return SheetTitle(frame, wording.each(TITLE), subtitles)


def _zulu(timetable: Timetable, day: int, first: int, last: int) -> list[str]:
    return [
        f"{timetable.clock.utc(timetable.offset_at(day * 1440 + hour * 60)):%H%M}Z"
        for hour in range(first, last + 1)
    ]


def _add(grid: TimeGrid, cluster: Cluster, left: float, right: float, wording: Wording) -> None:
    lane_width = (right - left) / cluster.lanes
    if cluster.lanes > 1 and lane_width < NARROWEST_LANE:
        _add_as_one(grid, cluster, left, right, wording)
        return
    for segment, lane in cluster.members:
        start = left + lane * lane_width
        end = start + lane_width - (1.5 if lane < cluster.lanes - 1 else 0)
        label = Label(wording.stacked(segment.activity.title), segment.times)
        times = (segment.start, segment.ground_end)
        grid.add(start, end, times, label, look_of(segment.activity.kind))


def _add_as_one(
    grid: TimeGrid, cluster: Cluster, left: float, right: float, wording: Wording
) -> None:
    """Add activities that overlap as one box that lists them, for want of width."""
    kinds = {segment.activity.kind for segment in cluster.segments}
    look = look_of(kinds.pop()) if len(kinds) == 1 else OTHER_LOOK
    label = Label(entries=tuple(_entry(segment, wording) for segment in cluster.segments))
    grid.add(left, right, (cluster.start, cluster.end), label, look)


def _entry(segment: Segment, wording: Wording) -> tuple[str, ...]:
    first, *others = wording.stacked(segment.activity.title)
    return f"{four_digits(segment.start)} {first.wording}", *(other.wording for other in others)


class _DayHeads:
    """The heads of the columns: weekday and date, D-day, and holidays of both nations."""

    def __init__(self, timetable: Timetable, days: Sequence[int], wording: Wording) -> None:
        self._holidays: dict[int, list[Holiday]] = {}
        first, last = timetable.date(days[0]), timetable.date(days[-1])
        for holiday in holidays_between(first, last):
            day = days[0] + (holiday.date - first).days
            self._holidays.setdefault(day, []).append(holiday)
        self._timetable = timetable
        self._days = days
        self._wording = wording
        self.height = 6 + LINE_HEIGHT * (
            1 + len(wording.languages) - 1 + (1 if self._holidays else 0)
        )

    def draw(self, pen: Pen, index: int, left: float, bottom: float, room: float) -> None:
        """Draw the head of a column upward from `bottom`."""
        day = self._days[index]
        y = bottom + self.height - 9
        label = f"D{day:+d}" if day else "D"
        dates = self._wording.dates(self._timetable.date(day), WEEKDAY_PATTERNS)
        for number, date in enumerate(dates):
            style = SMALL if number else DAY_HEAD
            pen.text(left, y, shorten(date, style.face, style.size, room - 22), style)
            if number == 0:
                pen.text_right(left + room, y, label, DAY_HEAD.colored(QUIET))
            y -= LINE_HEIGHT
        names = joined(
            f"{self._wording.each(COUNTRY_CODES[holiday.country])[0]}:"
            f" {self._wording.columns(holiday.name)[0].wording}"
            for holiday in self._holidays.get(day, [])
        )
        pen.text(left, y, shorten(names, SMALL.face, SMALL.size, room), SMALL)

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.open_plan import OpenPlan
from desktop.language import in_language
from desktop.planning.moments import (
    PlanClock,
    clock_of,
    date_time_group,
    duration_label,
    elapsed,
    parse_duration,
    parse_moment,
    relative,
)

PANAMA, WASHINGTON = ZoneInfo("America/Panama"), ZoneInfo("America/New_York")


def wall(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute)


CLOCK = PlanClock(wall(2026, 1, 12, 7, 0), PANAMA, 2880)
SPRING = PlanClock(wall(2026, 3, 6, 8, 0), WASHINGTON)
"""Two days before Washington's clocks go forward."""

clocks = st.builds(
    PlanClock,
    st.datetimes(wall(2020, 1, 1), wall(2034, 12, 31)).map(
        lambda moment: moment.replace(second=0, microsecond=0)
    ),
    st.sampled_from([PANAMA, WASHINGTON, ZoneInfo("UTC"), ZoneInfo("Asia/Kolkata")]),
)
offsets = st.integers(-400 * 1440, 400 * 1440)


def test_eight_stays_eight_when_the_clocks_change() -> None:
    before, after = SPRING.local(0), SPRING.local(3 * 1440)
    assert (before.hour, after.hour) == (8, 8)
    assert SPRING.utc(0) == datetime(2026, 3, 6, 13, 0, tzinfo=UTC)
    assert SPRING.utc(3 * 1440) == datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


def test_the_same_wall_time_is_another_utc_time_in_panama() -> None:
    assert CLOCK.utc(0) == datetime(2026, 1, 12, 12, 0, tzinfo=UTC)
    assert CLOCK.end_offset == 2880


def test_days_begin_at_midnight_not_at_startex() -> None:
    assert CLOCK.day(0) == 0
    assert CLOCK.day(-7 * 60) == 0
    assert CLOCK.day(-7 * 60 - 1) == -1
    assert CLOCK.day(17 * 60) == 1
    assert CLOCK.date_of_day(-12) == date(2025, 12, 31)


@given(clocks, offsets)
def test_the_day_is_the_calendar_day(clock: PlanClock, offset: int) -> None:
    assert clock.date_of_day(clock.day(offset)) == clock.local(offset).date()


def test_a_plan_has_a_clock(plan: OpenPlan) -> None:
    clock = clock_of(plan.row)
    assert clock.start == wall(2027, 7, 12, 8, 0)
    assert clock.zone.key == "America/Panama"
    assert clock.end_offset == plan.row.duration_minutes


def test_moments_are_written_as_planners_do() -> None:
    assert relative(1590, CLOCK) == "D+1 09:30"
    assert relative(60, CLOCK) == "D 08:00"
    assert relative(-1080, CLOCK) == "D-1 13:00"
    assert elapsed(1590) == "H+26:30"
    assert elapsed(-90) == "H-01:30"
    assert date_time_group(CLOCK.utc(47), "en") == "121247Z JAN 26"
    assert date_time_group(CLOCK.utc(47), "es") == "121247Z ENE 26"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0900", "D 09:00"),
        ("900", "D 09:00"),
        ("9:00 AM", "D 09:00"),
        ("9:00 a. m.", "D 09:00"),
        ("2 p.m.", "D 14:00"),
        ("12:15 am", "D 00:15"),
        ("12:15 PM", "D 12:15"),
        ("09h00", "D 09:00"),
        ("17h", "D 17:00"),
        ("0900 hrs", "D 09:00"),
        ("09:00:00", "D 09:00"),
        ("24:00", "D+1 00:00"),
        ("D", "D 07:00"),
        ("d+1 09:30", "D+1 09:30"),
        ("D+1, 0930", "D+1 09:30"),
        ("D−1 13:00", "D-1 13:00"),
        ("J-60", "D-60 07:00"),
        ("H", "D 07:00"),
        ("H+26:30", "D+1 09:30"),
        ("H-1:30", "D 05:30"),
        ("D+1 H+2:30", "D+1 09:30"),
        ("J+1 H+2 M-5", "D+1 08:55"),
        ("Día 2 08:30", "D+1 08:30"),
        ("Day 2 08:30", "D+1 08:30"),
        ("Day 2", "D+1 07:00"),
        ("Día D+1 0900", "D+1 09:00"),
        ("2026-01-13", "D+1 07:00"),
        ("2026-01-13T07:45", "D+1 07:45"),
        ("2026-01-13 07:45", "D+1 07:45"),
        ("2026-01-12T12:30Z", "D 07:30"),
        ("2026-01-12T07:30-05:00", "D 07:30"),
        ("13/01/2026 09h00", "D+1 09:00"),
        ("01/13/2026 9:00 AM", "D+1 09:00"),
        ("13.01.26", "D+1 07:00"),
        ("13-01-2026 0900", "D+1 09:00"),
        ("121247Z ENE 26", "D 07:47"),
        ("121247Z JAN 26", "D 07:47"),
        ("121247zjan2026", "D 07:47"),
        ("120747R JAN 26", "D 07:47"),
        ("120747J JAN 26", "D 07:47"),
        ("120747 JAN 26", "D 07:47"),
        ("13 de enero de 2026 9:00", "D+1 09:00"),
        ("13 Jan 2026", "D+1 07:00"),
        ("January 13, 2026 9:00 AM", "D+1 09:00"),
        ("13 setiembre 2026", "D+244 07:00"),
    ],
)
def test_every_notation_is_read(text: str, expected: str) -> None:
    assert relative(parse_moment(text, CLOCK), CLOCK) == expected


def test_a_time_alone_is_on_the_day_one_is_at() -> None:
    assert relative(parse_moment("0900", CLOCK, day=3), CLOCK) == "D+3 09:00"


def test_a_date_that_may_be_read_both_ways_follows_the_custom_asked_for() -> None:
    assert CLOCK.local(parse_moment("06/07/2026", CLOCK)).date() == date(2026, 7, 6)
    swapped = parse_moment("06/07/2026", CLOCK, month_first=True)
    assert CLOCK.local(swapped).date() == date(2026, 6, 7)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "25:00",
        "09:61",
        "13:00 PM",
        "0:30 am",
        "24:30",
        "31/02/2026",
        "25/25/2026",
        "991247Z JAN 26",
        "122561Z JAN 26",
        "2026-13-01",
        "2026-01-12T99:00Z",
        "Day two",
        "D+1 soon",
        "D+99999999",
        "9999-12-31 24:00",
    ],
)
def test_what_is_no_moment_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be read as a moment"):
        parse_moment(text, CLOCK)


def test_the_refusal_speaks_the_planners_language() -> None:
    with in_language("es"), pytest.raises(ValueError, match="no se puede leer como un momento"):
        parse_moment("mañana", CLOCK)


@given(clocks, offsets)
def test_what_is_written_is_read_back(clock: PlanClock, offset: int) -> None:
    assert parse_moment(relative(offset, clock), clock) == offset
    assert parse_moment(elapsed(offset), clock) == offset
    local = clock.local(offset).replace(tzinfo=None)
    assert parse_moment(local.isoformat(timespec="minutes"), clock) == offset
    assert clock.offset_of(local) == offset


@given(clocks, offsets, st.sampled_from(["en", "es"]))
def test_date_time_groups_are_read_back_across_clock_changes(
    clock: PlanClock, offset: int, language: str
) -> None:
    moment = clock.utc(offset)
    # A wall time that the clocks skip in spring has no moment of its own.
    assume(
        moment.astimezone(clock.zone).replace(tzinfo=None)
        == clock.local(offset).replace(tzinfo=None)
    )
    group = date_time_group(moment, "en" if language == "en" else "es")
    assert parse_moment(group, clock) == offset
    assert clock.offset_of(moment) == offset


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("1:30", 90),
        ("1 h 30", 90),
        ("1h30", 90),
        ("1.5 h", 90),
        ("1,5 horas", 90),
        ("2 d 4 h", 3120),
        ("2 días", 2880),
        ("45'", 45),
        ("90 minutos", 90),
    ],
)
def test_lengths_of_time_are_read(text: str, minutes: int) -> None:
    assert parse_duration(text) == minutes


@pytest.mark.parametrize("text", ["", "long", "1:75", "-30"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be read as a length of time"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("minutes", "label"),
    [
        (0, "0 min"),
        (45, "45 min"),
        (65, "1 h 05"),
        (120, "2 h"),
        (3420, "2 d 9 h"),
        (1445, "1 d 5 min"),
        (-90, "-1 h 30"),
    ],
)
def test_lengths_of_time_have_short_labels(minutes: int, label: str) -> None:
    assert duration_label(minutes) == label


@given(st.integers(0, 400 * 1440))
def test_labels_of_lengths_are_read_back(minutes: int) -> None:
    assert parse_duration(duration_label(minutes)) == minutes

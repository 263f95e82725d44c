"""Reading the notations in which planners write moments and lengths of time.

English, Spanish and French letters are read, because the three meet in one spreadsheet:
`0900`, `9:00 AM`, `09h00`, `D+1 09:30`, `J-60`, `H+26:30`, `D+1 H+2:30`, `J+1 H+2 M-5`,
`Día 2 08:30`, `2026-01-12T07:00`, `26/06/2024 09h00`, `12 de enero de 2026`, `121247Z ENE 26`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from db.text import folded
from desktop.language import _
from desktop.planning.months import MONTH_NUMBERS

if TYPE_CHECKING:
    from desktop.planning.moments import PlanClock

_MONTH = "|".join(sorted(MONTH_NUMBERS))
_HALF = r"(?: ?(?P<half>[AP]M))?"
_CLOCK_TIMES = (
    re.compile(rf"(?P<hour>\d{{1,2}})[:H.](?P<minute>\d\d)(?::00)?{_HALF}(?: ?H(?:RS|ORAS?)?)?"),
    re.compile(r"(?P<hour>\d{1,2}?)(?P<minute>\d\d) ?(?:H|HRS?|HORAS?)?"),
    re.compile(r"(?P<hour>\d{1,2}) ?(?:(?P<half>[AP]M)|H|HRS?|HORAS?)"),
)
_DAY = re.compile(r"[DJ](?:(?P<day>[+-]\d{1,5}))?(?: (?P<rest>.+))?")
_NUMBERED_DAY = re.compile(r"(?:DAY|DIA|JOUR) (?P<number>\d{1,4})(?: (?P<rest>.+))?")
_ELAPSED = re.compile(
    r"H(?:(?P<sign>[+-])(?P<hours>\d{1,5})(?::(?P<past>[0-5]\d))?)?(?: ?M(?P<minutes>[+-]\d{1,5}))?"
)
_GROUP = re.compile(
    rf"(?P<day>\d\d)(?P<time>\d{{4}}) ?(?P<zone>[A-Z]?) ?(?P<month>{_MONTH}) ?"
    r"(?P<year>\d{4}|\d\d)"
)
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<rest>.+?)(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_NUMERIC = re.compile(
    r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)"
    r"(?: (?P<rest>.+))?"
)
_SPELLED = re.compile(
    rf"(?P<day>\d{{1,2}}) (?:DE )?(?P<month>{_MONTH})[A-Z]*\.? (?:DE )?(?P<year>\d{{4}}|\d\d)"
    r"(?: (?P<rest>.+))?"
)
_SPELLED_FIRST = re.compile(
    rf"(?P<month>{_MONTH})[A-Z]*\.? (?P<day>\d{{1,2}}) (?P<year>\d{{4}})(?: (?P<rest>.+))?"
)
_DURATION = re.compile(
    r"(?:(?P<days>\d{1,4}) ?(?:D|DIAS?|DAYS?))? ?"
    r"(?:(?P<hours>\d{1,5}(?:\.\d{1,2})?) ?(?:H|HRS?|HORAS?|HOURS?))? ?"
    r"(?:(?P<minutes>\d{1,7}) ?(?:M|MIN|MINS|MINUTOS?|MINUTES?|')?)?"
)
_MILITARY_ZONES = dict(zip("ABCDEFGHIKLM", range(1, 13), strict=True)) | dict(
    zip("NOPQRSTUVWXY", range(-1, -13, -1), strict=True)
)


def parse_moment(text: str, clock: PlanClock, *, day: int = 0, month_first: bool = False) -> int:
    """Return the offset in minutes from the plan's start that `text` names.

    A clock time alone is on D+`day`; a day alone is at the hour of STARTEX. In
    `06/07/2026` the day comes first unless `month_first`; in `06/26/2026` there is no doubt.
    Raises ValueError, with a sentence for the planner, when the text is no moment.
    """
    plain = _plain(text)
    readers: tuple[Callable[[], int | None], ...] = (
        lambda: _at(day, _clock_time(plain), clock),
        lambda: _read_elapsed(plain),
        lambda: _read_day(plain, clock),
        lambda: _read_numbered_day(plain, clock),
        lambda: _read_group(plain, clock),
        lambda: _read_iso(plain, clock),
        lambda: _read_date(_NUMERIC, plain, clock, month_first=month_first),
        lambda: _read_date(_SPELLED, plain, clock),
        lambda: _read_date(_SPELLED_FIRST, plain, clock),
    )
    try:
        for read in readers:
            offset = read()
            if offset is not None:
                clock.local(offset).astimezone(UTC)
                return offset
    except (ValueError, OverflowError):
        pass
    message = _(
        "“{text}” cannot be read as a moment. Write it as 0900, D+1 09:30, H+2:30, "
        "Day 2 08:30, 2026-01-12 07:00 or 121247Z JAN 26."
    )
    raise ValueError(message.format(text=text.strip()))


def parse_duration(text: str) -> int:
    """Return the minutes that `text` names: "90", "1:30", "1 h 30", "1.5 h", "2 d 4 h".

    Raises ValueError, with a sentence for the planner, when the text is no length of time.
    """
    plain = _plain(text).replace(",", ".")
    colon = re.fullmatch(r"(\d{1,5}):([0-5]\d)", plain)
    if colon:
        return int(colon[1]) * 60 + int(colon[2])
    match = _DURATION.fullmatch(plain)
    if plain and match:
        hours = round(float(match["hours"] or 0) * 60)
        return int(match["days"] or 0) * 1440 + hours + int(match["minutes"] or 0)
    message = _("“{text}” cannot be read as a length of time. Write it as 45, 1:30 or 1 h 30.")
    raise ValueError(message.format(text=text.strip()))


def _plain(text: str) -> str:
    """Return `text` in capitals, without accents, commas and double spaces."""
    plain = folded(text.replace("−", "-").replace("–", "-")).upper()
    plain = re.sub(r",(?=\s|$)", " ", plain)
    plain = re.sub(r"\b([AP])(?:\. ?)?M\b\.?", r"\1M", plain)
    plain = " ".join(plain.split())
    return re.sub(r"^(?:DAY|DIA) (?=[DJ](?:[+-]|\b))", "", plain)


def _clock_time(plain: str) -> int | None:
    """Return the minutes after midnight of "0930", "9:30 AM", "09h30"; 24:00 is allowed."""
    for pattern in _CLOCK_TIMES:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        found = match.groupdict()
        hour, minute, half = int(match["hour"]), int(found.get("minute") or 0), found.get("half")
        if half:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if half == "PM" else 0)
        minutes = hour * 60 + minute
        return minutes if minute < 60 and minutes <= 1440 else None
    return None


def _at(day: int, minutes: int | None, clock: PlanClock) -> int | None:
    if minutes is None:
        return None
    return day * 1440 + minutes - (clock.start.hour * 60 + clock.start.minute)


def _read_elapsed(plain: str) -> int | None:
    match = _ELAPSED.fullmatch(plain)
    if match is None:
        return None
    since = int(match["hours"] or 0) * 60 + int(match["past"] or 0)
    return (-since if match["sign"] == "-" else since) + int(match["minutes"] or 0)


def _on_day(day: int, rest: str | None, clock: PlanClock) -> int | None:
    if rest is None:
        return day * 1440
    since = _read_elapsed(rest)
    return _at(day, _clock_time(rest), clock) if since is None else day * 1440 + since


def _read_day(plain: str, clock: PlanClock) -> int | None:
    match = _DAY.fullmatch(plain)
    return match and _on_day(int(match["day"] or 0), match["rest"], clock)


def _read_numbered_day(plain: str, clock: PlanClock) -> int | None:
    match = _NUMBERED_DAY.fullmatch(plain)
    return match and _on_day(int(match["number"]) - 1, match["rest"], clock)


def _read_group(plain: str, clock: PlanClock) -> int | None:
    match = _GROUP.fullmatch(plain)
    if match is None:
        return None
    minutes = _clock_time(match["time"])
    if minutes is None:
        return None
    on = date(_year(match["year"]), MONTH_NUMBERS[match["month"]], int(match["day"]))
    local = datetime(on.year, on.month, on.day) + timedelta(minutes=minutes)  # noqa: DTZ001
    letter = match["zone"]
    if letter in {"", "J"}:
        return clock.offset_of(local)
    shift = timedelta(hours=_MILITARY_ZONES.get(letter, 0))
    return clock.offset_of(local.replace(tzinfo=timezone(shift)))


def _read_iso(plain: str, clock: PlanClock) -> int | None:
    match = _ISO.fullmatch(plain)
    if match is None:
        return None
    if match["zone"]:
        return clock.offset_of(datetime.fromisoformat(plain.replace(" ", "T")))
    on = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return _on_day((on - clock.start.date()).days, match["rest"], clock)


def _read_date(
    pattern: re.Pattern[str], plain: str, clock: PlanClock, *, month_first: bool = False
) -> int | None:
    match = pattern.fullmatch(plain)
    if match is None:
        return None
    day, month = int(match["day"]), MONTH_NUMBERS.get(match["month"]) or int(match["month"])
    if pattern is _NUMERIC and (day <= 12 < month or (month_first and day <= 12)):
        day, month = month, day
    on = date(_year(match["year"]), month, day)
    return _on_day((on - clock.start.date()).days, match["rest"], clock)


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)

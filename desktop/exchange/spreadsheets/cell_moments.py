"""Times in the cells of a MSEL: typed by the spreadsheet program, or in planners' notations.

`parse_moment` reads what a planner types into Istmo; here is what else stands in lists that
come from elsewhere: French months, weekdays, "hrs local", times from-to, numbers of days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from desktop.exchange.spreadsheets.workbook import Cell, Fault, is_empty, written
from desktop.language import _
from desktop.planning.moments import PlanClock, parse_moment

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a date of the sheet has no zone
_MAC_DAYS = 1462
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Numbers that are days from 1954 to 2119: no clock time is as large."""
_LAST_TIME_YEAR = 1904
"""Times without a date come with the day 0 of the sheet's calendar."""
_LAST_DAY_NUMBER = 60
_ELAPSED_DAY = timedelta(days=1)

_MONTHS = (
    (r"janv\w*\.?", "jan"),
    (r"f[ée]v\w*\.?", "feb"),
    (r"avr\w*\.?", "apr"),
    (r"mai", "may"),
    (r"juin", "jun"),
    (r"juil\w*\.?", "jul"),
    (r"ao[uû]t", "aug"),
    (r"sept\w*\.?", "sep"),
    (r"d[ée]c\w*\.?", "dec"),
)
_MONTH = r"[a-záéíóúûç]{3,10}\.?"
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7,
}  # fmt: skip
_WEEKDAY = re.compile(
    r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|lun|mar|mi[eé]|jue|vie|s[aá]b|dom|lunes|martes|mi[eé]rcoles|jueves|viernes"
    r"|s[aá]bado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b[.,]?\s+(?=\w)"
)
_LOCAL = re.compile(
    r"\s*[(\[]?\b(?:hora local|heure locale|local time|local|lcl|hl|loc)\b[)\]]?\.?$"
)
_LOCAL_LETTER = re.compile(r"(?<=\d)\s?(?:\(l\)|l)$")
_ZULU = re.compile(r"^(.*?)(\d{1,2}:?\d\d)\s?(?:z|zulu|utc|gmt)$")
_FROM_TO = re.compile(
    r"^(.*?\d{1,2}[:h.]?\d\d(?:\s?h(?:rs)?)?(?:\s?[ap]\.?\s?m\.?)?)\s*(?:-|–|—|to|a|à|hasta|/)\s*"
    r"\d{1,2}[:h.]?\d\d\s?(?:h(?:rs)?)?(?:\s?[ap]\.?\s?m\.?)?$"
)
_START = re.compile(r"^startex\s*(?:([+-])\s*(.+))?$")
_END = re.compile(r"^endex\s*(?:([+-])\s*(.+))?$")
_SINCE = re.compile(r"^(?:[te]\s?)?([+-])\s?(\d{1,3}):(\d\d)(?::\d\d)?$")
_HOURS = re.compile(r"^[hte]\s?([+-])\s?(\d{1,3})(?:[:h](\d\d))?(?::\d\d)?(?:\s?h(?:rs|ours)?)?$")
_MINUTES = re.compile(r"^[hte]?\s?([+-])\s?(\d{1,4})\s?(?:min|mins|minutes|minutos|m|')\.?$")
_NAMED_TIMES = {
    "noon": 720, "mediodia": 720, "mediodía": 720, "midi": 720, "midday": 720,
    "midnight": 1440, "medianoche": 1440, "minuit": 1440,
}  # fmt: skip
_NO_MOMENT = frozenset({"tbd", "por definir", "tba", "n/a", "na", "pd"})


@dataclass(frozen=True, slots=True)
class Notation:
    """How times of a sheet are to be taken: see `Mapping`.

    `midnights` tells that a day in the column of times means its beginning, since others
    there have hours: a spreadsheet does not tell a day from its midnight.
    """

    month_first: bool = False
    elapsed: bool = False
    mac_dates: bool = False
    midnights: bool = False


def moment_of(cell: Cell, clock: PlanClock, notation: Notation, day: int = 0) -> int:
    """Return the offset in minutes of a cell; a clock time alone is on D+`day`.

    Raises ValueError with a sentence for the planner.
    """
    if isinstance(cell, bool | Fault):
        raise ValueError(fault_sentence(cell))  # noqa: TRY004 - what was typed is at fault
    if isinstance(cell, str):
        return _of_text(cell, clock, notation, day)
    if isinstance(cell, int | float):
        cell = _typed(cell, notation)
    if isinstance(cell, datetime):
        if cell.year > _LAST_TIME_YEAR:
            return clock.offset_of(_whole_minute(cell))
        cell = _whole_minute(cell).time()
    if isinstance(cell, date):
        if notation.midnights:
            return clock.offset_of(datetime(cell.year, cell.month, cell.day))  # noqa: DTZ001
        # Only a day: the hour of STARTEX, as for a day that is typed.
        return (cell - clock.start.date()).days * 1440
    if isinstance(cell, time):
        cell = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    minutes = round(cell.total_seconds() / 60)
    if notation.elapsed or cell > _ELAPSED_DAY or minutes < 0:
        return minutes
    return _at(day, minutes, clock)


def day_of(cell: Cell, clock: PlanClock, notation: Notation) -> int:
    """Return the day (0 is D) that a cell of a date column names. Raises ValueError."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if float(cell).is_integer() and 1 <= cell <= _LAST_DAY_NUMBER:
            return int(cell) - 1
        cell = _typed(cell, notation)
    if isinstance(cell, datetime) and cell.year > _LAST_TIME_YEAR:
        return (cell.date() - clock.start.date()).days
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return (cell - clock.start.date()).days
    text = written(cell)
    if text.isdecimal() and 1 <= int(text) <= _LAST_DAY_NUMBER:
        return int(text) - 1
    return clock.day(_of_text(text, clock, notation, 0))


def names_day(cell: Cell, clock: PlanClock, notation: Notation) -> bool:
    """Return whether a cell says a day by itself, as "Day 2" or a date does."""
    if isinstance(cell, bool | Fault) or is_empty(cell):
        return False
    try:
        first = moment_of(cell, clock, notation, 0)
        return first == moment_of(cell, clock, notation, 1)
    except ValueError:
        return False


def fault_sentence(cell: Cell) -> str:
    """Return why a cell has no value that can be read."""
    if cell is Fault.NO_VALUE:
        return _("The cell holds a formula without a result. Save the file in Excel again.")
    if cell is Fault.ERROR:
        return _("The cell holds an error of the spreadsheet program.")
    if cell is Fault.TOO_LONG:
        return _("The cell holds more text than a spreadsheet allows.")
    return _no_moment(written(cell))


def _no_moment(text: str) -> str:
    return _("“{text}” cannot be read as a time.").format(text=text.strip()[:80])


def _typed(value: float, notation: Notation) -> datetime | time | timedelta:
    """Return what a mere number of a time column stands for."""
    days = value + (_MAC_DAYS if notation.mac_dates else 0)
    if _FIRST_SERIAL <= days <= _LAST_SERIAL:
        return _EPOCH + timedelta(minutes=round(days * 1440))
    if 0 < value < 1:
        return timedelta(minutes=round(value * 1440))
    hours, minutes = divmod(int(value), 100)
    if float(value).is_integer() and minutes < 60 and (value == 0 or 100 <= value <= 2400):
        return timedelta(hours=hours, minutes=minutes)
    raise ValueError(_no_moment(written(value)))


def _whole_minute(moment: datetime) -> datetime:
    """Return the nearest minute: fractions of days fall a few milliseconds short."""
    if moment.tzinfo is not None:
        return moment
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


def _at(day: int, minutes: int, clock: PlanClock) -> int:
    return day * 1440 + minutes - (clock.start.hour * 60 + clock.start.minute)


def _of_text(text: str, clock: PlanClock, notation: Notation, day: int) -> int:
    said = " ".join(text.replace("−", "-").replace("\u00a0", " ").split()).casefold()
    said = said.strip(" .;,")
    if said in _NO_MOMENT or not said:
        raise ValueError(_no_moment(text))
    if said in _NAMED_TIMES:
        return _at(day, _NAMED_TIMES[said], clock)
    since = _since_start(said, clock)
    if since is not None:
        return since
    if notation.elapsed and (colon := re.fullmatch(r"(\d{1,3})[:h](\d\d)(?::\d\d)?", said)):
        return int(colon[1]) * 60 + int(colon[2])
    zulu = _ZULU.match(said)
    if zulu and not re.search(r"\d\d$", zulu[1]):
        offset = _of_text(f"{zulu[1]}{zulu[2]}", clock, notation, day)
        local = clock.local(offset)
        return clock.offset_of(local.replace(tzinfo=UTC))
    for candidate in _candidates(said, clock):
        try:
            return parse_moment(candidate, clock, day=day, month_first=notation.month_first)
        except ValueError:
            continue
    raise ValueError(_no_moment(text))


def _since_start(said: str, clock: PlanClock) -> int | None:
    for pattern, of in ((_START, 0), (_END, clock.end_offset)):
        match = pattern.match(said)
        if match is not None and match[2] is None:
            return of
        length = _length(match[2]) if match is not None else None
        if match is not None and length is not None:
            return of + (-length if match[1] == "-" else length)
    match = _SINCE.match(said) or _HOURS.match(said)
    if match is not None:
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return -minutes if match[1] == "-" else minutes
    match = _MINUTES.match(said)
    if match is not None:
        return -int(match[2]) if match[1] == "-" else int(match[2])
    return None


def _length(said: str) -> int | None:
    from desktop.planning.moments import parse_duration

    try:
        return parse_duration(said)
    except ValueError:
        return None


def _candidates(said: str, clock: PlanClock) -> list[str]:
    """Return ways to write `said` that `parse_moment` may know, the nearest first."""
    found: list[str] = []
    late = re.match(rf"^(\d{{1,2}}) (?:de )?({_MONTH}) ([01]\d{{3}}|2[0-4]00)$", said)
    if late and not 1900 <= int(late[3]) < 2000:
        # A number that is no year of this age is a clock time.
        found.append(f"{late[1]} {late[2]} {clock.start.year} {late[3]}")
    found.append(said)
    tidy = _LOCAL.sub("", _WEEKDAY.sub("", said))
    tidy = _LOCAL_LETTER.sub("", tidy)
    for pattern, month in _MONTHS:
        tidy = re.sub(rf"\b{pattern}(?=\W|\d|$)", month, tidy)
    tidy = re.sub(rf"\b(\d{{1,2}})[-/]({_MONTH})[-/](\d{{2,4}})", r"\1 \2 \3", tidy)
    tidy = re.sub(r"^(\d{1,2})([a-z]{3})(\d{2}|\d{4})\b", r"\1 \2 \3", tidy)
    tidy = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th|er|º|°)\b", r"\1", tidy)
    tidy = re.sub(r"\b(\d{1,2}) ?h ?(\d\d)\b", r"\1h\2", tidy)
    tidy = re.sub(r"\b(\d{1,2}:\d\d):\d\d\b", r"\1", tidy)
    tidy = re.sub(r"\b(?:a las|at|à|a la)\b", " ", tidy)
    tidy = re.sub(r"\b(day|d[ií]a|jour)[ -]*([a-z]+)\b", _numbered, tidy)
    tidy = re.sub(r"\b(day|d[ií]a|jour)[ -]*(\d+)", r"\1 \2", tidy)
    tidy = re.sub(r"^(?:dia |día )?d(\d{1,2})\b", r"day \1", tidy)
    tidy = re.sub(r"^([dj])\s*([+-])\s*(\d+)", r"\1\2\3", tidy)
    tidy = re.sub(r"\s*(?:[/,;@|]|\s[-–—]|:(?=\s))\s+", " ", tidy)
    tidy = re.sub(r"^((?:day|d[ií]a|jour) \d+|[dj](?:[+-]\d+)?)\s*[/,:;-]\s*(?=\d)", r"\1 ", tidy)
    tidy = " ".join(tidy.split())
    found.append(tidy)
    hours = _FROM_TO.match(tidy)
    if hours:
        found.append(hours[1])
    undated = re.match(
        rf"^(\d{{1,2}}) (?:de )?({_MONTH})(?= \D|$| \d{{1,2}}[:h]| \d{{4}}$)(.*)", tidy
    )
    if undated:
        # The year goes without saying: that of the exercise.
        found.append(f"{undated[1]} {undated[2]} {clock.start.year}{undated[3]}")
    return found


def _numbered(match: re.Match[str]) -> str:
    return f"{match[1]} {_NUMBERS.get(match[2], match[2])}"

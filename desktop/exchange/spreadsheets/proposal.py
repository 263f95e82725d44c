"""Which sheet of a workbook is the MSEL, and what its columns are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.exchange.spreadsheets.content_guess import guessed_columns, language_of, short_codes
from desktop.exchange.spreadsheets.headings import (
    OTHER,
    TEXT_FIELDS,
    Heading,
    plain,
    recognized,
)
from desktop.exchange.spreadsheets.mapping import Mapping
from desktop.exchange.spreadsheets.origin import ORIGIN_SHEET, Origin, origin_of
from desktop.exchange.spreadsheets.refusals import NoInjectsFound
from desktop.exchange.spreadsheets.workbook import Row, Sheet, Workbook, is_empty, written

_HEADING_ROWS = 40
_SAMPLE = 200
_SHEET_NAME = re.compile(
    r"\b(?:msel|mel|mil|injects?|inyectos?|lista maestra|eventos|injections?|master)\b"
)
_WRONG_SHEET = re.compile(r"\b(?:example|ejemplo|template|plantilla|old|archive|listas?|lists)\b")
_WHEN = frozenset({"time", "date", "scenario_time"})
_WHAT = frozenset({"title", "message", "event"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of headings: what each column is by them."""

    row: int
    columns: dict[int, Heading]
    headings: dict[int, str]

    @property
    def fields(self) -> set[str]:
        return {heading.field for heading in self.columns.values()}

    @property
    def score(self) -> float:
        exact = sum(heading.exact for heading in self.columns.values())
        return len(self.fields) + exact / 4 + 3 * bool(self.fields & _WHEN & {"time", "date"})


def propose_mapping(workbook: Workbook) -> Mapping:
    """Return how the workbook is best read. Raises NoInjectsFound when nothing looks like a MSEL.

    The sheet is the one whose headings say most, or else whose cells do.
    """
    origin = origin_of(workbook)
    own = _own_mapping(workbook, origin) if origin is not None else None
    if own is not None:
        return own
    candidates = [(_score(sheet), sheet) for sheet in workbook.sheets if sheet.rows]
    candidates.sort(key=lambda each: -each[0])
    for _score_of, sheet in candidates:
        mapping = mapping_of(sheet)
        if mapping is not None:
            others = tuple(each.name for each in workbook.sheets if each is not sheet)
            return Mapping(
                sheet.name,
                mapping.heading_row,
                mapping.first_row,
                mapping.columns,
                mapping.headings,
                mapping.language,
                elapsed=mapping.elapsed,
                other_sheets=others,
            )
    raise NoInjectsFound(workbook.name)


def _own_mapping(workbook: Workbook, origin: Origin) -> Mapping | None:
    """Return how a workbook that Istmo wrote is read, wherever its columns are now."""
    for sheet in workbook.sheets:
        for number, row in enumerate(sheet.rows[:_HEADING_ROWS]):
            headings = _texts(row)
            columns = {c: origin.fields.get(text, OTHER) for c, text in headings.items()}
            if sheet.name != ORIGIN_SHEET and {"row_id", "time"} <= set(columns.values()):
                others = tuple(each.name for each in workbook.sheets if each is not sheet)
                return Mapping(
                    sheet.name,
                    number + 1,
                    number + 2,
                    columns,
                    headings,
                    language_of(sheet.rows[number + 1 : _SAMPLE], columns, ""),
                    other_sheets=others,
                )
    return None


def mapping_of(sheet: Sheet, heading_row: int | None = 0) -> Mapping | None:
    """Return how a sheet is best read, None when it does not look like a MSEL.

    `heading_row` is the row to take the headings from; 0 lets the sheet decide, None says
    that there are none.
    """
    found = None
    if heading_row:
        found = _headings_in(sheet, heading_row - 1)
    elif heading_row == 0:
        found = _best_headings(sheet)
    if found is None:
        columns = guessed_columns(sheet.rows[:_SAMPLE])
        if not columns:
            return None
        texts = sheet.rows[:_SAMPLE]
        return Mapping(sheet.name, None, 1, columns, {}, language_of(texts, columns, ""))
    body = sheet.rows[found.row + 1 : found.row + 1 + _SAMPLE]
    columns = _columns(found, body)
    language = language_of(body, columns, _language_of(found))
    times = [found.columns[c] for c in _holding(columns, "time") if c in found.columns]
    elapsed = any(heading.elapsed for heading in times)
    return Mapping(
        sheet.name, found.row + 1, found.row + 2, columns, found.headings, language, elapsed=elapsed
    )


def _score(sheet: Sheet) -> float:
    found = _best_headings(sheet)
    rows = sum(1 for row in sheet.rows[:_SAMPLE] if any(not is_empty(cell) for cell in row))
    name = plain(sheet.name)
    score = found.score * 2 if found is not None else 0.0
    score += min(rows, 50) / 10
    score += 4 * bool(_SHEET_NAME.search(name)) - 6 * bool(_WRONG_SHEET.search(name))
    return score if sheet.visible else score - 20


def _best_headings(sheet: Sheet) -> _Found | None:
    best: _Found | None = None
    for number in range(min(_HEADING_ROWS, len(sheet.rows))):
        found = _headings_in(sheet, number)
        if found is None:
            continue
        if not (found.fields & _WHEN and found.fields & _WHAT) and len(found.fields) < 3:
            continue
        if best is None or found.score > best.score:
            best = found
    return best


def _headings_in(sheet: Sheet, number: int) -> _Found | None:
    """Return what the row says, with the row above it when the headings take up two."""
    own = _recognized_in(sheet.rows[number])
    headings = _texts(sheet.rows[number])
    if number > 0:
        above = _recognized_in(sheet.rows[number - 1])
        filled = {column for row, column in sheet.filled if row == number}
        joined = {**{c: h for c, h in above.items() if c not in own}, **own}
        fits = not any(not is_empty(c) and not isinstance(c, str) for c in sheet.rows[number])
        if own and fits and (filled or len(joined) > len(own)) and len(joined) >= len(own):
            taken = {c: t for c, t in _texts(sheet.rows[number - 1]).items() if c not in headings}
            return _Found(number, joined, {**taken, **headings})
    return _Found(number, own, headings) if own else None


def _recognized_in(row: Row) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    for column, cell in enumerate(row):
        heading = recognized(cell) if isinstance(cell, str) else None
        if heading is not None:
            found[column] = heading
    return found


def _texts(row: Row) -> dict[int, str]:
    return {column: written(cell) for column, cell in enumerate(row) if not is_empty(cell)}


def _language_of(found: _Found) -> str:
    languages = Counter(heading.language for heading in found.columns.values())
    return languages.most_common(1)[0][0] if languages else "en"


def _columns(found: _Found, body: Sequence[Row]) -> dict[int, str]:
    """Return the field of each column with a heading or content, each field once."""
    width = max((len(row) for row in body), default=0)
    columns: dict[int, str] = {}
    for column in range(max([width, *(c + 1 for c in found.headings)])):
        heading = found.columns.get(column)
        if heading is not None:
            columns[column] = _named(heading)
        elif column in found.headings or _has_content(body, column):
            columns[column] = OTHER
    _two_languages(found, columns)
    _two_times(found, columns)
    _numbers(found, columns, body)
    _one_of_each(found, columns, body)
    _title(columns)
    return columns


def _named(heading: Heading) -> str:
    if heading.side and heading.field in TEXT_FIELDS:
        return f"{heading.field}_{heading.side}"
    return heading.field


def _has_content(body: Sequence[Row], column: int) -> bool:
    return any(column < len(row) and not is_empty(row[column]) for row in body)


def _holding(columns: dict[int, str], name: str) -> list[int]:
    return [column for column, of in columns.items() if of == name]


def _two_languages(found: _Found, columns: dict[int, str]) -> None:
    """Take "Message" and "Mensaje" side by side for the two wordings of one text."""
    for name in TEXT_FIELDS:
        holding = _holding(columns, name)
        languages = {found.columns[column].language: column for column in holding}
        if len(holding) == 2 and set(languages) == {"en", "es"}:
            columns[languages["en"]] = f"{name}_en"
            columns[languages["es"]] = f"{name}_es"


def _two_times(found: _Found, columns: dict[int, str]) -> None:
    """Take the designated scenario time for the scenario's only if there is another time."""
    times = _holding(columns, "time")
    if not times and _holding(columns, "scenario_time"):
        columns[_holding(columns, "scenario_time")[0]] = "time"
    for column in times:
        scenario = "scenario" in plain(found.headings.get(column, ""))
        if len(times) > 1 and scenario and not _holding(columns, "scenario_time"):
            columns[column] = "scenario_time"
    for column in _holding(columns, "time"):
        done = plain(found.headings.get(column, "")).split()
        if len(_holding(columns, "time")) > 1 and {"actual", "real", "delivered"} & set(done):
            columns[column] = OTHER


def _numbers(found: _Found, columns: dict[int, str], body: Sequence[Row]) -> None:
    """Let the column "Inject" be numbers if they are, and one number column be the number."""
    if not _holding(columns, "number"):
        for column in _holding(columns, "title") + _holding(columns, "event"):
            heading = plain(found.headings.get(column, ""))
            if heading in {"inject", "inyecto", "event", "evento", "key event", "incident"}:
                values = [written(row[column]) for row in body if column < len(row)]
                if short_codes(values):
                    columns[column] = "number"
                    return
    numbers = _holding(columns, "number")
    of_events = [c for c in numbers if re.search(r"event|evenement", plain(found.headings[c]))]
    if len(numbers) > 1 and of_events and len(of_events) < len(numbers):
        for column in of_events:
            columns[column] = OTHER if _holding(columns, "event") else "event"


def _one_of_each(found: _Found, columns: dict[int, str], body: Sequence[Row]) -> None:
    """Leave each field one column: the surest heading, and of two equals the fuller one."""
    for name in set(columns.values()) - {OTHER, "notes", "date", "time"}:
        holding = _holding(columns, name)
        if len(holding) < 2:
            continue
        # Beside a description the message is the longer of the two.
        full = _length if name == "message" else _fullness
        best = max(holding, key=lambda c: (_sureness(found, c), full(body, c), -c))
        for column in holding:
            if column != best:
                spare = name == "message" and not _holding(columns, "title")
                columns[column] = "title" if spare else OTHER
    for name in ("date", "time"):
        holding = _holding(columns, name)
        fullest = max(holding, key=lambda c: (_fullness(body, c), -c), default=None)
        for column in holding:
            if column != fullest:
                columns[column] = OTHER


def _sureness(found: _Found, column: int) -> int:
    heading = found.columns.get(column)
    if heading is None:
        return 0
    inject = any(word in plain(found.headings[column]) for word in ("inject", "inyecto"))
    return 2 * heading.exact + inject


def _length(body: Sequence[Row], column: int) -> int:
    return sum(len(written(row[column])) for row in body if column < len(row))


def _fullness(body: Sequence[Row], column: int) -> int:
    return sum(column < len(row) and not is_empty(row[column]) for row in body)


def _title(columns: dict[int, str]) -> None:
    """Let events be the titles when there are no others."""
    has = {of.removesuffix("_en").removesuffix("_es") for of in columns.values()}
    if "title" not in has and "event" in has and "message" not in has:
        columns[_holding(columns, "event")[0]] = "title"

"""Rows of a sheet read as injects, and what could not be read, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from db.text import Language, Text
from desktop.exchange import limits
from desktop.exchange.spreadsheets.cell_moments import (
    Notation,
    day_of,
    fault_sentence,
    moment_of,
    names_day,
)
from desktop.exchange.spreadsheets.coded_words import code_of, is_whole
from desktop.exchange.spreadsheets.headings import FIELDS, OTHER, TEXT_FIELDS, plain
from desktop.exchange.spreadsheets.mapping import Mapping, fitted, side_of
from desktop.exchange.spreadsheets.origin import Origin, origin_of
from desktop.exchange.spreadsheets.refusals import UnfitMapping
from desktop.exchange.spreadsheets.workbook import (
    Cell,
    Fault,
    Row,
    Sheet,
    Workbook,
    column_letter,
    is_empty,
    written,
)
from desktop.language import _, translate
from desktop.planning.moments import PlanClock

NO_TEXT = Text()
_TOTAL = re.compile(
    r"^(?:grand )?(?:sub ?)?total(?:es|s)?\b|^(?:total )?number of (?:injects|events)\b"
    r"|^(?:numero|cantidad|nombre) (?:total )?d?e? ?(?:inyectos|eventos|injects)\b"
    r"|^end of (?:msel|list)|^fin de (?:la )?(?:lista|msel)\b|^fin de la liste\b|^suma\b|^somme\b"
)
_SENTENCE = re.compile(r"(.+?[.!?;])(?:\s|$)", re.DOTALL)
_TITLE_LENGTH = 90
_HALF_DAY = 720
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|_x000D_")
_CODED = ("kind", "mode", "status")


@dataclass(frozen=True, slots=True)
class ReadInject:
    """An inject as a row says it; names of others, as of objectives, are words still.

    `row` is the row's number. `row_id`, `base` and `cells` are those of a workbook that
    Istmo wrote: which inject it was, what each cell held, and what it holds now.
    """

    sheet: str
    row: int
    offset_minutes: int
    number: str = ""
    scenario_minutes: int | None = None
    title: Text = NO_TEXT
    kind: str = "key-event"
    mode: str = "telephone"
    status: str = "draft"
    sender: Text = NO_TEXT
    receiver: Text = NO_TEXT
    message: Text = NO_TEXT
    expected_response: Text = NO_TEXT
    notes: Text = NO_TEXT
    objectives: str = ""
    storyline: str = ""
    event: str = ""
    controller: str = ""
    evaluator: str = ""
    venue: str = ""
    depends_on: str = ""
    language: Language = "en"
    row_id: str = ""
    base: str = ""
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What of a sheet could not be read: the row, the column if it is one cell, and why."""

    sheet: str
    row: int
    reason: str
    column: str = ""


@dataclass(slots=True)
class Reading:
    """What was read of a workbook by a mapping.

    `unread_ids` are the hidden ids of rows that could not be read.
    """

    mapping: Mapping
    injects: list[ReadInject] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    origin: Origin | None = None
    unread_ids: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Said:
    """What the cells of one row say, before it is an inject."""

    words: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    faults: list[tuple[int, str, Fault]] = field(default_factory=list)
    scenario: int | None = None

    def text(self, name: str) -> Text:
        """Return the text of a field, empty when no cell gave any."""
        return self.texts.get(name, NO_TEXT)


class _Unread(Exception):
    """The row is no inject that can be read; the message says why."""


def read_injects(workbook: Workbook, mapping: Mapping, clock: PlanClock) -> Reading:
    """Return the injects of a workbook, read by `mapping`, their times on `clock`.

    Every row with anything in it is either read or listed with a reason. Raises
    UnfitMapping when the mapping has no column of times or none of texts.
    """
    mapping = fitted(mapping, workbook)
    fields = set(mapping.columns.values())
    if not {"time", "date"} & fields:
        raise UnfitMapping(_("no column holds the time"))
    if not {side_of(mapping, name)[0] for name in fields if name} & {"title", "message", "event"}:
        raise UnfitMapping(_("no column holds the title or the message"))
    sheet = workbook.sheet(mapping.sheet)
    if sheet is None:
        raise UnfitMapping(_("there is no sheet “{name}”").format(name=mapping.sheet))
    notation = Notation(bool(mapping.month_first), mapping.elapsed, workbook.mac_dates)
    notation = replace(notation, midnights=_has_hours(sheet, mapping))
    if mapping.month_first is None:
        notation = replace(notation, month_first=_month_first(sheet, mapping, clock, notation))
    reading = Reading(
        replace(mapping, month_first=notation.month_first), origin=origin_of(workbook)
    )
    _Reader(sheet, reading, clock, notation).read()
    return reading


def _has_hours(sheet: Sheet, mapping: Mapping) -> bool:
    columns = [c for c, of in mapping.columns.items() if of == "time"]
    return any(
        column < len(row) and isinstance(row[column], datetime)
        for row in sheet.rows
        for column in columns
    )


def _month_first(sheet: Sheet, mapping: Mapping, clock: PlanClock, notation: Notation) -> bool:
    """Return whether 06/07 is June 7: when so more of the dates fall into the exercise."""
    fits = {True: 0, False: 0}
    columns = [c for c, of in mapping.columns.items() if of in {"date", "time"}]
    for row in sheet.rows[mapping.first_row - 1 :][:500]:
        for column in columns:
            cell = row[column] if column < len(row) else ""
            if not isinstance(cell, str) or not re.match(r"\s*\d{1,2}[/.-]\d", cell):
                continue
            for first in fits:
                try:
                    offset = moment_of(cell, clock, replace(notation, month_first=first))
                except ValueError:
                    continue
                fits[first] += -2880 <= offset <= clock.end_offset + 2880
    return fits[True] > fits[False]


class _Reader:
    """Goes through the rows; knows the day that the rows above have named."""

    def __init__(
        self, sheet: Sheet, reading: Reading, clock: PlanClock, notation: Notation
    ) -> None:
        self._sheet = sheet
        self._reading = reading
        self._mapping = reading.mapping
        self._clock = clock
        self._notation = notation
        self._columns = sorted(self._mapping.columns.items())
        self._sides = {name: side_of(self._mapping, name) for _column, name in self._columns}
        self._headings = {plain(text) for text in self._mapping.headings.values()}
        self._day = 0
        self._day_named = False
        self._last_clock = -1
        self._moments: dict[tuple[str, int], int] = {}
        self._codes: dict[tuple[str, str], tuple[str | None, bool]] = {}

    def read(self) -> None:
        filled: dict[int, set[int]] = {}
        for filled_row, filled_column in self._sheet.filled:
            filled.setdefault(filled_row, set()).add(filled_column)
        nothing: set[int] = set()
        for index in range(max(0, self._mapping.first_row - 1), len(self._sheet.rows)):
            row = self._sheet.rows[index]
            own = filled.get(index, nothing)
            content = [
                column
                for column, cell in enumerate(row)
                if cell != "" and column not in own and not is_empty(cell)
            ]
            if not content:
                continue
            try:
                inject = self._read_row(row, index + 1, content)
            except _Unread as reason:
                self._list(index + 1, str(reason))
                self._reading.unread_ids.update(map(written, self._cells(row, "row_id")))
                continue
            if inject is not None:
                self._reading.injects.append(inject)

    def _list(self, row: int, reason: str, column: str = "") -> None:
        self._reading.unreadable.append(Unreadable(self._sheet.name, row, reason, column))

    def _read_row(self, row: Row, number: int, content: list[int]) -> ReadInject | None:
        if len(content) == 1 and self._takes_day(row[content[0]]):
            return None
        self._check_kind_of_row(row, content)
        said = _Said()
        for column, name in self._columns:
            cell = row[column] if column < len(row) else ""
            if isinstance(cell, Fault):
                if name:
                    said.faults.append((column, name, cell))
            elif name and cell != "" and name not in {"date", "time", "scenario_time"}:
                self._take(column, name, _clean(written(cell)), said)
        offset = self._offset(row)
        said.scenario = self._scenario(row, said)
        self._take_codes(said)
        inject = self._inject(number, offset, said)
        for column, name, fault in said.faults:
            label = self._mapping.headings.get(column) or _(FIELDS.get(name, name))
            self._list(number, f"{label}: {fault_sentence(fault)}", column_letter(column))
        return inject

    def _take(self, column: int, name: str, text: str, said: _Said) -> None:
        if name == OTHER:
            if text:
                heading = self._mapping.headings.get(column) or column_letter(column)
                said.extra.append(f"{' '.join(heading.split())}: {text}")
            return
        stem, side = self._sides[name]
        if stem in TEXT_FIELDS:
            before = said.text(stem)
            joined = "\n".join(filter(None, (before.get(side), text)))
            said.texts[stem] = before.replaced(side, joined)
        elif name == "sender_receiver":
            for part, words in zip(("sender", "receiver"), _two_sides(text), strict=True):
                said.texts[part] = said.text(part).replaced(side, words)
        else:
            said.words[name] = text

    def _takes_day(self, cell: Cell) -> bool:
        """Take the day from a row that says nothing else, as "Day 2"."""
        if self._mapping.elapsed or not names_day(cell, self._clock, self._notation):
            return False
        self._day = day_of(cell, self._clock, self._notation)
        self._day_named = True
        return True

    def _check_kind_of_row(self, row: Row, content: list[int]) -> None:
        if len(content) <= 3 and any(_TOTAL.match(self._plain(row, c)) for c in content[:2]):
            raise _Unread(_("It is a total or an end of the list, not an inject."))
        if len(content) > 1 and all(self._plain(row, c) in self._headings for c in content):
            raise _Unread(_("It repeats the headings."))
        mapped = {column for column, name in self._columns if name in {"date", "time"}}
        if len(content) == 1 and content[0] not in mapped:
            said = written(row[content[0]])[:60]
            raise _Unread(_("It has no time, only “{text}”.").format(text=said))

    @staticmethod
    def _plain(row: Row, column: int) -> str:
        return plain(written(row[column]))

    def _cells(self, row: Row, name: str) -> list[Cell]:
        cells = [row[c] for c, of in self._columns if of == name and c < len(row)]
        return [cell for cell in cells if not is_empty(cell)]

    def _offset(self, row: Row) -> int:
        dates, times = self._cells(row, "date"), self._cells(row, "time")
        try:
            if dates and "time" in self._mapping.columns.values():
                self._day = day_of(dates[0], self._clock, self._notation)
                self._day_named = True
            if not times:
                return self._of_date_alone(dates)
            offset = self._moment(times[0], self._day)
            if not self._day_named:
                offset = self._past_midnight(times[0], offset)
        except ValueError as error:
            raise _Unread(str(error)) from error
        if abs(offset) > limits.MINUTES:
            raise _Unread(_("Its time is more than ten years from STARTEX."))
        return offset

    def _of_date_alone(self, dates: list[Cell]) -> int:
        if not dates:
            raise _Unread(_("It has no time."))
        if "time" in self._mapping.columns.values():
            raise _Unread(_("It has a date but no time."))
        return moment_of(dates[0], self._clock, self._notation, self._day)

    def _moment(self, cell: Cell, day: int) -> int:
        if not isinstance(cell, str):
            return moment_of(cell, self._clock, self._notation, day)
        known = self._moments.get((cell, day))
        if known is None:
            known = self._moments[cell, day] = moment_of(cell, self._clock, self._notation, day)
        return known

    def _past_midnight(self, cell: Cell, offset: int) -> int:
        """Return the offset on the next day when the list has run past midnight.

        That is so when no date is given anywhere, the exercise goes on past midnight, the
        time before was half a day later, and on D it would be before STARTEX.
        """
        if self._notation.elapsed or self._moment(cell, 1) == offset:
            return offset
        before, self._last_clock = self._last_clock, max(self._last_clock, offset)
        next_day = offset + 1440
        runs_on = offset < 0 and before - offset >= _HALF_DAY and next_day <= self._clock.end_offset
        return next_day if runs_on else offset

    def _scenario(self, row: Row, said: _Said) -> int | None:
        for cell in self._cells(row, "scenario_time"):
            try:
                return moment_of(cell, self._clock, self._notation, self._day)
            except ValueError:
                self._keep(said, "scenario_time", written(cell))
        return None

    def _keep(self, said: _Said, name: str, words: str) -> None:
        """Keep what has no meaning for its field in the notes."""
        said.extra.append(f"{translate(FIELDS[name], self._mapping.language)}: {words}")

    def _take_codes(self, said: _Said) -> None:
        for name in _CODED:
            words = said.words.get(name, "")
            if not words:
                continue
            known = self._codes.get((name, words))
            if known is None:
                known = self._codes[name, words] = (code_of(name, words), is_whole(name, words))
            code, whole = known
            if code is not None:
                said.codes[name] = code
            if not whole:
                self._keep(said, name, words)

    def _inject(self, number: int, offset: int, said: _Said) -> ReadInject:
        language = self._mapping.language
        title = said.text("title") or _title_of(said.text("message"))
        if not title:
            event = said.words.get("event", "")[:_TITLE_LENGTH]
            title = Text().replaced(language, event)
        if not title:
            raise _Unread(_("It has a time, but neither a title nor a message."))
        notes = said.text("notes")
        if said.extra:
            lines = filter(None, (notes.get(language), *said.extra))
            notes = notes.replaced(language, "\n".join(lines))
        said.texts["notes"] = notes
        words = said.words
        return ReadInject(
            sheet=self._sheet.name,
            row=number,
            offset_minutes=offset,
            scenario_minutes=said.scenario,
            number=" ".join(words.get("number", "").split()),
            title=Text(" ".join(title.en.split()), " ".join(title.es.split())),
            kind=said.codes.get("kind", "key-event"),
            mode=said.codes.get("mode", "telephone"),
            status=said.codes.get("status", "draft"),
            sender=said.text("sender"),
            receiver=said.text("receiver"),
            message=said.text("message"),
            expected_response=said.text("expected_response"),
            notes=notes,
            objectives=words.get("objectives", ""),
            storyline=words.get("storyline", ""),
            event=words.get("event", ""),
            controller=words.get("controller", ""),
            evaluator=words.get("evaluator", ""),
            venue=words.get("venue", ""),
            depends_on=words.get("depends_on", ""),
            language=language,
            row_id=words.get("row_id", ""),
            base=words.get("base", ""),
            cells=self._cells_now(offset, said) if words.get("row_id") else {},
        )

    def _cells_now(self, offset: int, said: _Said) -> dict[str, str]:
        """Return what each cell of a row holds now, in the words that a base was made of."""
        now: dict[str, str] = {}
        unread = {name for _column, name, _fault in said.faults}
        for _column, name in self._columns:
            if name in unread:
                continue
            stem, side = self._sides[name]
            if stem in TEXT_FIELDS:
                now[name] = said.text(stem).get(side)
            elif name == "time":
                now[name] = self._written_moment(offset)
            elif name == "scenario_time":
                now[name] = self._written_moment(said.scenario)
            elif name in FIELDS and name not in {OTHER, ""}:
                now[name] = said.words.get(name, "")
        return now

    def _written_moment(self, offset: int | None) -> str:
        return "" if offset is None else self._clock.local(offset).strftime("%Y-%m-%d %H:%M")


def _clean(text: str) -> str:
    """Return a text without the characters that no text of a plan may have."""
    return _FORBIDDEN.sub("", text).strip()


def _title_of(message: Text) -> Text:
    """Return the first sentence of a message, shortened, as its title."""
    return Text(*(_first_sentence(wording) for wording in (message.en, message.es)))


def _first_sentence(text: str) -> str:
    text = " ".join(text.split())
    match = _SENTENCE.match(text)
    first = (match[1] if match else text).rstrip(".;")
    if len(first) <= _TITLE_LENGTH:
        return first
    return first[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def _two_sides(text: str) -> Iterator[str]:
    """Yield the sender and the receiver of "SENAN → JTF", "SENAN / JTF"."""
    for mark in (r"\s*(?:→|->|=>|»)\s*", r"\n", r"\s*/\s*", r"\s+(?:to|a|à|para|vers)\s+"):
        parts = re.split(mark, text, maxsplit=1)
        if len(parts) == 2:
            yield from (part.strip() for part in parts)
            return
    yield text
    yield ""

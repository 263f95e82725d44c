"""Rows of a sheet read as injects, and what could not be read, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from db.text import Text
from desktop.exchange.spreadsheets.cell_moments import Notation, fault_sentence
from desktop.exchange.spreadsheets.coded_words import code_of, is_whole
from desktop.exchange.spreadsheets.headings import FIELDS, OTHER, TEXT_FIELDS, plain
from desktop.exchange.spreadsheets.mapping import Mapping, fitted, side_of
from desktop.exchange.spreadsheets.origin import Origin, origin_of
from desktop.exchange.spreadsheets.read_inject import NoInject, ReadInject
from desktop.exchange.spreadsheets.refusals import UnfitMapping
from desktop.exchange.spreadsheets.row_content import (
    TITLE_LENGTH,
    RowContent,
    clean,
    title_of,
    two_sides,
)
from desktop.exchange.spreadsheets.row_times import RowTimes, cells_of
from desktop.exchange.spreadsheets.sheet_dates import notation_of
from desktop.exchange.spreadsheets.workbook import (
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

_TOTAL = re.compile(
    r"^(?:grand )?(?:sub ?)?total(?:es|s)?\b|^(?:total )?number of (?:injects|events)\b"
    r"|^(?:numero|cantidad|nombre) (?:total )?d?e? ?(?:inyectos|eventos|injects)\b"
    r"|^end of (?:msel|list)|^fin de (?:la )?(?:lista|msel)\b|^fin de la liste\b|^suma\b|^somme\b"
)
_CODED = ("kind", "mode", "status")


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
    notation = notation_of(sheet, mapping, clock, mac_dates=workbook.mac_dates)
    reading = Reading(
        replace(mapping, month_first=notation.month_first), origin=origin_of(workbook)
    )
    _Reader(sheet, reading, clock, notation).read()
    return reading


class _Reader:
    """Goes through the rows."""

    def __init__(
        self, sheet: Sheet, reading: Reading, clock: PlanClock, notation: Notation
    ) -> None:
        self._sheet = sheet
        self._reading = reading
        self._mapping = reading.mapping
        self._clock = clock
        self._columns = sorted(self._mapping.columns.items())
        self._sides = {name: side_of(self._mapping, name) for _column, name in self._columns}
        self._headings = {plain(text) for text in self._mapping.headings.values()}
        self._times = RowTimes(self._columns, clock, notation)
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
            except NoInject as reason:
                self._list(index + 1, str(reason))
                ids = cells_of(row, self._columns, "row_id")
                self._reading.unread_ids.update(map(written, ids))
                continue
            if inject is not None:
                self._reading.injects.append(inject)

    def _list(self, row: int, reason: str, column: str = "") -> None:
        self._reading.unreadable.append(Unreadable(self._sheet.name, row, reason, column))

    def _read_row(self, row: Row, number: int, content: list[int]) -> ReadInject | None:
        if len(content) == 1 and self._times.take_day(row[content[0]]):
            return None
        self._check_kind_of_row(row, content)
        said = RowContent()
        for column, name in self._columns:
            cell = row[column] if column < len(row) else ""
            if isinstance(cell, Fault):
                if name:
                    said.faults.append((column, name, cell))
            elif name and cell != "" and name not in {"date", "time", "scenario_time"}:
                self._take(column, name, clean(written(cell)), said)
        offset = self._times.offset(row)
        said.scenario = self._scenario(row, said)
        self._take_codes(said)
        inject = self._inject(number, offset, said)
        for column, name, fault in said.faults:
            label = self._mapping.headings.get(column) or _(FIELDS.get(name, name))
            self._list(number, f"{label}: {fault_sentence(fault)}", column_letter(column))
        return inject

    def _take(self, column: int, name: str, text: str, said: RowContent) -> None:
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
            for part, words in zip(("sender", "receiver"), two_sides(text), strict=True):
                said.texts[part] = said.text(part).replaced(side, words)
        else:
            said.words[name] = text

    def _check_kind_of_row(self, row: Row, content: list[int]) -> None:
        if len(content) <= 3 and any(_TOTAL.match(self._plain(row, c)) for c in content[:2]):
            raise NoInject(_("It is a total or an end of the list, not an inject."))
        if len(content) > 1 and all(self._plain(row, c) in self._headings for c in content):
            raise NoInject(_("It repeats the headings."))
        mapped = {column for column, name in self._columns if name in {"date", "time"}}
        if len(content) == 1 and content[0] not in mapped:
            said = written(row[content[0]])[:60]
            raise NoInject(_("It has no time, only “{text}”.").format(text=said))

    @staticmethod
    def _plain(row: Row, column: int) -> str:
        return plain(written(row[column]))

    def _scenario(self, row: Row, said: RowContent) -> int | None:
        for cell in cells_of(row, self._columns, "scenario_time"):
            try:
                return self._times.moment_of(cell)
            except ValueError:
                self._keep(said, "scenario_time", written(cell))
        return None

    def _keep(self, said: RowContent, name: str, words: str) -> None:
        """Keep what has no meaning for its field in the notes."""
        said.extra.append(f"{translate(FIELDS[name], self._mapping.language)}: {words}")

    def _take_codes(self, said: RowContent) -> None:
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

    def _inject(self, number: int, offset: int, said: RowContent) -> ReadInject:
        language = self._mapping.language
        title = said.text("title") or title_of(said.text("message"))
        if not title:
            event = said.words.get("event", "")[:TITLE_LENGTH]
            title = Text().replaced(language, event)
        if not title:
            raise NoInject(_("It has a time, but neither a title nor a message."))
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

    def _cells_now(self, offset: int, said: RowContent) -> dict[str, str]:
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

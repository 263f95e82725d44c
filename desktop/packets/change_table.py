"""The table of a change report: each record with its fields, before and after."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from db.text import Text
from desktop.language import N_, as_text
from desktop.packets import fonts
from desktop.packets.change_heads import AFTER, BEFORE, moment_line
from desktop.packets.density import USUAL
from desktop.packets.flow import Block, Flow
from desktop.packets.marked_text import MarkedCell, MarkedRow, marked_lines
from desktop.packets.sections import Sections
from desktop.packets.styles import (
    ACCENT,
    FAINTEST,
    QUIET,
    TABLE,
    TABLE_QUIET,
    TABLE_STRONG,
    ZEBRA,
    Style,
)
from desktop.packets.table import PAD, Cell, Column, Row, Table
from desktop.packets.wording import Wording, clean
from desktop.planning.told_changes import KINDS, ToldChange, ToldField
from desktop.planning.word_changes import Pieces, changed_words, shortened

FIELD = N_("Field")
NOTHING = N_("nothing")
RECORD_CONTINUED = N_("{name} (continued)")
LABEL_SHARE = 92.0
NAME_SHARE = 0.62
AUTHOR = Style(fonts.SEMIBOLD, 9.5, 12, ACCENT)
KIND = TABLE_STRONG.colored(ACCENT)
SIGNS = {"added": "+", "changed": "≠", "moved": "→", "deleted": "−", "restored": "↑"}
"""A sign before each kind, so that a reader who skims finds it."""


class ChangeTable:
    """Lays changes out: a heading for each record, a row for each of its fields."""

    def __init__(self, flow: Flow, wording: Wording, zone: ZoneInfo, *, by_author: bool) -> None:
        self._flow = flow
        self._wording = wording
        self._zone = zone
        self._by_author = by_author
        heading = [wording.label(message) for message in (FIELD, BEFORE, AFTER)]
        self._table = Table(flow, (LABEL_SHARE, 0.5, 0.5), heading)
        self._sections = Sections(flow, wording, USUAL)
        whole = flow.frame.width
        label = self._table.columns[0]
        start = self._table.columns[1].x
        name = Column(start, (whole - start) * NAME_SHARE)
        when = Column(name.x + name.width + 8, whole - PAD - name.x - name.width - 8, right=True)
        self._head_columns = [label, name, when]
        self._wide = Column(start, whole - PAD - start)

    def begin_section(self, section: str, count: int) -> None:
        """Begin a section; the next record stands on the same page."""
        self._table.end()
        self._sections.heading(section, 100)
        self._flow.bookmark(f"{self._wording.label(section)} ({count})", 1)
        self._table.end_group()
        self._table.begin(70)

    def end(self) -> None:
        """End the table."""
        self._table.end()

    def begin_author(self, author: Text, next_row: float) -> None:
        """Begin what one author changed."""
        self._table.end_group()
        column = Column(PAD, self._flow.frame.width - 2 * PAD)
        cells: list[Cell] = [[column.wrap(self._wording.line(clean(author)), AUTHOR)]]
        row = Row([column], cells, self._flow.frame.width, pad=2)
        self._flow.gap(5)
        self._flow.add(row, with_next=next_row)

    def add(self, change: ToldChange, *, author: Text) -> None:
        """Add a change, below the name of its author where that is given."""
        fields = self._fields(change)
        head = self._head(change)
        after = self._notes(change)
        follow = [*after, *fields]
        first = min(follow[0].height, 40) if follow else 0.0
        if author:
            self.begin_author(author, head.height + first)
        self._table.group(head, self._head(change, again=True), first)
        for block in follow:
            self._flow.add(block)
        self._flow.gap(3)

    def _head(self, change: ToldChange, *, again: bool = False) -> Row:
        kind, name, when = self._head_columns
        wording = self._wording
        label = wording.stacked_label(KINDS[change.kind])
        signed = f"{SIGNS[change.kind]} {label}"
        titles = [said.wording for said in wording.stacked(clean(change.name))]
        if again:
            titles = [wording.each(RECORD_CONTINUED, name=titles[0])[0]]
        elif change.brief:
            titles = [
                f"{title} · {brief}"
                for title, brief in zip(
                    titles, _repeated(wording, change.brief, len(titles)), strict=True
                )
            ]
        names: Cell = [
            name.wrap(title, TABLE_QUIET if place else TABLE_STRONG)
            for place, title in enumerate(titles)
        ]
        moment = moment_line(change.moment, self._zone, wording)
        lines = [moment] if self._by_author else [wording.line(clean(change.author)), moment]
        told: Cell = [] if again else [when.wrap(line, TABLE_QUIET) for line in lines]
        cells: list[Cell] = [[kind.wrap(signed, KIND)], names, told]
        across = self._flow.frame.width
        return Row(self._head_columns, cells, across, ground=ZEBRA, rule=FAINTEST, pad=2.5)

    def _notes(self, change: ToldChange) -> list[Block]:
        if not change.note:
            return []
        style = TABLE_QUIET.slanted()
        cell: Cell = [
            self._wide.wrap(said.wording, style)
            for said in self._wording.stacked(clean(change.note))
        ]
        return [Row([self._wide], [cell], self._flow.frame.width, pad=1.5)]

    def _fields(self, change: ToldChange) -> list[Block]:
        rows: list[Block] = []
        fields = list(change.fields)
        while fields:
            field = fields.pop(0)
            whole = field.before is None or field.after is None
            if whole and field.language and fields and fields[0].label == field.label:
                rows.append(self._pair(field, fields.pop(0)))
            elif whole:
                rows.append(self._whole(field))
            else:
                rows.append(self._change(field))
        return rows

    def _pair(self, one: ToldField, other: ToldField) -> Block:
        """Return both wordings of a text that came or went, side by side."""
        label, *columns = self._table.columns
        cells = [self._plain(label, one.label, TABLE_QUIET)]
        for field, column in zip((one, other), columns, strict=True):
            cells.append(
                self._said(field, column, prefix=f"{(field.language or '').upper()}\u00a0 ")
            )
        return MarkedRow(cells, self._flow.frame.width, pad=1.5)

    def _whole(self, field: ToldField) -> Block:
        """Return a field that came or went with its record."""
        cells = [
            self._plain(self._table.columns[0], _label(field), TABLE_QUIET),
            self._said(field, self._wide),
        ]
        return MarkedRow(cells, self._flow.frame.width, pad=1.5)

    def _said(self, field: ToldField, column: Column, prefix: str = "") -> MarkedCell:
        gone = field.after is None
        text = (field.before if gone else field.after) or Text()
        if prefix:
            text = Text(prefix + text.en, prefix + text.es)
        return self._plain(column, text, TABLE.colored(QUIET) if gone else TABLE)

    def _change(self, field: ToldField) -> Block:
        label, left, right = self._table.columns
        before, after = field.before or Text(), field.after or Text()
        cells = [self._plain(label, _label(field), TABLE_QUIET)]
        if field.prose and before and after:
            old, new = (clean(text).best(self._wording.main) for text in (before, after))
            gone = marked_lines(_told(old, new), "gone", TABLE, left.width)
            come = marked_lines(_told(new, old), "new", TABLE, right.width)
            cells += [MarkedCell(left, TABLE, gone), MarkedCell(right, TABLE, come)]
        else:
            cells += [self._plain(left, before, TABLE), self._plain(right, after, TABLE)]
        return MarkedRow(cells, self._flow.frame.width, pad=1.5)

    def _plain(self, column: Column, text: Text, style: Style) -> MarkedCell:
        if not text:
            text, style = as_text(NOTHING), TABLE_QUIET.slanted()
        lines = [
            line
            for said in self._wording.stacked(clean(text))
            for line in marked_lines([(said.wording, False)], "", style, column.width)
        ]
        return MarkedCell(column, style, lines)


def _label(field: ToldField) -> Text:
    if field.language is None:
        return field.label
    mark = f" ({field.language.upper()})"
    return Text(field.label.en + mark, field.label.es + mark)


def _told(text: str, other: str) -> Pieces:
    return shortened(changed_words(text, other))


def _repeated(wording: Wording, text: Text, times: int) -> list[str]:
    said = [each.wording for each in wording.columns(clean(text))]
    return (said * times)[:times]

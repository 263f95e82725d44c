"""What is told of changes: each conflict and each change, named, placed, and signed.

Reviews and comparisons on screen, the command line and paper all tell these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from babel.dates import format_date

from db.departure import TravelingRow
from db.merge_changes import RowChange
from db.merge_survivors import BroughtBack
from db.merging import Conflict
from desktop.exchange.merge_compare import Comparison
from desktop.exchange.merge_wording import clock_in, section_of
from desktop.exchange.row_words import LINKS, RowWords
from desktop.language import LANGUAGES, N_, Language, _, ngettext, spoken
from desktop.planning.moments import duration_label
from desktop.planning.record_names import field_name
from desktop.planning.value_words import is_sayable

EntryKey = tuple[str, str, str]
CONFLICT, BROUGHT_BACK = "conflict", "brought-back"
_SENTENCES = {
    "added": N_("{row} added"),
    "deleted": N_("{row} deleted"),
    "restored": N_("{row} brought back"),
    BROUGHT_BACK: N_("{row} comes back"),
}
DATE_FORMAT = "d MMM"


@dataclass(frozen=True, slots=True)
class Line:
    """A field of a row as it was and as it becomes, in words; `before` is None for new rows."""

    field: str
    label: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that came in: `kind` is conflict, brought-back, or the kind of the change.

    `section` is a message id; `brief` says in a few words how far something was moved.
    """

    kind: str
    table: str
    row_id: str
    field: str
    row: str
    title: str
    short: str
    section: str
    author: str
    when: str
    consequence: str = ""
    conflict: Conflict | None = None
    change: RowChange | None = None
    brief: str = ""

    @property
    def key(self) -> EntryKey:
        """What a decision about it is filed under."""
        return self.table, self.row_id, self.field


class EntryWriter:
    """Writes entries for rows of two states of a plan."""

    def __init__(self, words: RowWords) -> None:
        self.words = words

    @classmethod
    def of_comparison(cls, comparison: Comparison, *, replica: str = "") -> EntryWriter:
        """Return who writes the entries of a comparison; `replica` is the planner's own."""
        states = [comparison.before.rows, comparison.after.rows]
        clock = clock_in(comparison.after.rows)
        return cls(RowWords(states, clock, comparison.author_of, replica=replica))

    def when(self, stamp: str) -> str:
        """Return the day of a stamp, as "9 Nov"."""
        day = self.words.moment(stamp).date()
        return str(format_date(day, DATE_FORMAT, locale=spoken()))

    def of_conflict(self, conflict: Conflict) -> Entry:
        """Return the entry of a field, or a row, that both changed."""
        row = self.words.name(conflict.table, conflict.id)
        label = field_name(conflict.field).best(spoken())
        if conflict.field == "deleted":
            title = (
                _("{row} · deleted there, edited here")
                if conflict.theirs
                else _("{row} · deleted here, edited there")
            ).format(row=row)
            consequence = self.words.resting_on((conflict.table, conflict.id))
        else:
            title, consequence = f"{row} · {label}", ""
        return Entry(
            CONFLICT,
            *conflict.key,
            row,
            title,
            title.replace(row, self.words.short(conflict.table, conflict.id), 1),
            section_of(conflict.table),
            self.words.author(conflict.their_stamp),
            self.when(conflict.their_stamp),
            consequence,
            conflict,
        )

    def of_change(self, change: RowChange) -> Entry:
        """Return the entry of a row that came, went or changed without a conflict."""
        row = self.words.name(*change.key)
        title = self._title(change, row)
        consequence = self.words.resting_on(change.key) if change.kind == "deleted" else ""
        return Entry(
            change.kind,
            *change.key,
            "",
            row,
            title,
            title.replace(row, self.words.short(*change.key), 1),
            section_of(change.table),
            self.words.author(change.stamp),
            self.when(change.stamp),
            consequence,
            change=change,
            brief=self._move(change) if change.kind == "moved" else "",
        )

    def of_brought_back(self, back: BroughtBack) -> Entry:
        """Return the entry of a deleted row that others need."""
        row = self.words.name(back.table, back.id)
        title = _(_SENTENCES[BROUGHT_BACK]).format(row=row)
        needed_by = ", ".join(name for key in back.needed_by if (name := self.words.name(*key)))
        return Entry(
            BROUGHT_BACK,
            back.table,
            back.id,
            "brought-back",
            row,
            title,
            title.replace(row, self.words.short(back.table, back.id), 1),
            section_of(back.table),
            "",
            "",
            _("It was deleted, and comes back because this needs it: {rows}.").format(
                rows=needed_by
            ),
        )

    def told(self, changes: Iterable[RowChange]) -> list[Entry]:
        """Return the entries of changes as they are read: folded, and in order."""
        return self.in_order(self.folded([self.of_change(change) for change in changes]))

    def in_order(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return entries as they are read: by table, then by the name of the row."""
        return sorted(entries, key=lambda entry: self.words.order((entry.table, entry.row_id)))

    def folded(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return entries without rows that only link others and come or go with one of them.

        The entry of the row they go with tells how many they are.
        """
        whole = {
            kind: {
                (e.table, e.row_id): 0 for e in entries if e.kind == kind and e.table not in LINKS
            }
            for kind in ("added", "deleted", "restored")
        }
        left = []
        for entry in entries:
            rows = whole.get(entry.kind, {})
            leader = self.words.goes_with((entry.table, entry.row_id), rows)
            if leader is None:
                left.append(entry)
            else:
                rows[leader] += 1
        return [
            replace(entry, consequence=" ".join(filter(None, [entry.consequence, said])))
            if (said := _links_said(whole.get(entry.kind, {}).get((entry.table, entry.row_id), 0)))
            else entry
            for entry in left
        ]

    def sentence(self, entry: Entry) -> str:
        """Return all that happened to a row on one line, with the names of its fields."""
        change = entry.change
        if change is None or change.kind != "changed":
            return entry.title
        fields = [field.field for field in change.fields]
        labels = [
            # A text that changed in both languages is named once.
            without_language(field, label) if _other_wording(field) in fields else label
            for field in fields
            for label in [field_name(field).best(spoken())]
        ]
        names = ", ".join(dict.fromkeys(label[:1].lower() + label[1:] for label in labels))
        return _("{row}: changed in {fields}").format(row=entry.row, fields=names)

    def _title(self, change: RowChange, row: str) -> str:
        if change.kind in _SENTENCES:
            return _(_SENTENCES[change.kind]).format(row=row)
        if change.kind == "moved":
            return f"{row} · {self._move(change)}"
        fields = [field.field for field in change.fields]
        labels = [field_name(field).best(spoken()) for field in fields]
        if len(fields) == 1:
            return f"{row} · {labels[0]}"
        texts = {without_language(*pair) for pair in zip(fields, labels, strict=True)}
        if len(texts) == 1:
            return f"{row} · {texts.pop()}"
        count = len(texts)
        return f"{row} · " + ngettext("{count} field", "{count} fields", count).format(count=count)

    def _move(self, change: RowChange) -> str:
        for field in change.fields:
            if field.field == "offset_minutes" and None not in (field.before, field.after):
                minutes = field.after - field.before
                return ("+" if minutes > 0 else "−") + duration_label(abs(minutes))
            if field.field == "day_offset":
                days = field.after - field.before
                text = ngettext("{count} day", "{count} days", abs(days))
                return text.format(count=f"{days:+d}".replace("-", "−"))
        return _("moved in its list")

    def place_line(self, change: RowChange) -> Line | None:
        """Return where in its list a row stood and stands, None when it stayed in its place."""
        if all(field.field != "position" for field in change.fields):
            return None
        label = field_name("position").best(spoken())
        before, after = (self.words.place(change.key, later=later) for later in (False, True))
        return Line("position", label, before, after)

    def lines(self, change: RowChange) -> list[Line]:
        """Return what a change does, field by field."""
        table, said = change.table, self.words.said
        if change.fields:
            return [
                Line(
                    field.field,
                    field_name(field.field).best(spoken()),
                    said(table, field.field, field.before),
                    said(table, field.field, field.after),
                )
                for field in change.fields
                # The title tells that a row came, went, or has another place in its list.
                if field.field != "deleted" and is_sayable(field.field)
            ]
        row = self.words.row(change.key)
        return [] if row is None else self.lines_of(row)

    def lines_of(self, row: TravelingRow) -> list[Line]:
        """Return all that a row says."""
        table, said = row.table.__tablename__, self.words.said
        return [
            Line(name, field_name(name).best(spoken()), None, said(table, name, value))
            for name, value in row.values.items()
            # Nought is a value, such as the start of play.
            if value not in {None, ""}
            and value is not False
            and is_sayable(name)
            and name != "deleted"
        ]


def language_of(field: str) -> Language | None:
    """Return the language of a field that is one wording of a text, None for other fields."""
    return next((language for language in LANGUAGES if field.endswith(f"_{language}")), None)


def _other_wording(field: str) -> str:
    language = language_of(field)
    return f"{field[:-2]}{'es' if language == 'en' else 'en'}" if language else ""


def without_language(field: str, label: str) -> str:
    """Return what a text in two languages is called, for one wording of it."""
    language = language_of(field)
    return label.removesuffix(f" ({language.upper()})") if language else label


def _links_said(count: int) -> str:
    if not count:
        return ""
    text = ngettext(
        "With it goes {count} link to another record.",
        "With it go {count} links to other records.",
        count,
    )
    return text.format(count=count)

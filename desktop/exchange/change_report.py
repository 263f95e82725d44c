"""A comparison told in both languages, for a printed change report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from db.clock import Stamp
from db.merge_changes import RowChange
from db.text import LANGUAGES, Language, Text
from desktop.exchange.change_entries import Entry, EntryWriter, Line, language_of, without_language
from desktop.exchange.merge_compare import Comparison, State
from desktop.exchange.merge_wording import section_order
from desktop.exchange.plan_file import PlanFile
from desktop.exchange.row_words import LINKS
from desktop.exchange.rows_reader import version_of_rows
from desktop.language import N_, as_text, in_language
from desktop.planning.told_changes import ToldChange, ToldChanges, ToldField, ToldState
from desktop.planning.value_words import is_prose


def told_plan() -> ToldState:
    """Return how the plan of the library as it stands is told."""
    return ToldState(as_text(N_("The plan in the library")))


def told_past(moment: datetime, name: str = "") -> ToldState:
    """Return how a plan as it was at a moment is told; `name` is what the moment is called."""
    title = Text(name, name) if name else as_text(N_("The plan as it was"))
    return ToldState(title, as_of=moment)


def told_file(plan_file: PlanFile) -> ToldState:
    """Return how the plan in a file is told."""
    detail = Text()
    if plan_file.exported_by:
        detail = as_text(N_("Exported by {name}"), name=plan_file.exported_by)
    return ToldState(Text(plan_file.name, plan_file.name), detail)


def report_of(
    comparison: Comparison, before: ToldState, after: ToldState, *, first: Language
) -> ToldChanges:
    """Return what a comparison comes to, ordered as one reads in language `first`.

    Names of the planner's own records are those that screen and command line use. A state
    whose version is not told has it worked out from what it holds.
    """
    writer = EntryWriter.of_comparison(comparison)
    zone = writer.words.clock.zone
    plan = comparison.after.plan
    return ToldChanges(
        comparison.after.title,
        plan.values["marking"],
        zone,
        _with_version(before, comparison.before),
        _with_version(after, comparison.after),
        tuple(told(writer, comparison.changes, first=first)),
    )


def told(writer: EntryWriter, changes: Sequence[RowChange], *, first: Language) -> list[ToldChange]:
    """Return changes by section, then author, then as one reads them in language `first`."""
    pairs: dict[Language, list[Entry]] = {}
    lines: dict[Language, dict[Any, list[Line]]] = {}
    sentences: dict[Language, dict[Any, str]] = {}
    for language in LANGUAGES:
        with in_language(language):
            entries = pairs[language] = writer.told(changes)
            lines[language] = {entry.key: _lines(writer, entry) for entry in entries}
            sentences[language] = {entry.key: writer.sentence(entry) for entry in entries}
    by_key = {language: {e.key: e for e in entries} for language, entries in pairs.items()}
    order = section_order()
    found: list[ToldChange] = []
    for entry in pairs[first]:
        key, change = entry.key, entry.change
        if change is None:
            continue
        both = [by_key[language][key] for language in LANGUAGES]
        found.append(
            ToldChange(
                entry.kind,
                entry.section,
                Text(*(each.row for each in both)),
                Text(*(sentences[language][key] for language in LANGUAGES)),
                Text(*(each.author for each in both)),
                Stamp.parse(change.stamp).moment,
                Text(*(each.brief for each in both)),
                Text(*(each.consequence for each in both)),
                _fields(change, *(lines[language][key] for language in LANGUAGES)),
                entry.table,
                entry.row_id,
            )
        )
    return sorted(found, key=lambda each: (order[each.section], each.author.best(first)))


def _lines(writer: EntryWriter, entry: Entry) -> list[Line]:
    # The name of a link tells what belongs together, and that is all it says.
    if entry.change is None or entry.table in LINKS:
        return []
    return writer.lines(entry.change)


def _fields(
    change: RowChange, english: Sequence[Line], spanish: Sequence[Line]
) -> tuple[ToldField, ...]:
    raw = {field.field: field for field in change.fields}
    fields = []
    for one, other in zip(english, spanish, strict=True):
        before, after = Text(one.before or "", other.before or ""), Text(one.after, other.after)
        label = Text(*(without_language(one.field, each.label) for each in (one, other)))
        language = language_of(one.field)
        if one.field in raw:
            prose = is_prose(change.table, one.field)
            was, becomes = raw[one.field].before, raw[one.field].after
            told = _unless_empty(before, was), _unless_empty(after, becomes)
            fields.append(ToldField(label, *told, prose=prose, language=language))
        elif change.kind == "deleted":
            fields.append(ToldField(label, after, None, language=language))
        else:
            fields.append(ToldField(label, None, after, language=language))
    return tuple(fields)


def _unless_empty(words: Text, value: Any) -> Text:
    return Text() if value is None or value == "" else words


def _with_version(told: ToldState, state: State) -> ToldState:
    return told if told.version else replace(told, version=version_of_rows(state.rows))

"""Which column of a sheet is which field of an inject: proposed, corrected, remembered."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field, replace
from typing import Any

from db.library import Library
from db.text import LANGUAGES, Language
from desktop.exchange.spreadsheets.headings import (
    FIELDS,
    HIDDEN_FIELDS,
    IGNORED,
    TEXT_FIELDS,
    plain,
)
from desktop.exchange.spreadsheets.refusals import UnfitMapping
from desktop.exchange.spreadsheets.workbook import Workbook, column_letter, column_number
from desktop.language import _

SETTING = "mappings"
MOST_REMEMBERED = 100
KNOWN_FIELDS = frozenset(
    {*FIELDS, *HIDDEN_FIELDS, *(f"{name}_{side}" for name in TEXT_FIELDS for side in LANGUAGES)}
)


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a sheet is read.

    `heading_row` is the number of the row with the headings, from 1, None when there is
    none; injects begin at `first_row`. `columns` gives the field of each column, counted
    from 0. `language` is that of texts whose column names none. `month_first` reads
    06/07/2026 as June 7; None lets the plan's dates decide. With `elapsed` a time such as
    2:30 counts from STARTEX. `other_sheets` are those that were not chosen.
    """

    sheet: str
    heading_row: int | None = None
    first_row: int = 1
    columns: dict[int, str] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    language: Language = "en"
    month_first: bool | None = None
    elapsed: bool = False
    other_sheets: tuple[str, ...] = ()

    @property
    def pattern(self) -> str:
        """The headings in plain words: by these a mapping is remembered."""
        return "|".join(plain(self.headings[column]) for column in sorted(self.headings))

    def column_of(self, name: str) -> int | None:
        """Return the first column of a field, None when it has none."""
        return next((column for column, of in sorted(self.columns.items()) if of == name), None)

    def with_column(self, column: int, name: str) -> Mapping:
        """Return this mapping with another field for one column; see `FIELDS`."""
        return replace(self, columns={**self.columns, column: name})

    def as_dict(self) -> dict[str, Any]:
        """Return the mapping as values that JSON can hold; `mapping_from` reads them."""
        return {
            "sheet": self.sheet,
            "heading_row": self.heading_row,
            "first_row": self.first_row,
            "columns": [
                {
                    "column": column_letter(column),
                    "heading": self.headings.get(column, ""),
                    "field": self.columns[column],
                }
                for column in sorted(self.columns)
            ],
            "language": self.language,
            "month_first": self.month_first,
            "elapsed": self.elapsed,
            "other_sheets": list(self.other_sheets),
        }


def mapping_from(values: Any) -> Mapping:
    """Return the mapping that `as_dict` wrote. Raises UnfitMapping."""
    try:
        columns: dict[int, str] = {}
        headings: dict[int, str] = {}
        for each in values["columns"]:
            column = column_number(str(each["column"]))
            columns[column] = str(each["field"] or IGNORED)
            if each.get("heading"):
                headings[column] = str(each["heading"])
        heading_row = values.get("heading_row")
        first_row = values.get("first_row") or (heading_row or 0) + 1
        month_first = values.get("month_first")
        mapping = Mapping(
            sheet=str(values.get("sheet") or ""),
            heading_row=None if heading_row is None else int(heading_row),
            first_row=int(first_row),
            columns=columns,
            headings=headings,
            language="es" if values.get("language") == "es" else "en",
            month_first=None if month_first is None else bool(month_first),
            elapsed=bool(values.get("elapsed")),
            other_sheets=tuple(str(name) for name in values.get("other_sheets") or ()),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnfitMapping(_("it is not a mapping")) from error
    unknown = sorted({name for name in mapping.columns.values() if name not in KNOWN_FIELDS})
    if unknown:
        raise UnfitMapping(_("there is no field “{name}”").format(name=unknown[0]))
    return mapping


def side_of(mapping: Mapping, name: str) -> tuple[str, Language]:
    """Return a text field without its language, and the language of its texts."""
    for side in ("en", "es"):
        if name.endswith(f"_{side}"):
            return name[:-3], "es" if side == "es" else "en"
    return name, mapping.language


def fitted(mapping: Mapping, workbook: Workbook) -> Mapping:
    """Return `mapping` with its sheet found in `workbook`. Raises UnfitMapping.

    A workbook of a single sheet may call it otherwise.
    """
    sheet = workbook.sheet(mapping.sheet)
    if sheet is None and (len(workbook.sheets) == 1 or not mapping.sheet):
        sheet = workbook.sheets[0]
    if sheet is None:
        raise UnfitMapping(_("there is no sheet “{name}”").format(name=mapping.sheet))
    others = tuple(each.name for each in workbook.sheets if each is not sheet)
    return replace(mapping, sheet=sheet.name, other_sheets=others)


def remember(library: Library, mapping: Mapping) -> None:
    """Keep a mapping for the next workbook with the same headings."""
    if not mapping.headings:
        return
    known: dict[str, Any] = dict(library.setting(SETTING) or {})
    known.pop(mapping.pattern, None)
    known[mapping.pattern] = mapping.as_dict()
    library.set_setting(SETTING, dict(list(known.items())[-MOST_REMEMBERED:]))


def remembered(library: Library, proposed: Mapping) -> Mapping | None:
    """Return the mapping that was kept for the headings of `proposed`, None when none was."""
    known = library.setting(SETTING)
    values = known.get(proposed.pattern) if isinstance(known, AnyMapping) else None
    if not values or not proposed.headings:
        return None
    try:
        kept = mapping_from(values)
    except UnfitMapping:
        return None
    return replace(
        proposed,
        columns={column: kept.columns.get(column, IGNORED) for column in proposed.columns},
        language=kept.language,
        month_first=kept.month_first,
        elapsed=kept.elapsed,
    )

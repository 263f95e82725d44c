"""A framework in a spreadsheet saved as CSV: one focus area, action or indicator a line.

The columns are pillar, focus area, description, proposed action and indicator, each in
English, in Spanish, or in both; a heading says which ("Focus area (es)", "Pilar"). A blank
pillar or focus area means that of the line above, as in a table with merged cells.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db.text import folded
from desktop.language import _
from desktop.planning.entries import EntryRefused

HEADINGS = {
    "pillar": ("pillar", "en"),
    "pilar": ("pillar", "es"),
    "focus area": ("area", "en"),
    "area de enfoque": ("area", "es"),
    "description": ("description", "en"),
    "descripcion": ("description", "es"),
    "proposed action": ("action", "en"),
    "accion propuesta": ("action", "es"),
    "indicator": ("indicator", "en"),
    "indicador": ("indicator", "es"),
}
LANGUAGE_WORDS = {
    "en": "en",
    "english": "en",
    "ingles": "en",
    "es": "es",
    "spanish": "es",
    "espanol": "es",
}
NEEDED = ("pillar", "area")
MOST_LINES = 5000


class Column(NamedTuple):
    """Where a column stands, counted from 0, and what it holds."""

    place: int
    what: str
    language: str


@dataclass(slots=True)
class _Line:
    """One line: by what it holds, the wording in each language."""

    number: int
    texts: dict[str, dict[str, str]] = field(default_factory=dict)

    def get(self, what: str) -> dict[str, str]:
        return self.texts.get(what, {})


def framework_in_csv(text: str, file: str, framework: str) -> dict[str, Any]:
    """Return the framework in CSV `text` in the shape of the TOML file.

    `file` is the file's name for messages, `framework` is what the framework is called.
    Raises EntryRefused.
    """
    content: dict[str, Any] = {
        "id": _key(framework),
        "name": {"en": framework, "es": framework},
        "pillars": [],
    }
    pillar: dict[str, Any] | None = None
    area: dict[str, Any] | None = None
    for line in _lines(text, file):
        if line.get("pillar"):
            known = _named(content["pillars"], line.get("pillar"))
            if known is None or known is not pillar:
                area = None
            pillar = known or _added(content["pillars"], line.get("pillar"))
        if pillar is None:
            raise _fault(file, line.number, _("pillar"), _("the first line needs a pillar."))
        if line.get("area"):
            areas = pillar.setdefault("focus_areas", [])
            name = line.get("area")
            area = _named(areas, name) or _added(areas, name, f"{pillar['key']}.")
        _fill(area, line, file)
    return content


def _fill(area: dict[str, Any] | None, line: _Line, file: str) -> None:
    """Enter what a line says of its focus area."""
    said = [what for what in ("description", "action", "indicator") if line.get(what)]
    if area is None:
        if said:
            reason = _("the line has no focus area, nor has the line above.")
            raise _fault(file, line.number, _("focus area"), reason)
        return
    if line.get("description"):
        area["description"] = line.get("description")
    for what, listed in (("action", "proposed_actions"), ("indicator", "indicators")):
        entries = area.setdefault(listed, [])
        if line.get(what) and line.get(what) not in [entry["text"] for entry in entries]:
            entries.append({"key": f"{what}-{len(entries) + 1}", "text": line.get(what)})


def _lines(text: str, file: str) -> Iterator[_Line]:
    """Yield the lines below the headings that hold anything."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    columns: list[Column] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _columns(cells, reader.line_num, file)
                continue
            if reader.line_num > MOST_LINES:
                raise _fault(file, reader.line_num, "", _("a framework is never this long."))
            yield _read(cells, columns, reader.line_num, file)
    except csv.Error as error:
        raise _fault(file, reader.line_num, "", f"{error}.") from error
    if not columns:
        raise EntryRefused(_("{file} is empty.").format(file=file))


def _read(cells: list[str], columns: list[Column], number: int, file: str) -> _Line:
    line = _Line(number)
    for column in columns:
        wording = cells[column.place].strip() if column.place < len(cells) else ""
        if wording:
            line.texts.setdefault(column.what, {})[column.language] = wording
    known = {column.place for column in columns}
    for index, cell in enumerate(cells):
        if cell.strip() and index not in known:
            reason = _("there is text without a heading above it.")
            raise _fault(file, number, str(index + 1), reason)
    return line


def _columns(headings: list[str], number: int, file: str) -> list[Column]:
    columns: list[Column] = []
    for index, heading in enumerate(headings):
        if not heading.strip():
            continue
        meaning = _meaning(heading)
        if meaning is None:
            known = ", ".join(HEADINGS)
            reason = _("this heading is not known. Known ones are: {known}.").format(known=known)
            raise _fault(file, number, heading.strip(), reason)
        if meaning in [(column.what, column.language) for column in columns]:
            raise _fault(file, number, heading.strip(), _("this column is here twice."))
        columns.append(Column(index, *meaning))
    for what, name in zip(NEEDED, (_("pillar"), _("focus area")), strict=True):
        if what not in [column.what for column in columns]:
            raise _fault(file, number, name, _("this column is missing."))
    return columns


def _meaning(heading: str) -> tuple[str, str] | None:
    """Return what a heading stands for, and in which language the column is."""
    words = _plain(heading).split()
    language = LANGUAGE_WORDS.get(words[-1]) if len(words) > 1 else None
    if language is not None:
        words.pop()
    meaning = HEADINGS.get(" ".join(words))
    return meaning and (meaning[0], language or meaning[1])


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", folded(text)))


def _delimiter(text: str) -> str:
    """Return what separates the cells: Excel in Spanish writes semicolons."""
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)


def _named(entries: list[dict[str, Any]], name: dict[str, str]) -> dict[str, Any] | None:
    """Return the entry with this name in a language that both give."""
    for entry in entries:
        both = entry["name"].keys() & name.keys()
        if both and all(entry["name"][language] == name[language] for language in both):
            entry["name"] |= name
            return entry
    return None


def _added(entries: list[dict[str, Any]], name: dict[str, str], prefix: str = "") -> dict[str, Any]:
    """Add an entry with this name and a key that none of the others has."""
    key = unique = prefix + _key(next(iter(name.values())))
    taken = {entry["key"] for entry in entries}
    number = 1
    while unique in taken:
        number += 1
        unique = f"{key}-{number}"
    entry: dict[str, Any] = {"key": unique, "name": name}
    entries.append(entry)
    return entry


def _key(name: str) -> str:
    return "-".join(_plain(name).split()) or "framework"


def _fault(file: str, line: int, column: str, reason: str) -> EntryRefused:
    if column:
        message = _("{file}, line {line}, column “{column}”: {reason}")
    else:
        message = _("{file}, line {line}: {reason}")
    return EntryRefused(message.format(file=file, line=line, column=column, reason=reason))

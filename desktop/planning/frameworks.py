"""Frameworks of the planner's own: read from TOML or CSV, written to TOML.

The TOML is that of the built-in framework in `resources/frameworks`, so that a planner can
copy that file and change it; the CSV has one focus area a line.
"""

from __future__ import annotations

from pathlib import Path

from db.library import Library
from db.record import Record
from db.tables import Framework
from desktop.language import N_, _
from desktop.planning.entries import Entry, EntryRefused
from desktop.planning.framework_csv import framework_in_csv
from desktop.planning.framework_rows import framework_rows

__all__ = ["FrameworkRefused", "import_framework", "read_framework"]

LARGEST_BYTES = 5_000_000


class FrameworkRefused(EntryRefused):
    """A file cannot be read as a framework; the message says where and why."""


def read_framework(path: Path) -> list[Record]:
    """Return the rows of the framework in a TOML or CSV file, the framework itself first.

    Raises FrameworkRefused, with a sentence that names the place in the file.
    """
    text = _text_of(path)
    name = path.name
    if path.suffix.lower() == ".toml":
        entry = Entry.parse(text, name, refused=FrameworkRefused, both_languages=False)
    elif path.suffix.lower() in {".csv", ".tsv", ".txt"}:
        try:
            content = framework_in_csv(text, name, path.stem)
        except EntryRefused as error:
            raise FrameworkRefused(str(error)) from error
        entry = Entry(content, name, refused=FrameworkRefused, both_languages=False)
    else:
        message = _("{file} is neither TOML nor CSV. A framework is read from one of these.")
        raise FrameworkRefused(message.format(file=name))
    if not entry.count("pillars"):
        message = _("{file} holds no pillar, so there is no framework in it.")
        raise FrameworkRefused(message.format(file=name))
    return framework_rows(entry, builtin=False)


def import_framework(library: Library, path: Path) -> Framework:
    """Add the framework in a TOML or CSV file to the library, in one edit; return it.

    The whole file is read before anything is written. Raises FrameworkRefused and
    UnwritableLibrary; then the library is as it was.
    """
    framework, *parts = read_framework(path)
    assert isinstance(framework, Framework)  # noqa: S101 - what read_framework promises
    with library.edit(N_("Import a framework")):
        for row in (framework, *parts):
            library.add(row)
    return framework


def _text_of(path: Path) -> str:
    """Return the text of a file as Excel, or an editor, saved it."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            message = _("{file} is larger than any framework.")
            raise FrameworkRefused(message.format(file=path.name))
        content = path.read_bytes()
    except OSError as error:
        message = _("{file} cannot be read: {reason}.")
        reason = error.strerror or error
        raise FrameworkRefused(message.format(file=path.name, reason=reason)) from error
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    message = _("{file} is not a text file. Save it as CSV in UTF-8.")
    raise FrameworkRefused(message.format(file=path.name))

"""The MSEL as a text of rows and columns (.csv)."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from db.reader import PlanReader
from db.tables import Inject
from db.text import Language
from desktop.exchange.spreadsheets.columns import InjectCells, columns_of
from desktop.exchange.spreadsheets.safe_cells import safe_for_csv
from desktop.language import spoken
from desktop.written_file import write_whole


def write_csv(reader: PlanReader, path: Path, *, language: Language | None = None) -> None:
    """Write the MSEL of a plan to `path`, headings in `language`. Raises OSError.

    It is UTF-8 with a mark in front, by which Excel knows it; where semicolons are usual, as
    with Spanish headings, they divide the cells.
    """
    language = language or spoken()
    columns = columns_of(reader, language)
    cells = InjectCells(reader, language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "es" else ",")
    writer.writerow([column.heading for column in columns])
    for inject in reader.rows(Inject):
        said = cells.of(inject, columns)
        writer.writerow([safe_for_csv(said[column.field]) for column in columns])
    write_whole(path, text.getvalue().encode("utf-8-sig", "replace"))

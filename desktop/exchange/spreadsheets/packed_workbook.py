"""Looking into a packed workbook (.xlsx, .ods) before a library reads it.

The readers reserve memory for the whole rectangle between the first and the last cell, so
two cells in far corners would take all there is; and they are silent about formulas whose
result is missing. Both are found in the XML here, as are archives that unpack without end
and XML that defines entities.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from desktop.exchange.spreadsheets import limits
from desktop.exchange.spreadsheets.refusals import (
    DamagedSpreadsheet,
    LockedSpreadsheet,
    OversizedSpreadsheet,
    SuspiciousSpreadsheet,
)
from desktop.exchange.spreadsheets.workbook import Fault, column_number

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    ParseError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
"""What Python's readers raise at bytes that are not as they should be."""

_FAR = re.compile(rb"""\br\s*=\s*["'](?:[A-Za-z]{3,}\d|[A-Za-z]{1,2}\d{6,}|\d{6,})""")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["']""")
_TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_NO_PLACE = re.compile(rb"""<(?:\w+:)?c\b(?![^>]*\br\s*=)""")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is|f)\b")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?v\s*>[^<]|<(?:\w+:)?is\b")
_TEXT_RESULT = re.compile(rb"""\bt\s*=\s*["'](?:str|s|inlineStr)["']""")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_MAC_DATES = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""")
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

Place = tuple[int, int]


@dataclass(slots=True)
class PackedParts:
    """The XML of a workbook's sheets by name of the part, and how it counts days."""

    sheets: dict[str, bytes] = field(default_factory=dict)
    others: dict[str, bytes] = field(default_factory=dict)

    @property
    def mac_dates(self) -> bool:
        """Whether day 0 is in 1904."""
        return bool(_MAC_DATES.search(self.others.get("xl/workbook.xml", b"")))


def parts_of(content: bytes) -> PackedParts:
    """Return the XML parts of a packed workbook. Raises SpreadsheetRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check(entries)
            return _parts(archive, entries)
    except BROKEN as error:
        raise DamagedSpreadsheet(f"{type(error).__name__}: {error}") from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.MEMBERS:
        raise OversizedSpreadsheet(f"{len(entries)} parts")
    if len({entry.filename for entry in entries}) < len(entries):
        raise SuspiciousSpreadsheet("a part occurs twice")
    if sum(entry.file_size for entry in entries) > limits.UNPACKED_BYTES:
        raise OversizedSpreadsheet("too much when unpacked")
    for entry in entries:
        if entry.flag_bits & 1:
            raise LockedSpreadsheet(entry.filename)
        large = entry.file_size > limits.SMALL_BYTES
        if large and entry.file_size > entry.compress_size * limits.COMPRESSION_RATIO:
            raise OversizedSpreadsheet(f"{entry.filename} is a bomb")


def _parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> PackedParts:
    parts = PackedParts()
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        xml = _content_of(archive, entry)
        # The readers know no other encoding, and in another one the checks would see nothing.
        if b"\0" in xml[:200] or _ENTITIES.search(xml):
            raise SuspiciousSpreadsheet(entry.filename)
        if entry.filename.startswith("xl/worksheets/"):
            parts.sheets[entry.filename] = xml
        elif entry.filename in {"xl/workbook.xml", "content.xml"}:
            parts.others[entry.filename] = xml
    return parts


def _content_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as member:
        content = member.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise DamagedSpreadsheet(f"{entry.filename} is not as long as it should be")
    return content


def check_size(xml: bytes) -> None:
    """Check that no cell of a sheet lies farther out than any MSEL. Raises OversizedSpreadsheet."""
    if _NO_PLACE.search(xml):
        _count(xml)
    if not _FAR.search(xml):
        return
    for attributes, inner in _CELL.findall(xml):
        place = _PLACE.search(attributes)
        if place is None or not _CONTENT.search(inner):
            continue
        row, column = int(place[2][:9]), column_number(place[1].decode())
        if row > limits.ROWS or column >= limits.COLUMNS:
            raise OversizedSpreadsheet(f"a cell in {place[1].decode()}{row}")


def _count(xml: bytes) -> None:
    """Count the cells of a sheet that does not say where they stand."""
    row = column = 0
    for name, _attributes in _TAG.findall(xml):
        if name == b"row":
            row, column = row + 1, 0
        else:
            column += 1
        if row > limits.ROWS or column > limits.COLUMNS:
            raise OversizedSpreadsheet("rows or cells without end")


def faults_of(xml: bytes) -> dict[Place, Fault]:
    """Return the cells (row and column, from 0) that have a formula or error but no value."""
    faults: dict[Place, Fault] = {}
    if not _FORMULA.search(xml) and not _ERROR.search(xml):
        return faults
    for attributes, inner in _CELL.findall(xml):
        fault = _fault(attributes, inner)
        place = _PLACE.search(attributes) if fault is not None else None
        if fault is not None and place is not None:
            faults[int(place[2]) - 1, column_number(place[1].decode())] = fault
    return faults


def _fault(attributes: bytes, inner: bytes) -> Fault | None:
    if _ERROR.search(attributes):
        return Fault.ERROR
    if not _FORMULA.search(inner) or _VALUE.search(inner):
        return None
    # An empty text is a result as well, and the formula says that it is one.
    return None if _TEXT_RESULT.search(attributes) else Fault.NO_VALUE

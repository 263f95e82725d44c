"""Which part of an Excel workbook holds which sheet."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

from desktop.exchange.spreadsheets.packed_workbook import BROKEN, PackedParts
from desktop.exchange.spreadsheets.refusals import DamagedSpreadsheet

_RELATIONS = "xl/_rels/workbook.xml.rels"


def sheet_parts(content: bytes, parts: PackedParts) -> dict[str, bytes]:
    """Return the XML of each sheet by the sheet's name. Raises DamagedSpreadsheet.

    The XML has been looked through for entities already.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            relations = ET.fromstring(archive.read(_RELATIONS))  # noqa: S314
        book = ET.fromstring(parts.others["xl/workbook.xml"])  # noqa: S314
    except BROKEN as error:
        raise DamagedSpreadsheet(f"{type(error).__name__}: {error}") from error
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    found: dict[str, bytes] = {}
    for element in book.iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
        target = targets.get(relation, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in parts.sheets:
            found[element.get("name", "")] = parts.sheets[path]
    return found

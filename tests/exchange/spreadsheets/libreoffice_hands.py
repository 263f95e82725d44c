"""Edits a workbook in LibreOffice, as a planner would. Run by the system's own Python.

libreoffice_hands.py PORT SOURCE FOLDER: opens SOURCE in the LibreOffice that listens on PORT,
prints what its first sheet holds, changes three cells, adds a row, deletes a row, and saves it
in FOLDER as edited.xlsx and edited.ods.
"""

import json
import sys
import time
from typing import Any

import uno

FILTERS = {"edited.xlsx": "Calc MS Excel 2007 XML", "edited.ods": "calc8"}
PATIENCE = 25


def setting(name: str, value: Any) -> Any:
    it = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    it.Name, it.Value = name, value
    return it


def connected(port: str) -> Any:
    """Return the program's desktop once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
    end = time.monotonic() + PATIENCE
    while True:
        try:
            context = resolver.resolve(address)
            break
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def looked_at(sheet: Any) -> dict[str, Any]:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    rows = [
        [sheet.getCellByPosition(column, row).String for column in range(26)]
        for row in range(cursor.RangeAddress.EndRow + 1)
    ]
    return {
        "rows": rows,
        "types": [sheet.getCellByPosition(c, 1).Type.value for c in range(26)],
        "number": sheet.getCellByPosition(1, 1).Value,
        "widths": [sheet.Columns.getByIndex(c).Width for c in range(26)],
        "hidden": [not sheet.Columns.getByIndex(c).IsVisible for c in range(26)],
        "title_rows": sheet.PrintTitleRows,
    }


def main() -> None:
    port, source, folder = sys.argv[1:]
    desktop = connected(port)
    book = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(source), "_blank", 0, (setting("Hidden", True),)
    )
    sheet = book.Sheets.getByIndex(0)
    json.dump(looked_at(sheet), sys.stdout)
    headings = {sheet.getCellByPosition(c, 0).String: c for c in range(26)}

    def cell(heading: str, row: int) -> Any:
        return sheet.getCellByPosition(headings[heading], row)

    cell("Title (English)", 1).String = "Retitled in LibreOffice"
    cell("Date and time (local)", 2).Value = cell("Date and time (local)", 2).Value + 1 / 48
    cell("Status", 3).String = "Approved"
    sheet.Rows.removeByIndex(5, 1)
    last = int(next(r for r in range(6, 10_000) if not cell("Number", r).String))
    cell("Number", last).String = "900"
    cell("Date and time (local)", last).Formula = "2026-01-13 10:30"
    cell("Title (English)", last).String = "Added in LibreOffice"
    for name, kind in FILTERS.items():
        url = uno.systemPathToFileUrl(f"{folder}/{name}")
        book.storeToURL(url, (setting("FilterName", kind),))
    book.close(True)
    desktop.terminate()


main()

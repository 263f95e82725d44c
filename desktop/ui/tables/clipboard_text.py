"""Blocks of cells as text, the way Excel and LibreOffice put them on the clipboard.

Cells are parted by tabs, rows by line ends. A cell that holds a tab or a line end stands in
quotes, with its own quotes doubled. A cell that merely begins with a quote is left as it is
by Excel, so quotes around plain words are taken literally.
"""

from __future__ import annotations


def cells_of(text: str) -> list[list[str]]:
    """Return the rows of cells in `text`; rows may differ in length."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removesuffix("\n")
    rows: list[list[str]] = [[]]
    position = 0
    while True:
        cell, position = _cell_at(text, position)
        rows[-1].append(cell)
        if position >= len(text):
            return rows
        if text[position] == "\n":
            rows.append([])
        position += 1


def text_of(rows: list[list[str]]) -> str:
    """Return rows of cells as text that spreadsheets paste cell by cell."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _cell_at(text: str, start: int) -> tuple[str, int]:
    """Return the cell that begins at `start`, and where it ends."""
    if text.startswith('"', start):
        end = _closing_quote(text, start + 1)
        if end is not None:
            inside = text[start + 1 : end]
            if "\n" in inside or "\t" in inside or '""' in inside:
                return inside.replace('""', '"'), end + 1
    ends = [at for at in (text.find("\t", start), text.find("\n", start)) if at >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _closing_quote(text: str, start: int) -> int | None:
    """Return where the quote closes that opened before `start`, if a cell ends there."""
    position = start
    while True:
        position = text.find('"', position)
        if position < 0:
            return None
        if text.startswith('""', position):
            position += 2
            continue
        at_end = position + 1 == len(text) or text[position + 1] in "\t\n"
        return position if at_end else None


def _quoted(cell: str) -> str:
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in cell or "\n" in cell or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell

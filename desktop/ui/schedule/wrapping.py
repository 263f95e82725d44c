"""Breaking a painted text into lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF


def wrapped(text: str, metrics: QFontMetricsF, room: float, lines: int) -> list[str]:
    """Return `text` in at most `lines` lines of `room` pixels, what is too long elided."""
    found: list[str] = []
    words = text.split()
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= room:
            line = f"{line} {words.pop(0)}"
        found.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room))
    if words:
        found.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, room))
    return found or [""]

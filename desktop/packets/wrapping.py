"""Breaking a text into lines that fit their column."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.packets.fonts import width, word_width

ELLIPSIS = "…"
BREAKS_AFTER = frozenset("-/_.@–—,;:|\\")
"""Where a word too long for its column is best broken."""


def wrap(text: str, face: str, size: float, room: float) -> list[str]:
    """Return the lines of `text`, each at most `room` points wide; none for a blank text.

    Lines break at spaces and line ends; a word wider than the column is broken within. Only
    white space is lost. A single letter wider than the column still takes a line of its own.
    """
    limit = room * 1000 / size
    if "\n" not in text and word_width(text, face) <= limit:
        line = " ".join(filter(None, text.split(" ")))
        return [line] if line else []
    lines: list[str] = []
    for paragraph in text.split("\n"):
        broken = _paragraph(paragraph, face, limit)
        if broken or (lines and lines[-1]):
            lines.extend(broken or [""])
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _paragraph(paragraph: str, face: str, limit: float) -> list[str]:
    space = word_width(" ", face)
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in paragraph.split(" "):
        if not word:
            continue
        needed = word_width(word, face)
        if line and used + space + needed <= limit:
            line.append(word)
            used += space + needed
            continue
        if line:
            lines.append(" ".join(line))
        if needed <= limit:
            line, used = [word], needed
        else:
            *whole, last = _pieces(word, face, limit)
            lines.extend(whole)
            line, used = [last], word_width(last, face)
    if line:
        lines.append(" ".join(line))
    return lines


def _pieces(word: str, face: str, limit: float) -> Iterator[str]:
    """Break one word: after a hyphen or the like where that fills most of the line."""
    start, used, good = 0, 0.0, 0
    index = 0
    while index < len(word):
        letter = word[index]
        step = word_width(letter, face)
        if index > start and used + step > limit:
            cut = good if good - start > (index - start) * 0.5 else index
            yield word[start:cut]
            start, used, good, index = cut, 0.0, cut, cut
            continue
        used += step
        index += 1
        if letter in BREAKS_AFTER:
            good = index
    yield word[start:]


def shorten(text: str, face: str, size: float, room: float) -> str:
    """Return `text` as one line that fits `room` points, its end replaced by "…" if need be."""
    line = " ".join(text.split())
    if width(line, face, size) <= room:
        return line
    limit = room * 1000 / size - word_width(ELLIPSIS, face)
    used, kept = 0.0, 0
    for letter in line:
        used += word_width(letter, face)
        if used > limit:
            break
        kept += 1
    return _cut(line, kept)


def _cut(line: str, index: int) -> str:
    """Cut `line` before `index`, at the end of a word where little is lost by it."""
    kept = line[:index]
    space = kept.rfind(" ")
    if space > index * 0.75:
        kept = kept[:space]
    return kept.rstrip(" ,;:·-–—") + ELLIPSIS if kept else ""


def wrap_within(text: str, face: str, size: float, room: float, most: int) -> list[str]:
    """Return at most `most` lines of `text`; the last one ends in "…" when more follow."""
    if most < 1:
        return []
    lines = wrap(text, face, size, room)
    if len(lines) <= most:
        return lines
    rest = " ".join(lines[most - 1 :])
    return [*lines[: most - 1], shorten(rest, face, size, room)]

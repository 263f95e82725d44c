"""The head of a page's content: a title in the packet's languages, and a line below it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.packets.flow import Block
from desktop.packets.fonts import width
from desktop.packets.page import Frame
from desktop.packets.pen import Pen
from desktop.packets.styles import SUBTITLE, TITLE, TITLE_SECOND, Style
from desktop.packets.table import first_base_line
from desktop.packets.wrapping import shorten, wrap

GAP_BELOW = 10.0


class SheetTitle(Block):
    """English left and Spanish right when there are two, each with a quiet line below."""

    def __init__(self, frame: Frame, titles: Sequence[str], subtitles: Sequence[str]) -> None:
        self._frame = frame
        self._titles = _fitting(titles, frame.width)
        room = (frame.width - 16) / len(titles)
        self._subtitles = [wrap(line, SUBTITLE.face, SUBTITLE.size, room) for line in subtitles]
        below = max(len(lines) for lines in self._subtitles)
        self.height = TITLE.leading + SUBTITLE.leading * below + GAP_BELOW

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the title downward from `top`."""
        right = left + self._frame.width
        y = top - first_base_line(TITLE)
        pen.text(left, y, *self._titles[0])
        if len(self._titles) > 1:
            pen.text_right(right, y, *self._titles[1])
        y = top - TITLE.leading - first_base_line(SUBTITLE)
        pen.lines(left, y, self._subtitles[0], SUBTITLE)
        for line in self._subtitles[1] if len(self._subtitles) > 1 else ():
            pen.text_right(right, y, line, SUBTITLE)
            y -= SUBTITLE.leading


def _fitting(titles: Sequence[str], room: float) -> list[tuple[str, Style]]:
    """Return the titles in a size in which they stand beside each other."""
    styles = (TITLE, TITLE_SECOND)
    needed = sum(
        width(title, style.face, style.size) for title, style in zip(titles, styles, strict=False)
    )
    gaps = 18.0 * (len(titles) - 1)
    scale = min(1.0, max(0.6, (room - gaps) / needed)) if needed else 1.0
    fitted = []
    for title, style in zip(titles, styles, strict=False):
        smaller = style.sized(style.size * scale, style.leading)
        share = (room - gaps) / len(titles) if scale == 0.6 else room
        fitted.append((shorten(title, smaller.face, smaller.size, share), smaller))
    return fitted

"""Labels in a grid of hours: as much as a box has room for, and never on top of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.packets import fonts
from desktop.packets.fonts import width
from desktop.packets.pen import Pen
from desktop.packets.styles import INK, QUIET, SMALL, SMALL_STRONG, Style
from desktop.packets.table import first_base_line
from desktop.packets.wording import Said
from desktop.packets.wrapping import shorten, wrap, wrap_within

INSET = 7.5
NARROW = 60.0
FARTHEST = 26.0
"""How far below the head of its box a label may be pushed, in points."""
ENTRY = SMALL.colored(INK)


@dataclass(frozen=True, slots=True)
class Tier:
    """The type of a label: its name, the name's translation, and details."""

    name: Style
    second: Style
    detail: Style

    @property
    def one_line(self) -> float:
        """The height of a box that holds one line."""
        return self.name.leading + 1.2

    @property
    def two_lines(self) -> float:
        """The height of a box that holds two lines."""
        return self.name.leading + self.second.leading + 2


LARGE = Tier(
    Style(fonts.SEMIBOLD, 10.5, 12.5), Style(fonts.ITALIC, 9.5, 11.8, QUIET), SMALL.sized(8.5, 11)
)
NORMAL = Tier(Style(fonts.SEMIBOLD, 8.5, 10), Style(fonts.ITALIC, 8, 9.6, QUIET), SMALL)
LITTLE = Tier(Style(fonts.SEMIBOLD, 7, 8), Style(fonts.ITALIC, 7, 8, QUIET), SMALL.sized(7, 8.4))
TIERS = (LARGE, NORMAL, LITTLE)


@dataclass(frozen=True, slots=True)
class Label:
    """What can be said of a box: its name in one or two languages, its time, details.

    A box that stands for several activities has no name but an entry for each of them, in
    one or two languages.
    """

    names: tuple[Said, ...] = ()
    time: str = ""
    details: tuple[str, ...] = ()
    notes: tuple[Said, ...] = ()
    entries: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a box stands on the page."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def high(self) -> float:
        """The height of the box."""
        return self.top - self.bottom

    @property
    def text_left(self) -> float:
        """Where text begins."""
        return self.left + INSET

    @property
    def room(self) -> float:
        """How wide text may run."""
        return self.right - self.left - INSET - 3


Line = tuple[float, float, str, Style]


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """Lines with the place of each base line; `whole` when no name is cut."""

    lines: Sequence[Line]
    bottom: float
    whole: bool = True

    def draw(self, pen: Pen) -> None:
        """Draw the label."""
        for x, y, line, style in self.lines:
            pen.text(x, y, line, style)


def place_labels(boxes: Sequence[tuple[Slot, Label]], floor: float) -> list[PlacedLabel]:
    """Return the labels of `boxes`, which come from top to bottom, in one size for all.

    They are large where every name stands whole that way. A box too low for its label has
    it over what lies beneath, whose own label moves down. What would end up below `floor`,
    or too far from its box, is left out.
    """
    large = _placed(boxes, floor, TIERS)
    if len(large) == len(boxes) and all(label.whole for label in large):
        return large
    return _placed(boxes, floor, TIERS[1:])


def _placed(
    boxes: Sequence[tuple[Slot, Label]], floor: float, tiers: Sequence[Tier]
) -> list[PlacedLabel]:
    placed: list[PlacedLabel] = []
    taken: list[Slot] = []
    for slot, label in boxes:
        taken = [other for other in taken if other.bottom < slot.top]
        beside = [o for o in taken if o.left < slot.right - 1 and slot.left < o.right - 1]
        top = min([slot.top, *(other.bottom for other in beside)])
        if slot.top - top > FARTHEST or top - LITTLE.name.leading < floor - 3:
            continue
        made = _compose(Slot(slot.left, slot.right, top, slot.bottom), label, tiers)
        placed.append(made)
        taken.append(Slot(slot.left, slot.right, top, made.bottom))
    return placed


def _compose(slot: Slot, label: Label, tiers: Sequence[Tier]) -> PlacedLabel:
    """Return the label of a box in the largest type in which it is whole, or most of it."""
    if label.entries:
        return _entries(slot, label.entries)
    for tier in tiers:
        if slot.high >= tier.one_line and slot.high < tier.two_lines + 6:
            one_line = _one_line(slot, label, tier)
            if one_line.whole:
                return one_line
        if slot.high >= tier.two_lines and (slot.room >= NARROW or tier is LITTLE):
            return _lines(slot, label, tier)
    fitting = [
        tier for tier in tiers if slot.high >= tier.one_line and _name_fits(slot, label, tier)
    ]
    return _one_line(slot, label, fitting[0] if fitting else LITTLE)


def _name_fits(slot: Slot, label: Label, tier: Tier) -> bool:
    return width(label.names[0].wording, tier.name.face, tier.name.size) <= slot.room


def _one_line(slot: Slot, label: Label, tier: Tier) -> PlacedLabel:
    """Return all on one line: the name, its translation and the time as far as they fit."""
    end = slot.text_left + slot.room
    leading = tier.name.leading
    middle = slot.top - max(leading, min(slot.high, 2 * leading)) / 2
    y = middle - tier.name.size * 0.33
    first, *others = label.names
    style = tier.name.slanted() if first.borrowed else tier.name
    title = shorten(first.wording, style.face, style.size, slot.room)
    lines: list[Line] = [(slot.text_left, y, title, style)]
    used = slot.text_left + width(title, style.face, style.size)
    whole = _name_fits(slot, label, tier)
    for other in others:
        text = f" · {other.wording}"
        needed = width(text, tier.second.face, tier.second.size)
        if used + needed <= end:
            lines.append((used, y, text, tier.second))
            used += needed
        else:
            whole = False
    needed = width(label.time, tier.detail.face, tier.detail.size)
    if used + 8 + needed <= end:
        lines.append((end - needed - 1, y, label.time, tier.detail))
    return PlacedLabel(lines, min(slot.bottom, middle - leading / 2), whole)


def _lines(slot: Slot, label: Label, tier: Tier) -> PlacedLabel:
    """Return the label on several lines, from the head of the box down."""
    y = slot.top - (1.0 if tier is LITTLE else 2.0)
    left = y - slot.bottom - 0.5
    lines: list[Line] = []
    whole = True
    for number, (text, style, reserve) in enumerate(_parts(label, tier, slot.room)):
        most = int((left - reserve) / style.leading)
        broken = wrap_within(text, style.face, style.size, slot.room, most)
        if number < len(label.names):
            whole = whole and len(wrap(text, style.face, style.size, slot.room)) <= most
        for line in broken:
            lines.append((slot.text_left, y - first_base_line(style), line, style))
            y -= style.leading
            left -= style.leading
    return PlacedLabel(lines, y, whole)


def _parts(label: Label, tier: Tier, room: float) -> Iterator[tuple[str, Style, float]]:
    """Yield what to say, in order of weight, and how much room to keep for what follows."""
    first, *others = label.names
    reserve = tier.second.leading if others else 0.0
    yield first.wording, tier.name.slanted() if first.borrowed else tier.name, reserve
    for other in others:
        yield other.wording, tier.second, 0.0
    detail = tier.detail
    about = [label.time, *label.details]
    line = " · ".join(about)
    for text in [line] if width(line, detail.face, detail.size) <= room else about:
        yield text, detail, 0.0
    for number, note in enumerate(label.notes):
        yield note.wording, detail.slanted() if number or note.borrowed else detail, 0.0


def _entries(slot: Slot, entries: Sequence[tuple[str, ...]]) -> PlacedLabel:
    """Return a line or more for each of several activities, and how many have none."""
    x, room = slot.text_left, slot.room
    capacity = max(1, int((slot.high - 2) / ENTRY.leading))
    shown, most = entries[:capacity], max(1, min(4, capacity // len(entries)))
    more = f"+{len(entries) - len(shown)}" if len(entries) > len(shown) else ""
    across = width(more, SMALL_STRONG.face, SMALL_STRONG.size)
    y = slot.top - 1.5
    lines: list[Line] = []
    for number, (first, *others) in enumerate(shown, start=1):
        last = number == len(shown)
        within = room - across - 4 if more and last else room
        own = -(-most // 2) if others else most
        wrapped = wrap_within(first, ENTRY.face, ENTRY.size, within, own)
        parts = [(line, ENTRY) for line in wrapped]
        second = SMALL.slanted()
        for other in others:
            rest = wrap_within(other, second.face, second.size, room, most - len(wrapped))
            parts += [(line, second) for line in rest]
        for line, style in parts:
            lines.append((x, y - first_base_line(style), line, style))
            y -= ENTRY.leading
        if more and last and lines:
            lines.append((x + room - across, lines[-1][1], more, SMALL_STRONG))
    return PlacedLabel(lines, y)

"""The head of a document about the plan as a whole: its name, type and dates."""

from __future__ import annotations

from db.tables import Plan
from desktop.packets.activities import midnight_to_start
from desktop.packets.flow import Block
from desktop.packets.fonts import printable
from desktop.packets.page import Frame
from desktop.packets.pen import Pen
from desktop.packets.styles import (
    ACCENT,
    BODY,
    PLAN_TITLE,
    PLAN_TITLE_SECOND,
    QUIET,
    Style,
)
from desktop.packets.table import first_base_line
from desktop.packets.wording import Wording, clean, joined
from desktop.packets.wrapping import wrap_within
from desktop.planning.moments import clock_of
from desktop.planning.terms import STATUSES, type_abbreviation, types_of

BAR = 3.4
INSET = 14.0
GAP_BELOW = 12.0
MOST_LINES = 3
BELOW = BODY.colored(QUIET)


class PlanTitle(Block):
    """The plan's name beside a bar in the accent color; `right` points stay free beside it."""

    def __init__(self, frame: Frame, plan: Plan, wording: Wording, right: float = 0.0) -> None:
        room = frame.width - INSET - right
        self._groups: list[tuple[Style, list[str]]] = []
        first, *others = wording.stacked(clean(plan.name))
        style = PLAN_TITLE.slanted() if first.borrowed else PLAN_TITLE
        name = wrap_within(first.wording, style.face, style.size, room, MOST_LINES)
        self._groups.append((style, name))
        for other in others:
            style = PLAN_TITLE_SECOND
            lines = wrap_within(other.wording, style.face, style.size, room, MOST_LINES)
            self._groups.append((style, lines))
        for language in wording.languages:
            line = _line_below(plan, Wording(language))
            self._groups.append((BELOW, wrap_within(line, BELOW.face, BELOW.size, room, 2)))
        self._inner = sum(style.leading * len(lines) for style, lines in self._groups)
        self.height = self._inner + GAP_BELOW

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the head downward from `top`."""
        pen.box(left, top - self._inner, BAR, self._inner, ACCENT)
        y = top
        for style, lines in self._groups:
            pen.lines(left + INSET, y - first_base_line(style), lines, style)
            y -= style.leading * len(lines)


def _line_below(plan: Plan, wording: Wording) -> str:
    clock = clock_of(plan)
    kind = types_of(plan.kind).get(plan.type, "")
    names = joined(wording.each(kind)) if kind else ""
    abbreviation = type_abbreviation(plan.type)
    if names and abbreviation:
        names = f"{names} ({abbreviation})"
    # The hours of the last day that touch midnight do not make one more day.
    last = clock.date_of_day((midnight_to_start(clock) + max(0, clock.end_offset - 1)) // 1440)
    period = joined(wording.period(clock.start.date(), last))
    status = wording.label(STATUSES[plan.status]) if plan.status in STATUSES else ""
    return joined((" ".join(printable(plan.code).split()), names, period, status))

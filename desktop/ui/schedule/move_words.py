"""What a move of schedule items comes to, in words."""

from __future__ import annotations

from collections.abc import Sequence

from db.open_plan import OpenPlan
from db.tables import Milestone
from desktop.language import _, ngettext, spoken
from desktop.planning.clashes import Clash
from desktop.planning.moments import PlanClock, clock_of, relative
from desktop.ui.schedule.clash_words import clash_sentences
from desktop.ui.schedule.day_names import MEDIUM, day_name
from desktop.ui.schedule.facts import title_of
from desktop.ui.schedule.moved_table import MOST_LISTED, MovedLine
from desktop.ui.schedule.moving import Move, Outcome
from desktop.ui.theme import colors


def summary_of(plan: OpenPlan, move: Move, outcome: Outcome) -> str:
    """Return what would move, and how many clashes that brings and ends."""
    count = len(outcome.items)
    if not move.minutes:
        text = ngettext("{count} item to move", "{count} items to move", count)
        return text.format(count=count)
    parts = [ngettext("{count} item moves", "{count} items move", count).format(count=count)]
    if move.startex:
        milestones = len(plan.rows(Milestone))
        text = ngettext("{count} milestone", "{count} milestones", milestones)
        parts.append(text.format(count=milestones))
    begin, end, free = len(outcome.begin), len(outcome.end), len(outcome.on_holidays)
    if begin:
        text = ngettext("{count} new clash", "{count} new clashes", begin)
        parts.append(text.format(count=begin))
    else:
        parts.append(_("no new clash"))
    if end:
        text = ngettext("{count} clash ends", "{count} clashes end", end)
        parts.append(text.format(count=end))
    if free:
        text = ngettext("{count} on a holiday", "{count} on holidays", free)
        parts.append(text.format(count=free))
    return " · ".join(parts)


def lines_of(plan: OpenPlan, move: Move, outcome: Outcome) -> list[MovedLine]:
    """Return a line for each item that would move: those with a clash or a holiday first."""
    clock = clock_of(plan.row)
    label = local_label if move.startex else relative_label
    clashes: Sequence[Clash] = outcome.begin
    sentences = clash_sentences(clashes, plan.id, clock, spoken())
    marked = [i for i in outcome.items if i.id in sentences or i.id in outcome.on_holidays]
    known = {item.id for item in marked}
    rest = [item for item in outcome.items if item.id not in known]
    items = (marked + rest)[:MOST_LISTED]
    lines: list[MovedLine] = []
    for item in items:
        start = item.offset_minutes
        then = [*sentences.get(item.id, ())]
        if item.id in outcome.on_holidays:
            then.append(_("Holiday"))
        target = start + move.minutes
        cells = [
            title_of(item, spoken()),
            label(clock, start),
            label(clock, target) if move.minutes else "",
            " · ".join(then),
        ]
        lines.append((cells, colors().error if item.id in sentences else colors().sand))
    return lines


def local_label(clock: PlanClock, offset: int) -> str:
    """Return the local date and time of a moment, as "Mon, Mar 8 07:00"."""
    local = clock.local(offset)
    return f"{day_name(local.date(), MEDIUM, spoken())} {local.strftime('%H:%M')}"


def relative_label(clock: PlanClock, offset: int) -> str:
    """Return a moment as "D+1 07:00"."""
    return relative(offset, clock)

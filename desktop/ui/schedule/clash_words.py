"""The clashes of the schedule's items, in words, and when an item would be free of them."""

from __future__ import annotations

from collections.abc import Iterable

from db.open_plan import OpenPlan
from db.tables import ScheduleItem, SchedulePerson
from db.text import Language
from desktop.language import _
from desktop.planning.clashes import PASSING_KINDS, Booking, Clash
from desktop.planning.moments import PlanClock, clock_of, relative


def clash_sentences(
    clashes: Iterable[Clash], plan_id: str, clock: PlanClock, language: Language
) -> dict[str, list[str]]:
    """Return, by item of the plan, a sentence for each of its clashes."""
    found: dict[str, list[str]] = {}
    for clash in clashes:
        for mine, other in ((clash.first, clash.second), (clash.second, clash.first)):
            if mine.plan_id == plan_id:
                sentence = _sentence(clash, other, clock, language)
                found.setdefault(mine.item_id, []).append(sentence)
    return found


def _sentence(clash: Clash, other: Booking, clock: PlanClock, language: Language) -> str:
    values = {
        "who": clash.who.best(language),
        "title": other.title.best(language),
        "plan": other.plan_name.best(language),
        "time": relative(clock.offset_of(other.start), clock),
    }
    if clash.across_plans:
        return _("{who}: also in “{title}” of the plan “{plan}” at {time}").format(**values)
    return _("{who}: also in “{title}” at {time}").format(**values)


def next_free(plan: OpenPlan, item: ScheduleItem, clashes: Iterable[Clash]) -> int | None:
    """Return the first minute from the item's start on at which it clashes with nothing.

    Looked at are the plan's own items, and of other plans those that it clashes with now.
    None when it is free where it is.
    """
    people = {link.person_id for link in plan.children(SchedulePerson, "item_id", item.id)}
    busy = [
        (other.offset_minutes, other.offset_minutes + other.duration_minutes)
        for other in plan.rows(ScheduleItem)
        if other.id != item.id and _shares(plan, item, other, people)
    ]
    busy += _busy_elsewhere(plan, item, clashes)
    at = item.offset_minutes
    for begin, end in sorted(busy):
        if begin < at + item.duration_minutes and end > at:
            at = end
    return at if at != item.offset_minutes else None


def _busy_elsewhere(
    plan: OpenPlan, item: ScheduleItem, clashes: Iterable[Clash]
) -> list[tuple[int, int]]:
    clock, library = clock_of(plan.row), plan.library
    busy = []
    for clash in clashes:
        if clash.across_plans and clash.first.item_id == item.id:
            start = clock.offset_of(clash.second.start)
            other = library.session.get(ScheduleItem, clash.second.item_id)
            busy.append(
                (start, start + (clash.minutes if other is None else other.duration_minutes))
            )
    library.end_reading()
    return busy


def _shares(plan: OpenPlan, item: ScheduleItem, other: ScheduleItem, people: set[str]) -> bool:
    passing = item.kind in PASSING_KINDS or other.kind in PASSING_KINDS
    if item.venue_id and item.venue_id == other.venue_id and not passing:
        return item.title != other.title
    return any(
        link.person_id in people for link in plan.children(SchedulePerson, "item_id", other.id)
    )

"""The acts on the schedule: each is one edit of the plan, whatever view it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.open_plan import OpenPlan
from db.record import new_id
from db.tables import ScheduleItem
from db.text import Text
from desktop.language import N_, as_text, spoken
from desktop.planning.moments import clock_of, duration_label, relative
from desktop.ui.desk import Desk
from desktop.ui.schedule.facts import span_label, spoken_facts, title_of, tooltip_of
from desktop.ui.schedule.lanes import Lane, Lanes

NEW_ITEM = N_("New item")
SHORTEST = 5
"""Minutes that an item lasts at least when it is resized by hand."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What becomes of one item: its new start and length in minutes, and its lane."""

    item_id: str
    start: int
    minutes: int
    origin: str = ""
    lane: Lane | None = None


class ScheduleActs:
    """Edits of the schedule of the plan on the desk; errors become sentences there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # What items are, in words.

    def sentence(self, item: Any, clashes: list[str]) -> str:
        """Return what an item is, for assistive technology."""
        plan = self._plan
        return spoken_facts(plan, item, clock_of(plan.row), spoken(), clashes)

    def tooltip(self, item: Any, clashes: list[str]) -> str:
        """Return all facts of an item as rich text."""
        plan = self._plan
        return tooltip_of(plan, item, clock_of(plan.row), spoken(), clashes)

    def span(self, start: int, end: int) -> str:
        """Return from when to when something is, and how long."""
        return span_label(start, end, clock_of(self._plan.row))

    @property
    def _plan(self) -> OpenPlan:
        assert self._desk.plan is not None  # noqa: S101 - boards show a plan
        return self._desk.plan

    # What is done to them.

    def shift(self, shifts: Sequence[Shift], lanes: Lanes | None = None) -> None:
        """Give items new times, and new lanes of `lanes`, as one undo step."""
        plan = self._desk.plan
        if plan is None:
            return
        found = [(plan.get(ScheduleItem, shift.item_id), shift) for shift in shifts]
        changing = [
            (item, shift)
            for item, shift in found
            if item is not None
            and (
                (item.offset_minutes, item.duration_minutes) != (shift.start, shift.minutes)
                or shift.lane is not None
            )
        ]
        if not changing:
            return
        label, values = self._shift_label(changing)
        with self._desk.attempt(), plan.edit(label, **values):
            for item, shift in changing:
                item.offset_minutes = shift.start
                item.duration_minutes = shift.minutes
                if shift.lane is not None and lanes is not None:
                    lanes.put(item, shift.origin, shift.lane)

    def create(self, start: int, minutes: int, lanes: Lanes, lane: Lane) -> str:
        """Add an item to a lane and return its id; naming it next is the same undo step."""
        plan = self._desk.plan
        if plan is None:
            return ""
        item_id = new_id()
        title = as_text(NEW_ITEM)
        with (
            self._desk.attempt(),
            plan.edit(
                N_("Add schedule item at {time}"),
                together=f"new-{item_id}",
                time=relative(start, clock_of(plan.row)),
            ),
        ):
            item = plan.add(
                ScheduleItem(
                    id=item_id,
                    title=title,
                    kind=usual_kind(plan),
                    offset_minutes=start,
                    duration_minutes=minutes,
                )
            )
            lanes.put(item, "", lane)
        return item_id

    def remove(self, ids: Sequence[str]) -> None:
        """Remove items as one undo step."""
        plan = self._desk.plan
        if plan is None:
            return
        items = [item for i in ids if (item := plan.get(ScheduleItem, i)) is not None]
        if not items:
            return
        if len(items) == 1:
            label, values = N_("Remove {title}"), {"title": title_of(items[0], spoken())}
        else:
            label, values = N_("Remove {count} schedule items"), {"count": str(len(items))}
        with self._desk.attempt(), plan.edit(label, **values):
            for item in items:
                plan.remove(item)

    def rename(self, item_id: str, wording: str) -> None:
        """Give an item another title in the language of the interface."""
        plan = self._desk.plan
        item = plan.get(ScheduleItem, item_id) if plan is not None else None
        if plan is None or item is None or not wording.strip():
            return
        wording = wording.strip()
        unnamed = item.title == as_text(NEW_ITEM)
        title = (
            Text().replaced(spoken(), wording)
            if unnamed
            else item.title.replaced(spoken(), wording)
        )
        if title == item.title:
            return
        together = f"new-{item_id}" if unnamed else ""
        with (
            self._desk.attempt(),
            plan.edit(N_("Rename to {title}"), together=together, title=wording),
        ):
            item.title = title

    def rename_track(self, lane: Lane, wording: str) -> None:
        """Give a track another name in the language of the interface, in all its items."""
        plan, wording = self._desk.plan, " ".join(wording.split())
        text = lane.text.replaced(spoken(), wording)
        if plan is None or not lane.key or not wording or text == lane.text:
            return
        items = [i for i in plan.rows(ScheduleItem) if i.track.best(spoken()) == lane.key]
        label = N_("Rename the track {lane} to {title}")
        with self._desk.attempt(), plan.edit(label, lane=lane.title, title=wording):
            for item in items:
                item.track = text

    def _shift_label(
        self, changing: list[tuple[ScheduleItem, Shift]]
    ) -> tuple[str, dict[str, str]]:
        item, shift = changing[0]
        if len(changing) > 1:
            return _label_of_many(item, shift, len(changing))
        plan = self._desk.plan
        time = relative(shift.start, clock_of(plan.row)) if plan is not None else ""
        values = {"title": title_of(item, spoken()), "time": time}
        if shift.minutes != item.duration_minutes:
            label = N_("Make {title} last {time}")
            values["time"] = duration_label(shift.minutes)
        elif shift.lane is None:
            label = N_("Move {title} to {time}")
        else:
            values["lane"] = shift.lane.title
            label = N_("Move {title} to {time}, {lane}")
            if shift.start == item.offset_minutes:
                label = N_("Move {title} to {lane}")
        return label, values


def usual_kind(plan: OpenPlan) -> str:
    """Return the kind that a new item of the plan most probably is."""
    return "training" if plan.row.kind == "workshop" else "play"


def _label_of_many(item: ScheduleItem, shift: Shift, count: int) -> tuple[str, dict[str, str]]:
    values = {"count": str(count)}
    if shift.start != item.offset_minutes and shift.minutes == item.duration_minutes:
        values["time"] = duration_label(shift.start - item.offset_minutes)
        return N_("Move {count} schedule items by {time}"), values
    if shift.lane is not None:
        return N_("Move {count} schedule items"), values
    return N_("Change the length of {count} schedule items"), values

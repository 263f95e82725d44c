"""The acts on injects from the timeline and the page: each is one edit of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.record import new_id
from db.tables import Inject
from desktop.language import N_, as_text, spoken
from desktop.planning.inject_numbers import next_inject_number
from desktop.planning.moments import clock_of, duration_label, relative
from desktop.ui.msel.inject_words import inject_title, spoken_facts, tooltip_of
from desktop.ui.schedule.acts import ScheduleActs, Shift
from desktop.ui.schedule.lanes import Lane, Lanes

NEW_INJECT = N_("New inject")


class InjectNumbers:
    """Gives numbers to new injects, one after another, without reading the MSEL each time."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count = -1
        self._last = ""

    def following(self, injects: Sequence[Inject]) -> str:
        """Return the next number for a MSEL of `injects`."""
        if self._last and len(injects) == self._count + 1:
            # The one numbered last has been added: go on from it.
            found = next_inject_number([self._last])
            if found not in self._taken:
                return self._given(found, len(injects))
        self._taken = {row.number for row in injects}
        return self._given(next_inject_number([row.number for row in injects]), len(injects))

    def _given(self, number: str, count: int) -> str:
        self._last, self._count = number, count
        self._taken.add(number)
        return number


class InjectActs(ScheduleActs):
    """Edits of the injects of the plan on the desk; errors become sentences there."""

    def sentence(self, item: Any, clashes: list[str]) -> str:
        """Return what an inject is, for assistive technology."""
        return spoken_facts(self._plan, item, clock_of(self._plan.row), clashes)

    def tooltip(self, item: Any, clashes: list[str]) -> str:
        """Return all facts of an inject as rich text."""
        return tooltip_of(self._plan, item, clock_of(self._plan.row), clashes)

    def span(self, start: int, end: int) -> str:
        """Return the moment of an inject."""
        del end
        clock = clock_of(self._plan.row)
        return f"{relative(start, clock)} · {clock.local(start).strftime('%H:%M')}"

    def shift(self, shifts: Sequence[Shift], lanes: Lanes | None = None) -> None:
        """Give injects new times, and new lanes of `lanes`, as one undo step."""
        plan = self._plan
        changing = [
            (row, shift)
            for shift in shifts
            if (row := plan.get(Inject, shift.item_id)) is not None
            and (row.offset_minutes != shift.start or shift.lane is not None)
        ]
        if not changing:
            return
        inject, first = changing[0]
        values: dict[str, Any] = {"title": inject_title(inject), "count": len(changing)}
        values["time"] = relative(first.start, clock_of(plan.row))
        if len(changing) > 1:
            values["time"] = duration_label(first.start - inject.offset_minutes)
            label = N_("Move {count} injects by {time}")
        elif first.lane is None:
            label = N_("Move {title} to {time}")
        else:
            values["lane"] = first.lane.title
            label = N_("Move {title} to {time}, {lane}")
        with self._desk.attempt(), plan.edit(label, **values):
            for row, shift in changing:
                row.offset_minutes = shift.start
                if shift.lane is not None and lanes is not None:
                    lanes.put(row, shift.origin, shift.lane)

    def create(self, start: int, minutes: int, lanes: Lanes, lane: Lane) -> str:
        """Add an inject to a lane and return its id; naming it next is the same undo step."""
        del minutes
        plan, inject_id = self._plan, new_id()
        number = next_inject_number([row.number for row in plan.rows(Inject)])
        label, time = N_("Add inject at {time}"), relative(start, clock_of(plan.row))
        with (
            self._desk.attempt(),
            plan.edit(label, together=f"new-{inject_id}", time=time),
        ):
            title = as_text(NEW_INJECT)
            row = Inject(id=inject_id, number=number, title=title, offset_minutes=start)
            lanes.put(plan.add(row), "", lane)
        return inject_id

    def remove(self, ids: Sequence[str]) -> None:
        """Remove injects as one undo step."""
        plan = self._plan
        rows = [row for i in ids if (row := plan.get(Inject, i)) is not None]
        if not rows:
            return
        label, values = N_("Remove {title}"), {"title": inject_title(rows[0])}
        if len(rows) > 1:
            label, values = N_("Remove {count} injects"), {"count": str(len(rows))}
        with self._desk.attempt(), plan.edit(label, **values):
            for row in rows:
                plan.remove(row)

    def rename(self, item_id: str, wording: str) -> None:
        """Give an inject another title in the language of the interface."""
        plan, wording = self._plan, wording.strip()
        row = plan.get(Inject, item_id)
        if row is None or not wording:
            return
        unnamed = row.title == as_text(NEW_INJECT)
        title = (type(row.title)() if unnamed else row.title).replaced(spoken(), wording)
        if title == row.title:
            return
        together = f"new-{item_id}" if unnamed else ""
        label = N_("Rename to {title}")
        with self._desk.attempt(), plan.edit(label, together=together, title=wording):
            row.title = title

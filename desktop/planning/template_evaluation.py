"""Control and evaluation of a template turned into rows: watches, observations, actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from db.record import PlanRecord
from db.tables import CorrectiveAction, Observation, Watch
from desktop.planning.entries import Entry
from desktop.planning.template_msel import Known, placed
from desktop.planning.template_names import TemplateNames
from desktop.planning.terms import ACTION_STATUSES, CAPABILITY_ELEMENTS, OBSERVATION_KINDS


class EvaluationRows:
    """Reads watches, and what an exercise that is over has led to, into rows.

    `add` takes each row, `offset_of` tells the minutes from STARTEX of an entry's day and
    time, `first_day` is the date of D.
    """

    def __init__(
        self,
        names: TemplateNames,
        known: Known,
        add: Callable[[PlanRecord], None],
        offset_of: Callable[[Entry], int],
        first_day: date,
    ) -> None:
        self._names = names
        self._known = known
        self._add = add
        self._offset_of = offset_of
        self._first_day = first_day

    def everything(self, template: Entry) -> None:
        """Add all rows of the template."""
        for entry in template.entries("watches"):
            self._watch(entry)
        for entry, position in placed(template, "observations"):
            self._observation(entry, position)

    def _watch(self, entry: Entry) -> None:
        key = entry.choice("assignment", self._known.assignments)
        self._add(
            Watch(
                assignment_id=self._known.assignments[key],
                offset_minutes=self._offset_of(entry),
                duration_minutes=entry.number("minutes"),
                venue_id=self._names.venue(entry, "venue"),
                task=entry.pair("task", required=False),
            )
        )

    def _observation(self, entry: Entry, position: str) -> None:
        known = self._known
        row = Observation(
            kind=entry.choice("kind", OBSERVATION_KINDS),
            objective_id=_named(entry, "objective", known.objectives),
            criterion_id=_named(entry, "criterion", known.criteria),
            inject_id=_named(entry, "inject", known.injects),
            observer_id=_named(entry, "observer", known.assignments),
            offset_minutes=self._offset_of(entry) if "day" in entry else None,
            text=entry.pair("text"),
            analysis=entry.pair("analysis", required=False),
            position=position,
        )
        self._add(row)
        for action, place in placed(entry, "actions"):
            self._action(action, f"{position}{place}", row)

    def _action(self, entry: Entry, position: str, observation: Observation) -> None:
        self._add(
            CorrectiveAction(
                observation_id=observation.id,
                objective_id=observation.objective_id,
                text=entry.pair("text"),
                element=entry.choice("element", CAPABILITY_ELEMENTS),
                responsible_id=self._names.organization(entry, "responsible"),
                contact=entry.word("contact", ""),
                start_date=self._date(entry.number("start_day")),
                due_date=self._date(entry.number("due_day")),
                status=entry.choice("status", ACTION_STATUSES, "open"),
                position=position,
            )
        )

    def _date(self, day: int) -> str:
        """Return the date of a day of the template; day 1 is D."""
        return (self._first_day + timedelta(days=day - 1)).isoformat()


def _named(entry: Entry, key: str, ids: dict[str, str]) -> str | None:
    return ids[entry.choice(key, ids)] if entry.word(key, "") else None

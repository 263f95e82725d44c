"""What comes next: the days to STARTEX, and the next milestones."""

from __future__ import annotations

from datetime import date

from db.open_plan import OpenPlan
from db.tables import Milestone
from desktop.language import _, ngettext, spoken
from desktop.planning.milestone_dates import date_of
from desktop.planning.moments import clock_of
from desktop.planning.terms import MILESTONE_KINDS
from desktop.ui.desk import Desk
from desktop.ui.library.plan_words import date_word, moment_word
from desktop.ui.overview.card import Card

SHOWN = 4
DONE = frozenset({"done", "cancelled"})


class NextCard(Card):
    """Counts the days and lists the milestones that are due next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Next"))
        self.corner(_("All milestones")).clicked.connect(lambda: desk.go("milestones"))

    def show_plan(self, plan: OpenPlan, today: date) -> None:
        """Show what comes next in a plan."""
        self.clear()
        clock = clock_of(plan.row)
        first = clock.date_of_day(0)
        last = clock.date_of_day(clock.day(max(0, clock.end_offset - 1)))
        number, words = _days(plan.row.kind, first, last, today)
        self.say(str(number), "number")
        length = (last - first).days + 1
        self.say(words.format(moment=moment_word(clock.start), length=length), "quiet")
        coming = _coming(plan, today)
        for day, row in coming[:SHOWN]:
            offset = f"D{row.day_offset:+d}" if row.day_offset else "D"
            self.line(row.title.best(spoken()), f"{offset} · {date_word(day)}")
        if not coming:
            self.say(_("No milestone lies ahead."), "quiet")
        self.fill_up()


def _coming(plan: OpenPlan, today: date) -> list[tuple[date, Milestone]]:
    clock = clock_of(plan.row)
    dated = [(date_of(row, clock), row) for row in plan.rows(Milestone) if row.status not in DONE]
    order = list(MILESTONE_KINDS)
    return sorted(
        ((day, row) for day, row in dated if day >= today),
        key=lambda pair: (pair[0], order.index(pair[1].kind), pair[1].id),
    )


def _days(kind: str, first: date, last: date, today: date) -> tuple[int, str]:
    """Return a number of days and what it counts."""
    left, past = (first - today).days, (today - last).days
    if left > 0 and kind == "workshop":
        return left, ngettext(
            "day to the opening session, {moment}", "days to the opening session, {moment}", left
        )
    if left > 0:
        return left, ngettext("day to STARTEX, {moment}", "days to STARTEX, {moment}", left)
    if past <= 0:
        return (today - first).days + 1, _("is today's day of {length}; it began {moment}")
    return past, ngettext(
        "day since it ended; it began {moment}", "days since it ended; it began {moment}", past
    )

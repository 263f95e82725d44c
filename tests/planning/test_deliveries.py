from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from desktop.planning.deliveries import (
    conduct_of,
    mark,
    minutes_late,
    moment_of,
    state_of,
    still_to_come,
    tally,
)
from desktop.planning.moments import clock_of
from tests.planning.msel import add_inject, empty_exercise

# 08:00 in Panama is 13:00 UTC.
TEN = datetime(2027, 7, 12, 15, 0, tzinfo=UTC)


def test_planned_against_actual() -> None:
    with empty_exercise() as plan:
        waiting = add_inject(plan, "003", 180)
        on_time = add_inject(plan, "001", 120)
        late = add_inject(plan, "002", 120)
        held = add_inject(plan, "004", 125)
        dropped = add_inject(plan, "005", 130)
        never = add_inject(plan, "006", 140, status="cancelled")
        mark(plan, on_time, "delivered", moment=TEN)
        panama = timezone(timedelta(hours=-5))
        row = mark(plan, late, "delivered", moment=datetime(2027, 7, 12, 10, 12, tzinfo=panama))
        mark(plan, held, "held", moment=TEN, note="Players are not ready")
        mark(plan, dropped, "cancelled", moment=TEN)
        assert row.moment == "2027-07-12T15:12:00"
        assert moment_of(row) == TEN + timedelta(minutes=12)
        conducted = conduct_of(plan)
        assert [one.inject for one in conducted] == [on_time, late, held, dropped, never, waiting]
        assert [one.status for one in conducted] == [
            "delivered",
            "delivered",
            "held",
            "cancelled",
            "waiting",
            "waiting",
        ]
        assert [one.minutes_late for one in conducted] == [0, 12, None, None, None, None]
        assert conducted[0].planned == conducted[0].actual == TEN
        assert conducted[5].actual is None
        assert still_to_come(conducted) == [conducted[2], conducted[5]]
        assert tally(conducted) == {"waiting": 1, "held": 1, "delivered": 2, "cancelled": 2}
        assert minutes_late(row, late, clock_of(plan.row)) == 12


def test_what_was_marked_last_counts_even_with_an_earlier_time() -> None:
    with empty_exercise() as plan:
        inject = add_inject(plan, "001", 120, status="approved")
        assert state_of(plan, inject) is None
        mark(plan, inject, "delivered", moment=TEN + timedelta(minutes=30))
        assert inject.status == "delivered"
        corrected = mark(plan, inject, "delivered", moment=TEN, note="The clock was wrong")
        assert state_of(plan, inject) is corrected
        (one,) = conduct_of(plan)
        assert one.minutes_late == 0
        held = mark(plan, inject, "held", moment=TEN)
        assert state_of(plan, inject) is held
        assert inject.status == "synchronized"
        plan.undo()
        assert state_of(plan, inject) is corrected
        assert inject.status == "delivered"


def test_the_step_names_the_inject() -> None:
    with empty_exercise() as plan:
        inject = add_inject(plan, "007", 120)
        for status, label in (
            ("delivered", "Mark inject {number} as delivered"),
            ("held", "Hold inject {number}"),
            ("cancelled", "Cancel inject {number}"),
        ):
            mark(plan, inject, status, moment=TEN)
            step = plan.next_undo()
            assert step is not None
            assert (step.label, step.values) == (label, {"number": "007"})

"""Conduct: what was done with each inject during play, against what was planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.tables import Delivery, Inject
from desktop.language import N_
from desktop.planning.moments import PlanClock, clock_of

FINAL = frozenset({"delivered", "cancelled"})
"""After these nothing more happens to an inject."""
MARKING: dict[str, str] = {
    "delivered": N_("Mark inject {number} as delivered"),
    "held": N_("Hold inject {number}"),
    "cancelled": N_("Cancel inject {number}"),
}


@dataclass(frozen=True, slots=True)
class Conducted:
    """An inject as planned and as it went; the times are in UTC.

    `delivery` is the last thing marked, None while nothing was.
    """

    inject: Inject
    planned: datetime
    delivery: Delivery | None

    @property
    def status(self) -> str:
        """What was marked last: delivered, held or cancelled, or "waiting"."""
        return "waiting" if self.delivery is None else self.delivery.status

    @property
    def actual(self) -> datetime | None:
        """The time that was marked."""
        return None if self.delivery is None else moment_of(self.delivery)

    @property
    def minutes_late(self) -> int | None:
        """How much later than planned it was delivered, negative when earlier."""
        if self.delivery is None or self.delivery.status != "delivered":
            return None
        return round((moment_of(self.delivery) - self.planned) / timedelta(minutes=1))


def state_of(reader: PlanReader, inject: Inject) -> Delivery | None:
    """Return what was marked last for an inject, None when nothing was."""
    return max(reader.children(Delivery, "inject_id", inject.id), key=_written, default=None)


def conduct_of(reader: PlanReader) -> list[Conducted]:
    """Return all injects as planned and as they went, by planned time."""
    clock = clock_of(reader.row)
    last: dict[str, Delivery] = {}
    for row in reader.rows(Delivery):
        if row.inject_id not in last or _written(row) > _written(last[row.inject_id]):
            last[row.inject_id] = row
    return [
        Conducted(row, clock.utc(row.offset_minutes), last.get(row.id))
        for row in reader.rows(Inject)
    ]


def minutes_late(delivery: Delivery, inject: Inject, clock: PlanClock) -> int:
    """Return how many minutes after its planned time an inject was marked."""
    planned = clock.utc(inject.offset_minutes)
    return round((moment_of(delivery) - planned) / timedelta(minutes=1))


def still_to_come(conducted: Sequence[Conducted]) -> list[Conducted]:
    """Return the injects that are neither delivered nor cancelled, by planned time.

    One whose own status says that it is cancelled does not come either.
    """
    return [
        one for one in conducted if one.status not in FINAL and one.inject.status != "cancelled"
    ]


def tally(conducted: Sequence[Conducted]) -> dict[str, int]:
    """Return how many injects are waiting, held, delivered and cancelled."""
    counts = Counter(
        "cancelled" if one.status == "waiting" and one.inject.status == "cancelled" else one.status
        for one in conducted
    )
    return {status: counts[status] for status in ("waiting", "held", "delivered", "cancelled")}


def moment_of(delivery: Delivery) -> datetime:
    """Return the time of a delivery, in UTC with its zone."""
    return datetime.fromisoformat(delivery.moment).replace(tzinfo=UTC)


def mark(
    plan: OpenPlan, inject: Inject, status: str, *, moment: datetime, note: str = ""
) -> Delivery:
    """Mark an inject as delivered, held or cancelled, in one edit; return the row.

    `moment` is the actual time, with its zone. Marking again replaces what was marked
    before; the earlier rows stay for the report. Raises UnwritableLibrary.
    """
    written = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    with plan.edit(MARKING[status], number=inject.number or inject.title.best("en")):
        row = Delivery(inject_id=inject.id, status=status, moment=written, note=note)
        plan.add(row)
        if status in FINAL:
            inject.status = status
        elif inject.status in FINAL:
            inject.status = "synchronized"
    return row


def _written(row: Delivery) -> tuple[str, str, str]:
    # What was written last counts, so that a wrong time can be corrected to an earlier one.
    return row.born, row.moment, row.id

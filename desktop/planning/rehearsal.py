"""Rehearsing the conduct of play: pretended time, and marks that are swept away after it.

What a rehearsal changes is kept in the library's settings before it is changed, so that it
can be swept away whatever happens in between.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from db.open_plan import OpenPlan
from db.tables import Delivery, Inject
from desktop.language import N_

KEEPING = ("status", "notes_en", "notes_es")
"""What a rehearsal may change of an inject."""


@dataclass(slots=True)
class Rehearsal:
    """A rehearsal under way: how far its clock is ahead, in seconds, and what was before.

    `deliveries` are the marks that were there already, `injects` what the injects that were
    touched said before, `added` the injects that were made up.
    """

    ahead: float
    deliveries: list[str] = field(default_factory=list)
    injects: dict[str, dict[str, str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)


def rehearsal_of(plan: OpenPlan) -> Rehearsal | None:
    """Return the rehearsal under way, None when play is real."""
    stored: dict[str, Any] | None = plan.library.setting(_key(plan))
    return Rehearsal(**stored) if stored else None


def begin_rehearsal(plan: OpenPlan, pretended: datetime, now: datetime | None = None) -> Rehearsal:
    """Begin a rehearsal at the `pretended` moment, which has a zone; return it."""
    ahead = (pretended - (now or datetime.now(UTC))).total_seconds()
    return _keep(plan, Rehearsal(ahead, [row.id for row in plan.rows(Delivery)]))


def set_pretended(plan: OpenPlan, rehearsal: Rehearsal, pretended: datetime) -> Rehearsal:
    """Set the clock of the rehearsal under way to another moment."""
    rehearsal.ahead = (pretended - datetime.now(UTC)).total_seconds()
    return _keep(plan, rehearsal)


def remember(plan: OpenPlan, rehearsal: Rehearsal, inject: Inject, *, new: bool = False) -> None:
    """Remember what an inject says before the rehearsal changes it, or that it is `new`."""
    if new:
        rehearsal.added.append(inject.id)
    elif inject.id not in rehearsal.injects and inject.id not in rehearsal.added:
        rehearsal.injects[inject.id] = {name: getattr(inject, name) for name in KEEPING}
    _keep(plan, rehearsal)


def end_rehearsal(plan: OpenPlan, rehearsal: Rehearsal) -> None:
    """Sweep away all that the rehearsal did, in one edit. Raises UnwritableLibrary."""
    before = set(rehearsal.deliveries)
    with plan.edit(N_("End the rehearsal")):
        for row in [row for row in plan.rows(Delivery) if row.id not in before]:
            plan.remove(row)
        for inject_id, values in rehearsal.injects.items():
            inject = plan.get(Inject, inject_id)
            if inject is not None:
                for name, value in values.items():
                    setattr(inject, name, value)
        for inject_id in rehearsal.added:
            inject = plan.get(Inject, inject_id)
            if inject is not None:
                plan.remove(inject)
    plan.library.set_setting(_key(plan), None)


def pretended_now(rehearsal: Rehearsal | None) -> datetime:
    """Return the present moment, in UTC: the real one, or that of the rehearsal."""
    ahead = timedelta(seconds=rehearsal.ahead if rehearsal else 0)
    return datetime.now(UTC) + ahead


def _keep(plan: OpenPlan, rehearsal: Rehearsal) -> Rehearsal:
    plan.library.set_setting(_key(plan), asdict(rehearsal))
    return rehearsal


def _key(plan: OpenPlan) -> str:
    return f"rehearsal/{plan.id}"

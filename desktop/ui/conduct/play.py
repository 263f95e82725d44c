"""The play that a board conducts: its clock, what comes next, and the marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from db.journal import Step
from db.open_plan import OpenPlan
from db.tables import Delivery, Inject
from db.text import Text
from desktop.apology import KNOWN_ERRORS, apology
from desktop.language import N_, _, spoken
from desktop.planning.ad_hoc import ad_hoc_number
from desktop.planning.deliveries import (
    MARKING,
    Conducted,
    conduct_of,
    mark,
    state_of,
    still_to_come,
)
from desktop.planning.moments import PlanClock, clock_of
from desktop.planning.rehearsal import (
    Rehearsal,
    begin_rehearsal,
    end_rehearsal,
    pretended_now,
    rehearsal_of,
    remember,
    set_pretended,
)
from desktop.planning.storylines import storyline_id_of
from desktop.ui.desk import Desk

NOTE_LABEL = N_("Note on inject {number}")
AD_HOC_LABEL = N_("Add ad-hoc inject {number}")
OF_THE_BOARD = frozenset({*MARKING.values(), NOTE_LABEL, AD_HOC_LABEL})
"""The steps that the board may take back."""
SAID: dict[str, str] = {
    "delivered": N_("Inject {number} delivered at {time}"),
    "held": N_("Inject {number} held at {time}"),
    "cancelled": N_("Inject {number} canceled at {time}"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which injects the board shows; None shows all."""

    controller_id: str | None = None
    venue_id: str | None = None
    storyline_id: str | None = None


class Play(QObject):
    """What the controller does. Every act is on disk before `said` tells of it.

    `said` carries a sentence, `failed` the sentence for an error that a person can meet.
    """

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.plan = plan
        self.rehearsal: Rehearsal | None = rehearsal_of(plan)
        stored = desk.library.setting(self._filters_key(), {})
        self.filters = Filters(**stored)
        self._all: list[Conducted] | None = None

    @property
    def clock(self) -> PlanClock:
        """The plan's clock."""
        return clock_of(self.plan.row)

    def now(self) -> datetime:
        """Return the moment of play in UTC, pretended while rehearsing."""
        return pretended_now(self.rehearsal)

    def all(self) -> list[Conducted]:
        """Return the injects that the filters let through, by planned time."""
        if self._all is None:
            self._all = [one for one in conduct_of(self.plan) if self._is_wanted(one.inject)]
        return self._all

    def forget(self) -> None:
        """Read the injects anew when they are asked for: something has changed."""
        self._all = None

    def to_come(self) -> list[Conducted]:
        """Return those that are still to come."""
        return still_to_come(self.all())

    def choose(self, filters: Filters) -> None:
        """Show other injects from now on, and remember it."""
        self.filters = filters
        self.forget()
        values = {name: getattr(filters, name) for name in filters.__slots__}
        self.desk.library.set_setting(self._filters_key(), values)

    def mark(self, inject: Inject, status: str, note: str = "") -> bool:
        """Mark an inject as delivered, held or cancelled now; return whether it is on disk."""
        moment = self.now()
        try:
            self._remember(inject)
            mark(self.plan, inject, status, moment=moment, note=note)
        except KNOWN_ERRORS as error:
            self.failed.emit(apology(error))
            return False
        time = moment.astimezone(self.clock.zone).strftime("%H:%M:%S")
        self.said.emit(_(SAID[status]).format(number=number_of(inject), time=time))
        return True

    def note(self, inject: Inject, text: str) -> bool:
        """Write a note on what was marked last, or else add it to those of the inject."""
        number = number_of(inject)
        delivery = state_of(self.plan, inject)
        if delivery is None:
            time = self.now().astimezone(self.clock.zone).strftime("%H:%M")
            so_far = inject.notes.get(spoken())
            text = f"{so_far}\n{time} {text}".strip()
        try:
            self._remember(inject)
            with self.plan.edit(NOTE_LABEL, number=number):
                if delivery is not None:
                    delivery.note = text
                else:
                    inject.notes = inject.notes.replaced(spoken(), text)
        except KNOWN_ERRORS as error:
            self.failed.emit(apology(error))
            return False
        self.said.emit(_("Note on inject {number} saved").format(number=number))
        return True

    def note_of(self, inject: Inject) -> str:
        """Return the note on what was marked last for an inject."""
        delivery = state_of(self.plan, inject)
        return "" if delivery is None else delivery.note

    def undo(self) -> None:
        """Take back what the board did last; edits made elsewhere are left alone."""
        step = self.plan.next_undo()
        if step is None or step.label not in OF_THE_BOARD:
            self.failed.emit(_("The board has nothing to take back."))
            return
        try:
            self.plan.undo()
        except KNOWN_ERRORS as error:
            self.failed.emit(apology(error))
            return
        self.said.emit(_("Taken back: {step}").format(step=_filled(step)))

    def add(self, values: dict[str, str], behind: Inject | None) -> Inject | None:
        """Add an inject made up now, due at once; return it, None when that failed.

        `values` are number, title, message, sender, receiver and mode. It belongs to the
        event and storyline of `behind`.
        """
        number = values["number"] or ad_hoc_number(self.plan, behind)
        offset = self.clock.offset_of(self.now())
        inject = Inject(number=number, offset_minutes=offset, ad_hoc=True, status="approved")
        for name in ("title", "message", "sender", "receiver"):
            setattr(inject, name, Text().replaced(spoken(), values[name]))
        inject.mode, inject.kind = values["mode"], "contingency"
        if behind is not None:
            inject.event_id, inject.storyline_id = behind.event_id, behind.storyline_id
            inject.controller_id, inject.venue_id = behind.controller_id, behind.venue_id
        else:
            inject.controller_id = self.filters.controller_id
            inject.venue_id = self.filters.venue_id
            inject.storyline_id = self.filters.storyline_id
        try:
            if self.rehearsal is not None:
                remember(self.plan, self.rehearsal, inject, new=True)
            with self.plan.edit(AD_HOC_LABEL, number=number):
                self.plan.add(inject)
        except KNOWN_ERRORS as error:
            self.failed.emit(apology(error))
            return None
        self.said.emit(_("Inject {number} added").format(number=number))
        return inject

    def rehearse(self, pretended: datetime) -> None:
        """Pretend from now on that it is another moment."""
        try:
            if self.rehearsal is None:
                self.rehearsal = begin_rehearsal(self.plan, pretended)
            else:
                set_pretended(self.plan, self.rehearsal, pretended)
        except KNOWN_ERRORS as error:
            self.failed.emit(apology(error))

    def stop_rehearsing(self) -> None:
        """Come back to the real time and sweep away what the rehearsal marked."""
        if self.rehearsal is None:
            return
        try:
            end_rehearsal(self.plan, self.rehearsal)
        except KNOWN_ERRORS as error:
            self.failed.emit(apology(error))
            return
        self.rehearsal = None
        self.said.emit(_("The rehearsal has ended and its marks are gone."))

    def log(self) -> list[Delivery]:
        """Return all that was marked, the latest first."""
        return sorted(self.plan.rows(Delivery), key=lambda row: row.born, reverse=True)

    def _remember(self, inject: Inject) -> None:
        if self.rehearsal is not None:
            remember(self.plan, self.rehearsal, inject)

    def _is_wanted(self, inject: Inject) -> bool:
        wanted = self.filters
        return wanted == Filters() or (
            wanted.controller_id in (None, inject.controller_id)
            and wanted.venue_id in (None, inject.venue_id)
            and wanted.storyline_id in (None, storyline_id_of(self.plan, inject))
        )

    def _filters_key(self) -> str:
        return f"conduct-filters/{self.plan.id}"


def number_of(inject: Inject) -> str:
    """Return the number of an inject, or its title when it has none."""
    return inject.number or inject.title.best(spoken())


def _filled(step: Step) -> str:
    return _(step.label).format(**step.values)

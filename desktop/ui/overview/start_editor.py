"""Editors of when a plan starts and ends: a date and a clock time, and the zone they are in."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtWidgets import QHBoxLayout, QLabel

from db.tables import Milestone, ScheduleItem
from desktop.language import N_, _, ngettext
from desktop.planning.moments import clock_of
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.library.clock_edit import ClockEdit
from desktop.ui.library.day_edit import DayEdit
from desktop.ui.library.zones import ZoneBox

MINUTES_PER_DAY = 1440


class MomentEditor(FieldEditor):
    """A date and a clock time; what is chosen is written when the field is left."""

    def __init__(self, desk: Desk, title: str, field: str) -> None:
        super().__init__(desk, title, (field,))
        self._shown: datetime | None = None
        self.date = named(DayEdit(), _("{field}: date").format(field=_(title)))
        self.time = named(ClockEdit(), _("{field}: time").format(field=_(title)))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.date, 3)
        line.addWidget(self.time, 1)
        self.box.addLayout(line)
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "quiet")
        self.box.addWidget(self.note)
        self.date.editingFinished.connect(self.settle)
        self.time.settled.connect(self.settle)
        self.date.calendarWidget().clicked.connect(lambda _day: self.settle())

    def stored(self) -> datetime:
        """Return the moment as the plan has it."""
        raise NotImplementedError

    def put(self, moment: datetime) -> None:
        """Write a moment to the plan."""
        raise NotImplementedError

    def chosen(self) -> datetime | None:
        """Return the moment that stands in the fields, None when the time cannot be read."""
        minutes = self.time.minutes()
        if minutes is None:
            return None
        return datetime.combine(self.date.day(), time(minutes // 60, minutes % 60))

    def show_value(self) -> None:
        """Show the moment, unless it is being changed."""
        if self.row is None or self.date.hasFocus() or self.time.hasFocus():
            return
        moment = self._shown = self.stored()
        self.date.set_day(moment.date())
        self.time.set_minutes(moment.hour * 60 + moment.minute)

    def write_typed(self) -> None:
        """Write the moment that stands in the fields, if the planner changed it there.

        Fields of a page that is hidden stand still while the plan moves on: what they show
        is then no wish.
        """
        chosen = self.chosen()
        if self.row is None or chosen is None or chosen in (self._shown, self.stored()):
            return
        self._shown = chosen
        self.put(chosen)


class StartEditor(MomentEditor):
    """STARTEX, or the opening session; everything in the plan moves with it."""

    def __init__(self, desk: Desk) -> None:
        workshop = desk.plan is not None and desk.plan.row.kind == "workshop"
        super().__init__(desk, N_("Opening session") if workshop else N_("STARTEX"), "start")

    def stored(self) -> datetime:
        """Return the start as the plan has it."""
        return datetime.fromisoformat(self.row.start)

    def put(self, moment: datetime) -> None:
        """Move the start, and say what moved with it."""
        before = self.stored()

        def write() -> None:
            self.row.start = moment.isoformat(timespec="minutes")

        with self.desk.attempt():
            with self.plan.edit(N_("Move start to {moment}"), moment=f"{moment:%Y-%m-%d %H:%M}"):
                write()
            self.desk.tell(
                _("The start moved by {span}. {what}").format(
                    span=_span(moment - before), what=self._what_moves()
                )
            )

    def show_value(self) -> None:
        """Show the start and what moves with it."""
        super().show_value()
        if self.row is not None:
            self.note.setText(self._what_moves())

    def _what_moves(self) -> str:
        items, milestones = len(self.plan.rows(ScheduleItem)), len(self.plan.rows(Milestone))
        activities = ngettext("{count} activity", "{count} activities", items)
        deadlines = ngettext("{count} milestone", "{count} milestones", milestones)
        return _("{activities} and {milestones} move with it.").format(
            activities=activities.format(count=items),
            milestones=deadlines.format(count=milestones),
        )


class EndEditor(MomentEditor):
    """ENDEX, or the end of the closing session."""

    def __init__(self, desk: Desk) -> None:
        workshop = desk.plan is not None and desk.plan.row.kind == "workshop"
        title = N_("End of the workshop") if workshop else N_("ENDEX")
        super().__init__(desk, title, "duration_minutes")

    def stored(self) -> datetime:
        """Return the end as the plan has it."""
        start = datetime.fromisoformat(self.row.start)
        return start + timedelta(minutes=self.row.duration_minutes)

    def put(self, moment: datetime) -> None:
        """Write the duration that ends at `moment`; an end before the start is refused."""
        minutes = (moment - datetime.fromisoformat(self.row.start)) // timedelta(minutes=1)
        if minutes <= 0:
            self.note.setText(_("The end must come after the start."))
            return
        with self.desk.attempt(), self.plan.edit(N_("Set the end")):
            self.row.duration_minutes = minutes

    def show_value(self) -> None:
        """Show the end and how many days the plan takes."""
        super().show_value()
        if self.row is not None and self.chosen() == self.stored():
            clock = clock_of(self.row)
            days = clock.day(max(0, clock.end_offset - 1)) + 1
            self.note.setText(ngettext("{count} day", "{count} days", days).format(count=days))


class ZoneEditor(FieldEditor):
    """The time zone of the plan's wall clock."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, N_("Time zone"), ("zone",))
        self._shown = ""
        self.zone = ZoneBox()
        self.box.addWidget(self.zone)
        self.box.addWidget(self.trouble)
        self.zone.activated.connect(lambda _index: self.settle())
        line = self.zone.lineEdit()
        if line is not None:
            line.editingFinished.connect(self.settle)

    def show_value(self) -> None:
        """Show the zone, unless one is being typed."""
        if self.row is not None and not self.zone.hasFocus():
            self._shown = self.row.zone
            self.zone.set_zone(self._shown)

    def write_typed(self) -> None:
        """Write the zone, or say that nobody knows it."""
        zone = self.zone.zone()
        if not zone:
            self.complain(_("Choose a time zone from the list, such as America/Panama."))
            return
        self.complain("")
        if self.row is not None and zone not in (self._shown, self.row.zone):
            self._shown = zone
            self.write(lambda: setattr(self.row, "zone", zone), together=False)


def _span(moved: timedelta) -> str:
    """Return how far the start moved, in whole days where it can be."""
    minutes = moved // timedelta(minutes=1)
    sign = "+" if minutes >= 0 else "−"
    days, rest = divmod(abs(minutes), MINUTES_PER_DAY)
    words = [ngettext("{count} day", "{count} days", days).format(count=days)] if days else []
    if rest:
        words.append(f"{rest // 60}:{rest % 60:02} h")
    return f"{sign}{' '.join(words)}"

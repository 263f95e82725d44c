"""Which steps the history shows: whose, from when, and of which record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton, QWidget

from db.history import Person, Sought, people_of
from db.named_versions import named_versions
from db.open_plan import OpenPlan
from desktop.language import N_, _
from desktop.ui.accessible import named
from desktop.ui.forms.flow_layout import FlowLayout
from desktop.ui.icons import icon_for

TIMES: dict[str, int] = {
    N_("Any time"): 0,
    N_("The last 24 hours"): 1,
    N_("The last 7 days"): 7,
    N_("The last 30 days"): 30,
    N_("The last 90 days"): 90,
}
"""How far back steps are looked for, in days; 0 is to the beginning."""
NARROWEST = 190
LONGEST_NAME = 40


class StepsFilter(QWidget):
    """A line of filters; `changed` when other steps are looked for."""

    changed = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self._row: tuple[str, str] | None = None
        self._people: list[Person] | None = None
        self.person = named(QComboBox(), _("Whose steps"))
        self.time = named(QComboBox(), _("From when"))
        for text, days in TIMES.items():
            self.time.addItem(_(text), days)
        for box in (self.person, self.time):
            box.setMinimumWidth(NARROWEST)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.named = QPushButton(_("Named versions"))
        self.named.setCheckable(True)
        self.named.setIcon(icon_for("bookmark-simple", "accent"))
        self.named.toggled.connect(lambda _on: self.changed.emit())
        self.record = QToolButton()
        self.record.setProperty("role", "chip")
        self.record.setIcon(icon_for("x", "quiet"))
        self.record.clicked.connect(lambda _checked: self.show_record(None, ""))
        self.record.hide()
        layout = FlowLayout(8)
        self.setLayout(layout)
        layout.addWidget(self.person)
        layout.addWidget(self.time)
        layout.addWidget(self.named)
        layout.addWidget(self.record)
        self.record.setMinimumHeight(self.named.sizeHint().height())

    @property
    def sought(self) -> Sought:
        """Which steps are looked for."""
        days = self.time.currentData()
        since = datetime.now(UTC) - timedelta(days=days) if days else None
        among = frozenset(named_versions(self._plan)) if self.named.isChecked() else None
        return Sought(self.person.currentData(), since, self._row, among)

    def read_people(self) -> None:
        """Offer everybody whose edits the journal has."""
        people = people_of(self._plan)
        if people == self._people:
            return
        chosen, self._people = self.person.currentData(), people
        with QSignalBlocker(self.person):
            self.person.clear()
            self.person.addItem(_("Everybody"), None)
            for person in people:
                self.person.addItem(self._called(person), person)
            self.person.setCurrentIndex(people.index(chosen) + 1 if chosen in people else 0)

    def show_record(self, row: tuple[str, str] | None, name: str) -> None:
        """Look only for steps of one record, or of all when `row` is None."""
        self._row = row
        short = name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"
        self.record.setText(_("Only {record}").format(record=short) if row else "")
        self.record.setToolTip(_("Show the steps of all records again"))
        self.record.setToolButtonStyle(self.record.toolButtonStyle().ToolButtonTextBesideIcon)
        self.record.setVisible(row is not None)
        self.changed.emit()

    def show_all(self) -> None:
        """Look for the steps of everybody again, of any time and of all records."""
        for widget in (self.person, self.time, self.named):
            widget.blockSignals(True)
        self.person.setCurrentIndex(0)
        self.time.setCurrentIndex(0)
        self.named.setChecked(False)
        for widget in (self.person, self.time, self.named):
            widget.blockSignals(False)
        self.show_record(None, "")

    def _called(self, person: Person) -> str:
        if person.author:
            return person.author
        mine = person.replica == self._plan.library.replica
        return _("You") if mine else _("Another laptop")

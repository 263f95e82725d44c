"""Whose injects the board shows: by controller, venue and storyline."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.tables import Inject, Storyline, Venue
from desktop.language import _, spoken
from desktop.planning.assignees import assignee_of
from desktop.planning.row_values import values_of
from desktop.ui.conduct.play import Filters, Play
from desktop.ui.forms.typing_widgets import CalmCombo
from desktop.ui.tables.directory_columns import venue_label


class BoardFilters(QWidget):
    """Three drop-downs. Emits `changed` when another is chosen."""

    changed = Signal()

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play
        self.controller = self._combo(_("Controller"))
        self.venue = self._combo(_("Venue"))
        self.storyline = self._combo(_("Storyline"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for combo in (self.controller, self.venue, self.storyline):
            layout.addWidget(combo)
        self.show_all()

    def _combo(self, name: str) -> CalmCombo:
        combo = CalmCombo()
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        combo.activated.connect(self._choose)
        return combo

    def show_all(self) -> None:
        """Offer what the injects name now."""
        plan, chosen = self._play.plan, self._play.filters
        values = [values_of(row) for row in plan.rows(Inject)]
        controllers = dict.fromkeys(v.get("controller_id") for v in values)
        venues = dict.fromkeys(v.get("venue_id") for v in values)
        self._fill(
            self.controller,
            _("All controllers"),
            [(one, assignee_of(plan, one, spoken())) for one in controllers if one],
            chosen.controller_id,
        )
        places = [plan.get(Venue, one) for one in venues if one]
        self._fill(
            self.venue,
            _("All venues"),
            [(place.id, venue_label(place)) for place in places if place],
            chosen.venue_id,
        )
        self._fill(
            self.storyline,
            _("All storylines"),
            [
                (row.id, f"{row.code} {row.name.best(spoken())}".strip())
                for row in plan.rows(Storyline)
            ],
            chosen.storyline_id,
        )

    def _fill(
        self, combo: CalmCombo, every: str, choices: list[tuple[str, str]], chosen: str | None
    ) -> None:
        wanted = [(every, None), *((label, value) for value, label in choices)]
        present = [(combo.itemText(n), combo.itemData(n)) for n in range(combo.count())]
        with QSignalBlocker(combo):
            if wanted != present:
                combo.clear()
                for label, value in wanted:
                    combo.addItem(label, value)
            combo.setCurrentIndex(max(0, combo.findData(chosen)) if chosen else 0)
        combo.setVisible(bool(choices))

    def _choose(self) -> None:
        chosen = Filters(
            self.controller.currentData(), self.venue.currentData(), self.storyline.currentData()
        )
        with self._play.desk.attempt():
            self._play.choose(chosen)
        self.changed.emit()

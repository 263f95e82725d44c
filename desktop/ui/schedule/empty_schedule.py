"""What the schedule says while it has no items: what to do next."""

from __future__ import annotations

from desktop.language import _
from desktop.ui.empty_state import EmptyState


class EmptySchedule(EmptyState):
    """Invites to add the first item, with `button`."""

    def __init__(self) -> None:
        super().__init__(
            "calendar-blank",
            _("Nothing is scheduled yet"),
            _(
                "Add what happens from STARTEX to ENDEX: briefings, play, movements, meals, the "
                "hot wash. Times follow STARTEX, so the whole schedule moves with it."
            ),
        )
        self.button = self.add_way(_("Add the first item"), "plus")

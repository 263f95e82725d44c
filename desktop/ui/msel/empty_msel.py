"""What the MSEL says while it has no injects: what to do next."""

from __future__ import annotations

from desktop.language import _
from desktop.ui.empty_state import EmptyState


class EmptyMsel(EmptyState):
    """Invites to add, paste or import injects."""

    def __init__(self) -> None:
        super().__init__(
            "list-numbers",
            _("The MSEL is empty"),
            _(
                "An inject is what reaches the players: when, from whom, to whom, in which words, "
                "and what they are expected to do. Write the first one, or bring a list you have "
                "in a spreadsheet."
            ),
        )
        self.button = self.add_way(_("Add the first inject"), "plus")
        self.paste_button = self.add_way(_("Paste from the clipboard"), "clipboard-text")
        self.import_button = self.add_way(_("Import…"), "download-simple")

"""The MSEL section."""

from __future__ import annotations

from typing import ClassVar

from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.page import Page


class MselPage(Page):
    """Shows the injects of an exercise."""

    section: ClassVar[str] = "msel"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("MSEL"))
        self.heading.set_texts(_("MSEL"), "")

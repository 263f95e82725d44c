"""Who may read a part of the scenario, as it is shown everywhere: icon, words and colour."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton

from desktop.language import N_, _
from desktop.ui.icons import icon_for
from desktop.ui.theme import colors

PLAYERS, CONTROLLERS = N_("Players may see it"), N_("Only controllers")


def audience_words(for_players: bool) -> str:
    """Return who may read it, in words."""
    return _(PLAYERS) if for_players else _(CONTROLLERS)


def audience_icon(for_players: bool) -> tuple[str, str]:
    """Return the names of the icon and of its tone."""
    return ("eye", "accent") if for_players else ("lock-simple", "warning")


class AudienceButton(QPushButton):
    """Shows who may read the part in hand, and turns it over. Emits `turned`."""

    turned = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._for_players = False
        self.setIconSize(QSize(18, 18))
        self.clicked.connect(lambda: self.turned.emit(not self._for_players))

    def show_for(self, for_players: bool) -> None:
        """Show who may read it."""
        self._for_players = for_players
        icon, tone = audience_icon(for_players)
        self.setIcon(icon_for(icon, tone))
        self.setText(audience_words(for_players))
        worn = colors()
        ground = worn.accent_ground if for_players else worn.sand_ground
        color = worn.accent if for_players else worn.warning
        self.setStyleSheet(
            f"QPushButton {{ background: {ground}; color: {color}; font-weight: 600;"
            f" border: 1px solid {ground}; }} QPushButton:focus {{ border-color: {color}; }}"
        )
        self.setToolTip(
            _("Click to hide it from players") if for_players else _("Click to show it to players")
        )

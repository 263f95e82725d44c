"""Light and dark: the colours of the window, and how they are put on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.stylesheet import stylesheet

SYSTEM, LIGHT_NAME, DARK_NAME = "system", "light", "dark"


@dataclass(frozen=True, slots=True)
class Colors:
    """A set of colours; text on its ground has a contrast of at least 4.5:1."""

    accent: str
    accent_hover: str
    accent_ground: str
    on_accent: str
    ground: str
    panel: str
    sidebar: str
    text: str
    quiet: str
    line: str
    zebra: str
    shade: str
    warning: str
    error: str
    blue: str
    blue_ground: str
    sand: str
    sand_ground: str
    dark: bool


LIGHT = Colors(
    accent="#0b7a75",
    accent_hover="#096560",
    accent_ground="#dff1ef",
    on_accent="#ffffff",
    ground="#ffffff",
    panel="#ffffff",
    sidebar="#f4f6f6",
    text="#1d2a2e",
    quiet="#5e6f75",
    line="#dfe5e6",
    zebra="#f8fafa",
    shade="#eef1f2",
    warning="#9c5f00",
    error="#b3382c",
    blue="#2f5d9b",
    blue_ground="#e0e8f5",
    sand="#7a6433",
    sand_ground="#f3ecda",
    dark=False,
)
DARK = Colors(
    accent="#3fb6a8",
    accent_hover="#57c7ba",
    accent_ground="#17403d",
    on_accent="#0c1714",
    ground="#14191c",
    panel="#1b2226",
    sidebar="#101517",
    text="#e6ecee",
    quiet="#93a3aa",
    line="#2b353a",
    zebra="#181e21",
    shade="#20282c",
    warning="#e0a33e",
    error="#e8705f",
    blue="#8fb4e8",
    blue_ground="#24364f",
    sand="#d0bb85",
    sand_ground="#3b3524",
    dark=True,
)


def wants_dark(appearance: str) -> bool:
    """Return whether `appearance` (system, light or dark) means dark now."""
    if appearance == SYSTEM:
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return appearance == DARK_NAME


def colors() -> Colors:
    """Return the colours that the application wears now."""
    app = QApplication.instance()
    return DARK if app is not None and app.property("istmo-dark") else LIGHT


def wear(app: QApplication, appearance: str) -> None:
    """Put on the colours of `appearance` (system, light or dark)."""
    chosen = DARK if wants_dark(appearance) else LIGHT
    sheet = stylesheet(chosen)
    if app.styleSheet() == sheet:
        return
    app.setProperty("istmo-dark", chosen.dark)
    app.setStyle("Fusion")
    app.setPalette(_palette(chosen))
    app.setStyleSheet(sheet)


def _palette(c: Colors) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, color in {
        roles.Window: c.ground,
        roles.WindowText: c.text,
        roles.Base: c.panel,
        roles.AlternateBase: c.zebra,
        roles.Text: c.text,
        roles.PlaceholderText: c.quiet,
        roles.Button: c.panel,
        roles.ButtonText: c.text,
        roles.BrightText: c.error,
        roles.Highlight: c.accent,
        roles.HighlightedText: c.on_accent,
        roles.Link: c.accent,
        roles.LinkVisited: c.accent,
        roles.ToolTipBase: c.text,
        roles.ToolTipText: c.ground,
        roles.Light: c.line,
        roles.Midlight: c.line,
        roles.Mid: c.line,
        roles.Dark: c.quiet,
        roles.Shadow: c.line,
        roles.Accent: c.accent,
    }.items():
        palette.setColor(role, QColor(color))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.quiet))
    return palette

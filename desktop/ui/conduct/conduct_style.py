"""The look of the board: larger than the rest of Istmo, to be read from a step away."""

from __future__ import annotations

from string import Template

from desktop.ui.theme import colors

_SHEET = Template("""
#conduct { background: $ground; }
QLabel[role="clock"] { font-size: 44px; font-weight: 600; }
QLabel[role="second-clock"] { font-size: 18px; color: $quiet; }
QLabel[role="inject-title"] { font-size: 26px; font-weight: 600; }
QLabel[role="inject-line"] { font-size: 17px; color: $quiet; }
QLabel[role="countdown"] { font-size: 30px; font-weight: 600; color: $accent; }
QLabel[role="countdown"][late="true"] { color: $error; }
QLabel[role="banner"] {
    background: $sand_ground; color: $sand; font-weight: 600; padding: 6px 12px; border-radius: 6px;
}
QLabel[role="done"] { font-size: 15px; color: $accent; font-weight: 600; }
QLabel[role="failed"] { font-size: 15px; color: $error; font-weight: 600; }
QPushButton[role="big"], QPushButton[role="big-primary"] {
    font-size: 17px; font-weight: 600; padding: 10px 6px; min-height: 32px; border-radius: 8px;
}
QPushButton[role="big-primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[role="big-primary"]:hover { background: $accent_hover; }
QPushButton[role="big-primary"]:focus { border: 2px solid $text; padding: 9px 5px; }
QPushButton[role="big-primary"]:disabled {
    background: $shade; color: $quiet; border-color: $line;
}
QFrame#message { background: $panel; border: 1px solid $line; border-radius: 10px; }
QTextBrowser { background: transparent; border: none; }
""")


def conduct_style() -> str:
    """Return the board's own style sheet in the colours that are worn."""
    worn = colors()
    return _SHEET.substitute({name: getattr(worn, name) for name in worn.__slots__})

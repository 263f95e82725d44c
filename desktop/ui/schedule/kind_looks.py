"""How each kind of item looks: a colour, and a band whose pattern tells it in grey as well."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from desktop.ui.theme import Colors

BAND = 7.0
"""Width of the patterned band at the beginning of a bar, in pixels."""

_SOLID = Qt.BrushStyle.SolidPattern
_TONES: dict[str, tuple[str, str, Qt.BrushStyle]] = {
    "briefing": ("blue", "ground", _SOLID),
    "play": ("accent", "strong", Qt.BrushStyle.NoBrush),
    "training": ("accent", "ground", Qt.BrushStyle.BDiagPattern),
    "movement": ("sand", "ground", _SOLID),
    "maintenance": ("quiet", "ground", Qt.BrushStyle.CrossPattern),
    "meal": ("quiet", "ground", Qt.BrushStyle.Dense5Pattern),
    "rest": ("quiet", "hollow", Qt.BrushStyle.NoBrush),
    "ceremony": ("blue", "strong", Qt.BrushStyle.NoBrush),
    "hot-wash": ("blue", "ground", Qt.BrushStyle.HorPattern),
    "key-event": ("accent", "strong", Qt.BrushStyle.NoBrush),
    "contingency": ("sand", "ground", Qt.BrushStyle.FDiagPattern),
    "expected-action": ("blue", "ground", _SOLID),
    "administrative": ("quiet", "ground", Qt.BrushStyle.CrossPattern),
    "travel": ("sand", "ground", Qt.BrushStyle.FDiagPattern),
}


@dataclass(frozen=True, slots=True)
class KindLook:
    """The ground of a bar, its edge and band colour, its text, the pattern of its band."""

    ground: QColor
    edge: QColor
    text: QColor
    pattern: Qt.BrushStyle


def look_of(kind: str, colors: Colors) -> KindLook:
    """Return the look of a kind of item; kinds that are not known look like rest."""
    tone, weight, pattern = _TONES.get(kind, _TONES["rest"])
    edge = QColor(getattr(colors, tone))
    if weight == "strong":
        return KindLook(edge, edge, QColor(colors.on_accent), pattern)
    grounds = {
        "accent": colors.accent_ground,
        "blue": colors.blue_ground,
        "sand": colors.sand_ground,
        "quiet": colors.shade,
    }
    ground = colors.panel if weight == "hollow" else grounds[tone]
    return KindLook(QColor(ground), edge, QColor(colors.text), pattern)


def paint_band(painter: QPainter, area: QRectF, look: KindLook) -> None:
    """Paint the band of a bar; `area` is the band itself, `look` the bar's."""
    if look.pattern == Qt.BrushStyle.NoBrush:
        return
    painter.setBrushOrigin(QPointF(area.left(), area.top()))
    painter.fillRect(area, QBrush(look.edge, look.pattern))

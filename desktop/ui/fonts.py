"""Source Sans for the screen, from the files that also print the packets."""

from __future__ import annotations

from pathlib import Path

import font_source_sans_pro
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

FAMILY = "Source Sans Pro"
FACES = ("Regular", "It", "Semibold", "Bold")


def use_fonts(app: QApplication) -> None:
    """Load the application's fonts and make them the default."""
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    for face in FACES:
        QFontDatabase.addApplicationFont(str(folder / f"SourceSansPro-{face}.ttf"))
    font = QFont(FAMILY)
    font.setPixelSize(14)
    app.setFont(font)

"""Draws the icon files of every system from the SVGs: `python installers/icons.py`.

Run it after a change to an SVG in resources/icons, and commit what it writes there.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parents[1] / "resources" / "icons"
PNG_SIZES = {"istmo": (16, 24, 32, 48, 64, 128, 256, 512), "istmo-plan": (16, 32, 48, 128)}
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_SIZES = {b"icp4": 16, b"icp5": 32, b"ic12": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}
"""The entries of an .icns file that hold PNGs, and their sizes in pixels."""


def png(name: str, size: int) -> bytes:
    """Return the icon `name` drawn `size` pixels wide and high, as a PNG."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(FOLDER / f"{name}.svg")).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(100)
    writer.write(image)
    return bytes(content.data())


def ico(name: str) -> bytes:
    """Return the icon `name` as a Windows icon file that holds PNGs."""
    drawings = [png(name, size) for size in ICO_SIZES]
    offset = 6 + 16 * len(drawings)
    head = struct.pack("<HHH", 0, 1, len(drawings))
    for size, drawing in zip(ICO_SIZES, drawings, strict=True):
        edge = size % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(drawing), offset)
        offset += len(drawing)
    return head + b"".join(drawings)


def icns(name: str) -> bytes:
    """Return the icon `name` as a macOS icon file."""
    entries = b""
    for kind, size in ICNS_SIZES.items():
        drawing = png(name, size)
        entries += kind + struct.pack(">I", 8 + len(drawing)) + drawing
    return b"icns" + struct.pack(">I", 8 + len(entries)) + entries


def main() -> None:
    """Write the PNG, .ico and .icns files beside their SVGs."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    for name, sizes in PNG_SIZES.items():
        for size in sizes:
            (FOLDER / f"{name}-{size}.png").write_bytes(png(name, size))
        (FOLDER / f"{name}.ico").write_bytes(ico(name))
        (FOLDER / f"{name}.icns").write_bytes(icns(name))
    application.quit()


if __name__ == "__main__":
    main()

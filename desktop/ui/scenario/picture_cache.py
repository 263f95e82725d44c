"""The pictures of the plan, decoded and made small once."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QPixmapCache

from db.attachments import content_of
from db.open_plan import OpenPlan
from db.tables import Attachment

LARGEST = QSize(4096, 4096)


def image_of(plan: OpenPlan, row: Attachment, size: QSize | None = None) -> QImage:
    """Return a picture, made to fit `size` when it is larger; null when it cannot be read."""
    content = content_of(plan, row.digest)
    buffer = QBuffer()
    buffer.setData(QByteArray(content or b""))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    limit = size or LARGEST
    if whole.isValid() and (whole.width() > limit.width() or whole.height() > limit.height()):
        reader.setScaledSize(whole.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def thumbnail_of(plan: OpenPlan, row: Attachment, size: QSize) -> QPixmap:
    """Return a small picture, from the cache when it was shown before."""
    key = f"attachment/{row.digest}/{size.width()}x{size.height()}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = QPixmap.fromImage(image_of(plan, row, size))
        QPixmapCache.insert(key, pixmap)
    return pixmap

"""A picture of the scenario as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.open_plan import OpenPlan
from db.tables import Attachment
from desktop.language import _, spoken
from desktop.ui.icons import icon_for
from desktop.ui.scenario.picture_cache import image_of


class PictureDialog(QDialog):
    """Shows one of `rows`; the arrow keys lead to the next and the one before."""

    def __init__(self, plan: OpenPlan, rows: list[Attachment], at: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan, self._rows, self._at = plan, rows, at
        self._pixmap = QPixmap()
        self.resize(1100, 700)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(200, 150)
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = QPushButton(_("Previous"))
        before.setIcon(icon_for("caret-left"))
        before.clicked.connect(lambda: self.step(-1))
        after = QPushButton(_("Next"))
        after.setIcon(icon_for("caret-right"))
        after.clicked.connect(lambda: self.step(1))
        close = QPushButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(before)
        foot.addWidget(after)
        foot.addStretch(1)
        foot.addWidget(close)
        for button in (before, after):
            button.setVisible(len(rows) > 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.caption)
        layout.addLayout(foot)
        self.step(0)

    def step(self, by: int) -> None:
        """Show the picture `by` places further."""
        self._at = (self._at + by) % len(self._rows)
        row = self._rows[self._at]
        self._pixmap = QPixmap.fromImage(image_of(self._plan, row))
        self.caption.setText(row.caption.best(spoken()) or row.file_name)
        self.setWindowTitle(row.file_name)
        self.picture.setAccessibleName(self.caption.text())
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to the next picture and the one before."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.step(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._pixmap.isNull():
            self.picture.setText(_("The picture cannot be shown."))
            return
        room = self.picture.size()
        whole = self._pixmap.size()
        if whole.width() <= room.width() and whole.height() <= room.height():
            self.picture.setPixmap(self._pixmap)
            return
        self.picture.setPixmap(
            self._pixmap.scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )

"""The pictures attached to an inject: look at them, add, take away."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from db.tables import Attachment
from desktop.language import N_, _
from desktop.planning.attachments import AttachmentRefused, add_attachment, content_of
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.forms.flow_layout import FlowLayout
from desktop.ui.icons import icon_for

THUMB = QSize(84, 64)
LARGEST = QSize(1100, 720)


class InjectPictures(FieldEditor):
    """Thumbnails of an inject's pictures, and a button to attach another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, N_("Pictures"), ("attachments",))
        self._lines = FlowLayout(6)
        self.box.addLayout(self._lines)
        self._shown: list[tuple[str, str]] = []
        self.thumbs: list[QToolButton] = []
        self.add_button = QPushButton(_("Add picture…"))
        self.add_button.setIcon(icon_for("image"))
        self.add_button.clicked.connect(self.ask)
        self.box.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self.trouble)

    def show_value(self) -> None:
        """Show the pictures the inject has now."""
        rows = [] if self.row is None else self.plan.children(Attachment, "inject_id", self.row.id)
        wanted = [(row.id, row.digest) for row in rows]
        if wanted == self._shown:
            return
        self._shown = wanted
        for thumb in self.thumbs:
            thumb.hide()
            thumb.deleteLater()
        self.thumbs = [self._thumb(row) for row in rows]

    def ask(self) -> None:
        """Ask for a picture and attach it."""
        dialog = QFileDialog(self.window(), _("Attach a picture"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(_("Pictures (*.png *.jpg *.jpeg *.webp)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.attach(Path(path)))
        dialog.open()

    def attach(self, path: Path) -> None:
        """Attach the picture at `path`, or say why it cannot be."""
        self.complain("")
        try:
            with self.desk.attempt():
                add_attachment(self.plan, path, inject=self.row)
        except AttachmentRefused as error:
            self.complain(str(error))

    def _thumb(self, row: Attachment) -> QToolButton:
        button = QToolButton()
        button.setIcon(QIcon(self._picture(row)))
        button.setIconSize(THUMB)
        button.setToolTip(row.file_name)
        button.setAccessibleName(row.file_name)
        button.clicked.connect(partial(self._look_at, row))
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(
            lambda at: self._offer(row, button, button.mapToGlobal(at))
        )
        self._lines.addWidget(button)
        return button

    def _offer(self, row: Attachment, button: QToolButton, at: QPoint) -> None:
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Look at it")).triggered.connect(partial(self._look_at, row))
        menu.addAction(_("Remove")).triggered.connect(partial(self._remove, row))
        menu.popup(at)

    def _remove(self, row: Attachment, _checked: bool = False) -> None:
        with self.desk.attempt(), self.plan.edit(N_("Remove {file}"), file=row.file_name):
            self.plan.remove(row)

    def _look_at(self, row: Attachment, _checked: bool = False) -> None:
        dialog = QDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(row.file_name)
        picture = QLabel()
        picture.setAccessibleName(row.file_name)
        pixmap = self._picture(row)
        if pixmap.width() > LARGEST.width() or pixmap.height() > LARGEST.height():
            pixmap = pixmap.scaled(
                LARGEST,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        picture.setPixmap(pixmap)
        QVBoxLayout(dialog).addWidget(picture)
        dialog.open()

    def _picture(self, row: Attachment) -> QPixmap:
        pixmap = QPixmap()
        content = content_of(self.plan, row.digest)
        if content is not None:
            pixmap.loadFromData(content)
        return pixmap

"""The pictures of a part, as thumbnails in a row: added by dialog, drop or paste."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.tables import Attachment, ScenarioSection
from desktop.language import N_, _, spoken
from desktop.planning.attachments import add_attachment
from desktop.planning.pictures import MEDIA_TYPES
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.scenario.audience import audience_words
from desktop.ui.scenario.picture_cache import thumbnail_of
from desktop.ui.scenario.picture_dialog import PictureDialog

THUMBNAIL = QSize(124, 84)
HEIGHT = 136
ID = Qt.ItemDataRole.UserRole


class _Thumbnails(QListWidget):
    dropped = Signal(object)
    pasting = Signal()
    removing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(THUMBNAIL)
        self.setSpacing(6)
        self.setFixedHeight(HEIGHT)
        self.setAcceptDrops(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take files and pictures anywhere on the strip."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste a picture, remove one, or show it large."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasting.emit()
        elif event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.removing.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class PictureStrip(QWidget):
    """The pictures of the section in hand. Emits `chosen` with an attachment."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.section: ScenarioSection | None = None
        self._rows: list[Attachment] = []
        title = QLabel(_("Pictures and maps"))
        title.setProperty("role", "section")
        self.hint = QLabel(_("Drop pictures here or paste them: PNG, JPEG or WebP up to 8 MB."))
        self.hint.setProperty("role", "quiet")
        self.hint.setWordWrap(True)
        self.add_button = QPushButton(_("Add pictures…"))
        self.add_button.setIcon(icon_for("image"))
        self.add_button.clicked.connect(self.ask_for_files)
        self.add_button.setToolTip(self.hint.text())
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title, 1)
        head.addWidget(self.add_button)
        self.list = _Thumbnails()
        self.list.setAccessibleName(_("Pictures and maps"))
        self.list.currentItemChanged.connect(lambda *_items: self._choose())
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.list.itemActivated.connect(lambda _item: self.show_large())
        self.list.dropped.connect(self.take)
        self.list.pasting.connect(self.paste)
        self.list.removing.connect(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.hint)
        layout.addWidget(self.list)

    def show_section(self, section: ScenarioSection | None) -> None:
        """Show the pictures of a section."""
        plan = self.desk.plan
        current = self.current()
        self.section = section
        self._rows = []
        if plan is not None and section is not None:
            self._rows = list(plan.children(Attachment, "section_id", section.id))
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._rows:
            assert plan is not None  # noqa: S101 - rows come from it
            name = row.caption.best(spoken()) or row.file_name
            item = QListWidgetItem(QIcon(thumbnail_of(plan, row, THUMBNAIL)), name)
            item.setData(ID, row.id)
            item.setToolTip(f"{name}\n{audience_words(row.for_players)}")
            item.setSizeHint(QSize(THUMBNAIL.width() + 12, HEIGHT - 22))
            self.list.addItem(item)
            if current is not None and row.id == current.id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(bool(self._rows))
        self.hint.setVisible(not self._rows)

    def current(self) -> Attachment | None:
        """Return the picture in hand."""
        at = self.list.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def select(self, row_id: str) -> None:
        """Take a picture in hand."""
        ids = [row.id for row in self._rows]
        if row_id in ids:
            self.list.setCurrentRow(ids.index(row_id))
            self.list.setFocus()

    def ask_for_files(self) -> None:
        """Ask for picture files and attach them."""
        endings = " ".join(f"*{end}" for ends in MEDIA_TYPES.values() for end in ends)
        self.dialog = QFileDialog(self, _("Add pictures"))
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.dialog.setNameFilter(_("Pictures ({endings})").format(endings=endings))
        self.dialog.filesSelected.connect(self.attach)
        self.dialog.open()

    def attach(self, names: list[str]) -> None:
        """Attach picture files to the section, each an edit of its own."""
        plan = self.desk.plan
        if plan is None or self.section is None:
            return
        for name in names:
            with self.desk.attempt():
                row = add_attachment(
                    plan,
                    Path(name),
                    section=self.section,
                    for_players=self.section.for_players,
                )
                self.show_section(self.section)
                self.select(row.id)

    def take(self, data: QMimeData) -> None:
        """Attach what was dropped or pasted."""
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.attach(files)
        elif data.hasImage():
            self._attach_image(QImage(data.imageData()))

    def paste(self) -> None:
        """Attach the picture on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if data.hasUrls() or data.hasImage():
            self.take(data)
        else:
            self.desk.tell(_("There is no picture on the clipboard."))

    def remove(self) -> None:
        """Remove the picture in hand."""
        row, plan = self.current(), self.desk.plan
        if row is not None and plan is not None:
            with self.desk.attempt(), plan.edit(N_("Remove {noun}"), noun=N_("picture")):
                plan.remove(row)

    def show_large(self) -> None:
        """Show the picture in hand as large as there is room."""
        at, plan = self.list.currentRow(), self.desk.plan
        if at >= 0 and plan is not None:
            self.large = PictureDialog(plan, list(self._rows), at, self)
            self.large.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.large.open()

    def _attach_image(self, image: QImage) -> None:
        if image.isNull():
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{_('pasted picture')}.png"
            image.save(str(path))
            self.attach([str(path)])

    def _choose(self) -> None:
        row = self.current()
        if row is not None:
            self.chosen.emit(row)

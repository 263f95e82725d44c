"""The library's backups: seen, made, restored."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.backup import Backup, back_up, backups_of, plans_in
from desktop.language import N_, _, ngettext
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.library.plan_words import ago, moment_word
from desktop.ui.library.restoring import restore_backup

BACKUP = Qt.ItemDataRole.UserRole
BY_HAND = "by-hand"
OCCASIONS: dict[str, str] = {
    "": N_("Daily"),
    BY_HAND: N_("By hand"),
    "before-migration": N_("Before an update"),
    "before-merge": N_("Before a merge"),
}
WIDTHS = (150, 110, 90)


class BackupsDialog(QDialog):
    """Lists backups with date, occasion, plans and size; makes one, goes back to one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.setWindowTitle(_("Backups"))
        self.resize(680, 460)
        title = QLabel(_("Backups"))
        title.setProperty("role", "title")
        about = QLabel(
            _(
                "Istmo backs the library up every day on this laptop and keeps the last of each "
                "of seven days, four weeks and twelve months. Restoring one keeps today's "
                "library beside it, so that nothing is lost."
            ),
            wordWrap=True,
        )
        about.setProperty("role", "quiet")
        self.list = named(QTreeWidget(), _("Backups"))
        self.list.setHeaderLabels([_("Made"), _("Occasion"), _("Plans"), _("Size")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(WIDTHS, start=1):
            self.list.setColumnWidth(column, width)
        self.list.itemSelectionChanged.connect(self._weigh)
        self.state = QLabel(wordWrap=True)
        self.state.setProperty("role", "quiet")
        self.make_button = QPushButton(icon_for("plus"), _("Back up now"))
        self.make_button.clicked.connect(self._make)
        self.restore_button = QPushButton(_("Restore…"))
        self.restore_button.clicked.connect(self._ask)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.make_button, self.restore_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(about)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.state)
        layout.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Show the backups that there are, the newest first and selected."""
        self.list.clear()
        for backup in backups_of(self._desk.library.path):
            self.list.addTopLevelItem(_item(backup))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        else:
            self.state.setText(_("There is no backup yet."))
        self._weigh()

    def chosen(self) -> Backup | None:
        """Return the backup that is selected."""
        items = self.list.selectedItems()
        backup: Backup | None = items[0].data(0, BACKUP) if items else None
        return backup

    def _weigh(self) -> None:
        backup = self.chosen()
        self.restore_button.setEnabled(backup is not None and plans_in(backup) is not None)

    def _make(self) -> None:
        self._desk.settle()
        with self._desk.attempt():
            backup = back_up(self._desk.library.path, occasion=BY_HAND)
            self.refresh()
            self.state.setText(
                _("Backed up as {file}, checked and sound.").format(file=backup.path.name)
            )

    def _ask(self) -> None:
        backup = self.chosen()
        if backup is None:
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setObjectName("restore-backup")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Restore backup"))
        box.setText(_("Go back to the backup of {when}?").format(when=_made(backup)))
        box.setInformativeText(
            _(
                "The library will be as it was then. What you did since stays in the file that "
                "is kept beside it."
            )
        )
        restore = box.addButton(_("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)

        def act() -> None:
            if box.clickedButton() is restore:
                self._restore(backup)

        box.finished.connect(act)
        box.open()

    def _restore(self, backup: Backup) -> None:
        with self._desk.attempt():
            aside = restore_backup(self._desk, backup)
            self._desk.tell(
                _("Restored. The library of before lies beside it as {file}.").format(
                    file=aside.name if aside is not None else ""
                )
            )
            self.accept()


def _item(backup: Backup) -> QTreeWidgetItem:
    plans = plans_in(backup)
    count = (
        _("damaged")
        if plans is None
        else ngettext("{count} plan", "{count} plans", plans).format(count=plans)
    )
    size = QLocale().formattedDataSize(backup.path.stat().st_size, 1)
    occasion = _(OCCASIONS.get(backup.occasion, backup.occasion))
    item = QTreeWidgetItem([_made(backup), occasion, count, size])
    item.setData(0, BACKUP, backup)
    item.setToolTip(0, str(backup.path))
    return item


def _made(backup: Backup) -> str:
    moment = backup.moment.astimezone()
    now = datetime.now(moment.tzinfo)
    return f"{moment_word(moment.replace(tzinfo=None))} ({ago(moment, now)})"

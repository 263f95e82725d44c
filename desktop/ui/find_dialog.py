"""Finding words in all plans."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from db.search import Hit
from desktop.language import _, ngettext
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.library.hit_list import HitList
from desktop.ui.library.hits import MOST_HITS, lead_to

TYPING_MILLISECONDS = 120
WORDS = "find-words"


class FindDialog(QDialog):
    """Words in, hits by plan as they are typed; Enter or a click leads to the record."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Find in all plans"))
        self.resize(720, 520)
        self._desk = desk
        self.words = QLineEdit(clearButtonEnabled=True)
        self.words.setPlaceholderText(_("Words in titles, objectives, activities, people, places"))
        self.words.setAccessibleName(_("Words to find"))
        self.words.addAction(
            icon_for("magnifying-glass", "quiet"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.words.installEventFilter(self)
        self.hits = HitList(desk.library)
        self.hits.chosen.connect(self._lead)
        self.notice = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.notice.setProperty("role", "quiet")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.notice)
        self._stack.addWidget(self.hits)
        self.count = QLabel()
        self.count.setProperty("role", "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.count)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self._pause.timeout.connect(self.search)
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.words.setText(desk.library.setting(WORDS, ""))
        self.words.selectAll()
        self.search()

    def search(self) -> None:
        """Show what contains the words that are typed now."""
        self._pause.stop()
        words = self.words.text().strip()
        count = self.hits.show_words(words)
        self._stack.setCurrentWidget(self.hits if count else self.notice)
        self.notice.setText(
            _("Nothing in any plan contains all of these words.")
            if words
            else _(
                "Type a word or its beginning. Accents and capitals do not matter; several "
                "words are all looked for."
            )
        )
        found = ngettext("{count} record found", "{count} records found", count)
        if count >= MOST_HITS:
            found = _("The first {count} records; type another word to narrow them")
        self.count.setText(
            _("{found} · Enter leads there").format(found=found.format(count=count))
            if count
            else ""
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead from the words into the hits."""
        if watched is self.words and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() in (
                Qt.Key.Key_Down,
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            ):
                if self._pause.isActive():
                    self.search()
                self.hits.step_into()
                return True
        return super().eventFilter(watched, event)

    def _lead(self, hit: Hit) -> None:
        with self._desk.attempt():
            self._desk.library.set_setting(WORDS, self.words.text())
            if lead_to(self._desk, hit):
                self.accept()

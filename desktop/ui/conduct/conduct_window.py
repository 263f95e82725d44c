"""The board for the controller's laptop during play, in large type and a window of its own.

Whatever is marked is written to the library before the board shows it as done, so that a
crash loses nothing: the board opens again as it stood.
"""

from __future__ import annotations

from itertools import takewhile

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from db.tables import Delivery, Inject
from desktop.language import _, spoken
from desktop.ui.conduct.ad_hoc_dialog import AdHocDialog
from desktop.ui.conduct.board_buttons import BoardButtons
from desktop.ui.conduct.board_filters import BoardFilters
from desktop.ui.conduct.board_head import BoardHead
from desktop.ui.conduct.conduct_log import ConductLog
from desktop.ui.conduct.conduct_style import conduct_style
from desktop.ui.conduct.countdown import is_late
from desktop.ui.conduct.inject_card import InjectCard
from desktop.ui.conduct.inject_queue import InjectQueue
from desktop.ui.conduct.planned_actual import PlannedActual
from desktop.ui.conduct.play import Play
from desktop.ui.conduct.rehearsal_dialog import RehearsalDialog
from desktop.ui.desk import Desk
from desktop.ui.theme import colors

GEOMETRY = "conduct-geometry"
TICK_MILLISECONDS = 250
WIDTHS = [356, 640, 300]


class ConductWindow(QWidget):
    """The board of the open plan; it closes when another plan is put on the desk."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        assert desk.plan is not None  # noqa: S101 - it is offered only while a plan is open
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("conduct")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(1120, 640)
        self.resize(1366, 768)
        geometry = desk.library.setting(GEOMETRY)
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        self.desk, self.plan = desk, desk.plan
        self.play = Play(desk, desk.plan, self)
        self.play.said.connect(lambda sentence: self._say(sentence, "done"))
        self.play.failed.connect(lambda sentence: self._say(sentence, "failed"))
        self._shortcuts: list[QShortcut] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._whole: QWidget | None = None
        self._worn = self._wearing()
        self._build()
        self._listen()
        desk.content_changed.connect(self.refresh)
        desk.plan_changed.connect(self.close)
        desk.library_changed.connect(self.close)
        ticking = QTimer(self, interval=TICK_MILLISECONDS)
        ticking.timeout.connect(self.tick)
        ticking.start()

    # Making it

    def _build(self) -> None:
        self.setStyleSheet(conduct_style())
        self.setWindowTitle(_("Conduct") + f" – {self.plan.row.name.best(spoken())}")
        self.head = BoardHead(self.play)
        self.head.rehearse.clicked.connect(self.ask_rehearsal)
        self.head.stop.clicked.connect(self._stop_rehearsing)
        self.head.compare.toggled.connect(self._show_comparison)
        self.filters = BoardFilters(self.play)
        self.filters.changed.connect(lambda: self.refresh(None))
        self.queue = InjectQueue(self.play)
        self.queue.chosen.connect(self.choose)
        self.card = InjectCard(self.play)
        self.log = ConductLog(self.play)
        self.log.chosen.connect(self.choose)
        self.buttons = BoardButtons()
        self.buttons.asked.connect(self.do)
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Write a note and press Enter"))
        self.note.setAccessibleName(_("Note"))
        self.note.returnPressed.connect(self._save_note)
        self.note.hide()
        self.status = QLabel()
        self.status.setProperty("role", "done")
        self.status.setWordWrap(True)
        self.status.setAccessibleName(_("What was done last"))
        self.comparison = PlannedActual(self.desk, self.plan)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._board())
        self._stack.addWidget(self.comparison)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)
        if self._whole is not None:
            self._layout.removeWidget(self._whole)
            self._whole.hide()
            self._whole.deleteLater()
        self._whole = whole
        self._layout.addWidget(whole)
        self.refresh(None)
        self.queue.setFocus()

    def _board(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.filters)
        column.addWidget(self.queue, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self.card, 1)
        column.addWidget(self.note)
        column.addWidget(self.buttons)
        column.addWidget(self.status)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.addWidget(self.log)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for widget in (left, middle, right):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes(WIDTHS)
        return self._splitter

    def _listen(self) -> None:
        for act, key in BoardButtons.KEYS.items():
            self._shortcut(key, lambda own=act: self.do(own))
        self._shortcut("Ctrl++", lambda: self.card.resize_type(1))
        self._shortcut("Ctrl+=", lambda: self.card.resize_type(1))
        self._shortcut("Ctrl+-", lambda: self.card.resize_type(-1))
        self._shortcut("F11", self._fill_screen)
        self._shortcut("Escape", self._leave_note)

    def _shortcut(self, keys: str, run: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        # A key that is held down must not deliver one inject after another.
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(run)
        self._shortcuts.append(shortcut)

    # What it shows

    def refresh(self, changes: Changes | None) -> None:
        """Show play as it stands now."""
        del changes
        if self.desk.plan is not self.plan:
            return
        self.play.forget()
        to_come = self.play.to_come()
        inject = self.card.inject
        if inject is not None:
            inject = self.plan.get(Inject, inject.id)
        if inject is None:
            inject = self._next(None)
        self.queue.show_all(to_come, inject.id if inject else None)
        self.card.show_inject(inject)
        self.log.show_all()
        self.head.count()
        self.filters.show_all()
        self.buttons.allow(inject=inject is not None)
        if self._stack.currentWidget() is self.comparison:
            self.comparison.refresh(None)
        self.tick()

    def tick(self) -> None:
        """Move the clocks and the countdowns on."""
        if self._worn != self._wearing():
            self._worn = self._wearing()
            self._build()
            return
        now, shown = self.play.now(), self.queue.model_.shown
        # They come by planned time: after the first that is not late no other is.
        late = sum(1 for _one in takewhile(lambda one: is_late(one.planned, now), shown))
        self.head.tick(now, late)
        self.queue.tick(now)
        self.card.tick(now)

    def choose(self, inject: Inject | None) -> None:
        """Take an inject in hand."""
        self._leave_note()
        self.card.show_inject(inject)
        self.buttons.allow(inject=inject is not None)
        ids = [one.inject.id for one in self.queue.model_.shown]
        if inject is not None and inject.id in ids:
            self.queue.setCurrentIndex(self.queue.model_.index(ids.index(inject.id)))
        else:
            self.queue.clearSelection()

    # What it does

    def do(self, act: str) -> None:
        """Do what a button or its key asks for."""
        inject = self.card.inject
        if act == "undo":
            self._undo()
        elif act == "ad-hoc":
            self.ask_ad_hoc()
        elif inject is None or self._stack.currentWidget() is self.comparison:
            # Nothing is marked that is not seen.
            return
        elif act == "note":
            self.note.setText(self.play.note_of(inject))
            self.note.show()
            self.note.setFocus()
            self.note.selectAll()
        else:
            following = self._next(inject)
            if self.play.mark(inject, act):
                self.choose(following)

    def _undo(self) -> None:
        """Take back what was done last, and take its inject in hand again."""
        last = self.play.log()[:1]
        inject = self.plan.get(Inject, last[0].inject_id) if last else None
        self.play.undo()
        if last and self.plan.get(Delivery, last[0].id) is None:
            self.choose(inject)

    def ask_ad_hoc(self) -> None:
        """Ask for an inject made up now."""
        self.ad_hoc = AdHocDialog(self.play, self.card.inject, self)
        self.ad_hoc.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.ad_hoc.made.connect(self.choose)
        self.ad_hoc.open()

    def ask_rehearsal(self) -> None:
        """Ask which moment to pretend."""
        self.rehearsal = RehearsalDialog(self.play, self)
        self.rehearsal.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rehearsal.accepted.connect(lambda: self.refresh(None))
        self.rehearsal.open()

    def _stop_rehearsing(self) -> None:
        self.play.stop_rehearsing()
        self.refresh(None)

    def _next(self, inject: Inject | None) -> Inject | None:
        """Return what comes after `inject`: the first that waits, else one that is held."""
        rest = [one for one in self.play.to_come() if one.inject is not inject]
        waiting = [one for one in rest if one.status != "held"]
        return (waiting or rest)[0].inject if rest else None

    def _save_note(self) -> None:
        inject = self.card.inject
        if inject is None or self.play.note(inject, self.note.text().strip()):
            self._leave_note()

    def _leave_note(self) -> None:
        if self.note.isVisible():
            self.note.hide()
            self.queue.setFocus()

    def _say(self, sentence: str, role: str) -> None:
        self.status.setProperty("role", role)
        self.status.style().polish(self.status)
        self.status.setText(("✓ " if role == "done" else "⚠ ") + sentence)

    def _show_comparison(self, wanted: bool) -> None:
        self._stack.setCurrentWidget(self.comparison if wanted else self._splitter)
        if wanted:
            self.comparison.refresh(None)

    def _fill_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _wearing(self) -> tuple[str, bool]:
        return spoken(), colors().dark

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the board stood."""
        if self.desk.plan is self.plan:
            with self.desk.attempt():
                self.desk.library.set_setting(
                    GEOMETRY, self.saveGeometry().toBase64().toStdString()
                )
        super().closeEvent(event)

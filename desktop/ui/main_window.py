"""The one window: sidebar, page, inspector, status line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.door import Changes
from desktop.language import _, spoken
from desktop.ui.current_only import CurrentOnly
from desktop.ui.desk import Desk, Place
from desktop.ui.library.plan_file_drop import PlanFileDrop
from desktop.ui.menus import Menus
from desktop.ui.page import Page
from desktop.ui.review_watch import ReviewWatch
from desktop.ui.sections import LIBRARY, SECTIONS, needs_plan
from desktop.ui.sidebar import WIDTH, Sidebar
from desktop.ui.status_line import StatusLine

if TYPE_CHECKING:
    from desktop.ui.review.review_list import ReviewList

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
INSPECTOR_WIDTH, NARROWEST_INSPECTOR = 316, 240
SMALLEST, USUAL = QSize(1024, 640), QSize(1366, 768)
GEOMETRY, INSPECTOR, INSPECTOR_AT = "window-geometry", "window-inspector", "inspector-width"


class MainWindow(QMainWindow):
    """Istmo's window on a library. `put_on` makes its look and language anew."""

    def __init__(
        self,
        desk: Desk,
        *,
        change_language: Callable[[str], None],
        change_appearance: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.desk = desk
        self._change_language = change_language
        self._change_appearance = change_appearance
        self._pages: dict[str, Page] = {}
        self.inspector_wanted = bool(desk.library.setting(INSPECTOR, True))
        self._inspector_width = int(desk.library.setting(INSPECTOR_AT, 0))
        self.section = LIBRARY
        # On a small screen whose content is enlarged, less than the usual fits.
        there = self.screen().availableSize()
        self.setMinimumSize(SMALLEST.boundedTo(there))
        self.resize(USUAL.boundedTo(there))
        geometry = desk.library.setting(GEOMETRY)
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        self.review_watch = ReviewWatch(desk)
        PlanFileDrop(desk, self)
        desk.plan_changed.connect(self._show_other_plan)
        desk.library_changed.connect(self._show_other_library)
        desk.content_changed.connect(self._hear_changes)
        desk.going.connect(self.go)
        desk.apologized.connect(self.apologize)
        self.build()

    def build(self) -> None:
        """Make everything in the window anew, in the present language and appearance."""
        self._pages.clear()
        self.menus = Menus(
            self, change_language=self._change_language, change_appearance=self._change_appearance
        )
        self.setMenuBar(self.menus.bar)
        self.sidebar = Sidebar(self.desk)
        self.sidebar.chosen.connect(lambda key: self.go(Place(key)))
        # A wide page that was looked at earlier takes no room from the one that is shown.
        self._stack = CurrentOnly()
        self._inspector = QScrollArea(widgetResizable=True)
        self._inspector.setObjectName("inspector")
        self._inspector.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inspector.setMinimumWidth(NARROWEST_INSPECTOR)
        self._inspectors = CurrentOnly()
        self._inspector.setWidget(self._inspectors)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._stack)
        self._splitter.addWidget(self._inspector)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.splitterMoved.connect(self._take_inspector_width)
        self.status_line = StatusLine(self.desk)
        self.status_line.review_asked.connect(self.show_review)
        self.status_line.language_asked.connect(
            lambda: self._change_language("en" if spoken() == "es" else "es")
        )
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addWidget(self._splitter, 1)
        self.review: ReviewList | None = None
        frame = QWidget()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        self._foot = QVBoxLayout()
        layout.addLayout(self._foot)
        layout.addWidget(self.status_line)
        self.setCentralWidget(frame)
        stays = self.desk.plan is not None or not needs_plan(self.section)
        self.go(Place(self.section if stays else LIBRARY))

    def strip(self) -> None:
        """Take everything out of the window; `build` follows."""
        self._pages.clear()
        frame = self.takeCentralWidget()
        if frame is not None:
            frame.deleteLater()
            QApplication.sendPostedEvents(frame, QEvent.Type.DeferredDelete.value)

    def page(self, key: str) -> Page:
        """Return the page of a section, made when it is first asked for."""
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = SECTIONS[key].make(self.desk)
            self._stack.addWidget(page)
            if page.inspector is not None:
                self._inspectors.addWidget(page.inspector)
        return page

    def go(self, place: Place) -> None:
        """Show a section and, in it, a row and a field."""
        plan, section = self.desk.plan, SECTIONS[place.section]
        if plan is None and needs_plan(section.key):
            return
        if plan is not None and not section.is_of(plan.row.kind):
            place = Place("overview")
        if place.section != self.section:
            self.desk.settle()
        self.section = place.section
        self.desk.at_library = not needs_plan(place.section)
        page = self.page(place.section)
        page.refresh(None)
        self._stack.setCurrentWidget(page)
        self.sidebar.mark(place.section)
        self._show_inspector(page)
        self.menus.refresh()
        self._name_window()
        if place.row_id or place.field:
            page.reveal(place)

    def show_review(self) -> None:
        """Show the review list at the foot of the window, or hide it again."""
        if self.review is None:
            from desktop.ui.review.review_list import HEIGHT, ReviewList

            self.review = ReviewList(self.desk)
            self.review.setFixedHeight(HEIGHT)
            self.review.hide()
            self.review.closed.connect(self.show_review)
            self._foot.addWidget(self.review)
        self.review.setVisible(not self.review.isVisible() and self.desk.plan is not None)
        if self.review.isVisible():
            self.review_watch.review_now()
            self.review.list.setFocus()

    def toggle_inspector(self, wanted: bool) -> None:
        """Show or hide the form at the right, and remember it."""
        self.inspector_wanted = wanted
        self.desk.library.set_setting(INSPECTOR, wanted)
        self._show_inspector(self.page(self.section))

    def apologize(self, sentence: str) -> None:
        """Show the sentence for an error that a person can meet."""
        if any(
            box.isVisible() and box.text() == sentence for box in self.findChildren(QMessageBox)
        ):
            return
        box = QMessageBox(QMessageBox.Icon.Warning, _("Istmo"), sentence, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as Space does."""
        button = self.focusWidget()
        if event.key() in ENTER and isinstance(button, QPushButton | QToolButton):
            button.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """When the planner comes back to the window, show what was edited elsewhere meanwhile.

        The command line edits the same library.
        """
        if event.type() == QEvent.Type.WindowActivate:
            self.desk.settle()
            with self.desk.attempt():
                self.desk.library.notice_other_writers()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is being typed, remember the window's place, and close."""
        self.desk.settle()
        geometry = self.saveGeometry().toBase64().toStdString()
        with self.desk.attempt():
            self.desk.library.set_setting(GEOMETRY, geometry)
            if self._inspector_width:
                self.desk.library.set_setting(INSPECTOR_AT, self._inspector_width)
        self.review_watch.stop()
        super().closeEvent(event)

    def _show_inspector(self, page: Page) -> None:
        has_one = page.inspector is not None
        if page.inspector is not None:
            self._inspectors.setCurrentWidget(page.inspector)
        self._inspector.setVisible(has_one and self.inspector_wanted)
        # A frame that was just built has not been laid out yet.
        there = self._splitter.width() if self._splitter.isVisible() else self.width() - WIDTH
        usual = max(NARROWEST_INSPECTOR, min(INSPECTOR_WIDTH, there * 3 // 10))
        width = self._inspector_width or usual
        self._splitter.setSizes([max(1, there - width), width])

    def _take_inspector_width(self) -> None:
        self._inspector_width = self._splitter.sizes()[1]

    def _show_other_plan(self) -> None:
        for key in [key for key in self._pages if needs_plan(key)]:
            page = self._pages.pop(key)
            if page.inspector is not None:
                self._inspectors.removeWidget(page.inspector)
                page.inspector.deleteLater()
            self._stack.removeWidget(page)
            page.deleteLater()
        if self.review is not None and self.desk.plan is None:
            self.review.hide()
        self.sidebar.show_plan()
        self.status_line.show_clock()
        self.go(Place("overview" if self.desk.plan is not None else LIBRARY))

    def _show_other_library(self) -> None:
        self.section = LIBRARY
        self.build()

    def _hear_changes(self, changes: Changes) -> None:
        if self.desk.plan is not None and self.desk.plan.row.deleted:
            self.desk.close_plan()
            return
        self.page(self.section).refresh(changes)
        self.sidebar.show_plan()
        self.status_line.show_clock()
        self.menus.refresh()
        self._name_window()

    def _name_window(self) -> None:
        name = self.desk.plan.row.name.best(spoken()) if self.desk.plan else ""
        self.setWindowTitle(f"{name} – Istmo" if name else "Istmo")

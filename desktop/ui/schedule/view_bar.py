"""The bar above the schedule: which view, lanes by what, zoom. Choices are remembered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QWidget

from desktop.language import N_, _
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.forms.typing_widgets import CalmCombo
from desktop.ui.icons import icon_for
from desktop.ui.schedule.hands_and_keys import ACTS, HandsAndKeys
from desktop.ui.schedule.lanes import LANES_BY

TIMELINE, DAY, TABLE = "timeline", "day", "table"
VIEWS: dict[str, tuple[str, str]] = {
    TIMELINE: (N_("Timeline"), "chart-bar-horizontal"),
    DAY: (N_("Day"), "calendar-blank"),
    TABLE: (N_("Table"), "table"),
}
ZOOM_STEP = 1.4


class ViewBar(QWidget):
    """Emits `view_chosen`, `lanes_chosen`, `zoom_asked` with a factor, and `fit_asked`.

    `views` are the views with name and icon, of which `plain` ones have neither lanes nor
    zoom; `lanes` what lanes can stand for; choices are remembered under the page's `name`.
    """

    view_chosen = Signal(str)
    lanes_chosen = Signal(str)
    zoom_asked = Signal(float)
    fit_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        views: Mapping[str, tuple[str, str]] = VIEWS,
        lanes: Mapping[str, str] = LANES_BY,
        *,
        plain: Collection[str] = (TABLE,),
        name: str = "schedule",
        acts: Sequence[tuple[str, str]] = ACTS,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._views, self._plain = views, plain
        self._view_setting, self._lanes_setting = f"{name}-view", f"{name}-lanes"
        remembered = desk.library.setting(self._view_setting, "")
        self.view: str = remembered if remembered in views else next(iter(views))
        by = desk.library.setting(self._lanes_setting, "")
        self.lanes_by: str = by if by in lanes else next(iter(lanes))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for key, (title, icon) in views.items():
            button = QPushButton(_(title))
            button.setIcon(icon_for(icon))
            button.setAccessibleName(_(title))
            button.setCheckable(True)
            button.setChecked(key == self.view)
            button.clicked.connect(lambda _checked, key=key: self.choose(key))
            self._group.addButton(button)
            self.buttons[key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self._extras: dict[QPushButton, str] = {}
        self.lanes = named(CalmCombo(), _("Lanes"))
        self.lanes.setMinimumContentsLength(14)
        for key, title in lanes.items():
            self.lanes.addItem(_(title), key)
        self.lanes.setCurrentIndex(list(lanes).index(self.lanes_by))
        self.lanes.activated.connect(self._choose_lanes)
        layout.addWidget(self.lanes)
        self._help = HandsAndKeys(acts)
        self._zooms = [
            self._tool("minus", _("Zoom out (-)"), lambda: self.zoom_asked.emit(1 / ZOOM_STEP)),
            self._tool("plus", _("Zoom in (+)"), lambda: self.zoom_asked.emit(ZOOM_STEP)),
            self._tool("arrows-out-line-horizontal", _("Show all (0)"), self.fit_asked.emit),
        ]
        for tool in (*self._zooms, self._help):
            layout.addWidget(tool)
        self._wide = self.sizeHint().width()
        self._show_tools()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words away where there is no room for them."""
        super().resizeEvent(event)
        self._fit_words()

    def add_tool(self, text: str, icon: str, run: Callable[[], object]) -> QPushButton:
        """Add a button of the page's own, shown where there is room: beside plain views."""
        button = named(QPushButton(text), text)
        button.setIcon(icon_for(icon))
        button.clicked.connect(lambda _checked=False: run())
        self._extras[button] = text
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(layout.indexOf(self.lanes), button)
        self._show_tools()
        return button

    def _fit_words(self) -> None:
        """Leave words away where there is no room: those of the extra tools first."""
        for worded in ("all", "views", ""):
            for button, text in self._extras.items():
                _word(button, text, shown=worded == "all")
            for key, button in self.buttons.items():
                _word(button, _(self._views[key][0]), shown=bool(worded))
            layout = self.layout()
            if layout is None or layout.sizeHint().width() <= self.width():
                return

    def minimumSizeHint(self) -> QSize:
        """Return the size without the words."""
        return QSize(self._wide // 2, super().minimumSizeHint().height())

    def choose(self, view: str) -> None:
        """Switch to a view and remember it."""
        self.view = view
        self.buttons[view].setChecked(True)
        self._show_tools()
        with self._desk.attempt():
            self._desk.library.set_setting(self._view_setting, view)
        self.view_chosen.emit(view)

    def _choose_lanes(self, place: int) -> None:
        self.lanes_by = str(self.lanes.itemData(place))
        with self._desk.attempt():
            self._desk.library.set_setting(self._lanes_setting, self.lanes_by)
        self.lanes_chosen.emit(self.lanes_by)

    def _show_tools(self) -> None:
        for widget in (self.lanes, *self._zooms, self._help):
            widget.setVisible(self.view not in self._plain)
        for extra in self._extras:
            extra.setVisible(self.view in self._plain)
        self._fit_words()

    def _tool(self, icon: str, text: str, run: object) -> QToolButton:
        button = named(QToolButton(), text)
        button.setIcon(icon_for(icon))
        button.setToolTip(text)
        button.clicked.connect(run)
        return button


def _word(button: QPushButton, text: str, *, shown: bool) -> None:
    wanted = text if shown else ""
    if button.text() != wanted:
        button.setText(wanted)
        button.setToolTip("" if shown else text)

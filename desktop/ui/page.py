"""A section's page, and the heading that all pages begin with."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from db.door import Changes
from db.open_plan import OpenPlan
from desktop.ui.desk import Desk, Place

MARGIN = 24


class Heading(QWidget):
    """Title, subtitle, and the page's buttons at the right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(title)
        self.title.setProperty("role", "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.title.setWordWrap(True)
        self.title.setToolTip(title)
        self.subtitle = QLabel()
        self.subtitle.setProperty("role", "quiet")
        self.subtitle.setTextFormat(Qt.TextFormat.PlainText)
        self.subtitle.setWordWrap(True)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.subtitle)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(texts, 1)
        layout.addLayout(self._buttons)

    def set_texts(self, title: str, subtitle: str) -> None:
        """Show a title and a subtitle; what does not fit is shown when pointed at."""
        self.title.setText(title)
        self.title.setToolTip(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def add_button(self, text: str, *, icon: str = "", primary: bool = False) -> QPushButton:
        """Add a button at the right and return it; `icon` is a name of `icons.py`."""
        from desktop.ui.icons import icon_for

        button = QPushButton(text)
        if primary:
            button.setProperty("role", "primary")
        if icon:
            button.setIcon(icon_for(icon, "on-accent" if primary else "text"))
        self._buttons.addWidget(button)
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Add any widget at the right, beside the buttons."""
        self._buttons.addWidget(widget)


class Page(QWidget):
    """One section of the open plan (or the library).

    The window makes a page when its section is first shown, and anew when the language,
    the appearance or the plan changes, so a page never translates itself. `inspector` is
    the form for what is selected; the window shows it at the right when there is one.
    `commands` stand in the window's Page menu and palette while the page is shown.
    """

    section: ClassVar[str] = ""
    needs_plan: ClassVar[bool] = True

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.commands: list[QAction] = []
        self.inspector: QWidget | None = None
        self.heading = Heading(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, 16)
        self.body.setSpacing(16)
        self.body.addWidget(self.heading)
        self.setAccessibleName(title)

    @property
    def plan(self) -> OpenPlan:
        """The open plan; pages with `needs_plan` exist only while there is one."""
        assert self.desk.plan is not None  # noqa: S101 - the window's promise to its pages
        return self.desk.plan

    def add_command(
        self, text: str, run: Callable[[], object], keys: str = "", *, only_told: bool = False
    ) -> QAction:
        """Add a command to the window's Page menu, in force while the page is shown.

        `keys` that are `only_told` are listened to by the control they belong to.
        """
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: run())
        action.setShortcut(QKeySequence(keys))
        if only_told:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.commands.append(action)
        return action

    def refresh(self, changes: Changes | None) -> None:
        """Show the plan as it stands now.

        Called when the page is shown (`changes` is None) and, while it is visible, after
        each edit. A page that is hidden is refreshed whole when it is shown next.
        """

    def reveal(self, place: Place) -> None:
        """Select the row of `place` and put the cursor into its field."""

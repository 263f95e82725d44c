"""The sidebar: the library, and the sections of the open plan."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.language import _, spoken, translate
from desktop.planning.moments import clock_of
from desktop.planning.terms import type_abbreviation, types_of
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.library.plan_words import status_of
from desktop.ui.sections import LIBRARY_SECTIONS, PLAN_SECTIONS, Section

WIDTH = 212
LONGEST_NAME = 90
ICON = QSize(16, 16)


class Sidebar(QWidget):
    """A button for each section; emits `chosen` with the section's key."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._desk = desk
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(2)
        for section in LIBRARY_SECTIONS:
            layout.addWidget(self._button_for(section))
        layout.addSpacing(10)
        self._plan_part = QWidget()
        layout.addWidget(self._plan_part)
        layout.addStretch()
        self._fill_plan_part()
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 1, 0)
        around.addWidget(self._scroll)

    def _fill_plan_part(self) -> None:
        layout = QVBoxLayout(self._plan_part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._name, self._line = QLabel(), QLabel()
        self._name.setObjectName("plan-name")
        self._line.setObjectName("plan-line")
        for label in (self._name, self._line):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addSpacing(8)
        for section in PLAN_SECTIONS:
            layout.addWidget(self._button_for(section))
        self.show_plan()

    def _button_for(self, section: Section) -> QPushButton:
        button = QPushButton(f"   {_(section.name)}")
        button.setAccessibleName(_(section.name))
        button.setCheckable(True)
        button.setIcon(icon_for(section.icon, "quiet"))
        button.setIconSize(ICON)
        button.clicked.connect(lambda: self.chosen.emit(section.key))
        self._buttons[section.key] = button
        self._group.addButton(button)
        return button

    def button(self, key: str) -> QPushButton:
        """Return the button of a section."""
        return self._buttons[key]

    def show_plan(self) -> None:
        """Show the open plan's name and line, or hide its sections when there is none."""
        plan = self._desk.plan
        self._plan_part.setVisible(plan is not None)
        if plan is None:
            return
        row = plan.row
        for section in PLAN_SECTIONS:
            self._buttons[section.key].setVisible(section.is_of(row.kind))
        name = row.name.best(spoken()) or _("Plan without a name")
        self._name.setText(name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…")
        self._name.setToolTip(name)
        self._line.setText(" · ".join(self._facts()))

    def _facts(self) -> list[str]:
        assert self._desk.plan is not None  # noqa: S101 - asked only while a plan is open
        row = self._desk.plan.row
        kind = type_abbreviation(row.type) or types_of(row.kind).get(row.type, row.type)
        days = (date.today() - clock_of(row).date_of_day(0)).days  # noqa: DTZ011
        when = f"D{days:+d}" if days else "D"
        known = [when] if abs(days) < 1000 else []
        return [translate(kind, spoken()), *known, status_of(row).lower()]

    def mark(self, key: str) -> None:
        """Show `key` as the section that is shown."""
        button = self._buttons.get(key)
        if button is not None:
            button.setChecked(True)
            self._scroll.ensureWidgetVisible(button)
        for section in (*LIBRARY_SECTIONS, *PLAN_SECTIONS):
            tone = "accent" if section.key == key else "quiet"
            self._buttons[section.key].setIcon(icon_for(section.icon, tone))

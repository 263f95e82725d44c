"""The window's style sheet: spacing, radii and the look of each kind of control.

Widgets ask for a look with the dynamic property `role`: title, section, caption, quiet,
warning, error, primary (button), flat (button), card, page-card.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from desktop.ui.chevron import check_file, chevron_file

if TYPE_CHECKING:
    from desktop.ui.theme import Colors

_SHEET = Template("""
* { font-family: "Source Sans Pro"; font-size: 14px; }
QMainWindow, QDialog { background: $ground; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 24px; font-weight: 600; }
QLabel[role="section"] { font-size: 16px; font-weight: 600; }
QLabel[role="number"] { font-size: 40px; font-weight: 600; }
QLabel[role="digits"] { font-size: 22px; font-weight: 600; }
QLabel[role="caption"] { font-size: 11px; font-weight: 600; color: $quiet; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="accent"] { color: $accent; font-weight: 600; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="error"] { color: $error; }
QFrame[role="card"] { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame[role="line"] { background: $line; max-height: 1px; min-height: 1px; border: none; }

QMenuBar { background: $ground; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $accent_ground; }
QMenu { background: $panel; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_ground; color: $text; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QToolTip { background: $text; color: $ground; border: none; padding: 4px 8px; }

QPushButton, QToolButton {
    background: $panel; border: 1px solid $line; border-radius: 6px; padding: 6px 14px;
    min-height: 18px;
}
QToolButton { padding: 6px 10px; }
QPushButton:hover, QToolButton:hover { border-color: $accent; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {
    background: $accent_ground; border-color: $accent;
}
QPushButton:disabled, QToolButton:disabled { color: $quiet; border-color: $line; }
QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 5px 13px; }
QPushButton[role="primary"]:disabled { background: $shade; color: $quiet; border-color: $line; }
QPushButton[role="flat"], QToolButton[role="flat"] {
    background: transparent; border: 1px solid transparent; padding: 4px 8px;
}
QPushButton[role="flat"]:hover, QToolButton[role="flat"]:hover { background: $accent_ground; }
QPushButton[role="flat"]:focus, QToolButton[role="flat"]:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit, QComboBox {
    background: $panel; border: 1px solid $line; border-radius: 6px; padding: 5px 10px;
    selection-background-color: $accent; selection-color: $on_accent; min-height: 20px;
}
QTextEdit, QPlainTextEdit { padding: 4px 6px; }
QLineEdit:hover, QTextEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $quiet; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDateEdit:focus,
QTimeEdit:focus, QDateTimeEdit:focus, QComboBox:focus { border: 1px solid $accent; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border: 1px solid $error; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    background: $shade; color: $quiet;
}
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow {
    image: url($chevron); width: 12px; height: 12px;
}
QComboBox QAbstractItemView {
    background: $panel; border: 1px solid $line; outline: none;
    selection-background-color: $accent_ground; selection-color: $text; padding: 4px;
}
QListWidget[role="drop"] {
    background: $panel; border: 1px solid $line; border-radius: 6px; padding: 4px;
}
QListWidget[role="drop"]::item { padding: 0 6px; border-radius: 4px; color: $text; }
QListWidget[role="drop"]::item:hover { background: $shade; }
QListWidget[role="drop"]::item:selected { background: $accent_ground; color: $text; }
QToolButton[role="chip"] {
    background: $shade; border: 1px solid $line; border-radius: 12px; padding: 2px 10px;
}
QToolButton[role="chip"]:hover, QToolButton[role="chip"]:focus { border-color: $accent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QLineEdit QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid $quiet; border-radius: 8px; background: $panel;
}
QRadioButton::indicator:hover, QRadioButton:focus::indicator { border-color: $accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator, QTableView::indicator {
    width: 16px; height: 16px; border: 1px solid $quiet; border-radius: 4px; background: $panel;
}
QCheckBox::indicator:hover, QCheckBox:focus::indicator { border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked,
QTableView::indicator:checked {
    background: $accent; border-color: $accent; image: url($check);
}
QCheckBox::indicator:disabled, QListView::indicator:disabled { border-color: $line; }
QCheckBox:focus { color: $accent; }
QListWidget[role="sections"] { background: transparent; }
QListWidget[role="sections"]::item { padding: 8px 12px; border-radius: 6px; }

QTableView, QTreeView, QListView, QListWidget {
    background: $panel; alternate-background-color: $zebra; border: none;
    selection-background-color: $accent_ground; selection-color: $text; outline: none;
    gridline-color: $line;
}
QTableView[role="plain"] { background: $ground; }
QTableView[role="plain"] QHeaderView::section { padding: 8px 2px; }
QTableView::item, QTreeView::item { padding: 0 8px; border: none; }
QTreeView::item { min-height: 26px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
    background: $accent_ground; color: $text;
}
QTableView::item:focus { border: 1px solid $accent; }
QTableView QLineEdit, QTableView QComboBox { border-radius: 0; padding: 0 7px; }
QHeaderView { background: $ground; }
QHeaderView::section {
    background: $ground; color: $quiet; font-weight: 600; border: none;
    border-bottom: 1px solid $line; padding: 8px;
}
QTableCornerButton::section { background: $ground; border: none; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: $panel; }
QCalendarWidget QToolButton {
    background: transparent; border: 1px solid transparent; color: $text; font-weight: 600;
    padding: 4px 8px;
}
QCalendarWidget QToolButton:hover { background: $accent_ground; }
QCalendarWidget QSpinBox { min-width: 56px; }
QCalendarWidget QTableView {
    selection-background-color: $accent; selection-color: $on_accent; background: $panel;
}
QCalendarWidget QTableView::item { padding: 0; }
QCalendarWidget QTableView::item:selected { background: $accent; color: $on_accent; }

QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] { background: $ground; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractScrollArea::corner { background: $ground; border: none; }

QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar {
    background: $shade; border: none; border-radius: 4px; max-height: 8px; min-height: 8px;
    color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QTabWidget::pane { border: none; }
QTabBar::tab {
    background: transparent; color: $quiet; padding: 6px 12px; border: none;
    border-bottom: 2px solid transparent; font-weight: 600;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }

#sidebar { background: $sidebar; border-right: 1px solid $line; }
#sidebar QScrollArea, #sidebar QScrollArea > QWidget > QWidget[role="scrolled"] {
    background: $sidebar;
}
#sidebar QPushButton {
    background: transparent; border: 1px solid transparent; text-align: left;
    padding: 6px 12px; min-height: 18px;
}
#sidebar QPushButton:hover { background: $shade; }
#sidebar QPushButton:focus { border-color: $accent; }
#sidebar QPushButton:checked { background: $accent_ground; color: $accent; font-weight: 600; }
#sidebar QLabel#plan-name { font-size: 15px; font-weight: 600; }
#sidebar QLabel#plan-line { font-size: 12px; color: $quiet; }
#inspector { background: $panel; border-left: 1px solid $line; }
#review { background: $sidebar; border-top: 1px solid $line; }
#statusline { background: $ground; border-top: 1px solid $line; }
#statusline QLabel, #statusline QToolButton { font-size: 12px; color: $quiet; }
#statusline QToolButton {
    border: 1px solid transparent; background: transparent; padding: 2px 8px;
}
#statusline QToolButton:hover { background: $accent_ground; color: $text; }
#statusline QToolButton:focus { border-color: $accent; }
""")


def stylesheet(colors: Colors) -> str:
    """Return the style sheet in `colors`."""
    values = {name: getattr(colors, name) for name in colors.__slots__}
    return _SHEET.substitute(
        values, chevron=chevron_file(colors.quiet), check=check_file(colors.on_accent)
    )

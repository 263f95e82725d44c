"""The menus: every command of the window, with its shortcut.

What a menu offers, the command palette offers too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from db.journal import Step
from desktop.language import _, spoken
from desktop.ui import commands
from desktop.ui.desk import Place
from desktop.ui.page import Page
from desktop.ui.sections import LIBRARY_SECTIONS, PLAN_SECTIONS
from desktop.ui.theme import DARK_NAME, LIGHT_NAME, SYSTEM

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


LIBRARY_KEYS = ("Ctrl+0", "Ctrl+Shift+P")
MOST_NUMBERED = 9
"""How many sections have a digit as their shortcut."""


class Menus:
    """The menu bar of a window, and its actions."""

    def __init__(
        self,
        window: MainWindow,
        *,
        change_language: Callable[[str], None],
        change_appearance: Callable[[str], None],
    ) -> None:
        self._window = window
        self.bar = QMenuBar()
        self._needing_plan: list[QAction] = []
        self._fill_file()
        self._fill_edit()
        self._fill_view(change_language, change_appearance)
        self._fill_plan()
        self._page_menu = self.bar.addMenu(_("P&age"))
        self._page: Page | None = None
        self._fill_help()

    def _add(
        self,
        menu: QMenu,
        text: str,
        run: Callable[[], object],
        shortcut: str | QKeySequence.StandardKey = "",
        *,
        needs_plan: bool = False,
    ) -> QAction:
        action = QAction(text, self.bar)
        action.triggered.connect(lambda _checked=False: run())
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        if needs_plan:
            self._needing_plan.append(action)
        menu.addAction(action)
        return action

    def _fill_file(self) -> None:
        menu, window = self.bar.addMenu(_("&File")), self._window
        add = self._add
        add(menu, _("New exercise…"), lambda: commands.new_plan(window, "exercise"), "Ctrl+N")
        add(menu, _("New workshop…"), lambda: commands.new_plan(window, "workshop"), "Ctrl+Shift+N")
        add(menu, _("Open plan file…"), lambda: commands.open_plan_file(window), "Ctrl+O")
        menu.addSeparator()
        add(
            menu,
            _("Share…"),
            lambda: commands.export_plan_file(window),
            "Ctrl+E",
            needs_plan=True,
        )
        add(
            menu,
            _("Print…"),
            lambda: window.go(Place("packet")),
            QKeySequence.StandardKey.Print,
            needs_plan=True,
        )
        menu.addSeparator()
        add(menu, _("Backups…"), lambda: commands.show_backups(window))
        add(menu, _("Your name…"), lambda: commands.ask_profile(window))
        menu.addSeparator()
        add(menu, _("Close plan"), window.desk.close_plan, "Ctrl+W", needs_plan=True)
        add(menu, _("Quit"), window.close, "Ctrl+Q")

    def _fill_edit(self) -> None:
        menu, window = self.bar.addMenu(_("&Edit")), self._window
        self._undo = self._add(menu, _("Undo"), self._take_back, "Ctrl+Z")
        self._redo = self._add(menu, _("Redo"), self._do_again, "Ctrl+Shift+Z")
        self._redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.addSeparator()
        self._add(
            menu, _("Find in all plans…"), lambda: commands.find_in_plans(window), "Ctrl+Shift+F"
        )
        self._add(menu, _("Command palette…"), lambda: commands.show_palette(window), "Ctrl+K")

    def _fill_view(
        self, change_language: Callable[[str], None], change_appearance: Callable[[str], None]
    ) -> None:
        menu, window = self.bar.addMenu(_("&View")), self._window
        for section, keys in zip(LIBRARY_SECTIONS, LIBRARY_KEYS, strict=True):
            run = partial(window.go, Place(section.key))
            self._add(menu, _(section.name), run, keys)
        self._sections = {
            section.key: self._add(
                menu,
                _(section.name),
                lambda key=section.key: window.go(Place(key)),  # type: ignore[misc]
                needs_plan=True,
            )
            for section in PLAN_SECTIONS
        }
        menu.addSeparator()
        inspector = self._add(menu, _("Inspector"), lambda: None, "F4")
        inspector.setCheckable(True)
        inspector.setChecked(window.inspector_wanted)
        inspector.toggled.connect(window.toggle_inspector)
        self._add(menu, _("Review list"), window.show_review, "F8", needs_plan=True)
        menu.addSeparator()
        language = menu.addMenu(_("Language"))
        choices = {"en": "English", "es": "Español"}
        self._fill_choice(language, choices, spoken(), change_language)
        appearance = menu.addMenu(_("Appearance"))
        choices = {SYSTEM: _("As the system"), LIGHT_NAME: _("Light"), DARK_NAME: _("Dark")}
        worn = window.desk.library.setting("appearance", SYSTEM)
        self._fill_choice(appearance, choices, worn, change_appearance)

    def _fill_choice(
        self, menu: QMenu, choices: dict[str, str], now: str, choose: Callable[[str], None]
    ) -> None:
        group = QActionGroup(menu)
        for key, text in choices.items():
            action = self._add(menu, text, lambda key=key: choose(key))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(key == now)
            group.addAction(action)

    def _fill_plan(self) -> None:
        menu, window = self.bar.addMenu(_("&Plan")), self._window
        self._add(
            menu,
            _("Plan details…"),
            lambda: window.go(Place("overview", "plan", "", "name")),
            "F2",
            needs_plan=True,
        )
        self._conduct = self._add(
            menu, _("Conduct…"), lambda: commands.show_conduct_board(window), "Ctrl+Shift+L"
        )
        self._add(
            menu,
            _("Compare with file…"),
            lambda: commands.compare_with_file(window),
            needs_plan=True,
        )
        self._add(menu, _("Compare two plan files…"), lambda: commands.compare_two_files(window))
        self._add(menu, _("Check a print-out…"), lambda: commands.check_print_out(window))
        self._add(
            menu, _("Duplicate plan…"), lambda: commands.duplicate_plan(window), needs_plan=True
        )
        self._add(
            menu, _("Move plan to the bin"), lambda: commands.bin_plan(window), needs_plan=True
        )

    def _fill_help(self) -> None:
        menu, window = self.bar.addMenu(_("&Help")), self._window
        self._add(menu, _("Keyboard shortcuts"), lambda: commands.show_shortcuts(window), "F1")
        self._add(menu, _("About Istmo"), lambda: commands.show_about(window))

    def refresh(self) -> None:
        """Bring what can be done now, and what undo would take back, up to date."""
        desk = self._window.desk
        for action in self._needing_plan:
            action.setEnabled(desk.plan is not None)
        kind = "" if desk.plan is None else desk.plan.row.kind
        self._number_sections(kind)
        self._conduct.setEnabled(kind == "exercise")
        self._offer_commands_of(self._window.page(self._window.section))
        door = desk.door
        _name(self._undo, _("Undo"), _("Undo: {step}"), door.next_undo())
        _name(self._redo, _("Redo"), _("Redo: {step}"), door.next_redo())

    def _number_sections(self, kind: str) -> None:
        """Offer the sections that plans of `kind` have, the first nine by number."""
        number = 0
        for section in PLAN_SECTIONS:
            action, has = self._sections[section.key], not kind or section.is_of(kind)
            action.setVisible(has)
            action.setEnabled(has and bool(kind))
            number += has
            keys = f"Ctrl+{number}" if has and number <= MOST_NUMBERED else ""
            action.setShortcut(QKeySequence(keys))

    def _offer_commands_of(self, page: Page) -> None:
        """Show the commands of the page that is shown in a menu of their own."""
        if page is self._page:
            return
        self._page = page
        for action in self._page_menu.actions():
            self._page_menu.removeAction(action)
        self._page_menu.addActions(page.commands)
        self._page_menu.menuAction().setVisible(bool(page.commands))

    def _take_back(self) -> None:
        desk = self._window.desk
        with desk.attempt():
            step = desk.undo()
            if step is not None:
                desk.tell(_("Undone: {step}").format(step=sentence_of(step)))

    def _do_again(self) -> None:
        desk = self._window.desk
        with desk.attempt():
            step = desk.redo()
            if step is not None:
                desk.tell(_("Redone: {step}").format(step=sentence_of(step)))


def sentence_of(step: Step) -> str:
    """Return a journal step's label in the language of the interface."""
    values = dict(step.values)
    if step.kind in {"undo", "redo"} and "step" in values:
        inner = values.get("values", {})
        return _(step.label).format(step=_fill(values["step"], inner))
    return _fill(step.label, values)


def _fill(label: str, values: dict[str, object]) -> str:
    """Return a label with its placeholders filled; what a thing is called is translated."""
    said = {k: _(str(v)) if v and k in {"field", "noun"} else v for k, v in values.items()}
    try:
        return _(label).format(**said)
    except (KeyError, IndexError, ValueError):
        return _(label)


def _name(action: QAction, bare: str, labelled: str, step: Step | None) -> None:
    action.setEnabled(step is not None)
    action.setText(bare if step is None else labelled.format(step=sentence_of(step)))

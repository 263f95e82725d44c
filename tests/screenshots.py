"""Draws every page of the real window: `make screenshots`.

Usage: python -m tests.screenshots FOLDER [WIDTHxHEIGHT]. Writes FOLDER/PAGE-LANGUAGE-LOOK.png
for both languages, light and dark, on a library with the samples and a plan from each template.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from db.correspondence import Contact, keep_contact, note_sent
from db.library import PROFILE, Library
from db.tables import Objective
from db.text import Text
from desktop.app import Application
from desktop.exchange.seal.own_keys import make_keys
from desktop.places import keys_path
from desktop.planning.templates import add_sample, new_plan, samples, templates
from desktop.planning.version import version_of
from desktop.ui import commands
from desktop.ui.conduct.conduct_window import ConductWindow
from desktop.ui.desk import Place
from desktop.ui.partners.partners_page import CONTACTS, LETTERS, PartnersPage
from desktop.ui.sections import LIBRARY, PARTNERS, PLAN_SECTIONS

SETTLE_SECONDS = 0.6
LONGEST_WAIT_SECONDS = 20.0


def settle(qt: QApplication) -> None:
    """Let timers, workers and painting come to rest."""
    end = time.monotonic() + SETTLE_SECONDS
    limit = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < end:
        qt.processEvents()
        qt.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if QThreadPool.globalInstance().activeThreadCount() and time.monotonic() < limit:
            end = time.monotonic() + SETTLE_SECONDS
        time.sleep(0.01)


class Photographer:
    """Walks through the window and takes its picture."""

    def __init__(self, folder: Path, size: tuple[int, int], library: Library) -> None:
        self._folder = folder
        self._qt = QApplication.instance() or QApplication(["istmo"])
        assert isinstance(self._qt, QApplication)
        self._running = Application(self._qt, library)
        self._running.window.resize(*size)
        self._running.window.show()
        self._library = library
        self._suffix = ""

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Write the picture of a widget, the window if none is named."""
        settle(self._app)
        path = self._folder / f"{name}-{self._suffix}.png"
        (widget or self._running.window).grab().save(str(path))
        print(path)

    @property
    def _app(self) -> QApplication:
        assert isinstance(self._qt, QApplication)
        return self._qt

    def walk(self, language: str, look: str) -> None:
        """Photograph everything in one language and appearance."""
        self._suffix = f"{language}-{look}"
        self._running.change_appearance(look)
        self._running.change_language(language)
        for name in ("welcome",):
            if not self._library.plans():
                self._running.desk.close_plan()
                self.take(name)
                self._running.window.go(Place(PARTNERS))
                self.take("partners-none")
                self._running.window.go(Place(LIBRARY))

    def walk_plans(self, language: str, look: str, plan_ids: dict[str, str]) -> None:
        """Photograph the library and every section of each plan."""
        self.walk(language, look)
        desk, window = self._running.desk, self._running.window
        desk.close_plan()
        window.go(Place(LIBRARY))
        self.take("library")
        self.partners()
        for label, plan_id in plan_ids.items():
            desk.open_plan(plan_id)
            kind = "" if desk.plan is None else desk.plan.row.kind
            for section in (one for one in PLAN_SECTIONS if one.is_of(kind)):
                window.go(Place(section.key))
                self.take(f"{label}-{section.key}")
            if kind == "exercise":
                self.board(label)
        window.go(Place("schedule"))
        window.show_review()
        self.take("review")
        window.show_review()
        self.dialogs()

    def partners(self) -> None:
        """Photograph the page of partners, both of its tabs."""
        window = self._running.window
        window.go(Place(PARTNERS))
        page = window.page(PARTNERS)
        assert isinstance(page, PartnersPage)
        for tab, name in ((CONTACTS, "partners"), (LETTERS, "partners-letters")):
            page.tabs.setCurrentIndex(tab)
            self.take(name)
        page.tabs.setCurrentIndex(CONTACTS)
        window.go(Place(LIBRARY))

    def board(self, label: str) -> None:
        """Photograph the board of the open exercise."""
        commands.show_conduct_board(self._running.window)
        board = self._running.window.findChild(ConductWindow)
        if board is not None:
            board.resize(1366, 768)
            self.take(f"{label}-conduct", board)
            board.close()

    def dialogs(self) -> None:
        """Photograph the dialogs."""
        window = self._running.window
        asks: dict[str, Callable[[], None]] = {
            "new-exercise": lambda: commands.new_plan(window, "exercise"),
            "palette": lambda: commands.show_palette(window),
            "find": lambda: commands.find_in_plans(window),
            "backups": lambda: commands.show_backups(window),
            "profile": lambda: commands.ask_profile(window),
            "shortcuts": lambda: commands.show_shortcuts(window),
            "about": lambda: commands.show_about(window),
        }
        for name, ask in asks.items():
            ask()
            settle(self._app)
            dialog = next(
                (
                    widget
                    for widget in QApplication.topLevelWidgets()
                    if isinstance(widget, QDialog) and widget.isVisible()
                ),
                None,
            )
            if dialog is not None:
                self.take(f"dialog-{name}", dialog)
                dialog.reject()
                dialog.deleteLater()

    def close(self) -> None:
        """Close the window."""
        self._running.close()


def fill(library: Library) -> dict[str, str]:
    """Add the samples and a plan from each template; return the plans to photograph."""
    shown = {sample.kind: add_sample(library, sample.id).id for sample in samples()}
    start = date.today() + timedelta(days=60)  # noqa: DTZ011 - a date on the wall calendar
    for number, template in enumerate(templates()):
        day = start + timedelta(days=21 * number)
        plan = new_plan(
            library,
            template.id,
            name=template.name,
            start=datetime(day.year, day.month, day.day, 8),
            zone="America/Panama",
        )
        if template.type == "tabletop":
            shown["tabletop"] = plan.id
    return shown


def correspond(library: Library, plan_ids: dict[str, str]) -> None:
    """Make the planner's keys, add partners, and send plans to them and nobody in particular."""
    own = make_keys(keys_path(), "only for pictures").public
    library.set_setting(PROFILE, {"name": "Cdr. Reed", "organization": "USCG"})
    known: list[Contact] = []
    for name, organization in (("Tte. Ana Núñez", "SENAN"), ("Mayor R. Peralta", "SENAFRONT")):
        key = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
        partner = Contact(name=name, organization=organization, age_key=own.age, signing_key=key)
        partner.verified = not known
        known.append(keep_contact(library, partner))
    for plan_id in plan_ids.values():
        plan = library.open_plan(plan_id)
        facts = {"audience": "planners", "code": version_of(plan).code}
        for receivers in ([known[0].id], [], [contact.id for contact in known]):
            name = f"{plan.row.name.en[:24]}.istmo"
            note_sent(library, plan_id, receivers, plan.row.vector, file_name=name, **facts)
        with plan.edit("Reword"):
            for objective in plan.rows(Objective)[:2]:
                objective.statement = Text(
                    f"{objective.statement.en} (new)", f"{objective.statement.es} (nuevo)"
                )


def main(arguments: list[str]) -> int:
    """Write all pictures."""
    folder = Path(arguments[0] if arguments else "out/screenshots")
    width, height = (arguments[1] if len(arguments) > 1 else "1366x768").split("x")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with TemporaryDirectory(prefix="istmo-") as home:
        # The keys in the pictures are made for them; nobody's own are looked at.
        os.environ["XDG_DATA_HOME"] = home
        library = Library.open(Path(home) / "library.sqlite")
        photographer = Photographer(folder, (int(width), int(height)), library)
        looks = [(language, look) for language in ("en", "es") for look in ("light", "dark")]
        for language, look in looks:
            photographer.walk(language, look)
        plan_ids = fill(library)
        correspond(library, plan_ids)
        for language, look in looks:
            photographer.walk_plans(language, look, plan_ids)
        photographer.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

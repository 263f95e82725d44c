"""The library page, through the window: plans, search, filters, samples, the bin."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from db.open_plan import OpenPlan
from db.tables import Plan
from db.text import Text
from desktop.app import Application
from desktop.planning.templates import new_plan, samples
from desktop.ui.desk import Place
from desktop.ui.library.library_page import LibraryPage
from desktop.ui.library.plans_model import AREAS, FINDINGS, NAME, STARTS
from desktop.ui.library.plans_view import PlansView

LEFT = Qt.MouseButton.LeftButton


def page_of(application: Application) -> LibraryPage:
    page = application.window.page("library")
    assert isinstance(page, LibraryPage)
    return page


def add_plan(application: Application, name: str, template: str = "blank-exercise") -> OpenPlan:
    return new_plan(
        application.library,
        template,
        name=Text(name, f"{name} (es)"),
        start=datetime(2027, 3, 8, 8, 0),
        zone="America/Panama",
    )


def shown(page: LibraryPage) -> list[str]:
    model = page.view.model()
    return [str(model.index(row, NAME).data()) for row in range(model.rowCount())]


def click_row(view: PlansView, row: int, *, twice: bool = False) -> None:
    at = view.visualRect(view.model().index(row, NAME)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=at)
    if twice:
        QTest.mouseDClick(view.viewport(), LEFT, pos=at)


@pytest.fixture
def library(application: Application) -> Application:
    """Return Istmo with three plans on the library page."""
    add_plan(application, "Harbor watch", "exercise-port-security-tabletop")
    add_plan(application, "Analysts meet", "blank-workshop")
    add_plan(application, "River patrol")
    application.window.go(Place("library"))
    return application


def test_first_start_welcomes_and_opens_a_sample(application: Application) -> None:
    page = page_of(application)
    assert page.welcome is not None
    assert page.welcome.isVisible()
    assert not page.view.isVisible()
    assert [card.template.id for card in page.welcome.cards] == [s.id for s in samples()]
    QTest.mouseClick(page.welcome.cards[0].button, LEFT)
    assert application.desk.plan is not None
    assert application.desk.plan.row.sample
    assert application.window.section == "overview"


def test_keyboard_begins_at_the_first_way_to_begin(application: Application) -> None:
    page = page_of(application)
    assert page.welcome is not None
    assert page.welcome.exercise.hasFocus()


def test_welcome_goes_when_there_is_a_plan(application: Application) -> None:
    add_plan(application, "Harbor watch")
    application.window.go(Place("library"))
    page = page_of(application)
    assert page.welcome is not None
    assert not page.welcome.isVisible()
    assert shown(page) == ["Harbor watch"]


def test_enter_and_double_click_open_a_plan(library: Application) -> None:
    page = page_of(library)
    page.view.horizontalHeader().setSortIndicator(NAME, Qt.SortOrder.AscendingOrder)
    assert shown(page) == ["Analysts meet", "Harbor watch", "River patrol"]
    click_row(page.view, 1)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert library.desk.plan is not None
    assert library.desk.plan.row.name.en == "Harbor watch"
    library.window.go(Place("library"))
    click_row(page.view, 2, twice=True)
    assert library.desk.plan.row.name.en == "River patrol"


def test_sorting_by_heading_is_remembered(library: Application) -> None:
    page = page_of(library)
    header = page.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(NAME) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, pos=at)
    first = shown(page)
    QTest.mouseClick(header.viewport(), LEFT, pos=at)
    assert shown(page) == first[::-1]
    library.window.build()
    assert shown(page_of(library)) == first[::-1]


def test_filters_by_kind_and_state(library: Application) -> None:
    page = page_of(library)
    page.filters.kinds.setFocus()
    QTest.keyClicks(page.filters.kinds, "W")
    page.filters.kinds.activated.emit(page.filters.kinds.currentIndex())
    assert shown(page) == ["Analysts meet"]
    page.filters.kinds.setCurrentIndex(0)
    page.filters.states.setCurrentIndex(page.filters.states.findData("approved"))
    page.filters.states.activated.emit(page.filters.states.currentIndex())
    assert shown(page) == []
    assert not page.view.isVisible()


def test_areas_and_findings_follow(library: Application, qtbot: QtBot) -> None:
    page = page_of(library)
    model = page.view.model()
    row = shown(page).index("Harbor watch")
    assert model.index(row, AREAS).data() == "…"
    qtbot.waitUntil(lambda: model.index(row, AREAS).data() == "10/10", timeout=5000)
    assert int(str(model.index(row, FINDINGS).data()).replace("–", "0")) >= 1


def test_measures_are_kept_until_the_plan_changes(library: Application, qtbot: QtBot) -> None:
    page = page_of(library)
    model = page.view.model()
    row = shown(page).index("Harbor watch")
    qtbot.waitUntil(lambda: model.index(row, AREAS).data() == "10/10", timeout=5000)
    page.refresh(None)
    assert model.index(row, AREAS).data() == "10/10"
    plan_id = page.view.shown_plans()[row]
    plan = library.library.open_plan(plan_id)
    with plan.edit("Rename"):
        plan.row.name = Text("Harbor guard", "Guardia")
    page.refresh(None)
    row = shown(page).index("Harbor guard")
    assert model.index(row, AREAS).data() == "…"


def test_search_finds_over_all_plans_and_leads_to_the_record(
    library: Application, qtbot: QtBot
) -> None:
    page = page_of(library)
    QTest.keyClicks(page.filters.search, "cyber inci")
    qtbot.waitUntil(page.hits.isVisible, timeout=3000)
    assert not page.gallery.isVisible()
    QTest.keyClick(page.filters.search, Qt.Key.Key_Down)
    assert page.hits.hasFocus()
    row = next(
        row
        for row in range(page.hits.count())
        if page.hits.item(row).text().startswith("Objective")
    )
    at = page.hits.visualItemRect(page.hits.item(row)).center()
    QTest.mouseClick(page.hits.viewport(), LEFT, pos=at)
    assert library.desk.plan is not None
    assert library.desk.plan.row.name.en == "Harbor watch"
    assert library.window.section == "objectives"


def test_search_without_hits_says_so_and_escape_empties_it(library: Application) -> None:
    page = page_of(library)
    QTest.keyClicks(page.filters.search, "zzzunheardof")
    QTest.keyClick(page.filters.search, Qt.Key.Key_Return)
    assert not page.hits.isVisible()
    assert not page.view.isVisible()
    QTest.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert page.filters.search.text() == ""
    assert page.view.isVisible()


def test_delete_moves_to_the_bin_and_undo_brings_back(library: Application) -> None:
    page = page_of(library)
    click_row(page.view, shown(page).index("River patrol"))
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert "River patrol" not in shown(page)
    assert page.filters.bin_button.text() == "Bin (1)"
    library.desk.undo()
    assert "River patrol" in shown(page)
    assert not page.filters.bin_button.isEnabled()


def test_bin_brings_back(library: Application) -> None:
    page = page_of(library)
    click_row(page.view, shown(page).index("River patrol"))
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    QTest.mouseClick(page.filters.bin_button, LEFT)
    assert shown(page) == ["River patrol"]
    assert page.view.isColumnHidden(AREAS)
    QTest.mouseClick(page.bin_bar.bring_back, LEFT)
    assert not page.view.isColumnHidden(AREAS)
    assert not page.filters.bin_button.isChecked()
    assert "River patrol" in shown(page)


@pytest.mark.parametrize("erased", [True, False])
def test_erasing_for_good_asks_first(library: Application, *, erased: bool) -> None:
    page = page_of(library)
    click_row(page.view, shown(page).index("River patrol"))
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    QTest.mouseClick(page.filters.bin_button, LEFT)
    QTest.mouseClick(page.bin_bar.erase, LEFT)
    box = page.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    wanted = "Erase for good" if erased else "Keep"
    button = next(b for b in box.buttons() if b.text() == wanted)
    QTest.mouseClick(button, LEFT)
    binned = [plan.name.en for plan in library.library.plans(in_bin=True)]
    assert binned == ([] if erased else ["River patrol"])


def test_the_last_plan_in_the_bin_leaves_the_bin_reachable(application: Application) -> None:
    add_plan(application, "Harbor watch")
    application.window.go(Place("library"))
    page = page_of(application)
    click_row(page.view, 0)
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.filters.bin_button.isVisible()
    assert page.filters.bin_button.isEnabled()
    assert page._notice.text().startswith("All plans lie in the bin.")


def test_context_menu_duplicates(library: Application) -> None:
    page = page_of(library)
    row = shown(page).index("River patrol")
    click_row(page.view, row)
    at = page.view.visualRect(page.view.model().index(row, NAME)).center()
    page.view.customContextMenuRequested.emit(at)
    menu = page.findChild(QMenu, "plan-menu")
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == ["Open", "Duplicate", "Share…", "Move to the bin"]
    next(action for action in menu.actions() if action.text() == "Duplicate").trigger()
    menu.close()
    assert library.desk.plan is not None
    assert library.desk.plan.row.name.en == "River patrol (copy)"


def test_opened_last_is_one_press_away(library: Application) -> None:
    page = page_of(library)
    click_row(page.view, shown(page).index("River patrol"), twice=True)
    library.desk.close_plan()
    assert page.recent.buttons[0].toolTip() == "River patrol"
    QTest.mouseClick(page.recent.buttons[0], LEFT)
    assert library.desk.plan is not None
    assert library.desk.plan.row.name.en == "River patrol"


def test_samples_can_be_added_any_time(library: Application, qtbot: QtBot) -> None:
    page = page_of(library)
    sample = samples()[1]
    qtbot.waitUntil(lambda: sample.id in page.gallery.tiles, timeout=3000)
    QTest.mouseClick(page.gallery.tiles[sample.id], LEFT)
    assert library.desk.plan is not None
    assert library.desk.plan.row.template == sample.id
    library.desk.close_plan()
    qtbot.waitUntil(lambda: sample.id not in page.gallery.tiles, timeout=3000)


def test_gallery_folds_and_remembers(library: Application, qtbot: QtBot) -> None:
    gallery = page_of(library).gallery
    qtbot.waitUntil(lambda: any(t.isVisible() for t in gallery.tiles.values()), timeout=3000)
    QTest.mouseClick(gallery.fold, LEFT)
    assert not any(tile.isVisible() for tile in gallery.tiles.values())
    library.window.build()
    gallery = page_of(library).gallery
    qtbot.waitUntil(lambda: bool(gallery.tiles), timeout=3000)
    assert not any(tile.isVisible() for tile in gallery.tiles.values())


def test_two_hundred_plans_show_at_once(application: Application) -> None:
    with application.library.edit("Many plans"):
        for number in range(200):
            name = Text(f"Plan {number:03}", "")
            row = Plan(kind="exercise", type="drill", name=name, start="2027-03-08T08:00")
            row.vector = {}
            application.library.add(row)
    application.window.go(Place("library"))
    page = page_of(application)
    assert page.view.model().rowCount() == 200
    assert page.view.model().index(199, STARTS).data() == "8 Mar 2027"
    assert page.heading.subtitle.text().startswith("200 plans on this laptop")


def test_names_fall_back_to_the_other_language_in_italics(application: Application) -> None:
    new_plan(
        application.library,
        "blank-exercise",
        name=Text("", "Solo en español"),
        start=datetime(2027, 3, 8, 8, 0),
        zone="America/Panama",
    )
    application.window.go(Place("library"))
    index = page_of(application).view.model().index(0, NAME)
    assert index.data() == "Solo en español"
    assert index.data(Qt.ItemDataRole.FontRole).italic()


def test_page_speaks_spanish(library: Application) -> None:
    library.change_language("es")
    page = page_of(library)
    assert page.heading.title.text() == "Biblioteca"
    assert "River patrol (es)" in shown(page)
    headings = [page.model.headerData(c, Qt.Orientation.Horizontal) for c in range(6)]
    assert headings == ["Plan", "Tipo", "Inicio", "Estado", "Áreas", "Hallazgos"]


@pytest.mark.parametrize("height", [640, 690, 768])
@pytest.mark.parametrize("language", ["en", "es"])
def test_welcome_cuts_no_text_at_any_height(
    application: Application, qtbot: QtBot, language: str, height: int
) -> None:
    application.change_language(language)
    application.window.resize(1366, height)
    page = application.window.page("library")
    qtbot.waitUntil(lambda: bool(page.findChildren(QPushButton, "tile")))

    def cut() -> list[str]:
        labels = page.findChildren(QLabel)
        shown = [one for one in labels if one.isVisible() and one.wordWrap()]
        return [one.text() for one in shown if one.heightForWidth(one.width()) > one.height() + 2]

    qtbot.waitUntil(lambda: cut() == [])

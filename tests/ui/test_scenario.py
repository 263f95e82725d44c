"""The page of the scenario, by real keys, clicks, drops and pastes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from db.attachments import content_of
from db.open_plan import OpenPlan
from db.tables import Attachment, ScenarioSection, SimulatedActor
from db.text import N_, Text
from desktop.app import Application
from desktop.planning.templates import new_plan
from desktop.ui.desk import Place
from desktop.ui.scenario.scenario_page import ScenarioPage
from tests.ui.table_hands import CONTROL, NO, SHIFT, press, show, type_text, undo

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def plan(planned: Application) -> OpenPlan:
    """Return a plan without a scenario."""
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit(N_("Remove {noun}"), noun="scenario"):
        for table in (ScenarioSection, SimulatedActor):
            for row in list(plan.rows(table)):
                plan.remove(row)
    return plan


@pytest.fixture
def page(planned: Application, plan: OpenPlan) -> ScenarioPage:
    """Return the page with the usual parts, added by its button."""
    page: ScenarioPage = show(planned, "scenario")
    click(page.begin)
    return page


def click(widget: Any) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def titles(plan: OpenPlan) -> list[str]:
    return [row.title.en for row in plan.rows(ScenarioSection)]


def picture(folder: Path, name: str = "map.png") -> Path:
    path = folder / name
    image = QImage(64, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    image.save(str(path))
    return path


def drop(page: ScenarioPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(10, 10), copy, data, left, NO)
    page.dropEvent(event)
    QApplication.processEvents()


def test_the_usual_parts_are_added_in_both_languages(page: ScenarioPage, plan: OpenPlan) -> None:
    assert titles(plan) == ["General situation", "Special situation", "Road to crisis", "Phase"]
    assert plan.rows(ScenarioSection)[0].title.es == "Situación general"
    assert page.heading.subtitle.text().startswith("4 parts")


def test_both_wordings_are_typed_side_by_side(
    planned: Application, page: ScenarioPage, plan: OpenPlan
) -> None:
    editor = page.editor.texts[ScenarioSection]
    editor.edits["en"].setFocus()
    type_text("Calm seas")
    press(K.Key_Tab)
    assert editor.edits["es"].hasFocus()
    type_text("Mar en calma")
    planned.desk.settle()
    first = plan.rows(ScenarioSection)[0]
    assert first.narrative == Text("Calm seas", "Mar en calma")
    left, right = editor.edits["en"], editor.edits["es"]
    assert left.geometry().right() < right.geometry().left()
    undo(planned)
    assert first.narrative.es == ""


def test_alt_and_arrows_put_parts_in_order(page: ScenarioPage, plan: OpenPlan) -> None:
    page.sections.setFocus()
    press(K.Key_End)
    assert page.row.kind == "phase"
    press(K.Key_Up, ALT)
    press(K.Key_Up, ALT)
    press(K.Key_Up, ALT)
    assert [row.kind for row in plan.rows(ScenarioSection)] == [
        "phase",
        "general-situation",
        "special-situation",
        "road-to-crisis",
    ]
    press(K.Key_Up, ALT)
    press(K.Key_Down, ALT)
    assert [row.kind for row in plan.rows(ScenarioSection)][1] == "phase"
    assert page.sections.currentRow() == 1


def test_dragging_puts_parts_in_order(page: ScenarioPage, plan: OpenPlan) -> None:
    # What a drag within the list does to its model when it is let go.
    model = page.sections.model()
    assert model.moveRow(page.sections.rootIndex(), 0, page.sections.rootIndex(), 3)
    QApplication.processEvents()
    assert [row.kind for row in plan.rows(ScenarioSection)] == [
        "special-situation",
        "road-to-crisis",
        "general-situation",
        "phase",
    ]


def test_the_mark_for_players_is_said_in_words_and_turned_by_a_click(
    page: ScenarioPage, plan: OpenPlan
) -> None:
    first = plan.rows(ScenarioSection)[0]
    page.choose(first)
    assert page.editor.audience.text() == "Players may see it"
    click(page.editor.audience)
    assert not first.for_players
    assert page.editor.audience.text() == "Only controllers"
    item = page.sections.item(0)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole).endswith("Only controllers")
    click(page.in_hand.forms[ScenarioSection].editors[2].tick)  # type: ignore[attr-defined]
    assert first.for_players


def test_the_preview_hides_all_that_is_not_for_players(
    page: ScenarioPage, plan: OpenPlan, tmp_path: Path
) -> None:
    first, second = plan.rows(ScenarioSection)[:2]
    with plan.edit(N_("Change “{field}”"), field="Narrative"):
        first.narrative = Text("The port is busy", "El puerto está activo")
        second.narrative = Text("The guard is bribed", "El guardia fue sobornado")
        plan.add(SimulatedActor(name=Text("Open Line", "Línea"), for_players=True))
        plan.add(SimulatedActor(name=Text("Secret cartel", "Cartel"), for_players=False))
    page.choose(first)
    drop(page, picture(tmp_path))
    secret = picture(tmp_path, "secret.png")
    drop(page, secret)
    with plan.edit(N_("Change “{field}”"), field="Caption"):
        seen, hidden = plan.rows(Attachment)
        seen.caption, hidden.caption = Text("The quay", "El muelle"), Text("The plot", "La trama")
        hidden.for_players = False
    click(page.preview)
    text = page.players_view.toPlainText()
    assert "The port is busy" in text
    assert "El puerto está activo" in text
    assert "Open Line" in text
    assert "The quay" in text
    for word in ("bribed", "sobornado", "Secret cartel", "The plot", "La trama"):
        assert word not in text
    assert "3 parts are hidden from players." in text
    click(page.preview)
    assert page.sections.isVisible()


def test_pictures_come_by_drop_and_paste_and_stay_in_the_library(
    planned: Application, page: ScenarioPage, plan: OpenPlan, tmp_path: Path
) -> None:
    path = picture(tmp_path)
    drop(page, path)
    row = plan.rows(Attachment)[0]
    assert row.section_id == plan.rows(ScenarioSection)[0].id
    assert content_of(plan, row.digest) == path.read_bytes()
    path.unlink()
    image = QImage(30, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    QTest.keyClick(planned.window, K.Key_V, CONTROL | SHIFT)
    assert [row.file_name for row in plan.rows(Attachment)] == ["map.png", "pasted picture.png"]
    assert page.pictures.list.count() == 2
    assert not page.pictures.list.item(0).icon().isNull()
    # The form is that of the picture in hand, with captions in both languages.
    form = page.in_hand.forms[Attachment]
    assert form.isVisible()
    assert form.focus_field("caption_es")
    type_text("Mapa")
    planned.desk.settle()
    assert plan.rows(Attachment)[1].caption.es == "Mapa"
    QTest.keyClick(page.pictures.list, K.Key_Delete)
    assert [row.file_name for row in plan.rows(Attachment)] == ["map.png"]


def test_a_picture_is_shown_large_and_the_arrows_lead_on(
    page: ScenarioPage, tmp_path: Path
) -> None:
    drop(page, picture(tmp_path, "one.png"), picture(tmp_path, "two.png"))
    page.pictures.list.setFocus()
    QTest.keyClick(page.pictures.list, K.Key_Return)
    dialog = page.pictures.large
    assert dialog.caption.text() == "two.png"
    QTest.keyClick(dialog, K.Key_Right)
    assert dialog.caption.text() == "one.png"
    assert dialog.picture.pixmap().width() == 64
    dialog.accept()


def test_what_is_no_picture_is_refused_in_a_sentence(
    planned: Application, page: ScenarioPage, plan: OpenPlan, tmp_path: Path
) -> None:
    path = tmp_path / "evil.png"
    path.write_text("<svg onload='alert(1)'/>")
    drop(page, path)
    assert plan.rows(Attachment) == []
    box = planned.window.findChild(QMessageBox)
    assert box is not None
    assert "“evil.png” is not a picture that can be attached" in box.text()
    box.accept()


def test_parts_and_actors_are_added_and_removed_by_keys(
    planned: Application, page: ScenarioPage, plan: OpenPlan
) -> None:
    QTest.keyClick(planned.window, K.Key_N, Qt.KeyboardModifier.ControlModifier | ALT)
    QApplication.processEvents()
    type_text("Phase two")
    planned.desk.settle()
    assert titles(plan)[1] == "Phase two"
    click(page.add_actor_button)
    type_text("Canal Sur")
    planned.desk.settle()
    assert [row.name.en for row in plan.rows(SimulatedActor)] == ["Canal Sur"]
    page.sections.setFocus()
    page.sections.setCurrentRow(1)
    QTest.keyClick(page.sections, K.Key_Delete)
    assert "Phase two" not in titles(plan)


def test_a_place_leads_to_a_wording_and_to_a_picture(
    planned: Application, page: ScenarioPage, plan: OpenPlan, tmp_path: Path
) -> None:
    drop(page, picture(tmp_path))
    third = plan.rows(ScenarioSection)[2]
    planned.window.go(Place("scenario", "scenario_section", third.id, "narrative_es"))
    assert page.row is third
    assert page.editor.texts[ScenarioSection].edits["es"].hasFocus()
    row = plan.rows(Attachment)[0]
    planned.window.go(Place("scenario", "attachment", row.id, "caption"))
    assert page.in_hand.forms[Attachment].row is row


@pytest.mark.usefixtures("plan")
def test_a_place_that_is_gone_leads_to_the_page(planned: Application) -> None:
    planned.window.go(Place("scenario", "scenario_section", "gone"))
    assert planned.window.section == "scenario"
    assert planned.window.page("scenario").isVisible()


def test_workshops_have_no_scenario(application: Application) -> None:
    plan = new_plan(
        application.library,
        "blank-workshop",
        name=Text("Course", "Curso"),
        start=datetime(2027, 3, 8, 8, 0),
        zone="America/Panama",
    )
    application.desk.open_plan(plan.id)
    application.window.go(Place("scenario"))
    assert application.window.findChild(ScenarioPage) is None

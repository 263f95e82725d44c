"""The framework page: coverage, alignment, scope, targets, and frameworks of one's own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.open_plan import OpenPlan
from db.tables import (
    Alignment,
    AreaOfAction,
    FocusArea,
    Framework,
    IndicatorTarget,
    Inject,
    InjectFocusArea,
    Objective,
    Pillar,
    PlanFocusArea,
    PlanFramework,
    ProposedAction,
)
from db.text import Text
from desktop.app import Application
from desktop.planning.templates import new_plan
from desktop.ui.desk import Place
from desktop.ui.framework.align_dialog import AlignDialog
from desktop.ui.framework.framework_editor import PART, FrameworkEditor
from desktop.ui.framework.framework_page import FrameworkPage
from desktop.ui.framework.frameworks_dialog import FrameworksDialog
from desktop.ui.framework.matrix_model import (
    ACTIVITIES,
    AREA,
    CRITERIA,
    INJECTS,
    OBJECTIVES,
    SERVED,
    Band,
)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(planned: Application) -> FrameworkPage:
    """Return the framework page of the port security plan, shown."""
    planned.window.go(Place("framework"))
    shown = planned.window.page("framework")
    assert isinstance(shown, FrameworkPage)
    return shown


@pytest.fixture
def plan(planned: Application) -> OpenPlan:
    """Return the open plan."""
    assert planned.desk.plan is not None
    return planned.desk.plan


def focus_area(plan: OpenPlan, key: str) -> FocusArea:
    return next(row for row in plan.rows(FocusArea) if row.key == key)


def cell(page: FrameworkPage, area_id: str, column: int) -> str:
    row = page.model.row_of(area_id)
    return str(page.model.index(row, column).data())


def click_cell(page: FrameworkPage, area_id: str, column: int) -> None:
    index = page.model.index(page.model.row_of(area_id), column)
    page.matrix.scrollTo(index)
    at = page.matrix.visualRect(index).center()
    QTest.mouseClick(page.matrix.viewport(), LEFT, pos=at)
    QApplication.processEvents()


def words_in(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just laid out is shown then
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def drop_alignments(plan: OpenPlan, area: FocusArea) -> None:
    with plan.edit("Drop"):
        for row in list(plan.children(Alignment, "focus_area_id", area.id)):
            plan.remove(row)


def open_dialog(page: FrameworkPage) -> FrameworksDialog:
    QTest.mouseClick(page.change, LEFT)
    dialog = page.window().findChild(FrameworksDialog)
    assert isinstance(dialog, FrameworksDialog)
    return dialog


def open_editor(dialog: FrameworksDialog) -> FrameworkEditor:
    editor = dialog.findChild(FrameworkEditor)
    assert isinstance(editor, FrameworkEditor)
    return editor


def test_matrix_shows_areas_by_pillar_with_counts(page: FrameworkPage, plan: OpenPlan) -> None:
    bands = [row.name for row in page.model.rows if isinstance(row, Band)]
    assert bands == [
        "Maritime security collaboration",
        "Intelligence sharing against regional threats",
        "Economic resilience through joint security",
        "Areas of action",
    ]
    assert len(page.model.areas()) == 14
    trade = focus_area(plan, "enhancing-trade-opportunities")
    columns = (OBJECTIVES, ACTIVITIES, INJECTS, CRITERIA, SERVED)
    shown = [cell(page, trade.id, column) for column in columns]
    assert shown == ["1", "4", "5", "2", "exercised and evaluated"]
    assert page.heading.subtitle.text() == (
        "U.S.-Panama security cooperation, version 1 · 10 of 10 areas served"
    )


def test_click_on_a_count_of_injects_lists_the_first_of_them(
    page: FrameworkPage, plan: OpenPlan
) -> None:
    trade = focus_area(plan, "enhancing-trade-opportunities")
    click_cell(page, trade.id, INJECTS)
    words = words_in(page.area_inspector)
    served = next(row for row in page.model.areas() if row.area.id == trade.id).injects
    for inject in served:
        assert f"{inject.number} {inject.title.en}" in words
    assert "Activities" not in words
    with plan.edit("Add many"):
        for number in range(100, 140):
            row = plan.add(Inject(number=str(number), offset_minutes=1900, title=Text("A", "A")))
            plan.add(InjectFocusArea(inject_id=row.id, focus_area_id=trade.id))
    assert cell(page, trade.id, INJECTS) == "45"
    words = words_in(page.area_inspector)
    assert "and 5 more" in words
    assert "134 A" in words
    assert "135 A" not in words


def test_a_workshop_has_no_column_of_injects(planned: Application, page: FrameworkPage) -> None:
    assert not page.matrix.isColumnHidden(INJECTS)
    workshop = new_plan(
        planned.library,
        "workshop-intelligence-analysis",
        name=Text("W", "T"),
        start=datetime(2027, 3, 1, 8),
        zone="America/Panama",
    )
    planned.desk.open_plan(workshop.id)
    planned.window.go(Place("framework"))
    shown = planned.window.page("framework")
    assert isinstance(shown, FrameworkPage)
    assert shown.matrix.isColumnHidden(INJECTS)


def test_gap_is_named_and_selected_first(page: FrameworkPage, plan: OpenPlan) -> None:
    cyber = focus_area(plan, "cybersecurity-initiatives")
    drop_alignments(plan, cyber)
    assert cell(page, cyber.id, SERVED) == "gap: no objective serves it"
    assert page.heading.subtitle.text().endswith("9 of 10 areas served · 1 gap")
    page.window().build()  # type: ignore[attr-defined]
    fresh = page.window().page("framework")  # type: ignore[attr-defined]
    assert "Align an objective, or take the area" in words_in(fresh.area_inspector)


def test_click_on_a_cell_lists_what_serves_it_and_leads_there(
    planned: Application, page: FrameworkPage, plan: OpenPlan, qtbot: QtBot
) -> None:
    trade = focus_area(plan, "enhancing-trade-opportunities")
    click_cell(page, trade.id, OBJECTIVES)
    words = words_in(page.area_inspector)
    assert "Prioritize cargo" in words
    assert "D+1" not in words
    click_cell(page, trade.id, ACTIVITIES)
    assert "D+1 09:00 · Module 3A" in words_in(page.area_inspector)
    assert "Prioritize cargo" not in words_in(page.area_inspector)
    click_cell(page, trade.id, AREA)
    link = next(
        label
        for label in page.area_inspector.findChildren(QLabel)
        if label.isVisible() and "Module 3A" in label.text()
    )
    with qtbot.waitSignal(planned.desk.going):
        link.setFocus()
        QTest.mouseClick(link, LEFT, pos=QPoint(20, 8))
    assert planned.window.section == "schedule"


def test_arrow_keys_walk_over_the_bands(page: FrameworkPage, plan: OpenPlan) -> None:
    last = focus_area(plan, "community-engagement")
    page.matrix.show_area(last.id, OBJECTIVES)
    page.matrix.setFocus()
    QTest.keyClick(page.matrix, Qt.Key.Key_Down)
    assert words_in(page.area_inspector).startswith("Countering Drug Trafficking")


def test_align_objective(planned: Application, page: FrameworkPage, plan: OpenPlan) -> None:
    terror = focus_area(plan, "terrorism-prevention")
    click_cell(page, terror.id, AREA)
    QTest.mouseClick(page.align_button, LEFT)
    dialog = planned.window.findChild(AlignDialog)
    assert isinstance(dialog, AlignDialog)
    assert dialog.areas.currentText() == "Terrorism Prevention"
    assert not dialog.align_button.isEnabled()
    dialog.objectives.setCurrentRow(0)
    QTest.keyClick(dialog.objectives, Qt.Key.Key_Space)
    QTest.keyClicks(dialog.note, "Threat warning")
    QTest.mouseClick(dialog.align_button, LEFT)
    rows = plan.children(Alignment, "focus_area_id", terror.id)
    assert [row.note.en for row in rows] == ["Threat warning"]
    assert cell(page, terror.id, OBJECTIVES) == "1"
    assert cell(page, terror.id, SERVED) == "exercised and evaluated"
    planned.desk.undo()
    assert cell(page, terror.id, SERVED) == "not chosen"


def test_area_of_action_is_served_through_its_proposed_action(
    planned: Application, page: FrameworkPage, plan: OpenPlan
) -> None:
    area = next(row for row in plan.rows(AreaOfAction) if row.key == "capacity-building")
    click_cell(page, area.id, AREA)
    QTest.mouseClick(page.align_button, LEFT)
    dialog = planned.window.findChild(AlignDialog)
    assert isinstance(dialog, AlignDialog)
    action = plan.children(ProposedAction, "area_of_action_id", area.id)[0]
    assert dialog.proposed.currentText() == action.text.en
    dialog.objectives.setCurrentRow(1)
    QTest.keyClick(dialog.objectives, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.align_button, LEFT)
    assert len(plan.children(Alignment, "proposed_action_id", action.id)) == 1
    assert cell(page, area.id, OBJECTIVES) == "1"


def test_aligned_objective_is_parted(page: FrameworkPage, plan: OpenPlan) -> None:
    trade = focus_area(plan, "enhancing-trade-opportunities")
    click_cell(page, trade.id, OBJECTIVES)
    button = next(
        child
        for child in page.area_inspector.findChildren(QWidget)
        if child.isVisible() and child.toolTip() == "Align no longer"
    )
    QTest.mouseClick(button, LEFT)
    assert cell(page, trade.id, SERVED) == "gap: no objective serves it"


def test_out_of_scope_with_a_reason(
    planned: Application, page: FrameworkPage, plan: OpenPlan
) -> None:
    trade = focus_area(plan, "enhancing-trade-opportunities")
    click_cell(page, trade.id, AREA)
    QTest.mouseClick(page.area_inspector.scope, LEFT, pos=QPoint(10, 10))
    assert cell(page, trade.id, SERVED) == "out of scope"
    QApplication.processEvents()
    field = page.area_inspector.reason.fields["en"]
    assert field.isVisible()
    QTest.keyClicks(field, "Covered next year")
    planned.desk.settle()
    row = plan.children(PlanFocusArea, "focus_area_id", trade.id)[0]
    assert not row.in_scope
    assert row.reason.en == "Covered next year"
    QTest.mouseClick(page.area_inspector.scope, LEFT, pos=QPoint(10, 10))
    assert cell(page, trade.id, SERVED) == "exercised and evaluated"


def test_targets_for_indicators(planned: Application, page: FrameworkPage, plan: OpenPlan) -> None:
    trade = focus_area(plan, "enhancing-trade-opportunities")
    click_cell(page, trade.id, AREA)
    fields = next(iter(page.area_inspector.targets.values()))
    QTest.keyClicks(fields.fields["en"], "40 per day")
    planned.desk.settle()
    assert [row.target for row in plan.rows(IndicatorTarget)] == [Text("40 per day", "")]
    fields = next(iter(page.area_inspector.targets.values()))
    QTest.keyClicks(fields.fields["es"], "40 por hora")
    planned.desk.settle()
    assert [row.target for row in plan.rows(IndicatorTarget)] == [Text("40 per day", "40 por hora")]
    fields.fields["en"].clear()
    fields.fields["es"].clear()
    planned.desk.settle()
    assert plan.rows(IndicatorTarget) == []


def test_finding_leads_to_its_field(
    planned: Application, page: FrameworkPage, plan: OpenPlan, qtbot: QtBot
) -> None:
    trade = focus_area(plan, "enhancing-trade-opportunities")
    planned.window.go(Place("framework", "focus_area", trade.id, "in_scope"))
    qtbot.waitUntil(page.area_inspector.scope.hasFocus, timeout=3000)
    with plan.edit("Out"):
        row = plan.children(PlanFocusArea, "focus_area_id", trade.id)[0]
        row.in_scope = False
    planned.window.go(Place("overview"))
    planned.window.go(Place("framework", "plan_focus_area", row.id, "reason_es"))
    qtbot.waitUntil(
        lambda: QApplication.focusWidget() is page.area_inspector.reason.fields["es"],
        timeout=3000,
    )
    words = words_in(page.area_inspector)
    assert words.startswith("Enhancing Trade Opportunities\nout of scope")


def test_no_framework_says_what_to_do(
    planned: Application, page: FrameworkPage, plan: OpenPlan
) -> None:
    dialog = open_dialog(page)
    dialog.list.setFocus()
    dialog.list.setCurrentRow(0)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert plan.rows(PlanFramework) == []
    dialog.reject()
    assert not page.matrix.isVisible()
    assert "no framework yet" in words_in(page)
    planned.desk.undo()
    assert page.matrix.isVisible()


def test_builtin_framework_is_read_only_and_copied_to_change(
    page: FrameworkPage, plan: OpenPlan
) -> None:
    dialog = open_dialog(page)
    assert not dialog.remove_button.isEnabled()
    QTest.mouseClick(dialog.edit_button, LEFT)
    editor = open_editor(dialog)
    assert not editor.add_button.isVisible()
    assert all(not form.isEnabled() for form in editor._forms.values())
    editor.reject()
    QApplication.sendPostedEvents(None, 0)
    QTest.mouseClick(dialog.copy_button, LEFT)
    names = sorted(row.name.en for row in plan.rows(Framework))
    assert names == [
        "U.S.-Panama security cooperation",
        "U.S.-Panama security cooperation (copy)",
    ]
    copy = next(row for row in plan.rows(Framework) if not row.builtin)
    pillars = plan.children(Pillar, "framework_id", copy.id)
    assert pillars[0].name.es == "Colaboración en seguridad marítima"
    areas = sum(len(plan.children(FocusArea, "pillar_id", pillar.id)) for pillar in pillars)
    assert areas == 11


def test_own_framework_is_written_in_the_window(
    planned: Application, page: FrameworkPage, plan: OpenPlan
) -> None:
    dialog = open_dialog(page)
    QTest.mouseClick(dialog.new_button, LEFT)
    editor = open_editor(dialog)
    framework = next(row for row in plan.rows(Framework) if not row.builtin)
    pillar = plan.children(Pillar, "framework_id", framework.id)[0]
    editor.select(pillar.id)
    next(a for a in editor._add_menu.actions() if a.text() == "Focus area").trigger()
    areas = plan.children(FocusArea, "pillar_id", pillar.id)
    assert len(areas) == 2
    form = editor._forms[FocusArea]
    field = form.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "Border rivers")
    planned.desk.settle()
    assert areas[1].name.en == "Border rivers"
    assert any(item.text(0) == "Border rivers" for item in editor._items())
    QTest.mouseClick(editor.up_button, LEFT)
    areas = plan.children(FocusArea, "pillar_id", pillar.id)
    assert [row.name.en for row in areas] == ["Border rivers", "New focus area"]
    editor.select(areas[1].id)
    QTest.mouseClick(editor.remove_button, LEFT)
    assert len(plan.children(FocusArea, "pillar_id", pillar.id)) == 1
    QTest.mouseClick(editor.undo_button, LEFT)
    assert len(plan.children(FocusArea, "pillar_id", pillar.id)) == 2
    for item in editor._items():
        assert not item.data(0, PART).deleted


def test_part_that_other_plans_use_stays(
    planned: Application, page: FrameworkPage, plan: OpenPlan
) -> None:
    dialog = open_dialog(page)
    QTest.mouseClick(dialog.new_button, LEFT)
    open_editor(dialog).reject()
    framework = next(row for row in plan.rows(Framework) if not row.builtin)
    other = new_plan(
        planned.library,
        "blank-exercise",
        name=Text("River patrol", "Patrulla"),
        start=datetime(2027, 5, 3, 8),
        zone="America/Panama",
    )
    with other.edit("Use"):
        other.add(PlanFramework(framework_id=framework.id))
    dialog._select(framework.id)
    QTest.mouseClick(dialog.remove_button, LEFT)
    assert "River patrol" in dialog.about_chosen.text()
    assert framework in plan.rows(Framework)
    with other.edit("Use no longer"):
        for row in list(other.rows(PlanFramework)):
            other.remove(row)
    dialog._select(framework.id)
    QTest.mouseClick(dialog.remove_button, LEFT)
    assert framework not in plan.rows(Framework)


def test_import_framework(page: FrameworkPage, plan: OpenPlan, tmp_path: Path) -> None:
    source = Path("resources/frameworks/us-panama.toml").read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(source.replace("U.S.-Panama security cooperation", "Coast pact"), "utf-8")
    dialog = open_dialog(page)
    dialog.import_file(str(own))
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.name.en == "Coast pact"
    assert not chosen.builtin
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert len(plan.rows(PlanFramework)) == 2
    bands = [row.framework for row in page.model.rows if isinstance(row, Band)]
    assert bands.count("Coast pact") == 3
    assert "Coast pact" in page.heading.subtitle.text()


def test_own_framework_comes_back_from_its_file(
    page: FrameworkPage, plan: OpenPlan, tmp_path: Path
) -> None:
    dialog = open_dialog(page)
    QTest.mouseClick(dialog.export_button, LEFT)
    files = dialog.findChild(QFileDialog, "export-framework")
    assert isinstance(files, QFileDialog)
    line = files.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(tmp_path / "pact.toml"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    dialog.import_file(str(tmp_path / "pact.toml"))
    chosen = dialog.chosen()
    assert chosen is not None
    assert not chosen.builtin
    assert len(plan.children(Pillar, "framework_id", chosen.id)) == 3


def test_bad_framework_file_is_refused_with_its_place(
    planned: Application, page: FrameworkPage, plan: OpenPlan, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("pillars = 3\n", "utf-8")
    dialog = open_dialog(page)
    with qtbot.waitSignal(planned.desk.apologized) as said:
        dialog.import_file(str(bad))
    assert "bad.toml" in said.args[0]
    assert len(plan.rows(Framework)) == 1


def test_page_without_objectives_explains(planned: Application, page: FrameworkPage) -> None:
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit("Remove objectives"):
        for row in list(plan.rows(Objective)):
            plan.remove(row)
    QTest.mouseClick(page.align_button, LEFT)
    dialog = planned.window.findChild(AlignDialog)
    assert isinstance(dialog, AlignDialog)
    assert "no objective yet" in dialog.notice.text()
    assert not dialog.align_button.isEnabled()

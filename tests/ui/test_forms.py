"""The form of the inspector, by real keys and clicks on the pages that use it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.library import Library
from db.tables import (
    Milestone,
    Objective,
    Organization,
    ScheduleItem,
    ScheduleOrganization,
    SchedulePerson,
)
from db.text import Text
from desktop.app import Application
from desktop.language import N_, spoken
from desktop.ui.forms.fields import LineField, LinksField, PairField
from desktop.ui.forms.line_editors import LineEditor
from desktop.ui.forms.links_editors import ChipList, TickList
from desktop.ui.forms.pick_editor import ComboEditor, FindEditor
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.forms.text_editors import PairEditor
from desktop.ui.menus import sentence_of
from desktop.ui.tables.directory_columns import (
    new_organization,
    new_person,
    organization_label,
    person_label,
)
from desktop.ui.tables.time_columns import DurationColumn, MomentColumn
from tests.ui.table_hands import (
    CONTROL,
    click,
    click_cell,
    focused,
    plan_of,
    press,
    show,
    type_text,
    undo,
)

K = Qt.Key


@pytest.fixture
def page(planned: Application) -> Any:
    return show(planned, "milestones")


def editor(form: RecordForm, field: str) -> Any:
    return next(one for one in form.editors if field in one.fields)


def enter(form: RecordForm, field: str) -> Any:
    """Put the keyboard into a field and select all of it."""
    form.focus_field(field)
    press(K.Key_A, CONTROL)
    return editor(form, field)


def last_step(application: Application) -> str:
    step = plan_of(application).next_undo()
    return "" if step is None else sentence_of(step)


def test_typing_is_written_after_a_pause_as_one_step(
    planned: Application, page: Any, qtbot: QtBot
) -> None:
    row: Milestone = page.form.row
    before = row.title
    enter(page.form, "title")
    type_text("Kick")
    qtbot.waitUntil(lambda: row.title.en == "Kick", timeout=3000)
    type_text("-off")
    qtbot.waitUntil(lambda: row.title.en == "Kick-off", timeout=3000)
    assert page.form.heading.text() == "Kick-off"
    assert page.table.model.cell_text(row, page.table.model.columns[2]) == "Kick-off"
    assert last_step(planned) == "Change “Title”"
    undo(planned)
    assert row.title == before
    assert editor(page.form, "title").edits["en"].text() == before.en


def test_leaving_a_field_writes_it_and_both_wordings_are_edited(page: Any) -> None:
    row: Milestone = page.form.row
    enter(page.form, "title_es")
    type_text("Reunión inicial")
    press(K.Key_Tab)
    assert row.title == Text("Initial planning conference", "Reunión inicial")
    enter(page.form, "purpose_en")
    type_text("Agree.")
    press(K.Key_Return)
    type_text("Then act.")
    press(K.Key_Tab)
    assert row.purpose.en == "Agree.\nThen act."


def test_each_visit_to_a_field_is_a_step_of_its_own(planned: Application, page: Any) -> None:
    row: Milestone = page.form.row
    before = row.title.en
    for word in ("One", "Two"):
        enter(page.form, "title")
        type_text(word)
        press(K.Key_Tab)
    assert row.title.en == "Two"
    undo(planned)
    assert row.title.en == "One"
    undo(planned)
    assert row.title.en == before


def test_what_cannot_be_read_stays_outlined_and_is_explained(
    planned: Application, page: Any
) -> None:
    row: Milestone = page.form.row
    day = row.day_offset
    line: LineEditor = enter(page.form, "day_offset")
    type_text("next week")
    press(K.Key_Tab)
    assert row.day_offset == day
    assert line.edit.text() == "next week"
    assert line.edit.property("invalid") is True
    assert "D-42" in line.trouble.text()
    assert line.trouble.isVisible()
    enter(page.form, "day_offset")
    type_text("D-91")
    press(K.Key_Tab)
    assert row.day_offset == -91
    assert not line.trouble.isVisible()
    assert last_step(planned) == "Change “Day”"


def test_going_to_another_row_writes_what_was_typed_into_the_right_one(page: Any) -> None:
    first: Milestone = page.form.row
    enter(page.form, "place")
    type_text("Fort Sherman")
    page.table.select(page.table.model.shown[4].id, "title")
    assert first.place.en == "Fort Sherman"
    assert page.form.row is page.table.model.shown[4]
    assert page.form.row.place.en != "Fort Sherman"


def test_closing_the_window_writes_what_is_being_typed(planned: Application, page: Any) -> None:
    row_id, plan_id = page.form.row.id, plan_of(planned).id
    enter(page.form, "purpose")
    type_text("Half a thought")
    planned.window.close()
    again = Library.open(planned.library.path)
    kept = again.open_plan(plan_id).get(Milestone, row_id)
    assert kept is not None
    assert kept.purpose.en == "Half a thought"
    again.close()


def test_closing_the_plan_writes_what_is_being_typed(planned: Application, page: Any) -> None:
    plan = plan_of(planned)
    row: Milestone = page.form.row
    enter(page.form, "purpose")
    type_text("Half a thought")
    planned.desk.close_plan()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert row.purpose.en == "Half a thought"
    planned.desk.open_plan(plan.id)
    again = show(planned, "milestones")
    click_cell(again.table, 0, "title")
    type_text("Half a title")
    first = again.table.model.shown[0]
    planned.desk.close_plan()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert first.title.en == "Half a title"


def test_switching_the_language_writes_it_and_turns_the_order(
    planned: Application, page: Any
) -> None:
    row: Milestone = page.form.row
    enter(page.form, "title")
    type_text("Half a title")
    planned.change_language("es")
    again = show(planned, "milestones")
    assert row.title.en == "Half a title"
    pair: PairEditor = editor(again.form, "title")
    assert list(pair.edits) == ["es", "en"]


def test_codes_are_picked_from_a_list_and_organizations_found_by_typing(
    planned: Application, page: Any
) -> None:
    row: Milestone = page.form.row
    combo: ComboEditor = editor(page.form, "status")
    combo.combo.setFocus()
    press(K.Key_Down)
    assert row.status == "confirmed"
    find: FindEditor = enter(page.form, "responsible_id")
    type_text("coast guard")
    assert find.edit.listed()[0] == "USCG"
    press(K.Key_Return)
    organization = plan_of(planned).get(Organization, row.responsible_id)
    assert organization is not None
    assert organization.acronym == "USCG"
    enter(page.form, "responsible_id")
    type_text("sen")
    press(K.Key_Tab)
    assert page.table.model.cell_text(row, page.table.model.columns[5]) == "SENAFRONT"
    enter(page.form, "responsible_id")
    press(K.Key_Backspace)
    press(K.Key_Tab)
    assert row.responsible_id is None


def test_a_tick_writes_at_once(page: Any) -> None:
    row: Milestone = page.form.row
    before = row.avoid_holidays
    tick = editor(page.form, "avoid_holidays").tick
    tick.setFocus()
    press(K.Key_Space)
    assert row.avoid_holidays is not before


def test_undo_reaches_the_plan_when_the_field_has_nothing_to_take_back(
    planned: Application, page: Any
) -> None:
    row: Milestone = page.form.row
    before = row.status
    combo: ComboEditor = editor(page.form, "status")
    combo.combo.setFocus()
    press(K.Key_Down)
    assert row.status != before
    page.form.focus_field("title")
    QTest.keyClick(focused(), K.Key_Z, CONTROL)
    QApplication.processEvents()
    assert row.status == before


def test_findings_about_the_row_lead_to_the_field_that_mends_them(
    planned: Application, qtbot: QtBot
) -> None:
    page = show(planned, "objectives")
    plan = plan_of(planned)
    with plan.edit(N_("Add {noun}"), noun="objective"):
        row = plan.add(Objective(number="7", statement=Text("Lonely", "")))
    page.objectives.select(row.id, "statement")
    qtbot.waitUntil(lambda: bool(page.form.findings.cards), timeout=5000)
    card = next(c for c in page.form.findings.cards if "Spanish" in c.accessibleName())
    qtbot.waitUntil(card.isVisible)
    card.setFocus()
    press(K.Key_Return)
    assert focused() is editor(page.form, "statement").edits["es"]
    type_text("Sola")
    press(K.Key_Tab)
    qtbot.waitUntil(
        lambda: all("Spanish" not in c.accessibleName() for c in page.form.findings.cards),
        timeout=5000,
    )


# Links, moments and lengths of time, as the schedule uses them


@pytest.fixture
def item_form(planned: Application, qtbot: QtBot) -> RecordForm:
    form = RecordForm(
        planned.desk,
        ScheduleItem,
        (
            PairField("title", N_("Title")),
            LineField(MomentColumn("offset_minutes", N_("Start"))),
            LineField(DurationColumn("duration_minutes", N_("Duration"))),
            LinksField(
                N_("Organizations"),
                link=ScheduleOrganization,
                owner="item_id",
                target="organization_id",
                table=Organization,
                label=organization_label,
                create=new_organization,
            ),
            LinksField(
                N_("People"),
                link=SchedulePerson,
                owner="item_id",
                target="person_id",
                table=new_person("").__class__,
                label=person_label,
                group=lambda row, _plan: row.rank,
            ),
        ),
        title=lambda row: row.title.best(spoken()),
        empty="",
    )
    qtbot.addWidget(form)
    planned.desk.content_changed.connect(form.refresh)
    form.resize(316, 700)
    form.show()
    form.activateWindow()
    form.show_row(plan_of(planned).rows(ScheduleItem)[0])
    return form


def test_moments_and_durations_are_read_in_planners_notations(item_form: RecordForm) -> None:
    row: ScheduleItem = item_form.row
    enter(item_form, "offset_minutes")
    type_text("D+1 0930")
    press(K.Key_Tab)
    assert row.offset_minutes == 1440 + 90
    assert editor(item_form, "offset_minutes").edit.text() == "D+1 09:30"
    enter(item_form, "duration_minutes")
    type_text("1:30")
    press(K.Key_Tab)
    assert row.duration_minutes == 90
    enter(item_form, "duration_minutes")
    type_text("0")
    press(K.Key_Tab)
    assert row.duration_minutes == 90
    assert editor(item_form, "duration_minutes").trouble.text()


def test_linked_organizations_are_chips(planned: Application, item_form: RecordForm) -> None:
    chips: ChipList = editor(item_form, "organization_id")
    before = set(chips.links())
    chips.edit.setFocus()
    type_text("sinap")
    press(K.Key_Return)
    assert len(chips.links()) == len(before) + 1
    assert "SINAPROC" in {chip.text() for chip in chips.chips.values()}
    new = (set(chips.links()) - before).pop()
    click(chips.chips[new])
    assert set(chips.links()) == before
    planned.desk.undo()
    assert new in chips.links()
    chips.edit.setFocus()
    type_text("NEWORG")
    press(K.Key_Return)
    assert "NEWORG" in {chip.text() for chip in chips.chips.values()}


def test_grouped_links_are_ticks(planned: Application, item_form: RecordForm) -> None:
    plan = plan_of(planned)
    with plan.edit(N_("Add {noun}"), noun="person"):
        persons = [plan.add(new_person(name)) for name in ("Ana", "Luis")]
    ticks: TickList = editor(item_form, "person_id")
    assert {tick.accessibleName() for tick in ticks.ticks.values()} == {"Ana", "Luis"}
    ticks.ticks[persons[0].id].setFocus()
    press(K.Key_Space)
    assert set(ticks.links()) == {persons[0].id}
    press(K.Key_Space)
    assert ticks.links() == {}
    planned.desk.undo()
    assert ticks.ticks[persons[0].id].isChecked()

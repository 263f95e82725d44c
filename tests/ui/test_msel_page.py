"""The page of the MSEL, by real keys and clicks."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from db.tables import (
    Event,
    Inject,
    InjectDependency,
    InjectObjective,
    Objective,
    ScheduleItem,
    Storyline,
)
from db.text import Text
from desktop.app import Application
from desktop.planning.storylines import storyline_id_of
from desktop.ui.desk import Place
from tests.ui.table_hands import (
    CONTROL,
    SHIFT,
    click_cell,
    click_heading,
    column_of,
    focused,
    press,
    put_on_clipboard,
    show,
    shown,
    type_text,
    undo,
)

K = Qt.Key
ROWS = 200


@pytest.fixture
def page(planned: Application) -> Any:
    return show(planned, "msel")


def dialog(kind: str) -> Any:
    """Return the open dialog whose class is called so."""
    found = [
        w for w in QApplication.topLevelWidgets() if type(w).__name__ == kind and w.isVisible()
    ]
    assert len(found) == 1
    assert isinstance(found[0], QDialog)
    return found[0]


def excel_block() -> str:
    """Return injects as Excel puts them on the clipboard, from the column of times on."""
    lines = []
    for number in range(ROWS):
        time = f"D+{number // 100} {8 + number % 100 // 10:02}:{number % 10 * 5:02}"
        lines.append(f"{time}\tPasted-{number:03}\tRadio\tWhite cell\tPort authority\t1, 2")
    return "\r\n".join(lines) + "\r\n"


def pasted(page: Any) -> list[Inject]:
    return [row for row in page.plan.rows(Inject) if row.title.en.startswith("Pasted-")]


def all_offsets(page: Any) -> dict[str, int]:
    return {row.id: row.offset_minutes for row in page.plan.rows(Inject)}


def paste_all(page: Any) -> None:
    click_cell(page.table.table, 0, "offset_minutes")
    put_on_clipboard(excel_block())
    press(K.Key_V, CONTROL | SHIFT)


def test_two_hundred_rows_are_pasted_with_numbers_and_objectives_as_one_step(
    planned: Application, page: Any
) -> None:
    before = [row.number for row in page.plan.rows(Inject)]
    paste_all(page)
    rows = pasted(page)
    assert len(rows) == ROWS
    numbers = sorted(row.number for row in rows)
    assert numbers == [f"{n:03}" for n in range(len(before) + 1, len(before) + ROWS + 1)]
    first = next(row for row in rows if row.title.en.endswith("-000"))
    assert (first.offset_minutes, first.mode, first.sender.en) == (0, "radio", "White cell")
    links = page.plan.children(InjectObjective, "inject_id", first.id)
    assert len(links) == 2
    assert len(page.selection.ids) == ROWS
    undo(planned)
    assert [row.number for row in page.plan.rows(Inject)] == before


def test_pasted_rows_are_filled_down_sorted_filtered_and_ten_edited_at_once(
    planned: Application, page: Any
) -> None:
    table = page.table.table
    paste_all(page)
    place = table.model.place_of(min(pasted(page), key=lambda row: row.number).id)
    # Fill down: the sender of the first of five.
    click_cell(table, place, "sender")
    type_text("Coast station")
    press(K.Key_Return)
    click_cell(table, place, "sender")
    click_cell(table, place + 4, "sender", SHIFT)
    press(K.Key_D, CONTROL)
    assert shown(table, "sender")[place : place + 6] == ["Coast station"] * 5 + ["White cell"]
    undo(planned)
    assert shown(table, "sender")[place + 1] == "White cell"
    # Filter: every word, whatever its order.
    table.filter.setText("pasted coast")
    press_enter_in(table)
    assert shown(table, "title") == ["Pasted-000"]
    table.filter.setText("pasted-01")
    press_enter_in(table)
    assert len(shown(table, "title")) == 10
    # Ten rows at once: Ctrl+Enter writes into all selected ones.
    click_cell(table, 0, "receiver")
    click_cell(table, 9, "receiver", SHIFT)
    type_text("All tables")
    press(K.Key_Return, CONTROL)
    assert shown(table, "receiver") == ["All tables"] * 10
    undo(planned)
    assert shown(table, "receiver") == ["Port authority"] * 10
    # Sort: by title, down.
    click_heading(table, "title")
    click_heading(table, "title")
    assert shown(table, "title") == [f"Pasted-{n:03}" for n in range(19, 9, -1)]


def press_enter_in(table: Any) -> None:
    QTest.keyClick(table.filter, K.Key_Return)
    QApplication.processEvents()


def test_everything_after_ten_moves_by_45_minutes_and_comes_back(
    planned: Application, page: Any
) -> None:
    paste_all(page)
    before = all_offsets(page)
    items = {row.id: row.offset_minutes for row in page.plan.rows(ScheduleItem)}
    QTest.mouseClick(page.move_button, Qt.MouseButton.LeftButton)
    move = dialog("MoveInjectsDialog")
    QTest.mouseClick(
        move.choices["after"],
        Qt.MouseButton.LeftButton,
        pos=QPoint(8, move.choices["after"].height() // 2),
    )
    move.since.clear()
    QTest.keyClicks(move.since, "1000")
    QTest.keyClicks(move.by, "+45")
    move.preview()
    later = [key for key, offset in before.items() if offset >= 120]
    assert move.summary.text().startswith(f"{len(later)} injects move")
    assert all_offsets(page) == before
    QTest.mouseClick(move.apply, Qt.MouseButton.LeftButton)
    after = all_offsets(page)
    assert all(after[key] == offset + 45 * (key in later) for key, offset in before.items())
    assert {row.id: row.offset_minutes for row in page.plan.rows(ScheduleItem)} == items
    undo(planned)
    assert all_offsets(page) == before


def test_startex_slips_by_a_day_with_all_that_hangs_on_it(planned: Application, page: Any) -> None:
    start, before = page.plan.row.start, all_offsets(page)
    assert start == "2027-03-08T08:00"
    page.dialogs.ask_move()
    move = dialog("MoveInjectsDialog")
    move.choices["startex"].click()
    QTest.keyClicks(move.by, "1 d")
    move.preview()
    QTest.mouseClick(move.apply, Qt.MouseButton.LeftButton)
    assert page.plan.row.start == "2027-03-09T08:00"
    assert all_offsets(page) == before
    assert "Mar 9" in page.heading.subtitle.text()
    undo(planned)
    assert page.plan.row.start == start


def test_a_number_stays_when_its_inject_moves(page: Any) -> None:
    table = page.table.table
    row = page.plan.rows(Inject)[0]
    number = row.number
    click_cell(table, 0, "offset_minutes")
    type_text("D+1 1515")
    press(K.Key_Return)
    assert (row.number, row.offset_minutes) == (number, 1440 + 7 * 60 + 15)
    assert page.plan.rows(Inject)[0] is not row


def test_a_new_inject_takes_the_next_number_and_its_title_is_typed(
    planned: Application, page: Any
) -> None:
    count = len(page.plan.rows(Inject))
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    type_text("Smoke in the yard")
    press(K.Key_Return)
    [row] = [row for row in page.plan.rows(Inject) if row.title.en == "Smoke in the yard"]
    assert row.number == f"{count + 1:03}"


def test_filters_by_storyline_and_status_hide_the_rest_until_a_row_is_asked_for(page: Any) -> None:
    storyline = page.plan.rows(Storyline)[1]
    mine = [r for r in page.plan.rows(Inject) if storyline_id_of(page.plan, r) == storyline.id]
    page.table.choose_storyline(storyline.id)
    assert sorted(shown(page.table.table, "number")) == sorted(row.number for row in mine)
    other = next(r for r in page.plan.rows(Inject) if r not in mine)
    page.reveal(Place("msel", "inject", other.id, "message_en"))
    assert len(shown(page.table.table, "number")) == len(page.plan.rows(Inject))
    assert page.table.storylines.currentIndex() == 0
    assert focused().accessibleName() == "Message (English)"


def test_grouped_rows_stand_by_storyline_and_time(page: Any) -> None:
    QTest.mouseClick(page.table.grouped, Qt.MouseButton.LeftButton)
    order = {row.id: place for place, row in enumerate(page.plan.rows(Storyline))}
    rows = page.table.table.model.shown
    keys = [(order[storyline_id_of(page.plan, row)], row.offset_minutes) for row in rows]
    assert keys == sorted(keys)
    view = page.table.table.view
    heights = [view.rowHeight(line) for line in range(len(rows))]
    assert sum(height > view.row_height() for height in heights) == len(order)
    QTest.mouseClick(page.table.grouped, Qt.MouseButton.LeftButton)
    assert {view.rowHeight(line) for line in range(len(rows))} == {view.row_height()}


def test_find_and_replace_shows_each_place_and_replaces_the_chosen(
    planned: Application, page: Any
) -> None:
    row = page.plan.rows(Inject)[0]
    with page.plan.edit("Change title"):
        row.title = Text("Zebra boat zebra", "Lancha zebra")
    QTest.keyClick(planned.window, K.Key_H, CONTROL)
    QApplication.processEvents()
    replace = dialog("ReplaceDialog")
    QTest.keyClicks(replace.words, "zebra")
    QTest.keyClicks(replace.other, "yellow")
    replace.search()
    assert replace.summary.text() == "2 of 2 places"
    assert [replace.list.item(line, 1).text() for line in range(2)] == ["Title EN", "Title ES"]
    replace.list.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
    assert replace.summary.text() == "1 of 2 places"
    QTest.mouseClick(replace.apply, Qt.MouseButton.LeftButton)
    assert row.title == Text("yellow boat yellow", "Lancha zebra")
    QApplication.processEvents()
    planned.window.activateWindow()
    QApplication.processEvents()
    undo(planned)
    assert row.title == Text("Zebra boat zebra", "Lancha zebra")


def test_numbers_are_given_anew_only_on_request(planned: Application, page: Any) -> None:
    rows = page.plan.rows(Inject)
    last = rows[-1]
    with page.plan.edit("Move inject"):
        last.offset_minutes = rows[0].offset_minutes - 1
    before = {row.id: row.number for row in page.plan.rows(Inject)}
    page.dialogs.ask_renumber()
    renumber = dialog("RenumberDialog")
    assert [renumber.list.item(0, column).text() for column in (0, 1)] == [last.number, "001"]
    QTest.mouseClick(renumber.apply, Qt.MouseButton.LeftButton)
    numbers = [row.number for row in page.plan.rows(Inject)]
    assert numbers == [f"{n:03}" for n in range(1, len(numbers) + 1)]
    undo(planned)
    assert {row.id: row.number for row in page.plan.rows(Inject)} == before


def test_picking_an_event_brings_its_storyline_and_another_storyline_leaves_it(page: Any) -> None:
    row = page.plan.rows(Inject)[0]
    event = next(
        e for e in page.plan.rows(Event) if e.storyline_id != storyline_id_of(page.plan, row)
    )
    column = next(c for c in page.table.table.model.columns if c.field == "event_id")
    with page.plan.edit("Change event"):
        column.put(row, event.id, page.plan)
    assert storyline_id_of(page.plan, row) == event.storyline_id
    other = next(s for s in page.plan.rows(Storyline) if s.id != event.storyline_id)
    column = next(c for c in page.table.table.model.columns if c.field == "storyline_id")
    with page.plan.edit("Change storyline"):
        column.put(row, other.id, page.plan)
    assert (row.event_id, storyline_id_of(page.plan, row)) == (None, other.id)


def test_the_form_keeps_what_is_picked_after_several_rows_were_selected(page: Any) -> None:
    table = page.table.table
    rows = table.model.shown
    controller, storyline = rows[0].controller_id, storyline_id_of(page.plan, rows[0])
    assert controller
    click_cell(table, 0, "title")
    click_cell(table, 3, "title", SHIFT)
    assert page.several.isVisible()
    click_cell(table, 0, "title")
    page.desk.settle()
    assert rows[0].controller_id == controller
    assert storyline_id_of(page.plan, rows[0]) == storyline
    shown_names = [e.edit.text() for e in page.form.editors if "controller_id" in e.fields]
    assert shown_names != [""]


def test_several_injects_get_a_status_at_once(page: Any) -> None:
    table = page.table.table
    click_cell(table, 1, "title")
    click_cell(table, 4, "title", SHIFT)
    combo = next(c for column, c in page.several.combos if column.field == "status")
    combo.setCurrentIndex(combo.findData("approved"))
    combo.activated.emit(combo.currentIndex())
    statuses = [row.status for row in table.model.shown[:6]]
    assert statuses == ["draft", *["approved"] * 4, "draft"]


def test_an_inject_is_dragged_along_the_timeline_and_shows_what_it_depends_on(
    planned: Application, page: Any
) -> None:
    page.bar.choose("timeline")
    QApplication.processEvents()
    board = page.timeline
    link = page.plan.rows(InjectDependency)[0]
    row = page.plan.get(Inject, link.inject_id)
    page.selection.choose((row.id,))
    [pair, *_rest] = board.chart.links(page.selection.ids)
    assert link.depends_on_id in {bar.item_id for bar in pair}
    bar = board.chart.bar(row.id)
    board.bring_into_view(bar)
    at = board.area_of(bar).center().toPoint()
    before = row.offset_minutes
    there = at + QPoint(round(60 * board.axis.scale), 0)
    viewport, left = board.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(viewport, at + QPoint(20, 0))
    QTest.mouseMove(viewport, there)
    QTest.mouseRelease(viewport, left, Qt.KeyboardModifier.NoModifier, there)
    QApplication.processEvents()
    assert 30 <= row.offset_minutes - before <= 90
    assert row.offset_minutes % 15 == 0
    undo(planned)
    assert row.offset_minutes == before


def test_lanes_stand_for_storyline_sender_or_venue(page: Any) -> None:
    page.bar.choose("timeline")
    lanes = [lane.title for lane in page.timeline.chart.lanes.all]
    assert lanes == [row.name.en for row in page.plan.rows(Storyline)]
    for place in (1, 2):
        page.bar.lanes.setCurrentIndex(place)
        page.bar.lanes.activated.emit(place)
        QApplication.processEvents()
        chart = page.timeline.chart
        assert chart.lanes.by == page.bar.lanes.itemData(place)
        assert sum(len(chart.in_lane(n)) for n in range(len(chart.rows))) == len(
            page.plan.rows(Inject)
        )


def test_the_trace_leads_both_ways_and_marks_what_is_missing(
    planned: Application, page: Any
) -> None:
    row = page.plan.rows(Inject)[0]
    with page.plan.edit("Clear response"):
        row.expected_response = Text()
    page.bar.choose("trace")
    tree = page.trace.tree
    top = tree.topLevelItem(0)
    assert top.text(0).startswith("1 ")
    page.trace.show_from("injects")
    first = tree.topLevelItem(0)
    assert first.text(0).startswith(row.number)
    assert "no expected response" in first.text(4)
    assert first.child(0).text(0).split()[0] in {o.number for o in page.plan.rows(Objective)}
    tree.setCurrentItem(first)
    assert page.form.row is row
    tree.itemActivated.emit(first.child(0), 0)
    assert planned.window.section == "objectives"


def test_storylines_are_added_and_named_in_their_dialog(page: Any) -> None:
    page.dialogs.edit_storylines()
    storylines = dialog("StorylinesDialog")
    count = len(page.plan.rows(Storyline))
    storylines.activateWindow()
    QApplication.processEvents()
    storylines.storylines.add_row("name")
    type_text("Weather")
    press(K.Key_Return)
    assert len(page.plan.rows(Storyline)) == count + 1
    [weather] = [row for row in page.plan.rows(Storyline) if row.name.en == "Weather"]
    assert page.table.storylines.findText("Weather") > 0
    # The chosen one's events are below, and new ones are of it.
    storylines.storylines.select(weather.id)
    storylines.events.add_row("title")
    type_text("Storm")
    press(K.Key_Return)
    [event] = [row for row in page.plan.rows(Event) if row.title.en == "Storm"]
    assert event.storyline_id == weather.id
    storylines.reject()


def test_an_empty_msel_invites_and_takes_pasted_rows(planned: Application, page: Any) -> None:
    with page.plan.edit("Remove all"):
        for row in list(page.plan.rows(Inject)):
            page.plan.remove(row)
    assert page.empty.isVisible()
    put_on_clipboard("7\tD 09:00\tSmoke in the yard\r\n8\tD 09:30\tFire is out\r\n")
    QTest.mouseClick(page.empty.paste_button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert [(r.number, r.offset_minutes) for r in page.plan.rows(Inject)] == [("7", 60), ("8", 90)]


def test_workshops_have_no_msel(application: Application, planned: Application) -> None:
    assert planned.window.sidebar.button("msel").isVisible()
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit("Make it a workshop"):
        plan.row.kind = "workshop"
    planned.window.go(Place("msel"))
    assert planned.window.section == "overview"
    assert not planned.window.sidebar.button("msel").isVisible()


def test_number_time_and_title_stay_in_sight_when_scrolled_sideways(page: Any) -> None:
    table = page.table.table
    for field in ("message", "status", "controller_id"):
        table.look.show_column(column_of(table, field), shown=True)
    QApplication.processEvents()
    view, bar = table.view, table.view.horizontalScrollBar()
    title = table.model.index(2, column_of(table, "title"))
    at = view.visualRect(title)
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    assert view.visualRect(title) == at
    assert view.indexAt(at.center()) == title
    # A click there is on the title, and typing goes into it.
    click_cell(table, 2, "title")
    bar.setValue(bar.maximum())
    type_text("Seen from afar")
    press(K.Key_Return)
    assert table.model.shown[2].title.en == "Seen from afar"
    # Going to a cell that the frozen ones would cover brings it out.
    table.select(table.model.shown[2].id, "sender")
    cell = view.visualRect(table.model.index(2, column_of(table, "sender")))
    assert cell.left() >= view.frozen.width()
    bar.setValue(bar.maximum())
    header = view.horizontalHeader()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    assert table.model.columns[table.model.sorted_by].field == "number"


def test_a_block_with_its_headings_goes_into_the_columns_that_they_name(page: Any) -> None:
    put_on_clipboard(
        "Título\tHora\tRemarks of Bob\tExpected response\tNo.\r\n"
        "Smoke\tD 09:00\tcheck\tCall the harbor\tX-1\r\n"
        "Fire\tD 09:30\t\tSend the tug\tX-2\r\n"
    )
    count = len(page.plan.rows(Inject))
    click_cell(page.table.table, 0, "title")
    press(K.Key_V, CONTROL | SHIFT)
    assert len(page.plan.rows(Inject)) == count + 2
    new = {row.number: row for row in page.plan.rows(Inject) if row.number.startswith("X-")}
    assert [(r.title.en, r.offset_minutes, r.expected_response.en) for r in new.values()] == [
        ("Smoke", 60, "Call the harbor"),
        ("Fire", 90, "Send the tug"),
    ]

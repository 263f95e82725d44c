"""The page of milestones, by real keys and clicks."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.tables import Milestone
from desktop.app import Application
from desktop.ui.milestones import milestone_facts
from desktop.ui.milestones.milestone_facts import date_sentence, is_late
from tests.ui.table_hands import click_cell, press, show, shown, type_text, undo

K = Qt.Key


@pytest.fixture
def page(planned: Application, monkeypatch: pytest.MonkeyPatch) -> Any:
    for module in (milestone_facts, "life_cycle_strip", "milestones_page"):
        if isinstance(module, str):
            monkeypatch.setattr(f"desktop.ui.milestones.{module}.today", _today)
        else:
            monkeypatch.setattr(module, "today", _today)
    return show(planned, "milestones")


def _today() -> date:
    return date(2027, 1, 15)


def test_dates_are_counted_from_d_and_late_ones_are_marked(page: Any) -> None:
    assert shown(page.table, "day_offset")[0] == "D-105"
    assert shown(page.table, "date")[0] == "⚠ Mon 23 Nov 2026"
    assert page.heading.subtitle.text().startswith("13 milestones · 4 late · next:")
    click_cell(page.table, 0, "status")
    type_text("Done")
    press(K.Key_Return)
    assert shown(page.table, "date")[0] == "Mon 23 Nov 2026"
    assert "3 late" in page.heading.subtitle.text()


def test_a_milestone_moves_off_holidays_when_asked(planned: Application, page: Any) -> None:
    plan = planned.desk.plan
    assert plan is not None
    row = page.table.model.shown[6]
    page.table.select(row.id, "day_offset")
    page.table.focus()
    type_text("2027-01-09")
    press(K.Key_Return)
    assert "falls on: Martyrs' Day" in date_sentence(row, plan)
    page.table.select(row.id)
    page.form.focus_field("avoid_holidays")
    if not row.avoid_holidays:
        press(K.Key_Space)
    assert row.avoid_holidays
    words = date_sentence(row, plan)
    assert words.startswith("Mon 11 Jan 2027 · moved from Sat 9 Jan 2027 (Martyrs' Day")
    line = page.table.model.place_of(row.id)
    assert shown(page.table, "date")[line].endswith("Mon 11 Jan 2027")


def test_a_new_milestone_waits_for_its_title_and_finds_its_place(
    planned: Application, page: Any
) -> None:
    QTest.mouseClick(page.table.filter, Qt.MouseButton.LeftButton)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.table.filter, K.Key_A, both)
    QApplication.processEvents()
    type_text("Site recce")
    press(K.Key_Return)
    row: Milestone = next(r for r in page.table.model.shown if r.title.en == "Site recce")
    page.table.select(row.id, "day_offset")
    type_text("D-500")
    press(K.Key_Return)
    assert page.table.model.shown[0] is row
    assert page.strip.marks[0].row is row
    undo(planned)
    undo(planned)
    undo(planned)
    assert len(page.table.model.shown) == 13


def test_the_strip_leads_to_the_milestone(page: Any) -> None:
    mark = page.strip.marks[-1]
    at = QPoint(round(mark.x), 70)
    QTest.mouseClick(page.strip, Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()
    assert page.table.current_row() is mark.row
    assert page.form.row is mark.row


def test_marks_of_one_day_stand_side_by_side(page: Any) -> None:
    places = [mark.x for mark in page.strip.marks]
    assert all(later - earlier >= 8 for earlier, later in pairwise(places))


def test_a_cancelled_milestone_is_neither_late_nor_on_the_strip(
    planned: Application, page: Any
) -> None:
    plan = planned.desk.plan
    assert plan is not None
    row = page.table.model.shown[0]
    assert is_late(row, plan)
    click_cell(page.table, 0, "status")
    type_text("Canceled")
    press(K.Key_Return)
    assert row.status == "cancelled"
    assert not is_late(row, plan)
    assert all(mark.row is not row for mark in page.strip.marks)


def test_dates_speak_the_interfaces_language(planned: Application, page: Any) -> None:
    planned.change_language("es")
    again = show(planned, "milestones")
    assert shown(again.table, "date")[0] == "⚠ lun 23 nov 2026"

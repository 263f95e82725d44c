"""The page of people, by real keys and clicks."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.tables import Assignment, Organization, Participation, Person, PlanVenue, Venue
from desktop.app import Application
from tests.ui.table_hands import (
    CONTROL,
    click,
    click_cell,
    plan_of,
    press,
    put_on_clipboard,
    show,
    shown,
    type_text,
    undo,
)

K = Qt.Key


@pytest.fixture
def page(planned: Application) -> Any:
    return show(planned, "people")


def turn_to(page: Any, number: int) -> Any:
    bar = page.tabs.tabBar()
    at = bar.tabRect(number).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()
    return (page.organizations, page.roles, page.persons, page.venues)[number].table


def test_an_organization_is_added_from_the_directory(planned: Application, page: Any) -> None:
    table = page.organizations.table
    before = len(table.model.shown)
    click(page.add_button)
    assert page.find_organization.hasFocus()
    assert "AMP" not in page.find_organization.listed()
    type_text("ussouth")
    press(K.Key_Return)
    assert shown(table, "organization_id")[-1] == "USSOUTHCOM"
    type_text("25")
    press(K.Key_Return)
    assert table.model.shown[-1].headcount == 25
    assert len(plan_of(planned).rows(Participation)) == before + 1
    undo(planned)
    undo(planned)
    assert len(table.model.shown) == before


def test_a_new_organization_goes_into_the_directory_of_all_plans(
    planned: Application, page: Any
) -> None:
    click(page.add_button)
    type_text("Cruz Roja Panamena")
    press(K.Key_Return)
    row = page.organizations.table.current_row()
    organization = plan_of(planned).get(Organization, row.organization_id)
    assert organization is not None
    assert organization.name.en == "Cruz Roja Panamena"
    directory = page.organizations._forms[1][0]
    directory.focus_field("acronym")
    type_text("CRP")
    press(K.Key_Tab)
    assert organization.acronym == "CRP"
    assert "CRP" in shown(page.organizations.table, "organization_id")


def test_pasted_participants_need_a_known_organization(planned: Application, page: Any) -> None:
    table = page.organizations.table
    before = len(table.model.shown)
    table.select(table.model.shown[-1].id, "organization_id")
    table.focus()
    table.view.go(before - 1, 0)
    put_on_clipboard("SENAFRONT\nNobody knows\nDINAN\nUSSOUTHCOM\n")
    press(K.Key_V, CONTROL)
    labels = shown(table, "organization_id")
    assert labels[before - 1] == "SENAFRONT"
    assert "USSOUTHCOM" in labels
    assert "Nobody knows" not in labels


def test_a_role_is_given_to_a_person_who_is_new(planned: Application, page: Any) -> None:
    table = turn_to(page, 1)
    assert "14 to be filled" in page.heading.subtitle.text()
    click_cell(table, 0, "person_id")
    type_text("Ana Castillo")
    press(K.Key_Return)
    row: Assignment = table.model.shown[0]
    person = plan_of(planned).get(Person, row.person_id)
    assert person is not None
    assert person.name == "Ana Castillo"
    assert "13 to be filled" in page.heading.subtitle.text()
    persons = turn_to(page, 2)
    assert shown(persons, "duties") == ["Exercise director"]
    click_cell(persons, 0, "rank")
    type_text("Capt.")
    press(K.Key_Return)
    assert shown(turn_to(page, 1), "person_id")[0] == "Capt. Ana Castillo"


def test_persons_are_removed_and_come_back_with_their_role(planned: Application, page: Any) -> None:
    roles = turn_to(page, 1)
    click_cell(roles, 0, "person_id")
    type_text("Ana Castillo")
    press(K.Key_Return)
    persons = turn_to(page, 2)
    click_cell(persons, 0, "name")
    press(K.Key_Delete, CONTROL)
    assert persons.model.shown == []
    assert roles.model.shown[0].person_id is None
    undo(planned)
    assert shown(persons, "name") == ["Ana Castillo"]
    assert shown(roles, "person_id")[0] == "Ana Castillo"


def test_venues_are_ticked_for_the_plan(planned: Application, page: Any) -> None:
    table = turn_to(page, 3)
    plan = plan_of(planned)
    before = len(plan.rows(PlanVenue))
    click(page.add_button)
    type_text("Pier 3")
    press(K.Key_Return)
    venue = next(row for row in plan.rows(Venue) if row.name.en == "Pier 3")
    assert len(plan.rows(PlanVenue)) == before + 1
    table.select(venue.id, "in_plan")
    press(K.Key_Space)
    assert len(plan.rows(PlanVenue)) == before
    assert table.current_row() is venue
    page.venues._forms[0][0].focus_field("latitude")
    type_text("91")
    press(K.Key_Tab)
    assert venue.latitude is None
    page.venues._forms[0][0].focus_field("latitude")
    press(K.Key_A, CONTROL)
    type_text("9,35")
    press(K.Key_Tab)
    assert venue.latitude == 9.35


def test_venues_are_pasted_with_their_tick(planned: Application, page: Any) -> None:
    table = turn_to(page, 3)
    plan = plan_of(planned)
    before, used = len(plan.rows(Venue)), len(plan.rows(PlanVenue))
    table.view.go(before - 1, 0)
    table.focus()
    put_on_clipboard("Yes\tPress room\t30\nx\tPier 4\t200\nno\tPier 5\tmany\n")
    press(K.Key_V, CONTROL)
    assert len(plan.rows(Venue)) == before + 2
    assert len(plan.rows(PlanVenue)) == used + 1
    assert shown(table, "capacity")[-2:] == ["200", "many"]
    undo(planned)
    assert len(plan.rows(Venue)) == before
    assert len(plan.rows(PlanVenue)) == used


def test_dates_of_availability_are_read(planned: Application, page: Any) -> None:
    turn_to(page, 2)
    click(page.add_button)
    type_text("Luis Prado")
    press(K.Key_Return)
    form = page.persons._forms[0][0]
    form.focus_field("available_from")
    type_text("8 Mar 2027")
    press(K.Key_Tab)
    assert form.row.available_from == "2027-03-08"
    form.focus_field("available_until")
    type_text("sometime")
    press(K.Key_Tab)
    assert form.row.available_until == ""


def test_a_place_in_the_plan_leads_to_its_tab(planned: Application, page: Any) -> None:
    role = plan_of(planned).rows(Assignment)[3]
    planned.desk.go("people", "assignment", role.id, "person_id")
    QApplication.processEvents()
    assert page.tabs.currentIndex() == 1
    assert page.roles.table.current_row() is role
    venue = plan_of(planned).rows(Venue)[0]
    planned.desk.go("people", "venue", venue.id, "capacity")
    QApplication.processEvents()
    assert page.tabs.currentIndex() == 3
    assert page.venues.table.current_row() is venue

"""The page of control and evaluation, by real keys and clicks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    CorrectiveAction,
    Criterion,
    Inject,
    InjectCriterion,
    Objective,
    Observation,
    Watch,
)
from db.text import N_, Text
from desktop.app import Application
from desktop.planning.evaluation_summary import outcome_of
from desktop.planning.watches import play_of, watch_plan_of
from desktop.ui.desk import Place
from desktop.ui.evaluation.evaluation_columns import today
from desktop.ui.evaluation.evaluation_page import AFTER_ACTION, GUIDES, SUMMARY, EvaluationPage
from desktop.ui.evaluation.folded_time import folded_time
from tests.ui.table_hands import click_cell, press, show, shown, type_text, undo

K = Qt.Key


@pytest.fixture
def plan(planned: Application) -> OpenPlan:
    """Return the open plan without what an evaluation would say."""
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit(N_("Remove {noun}"), noun="evaluation"):
        for table in (Watch, Observation, CorrectiveAction):
            for row in list(plan.rows(table)):
                plan.remove(row)
        for criterion in plan.rows(Criterion):
            criterion.rating = ""
    return plan


@pytest.fixture
def page(planned: Application, plan: OpenPlan) -> EvaluationPage:
    page: EvaluationPage = show(planned, "evaluation")
    return page


def click(widget: Any, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint())
    QApplication.processEvents()


def turn_to(page: EvaluationPage, tab: int) -> None:
    bar = page.tabs.tabBar()
    click(bar, bar.tabRect(tab).center())
    assert page.tabs.currentIndex() == tab


def test_all_of_play_is_watched_by_one_click_and_undone(
    planned: Application, page: EvaluationPage, plan: OpenPlan
) -> None:
    click(page.control.fill_button)
    spans = play_of(plan)
    people = {row.assignment_id for row in plan.rows(Watch)}
    assert len(plan.rows(Watch)) == len(people) * len(spans)
    roles = {row.role for row in plan.rows(Assignment) if row.id in people}
    assert "evaluator" in roles
    assert watch_plan_of(plan).gaps == []
    assert page.control.told.text() == "All of play is watched."
    undo(planned)
    assert plan.rows(Watch) == []


def test_a_gap_is_told_when_a_watch_ends_too_soon(page: EvaluationPage, plan: OpenPlan) -> None:
    click(page.control.fill_button)
    begins, ends = play_of(plan)[0]
    with plan.edit(N_("Change “{field}”"), field="Length"):
        for row in plan.rows(Watch):
            assignment = plan.get(Assignment, row.assignment_id)
            assert assignment is not None
            if assignment.role == "evaluator" and row.offset_minutes == begins:
                row.duration_minutes = ends - begins - 15
    text = page.control.told.text()
    assert text.startswith("⚠ Nobody on watch: Evaluation:")
    assert "15 min" in text
    gaps = [gap for lane in page.control.board.shown.lanes for gap in lane.gaps]
    assert [(gap.side, gap.ends - gap.begins) for gap in gaps] == [("evaluator", 15)]


def test_a_double_click_on_a_lane_adds_a_watch_and_a_click_selects_it(
    page: EvaluationPage, plan: OpenPlan
) -> None:
    board = page.control.board
    lane = next(lane for lane in board.shown.lanes if lane.assignment is not None)
    top = next(top for top, one in board._tops() if one is lane)
    at = QPoint(board.x_of(play_of(plan)[0][0] + 5), top + 12)
    QTest.mouseDClick(board, Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()
    row = plan.rows(Watch)[0]
    assert lane.assignment is not None
    assert row.assignment_id == lane.assignment.id
    assert abs(row.offset_minutes - play_of(plan)[0][0]) <= 30
    with plan.edit(N_("Add {noun}"), noun="watch"):
        other = plan.add(Watch(assignment_id=row.assignment_id, offset_minutes=1500))
    rect = next(rect for rect, watch in board.bars if watch is other)
    click(board, rect.center())
    assert page.control.inspector.row is other
    board.setFocus()
    press(K.Key_Left)
    assert page.control.inspector.row is row


def test_a_rating_is_clicked_in_the_guide_and_summed_up(
    planned: Application, page: EvaluationPage, plan: OpenPlan
) -> None:
    turn_to(page, GUIDES)
    objective = plan.rows(Objective)[0]
    criteria = plan.children(Criterion, "objective_id", objective.id)
    card = page.guides.cards[0]
    assert card.row is criteria[0]
    click(card.rating.buttons["M"])
    assert criteria[0].rating == "M"
    assert card.rating.words.text() == "Performed with major challenges"
    click(card.rating.buttons["M"])
    assert criteria[0].rating == ""
    click(card.rating.buttons["S"])
    card.seen.edits["en"].setFocus()
    type_text("The call came late")
    planned.desk.settle()
    assert criteria[0].observation.en == "The call came late"
    assert "1 of 3 rated · S" in page.guides.list.item(0).text()
    turn_to(page, SUMMARY)
    assert shown(page.summary, "S")[0] == "1"
    assert shown(page.summary, "lowest")[0] == "S"
    assert shown(page.summary, "rated")[0] == f"1 of {len(criteria)}"


def test_a_guide_names_the_injects_that_show_a_criterion(
    page: EvaluationPage, plan: OpenPlan
) -> None:
    objective = plan.rows(Objective)[0]
    criterion = plan.children(Criterion, "objective_id", objective.id)[0]
    evaluator = next(row for row in plan.rows(Assignment) if row.role == "evaluator")
    with plan.edit(N_("Add {noun}"), noun="inject"):
        for link in list(plan.children(InjectCriterion, "criterion_id", criterion.id)):
            plan.remove(link)
    turn_to(page, GUIDES)
    card = page.guides.cards[0]
    assert "No inject shows whether it is met." in words_of(card)
    with plan.edit(N_("Add {noun}"), noun="inject"):
        inject = plan.add(Inject(number="901", title=Text("The call"), evaluator_id=evaluator.id))
        plan.add(InjectCriterion(inject_id=inject.id, criterion_id=criterion.id))
    assert "The call · " in words_of(page.guides.cards[0])
    assert "No inject shows whether it is met." not in words_of(page.guides.cards[0])


def words_of(card: Any) -> str:
    lines = []
    for place in range(card.shown_by.count()):
        widget = card.shown_by.itemAt(place).widget()
        labels = [widget] if hasattr(widget, "text") else widget.children()
        lines += [label.text() for label in labels if hasattr(label, "text")]
    return "\n".join(lines)


def test_an_observation_grows_out_of_a_criterion_and_an_action_out_of_it(
    planned: Application, page: EvaluationPage, plan: OpenPlan
) -> None:
    turn_to(page, GUIDES)
    card = page.guides.cards[0]
    click(card.rating.buttons["U"])
    click(card.observe)
    assert page.tabs.currentIndex() == AFTER_ACTION
    seen = plan.rows(Observation)[0]
    assert (seen.criterion_id, seen.kind) == (card.row.id, "improvement")
    type_text("No common channel")
    planned.desk.settle()
    assert seen.text.en == "No common channel"
    click(page.after_action.new_action)
    type_text("Agree on a channel")
    press(K.Key_Return)
    action = plan.rows(CorrectiveAction)[0]
    assert action.text.en == "Agree on a channel"
    assert (action.observation_id, action.objective_id) == (seen.id, seen.objective_id)
    outcome = outcome_of(plan, plan.rows(Objective)[0])
    assert (outcome.improvements, outcome.open_actions, outcome.lowest) == (1, 1, "U")


def test_late_actions_are_marked_and_filtered(page: EvaluationPage, plan: OpenPlan) -> None:
    yesterday, tomorrow = today() - timedelta(days=1), today() + timedelta(days=1)
    with plan.edit(N_("Add {noun}"), noun="action"):
        for name, due, status in (
            ("late", yesterday, "open"),
            ("in time", tomorrow, "under-way"),
            ("done", yesterday, "done"),
        ):
            text = Text(name, name)
            plan.add(CorrectiveAction(text=text, due_date=str(due), status=status))
    turn_to(page, AFTER_ACTION)
    table = page.after_action.plan_table
    marks = [text.startswith("⚠") for text in shown(table, "due_date")]
    assert marks == [True, False, False]
    assert "⚠ 1 overdue" in page.heading.subtitle.text()
    click(page.after_action.states["late"])
    assert shown(table, "text") == ["late"]
    click(page.after_action.states["open"])
    assert shown(table, "text") == ["late", "in time"]
    click(page.after_action.states[""])
    # Typing a date over the mark is a date.
    click_cell(table, 0, "due_date")
    type_text(str(tomorrow))
    press(K.Key_Return)
    assert plan.rows(CorrectiveAction)[0].due_date == str(tomorrow)
    assert "⚠" not in page.heading.subtitle.text()


def test_observations_are_filtered_by_kind(page: EvaluationPage, plan: OpenPlan) -> None:
    with plan.edit(N_("Add {noun}"), noun="observation"):
        for kind in ("strength", "improvement", "observation"):
            plan.add(Observation(kind=kind, text=Text(kind, kind)))
    turn_to(page, AFTER_ACTION)
    table = page.after_action.observations
    assert shown(table, "text") == ["strength", "improvement", "observation"]
    click(page.after_action.kinds["strength"])
    assert shown(table, "text") == ["strength"]
    click(page.add_button)
    type_text("Good radio")
    press(K.Key_Return)
    added = next(row for row in plan.rows(Observation) if row.text.en == "Good radio")
    assert added.kind == "strength"
    assert shown(table, "text") == ["strength", "Good radio"]


def test_places_lead_to_the_tab_of_their_row(
    planned: Application, page: EvaluationPage, plan: OpenPlan
) -> None:
    with plan.edit(N_("Add {noun}"), noun="row"):
        watch = plan.add(Watch(assignment_id=plan.rows(Assignment)[0].id))
        action = plan.add(CorrectiveAction(text=Text("Mend", "Corregir"), status="done"))
    planned.window.go(Place("evaluation", "corrective_action", action.id, "due_date"))
    assert page.tabs.currentIndex() == AFTER_ACTION
    assert page.after_action.action_form.row is action
    planned.window.go(Place("evaluation", "watch", watch.id, "task"))
    assert page.control.inspector.row is watch
    criterion = plan.rows(Criterion)[-1]
    planned.window.go(Place("evaluation", "criterion", criterion.id, ""))
    assert page.guides.objective is plan.get(Objective, criterion.objective_id)


SPANS = st.lists(
    st.tuples(st.integers(-3000, 9000), st.integers(1, 900)).map(lambda s: (s[0], s[0] + s[1])),
    min_size=1,
    max_size=8,
)


@given(SPANS)
def test_folded_time_keeps_order_and_comes_back(spans: list[tuple[int, int]]) -> None:
    scale = folded_time(spans)
    for begins, ends in spans:
        assert any(first <= begins and ends <= last for first, last in scale.stretches)
    moments = sorted(moment for span in spans for moment in span)
    places = [scale.x_of(moment, 4000, 24) for moment in moments]
    assert places == sorted(places)
    assert all(0 <= place <= 4000 for place in places)
    room = max(4000, scale.minutes + 24 * len(scale.stretches))
    for moment in moments:
        assert abs(scale.offset_at(scale.x_of(moment, room, 24), room, 24) - moment) <= 1

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.open_plan import OpenPlan
from db.tables import TABLE_BY_NAME, Objective, Person, Plan, ProposedAction, ScheduleItem
from db.text import Text
from desktop.planning.objective_numbers import next_number, renumbered
from desktop.planning.record_names import (
    RECORD_NAMES,
    field_name,
    record_name,
    row_name,
    row_title,
    unnamed_fields,
)
from desktop.planning.row_values import values_of


def test_every_table_and_field_has_a_name() -> None:
    assert set(RECORD_NAMES) == set(TABLE_BY_NAME)
    assert unnamed_fields() == set()
    assert record_name("objective") == Text("Objective", "Objetivo")


def test_a_field_of_one_language_says_which() -> None:
    assert field_name("statement_es").en == "Statement (ES)"
    assert field_name("statement").en == "Statement"
    assert field_name("wings") == Text("wings", "wings")


def test_rows_are_named_as_in_a_sentence() -> None:
    assert row_name(Objective(number="2.1")) == Text("Objective 2.1", "Objetivo 2.1")
    item = ScheduleItem(title=Text("Hot wash", "Crítica"))
    assert row_name(item).en == "Schedule item “Hot wash”"
    assert row_name(item).es.endswith("«Crítica»")
    assert row_name(Plan()).en == "Plan"
    assert row_title(Person(name="Ana Ríos")) == Text("Ana Ríos", "Ana Ríos")
    assert row_title(ProposedAction(text=Text("", "Patrullar"))) == Text("Patrullar", "Patrullar")


def test_a_row_that_the_session_let_go_of_is_read_again(
    plan: OpenPlan, add_item: Callable[..., ScheduleItem]
) -> None:
    item = add_item("Briefing", 60)
    assert values_of(item)["offset_minutes"] == 60
    plan.library.session.expire(item)
    assert values_of(item)["offset_minutes"] == 60


@pytest.mark.parametrize(
    ("numbers", "following"),
    [
        ([], "1"),
        (["1", "2", "3"], "4"),
        (["2.1", "2.2"], "2.3"),
        (["3", "2"], "4"),
        (["first"], "1"),
        (["O-1"], "O-2"),
    ],
)
def test_the_next_number_follows_the_last_and_is_free(numbers: list[str], following: str) -> None:
    assert next_number(numbers) == following


def test_renumbering_counts_from_one_and_keeps_groups() -> None:
    assert renumbered(["4", "x", "2"]) == ["1", "2", "3"]
    assert renumbered(["3.2", "3.9", "5.1"]) == ["1.1", "1.2", "2.1"]
    assert renumbered([]) == []


@given(st.lists(st.from_regex(r"[1-9](\.[1-9])?", fullmatch=True), max_size=9))
def test_numbers_are_never_given_twice(numbers: list[str]) -> None:
    assert next_number(numbers) not in numbers
    assert len(renumbered(numbers)) == len(numbers)

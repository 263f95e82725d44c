from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from db.tables import Milestone
from db.text import Text
from desktop.planning.holidays_of_both import (
    holidays_between,
    is_working_day,
    moved_to_working_day,
)
from desktop.planning.milestone_dates import date_of
from desktop.planning.moments import PlanClock
from desktop.planning.months import dated

CLOCK = PlanClock(datetime(2026, 11, 2, 8, 0), ZoneInfo("America/Panama"))
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_holidays_of_both_nations_come_by_date_with_both_names() -> None:
    found = holidays_between(date(2026, 11, 1), date(2026, 11, 30))
    assert [(h.date.day, h.country, h.name) for h in found] == [
        (3, "PA", Text("Separation Day", "Separación de Panamá de Colombia")),
        (5, "PA", Text("Colon Day", "Día de Colón")),
        (10, "PA", Text("Los Santos Uprising Day", "Primer Grito de Independencia")),
        (11, "US", Text("Veterans Day", "Día de los Veteranos")),
        (26, "US", Text("Thanksgiving Day", "Día de Acción de Gracias")),
        (28, "PA", Text("Independence Day", "Independencia de Panamá de España")),
    ]


def test_a_holiday_that_is_observed_on_another_day_says_so() -> None:
    (observed,) = holidays_between(date(2026, 7, 3), date(2026, 7, 3))
    assert observed.name == Text(
        "Independence Day (observed)", "Día de la Independencia (trasladado)"
    )


def test_every_holiday_has_a_spanish_name_of_its_own() -> None:
    for holiday in holidays_between(date(2020, 1, 1), date(2035, 12, 31)):
        if holiday.country == "US":
            assert holiday.name.en != holiday.name.es, holiday


def test_holidays_span_years() -> None:
    found = holidays_between(date(2026, 12, 24), date(2027, 1, 2))
    assert {(h.date, h.country) for h in found} == {
        (date(2026, 12, 25), "PA"),
        (date(2026, 12, 25), "US"),
        (date(2027, 1, 1), "PA"),
        (date(2027, 1, 1), "US"),
    }


def test_neither_weekends_nor_holidays_of_either_are_working_days() -> None:
    assert is_working_day(date(2026, 11, 2))
    assert not is_working_day(date(2026, 11, 3))
    assert not is_working_day(date(2026, 11, 26))
    assert not is_working_day(date(2026, 11, 7))


@given(days)
def test_a_day_moves_to_the_next_working_day(day: date) -> None:
    moved = moved_to_working_day(day)
    assert is_working_day(moved)
    between = (day + timedelta(days=n) for n in range((moved - day).days))
    assert not any(is_working_day(skipped) for skipped in between)


def test_a_milestone_falls_on_its_day_or_moves_when_it_asks_to() -> None:
    assert date_of(Milestone(day_offset=-42), CLOCK) == date(2026, 9, 21)
    assert date_of(Milestone(day_offset=1), CLOCK) == date(2026, 11, 3)
    assert date_of(Milestone(day_offset=1, avoid_holidays=True), CLOCK) == date(2026, 11, 4)
    assert date_of(Milestone(day_offset=-2, avoid_holidays=True), CLOCK) == date(2026, 11, 2)


def test_dates_take_the_months_of_their_language() -> None:
    assert dated(date(2026, 1, 3)) == Text("3 JAN 2026", "3 ENE 2026")

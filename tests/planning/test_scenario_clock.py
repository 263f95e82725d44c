from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.planning.scenario_clock import (
    ScenarioClock,
    contradicting_anchors,
    scenario_clock_of,
)
from tests.planning.msel import add_inject, empty_exercise

OFFSETS = st.integers(-5000, 20000)


@st.composite
def clocks(draw: st.DrawFn) -> ScenarioClock:
    """A clock with any number of anchors, both going up; the scenario may wait."""
    steps = draw(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 9000))))
    offset, minutes = draw(OFFSETS), draw(OFFSETS)
    anchors = []
    for longer, later in steps:
        offset, minutes = offset + longer, minutes + later
        anchors.append((offset, minutes))
    return ScenarioClock(tuple(anchors))


@given(clocks(), OFFSETS, OFFSETS)
def test_the_scenario_never_goes_back(clock: ScenarioClock, one: int, other: int) -> None:
    earlier, later = sorted((one, other))
    assert clock.scenario_of(earlier) <= clock.scenario_of(later)


@given(clocks())
def test_at_the_anchors_the_clock_shows_what_they_say(clock: ScenarioClock) -> None:
    for offset, minutes in clock.anchors:
        assert clock.scenario_of(offset) == minutes


@given(OFFSETS)
def test_without_anchors_both_clocks_show_the_same(offset: int) -> None:
    clock = ScenarioClock()
    assert clock.scenario_of(offset) == offset
    assert not clock.runs_apart


def test_three_days_of_crisis_pass_in_an_hour_and_a_half() -> None:
    with empty_exercise() as plan:
        add_inject(plan, "001", 0, scenario_minutes=0)
        add_inject(plan, "002", 90, scenario_minutes=3 * 1440)
        add_inject(plan, "003", 30)
        clock = scenario_clock_of(plan)
        assert clock.runs_apart
        assert clock.scenario_of(30) == 1440
        # Before and after it goes as the exercise does.
        assert clock.scenario_of(-20) == -20
        assert clock.scenario_of(100) == 3 * 1440 + 10


def test_the_scenario_may_stand_still() -> None:
    clock = ScenarioClock(((0, 0), (60, 480), (120, 480), (180, 540)))
    assert {clock.scenario_of(at) for at in (60, 90, 120)} == {480}


def test_an_anchor_that_goes_back_is_told_and_not_counted() -> None:
    with empty_exercise() as plan:
        add_inject(plan, "001", 0, scenario_minutes=0)
        add_inject(plan, "002", 60, scenario_minutes=600)
        back = add_inject(plan, "003", 90, scenario_minutes=300)
        disagreeing = add_inject(plan, "004", 60, scenario_minutes=700)
        agreeing = add_inject(plan, "005", 120, scenario_minutes=900)
        add_inject(plan, "006", 120, scenario_minutes=900)
        cancelled = add_inject(plan, "007", 130, scenario_minutes=1, status="cancelled")
        assert contradicting_anchors(plan) == [disagreeing, back]
        assert scenario_clock_of(plan).anchors == ((0, 0), (60, 600), (120, 900))
        assert agreeing not in contradicting_anchors(plan)
        assert cancelled not in contradicting_anchors(plan)

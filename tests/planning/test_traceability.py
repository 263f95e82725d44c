from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    Criterion,
    Inject,
    InjectCriterion,
    InjectObjective,
    Objective,
    ScheduleItem,
    ScheduleObjective,
)
from db.text import Text
from desktop.planning.traceability import inject_traces, trace_of
from tests.planning.msel import add_inject, add_storyline, empty_exercise

PLACES = st.integers(0, 3)
LINKS = st.lists(st.tuples(PLACES, PLACES), max_size=10)


def drawn(plan: OpenPlan, named: list[tuple[int, int]], shown: list[tuple[int, int]]) -> None:
    """Four injects, four objectives with a criterion each, and links between them."""
    with plan.edit("Draw"):
        injects = [plan.add(Inject(number=f"{n}", offset_minutes=10 * n)) for n in range(4)]
        objectives = [plan.add(Objective(number=f"{n}")) for n in range(4)]
        criteria = [plan.add(Criterion(objective_id=row.id)) for row in objectives]
        for inject, objective in named:
            plan.add(
                InjectObjective(inject_id=injects[inject].id, objective_id=objectives[objective].id)
            )
        for inject, criterion in shown:
            plan.add(
                InjectCriterion(inject_id=injects[inject].id, criterion_id=criteria[criterion].id)
            )


@settings(max_examples=60, deadline=None)
@given(LINKS, LINKS)
def test_both_directions_agree(named: list[tuple[int, int]], shown: list[tuple[int, int]]) -> None:
    with empty_exercise() as plan:
        drawn(plan, named, shown)
        forward = {
            (trace.objective.number, one.inject.number)
            for trace in trace_of(plan)
            for one in trace.injects
        }
        backward = {
            (objective.number, trace.inject.number)
            for trace in inject_traces(plan)
            for objective in trace.objectives
        }
        assert forward == backward
        assert forward == {(str(objective), str(inject)) for inject, objective in named + shown}
        evidence = {
            (criterion, inject.number)
            for trace in trace_of(plan)
            for criterion, injects in trace.shown_by.items()
            for inject in injects
        }
        assert evidence == {
            (criterion.id, trace.inject.number)
            for trace in inject_traces(plan)
            for criterion in trace.criteria
        }
        for trace in inject_traces(plan):
            assert [row.number for row in trace.objectives] == sorted(
                row.number for row in trace.objectives
            )


def test_a_whole_trace_has_no_gap() -> None:
    with empty_exercise() as plan:
        line = add_storyline(plan, "A")
        with plan.edit("Set up"):
            who = plan.add(Assignment(role="evaluator"))
            objective = plan.add(Objective(number="1"))
            criterion = plan.add(Criterion(objective_id=objective.id))
            item = plan.add(ScheduleItem(kind="play"))
            plan.add(ScheduleObjective(item_id=item.id, objective_id=objective.id))
        inject = add_inject(
            plan,
            "001",
            30,
            storyline_id=line.id,
            evaluator_id=who.id,
            expected_response=Text("Report", "Informar"),
        )
        with plan.edit("Link"):
            plan.add(InjectCriterion(inject_id=inject.id, criterion_id=criterion.id))
        (trace,) = trace_of(plan)
        assert trace.gaps == ()
        assert (trace.objective, trace.items, trace.criteria) == (objective, (item,), (criterion,))
        assert trace.evaluators == (who,)
        assert trace.shown_by == {criterion.id: (inject,)}
        (one,) = trace.injects
        assert (one.inject, one.storyline, one.evaluator) == (inject, line, who)
        assert one.expected_response == Text("Report", "Informar")
        assert one.gaps == ()


def test_gaps_are_named_in_both_directions() -> None:
    with empty_exercise() as plan:
        with plan.edit("Set up"):
            objective = plan.add(Objective(number="1"))
        inject = add_inject(plan, "001", 30)
        (of_inject,) = inject_traces(plan)
        assert of_inject.gaps == (
            "no-objective",
            "no-response",
            "no-criterion",
            "no-evaluator",
        )
        (trace,) = trace_of(plan)
        assert trace.gaps == ("no-inject", "no-activity", "no-criterion", "no-evaluator")
        with plan.edit("Link"):
            plan.add(InjectObjective(inject_id=inject.id, objective_id=objective.id))
        (trace,) = trace_of(plan)
        assert trace.gaps == ("no-activity", "no-response", "no-criterion", "no-evaluator")

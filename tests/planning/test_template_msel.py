from __future__ import annotations

import tomllib
from datetime import datetime
from importlib import resources
from typing import Any

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    CorrectiveAction,
    Criterion,
    Event,
    FocusArea,
    Inject,
    InjectCriterion,
    InjectDependency,
    InjectFocusArea,
    Objective,
    Observation,
    ScenarioSection,
    ScheduleItem,
    SimulatedActor,
    Storyline,
    Venue,
    Watch,
)
from db.text import Text
from desktop.planning.deliveries import conduct_of, tally
from desktop.planning.moments import clock_of, relative
from desktop.planning.storylines import storyline_of
from desktop.planning.templates import (
    Template,
    TemplateRefused,
    add_sample,
    new_plan,
    samples,
    templates,
)
from desktop.planning.traceability import inject_traces, trace_of
from desktop.planning.watches import watch_plan_of, watched_by
from tests.planning.template_shelf import TABLETOP, Shelf

EXERCISES = [t for t in (*templates(), *samples()) if t.kind == "exercise"]


def begin(library: Library, template: Template) -> OpenPlan:
    if template.start:
        return add_sample(library, template.id)
    start = datetime.fromisoformat(f"2027-07-12T{template.start_time}")
    return new_plan(
        library, template.id, name=Text("Trident", "Tridente"), start=start, zone="America/Panama"
    )


@pytest.mark.parametrize("template", EXERCISES, ids=lambda t: t.id)
def test_an_exercise_begins_with_its_scenario_and_msel(
    library: Library, template: Template
) -> None:
    plan = begin(library, template)
    kinds = {row.kind for row in plan.rows(ScenarioSection)}
    assert {"general-situation", "special-situation", "phase"} <= kinds
    assert len(plan.rows(SimulatedActor)) >= 3
    assert {row.for_players for row in plan.rows(ScenarioSection)} == {True, False}
    phases = [row for row in plan.rows(ScenarioSection) if row.kind == "phase"]
    assert all(row.offset_minutes is not None for row in phases)
    assert len(plan.rows(Inject)) >= 20
    assert len(plan.rows(Storyline)) >= 3
    numbers = [row.number for row in plan.rows(Inject)]
    assert numbers == sorted(set(numbers))
    assert all(storyline_of(plan, row) is not None for row in plan.rows(Inject))
    for trace in inject_traces(plan):
        assert not {"no-objective", "no-response", "no-evaluator"} & set(trace.gaps)
    for objective in trace_of(plan):
        assert objective.gaps == ()


@pytest.mark.parametrize("template", EXERCISES, ids=lambda t: t.id)
def test_injects_come_during_play(library: Library, template: Template) -> None:
    plan = begin(library, template)
    play = [
        (item.offset_minutes, item.offset_minutes + item.duration_minutes)
        for item in plan.rows(ScheduleItem)
        if item.kind == "play"
    ]
    outside = [
        inject.number
        for inject in plan.rows(Inject)
        if not any(begins <= inject.offset_minutes <= ends for begins, ends in play)
    ]
    assert outside == []


def test_every_row_is_as_the_template_says(library: Library) -> None:
    (template,) = [t for t in templates() if t.id == TABLETOP]
    plan = begin(library, template)
    text = (resources.files("resources") / "templates" / f"{TABLETOP}.toml").read_text("utf-8")
    written = tomllib.loads(text)
    clock = clock_of(plan.row)

    def when(entry: dict[str, Any]) -> str:
        day = entry["day"] - 1
        return f"D{day:+d} {entry['time']}" if day else f"D {entry['time']}"

    injects = {
        entry["number"]: (storyline, event, entry)
        for storyline in written["storylines"]
        for event in storyline["events"]
        for entry in event["injects"]
    }
    assert [row.number for row in plan.rows(Inject)] == sorted(injects)
    by_key = {entry["key"]: number for number, (_line, _event, entry) in injects.items()}
    for row in plan.rows(Inject):
        storyline, event, entry = injects[row.number]
        line, happening = storyline_of(plan, row), plan.get(Event, row.event_id)
        assert line is not None
        assert happening is not None
        assert (line.code, happening.number) == (storyline["code"], event["number"])
        assert relative(row.offset_minutes, clock) == when(entry)
        assert row.sender.as_dict() == entry["from"]
        assert row.receiver.as_dict() == entry["to"]
        for field in ("title", "message", "expected_response"):
            assert getattr(row, field).as_dict() == entry[field]
        assert (row.kind, row.mode, row.status) == (entry["kind"], entry["mode"], "draft")
        assert (row.notes.as_dict() if row.notes else None) == entry.get("notes")
        assert (row.venue_id is not None) == ("venue" in entry)
        links = plan.children(InjectDependency, "inject_id", row.id)
        causes = [plan.get(Inject, link.depends_on_id) for link in links]
        assert sorted(cause.number for cause in causes if cause) == sorted(
            by_key[key] for key in entry["depends_on"]
        )
        shown = plan.children(InjectCriterion, "inject_id", row.id)
        assert len(shown) == len(entry["criteria"])
        for link in shown:
            criterion = plan.get(Criterion, link.criterion_id)
            assert criterion is not None
            objective = plan.get(Objective, criterion.objective_id)
            assert objective is not None
            among = plan.children(Criterion, "objective_id", objective.id)
            place = f"o{objective.number}/{among.index(criterion) + 1}"
            assert place in entry["criteria"]
        controller = plan.get(Assignment, row.controller_id)
        keys = {a.get("key"): a for a in written["assignments"]}
        assert controller is not None
        assert controller.cell.as_dict() == keys[entry["controller"]]["cell"]
        if "venue" in entry:
            venue = plan.get(Venue, row.venue_id)
            names = {v["key"]: v["name"] for v in written["venues"]}
            assert venue is not None
            assert venue.name.as_dict() == names[entry["venue"]]
    assert [row.code for row in plan.rows(Storyline)] == [
        line["code"] for line in written["storylines"]
    ]
    assert [row.number for row in plan.rows(Event)] == [
        event["number"] for line in written["storylines"] for event in line["events"]
    ]


def test_the_sample_that_is_over_tells_how_it_went(library: Library) -> None:
    plan = add_sample(library, "exercise-jungle-training-2026")
    conducted = conduct_of(plan)
    assert tally(conducted)["delivered"] == len(conducted) >= 20
    assert {one.inject.status for one in conducted} == {"delivered"}
    delays = [one.minutes_late for one in conducted]
    assert 0 in delays
    assert max(delay for delay in delays if delay is not None) > 5
    assert all(criterion.rating for criterion in plan.rows(Criterion))
    observations = plan.rows(Observation)
    assert {row.kind for row in observations} == {"strength", "improvement"}
    clock = clock_of(plan.row)
    for row in observations:
        inject = plan.get(Inject, row.inject_id)
        assert inject is not None
        assert row.offset_minutes is not None
        assert row.offset_minutes >= inject.offset_minutes
        assert row.objective_id is not None
        assert row.observer_id == inject.evaluator_id
    actions = plan.rows(CorrectiveAction)
    assert {row.status for row in actions} == {"open", "under-way", "done"}
    end = clock.local(clock.end_offset).date().isoformat()
    for action in actions:
        assert action.responsible_id is not None
        assert end < action.start_date < action.due_date
    # Those of one observation stand together, in the order of the observations.
    improvements = [row.id for row in observations if row.kind == "improvement"]
    assert list(dict.fromkeys(row.observation_id for row in actions)) == improvements


@pytest.mark.parametrize(
    "template", [t for t in EXERCISES if "functional" in t.id or t.start], ids=lambda t: t.id
)
def test_play_is_watched_from_beginning_to_end(library: Library, template: Template) -> None:
    plan = begin(library, template)
    watches = plan.rows(Watch)
    assert len(watches) >= 10
    assert all(row.task.en and row.task.es for row in watches)
    found = watch_plan_of(plan)
    assert (found.gaps, found.doubles, found.unwatched) == ([], [], [])
    assert watched_by(plan, "controller")
    assert watched_by(plan, "evaluator")


BAD = [
    ('kind = "road-to-crisis"', 'kind = "rumor"', r"scenario\[\d\]\.kind: “rumor”"),
    ('kind = "vessel"', 'kind = "ghost"', r"actors\[\d\]\.kind: “ghost”"),
    ('mode = "e-mail"', 'mode = "pigeon"', r"injects\[\d\]\.mode: “pigeon”"),
    ('key = "i02"', 'key = "i01"', r"injects\[\d\]\.key: “i01” is here twice"),
    ('criteria = ["o2/1"', 'criteria = ["o2/9"', r"injects\[\d\]\.criteria: “o2/9”"),
    ('controller = "sim"', 'controller = "nobody"', r"injects\[\d\]\.controller: “nobody”"),
    ('depends_on = ["i01"', 'depends_on = ["i99"', r"injects\[\d\]\.depends_on: “i99”"),
    ('from = { en = "T', 'form = { en = "T', r"injects\[\d\]\.from: a text in both languages"),
    ('key = "f2"', 'key = "f1"', r"assignments\[\d\]\.key: “f1” is here twice"),
]


@pytest.mark.parametrize(("sound", "broken", "place"), BAD)
def test_a_bad_msel_is_refused_by_file_and_key(
    library: Library, shelf: Shelf, sound: str, broken: str, place: str
) -> None:
    shelf.put(sound, broken)
    with pytest.raises(TemplateRefused, match=rf"^bad\.toml, .*{place}"):
        begin(library, templates()[0])
    assert library.plans() == []


def test_an_inject_may_say_its_status_and_scenario_time(library: Library, shelf: Shelf) -> None:
    shelf.put('key = "i01"\n', 'key = "i01"\nstatus = "approved"\nscenario_minutes = 4320\n')
    first = begin(library, templates()[0]).rows(Inject)[0]
    assert (first.status, first.scenario_minutes) == ("approved", 4320)


def test_an_inject_may_serve_a_focus_area_directly(library: Library, shelf: Shelf) -> None:
    sound = 'criteria = ["o2/1"]\n    focus_areas = []'
    shelf.put(sound, sound.replace("[]", '["job-creation"]'))
    plan = begin(library, templates()[0])
    (link,) = plan.rows(InjectFocusArea)
    area = plan.get(FocusArea, link.focus_area_id)
    assert area is not None
    assert area.key == "job-creation"

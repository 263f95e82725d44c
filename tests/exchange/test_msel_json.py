"""What other programs and a terminal are told of scenario, MSEL and evaluation."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import CorrectiveAction, Inject, InjectFocusArea, Observation
from db.text import Text
from desktop.exchange.plan_json import plan_as_json
from desktop.language import in_language
from desktop.plan_outline import outline
from desktop.planning.templates import add_sample, new_plan


@pytest.fixture
def tabletop(library: Library) -> OpenPlan:
    return new_plan(
        library,
        "exercise-port-security-tabletop",
        name=Text("Port", "Puerto"),
        start=datetime.fromisoformat("2027-03-08T08:00"),
        zone="America/Panama",
    )


def shown(plan: OpenPlan) -> dict[str, Any]:
    """Return the JSON of a plan as a reader of it gets it."""
    content: dict[str, Any] = json.loads(json.dumps(plan_as_json(plan)))
    return content


def test_injects_go_by_the_headings_of_a_msel(tabletop: OpenPlan) -> None:
    content = shown(tabletop)
    inject = content["injects"][0]
    assert inject["number"] == "001"
    assert inject["offset_minutes"] == 155
    assert inject["title"]["en"] == "Partner alert on container EXRU 204518-7"
    assert inject["from"]["es"].startswith("Centro de selectividad")
    assert inject["to"] == {
        "en": "Customs, risk analysis unit",
        "es": "Aduanas, unidad de análisis de riesgo",
    }
    assert (inject["mode"], inject["kind"], inject["status"]) == ("e-mail", "key-event", "draft")
    assert inject["scenario_minutes"] is None
    assert inject["ad_hoc"] is False
    for field in ("message", "expected_response", "notes"):
        assert inject[field].keys() == {"en", "es"}
    assert not {"sender", "receiver", "controller_id", "venue_id", "plan_id"} & inject.keys()


def test_every_reference_of_an_inject_is_to_a_row_that_is_shown(tabletop: OpenPlan) -> None:
    content = shown(tabletop)
    ids = {name: {row["id"] for row in content[name]} for name in content if name != "plan"}
    targets = {
        "storyline": "storylines",
        "event": "events",
        "controller": "assignments",
        "evaluator": "assignments",
        "venue": "venues",
        "objectives": "objectives",
        "criteria": "criteria",
        "depends_on": "injects",
    }
    met = set()
    for inject in content["injects"]:
        for field, table in targets.items():
            named = inject[field] if isinstance(inject[field], list) else [inject[field]]
            for row_id in named:
                if row_id is not None:
                    assert row_id in ids[table], field
                    met.add(field)
    assert met == targets.keys()


def test_a_focus_area_that_an_inject_serves_directly_is_named(tabletop: OpenPlan) -> None:
    inject = tabletop.rows(Inject)[0]
    area = shown(tabletop)["frameworks"][0]["pillars"][0]["focus_areas"][0]["id"]
    with tabletop.edit("Serve"):
        tabletop.add(InjectFocusArea(inject_id=inject.id, focus_area_id=area))
    assert shown(tabletop)["injects"][0]["focus_areas"] == [area]


def test_the_rest_of_the_exercise_has_lists_of_its_own(library: Library) -> None:
    content = shown(add_sample(library, "exercise-jungle-training-2026"))
    assert {row["kind"] for row in content["scenario"]} >= {"general-situation", "phase"}
    assert all(row["name"]["en"] for row in content["actors"])
    assert {row["status"] for row in content["deliveries"]} == {"delivered"}
    assert len(content["deliveries"]) == len(content["injects"])
    assert len(content["watches"]) >= 10
    assert {row["kind"] for row in content["observations"]} == {"strength", "improvement"}
    assert all(row["due_date"] > "2026-02-26" for row in content["corrective_actions"])
    assert content["attachments"] == []


def test_the_terminal_lists_scenario_injects_and_what_followed(library: Library) -> None:
    plan = add_sample(library, "exercise-jungle-training-2026")
    injects = len(plan.rows(Inject))
    lines = list(outline(plan))
    assert f"Injects ({injects})" in lines
    assert f"Observations ({len(plan.rows(Observation))})" in lines
    assert f"Corrective actions ({len(plan.rows(CorrectiveAction))})" in lines
    (first,) = [line for line in lines if "Repeat the order to me" in line]
    assert first.split()[:3] == ["001", "D+37", "09:15"]
    assert " → " in first
    with in_language("es"):
        spanish = list(outline(plan))
    assert f"Inyectos ({injects})" in spanish
    assert any(line.strip().startswith("Situación general: ") for line in spanish)


def test_an_inject_without_ends_is_listed_by_its_title(tabletop: OpenPlan) -> None:
    with tabletop.edit("Add"):
        tabletop.add(Inject(number="900", title=Text("Bare", "Solo")))
        tabletop.add(Inject(number="901", title=Text("Half", "Medio"), sender=Text("Them", "")))
    lines = [line.strip() for line in outline(tabletop)]
    assert any(line.startswith("900") and line.endswith("Bare") for line in lines)
    assert any(line.startswith("901") and line.endswith("Half (Them → ?)") for line in lines)

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from db.tables import Milestone, Objective, Participation, Plan, ScheduleItem
from desktop.language import translate
from desktop.planning import terms

TABLES = [
    terms.PLAN_KINDS,
    terms.EXERCISE_TYPES,
    terms.WORKSHOP_TYPES,
    terms.STATUSES,
    terms.SCHEDULE_KINDS,
    terms.MILESTONE_KINDS,
    terms.MILESTONE_STATUSES,
    terms.ROLES,
    terms.WORKSHOP_ROLES,
    terms.PARTICIPATION_ROLES,
    terms.ORGANIZATION_KINDS,
    terms.PRIORITIES,
    terms.RATINGS,
    terms.OBSERVATION_KINDS,
    terms.COUNTRIES,
    terms.PLAN_LANGUAGES,
]


def test_the_glossary_gives_the_spanish_words() -> None:
    assert translate(terms.EXERCISE_TYPES["full-scale"], "es") == "Ejercicio a escala real"
    assert translate(terms.ROLES["trusted-agent"], "es") == "Agente de confianza"
    assert translate(terms.SCHEDULE_KINDS["hot-wash"], "es") == "Crítica inmediata"


def test_labels_of_one_table_are_told_apart_in_both_languages() -> None:
    for table in TABLES:
        labels = list(table.values())
        assert len(set(labels)) == len(labels)
        spanish = [translate(label, "es") for label in labels]
        assert len(set(spanish)) == len(spanish), spanish


def test_a_new_row_starts_with_values_that_have_words() -> None:
    assert Plan().status in terms.STATUSES
    assert Plan().languages in terms.PLAN_LANGUAGES
    assert Plan().marking in terms.MARKINGS
    assert ScheduleItem().kind in terms.SCHEDULE_KINDS
    assert Milestone().kind in terms.MILESTONE_KINDS
    assert Milestone().status in terms.MILESTONE_STATUSES
    assert Objective().priority in terms.PRIORITIES
    assert Participation().role in terms.PARTICIPATION_ROLES


def test_the_directory_uses_known_kinds() -> None:
    text = (resources.files("resources") / "directory.toml").read_text(encoding="utf-8")
    organizations = tomllib.loads(text)["organizations"]
    assert {entry["kind"] for entry in organizations} <= terms.ORGANIZATION_KINDS.keys()
    assert {entry["country"] for entry in organizations} <= terms.COUNTRIES.keys()


@pytest.mark.parametrize(
    ("plan_type", "abbreviation"),
    [("tabletop", "TTX"), ("field-training", "FTX"), ("command-post", "CPX"), ("course", "")],
)
def test_types_have_the_usual_abbreviations(plan_type: str, abbreviation: str) -> None:
    assert terms.type_abbreviation(plan_type) == abbreviation


def test_types_depend_on_the_kind_of_plan() -> None:
    assert "tabletop" in terms.types_of("exercise")
    assert "train-the-trainer" in terms.types_of("workshop")
    assert "tabletop" not in terms.types_of("workshop")


def test_a_workshop_calls_some_roles_otherwise() -> None:
    assert terms.role_label("exercise-director", "exercise") == "Exercise director"
    assert terms.role_label("exercise-director", "workshop") == "Workshop director"
    assert terms.role_label("interpreter", "workshop") == "Interpreter"
    assert terms.role_label("juggler", "workshop") == "juggler"

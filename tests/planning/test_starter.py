from __future__ import annotations

from pathlib import Path

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.record import fixed_id
from db.tables import (
    AreaOfAction,
    FocusArea,
    Framework,
    Indicator,
    Organization,
    Pillar,
    ProposedAction,
)
from desktop.planning import starter
from desktop.planning.starter import SEEDED, capabilities, prepare

PILLARS = {
    "Maritime security collaboration": [
        "Joint Operations",
        "Information Sharing",
        "Infrastructure Development",
        "Community Engagement",
    ],
    "Intelligence sharing against regional threats": [
        "Countering Drug Trafficking",
        "Cybersecurity Initiatives",
        "Terrorism Prevention",
    ],
    "Economic resilience through joint security": [
        "Attracting Foreign Investment",
        "Enhancing Trade Opportunities",
        "Job Creation",
        "Strengthening Rule of Law",
    ],
}


def test_the_built_in_framework_has_its_pillars_and_areas_in_order(plan: OpenPlan) -> None:
    (framework,) = plan.rows(Framework)
    assert framework.builtin
    found = {
        pillar.name.en: [area.name.en for area in plan.children(FocusArea, "pillar_id", pillar.id)]
        for pillar in plan.children(Pillar, "framework_id", framework.id)
    }
    assert found == PILLARS
    assert list(found) == list(PILLARS)
    assert [area.name.en for area in plan.rows(AreaOfAction)] == [
        "Joint Operations",
        "Information Sharing",
        "Capacity Building",
    ]


def test_actions_and_indicators_belong_to_their_areas(plan: OpenPlan) -> None:
    (engagement,) = plan.children(FocusArea, "key", "community-engagement")
    (action,) = plan.children(ProposedAction, "focus_area_id", engagement.id)
    assert "prevention and education" in action.text.en
    for area in plan.rows(AreaOfAction):
        assert len(plan.children(ProposedAction, "area_of_action_id", area.id)) == 1
    (law,) = plan.children(FocusArea, "key", "strengthening-rule-of-law")
    indicators = plan.children(Indicator, "focus_area_id", law.id)
    assert "Days from seizure to prosecution" in [row.text.en for row in indicators]


def test_the_directory_holds_the_institutions_of_both_nations(plan: OpenPlan) -> None:
    acronyms = {row.acronym: row.country for row in plan.rows(Organization)}
    assert acronyms["SENAN"] == "PA"
    assert acronyms["USCG"] == "US"
    assert len(acronyms) >= 20


def test_two_installations_agree_on_the_ids(plan: OpenPlan) -> None:
    (senan,) = plan.children(Organization, "key", "senan")
    assert senan.id == fixed_id("organization", "senan")
    (framework,) = plan.rows(Framework)
    assert framework.id == fixed_id("framework", "us-panama", "1")


def test_nothing_is_read_or_written_when_nothing_is_new(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_rows: object) -> int:
        raise AssertionError("the library was written to")

    monkeypatch.setattr(library, "seed", refuse)
    prepare(library)


def test_new_starter_content_is_added_and_changes_of_the_planner_stay(
    library: Library, plan: OpenPlan
) -> None:
    (senan,) = plan.children(Organization, "key", "senan")
    (police,) = plan.children(Organization, "key", "pn")
    with library.edit("Change the directory"):
        senan.acronym = "SENAN-PA"
        police.deleted = True
    library.set_setting(SEEDED, "an older digest")
    prepare(library)
    fresh = library.open_plan(plan.id)
    assert [row.acronym for row in fresh.children(Organization, "key", "senan")] == ["SENAN-PA"]
    assert fresh.children(Organization, "key", "pn") == []
    assert library.setting(SEEDED) != "an older digest"


def test_a_file_library_is_prepared_once(tmp_path: Path) -> None:
    for _start in range(2):
        library = Library.open(tmp_path / "library.sqlite")
        prepare(library)
        assert library.setting(SEEDED)
        library.close()


def test_there_are_32_core_capabilities_in_both_languages() -> None:
    found = capabilities()
    assert len(found) == 32
    assert found["cybersecurity"].es == "Ciberseguridad"
    assert all(text.en and text.es for text in found.values())


def test_the_files_seeded_are_the_directory_and_every_framework() -> None:
    names = [file.name for file in starter._files()]
    assert names[0] == "directory.toml"
    assert "us-panama.toml" in names

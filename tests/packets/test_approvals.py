"""Who approved which version, on paper."""

from __future__ import annotations

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Approval, Objective
from db.text import Text
from desktop.planning.starter import prepare
from desktop.planning.templates import add_sample, samples
from desktop.planning.version import version_of
from tests.packets.conftest import Printer
from tests.packets.plans import add, item, objective


@pytest.fixture
def plan(library: Library) -> OpenPlan:
    return add(
        library,
        item(0, "0800", 60, Text("Opening", "Apertura")),
        objective("1", Text("Navigate by night", "Navegar de noche")),
    )


def approve(plan: OpenPlan, name: str, version: str, day: str = "2026-03-03") -> None:
    with plan.edit("Approve"):
        plan.add(
            Approval(
                name=name,
                post=Text("Director of operations", "Director de operaciones"),
                date=day,
                version=version,
            )
        )


def test_summary_says_who_approved_this_version_and_who_an_earlier_one(
    plan: OpenPlan, printer: Printer
) -> None:
    assert not printer(plan, "summary").says("APPROVALS")
    first = version_of(plan).code
    approve(plan, "Cmdo. Itzel Núñez", first)
    assert version_of(plan).code == first
    printed = printer(plan, "summary")
    assert printed.says("APPROVALS")
    assert printed.says("Cmdo. Itzel Núñez")
    assert printed.says("Director of operations")
    assert printed.says("3 Mar 2026")
    assert printed.says(f"{first}this version")
    with plan.edit("Reword"):
        plan.rows(Objective)[0].statement = Text("Navigate by day", "Navegar de día")
    second = version_of(plan).code
    approve(plan, "RADM Ann Lee", second, day="")
    printed = printer(plan, "summary", language="es")
    assert printed.says("APROBACIONES")
    assert printed.says(f"{first}una versión anterior (ya cambió)")
    assert printed.says(f"{second}esta versión")
    assert printed.says("Director de operaciones")
    both = printer(plan, "summary", language="both")
    assert both.says("Director of operations · Director de operaciones")
    assert both.says(f"{second}this version · esta versión")


def test_an_approval_without_a_version_or_date_is_printed_as_it_is(
    plan: OpenPlan, printer: Printer
) -> None:
    approve(plan, "Ana", "", day="")
    printed = printer(plan, "summary")
    assert printed.says("Ana")
    assert not printed.says("this version")
    assert not printed.says("an earlier version")


@pytest.mark.parametrize("language", ["en", "es", "both"])
def test_the_summary_keeps_to_two_pages(printer: Printer, language: str) -> None:
    library = Library.in_memory()
    prepare(library)
    for template in samples():
        plan = add_sample(library, template.id)
        for name in ("Cmdo. Itzel Núñez", "RADM Ann Lee", "Mtra. Rosa Quintero"):
            approve(plan, name, version_of(plan).code)
        assert len(printer(plan, "summary", language=language).pages) == 2
    library.close()

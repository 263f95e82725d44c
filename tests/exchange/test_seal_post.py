"""The outbox and the inbox: what a partner has seen, and what is new to them."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest

from db.correspondence import (
    Contact,
    drop_contact,
    inbox,
    keep_contact,
    last_seen_by,
    outbox,
)
from db.errors import UnknownPlan
from db.library import PROFILE, Library
from db.open_plan import OpenPlan
from db.tables import Milestone, Objective, Person
from db.text import Text
from desktop.exchange.audiences import PLAYERS
from desktop.exchange.seal.lock import Key
from desktop.exchange.seal.post import Letter, read, send, take_in
from desktop.exchange.seal.since import changes_for, changes_since
from desktop.planning.version import version_of


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """Where no keys are."""
    return tmp_path / "keys.json"


@pytest.fixture
def reed(library: Library) -> Contact:
    age_key = str(pyrage.x25519.Identity.generate().to_public())
    return keep_contact(library, Contact(name="Cdr. Reed", organization="USCG", age_key=age_key))


def test_what_was_sent_is_written_down(
    plan: OpenPlan, reed: Contact, nowhere: Path, tmp_path: Path
) -> None:
    send(plan, tmp_path / "plain.istmo", Letter(), nowhere)
    send(plan, tmp_path / "sealed.istmo", Letter(receivers=(reed,)), nowhere)
    sealed, plain = outbox(plan.library, plan.id)
    assert (plain.file_name, plain.contact_id) == ("plain.istmo", None)
    assert (sealed.file_name, sealed.contact_id) == ("sealed.istmo", reed.id)
    assert sealed.vector == plan.row.vector
    assert sealed.code == version_of(plan).code
    assert sealed.milliseconds > 0
    assert read(plan.library, tmp_path / "plain.istmo", Key(), nowhere).plan_file.plan_id == plan.id


def test_the_next_file_can_say_what_is_new(
    plan: OpenPlan, reed: Contact, nowhere: Path, tmp_path: Path
) -> None:
    assert changes_for(plan, reed.id) is None
    send(plan, tmp_path / "a.istmo", Letter(receivers=(reed,)), nowhere)
    assert changes_for(plan, reed.id) == []
    objective = plan.rows(Objective)[0]
    passing = Objective(number="8", statement=Text("Passing", "Pasajero"))
    with plan.edit("Edit"):
        objective.statement = Text("Board at night", "Abordar de noche")
        objective.priority = "high"
        plan.remove(plan.rows(Milestone)[0])
        plan.add(Objective(number="7", statement=Text("New", "Nuevo")))
        plan.add(passing)
        plan.rows(Person)[0].phone = "507"
    with plan.edit("Remove"):
        plan.remove(passing)
    news = changes_for(plan, reed.id)
    assert news is not None
    assert [change.kind for change in news] == ["changed", "added", "deleted"]
    assert [change.sentence.en for change in news] == [
        "Objective 1: changed in statement, priority",
        "Objective 7 added",
        "Milestone “Concept” deleted",
    ]
    assert news[0].sentence.es.startswith("Objetivo 1: cambió en ")
    assert news[0].row_id == objective.id
    send(plan, tmp_path / "b.istmo", Letter(receivers=(reed,)), nowhere)
    assert changes_for(plan, reed.id) == []
    assert len(changes_since(plan, {})) > 10


def test_a_release_copy_does_not_count_as_seen(
    plan: OpenPlan, reed: Contact, nowhere: Path, tmp_path: Path
) -> None:
    send(plan, tmp_path / "a.istmo", Letter(audience=PLAYERS, receivers=(reed,)), nowhere)
    assert outbox(plan.library, plan.id)[0].audience == PLAYERS
    assert last_seen_by(plan.library, plan.id, reed.id) is None


def test_what_came_from_a_partner_counts_as_seen_by_them(
    plan: OpenPlan, other: Library, nowhere: Path, tmp_path: Path
) -> None:
    plan.library.set_setting(PROFILE, {"name": "Ana Núñez"})
    path = tmp_path / "a.istmo"
    send(plan, path, Letter(), nowhere)
    opened = read(other, path, None, nowhere)
    arrived = take_in(other, opened)
    received = inbox(other, arrived.id)[0]
    assert (received.sender, received.file_name) == ("Ana Núñez", "a.istmo")
    assert received.contact_id is None
    assert received.vector == plan.row.vector


def test_an_erased_plan_leaves_no_letters(
    plan: OpenPlan, reed: Contact, nowhere: Path, tmp_path: Path
) -> None:
    library, plan_id = plan.library, plan.id
    send(plan, tmp_path / "a.istmo", Letter(receivers=(reed,)), nowhere)
    drop_contact(library, reed.id)
    assert outbox(library, plan_id)[0].contact_id is not None
    library.bin(plan_id)
    library.erase(plan_id)
    assert outbox(library, plan_id) == []
    assert inbox(library, plan_id) == []
    with pytest.raises(UnknownPlan):
        library.open_plan(plan_id)


def test_what_was_changed_back_is_no_news_and_moves_are_told_as_such(
    plan: OpenPlan, reed: Contact, nowhere: Path, tmp_path: Path
) -> None:
    send(plan, tmp_path / "a.istmo", Letter(receivers=(reed,)), nowhere)
    objective, milestone = plan.rows(Objective)[0], plan.rows(Milestone)[0]
    with plan.edit("Edit"):
        objective.priority = "low" if objective.priority != "low" else "high"
        plan.remove(milestone)
    plan.undo()
    assert changes_for(plan, reed.id) == []
    with plan.edit("Move"):
        milestone.day_offset -= 7
    news = changes_for(plan, reed.id)
    assert news is not None
    [move] = news
    assert (move.kind, move.brief.en) == ("moved", "−7 days")

from __future__ import annotations

import unicodedata

import pytest
from sqlalchemy import text

from db.library import Library
from db.open_plan import OpenPlan
from db.search import forget_words
from db.tables import Objective, Organization, ScheduleItem, Venue
from db.text import N_, Text
from tests.db.sample import add_plan, objective_of, rename


@pytest.fixture
def written(library: Library, plan: OpenPlan) -> OpenPlan:
    with plan.edit(N_("Write")):
        objective_of(plan).statement = Text(
            "Coordinate the rescue at sea",
            "Coordinar la búsqueda y el rescate en el océano Atlántico",
        )
        plan.add(
            ScheduleItem(title=Text("Ceremony", "Ceremonia de acción de gracias"), kind="meal")
        )
        plan.add(Organization(acronym="SENAN", name=Text("", "Servicio Nacional Aeronaval")))
    return plan


def tables(library: Library, words: str) -> list[str]:
    return [hit.table_name for hit in library.find(words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("búsqueda océano", ["objective"]),
        ("BUSQUEDA OCEANO", ["objective"]),
        (unicodedata.normalize("NFD", "océano búsqueda"), ["objective"]),
        ("oce", ["objective"]),
        ("rescate bús", ["objective"]),
        ("bús rescate", []),
        ("sea rescue", ["objective"]),
        ("accion", ["schedule_item"]),
        ("aeronaval", ["organization"]),
        ("meal", []),
        ("nowhere", []),
        ("", []),
        ("  _ - ! ", []),
        ("rescue_sea", ["objective"]),
        ('rescue" OR "ceremony', []),
        ("rescue NEAR sea*", []),
        ("words:rescue", []),
    ],
)
def test_words_are_found_blind_to_accents_and_case_and_taken_literally(
    words: str, found: list[str], library: Library, written: OpenPlan
) -> None:
    assert tables(library, words) == found


def test_a_hit_tells_where_it_is_and_shows_the_words(library: Library, written: OpenPlan) -> None:
    (hit,) = library.find("oceano")
    assert hit.plan_id == written.id
    assert hit.row_id == objective_of(written).id
    assert hit.excerpt.endswith("el océano Atlántico")
    (of_directory,) = library.find("senan")
    assert of_directory.plan_id == ""
    assert of_directory.excerpt == "SENAN · Servicio Nacional Aeronaval"


def test_the_index_follows_edits_undo_and_deletion(library: Library, written: OpenPlan) -> None:
    rename(written, "Interdict smugglers")
    assert tables(library, "smugglers") == ["objective"]
    assert tables(library, "rescue") == []
    written.undo()
    assert tables(library, "smugglers") == []
    assert tables(library, "rescue") == ["objective"]
    with written.edit(N_("Delete")):
        written.remove(objective_of(written))
    assert tables(library, "rescue") == []
    written.undo()
    assert tables(library, "rescue") == ["objective"]


def test_plans_in_the_bin_are_left_out(library: Library, written: OpenPlan) -> None:
    other = add_plan(library, "Another plan")
    assert {hit.plan_id for hit in library.find("conjunto")} == {written.id, other.id}
    library.bin(written.id)
    assert {hit.plan_id for hit in library.find("conjunto")} == {other.id}
    assert tables(library, "oceano") == []
    assert tables(library, "senan") == ["organization"]
    library.bring_back(written.id)
    assert tables(library, "oceano") == ["objective"]


def test_only_so_many_hits_are_returned(library: Library, plan: OpenPlan) -> None:
    with plan.edit(N_("Add")):
        for number in range(20):
            plan.add(Objective(statement=Text(f"Patrol {number}")))
            plan.add(Venue(name=Text(f"Pier {number}")))
    assert len(library.find("patrol", limit=7)) == 7
    assert len(library.find("patrol")) == 20


def test_erasing_plans_again_and_again_does_no_harm_to_the_index() -> None:
    """SQLite 3.40 calls its own index malformed once it has been optimized a thousand times."""
    library = Library.in_memory()
    write = text("INSERT INTO search (rowid, words) VALUES (:number, :words)")
    with library.engine.connect() as connection:
        for number in range(0, 2_600, 2):
            rows = [{"number": n, "words": f"aviso {n}"} for n in (number, number + 1)]
            connection.execute(write, rows)
            connection.execute(text("DELETE FROM search WHERE rowid = :number"), rows[1])
            forget_words(connection)
        connection.execute(text("INSERT INTO search (search) VALUES ('integrity-check')"))
    library.close()

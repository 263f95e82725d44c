from __future__ import annotations

from db.tables import Objective, Plan
from db.text import N_, Pair, Text


def test_a_text_answers_in_either_language_and_falls_back() -> None:
    text = Text("", "Objetivo")
    assert text.get("en") == ""
    assert text.best("en") == "Objetivo"
    assert text.has_fallen_back("en")
    assert not text.has_fallen_back("es")
    assert text.replaced("en", "Objective").as_dict() == {"en": "Objective", "es": "Objetivo"}
    assert text.replaced("es", "Meta") == Text("", "Meta")


def test_a_text_is_empty_only_in_both_languages() -> None:
    assert not Text()
    assert not Text().has_fallen_back("en")
    assert Text("a")
    assert Text("", "b")


def test_a_row_keeps_the_texts_it_is_made_with() -> None:
    objective = Objective(statement=Text("Detect", "Detectar"), priority="high")
    assert objective.statement == Text("Detect", "Detectar")
    assert (objective.statement_en, objective.statement_es) == ("Detect", "Detectar")
    assert objective.priority == "high"
    assert Objective().priority == "medium"
    assert Plan().zone == "America/Panama"


def test_a_pair_can_be_looked_up_on_its_table() -> None:
    assert isinstance(Plan.name, Pair)
    assert N_("Undo: {step}") == "Undo: {step}"

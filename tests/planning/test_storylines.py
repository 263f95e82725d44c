from __future__ import annotations

from db.tables import Event
from db.text import Text
from desktop.planning.inject_numbers import next_inject_number, renumbered_injects
from desktop.planning.storylines import storyline_of
from tests.planning.msel import add_inject, add_storyline, empty_exercise


def test_the_storyline_of_an_inject_is_that_of_its_event_or_its_own() -> None:
    with empty_exercise() as plan:
        first, second = add_storyline(plan, "A"), add_storyline(plan, "B")
        with plan.edit("Add events"):
            event = plan.add(Event(storyline_id=first.id, number="A1", title=Text("E", "E")))
            loose = plan.add(Event(number="X"))
        late = add_inject(plan, "001", 60, event_id=event.id, storyline_id=second.id)
        early = add_inject(plan, "002", 30, event_id=event.id)
        direct = add_inject(plan, "003", 90, storyline_id=second.id)
        own = add_inject(plan, "004", 95, event_id=loose.id, storyline_id=second.id)
        none = add_inject(plan, "005", 10, event_id=loose.id)
        bare = add_inject(plan, "006", 5)
        assert [storyline_of(plan, row) for row in (late, early, direct, own, none, bare)] == [
            first,
            first,
            second,
            second,
            None,
            None,
        ]


def test_a_number_follows_in_the_style_of_the_others() -> None:
    assert next_inject_number([]) == "001"
    assert next_inject_number(["001", "020", "003"]) == "021"
    assert next_inject_number(["A-09", "A-10"]) == "A-11"
    assert next_inject_number(["1", "2", "ad hoc"]) == "3"
    assert next_inject_number(["99", "100"]) == "101"
    assert next_inject_number(["none"]) == "001"
    assert next_inject_number(["1-5", "1-05", "1-6"]) == "1-7"


def test_new_numbers_have_room_for_all() -> None:
    assert renumbered_injects(3) == ["001", "002", "003"]
    assert renumbered_injects(1000)[-1] == "1000"
    assert renumbered_injects(1000)[0] == "0001"

"""A plan file that comes back changed: reviewed, finished, undone, and told in sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.backup import backups_of
from db.clock import Stamp
from db.departure import departing_rows
from db.errors import UnknownPlan
from db.history import steps_of
from db.journal import STEPS
from db.library import PROFILE, Library
from db.merging import analyze as analyze_rows
from db.open_plan import OpenPlan
from db.record import fixed_id
from db.tables import (
    Criterion,
    Event,
    Framework,
    Inject,
    InjectObjective,
    Milestone,
    Objective,
    Organization,
    Person,
    PlanFramework,
    ScheduleItem,
    ScheduleOrganization,
    SchedulePerson,
)
from db.text import N_, Text
from desktop.apology import apology
from desktop.exchange.audiences import PLAYERS
from desktop.exchange.change_entries import EntryWriter
from desktop.exchange.merge import (
    Decision,
    MergeReview,
    PlanChangedMeanwhile,
    Third,
    analyze,
    finish,
)
from desktop.exchange.merge_compare import compare, state_at, state_of_file, state_of_plan
from desktop.exchange.merge_json import comparison_as_json, review_as_json
from desktop.exchange.merge_wording import SECTIONS, Wording
from desktop.exchange.plan_file import PlanFile, export_plan, open_plan_file, read_plan_file
from desktop.exchange.refusals import BinnedPlan, OtherPlan, ReleaseCopyOnly, RepeatedId
from desktop.exchange.row_words import RowWords
from desktop.planning.moments import clock_of
from desktop.planning.record_names import RECORD_NAMES
from tests.exchange.small_plan import make_plan

Send = Callable[[OpenPlan], PlanFile]


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Return what sends a plan as a file, as its receiver reads it."""

    def by_file(plan: OpenPlan) -> PlanFile:
        path = tmp_path / f"{plan.library.replica}.istmo"
        export_plan(plan, path, author=plan.library.author or "John Doe (USCG)")
        return read_plan_file(path)

    return by_file


@pytest.fixture
def theirs(plan: OpenPlan, other: Library, send: Send) -> OpenPlan:
    """The other installation's copy of the plan."""
    return open_plan_file(other, send(plan))


def objective(plan: OpenPlan) -> Objective:
    return plan.rows(Objective)[0]


def reword(plan: OpenPlan, words: str) -> None:
    with plan.edit(N_("Reword")):
        objective(plan).statement_en = words


def told_of(review: MergeReview) -> list[str]:
    """Return what comes in as it is read, in English."""
    states = [review.analysis.mine, review.analysis.theirs]
    words = RowWords(states, clock_of(review.plan.row), review.author_of)
    return [entry.title for entry in EntryWriter(words).told(review.told)]


def content_of(library: Library) -> list[str]:
    """Return every byte that a library in memory holds, as SQL."""
    with library.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        return list(raw.iterdump())


def test_what_does_not_conflict_comes_in_and_both_end_equal(
    library: Library, plan: OpenPlan, other: Library, theirs: OpenPlan, send: Send
) -> None:
    with theirs.edit(N_("Many")):
        added = theirs.add(Objective(number="3", statement=Text("New", "Nuevo")))
        theirs.add(Criterion(objective_id=added.id, measure=Text("Hours", "Horas")))
        theirs.rows(ScheduleItem)[0].offset_minutes = 90
        objective(theirs).statement_es = "Abordar"
        theirs.rows(Person)[0].phone = "+507 1"
    with plan.edit(N_("Mine")):
        objective(plan).conditions = Text("By night", "De noche")
    review = analyze(library, send(theirs))
    told = told_of(review)
    assert {"Objective 3 added", "Schedule item “Briefing” · +1 h 30"} <= set(told)
    assert "Objective 1 · Statement (ES)" in told
    assert {review.author_of(Stamp.parse(change.stamp).replica) for change in review.told} == {
        "John Doe (USCG)"
    }
    assert review.conflicts == []
    finish(library, review)
    assert objective(plan).statement == Text("Board a vessel safely", "Abordar")
    finish(other, analyze(other, send(plan)))
    assert departing_rows(plan) == departing_rows(theirs)
    assert objective(theirs).conditions.en == "By night"


def test_a_conflict_shows_both_and_what_they_started_from(
    library: Library, plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    library.set_setting(PROFILE, {"name": "Ana Núñez", "organization": "SENAN"})
    reword(plan, "Mine")
    reword(plan, "Mine again")
    reword(theirs, "Theirs")
    review = analyze(library, send(theirs))
    (line,) = review.conflicts
    assert line.base == "Board a vessel safely"
    assert (line.mine, line.theirs) == ("Mine again", "Theirs")
    stamps = Stamp.parse(line.my_stamp), Stamp.parse(line.their_stamp)
    assert [review.author_of(stamp.replica) for stamp in stamps] == [
        "Ana Núñez (SENAN)",
        "John Doe (USCG)",
    ]


@pytest.mark.parametrize("decision", ["mine", "theirs", Third("Both"), "later"])
def test_a_decision_is_made_once_and_holds_everywhere(
    library: Library, plan: OpenPlan, theirs: OpenPlan, send: Send, decision: Decision
) -> None:
    other = theirs.library
    expected = {"mine": "Mine", "theirs": "Theirs", "later": "Theirs"}.get(str(decision), "Both")
    reword(plan, "Mine")
    reword(theirs, "Theirs")
    file_of_theirs = send(theirs)
    review = analyze(library, file_of_theirs)
    finish(library, review, {review.conflicts[0].key: decision})
    assert objective(plan).statement_en == expected
    assert analyze(library, file_of_theirs).is_empty
    back = analyze(other, send(plan))
    assert back.conflicts == []
    finish(other, back)
    assert objective(theirs).statement_en == expected
    assert departing_rows(plan) == departing_rows(theirs)


def test_two_decisions_against_each_other_are_a_conflict_again(
    library: Library, plan: OpenPlan, other: Library, theirs: OpenPlan, send: Send
) -> None:
    reword(plan, "Mine")
    reword(theirs, "Theirs")
    mine_sent, theirs_sent = send(plan), send(theirs)
    review, back = analyze(library, theirs_sent), analyze(other, mine_sent)
    finish(library, review, {review.conflicts[0].key: "mine"})
    finish(other, back, {back.conflicts[0].key: "mine"})
    (line,) = analyze(library, send(theirs)).conflicts
    assert (line.mine, line.theirs) == ("Mine", "Theirs")


def test_an_edit_survives_a_deletion_with_all_that_went_along(
    library: Library, plan: OpenPlan, other: Library, theirs: OpenPlan, send: Send
) -> None:
    with theirs.edit(N_("Delete")):
        theirs.remove(theirs.rows(ScheduleItem)[0])
    with plan.edit(N_("Rename")):
        plan.rows(ScheduleItem)[0].title_en = "Hot wash"
    review = analyze(library, send(theirs))
    (line,) = review.conflicts
    assert (line.field, line.mine, line.theirs) == ("deleted", False, True)
    assert review.told == []
    assert {back.table for back in review.analysis.brought_back} == {
        "schedule_organization",
        "schedule_person",
    }
    finish(library, review)
    assert [item.title.en for item in plan.rows(ScheduleItem)] == ["Hot wash"]
    assert len(plan.rows(ScheduleOrganization)) == len(plan.rows(SchedulePerson)) == 1
    finish(other, analyze(other, send(plan)))
    assert departing_rows(plan) == departing_rows(theirs)


@pytest.mark.parametrize("decision", ["theirs", Third(value=True)])
def test_a_deletion_may_be_preferred_to_an_edit(
    library: Library, plan: OpenPlan, theirs: OpenPlan, send: Send, decision: Decision
) -> None:
    with theirs.edit(N_("Delete")):
        theirs.remove(objective(theirs))
    reword(plan, "Mine")
    with plan.edit(N_("Measure")):
        plan.add(Criterion(objective_id=objective(plan).id, measure=Text("Days")))
    review = analyze(library, send(theirs))
    finish(library, review, {review.conflicts[0].key: decision})
    assert plan.rows(Objective) == []
    assert plan.rows(Criterion) == []
    plan.undo()
    assert objective(plan).statement_en == "Mine"
    assert len(plan.rows(Criterion)) == 2


def test_a_deleted_objective_that_a_new_inject_relies_on_comes_back(
    library: Library, plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    with plan.edit(N_("Delete")):
        plan.remove(objective(plan))
    with theirs.edit(N_("Add")):
        inject = theirs.add(Inject(number="1", title=Text("Call", "Llamada")))
        theirs.add(InjectObjective(inject_id=inject.id, objective_id=objective(theirs).id))
    review = analyze(library, send(theirs))
    assert review.conflicts == []
    (back,) = review.analysis.brought_back
    assert back.key == ("objective", objective(theirs).id)
    assert [table for table, _id in back.needed_by] == ["inject_objective"]
    finish(library, review)
    assert objective(plan).number == "1"
    plan.undo()
    assert plan.rows(Objective) == []
    assert plan.rows(InjectObjective) == []


def test_a_reference_that_a_deletion_emptied_is_set_again_when_the_row_survives(
    library: Library, plan: OpenPlan, other: Library, send: Send
) -> None:
    with plan.edit(N_("Add")):
        event = plan.add(Event(number="1", title=Text("Alarm", "Alarma")))
        plan.add(Inject(number="1", event_id=event.id))
    theirs = open_plan_file(other, send(plan))
    with theirs.edit(N_("Delete")):
        theirs.remove(theirs.rows(Event)[0])
    assert theirs.rows(Inject)[0].event_id is None
    with plan.edit(N_("Rename")):
        event.title_es = "Alerta"
    finish(library, analyze(library, send(theirs)))
    assert plan.rows(Inject)[0].event_id == event.id
    finish(other, analyze(other, send(plan)))
    assert departing_rows(plan) == departing_rows(theirs)


def test_a_person_deleted_here_comes_back_when_the_file_needs_them(
    library: Library, plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    with plan.edit(N_("Delete")):
        plan.remove(plan.rows(Person)[0])
    assert plan.rows(SchedulePerson) == []
    item, person = theirs.rows(ScheduleItem)[0], theirs.rows(Person)[0]
    with theirs.edit(N_("Add")):
        theirs.add(SchedulePerson(item_id=item.id, person_id=person.id))
    finish(library, analyze(library, send(theirs)))
    assert [row.name for row in plan.rows(Person)] == ["Ana Núñez"]


def test_a_directory_row_known_from_another_plan_is_merged_as_well(
    library: Library, plan: OpenPlan, other: Library, send: Send
) -> None:
    theirs = open_plan_file(other, send(plan))
    agency = Organization(acronym="SNM", name=Text("Migration", "Migración"), country="PA")
    with library.edit(N_("Add")):
        library.add(agency)
    second = make_plan(library, "Segundo")
    with second.edit(N_("Use")):
        second.row.purpose_en = "x"
        item = second.rows(ScheduleItem)[0]
        second.add(ScheduleOrganization(item_id=item.id, organization_id=agency.id))
    open_plan_file(other, send(second))
    with theirs.edit(N_("Use")):
        item = theirs.rows(ScheduleItem)[0]
        theirs.add(ScheduleOrganization(item_id=item.id, organization_id=agency.id))
        other.session.get_one(Organization, agency.id).acronym = "SNM-PA"
    with library.edit(N_("Rename")):
        agency.acronym = "Migración"
    review = analyze(library, send(theirs))
    assert [line.table for line in review.conflicts] == ["organization"]
    finish(library, review, {review.conflicts[0].key: "theirs"})
    assert agency.acronym == "SNM-PA"


def test_the_same_file_an_older_one_and_its_own_change_nothing(
    library: Library, plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    older = send(plan)
    reword(theirs, "Theirs")
    reword(plan, "Mine")
    newer = send(theirs)
    finish(library, analyze(library, newer))
    content = content_of(library)
    for plan_file in (older, newer, send(plan), older):
        review = analyze(library, plan_file)
        assert review.is_empty
        assert (review.told, review.conflicts) == ([], [])
        assert not review.analysis.needs_review
        finish(library, review)
    assert content_of(library) == content


def test_a_merge_is_one_step_that_undo_takes_back(
    library: Library, plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    before = {row.key: row.values for row in departing_rows(plan) if not row.values["deleted"]}
    with theirs.edit(N_("Many")):
        theirs.add(Objective(number="9"))
        theirs.remove(theirs.rows(ScheduleItem)[0])
        objective(theirs).statement_en = "Theirs"
        theirs.row.purpose_en = "Purpose"
    plan_file = send(theirs)
    finish(library, analyze(library, plan_file))
    step = steps_of(plan)[0]
    assert (step.kind, step.label, step.values) == (
        "merge",
        "Merge {file}",
        {"file": plan_file.name},
    )
    assert plan.next_undo() is not None
    plan.undo()
    after = {row.key: row.values for row in departing_rows(plan) if not row.values["deleted"]}
    assert after == before
    # Having taken it back is a decision: the file brings nothing any more.
    assert analyze(library, plan_file).is_empty
    plan.redo()
    assert objective(plan).statement_en == "Theirs"


def test_a_merge_can_be_undone_after_a_restart_and_leaves_a_backup(
    tmp_path: Path, plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    path = tmp_path / "third.sqlite"
    third = Library.open(path)
    copy = open_plan_file(third, send(plan))
    reword(theirs, "Theirs")
    finish(third, analyze(third, send(theirs)))
    assert [backup.occasion for backup in backups_of(path)] == ["before-merge"]
    assert [hit.row_id for hit in third.find("Theirs")] == [objective(copy).id]
    third.close()
    third = Library.open(path)
    copy = third.open_plan(plan.id)
    assert objective(copy).statement_en == "Theirs"
    copy.undo()
    assert objective(copy).statement_en == "Board a vessel safely"
    third.close()


def test_stamps_that_say_nothing_new_are_taken_without_a_step(
    library: Library, plan: OpenPlan, other: Library, theirs: OpenPlan, send: Send
) -> None:
    reword(theirs, "Theirs")
    theirs.undo()
    count = select(func.count()).select_from(STEPS)
    steps = library.session.execute(count).scalar_one()
    review = analyze(library, send(theirs))
    assert not review.is_empty
    assert not review.analysis.needs_review
    finish(library, review)
    assert library.session.execute(count).scalar_one() == steps
    assert departing_rows(plan) == departing_rows(theirs)
    reword(plan, "Later")
    assert analyze(other, send(plan)).conflicts == []


def test_what_cannot_be_merged_says_so(
    library: Library, plan: OpenPlan, other: Library, send: Send, tmp_path: Path
) -> None:
    path = tmp_path / "players.istmo"
    export_plan(plan, path, author="Ana", audience=PLAYERS)
    with pytest.raises(ReleaseCopyOnly) as refusal:
        analyze(library, read_plan_file(path))
    assert "cannot be merged" in apology(refusal.value)
    plan_file = send(plan)
    with pytest.raises(UnknownPlan):
        analyze(other, plan_file)
    library.bin(plan.id)
    with pytest.raises(BinnedPlan):
        analyze(library, plan_file)


def test_an_edit_after_the_review_wants_a_new_one(
    library: Library, plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    reword(theirs, "Theirs")
    review = analyze(library, send(theirs))
    reword(plan, "Mine")
    with pytest.raises(PlanChangedMeanwhile):
        finish(library, review)
    assert objective(plan).statement_en == "Mine"
    assert len(analyze(library, send(theirs)).conflicts) == 1


def test_two_copies_are_compared_in_sentences_of_both_languages(
    plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    before = state_of_file(send(plan))
    with theirs.edit(N_("Many")):
        objective(theirs).priority = "high"
        theirs.row.duration_minutes = 600
        theirs.rows(ScheduleItem)[0].venue_id = None
        theirs.remove(theirs.rows(SchedulePerson)[0])
    comparison = compare(before, state_of_plan(theirs))
    told = {sentence.en for line in comparison.lines for sentence in line.sentences}
    assert told == {
        "Objective 1, Priority: “Medium” became “High”.",
        "Plan “Escudo Marítimo”, Duration: “8 h” became “10 h”.",
        "Schedule item “Briefing”, Venue: “Pier” became “nothing”.",
        "Person of an item (Schedule item “Briefing”; Person “Ana Núñez”) was deleted.",
    }
    assert compare(before, before).is_empty
    answer = comparison_as_json(comparison)
    assert {change["kind"] for change in answer["changes"]} == {"changed", "deleted"}


def test_places_and_times_are_told_as_planners_say_them(
    plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    before = state_of_file(send(plan))
    with theirs.edit(N_("Many")):
        objective(theirs).position = "zz"
        theirs.rows(Milestone)[0].day_offset = 0
        theirs.rows(Person)[0].phone = "5" * 500
        theirs.row.sample = True
        theirs.row.duration_minutes = 30
    told = {
        sentence.en
        for line in compare(before, state_of_plan(theirs)).lines
        for sentence in line.sentences
    }
    assert "Objective 1 was moved to another place in its list." in told
    assert "Milestone “Concept” was moved from D-120 to D." in told
    assert "Plan “Escudo Marítimo”, Sample plan: “no” became “yes”." in told
    assert any(sentence.endswith("555…”.") and len(sentence) < 300 for sentence in told)


def test_names_and_references_that_nobody_knows_are_still_told(plan: OpenPlan) -> None:
    wording = Wording(state_of_plan(plan).rows)
    assert wording.name_of("inject", "gone") == Text("Inject", "Inyecto")
    assert wording.value("inject", "event_id", "gone").en == "Event"
    assert Wording({}).value("inject", "offset_minutes", 90).en == "90"


def test_a_row_that_another_plan_has_is_refused(
    library: Library, plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    second = make_plan(library, "Segundo")
    with theirs.edit(N_("Add")):
        theirs.add(Objective(id=objective(second).id, number="8"))
    review = analyze(library, send(theirs))
    with pytest.raises(RepeatedId):
        finish(library, review)
    assert len(plan.rows(Objective)) == 1
    with pytest.raises(ValueError, match="not a copy"):
        analyze_rows(departing_rows(plan), departing_rows(second))


def test_the_built_in_framework_is_not_reworded_by_a_file(
    library: Library, other: Library, send: Send
) -> None:
    for opened in (library, other):
        opened.seed([Framework(id=fixed_id("f"), key="f", name=Text("Own", "Propio"))])
    plan = make_plan(library)
    with plan.edit(N_("Use")):
        plan.add(PlanFramework(framework_id=fixed_id("f")))
    theirs = open_plan_file(other, send(plan))
    with theirs.edit(N_("Reword")):
        other.session.get_one(Framework, fixed_id("f")).name = Text("Theirs", "Suyo")
    review = analyze(library, send(theirs))
    finish(library, review)
    assert library.session.get_one(Framework, fixed_id("f")).name.en == "Own"


def test_a_plan_is_compared_with_what_it_was(library: Library, plan: OpenPlan) -> None:
    moment = datetime.now(UTC)
    began = state_of_plan(plan)
    while datetime.now(UTC) <= moment:
        pass
    with plan.edit(N_("Delete")):
        plan.remove(objective(plan))
    with plan.edit(N_("Add")):
        plan.add(Objective(number="7"))
    then = state_at(plan, moment)
    assert {key: row.values for key, row in then.rows.items()} == {
        key: row.values for key, row in began.rows.items()
    }
    told = [line.sentences[0].en for line in compare(then, state_of_plan(plan)).lines]
    assert "Objective 1 was deleted." in told
    assert "Objective 7 was added." in told
    back = [line.sentences[0].en for line in compare(state_of_plan(plan), then).lines]
    assert "Objective 1 was brought back." in back
    with pytest.raises(LookupError):
        state_at(plan, datetime(2001, 1, 1, tzinfo=UTC))
    with pytest.raises(OtherPlan):
        compare(then, state_of_plan(make_plan(library, "Otro")))


def test_a_review_is_json_for_programs(
    library: Library, plan: OpenPlan, theirs: OpenPlan, send: Send
) -> None:
    reword(plan, "Mine")
    reword(theirs, "Theirs")
    with theirs.edit(N_("Move")):
        theirs.rows(ScheduleItem)[0].offset_minutes = 30
    report = review_as_json(analyze(library, send(theirs)))
    (conflict,) = report["conflicts"]
    assert conflict["table"] == "objective"
    assert conflict["id"] == objective(plan).id
    assert [conflict[name] for name in ("field", "base", "mine", "theirs")] == [
        "statement_en",
        "Board a vessel safely",
        "Mine",
        "Theirs",
    ]
    assert [entry["kind"] for entry in report["incoming"]] == ["moved"]
    assert report["incoming"][0]["fields"] == [
        {"field": "offset_minutes", "before": 0, "after": 30}
    ]


def test_every_table_belongs_to_a_section() -> None:
    assert {table for tables in SECTIONS.values() for table in tables} == set(RECORD_NAMES)

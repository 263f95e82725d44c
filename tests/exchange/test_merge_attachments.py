"""Pictures in a merge: they come with their rows, go with them, and come back with them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from db.attachments import content_of, digest_of
from db.departure import departing_contents, departing_rows
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Attachment, Criterion, Objective
from db.text import N_, Text
from desktop.exchange.merge import analyze, finish
from desktop.exchange.plan_file import PlanFile, export_plan, open_plan_file, read_plan_file
from desktop.planning.attachments import add_attachment


def attach(plan: OpenPlan, folder: Path, color: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(stream, "png")
    path = folder / f"{color}.png"
    path.write_bytes(stream.getvalue())
    add_attachment(plan, path, caption=Text(color, color))
    return stream.getvalue()


def send(plan: OpenPlan, folder: Path) -> PlanFile:
    path = folder / f"{plan.library.replica}.istmo"
    export_plan(plan, path, author="Ana")
    return read_plan_file(path)


@pytest.fixture
def theirs(plan: OpenPlan, other: Library, tmp_path: Path) -> OpenPlan:
    attach(plan, tmp_path, "navy")
    return open_plan_file(other, send(plan, tmp_path))


def test_pictures_come_and_go_with_their_rows(
    library: Library, plan: OpenPlan, theirs: OpenPlan, tmp_path: Path
) -> None:
    red = attach(theirs, tmp_path, "red")
    with theirs.edit(N_("Remove")):
        theirs.remove(theirs.rows(Attachment)[0])
    finish(library, analyze(library, send(theirs, tmp_path)))
    assert [row.caption.en for row in plan.rows(Attachment)] == ["red"]
    assert content_of(plan, digest_of(red)) == red
    assert departing_contents(plan) == departing_contents(theirs)


def test_a_picture_that_was_relabeled_meanwhile_survives_its_removal(
    library: Library, plan: OpenPlan, other: Library, theirs: OpenPlan, tmp_path: Path
) -> None:
    with theirs.edit(N_("Remove")):
        theirs.remove(theirs.rows(Attachment)[0])
    removed = send(theirs, tmp_path)
    assert removed.contents == {}
    with plan.edit(N_("Relabel")):
        plan.rows(Attachment)[0].caption = Text("Port", "Puerto")
    finish(other, analyze(other, send(plan, tmp_path)))
    assert [row.caption.en for row in theirs.rows(Attachment)] == ["Port"]
    finish(library, analyze(library, send(theirs, tmp_path)))
    assert departing_rows(plan) == departing_rows(theirs)
    assert departing_contents(plan) == departing_contents(theirs) != {}


def test_a_kept_criterion_keeps_its_objective_whatever_was_decided_of_that(
    library: Library, plan: OpenPlan, theirs: OpenPlan, tmp_path: Path
) -> None:
    with theirs.edit(N_("Delete")):
        theirs.remove(theirs.rows(Objective)[0])
    with plan.edit(N_("Edit")):
        plan.rows(Objective)[0].statement_en = "Mine"
        plan.rows(Criterion)[0].measure_en = "Hours"
    review = analyze(library, send(theirs, tmp_path))
    objective, criterion = sorted(review.conflicts, key=lambda line: line.table)[::-1]
    finish(library, review, {objective.key: "theirs", criterion.key: "mine"})
    assert [row.statement.en for row in plan.rows(Objective)] == ["Mine"]
    assert [row.measure.en for row in plan.rows(Criterion)] == ["Hours"]

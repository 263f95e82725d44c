"""For every column of every table: which audiences get it, and that nobody else does.

`release_matrix.txt` says so column by column. A column that is added later must be written
there, by whoever decides who may read it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from db.attachments import digest_of, keep_content
from db.departure import references_of, traveling_fields
from db.library import Library
from db.open_plan import OpenPlan
from db.record import Record
from db.tables import (
    CONTENT_TABLES,
    DIRECTORY_TABLES,
    Assignment,
    Attachment,
    Delivery,
    Event,
    Inject,
    Observation,
    Plan,
    ScenarioSection,
    SimulatedActor,
    Storyline,
    Watch,
)
from desktop.exchange.audiences import AUDIENCES, IMPERSONAL, PLANNERS, PLAYERS, PUBLIC
from desktop.exchange.plan_file import export_plan, read_plan_file
from desktop.exchange.release_rules import fields_for
from desktop.exchange.row_rules import Rule, rules_of
from desktop.planning.value_words import codes_of

MATRIX = Path(__file__).with_name("release_matrix.txt")
RELEASES = [audience for audience in AUDIENCES if audience != PLANNERS]
NOBODYS = frozenset({"deleted", "released_for"})
"""Columns that each release copy fills in for itself."""

OPEN, HIDDEN = "QZXO", "QZXH"
"""In front of words: all may read the one row of a table, only controllers the other."""
_MARK = re.compile(f"({OPEN}|{HIDDEN})-([a-z_]+)-([a-z_]+)-")

FOR_CONTROLLERS: tuple[type[Record], ...] = (
    Storyline,
    Event,
    Inject,
    Delivery,
    Watch,
    Observation,
)
LIKELY: tuple[Any, ...] = (
    "2027-03-01T08:00",
    "2027-03-01T08:00:00",
    "America/Panama",
    "image/png",
    "0" * 64,
    "",
    0,
    1,
    None,
)


def decided() -> str:
    """Return the matrix as the rules are."""
    lines = []
    for table in CONTENT_TABLES:
        for column in traveling_fields(table):
            if column not in NOBODYS:
                told = [name for name in RELEASES if column in fields_for(name).get(table, ())]
                lines.append(f"{table.__tablename__}.{column}: {' '.join(told) or '-'}")
    return "\n".join(lines) + "\n"


def test_each_column_is_decided_on() -> None:
    assert decided() == MATRIX.read_text(encoding="utf-8")


def mark(prefix: str, table: type[Record], column: str) -> str:
    return f"{prefix}-{table.__tablename__}-{column}-"


def filled(table: type[Record], ids: dict[str, str], prefix: str) -> Record:
    """Return a row with a mark in each text, and something fit in each other field."""
    row = table()
    targets = references_of(table)
    for column, fits in rules_of(table):
        if column in targets:
            setattr(row, column, ids[targets[column]])
        elif fits(mark(prefix, table, column)) and column not in {"digest", "key"}:
            setattr(row, column, mark(prefix, table, column))
        elif not fits(getattr(row, column)):
            setattr(row, column, _fit(table, column, fits))
    if hasattr(row, "for_players"):
        row.for_players = prefix == OPEN
    if isinstance(row, Assignment):
        row.role = "player" if prefix == OPEN else "controller"
    return row


def _fit(table: type[Record], column: str, fits: Rule) -> Any:
    """Return a value that the field may hold."""
    codes = codes_of(table.__tablename__, column)
    return next(value for value in (*codes, *LIKELY) if fits(value))


def with_a_picture(row: Attachment, prefix: str) -> bytes:
    stream = io.BytesIO()
    color = "navy" if prefix == OPEN else "red"
    Image.new("RGB", (30, 20), color).save(stream, "png")
    content = stream.getvalue()
    row.file_name = f"{mark(prefix, Attachment, 'file_name')}.png"
    row.media_type, row.size, row.digest = "image/png", len(content), digest_of(content)
    return content


@pytest.fixture
def marked(library: Library) -> OpenPlan:
    """A plan with a row of each table that all may see, and one that only controllers may."""
    made: dict[type[Record], list[Record]] = {}
    pictures: list[bytes] = []
    for prefix in (OPEN, HIDDEN):
        ids: dict[str, str] = {}
        # A table may refer to one that comes later; the ids are known before the rows are.
        rows = {table: table() for table in CONTENT_TABLES}
        ids = {table.__tablename__: row.id for table, row in rows.items()}
        for table in CONTENT_TABLES:
            if table is Plan and prefix == HIDDEN:
                continue
            row = filled(table, ids, prefix)
            row.id = ids[table.__tablename__]
            if isinstance(row, Attachment):
                pictures.append(with_a_picture(row, prefix))
            made.setdefault(table, []).append(row)
    with library.edit("Fill the directory"):
        for table in DIRECTORY_TABLES:
            for row in made[table]:
                library.add(row)
    plan = library.add_plan(
        [row for table, rows in made.items() if table not in DIRECTORY_TABLES for row in rows],
        "New exercise",
    )
    with plan.edit("Keep pictures"):
        for content in pictures:
            keep_content(plan, content)
    return plan


def marks_in(path: Path) -> Iterator[tuple[str, str, str]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            yield from (found.groups() for found in _MARK.finditer(name + text))  # type: ignore[misc]


def exported(plan: OpenPlan, folder: Path, audience: str) -> Path:
    path = folder / f"{audience}.istmo"
    export_plan(plan, path, author="Ana", audience=audience)
    assert read_plan_file(path).audience == audience
    return path


def test_the_plan_has_words_wherever_there_is_room_for_them(
    marked: OpenPlan, tmp_path: Path
) -> None:
    """What is looked for below is there to be found."""
    marks = set(marks_in(exported(marked, tmp_path, PLANNERS)))
    columns = {(table, column) for _, table, column in marks}
    assert len(columns) > 150
    for table in FOR_CONTROLLERS:
        assert table.__tablename__ in {table for table, _ in columns}
    assert ("inject", "message_en") in columns
    assert ("assignment", "notes") in columns


@pytest.mark.parametrize("audience", RELEASES)
def test_only_columns_of_the_matrix_are_in_the_file(
    marked: OpenPlan, tmp_path: Path, audience: str
) -> None:
    allowed = {
        (table.__tablename__, column)
        for table, columns in fields_for(audience).items()
        for column in columns
    }
    found = {(table, column) for _, table, column in marks_in(exported(marked, tmp_path, audience))}
    assert found
    assert found <= allowed
    plan = {column for table, column in found if table == "plan"}
    assert plan == {
        column
        for column, fits in rules_of(Plan)
        if ("plan", column) in allowed and fits(mark(OPEN, Plan, column))
    }


@pytest.mark.parametrize("audience", [PLAYERS, PUBLIC])
def test_what_only_controllers_may_read_is_nowhere(
    marked: OpenPlan, tmp_path: Path, audience: str
) -> None:
    marks = set(marks_in(exported(marked, tmp_path, audience)))
    told = {table for _, table, _ in marks}
    assert not told & {table.__tablename__ for table in FOR_CONTROLLERS}
    hidden = {table for prefix, table, _ in marks if prefix == HIDDEN}
    hiding = (ScenarioSection, SimulatedActor, Attachment, Assignment)
    assert not hidden & {table.__tablename__ for table in hiding}
    assert not {column for _, _, column in marks if column.startswith("notes")}
    assert ("scenario_section" in told) == (audience == PLAYERS)


def test_a_copy_without_personal_data_names_nobody(marked: OpenPlan, tmp_path: Path) -> None:
    marks = set(marks_in(exported(marked, tmp_path, IMPERSONAL)))
    told = {table for _, table, _ in marks}
    assert not told & {"person", "approval"}
    assert {"inject", "observation", "scenario_section"} <= told
    assert not {column for _, _, column in marks if column in {"phone", "email", "contact"}}

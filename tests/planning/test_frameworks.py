from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.library import Library
from db.open_plan import OpenPlan
from db.record import Record
from db.tables import (
    AreaOfAction,
    FocusArea,
    Framework,
    Indicator,
    Pillar,
    ProposedAction,
)
from db.text import Text
from desktop.language import in_language
from desktop.planning.entries import Entry, EntryRefused
from desktop.planning.framework_csv import framework_in_csv
from desktop.planning.framework_rows import framework_rows
from desktop.planning.framework_toml import framework_as_toml
from desktop.planning.frameworks import FrameworkRefused, import_framework, read_framework

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str, name: str = "ours.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding=encoding, newline="")
        return path

    return write


def of(rows: list[Record], table: type[Any]) -> list[Any]:
    return [row for row in rows if type(row) is table]


SHEET = """\
Pillar (en);Pilar;Focus area;Área de enfoque;Description (en);Proposed action;Indicador
Harbors;Puertos;Patrols;Patrullajes;Watch the piers;Joint patrols;Patrullajes por mes
;;;;;Night patrols;Horas en el mar
;;Lighting;Alumbrado;;;
Trade;Comercio;Patrols;Patrullajes;;;
"""


def test_a_sheet_becomes_a_framework(library: Library, plan: OpenPlan, write: Write) -> None:
    framework = import_framework(library, write(SHEET))
    assert framework.name == Text("ours", "ours")
    assert not framework.builtin
    pillars = plan.children(Pillar, "framework_id", framework.id)
    assert [p.name for p in pillars] == [Text("Harbors", "Puertos"), Text("Trade", "Comercio")]
    areas = plan.children(FocusArea, "pillar_id", pillars[0].id)
    assert [a.name for a in areas] == [
        Text("Patrols", "Patrullajes"),
        Text("Lighting", "Alumbrado"),
    ]
    assert areas[0].description == Text("Watch the piers")
    actions = plan.children(ProposedAction, "focus_area_id", areas[0].id)
    assert [a.text.en for a in actions] == ["Joint patrols", "Night patrols"]
    indicators = plan.children(Indicator, "focus_area_id", areas[0].id)
    assert [i.text.es for i in indicators] == ["Patrullajes por mes", "Horas en el mar"]


def test_an_import_is_one_edit_that_can_be_undone(
    library: Library, plan: OpenPlan, write: Write
) -> None:
    before = len(plan.rows(FocusArea))
    import_framework(library, write(SHEET))
    assert len(plan.rows(FocusArea)) == before + 3
    step = library.undo()
    assert step is not None
    assert step.label == "Import a framework"
    assert len(plan.rows(FocusArea)) == before
    assert len(plan.rows(Framework)) == 1


def test_headings_say_which_language_a_column_is_in(write: Write) -> None:
    text = "PILAR (inglés)\tPilar\tArea de enfoque Español\nA\tB\tC\n"
    rows = read_framework(write(text, "ours.tsv"))
    assert of(rows, Pillar)[0].name == Text("A", "B")
    assert of(rows, FocusArea)[0].name == Text("", "C")


def test_what_excel_saved_in_panama_is_read(write: Write) -> None:
    text = "Pilar;Área de enfoque\r\nSeguridad marítima;Señalización\r\n"
    rows = read_framework(write(text, encoding="cp1252"))
    assert of(rows, FocusArea)[0].name.es == "Señalización"
    rows = read_framework(write("Pillar,Focus area\nA,B\n", encoding="utf-8-sig"))
    assert of(rows, Pillar)[0].name.en == "A"


def test_lines_of_one_focus_area_need_not_stand_together(write: Write) -> None:
    text = "Pillar,Focus area,Proposed action\nA,X,one\nB,Y,two\nA,X,three\nA,X,one\n"
    rows = read_framework(write(text))
    assert [p.name.en for p in of(rows, Pillar)] == ["A", "B"]
    assert [a.text.en for a in of(rows, ProposedAction)] == ["one", "three", "two"]


def test_names_that_look_alike_in_plain_letters_keep_apart(write: Write) -> None:
    rows = read_framework(write("Pillar,Focus area\nA,Ávila\nA,Avila\nA,123\n,456\n"))
    areas = of(rows, FocusArea)
    assert len({area.key for area in areas}) == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ours.csv is empty"),
        ("\n\n", "ours.csv is empty"),
        ("Pillar,Focus area\n", "holds no pillar"),
        ("Pillar,Description\nA,B\n", "line 1, column “focus area”: this column is missing"),
        ("Focus area\nB\n", "line 1, column “pillar”: this column is missing"),
        ("Pillar,Focus area,Colour\n", "line 1, column “Colour”: this heading is not known"),
        ("Pillar,Pillar (en),Focus area\n", "line 1, column “Pillar .en.”: this column is here"),
        ("Pillar,Focus area\n,B\n", "line 2, column “pillar”: the first line needs a pillar"),
        ("Pillar,Focus area,Indicator\nA,,x\n", "line 2, column “focus area”: the line has no"),
        ("Pillar,Focus area\nA,B,stray\n", "line 2, column “3”: there is text without a heading"),
        ('Pillar,Focus area\nA,"B"x\n', "line 2: "),
    ],
)
def test_a_fault_in_a_sheet_is_named_by_file_line_and_column(
    library: Library, write: Write, text: str, message: str
) -> None:
    with pytest.raises(FrameworkRefused, match=message):
        import_framework(library, write(text))
    assert library.next_undo() is None


def test_a_new_pillar_starts_with_no_focus_area(write: Write) -> None:
    text = "Pillar,Focus area,Indicator\nA,B,x\nC,,y\n"
    with pytest.raises(FrameworkRefused, match="line 3"):
        read_framework(write(text))


def test_the_refusal_speaks_the_planners_language(write: Write) -> None:
    with in_language("es"), pytest.raises(FrameworkRefused, match="línea 2, columna «pilar»"):
        read_framework(write("Pilar,Área de enfoque\n,B\n"))


def test_a_sheet_without_end_is_refused(write: Write) -> None:
    text = "Pillar,Focus area\n" + "A,B\n" * 5001
    with pytest.raises(FrameworkRefused, match="never this long"):
        read_framework(write(text))


def test_a_file_that_is_too_large_or_no_text_or_not_there_is_refused(
    tmp_path: Path, write: Write
) -> None:
    with pytest.raises(FrameworkRefused, match="larger than any"):
        read_framework(write("x" * 5_000_001))
    with pytest.raises(FrameworkRefused, match="neither TOML nor CSV"):
        read_framework(write("Pillar", "ours.docx"))
    with pytest.raises(FrameworkRefused, match="cannot be read"):
        read_framework(tmp_path / "absent.csv")
    (tmp_path / "picture.csv").write_bytes(b"\x81\x8d\x8f\xff")
    with pytest.raises(FrameworkRefused, match="not a text file"):
        read_framework(tmp_path / "picture.csv")


# ------------------------------------------------------------------ TOML

BUILTIN = (resources.files("resources") / "frameworks" / "us-panama.toml").read_text("utf-8")


def test_a_planner_may_copy_the_built_in_file_and_change_it(
    library: Library, plan: OpenPlan, write: Write
) -> None:
    framework = import_framework(library, write(BUILTIN, "copy.toml"))
    assert not framework.builtin
    assert len(plan.rows(Framework)) == 2
    assert len(plan.children(Pillar, "framework_id", framework.id)) == 3
    assert len(plan.children(AreaOfAction, "framework_id", framework.id)) == 3


@pytest.mark.parametrize(
    ("sound", "broken", "message"),
    [
        ('id = "us-panama"', "id = 5", "copy.toml, id: a text is needed"),
        ("version = 1", 'version = "one"', "copy.toml, version: a whole number"),
        ("[[pillars]]", "[[pilars]]", "copy.toml"),
        ('key = "job-creation"', "", r"pillars\[3\]\.focus_areas\[3\]\.key"),
        ('key = "job-creation"', 'key = "joint-operations"', "“joint-operations” is here twice"),
    ],
)
def test_a_fault_in_toml_is_named_by_file_and_key(
    library: Library, write: Write, sound: str, broken: str, message: str
) -> None:
    with pytest.raises(FrameworkRefused, match=message):
        import_framework(library, write(BUILTIN.replace(sound, broken, 1), "copy.toml"))
    assert library.next_undo() is None


def content_of(rows: list[Record]) -> list[dict[str, Any]]:
    hidden = {"framework_id", "pillar_id", "focus_area_id", "area_of_action_id"}
    return [
        {n: getattr(row, n) for n in type(row).content_fields() if n not in hidden} for row in rows
    ]


def test_a_framework_is_written_as_it_was_read(
    library: Library, plan: OpenPlan, write: Write
) -> None:
    first = read_framework(write(BUILTIN, "copy.toml"))
    framework = import_framework(library, write(BUILTIN, "copy.toml"))
    written = framework_as_toml(plan, framework)
    assert content_of(read_framework(write(written, "again.toml"))) == content_of(first)


def test_a_framework_made_in_the_window_is_written_without_keys(
    library: Library, plan: OpenPlan, write: Write
) -> None:
    with library.edit("Make a framework"):
        framework = library.add(Framework(name=Text("", 'El "nuestro"\n\x7f')))
        pillar = library.add(Pillar(framework_id=framework.id, name=Text("One")))
        library.add(FocusArea(pillar_id=pillar.id, name=Text("Two")))
    rows = read_framework(write(framework_as_toml(plan, framework), "own.toml"))
    assert [type(row) for row in rows] == [Framework, Pillar, FocusArea]
    assert rows[0].name == framework.name  # type: ignore[attr-defined]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)


@given(st.lists(st.tuples(cells, cells, cells, cells), max_size=8))
def test_no_sheet_breaks_the_reader(lines: list[tuple[str, ...]]) -> None:
    heading = "Pillar,Focus area,Área de enfoque,Indicator"
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines]
    try:
        content = framework_in_csv("\n".join([heading, *quoted]), "f.csv", "Ours")
    except EntryRefused:
        return
    rows = framework_rows(Entry(content, "f.csv", both_languages=False), builtin=False)
    said = {cell for line in lines for cell in line if cell}
    kept = {w for row in rows for w in _wordings(row)} - {"Ours"}
    assert kept <= said


def _wordings(row: Record) -> list[str]:
    text = row.text if isinstance(row, Indicator) else row.name  # type: ignore[attr-defined]
    return [wording for wording in (text.en, text.es) if wording]

"""Pictures travel with their plan, and only those that are what the plan says."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from db.attachments import content_of
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Attachment
from db.text import Text
from desktop.apology import apology
from desktop.exchange import limits, plan_file, refusals
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from desktop.exchange.plan_json import plan_as_json
from desktop.exchange.refusals import PlanFileRefused
from desktop.planning.attachments import add_attachment
from desktop.planning.version import version_of

Members = dict[str, bytes]
Rows = list[dict[str, Any]]


def picture(color: str, kind: str = "png", size: tuple[int, int] = (40, 30)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, color).save(stream, kind)
    return stream.getvalue()


def name_of(content: bytes) -> str:
    return f"attachments/{hashlib.sha256(content).hexdigest()}"


MAP, PHOTO = picture("navy"), picture("red", "jpeg")


@pytest.fixture
def illustrated(plan: OpenPlan, tmp_path: Path) -> OpenPlan:
    """The plan with a map, attached twice, and a photo that was removed."""
    for name, content in (("map.png", MAP), ("again.png", MAP), ("photo.jpg", PHOTO)):
        path = tmp_path / name
        path.write_bytes(content)
        row = add_attachment(plan, path, caption=Text("Picture", "Imagen"))
    with plan.edit("Remove"):
        plan.remove(row)
    return plan


@pytest.fixture
def exported(illustrated: OpenPlan, tmp_path: Path) -> Path:
    path = tmp_path / "illustrated.istmo"
    export_plan(illustrated, path, author="Ana")
    return path


def forged(path: Path, change: Callable[[Members, Rows], None]) -> Path:
    """Return a file whose members and attachment rows were changed, sealed as if right."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    content = json.loads(members["plan.json"])
    change(members, content["tables"]["attachment"])
    members["plan.json"] = json.dumps(content).encode()
    manifest = json.loads(members["manifest.json"])
    manifest["members"] = {
        name: {"bytes": len(member), "sha256": hashlib.sha256(member).hexdigest()}
        for name, member in members.items()
        if name != "manifest.json"
    }
    members["manifest.json"] = json.dumps(manifest).encode()
    result = path.with_name("forged.istmo")
    with zipfile.ZipFile(result, "w") as archive:
        for name, member in members.items():
            stored = name == "mimetype"
            archive.writestr(
                zipfile.ZipInfo(name),
                member,
                zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED,
            )
    return result


def test_pictures_travel_once_each_and_without_those_removed(
    illustrated: OpenPlan, exported: Path, other: Library, tmp_path: Path
) -> None:
    with zipfile.ZipFile(exported) as archive:
        assert [name for name in archive.namelist() if name.startswith("attachments/")] == [
            name_of(MAP)
        ]
        assert archive.getinfo(name_of(MAP)).compress_type == zipfile.ZIP_STORED
    read = read_plan_file(exported)
    assert dict(read.contents) == {name_of(MAP).partition("/")[2]: MAP}
    opened = open_plan_file(other, read)
    rows = opened.rows(Attachment)
    assert [row.file_name for row in rows] == ["map.png", "again.png"]
    assert content_of(opened, rows[0].digest) == MAP
    assert version_of(opened).code == version_of(illustrated).code
    again = tmp_path / "again.istmo"
    export_plan(opened, again, author="Ana")
    assert again.read_bytes() == exported.read_bytes()


def test_a_copy_has_the_same_pictures(illustrated: OpenPlan, exported: Path) -> None:
    copy = open_plan_file(illustrated.library, read_plan_file(exported), as_copy=True)
    rows = copy.rows(Attachment)
    assert {row.id for row in rows}.isdisjoint(row.id for row in illustrated.rows(Attachment))
    assert [content_of(copy, row.digest) for row in rows] == [MAP, MAP]


def test_nothing_of_a_plan_that_is_here_already_is_written(
    illustrated: OpenPlan, exported: Path
) -> None:
    with pytest.raises(plan_file.PlanAlreadyHere):
        open_plan_file(illustrated.library, read_plan_file(exported))


def test_json_names_pictures_without_their_bytes(illustrated: OpenPlan) -> None:
    shown = plan_as_json(illustrated)["attachments"]
    assert [row["file_name"] for row in shown] == ["map.png", "again.png"]
    assert shown[0]["caption"] == {"en": "Picture", "es": "Imagen"}
    assert json.dumps(shown)


def replaced(content: bytes) -> Callable[[Members, Rows], None]:
    """Return what puts `content` in the place of the map, with rows that agree."""

    def change(members: Members, rows: Rows) -> None:
        del members[name_of(MAP)]
        members[name_of(content)] = content
        for row in rows:
            if row["values"]["media_type"] == "image/png":
                row["values"]["digest"] = name_of(content).partition("/")[2]
                row["values"]["size"] = len(content)

    return change


def with_value(field: str, value: Any) -> Callable[[Members, Rows], None]:
    def change(_members: Members, rows: Rows) -> None:
        row = next(row for row in rows if row["values"]["file_name"] == "map.png")
        row["values"][field] = value

    return change


def huge(sides: tuple[int, int]) -> bytes:
    content = bytearray(MAP)
    content[16:24] = sides[0].to_bytes(4, "big") + sides[1].to_bytes(4, "big")
    return bytes(content)


def drop_map(members: Members, _rows: Rows) -> None:
    del members[name_of(MAP)]


def add_unnamed(members: Members, _rows: Rows) -> None:
    other = picture("green")
    members[name_of(other)] = other


def swap_content(members: Members, _rows: Rows) -> None:
    members[name_of(MAP)] = picture("green")


def add_beside(name: str) -> Callable[[Members, Rows], None]:
    def change(members: Members, _rows: Rows) -> None:
        members[name] = MAP

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (drop_map, refusals.LooseReference),
        (add_unnamed, refusals.SuspiciousFile),
        (swap_content, refusals.AlteredFile),
        (add_beside("attachments/map.png"), refusals.SuspiciousFile),
        (add_beside("attachments/" + "A" * 64), refusals.SuspiciousFile),
        (add_beside("attachments/../" + "a" * 64), refusals.SuspiciousFile),
        (replaced(b'<svg onload="alert(1)"/>'), refusals.UnsoundContent),
        (replaced(b"MZ\x90\x00 a program"), refusals.UnsoundContent),
        (replaced(PHOTO), refusals.UnsoundContent),
        (replaced(huge((20_001, 1))), refusals.OversizedFile),
        (replaced(huge((10_000, 10_000))), refusals.OversizedFile),
        (replaced(MAP + bytes(8 * 1024 * 1024)), refusals.OversizedFile),
        (with_value("media_type", "image/jpeg"), refusals.UnsoundContent),
        (with_value("media_type", "image/svg+xml"), refusals.UnsoundContent),
        (with_value("media_type", "application/pdf"), refusals.UnsoundContent),
        (with_value("size", len(MAP) + 1), refusals.UnsoundContent),
        (with_value("size", 0), refusals.UnsoundContent),
        (with_value("size", -1), refusals.UnsoundContent),
        (with_value("digest", "f" * 64), refusals.LooseReference),
        (with_value("digest", "F" * 64), refusals.UnsoundContent),
        (with_value("digest", ""), refusals.UnsoundContent),
        (with_value("file_name", ""), refusals.UnsoundContent),
        (with_value("file_name", "../map.png"), refusals.UnsoundContent),
        (with_value("file_name", "C:map.png"), refusals.UnsoundContent),
        (with_value("file_name", "map.png\n"), refusals.UnsoundContent),
        (with_value("file_name", ".."), refusals.UnsoundContent),
        (with_value("file_name", "x" * 300), refusals.UnsoundContent),
        (with_value("file_name", None), refusals.UnsoundContent),
    ],
)
def test_a_picture_that_is_not_as_its_row_says_is_refused(
    exported: Path,
    other: Library,
    change: Callable[[Members, Rows], None],
    reason: type[PlanFileRefused],
) -> None:
    with pytest.raises(PlanFileRefused) as error:
        open_plan_file(other, read_plan_file(forged(exported, change)))
    assert type(error.value) is reason
    assert apology(error.value)
    assert other.plans() == []


def test_unchanged_a_forged_file_is_read(exported: Path) -> None:
    """The forger itself breaks nothing, so what is refused above is refused for its reason."""
    assert read_plan_file(forged(exported, lambda _members, _rows: None)).contents


def test_too_many_or_too_large_pictures_are_refused(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(limits, "ATTACHMENT_BYTES", len(MAP) - 1)
        with pytest.raises(refusals.OversizedFile):
            read_plan_file(exported)
    for name, value in (("MOST_ATTACHMENTS", 1), ("MOST_BYTES", len(MAP) - 1)):
        with monkeypatch.context() as patch:
            patch.setattr(f"desktop.exchange.attached.{name}", value)
            with pytest.raises(refusals.OversizedFile):
                read_plan_file(exported)


def test_rows_beyond_what_a_plan_has_are_refused(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CONTENT_BYTES", 100)
    with pytest.raises(refusals.OversizedFile):
        read_plan_file(exported)


def test_a_plan_whose_picture_got_lost_is_not_exported(
    illustrated: OpenPlan, tmp_path: Path
) -> None:
    with illustrated.edit("Spoil"):
        illustrated.rows(Attachment)[0].digest = "f" * 64
    with pytest.raises(refusals.UnfitPlan):
        export_plan(illustrated, tmp_path / "lost.istmo", author="Ana")
    assert not (tmp_path / "lost.istmo").exists()

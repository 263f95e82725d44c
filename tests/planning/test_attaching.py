from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from db.attachments import digest_of
from db.open_plan import OpenPlan
from db.tables import Attachment, ScenarioSection
from db.text import Text
from desktop.apology import apology
from desktop.planning import attachments as module
from desktop.planning.attachments import (
    MOST_BYTES,
    AttachmentRefused,
    add_attachment,
    content_of,
    plain_name,
    size_of_all,
)
from desktop.planning.pictures import Picture, picture_of
from tests.planning.msel import add_inject, empty_exercise

KINDS = ("png", "jpeg", "webp")


def picture(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "navy").save(stream, kind, **options)
    return stream.getvalue()


@pytest.fixture
def exercise() -> Iterator[OpenPlan]:
    with empty_exercise() as plan:
        yield plan


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_known_by_its_content(kind: str) -> None:
    assert picture_of(picture(kind, (641, 77))) == Picture(f"image/{kind}", 641, 77)


def test_kinds_of_jpeg_and_webp_are_known() -> None:
    assert picture_of(picture("jpeg", progressive=True)) == Picture("image/jpeg", 40, 30)
    comment = b"\xff\xfe\x00\x04hi"
    plain = picture("jpeg")
    assert picture_of(plain[:2] + comment + b"\xff" + plain[2:]) == Picture("image/jpeg", 40, 30)
    assert picture_of(picture("webp", lossless=True)) == Picture("image/webp", 40, 30)
    stream = io.BytesIO()
    Image.new("RGBA", (300, 7)).save(stream, "webp", exif=b"Exif\x00\x00")
    assert stream.getvalue()[12:16] == b"VP8X"
    assert picture_of(stream.getvalue()) == Picture("image/webp", 300, 7)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + bytes(20),
        b"%PDF-1.7",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + bytes(8) + b"iCCP" + bytes(20),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x10" + bytes(14) + b"no mark",
        b"\xff\xd8" + b"\xff" * 50_000,
        b"\xff\xd8" + b"\xff\x01" * 20_000,
        b"RIFF\x10\x00\x00\x00WEBPVP8X",
        b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(30),
        b"RIFF\x10\x00\x00\x00WEBPVP8L" + bytes(30),
        b"RIFF\x10\x00\x00\x00WAVEfmt ",
    ],
)
def test_what_is_no_picture_is_none(content: bytes) -> None:
    assert picture_of(content) is None


@given(st.sampled_from(KINDS), st.binary(max_size=40), st.data())
def test_no_content_makes_the_reader_stumble(kind: str, noise: bytes, data: st.DataObject) -> None:
    whole = picture(kind)
    end = data.draw(st.integers(0, len(whole)))
    found = picture_of(whole[:end] + noise)
    assert found is None or found.media_type == f"image/{kind}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_attached_and_read_back(exercise: OpenPlan, tmp_path: Path, kind: str) -> None:
    with exercise.edit("Add"):
        section = exercise.add(ScenarioSection())
    content = picture(kind)
    path = written(tmp_path, f"map.{kind}", content)
    row = add_attachment(
        exercise, path, section=section, caption=Text("Map", "Mapa"), for_players=True
    )
    assert (row.section_id, row.inject_id, row.for_players) == (section.id, None, True)
    assert (row.file_name, row.media_type, row.size) == (
        f"map.{kind}",
        f"image/{kind}",
        len(content),
    )
    assert row.caption == Text("Map", "Mapa")
    assert content_of(exercise, row.digest) == content
    assert exercise.rows(Attachment) == [row]
    step = exercise.next_undo()
    assert step is not None
    assert step.label == "Attach {file}"
    exercise.undo()
    assert exercise.rows(Attachment) == []
    exercise.redo()
    assert content_of(exercise, exercise.rows(Attachment)[0].digest) == content


def test_a_picture_of_an_inject_that_goes_stays_without_it(
    exercise: OpenPlan, tmp_path: Path
) -> None:
    inject = add_inject(exercise, "001", 10)
    path = written(tmp_path, "map.png", picture("png"))
    row = add_attachment(exercise, path, inject=inject)
    assert row.inject_id == inject.id
    assert row.caption == Text()


def test_the_ending_of_the_name_is_that_of_the_content(exercise: OpenPlan, tmp_path: Path) -> None:
    row = add_attachment(exercise, written(tmp_path, "map.png", picture("jpeg")))
    assert (row.file_name, row.media_type) == ("map.png.jpg", "image/jpeg")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("map.PNG", "map.PNG"),
        ("a/b\\c:d*.png", "abcd.png"),
        ("run.exe", "run.exe.png"),
        (".png", "png.png"),
        ("  .. .png", "picture.png"),
        ("tab\tnew\nline.png", "tabnewline.png"),
        ("ñandú 🗺.png", "ñandú 🗺.png"),
        ("x" * 300 + ".png", "x" * 116 + ".png"),
    ],
)
def test_a_name_is_made_safe_for_every_system(name: str, plain: str) -> None:
    assert plain_name(name, "image/png") == plain


def refused(plan: OpenPlan, path: Path) -> str:
    with pytest.raises(AttachmentRefused) as error:
        add_attachment(plan, path)
    assert plan.rows(Attachment) == []
    assert apology(error.value) == str(error.value)
    return str(error.value)


def test_what_is_no_picture_is_refused_whatever_its_name(
    exercise: OpenPlan, tmp_path: Path
) -> None:
    svg = written(tmp_path, "map.png", b'<svg onload="alert(1)"/>')
    assert refused(exercise, svg) == (
        "“map.png” is not a picture that can be attached. Use PNG, JPEG or WebP."
    )


def test_a_file_that_is_too_large_is_refused(exercise: OpenPlan, tmp_path: Path) -> None:
    most = picture("png") + bytes(MOST_BYTES)
    assert "larger than 8 MB" in refused(exercise, written(tmp_path, "map.png", most))
    fitting = written(tmp_path, "fits.png", most[:MOST_BYTES])
    assert add_attachment(exercise, fitting).size == MOST_BYTES


def test_a_picture_of_too_many_pixels_is_refused(exercise: OpenPlan, tmp_path: Path) -> None:
    small = bytearray(picture("png"))
    for sides in ((30_000, 10), (10_000, 10_000), (0, 10)):
        small[16:24] = struct.pack(">II", *sides)
        message = refused(exercise, written(tmp_path, "map.png", bytes(small)))
        assert f"{sides[0]} × {sides[1]} pixels" in message


def test_a_plan_holds_only_so_much(
    exercise: OpenPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = picture("png"), picture("png", (41, 30))
    monkeypatch.setattr(module, "MOST_BYTES_OF_PLAN", len(first) + len(second) - 1)
    add_attachment(exercise, written(tmp_path, "one.png", first))
    # The same picture again takes no room.
    add_attachment(exercise, written(tmp_path, "again.png", first))
    with pytest.raises(AttachmentRefused, match="no room for “two"):
        add_attachment(exercise, written(tmp_path, "two.png", second))
    assert size_of_all(exercise) == len(first)
    monkeypatch.setattr(module, "MOST_BYTES_OF_PLAN", 1_000_000)
    monkeypatch.setattr(module, "MOST_ATTACHMENTS", 1)
    with pytest.raises(AttachmentRefused, match="no room"):
        add_attachment(exercise, written(tmp_path, "two.png", second))


def test_the_same_picture_twice_counts_once(exercise: OpenPlan, tmp_path: Path) -> None:
    content = picture("png")
    path = written(tmp_path, "map.png", content)
    rows = [add_attachment(exercise, path) for _ in range(2)]
    assert {row.digest for row in rows} == {digest_of(content)}
    assert size_of_all(exercise) == len(content)


def test_a_file_that_is_not_there_is_an_error_of_the_system(
    exercise: OpenPlan, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        add_attachment(exercise, tmp_path / "none.png")

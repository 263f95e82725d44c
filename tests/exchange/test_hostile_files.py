"""Files that are damaged or meant to do harm: refused with a sentence, and nothing changes."""

from __future__ import annotations

import copy
import io
import json
import os
import stat
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.clock import Stamp, wall_milliseconds
from db.library import Library
from db.text import LANGUAGES
from desktop import cli
from desktop.apology import apology
from desktop.exchange import limits, refusals, strict_json
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from desktop.exchange.refusals import PlanFileRefused
from tests.exchange.forge import Forge
from tests.exchange.small_plan import make_plan

PATIENCE_SECONDS = 10
Tables = dict[str, list[dict[str, Any]]]
Make = Callable[[Forge], Path]


def spoil(table: str, field: str, value: Any) -> Make:
    """Return what makes a file with `value` in a field of the first row of `table`."""

    def change(tables: Tables) -> None:
        tables[table][0]["values"][field] = value

    return lambda forge: forge.content_changed(change)


def spoil_row(table: str, **columns: Any) -> Make:
    return lambda forge: forge.content_changed(lambda tables: tables[table][0].update(columns))


def with_text(text: str | bytes) -> Make:
    return lambda forge: forge.text(text)


def with_member(name: str) -> Make:
    return lambda forge: forge.zip({**forge.sound_members(), name: b"x"})


def with_manifest(**changes: Any) -> Make:
    return lambda forge: forge.manifest_changed(lambda manifest: manifest.update(changes))


def with_entry(**attributes: Any) -> Make:
    return lambda forge: forge.zip(forge.sound_members(), **attributes)


def twice(forge: Forge) -> Path:
    buffer = io.BytesIO(forge.sound.read_bytes())
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("plan.json", b"{}")
    return forge.bytes(buffer.getvalue())


def bomb(forge: Forge) -> Path:
    return forge.text(b" " * (limits.UNPACKED_BYTES - limits.MEBIBYTE))


def too_much(forge: Forge) -> Path:
    return forge.text(b" " * (limits.UNPACKED_BYTES + 1))


def sparse(forge: Forge) -> Path:
    path = forge.bytes(forge.sound.read_bytes())
    os.truncate(path, limits.FILE_BYTES + 100)
    return path


def patched(offset_from_end: int, layout: str, value: int) -> Make:
    """Return what makes a file whose end record says `value` at this place."""

    def make(forge: Forge) -> Path:
        content = bytearray(forge.sound.read_bytes())
        struct.pack_into(layout, content, len(content) - offset_from_end, value)
        return forge.bytes(bytes(content))

    return make


def lying_about_size(forge: Forge) -> Path:
    """Say in the table of contents that plan.json is longer than it is."""
    content = bytearray(forge.sound.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    size = struct.unpack_from("<L", content, entry + 24)[0]
    struct.pack_into("<L", content, entry + 24, size + 10)
    return forge.bytes(bytes(content))


def flipped(forge: Forge) -> Path:
    content = bytearray(forge.sound.read_bytes())
    content[content.rindex(b"plan.json", 0, len(content) // 2) + 200] ^= 0x55
    return forge.bytes(bytes(content))


def encrypted(forge: Forge) -> Path:
    content = bytearray(forge.sound.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(signature)
        while start >= 0:
            content[start + place] |= 1
            start = content.find(signature, start + 4)
    return forge.bytes(bytes(content))


def with_zip64_locator(forge: Forge) -> Path:
    content = forge.sound.read_bytes()
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    return forge.bytes(content[:-22] + locator + content[-22:])


def other_zip(members: dict[str, bytes]) -> Make:
    return lambda forge: forge.zip(members)


def same_id(tables: Tables) -> None:
    tables["venue"][0]["id"] = tables["person"][0]["id"]
    tables["plan_venue"][0]["values"]["venue_id"] = tables["venue"][0]["id"]


def two_plans(tables: Tables) -> None:
    another = copy.deepcopy(tables["plan"][0])
    another["id"] = "00000000-0000-4000-8000-000000000000"
    tables["plan"].append(another)


def no_plan(tables: Tables) -> None:
    tables.pop("plan")


def wrong_table(tables: Tables) -> None:
    tables["schedule_item"][0]["values"]["lead_id"] = tables["venue"][0]["id"]


def from_the_future(tables: Tables) -> None:
    far = (wall_milliseconds() + 400 * 86_400_000) << 16
    replica = next(iter(tables["plan"][0]["vector"]))
    tables["plan"][0]["vector"][replica] = far
    tables["plan"][0]["stamps"]["purpose_en"] = str(Stamp(far, replica))


def future_file(forge: Forge) -> Path:
    content = forge.content()
    from_the_future(content["tables"])
    members = forge.members(json.dumps(content).encode())
    manifest = json.loads(members["manifest.json"])
    manifest["vector"] = content["tables"]["plan"][0]["vector"]
    return forge.zip({**members, "manifest.json": json.dumps(manifest).encode()})


def uncovered(table: str, vector: str) -> Make:
    def change(tables: Tables) -> None:
        tables[table][0][vector] = {}

    return lambda forge: forge.content_changed(change)


def many_rows(tables: Tables) -> None:
    tables["objective"] = [{}] * (limits.ROWS + 1)


def raw_surrogate(forge: Forge) -> Path:
    return forge.text(json.dumps(forge.content()).replace("Board a vessel", "Board \\ud83d", 1))


NAN = '{"tables": {"venue": [{"values": {"latitude": NaN}}]}}'
ENDLESS = '{"tables": {"plan": [{"values": {"duration_minutes": %s}}]}}' % ("9" * 5000)

CASES: dict[str, tuple[type[PlanFileRefused], Make]] = {
    # The file as a whole.
    "empty": (refusals.EmptyFile, lambda forge: forge.bytes(b"")),
    "a letter": (refusals.ForeignFile, lambda forge: forge.bytes("Señores:".encode())),
    "a library": (refusals.ForeignFile, lambda forge: forge.bytes(b"SQLite format 3\x00" * 9)),
    "a workbook": (refusals.ForeignFile, other_zip({"[Content_Types].xml": b"<Types/>"})),
    "a book": (
        refusals.ForeignFile,
        other_zip({"mimetype": b"application/epub+zip", "manifest.json": b"{}"}),
    ),
    "a ZIP of nothing else": (
        refusals.AlteredFile,
        other_zip({"mimetype": b"application/vnd.istmo.plan+zip"}),
    ),
    "cut in half": (
        refusals.TruncatedFile,
        lambda forge: forge.bytes(forge.sound.read_bytes()[: forge.sound.stat().st_size // 2]),
    ),
    "cut at the end": (
        refusals.TruncatedFile,
        lambda forge: forge.bytes(forge.sound.read_bytes()[:-30]),
    ),
    "cut in the signature": (refusals.TruncatedFile, lambda forge: forge.bytes(b"PK\x03\x04")),
    "with something behind": (
        refusals.AlteredFile,
        lambda forge: forge.bytes(forge.sound.read_bytes() + b"\x00" * 40),
    ),
    "cut in the name": (
        refusals.TruncatedFile,
        lambda forge: forge.bytes(forge.sound.read_bytes()[:40]),
    ),
    "a flipped bit": (refusals.AlteredFile, flipped),
    "encrypted": (refusals.EncryptedFile, encrypted),
    "too large": (refusals.OversizedFile, sparse),
    "a bomb": (refusals.OversizedFile, bomb),
    "too much inside": (refusals.OversizedFile, too_much),
    "65535 members": (refusals.OversizedFile, patched(12, "<H", 65535)),
    "endless contents": (refusals.OversizedFile, patched(10, "<L", 2**32 - 1)),
    "contents elsewhere": (refusals.AlteredFile, patched(6, "<L", 2**31)),
    "ZIP64": (refusals.SuspiciousFile, with_zip64_locator),
    "a false size": (refusals.AlteredFile, lying_about_size),
    # Members.
    "a path upwards": (refusals.SuspiciousFile, with_member("../../.bashrc")),
    "an absolute path": (refusals.SuspiciousFile, with_member("/etc/passwd")),
    "a Windows path": (refusals.SuspiciousFile, with_member("..\\evil.exe")),
    "a drive": (refusals.SuspiciousFile, with_member("C:evil.exe")),
    "a folder": (refusals.SuspiciousFile, with_member("attachments/")),
    "a control character": (refusals.SuspiciousFile, with_member("a\x1bb")),
    "an unknown member": (refusals.SuspiciousFile, with_member("macro.js")),
    "a member twice": (refusals.SuspiciousFile, twice),
    "a symlink": (
        refusals.SuspiciousFile,
        with_entry(external_attr=(stat.S_IFLNK | 0o777) << 16),
    ),
    "a rare compression": (
        refusals.SuspiciousFile,
        with_entry(compress_type=zipfile.ZIP_BZIP2),
    ),
    "no plan.json": (
        refusals.AlteredFile,
        lambda forge: forge.zip(
            {name: c for name, c in forge.sound_members().items() if name != "plan.json"}
        ),
    ),
    # The manifest.
    "a wrong digest": (
        refusals.AlteredFile,
        lambda forge: forge.zip({**forge.sound_members(), "plan.json": b'{"tables": {}}'}),
    ),
    "newer": (refusals.NewerFile, with_manifest(format="2.0")),
    "older than the first": (refusals.UnsoundContent, with_manifest(format="0.9")),
    "no version": (refusals.UnsoundContent, with_manifest(format="new")),
    "a list for a manifest": (
        refusals.UnsoundContent,
        lambda forge: forge.zip({**forge.sound_members(), "manifest.json": b"[]"}),
    ),
    "a huge manifest": (
        refusals.OversizedFile,
        with_manifest(note=os.urandom(limits.MANIFEST_BYTES).hex()),
    ),
    "another plan's manifest": (
        refusals.AlteredFile,
        with_manifest(plan={"id": "x", "kind": "exercise", "title": {"en": "", "es": ""}}),
    ),
    "for the press": (refusals.UnsoundContent, with_manifest(audience="press")),
    "a list of audiences": (refusals.UnsoundContent, with_manifest(audience=["players"])),
    "a number as author": (refusals.UnsoundContent, with_manifest(exported_by=7)),
    "an author read backwards": (
        refusals.UnsoundContent,
        with_manifest(exported_by="Ana \u202e)NANES( zeñúN"),
    ),
    "an author of two lines": (refusals.UnsoundContent, with_manifest(exported_by="Ana\nOK")),
    "an author without end": (refusals.UnsoundContent, with_manifest(exported_by="A" * 5_000)),
    # The text.
    "no JSON": (refusals.UnreadableContent, with_text("{tables}")),
    "not UTF-8": (refusals.UnreadableContent, with_text('{"tables": "Ñ"}'.encode("latin-1"))),
    "not a number": (refusals.UnreadableContent, with_text(NAN)),
    "a key twice": (refusals.UnreadableContent, with_text('{"tables": {}, "tables": {}}')),
    "deep": (refusals.OversizedFile, with_text("[" * 100_000 + "]" * 100_000)),
    "deep objects": (refusals.OversizedFile, with_text('{"a":' * 100_000 + "1" + "}" * 100_000)),
    "an endless number": (refusals.OversizedFile, with_text(ENDLESS)),
    "a million lists": (
        refusals.OversizedFile,
        with_text("[" + "[]," * limits.CONTAINERS + "[]]"),
    ),
    "half a letter": (refusals.UnsoundContent, raw_surrogate),
    "half a letter, raw": (refusals.UnreadableContent, with_text('{"tables": "\ud83d"}')),
    # The tables.
    "a list": (refusals.UnsoundContent, with_text("[]")),
    "nothing": (refusals.UnsoundContent, with_text("{}")),
    "tables in a list": (refusals.UnsoundContent, with_text('{"tables": []}')),
    "more than tables": (refusals.UnsoundContent, with_text('{"tables": {}, "run": "rm"}')),
    "an unknown table": (
        refusals.UnsoundContent,
        lambda forge: forge.content_changed(lambda tables: tables.update(replica=[])),
    ),
    "a table that is none": (
        refusals.UnsoundContent,
        lambda forge: forge.content_changed(lambda tables: tables.update(venue={})),
    ),
    "too many rows": (
        refusals.OversizedFile,
        lambda forge: forge.content_changed(many_rows),
    ),
    "two plans": (
        refusals.UnsoundContent,
        lambda forge: forge.content_changed(two_plans),
    ),
    "no plan": (refusals.UnsoundContent, lambda forge: forge.content_changed(no_plan)),
    "an id twice": (refusals.RepeatedId, lambda forge: forge.content_changed(same_id)),
    "a missing venue": (
        refusals.LooseReference,
        lambda forge: forge.content_changed(lambda tables: tables.pop("venue")),
    ),
    "a venue for a lead": (
        refusals.LooseReference,
        lambda forge: forge.content_changed(wrong_table),
    ),
    "in the bin": (refusals.BinnedPlan, spoil("plan", "deleted", True)),
    "from the future": (refusals.FutureFile, future_file),
    "a plan its vector has not seen": (refusals.UnsoundContent, uncovered("plan", "vector")),
    "a person nobody has seen": (refusals.UnsoundContent, uncovered("person", "seen")),
    # Rows.
    "a row that is a list": (
        refusals.UnsoundContent,
        lambda forge: forge.content_changed(lambda tables: tables.update(venue=[[]])),
    ),
    "an unknown column": (refusals.UnsoundContent, spoil_row("venue", owner="me")),
    "values in a list": (refusals.UnsoundContent, spoil_row("venue", values=[])),
    "an unknown field": (refusals.UnsoundContent, spoil("venue", "owner", "me")),
    "no values": (refusals.UnsoundContent, spoil_row("venue", values={})),
    "an id in capitals": (
        refusals.UnsoundContent,
        spoil_row("approval", id="AAAAAAAA-0000-4000-8000-000000000000"),
    ),
    "a number for an id": (refusals.UnsoundContent, spoil_row("approval", id=1)),
    "a short stamp": (refusals.UnsoundContent, spoil_row("venue", born="0")),
    "a stamp beyond time": (refusals.UnsoundContent, spoil_row("venue", born="f" * 28)),
    "a stamp with a sign": (
        refusals.UnsoundContent,
        spoil_row("venue", born="+00000000000000f000000000000"),
    ),
    "a stamp of a number": (refusals.UnsoundContent, spoil_row("venue", born=5)),
    "stamps in a list": (refusals.UnsoundContent, spoil_row("venue", stamps=[])),
    "a stamp of no field": (
        refusals.UnsoundContent,
        spoil_row("venue", stamps={"owner": "0" * 28}),
    ),
    "a vector in a list": (refusals.UnsoundContent, spoil_row("venue", seen=[])),
    "a vector of words": (refusals.UnsoundContent, spoil_row("venue", seen={"0" * 12: "1"})),
    "a vector of nobody": (refusals.UnsoundContent, spoil_row("venue", seen={"me": 1})),
    "a vector below zero": (refusals.UnsoundContent, spoil_row("venue", seen={"0" * 12: -1})),
    "a vector of thousands": (
        refusals.UnsoundContent,
        spoil_row("venue", seen={f"{number:012x}": 1 for number in range(2000)}),
    ),
    # Values.
    "a huge text": (
        refusals.UnsoundContent,
        spoil("venue", "address", "Á" * (limits.TEXT_LENGTH + 1)),
    ),
    "a text of nothing": (refusals.UnsoundContent, spoil("venue", "address", "a\x00b")),
    "a number for a text": (refusals.UnsoundContent, spoil("venue", "address", 5)),
    "null for a text": (refusals.UnsoundContent, spoil("venue", "address", None)),
    "a list for a text": (refusals.UnsoundContent, spoil("venue", "address", ["a"])),
    "a text for a number": (refusals.UnsoundContent, spoil("venue", "capacity", "40")),
    "a fraction of a seat": (refusals.UnsoundContent, spoil("venue", "capacity", 1.5)),
    "a flag for a number": (refusals.UnsoundContent, spoil("venue", "capacity", True)),
    "fewer than no seats": (refusals.UnsoundContent, spoil("venue", "capacity", -1)),
    "a number for a flag": (refusals.UnsoundContent, spoil("framework", "builtin", 1)),
    "beyond the pole": (refusals.UnsoundContent, spoil("venue", "latitude", 91)),
    "beyond all numbers": (refusals.UnsoundContent, spoil("venue", "latitude", 1e308)),
    "a word for a latitude": (refusals.UnsoundContent, spoil("venue", "latitude", "9 N")),
    "a venue of no id": (refusals.UnsoundContent, spoil("plan_venue", "venue_id", None)),
    "a lead of no id": (refusals.UnsoundContent, spoil("schedule_item", "lead_id", "me")),
    "an unknown kind": (refusals.UnsoundContent, spoil("plan", "kind", "war")),
    "a kind in a list": (refusals.UnsoundContent, spoil("plan", "kind", ["exercise"])),
    "a workshop's type": (refusals.UnsoundContent, spoil("plan", "type", "train-the-trainer")),
    "an unknown place": (refusals.UnsoundContent, spoil("plan", "zone", "Panama")),
    "a zone upwards": (refusals.UnsoundContent, spoil("plan", "zone", "../../etc/passwd")),
    "30 February": (refusals.UnsoundContent, spoil("plan", "start", "2027-02-30T08:00")),
    "a date of words": (refusals.UnsoundContent, spoil("plan", "start", "tomorrow")),
    "no start": (refusals.UnsoundContent, spoil("plan", "start", None)),
    "the year 9999": (refusals.UnsoundContent, spoil("plan", "start", "9999-12-31T08:00")),
    "31 September": (refusals.UnsoundContent, spoil("approval", "date", "2027-09-31")),
    "a number for a date": (refusals.UnsoundContent, spoil("approval", "date", 20270901)),
    "a century later": (refusals.UnsoundContent, spoil("schedule_item", "offset_minutes", 10**8)),
    "an age before": (refusals.UnsoundContent, spoil("milestone", "day_offset", -(10**6))),
    "an unknown institution": (refusals.UnsoundContent, spoil("organization", "kind", "army")),
    "an order of words": (refusals.UnsoundContent, spoil("objective", "position", "a b")),
    "an order before all": (refusals.UnsoundContent, spoil("objective", "position", "a0")),
    "an order without end": (refusals.UnsoundContent, spoil("objective", "position", "V" * 5000)),
}


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "escudo.istmo"
    library = Library.in_memory()
    export_plan(make_plan(library), path, author="Ana Núñez (SENAN)")
    library.close()
    return path


@pytest.fixture
def forge(sound: Path, tmp_path: Path) -> Forge:
    return Forge(sound, tmp_path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a library in it."""
    folder = tmp_path_factory.mktemp("data")
    library = Library.open(folder / "library.sqlite")
    make_plan(library)
    library.close()
    return folder


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_refused_with_a_sentence_and_the_library_is_unchanged(
    case: str,
    forge: Forge,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reason, make = CASES[case]
    before = bytes_in(folder)
    path = make(forge)

    began = time.perf_counter()
    with pytest.raises(PlanFileRefused) as refused:
        read_plan_file(path)
    assert time.perf_counter() - began < PATIENCE_SECONDS
    assert type(refused.value) is reason

    english, spanish = (apology(refused.value, language) for language in LANGUAGES)
    assert english.endswith(".")
    assert spanish.endswith(".")
    assert english != spanish
    assert "{" not in english + spanish
    for language, sentence in zip(LANGUAGES, (english, spanish), strict=True):
        monkeypatch.setenv("LANGUAGE", language)
        code = cli.main(["--library", str(folder / "library.sqlite"), "open", str(path)])
        assert code == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err == f"istmo: {sentence}\n"
    assert bytes_in(folder) == before


def test_each_reason_is_met_by_a_file() -> None:
    known = PlanFileRefused.__subclasses__()
    reasons = {reason for reason in known if reason.__module__ == refusals.__name__}
    # These are no fault of the file: it does not fit what it is wanted for.
    others = {refusals.UnfitPlan, refusals.ReleaseCopyOnly, refusals.OtherPlan}
    assert {reason for reason, _ in CASES.values()} == reasons - others


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.istmo")
    for path in (tmp_path / "pipe.istmo", tmp_path):
        with pytest.raises(refusals.ForeignFile):
            read_plan_file(path)


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_plan_file(tmp_path / "none.istmo")


@pytest.mark.parametrize(("limit", "text"), [("CONTAINERS", "[[], []]"), ("VALUES", "[1, 2, 3]")])
def test_what_is_full_beyond_measure_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, limit: str, text: str
) -> None:
    content = f"[{text},{text}]".encode()
    assert strict_json.read(content) == [json.loads(text)] * 2
    monkeypatch.setattr(limits, limit, 4)
    with pytest.raises(refusals.OversizedFile):
        strict_json.read(content)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300
)
@given(data=st.data())
def test_a_file_with_changed_bytes_is_refused_or_says_the_same(
    forge: Forge, data: st.DataObject
) -> None:
    sound = read_plan_file(forge.sound)
    content = bytearray(forge.sound.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    path = forge.bytes(bytes(content))
    try:
        read = read_plan_file(path)
    except PlanFileRefused:
        return
    assert read.rows == sound.rows


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
@given(data=st.data())
def test_any_value_in_any_place_is_refused_or_opened(forge: Forge, data: st.DataObject) -> None:
    content = forge.content()
    tables = content["tables"]
    row = data.draw(st.sampled_from([row for rows in tables.values() for row in rows]))
    value = data.draw(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.none())
    )
    if data.draw(st.booleans()):
        row["values"][data.draw(st.sampled_from(sorted(row["values"])))] = value
    else:
        row[data.draw(st.sampled_from(sorted(row)))] = value
    library = Library.in_memory()
    try:
        opened = open_plan_file(library, read_plan_file(forge.text(json.dumps(content))))
        assert library.plans() == [opened.row]
    except PlanFileRefused:
        assert library.plans() == []
    finally:
        library.close()

"""What tells a desktop of Istmo and its plan files: entry, file type, icons."""

from __future__ import annotations

import configparser
import re
import struct
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from db.library import Library
from db.text import Text
from desktop.exchange.plan_file import SUFFIX, export_plan
from desktop.planning.templates import new_plan

ROOT = Path(__file__).parents[2]
ICONS = ROOT / "resources" / "icons"
DEB = (ROOT / "installers" / "deb.sh").read_text(encoding="utf-8")
NAMESPACE = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign] # keys have capitals
    parser.read(ROOT / "installers" / "debian" / "istmo.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture
def file_type() -> ET.Element:
    tree = ET.parse(ROOT / "resources" / "mime" / "istmo.xml")  # noqa: S314 - a file of ours
    element = tree.getroot().find("m:mime-type", NAMESPACE)
    assert element is not None
    return element


@pytest.fixture
def plan_file(tmp_path: Path) -> bytes:
    library = Library.in_memory()
    plan = new_plan(
        library,
        "blank-exercise",
        name=Text("Trident", "Tridente"),
        start=datetime(2027, 7, 12, 8, 0),
        zone="America/Panama",
    )
    path = tmp_path / f"trident{SUFFIX}"
    export_plan(plan, path, author="")
    library.close()
    return path.read_bytes()


def test_desktop_entry_starts_a_program_that_the_package_installs(
    entry: configparser.SectionProxy,
) -> None:
    program, placeholder = entry["Exec"].split()
    assert placeholder == "%f"
    assert f'"$tree/usr/bin/{program}"' in DEB
    assert entry["Type"] == "Application"
    assert entry["Terminal"] == "false"


def test_desktop_entry_is_in_both_languages(entry: configparser.SectionProxy) -> None:
    for key in ("GenericName", "Comment", "Keywords"):
        assert entry[key]
        assert entry[f"{key}[es]"]
    for key in entry:
        if key.startswith(("Categories", "Keywords", "MimeType")):
            assert entry[key].endswith(";"), key


def test_desktop_entry_opens_plan_files(
    entry: configparser.SectionProxy, file_type: ET.Element
) -> None:
    assert entry["MimeType"] == file_type.attrib["type"] + ";"
    glob = file_type.find("m:glob", NAMESPACE)
    assert glob is not None
    assert glob.attrib["pattern"] == f"*{SUFFIX}"


def test_file_type_knows_a_plan_file_by_its_first_bytes(
    file_type: ET.Element, plan_file: bytes
) -> None:
    rules = list(file_type.iterfind(".//m:match", NAMESPACE))
    assert len(rules) == 3
    for rule in rules:
        value = rule.attrib["value"].encode().decode("unicode_escape").encode("latin-1")
        offset = int(rule.attrib["offset"])
        assert plan_file[offset : offset + len(value)] == value


def test_file_type_is_named_in_both_languages(file_type: ET.Element) -> None:
    comments = file_type.findall("m:comment", NAMESPACE)
    languages = [c.get("{http://www.w3.org/XML/1998/namespace}lang", "en") for c in comments]
    assert languages == ["en", "es"]
    assert all(comment.text for comment in comments)


def test_package_installs_the_icons_that_entry_and_file_type_ask_for(
    entry: configparser.SectionProxy, file_type: ET.Element
) -> None:
    assert f"apps/{entry['Icon']}.png" in DEB.replace('"$icons/', "apps/")
    assert f"{file_type.attrib['type'].replace('/', '-')}.svg" in DEB
    copied = re.findall(r"for size in ([\d ]+); do(.*?)done", DEB, re.DOTALL)
    assert len(copied) == 2
    for sizes, body in copied:
        name = "istmo-plan" if "istmo-plan-" in body else "istmo"
        for size in sizes.split():
            assert (ICONS / f"{name}-{size}.png").is_file()


@pytest.mark.parametrize("path", sorted(ICONS.glob("istmo*.png")), ids=lambda path: path.name)
def test_icon_has_the_size_of_its_name(path: Path) -> None:
    content = path.read_bytes()
    assert content.startswith(PNG_SIGNATURE)
    size = int(path.stem.rpartition("-")[2])
    assert struct.unpack_from(">II", content, 16) == (size, size)


@pytest.mark.parametrize("name", ["istmo", "istmo-plan"])
def test_icons_of_other_systems_hold_sound_pictures(name: str) -> None:
    windows = (ICONS / f"{name}.ico").read_bytes()
    reserved, kind, count = struct.unpack_from("<HHH", windows)
    assert (reserved, kind) == (0, 1)
    for index in range(count):
        length, offset = struct.unpack_from("<II", windows, 6 + 16 * index + 8)
        assert windows[offset : offset + length].startswith(PNG_SIGNATURE)
    mac = (ICONS / f"{name}.icns").read_bytes()
    assert mac.startswith(b"icns")
    assert struct.unpack_from(">I", mac, 4) == (len(mac),)

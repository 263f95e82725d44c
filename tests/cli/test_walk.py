"""The main job by the real command, as a planner or a script runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.cli.istmo import TABLETOP

COMMAND = Path(sys.executable).with_name("istmo")
FULL_DISK = Path("/dev/full")


def run(folder: Path, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LANGUAGE": "en", "HOME": str(folder), "XDG_DATA_HOME": ""}
    library = ("--library", str(folder / "library.sqlite"))
    return subprocess.run(
        [COMMAND, *map(str, arguments), *library],
        check=False,
        text=True,
        encoding="utf-8",
        env=environment,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )


def squeezed(text: str) -> str:
    """Return the letters of `text` alone: lines of print break words and drop spaces."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walk")


@pytest.fixture(scope="module")
def plan_id(folder: Path) -> str:
    made = run(
        folder, "new", "exercise", "--template", TABLETOP,
        "--name", "Maritime Shield", "--name-es", "Escudo Marítimo", "--start", "2027-03-01T08:00",
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")
    return made.stdout.strip()


def test_a_plan_is_made_shown_checked_and_printed_in_both_languages(
    folder: Path, plan_id: str
) -> None:
    shown = run(folder, "show", plan_id, "--json")
    content = json.loads(shown.stdout)
    assert content["plan"]["name"] == {"en": "Maritime Shield", "es": "Escudo Marítimo"}

    checked = run(folder, "check", "escudo", "--json")
    assert checked.returncode in {0, 1}
    assert {"error", "warning", "hint"} >= {f["severity"] for f in json.loads(checked.stdout)}

    first, second = folder / "first.pdf", folder / "second.pdf"
    for path in (first, second):
        printed = run(folder, "print", "maritime", "--language", "both", "-o", path)
        assert (printed.returncode, printed.stdout, printed.stderr) == (0, "", "")
    assert first.read_bytes() == second.read_bytes()
    subprocess.run(["qpdf", "--check", first], check=True, capture_output=True)

    text = squeezed("".join(page.extract_text() for page in PdfReader(first).pages))
    wanted = [row["statement"] for row in content["objectives"]]
    wanted += [row["title"] for row in content["schedule"]]
    assert len(wanted) > 30
    missing = [words for pair in wanted for words in pair.values() if squeezed(words) not in text]
    assert missing == []


def test_a_plan_is_handed_over_as_a_file(
    folder: Path, plan_id: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    path, again = folder / "plan.istmo", elsewhere / "plan.istmo"
    assert run(folder, "export", plan_id, "-o", path).returncode == 0
    opened = run(elsewhere, "open", path)
    assert opened.stdout.strip() == plan_id
    assert run(elsewhere, "export", plan_id, "-o", again).returncode == 0
    assert path.read_bytes() == again.read_bytes()
    shown = [run(where, "show", plan_id, "--json").stdout for where in (folder, elsewhere)]
    assert shown[0] == shown[1]


def test_whoever_stops_reading_early_gets_no_complaint(folder: Path, plan_id: str) -> None:
    with subprocess.Popen(
        [COMMAND, "show", plan_id, "--json", "--library", folder / "library.sqlite"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.skipif(not FULL_DISK.exists(), reason="no full disk to write to here")
def test_a_full_disk_is_a_sentence(folder: Path) -> None:
    with FULL_DISK.open("w") as full:
        refused = run(folder, "templates", stdout=full)
    assert refused.returncode == 1
    assert (
        refused.stderr == "istmo: The disk is full. Make room and try again; your plans are safe.\n"
    )


def test_python_starts_it_too(folder: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "desktop", "--version"], check=True, capture_output=True, text=True
    )
    assert told.stdout.startswith("Istmo ")

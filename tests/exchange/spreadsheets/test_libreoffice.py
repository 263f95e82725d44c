"""The workbook in LibreOffice: looked at there, edited there, and read back."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import zipfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.open_plan import OpenPlan
from db.tables import Inject
from db.text import Text
from desktop.exchange.spreadsheets.arrival import Arrival
from desktop.exchange.spreadsheets.changes import Change
from desktop.exchange.spreadsheets.workbook_writer import write_workbook

SOFFICE = shutil.which("soffice")
PYTHON = "/usr/bin/python3"
HANDS = Path(__file__).with_name("libreoffice_hands.py")
LIBREOFFICE_DAY_0 = datetime(1899, 12, 30)


def can_run() -> bool:
    if SOFFICE is None or not Path(PYTHON).exists():
        return False
    tried = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return tried.returncode == 0


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def edited_in_libreoffice(source: Path, folder: Path) -> Any:
    """Let LibreOffice edit `source`; return what it saw."""
    port = free_port()
    listens = f"--accept=socket,host=127.0.0.1,port={port};urp;"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    # It starts another process, which belongs to its group.
    with subprocess.Popen(
        ["soffice", profile, "--headless", "--norestore", "--nologo", listens],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as program:
        try:
            done = subprocess.run(
                [PYTHON, str(HANDS), str(port), str(source), str(folder)],
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            program.wait(timeout=20)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGTERM)
    return json.loads(done.stdout)


def told(change: Change) -> tuple[str, str, str, str, str]:
    return change.kind, change.number, change.field, change.old, change.new


@pytest.mark.skipif(not can_run(), reason="LibreOffice and python3-uno are not installed")
def test_five_changes_made_in_libreoffice_are_the_five_offered(
    exercise: OpenPlan, tmp_path: Path
) -> None:
    with exercise.edit("Fill"):
        exercise.add_all(
            [
                Inject(
                    number=f"{n:03}",
                    offset_minutes=47 * n,
                    title=Text(f"Inject {n}", f"Inyecto {n} ñ"),
                    message=Text("=A1+1\nSecond line", "-5 grados"),
                    mode="radio",
                )
                for n in range(1, 9)
            ]
        )
    source = tmp_path / "msel.xlsx"
    write_workbook(exercise, source, language="en")
    seen = edited_in_libreoffice(source, tmp_path)
    headings = seen["rows"][0]
    assert [row[0] for row in seen["rows"][1:]] == [f"{n:03}" for n in range(1, 9)]
    assert seen["rows"][1][headings.index("Message (English)")] == "=A1+1\nSecond line"
    assert "FORMULA" not in seen["types"]
    start = LIBREOFFICE_DAY_0 + timedelta(days=seen["number"])
    assert abs(start - datetime(2026, 1, 12, 7, 47)) < timedelta(seconds=1)
    assert seen["title_rows"]
    with zipfile.ZipFile(tmp_path / "edited.ods") as archive:
        assert 'table:display-filter-buttons="true"' in archive.read("content.xml").decode()
    assert seen["widths"][headings.index("Message (English)")] > seen["widths"][0] * 4
    hidden = [heading for heading, hide in zip(headings, seen["hidden"], strict=True) if hide]
    assert [heading for heading in hidden if heading] == ["Istmo id", "Istmo base"]
    for name in ("edited.xlsx", "edited.ods"):
        arrival = Arrival.of(exercise, tmp_path / name)
        assert arrival.reading.unreadable == []
        assert [told(change) for change in arrival.changes or []] == [
            ("edited", "001", "title_en", "Inject 1", "Retitled in LibreOffice"),
            ("edited", "002", "time", "2026-01-12 08:34", "2026-01-12 09:04"),
            ("edited", "003", "status", "Draft", "Approved"),
            ("added", "900", "", "", ""),
            ("removed", "005", "", "", ""),
        ]
        assert not arrival.conflicts
    assert Arrival.of(exercise, tmp_path / "edited.xlsx").arrive() == 1
    added = next(row for row in exercise.rows(Inject) if row.number == "900")
    assert (added.offset_minutes, added.title.en) == (1650, "Added in LibreOffice")
    # Who still has the workbook as it was sent wants nothing changed back.
    assert Arrival.of(exercise, source).changes == []

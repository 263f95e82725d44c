"""Hundreds of spoiled files, each refused with a sentence or opened exactly as it says.

They are opened in a process of their own, whose memory is bounded and which ends what takes
too long. ISTMO_HOSTILE_FILES asks for more of them than CI opens.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.mutator import KINDS

FILES = max(220, int(os.environ.get("ISTMO_HOSTILE_FILES", "0")))
FILES_OF_A_PROCESS = 2_000
SECONDS_OF_A_FILE = 3
MOST_KIBIBYTES = 1024 * 1024

Outcome = dict[str, Any]


@pytest.mark.skipif(sys.platform == "win32", reason="memory is bounded by the system")
def test_each_spoiled_file_is_refused_or_opened_exactly(tmp_path: Path) -> None:
    outcomes = []
    for first in range(0, FILES, FILES_OF_A_PROCESS):
        count = min(FILES_OF_A_PROCESS, FILES - first)
        *opened, end = _opened(tmp_path / str(first), first, count)
        assert [outcome["number"] for outcome in opened] == list(range(first, first + count))
        assert end["kibibytes"] < MOST_KIBIBYTES
        outcomes += opened

    faults = [outcome for outcome in outcomes if outcome["fault"]]
    assert not faults, "\n\n".join(
        f"{fault['number']}, {fault['kind']} of {fault['base']}: {fault['fault']}"
        for fault in faults[:5]
    )
    assert len({outcome["digest"] for outcome in outcomes}) >= 200
    assert {outcome["kind"] for outcome in outcomes} == set(KINDS)
    refusals = Counter(outcome["refusal"] for outcome in outcomes)
    assert len(refusals) >= 12
    assert refusals[""] >= 20, "the mutator spoils nearly everything beyond the first check"
    assert all(outcome["refusal"] == "" or outcome["sentences"] for outcome in outcomes)
    merged = {outcome["merged"] for outcome in outcomes}
    assert {"merged", "nothing new", "another plan", "ReleaseCopyOnly"} <= merged
    assert sum(outcome["spoken"] for outcome in outcomes) >= 60


def _opened(folder: Path, first: int, count: int) -> list[Outcome]:
    """Return what came of these files, and at the end what memory was needed."""
    folder.mkdir()
    told = subprocess.run(
        [sys.executable, "-m", "tests.exchange.hostile_run", str(folder), str(first), str(count)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60 + count * SECONDS_OF_A_FILE,
        env={**os.environ, "XDG_STATE_HOME": str(folder), "XDG_DATA_HOME": str(folder)},
    )
    assert told.returncode == 0, told.stderr[-3000:]
    outcomes: list[Outcome] = [json.loads(line) for line in told.stdout.splitlines()]
    return outcomes

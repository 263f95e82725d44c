"""Real processes of `istmo` with passphrases: nothing of them where other people can look."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.exchange.seal.own_keys import unlocked_keys
from tests.hidden import files_below, found_in, private_parts

KEYS, FILE, WRONG = "corotú junto al camino", "canal seco y lluvia", "tres veces equivocado"
PROCESSES = Path("/proc")
BETWEEN_LOOKS = 0.02
"""Seconds."""

pytestmark = pytest.mark.skipif(
    not (PROCESSES / "self" / "cmdline").exists(), reason="processes are looked at in /proc"
)


class Processes:
    """Runs `istmo` in a home of its own, and keeps all that the system says of each process."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.seen = bytearray()
        self.said = ""
        variables = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(home))
        self._environment = {**os.environ, **variables, "LANGUAGE": "en"}

    def __call__(self, *arguments: object, typed: str = "") -> tuple[int, str]:
        """Return the exit code and the answer; `typed` goes to standard input."""
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self._environment,
            cwd=self._home,
            text=True,
            encoding="utf-8",
        )
        assert process.stdin is not None
        process.stdin.write(typed)
        process.stdin.close()
        process.stdin = None
        while process.poll() is None:
            self._look(process.pid)
            with suppress(subprocess.TimeoutExpired):
                process.wait(BETWEEN_LOOKS)
        out, err = process.communicate()
        self.said += out + err
        return process.returncode, out

    def _look(self, pid: int) -> None:
        """Keep the command line and the surroundings of a process and of those it started."""
        place = PROCESSES / str(pid)
        try:
            self.seen += (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
            children = (place / "task" / str(pid) / "children").read_text().split()
        except OSError:
            # It has ended meanwhile.
            return
        for child in children:
            self._look(int(child))


def test_no_secret_shows_while_and_after_istmo_runs(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    istmo = Processes(home)
    new = ("new", "workshop", "--name", "Taller", "--start", "2027-03-01")
    plan = istmo(*new)[1].strip()
    made = istmo("keys", "--make", "-", "--name", "Reed", typed=f"{KEYS}\n")
    assert made[0] == 0
    signing = ("--sign", "--key-passphrase-file", "-")
    sealing = ("export", plan, "-o", "s.istmo", "--passphrase-file", "-")
    assert istmo(*sealing, *signing, typed=f"{WRONG}\n{FILE}\n")[0] == 1
    assert istmo(*sealing, *signing, typed=f"{KEYS}\n{FILE}\n")[0] == 0
    assert istmo("show", "s.istmo", "--passphrase-file", "-", typed=f"{WRONG}\n")[0] == 1
    assert istmo("show", "s.istmo", "--passphrase-file", "-", typed=f"{FILE}\n")[0] == 0

    assert b"--passphrase-file" in bytes(istmo.seen)
    (keys,) = home.rglob("keys.json")
    secrets = [KEYS, FILE, WRONG, *private_parts(unlocked_keys(keys, KEYS))]
    assert found_in(bytes(istmo.seen), secrets) == []
    assert found_in(istmo.said.encode(), secrets) == []
    files = list(files_below(home))
    assert {"library.sqlite", "keys.json", "s.istmo"} <= {path.name for path in files}
    for path in files:
        assert found_in(path.read_bytes(), secrets) == [], path

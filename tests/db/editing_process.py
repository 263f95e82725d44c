"""A process that edits a library until it is told to stop, or killed.

`python -m tests.db.editing_process` imports everything once. For each line on its standard
input, `LIBRARY<tab>LOG<tab>EDITS`, it forks a process that makes so many edits in the library,
and after each writes its number into the named pipe LOG. It answers with the process id, and
once that process has ended with `ended`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from db.library import Library
from db.tables import Objective, ScheduleItem
from db.text import N_, Text


class EditingProcesses:
    """Starts processes that edit, for tests that kill them or edit beside them."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.db.editing_process"]
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, library: Path, log: Path, edits: int) -> int:
        """Return the id of a process that makes `edits` edits."""
        assert self._server.stdin is not None
        self._server.stdin.write(f"{library}\t{log}\t{edits}\n")
        self._server.stdin.flush()
        return int(self._answer())

    def wait(self) -> None:
        """Wait until the process that was started last has ended."""
        assert self._answer() == "ended"

    def stop(self) -> None:
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait()
        assert self._server.stdout is not None
        self._server.stdout.close()

    def _answer(self) -> str:
        assert self._server.stdout is not None
        return self._server.stdout.readline().strip()


def edit(library: Library, log: int, edits: int) -> None:
    """Make `edits` edits, each of several rows that always say the same number."""
    plan = library.open_plan(library.plans()[0].id)
    start = plan.row.duration_minutes
    for number in range(start + 1, start + edits + 1):
        with plan.edit(N_("Edit {number}"), number=number):
            plan.row.duration_minutes = number
            plan.rows(Objective)[0].statement = Text(str(number), str(number))
            plan.rows(ScheduleItem)[0].duration_minutes = number
            added = plan.add(Objective(number=str(number)))
            if number % 3 == 0:
                plan.remove(added)
        os.write(log, f"{number}\n".encode())


def main() -> None:
    """Serve requests until standard input ends."""
    for line in sys.stdin:
        path, log, edits = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            library = Library.open(Path(path))
            edit(library, os.open(log, os.O_WRONLY), int(edits))
            library.close()
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("ended\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

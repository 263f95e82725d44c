"""Opens spoiled files, one after the other, in a process with bounded memory and time.

`python -m tests.exchange.hostile_run FOLDER FIRST COUNT` prints what came of each as a line
of JSON. What is wrong is told in `fault`, and the file is kept in FOLDER.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import resource
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from types import FrameType

from sqlalchemy import select

from db.departure import TravelingRow, traveling_fields, vector_column
from db.library import Library
from db.tables import CONTENT_TABLES, Attachment, AttachmentContent, Objective
from db.text import LANGUAGES, Text
from desktop import cli
from desktop.apology import apology
from desktop.exchange.change_entries import EntryWriter
from desktop.exchange.merge import analyze, finish
from desktop.exchange.plan_file import PlanFile, export_plan, open_plan_file, read_plan_file
from desktop.exchange.plan_json import plan_as_json
from desktop.exchange.refusals import PlanFileRefused
from desktop.exchange.row_words import RowWords
from desktop.jobs import DONE, FOUND
from desktop.planning.moments import clock_of
from desktop.planning.review import findings_of
from desktop.planning.version import version_of
from tests.exchange.base_files import base_files
from tests.exchange.mutator import Case, mutated

MEMORY_BYTES = 3 * 1024**3
"""Address space; the greatest seal that is worked on takes two gibibytes."""
PATIENCE_SECONDS = 30
TODAY = date(2027, 1, 1)
AUTHOR = "Ana Núñez (SENAN)"

Key = tuple[str, str]


class TooSlow(BaseException):
    """A file took longer than anybody waits; nothing on the way takes it for a fault."""


class Fault(Exception):
    """Something that must not happen with any file."""


@dataclass
class Outcome:
    """What came of a file."""

    number: int
    kind: str
    base: str
    digest: str
    seconds: float = 0
    refusal: str = ""
    merged: str = ""
    spoken: bool = False
    fault: str = ""
    sentences: list[str] = field(default_factory=list)


class Run:
    """The files, and the library that must stay as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "hostile.istmo"
        self.library_path = folder / "library.sqlite"
        self.bases = base_files(folder)
        library = Library.open(self.library_path)
        plan = open_plan_file(library, self._base("exercise"))
        with plan.edit("Reword"):
            plan.rows(Objective)[0].statement = Text("Reworded here", "Cambiado aquí")
        library.close()
        self.empty = _in_memory(_blank())
        self.theirs = _in_memory(self.library_path.read_bytes())
        """The library as it is, in memory: to be merged into, and to stay as it is."""
        self.before = dump(self.theirs)
        self.bytes_before = self._bytes()

    def _base(self, name: str) -> PlanFile:
        self.path.write_bytes(self.bases[name].content)
        return read_plan_file(self.path, self.bases[name].key)

    def _bytes(self) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes()
            for path in self.folder.glob("library*")
            if path.stat().st_size
        }

    def outcome(self, case: Case) -> Outcome:
        """Return what comes of a file, opened in every way there is."""
        digest = hashlib.sha256(case.content).hexdigest()
        outcome = Outcome(case.number, case.kind, case.base, digest)
        self.path.write_bytes(case.content)
        began = time.perf_counter()
        try:
            with patience():
                self._open(case, outcome)
                if case.number % 7 == 0 or (outcome.refusal and case.number % 3 == 0):
                    self._command(case, outcome)
        except TooSlow:
            outcome.fault = f"slower than {PATIENCE_SECONDS} s"
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            outcome.fault = traceback.format_exc()[-3000:]
        outcome.seconds = time.perf_counter() - began
        if outcome.fault:
            (self.folder / f"fault-{case.number}.istmo").write_bytes(case.content)
        return outcome

    def _open(self, case: Case, outcome: Outcome) -> None:
        try:
            plan_file = read_plan_file(self.path, case.key)
        except PlanFileRefused as error:
            outcome.refusal = type(error).__name__
            outcome.sentences = sentences_of(error)
            return
        self._check_exact(case, plan_file)
        self._merge(case, plan_file, outcome)

    def _check_exact(self, case: Case, plan_file: PlanFile) -> None:
        """Open it in an empty library, which must then hold what the reader said, and no more."""
        library = clone(self.empty)
        try:
            opened = open_plan_file(library, plan_file)
            told = {row.key: row for row in plan_file.rows}
            if plan_file.is_release_copy:
                told.pop(("plan", plan_file.plan_id))
            held = rows_in(library)
            ours = {key: row for key, row in held.items() if key in told}
            _check(ours == told, "the library holds something else than the file")
            _check(len(held) - len(ours) == plan_file.is_release_copy, "rows from nowhere")
            contents = library.session.execute(select(AttachmentContent)).scalars()
            _check({c.digest: c.content for c in contents} == dict(plan_file.contents), "pictures")
            export_plan(opened, self.path, author=plan_file.exported_by)
            again = read_plan_file(self.path)
            exported = {row.key: row for row in again.rows}
            _check(exported.items() <= held.items(), "what is exported is something else")
            own = {key for key, row in held.items() if not vector_column(row.table)}
            _check(own <= exported.keys(), "what is exported is less")
            living = {row.digest for row in opened.rows(Attachment)}
            _check(again.contents.keys() == living, "other pictures are exported")
            living_rows = {row.id for row in held.values() if not row.values["deleted"]}
            earlier = {v.key: v.value for v in plan_file.past.earlier if v.id in living_rows}
            known = {value.key: value.value for value in again.past.earlier}
            _check(earlier.items() <= known.items(), "less of the past is exported")
            if case.number % 3 == 0:
                json.dumps(plan_as_json(opened))
                _check(bool(version_of(opened).code), "no version")
                findings_of(opened, today=TODAY)
        finally:
            library.close()

    def _merge(self, case: Case, plan_file: PlanFile, outcome: Outcome) -> None:
        """Merge it into another copy: looking changes nothing, and the end is a sound plan."""
        library = clone(self.theirs)
        try:
            try:
                review = analyze(library, plan_file)
                states = [review.analysis.mine, review.analysis.theirs]
                words = RowWords(states, clock_of(review.plan.row), review.author_of)
                entries = EntryWriter(words).told(review.told)
                _check(all(entry.title for entry in entries), "a change without words")
            except PlanFileRefused as error:
                outcome.merged = type(error).__name__
                outcome.sentences += sentences_of(error)
                _check(dump(library) == self.before, "a refused merge changed the library")
                return
            except LookupError:
                outcome.merged = "another plan"
                _check(dump(library) == self.before, "a plan that is not here was written")
                return
            _check(dump(library) == self.before, "looking at a merge changed the library")
            outcome.merged = "nothing new" if review.is_empty else "merged"
            if review.is_empty:
                return
            finish(library, review)
            export_plan(review.plan, self.path, author=AUTHOR)
            merged = read_plan_file(self.path)
            again = analyze(library, plan_file)
            _check(again.is_empty, "the same file comes in twice")
            _check(merged.plan_id == plan_file.plan_id, "another plan came out")
        finally:
            library.close()

    def _command(self, case: Case, outcome: Outcome) -> None:
        """Hand it to the commands, which answer or say why not, and write nothing."""
        self.path.write_bytes(case.content)
        other = self.folder / "sound.istmo"
        other.write_bytes(self.bases["exercise"].content)
        out = self.folder / "out.istmo"
        commands: Sequence[Sequence[str | Path]] = (
            ("show", self.path, "--json"),
            ("diff", other, self.path),
            ("merge", other, self.path, "-o", out, "--prefer", "later"),
            ("merge", self.path, other, "-o", out, "--prefer", "later"),
        )
        command = commands[case.number // 7 % len(commands)]
        library = ["--library", str(self.library_path)]
        said, answered = io.StringIO(), io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(answered):
            code = cli.main([*map(str, command), *library])
        refused = code == FOUND and said.getvalue().startswith("istmo: ")
        if refused and outcome.refusal and case.key is None:
            sentence = said.getvalue().removeprefix("istmo: ").strip()
            _check(sentence in outcome.sentences, f"another sentence: {sentence}")
        unknown = ("Something unexpected", "Algo inesperado", "Traceback")
        _check(not any(words in said.getvalue() for words in unknown), said.getvalue())
        _check(code in {DONE, FOUND}, f"{command[0]} ended with {code}")
        _check(out.exists() == (command[0] == "merge" and code == DONE), "a file was left")
        out.unlink(missing_ok=True)
        # What was merged is noted in the outbox; of what was refused nothing is.
        _check(self._bytes() == self.bytes_before or not refused, "the library was changed")
        self.bytes_before = self._bytes()
        outcome.spoken = True


def _check(holds: bool, fault: str) -> None:
    if not holds:
        raise Fault(fault)


def sentences_of(error: PlanFileRefused) -> list[str]:
    """Return what is said of a refusal in both languages; each must be a sentence."""
    sentences = [apology(error, language) for language in LANGUAGES]
    _check(sentences[0] != sentences[1], f"one sentence for both: {sentences[0]}")
    for sentence in sentences:
        _check(sentence.endswith("."), f"no sentence: {sentence}")
        _check(len(sentence) < 600, "a sentence that nobody reads to its end")
        _check(sentence.isprintable(), f"signs that are none: {sentence!r}")
    return sentences


@contextlib.contextmanager
def patience() -> Iterator[None]:
    """End what takes too long, by the time that it works, so that a busy machine is no fault."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def rows_in(library: Library) -> dict[Key, TravelingRow]:
    """Return all rows of content that a library holds, as they would travel."""
    rows = {}
    for table in CONTENT_TABLES:
        vector = vector_column(table)
        for found in library.session.execute(select(table.__table__)).mappings():
            rows[table.__tablename__, found["id"]] = TravelingRow(
                table=table,
                id=found["id"],
                born=found["born"],
                stamps=found["stamps"],
                seen=found[vector] if vector else {},
                values={name: found[name] for name in traveling_fields(table)},
            )
    library.end_reading()
    return rows


def _raw(library: Library) -> sqlite3.Connection:
    assert library._memory is not None
    return library._memory


def dump(library: Library) -> str:
    """Return a digest of all that a library in memory holds."""
    library.end_reading()
    digest = hashlib.sha256()
    connection = _raw(library)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in sorted(tables):
        rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
        digest.update(repr(rows).encode())
    return digest.hexdigest()


def _blank() -> bytes:
    library = Library.in_memory()
    try:
        return _raw(library).serialize()
    finally:
        library.close()


def _in_memory(content: bytes) -> Library:
    """Return a library in memory with the content of one."""
    library = Library.in_memory()
    source = sqlite3.connect(":memory:")
    # Memory has no log beside it, as bytes 18 and 19 say of a file.
    source.deserialize(content[:18] + b"\x01\x01" + content[20:])
    source.backup(_raw(library))
    source.close()
    return _again(library)


def clone(library: Library) -> Library:
    """Return a library in memory that holds what another does."""
    engine = library._copy_in_memory()
    twin = Library(library.path, engine)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        twin._memory = raw if isinstance(raw, sqlite3.Connection) else None
    return twin


def _again(library: Library) -> Library:
    twin = clone(library)
    library.close()
    return twin


def main(arguments: Sequence[str]) -> None:
    """Open the files of these numbers and print what came of each."""
    folder, first, count = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    run = Run(folder)
    for number in range(first, first + count):
        sys.stdout.write(json.dumps(asdict(run.outcome(mutated(number, run.bases)))) + "\n")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(json.dumps({"kibibytes": most}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

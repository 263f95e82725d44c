"""Writing a shared plan on a worker, for a seal takes seconds, and noting it in the outbox."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.exchange.seal.own_keys import unlocked_keys
from desktop.exchange.seal.post import Letter, note_departure, write
from desktop.language import _
from desktop.places import keys_path
from desktop.planning.version import version_of
from desktop.ui.background import Job
from desktop.ui.desk import Desk


def send(desk: Desk, path: Path, letter: Letter, signing: str) -> Job | None:
    """Write the open plan as `letter` says; `signing` is the passphrase of the own keys.

    Returns the job that does it, None when no plan is open.
    """
    plan = desk.plan
    if plan is None:
        return None
    library, author, keys_at = desk.library, desk.library.author, keys_path()

    def work(_job: Job) -> None:
        keys = unlocked_keys(keys_at, signing) if signing else None
        with library.reader(plan.id) as reader:
            write(reader, path, replace(letter, keys=keys), keys_at, author=author)

    def done(_nothing: object) -> None:
        with desk.attempt():
            note_departure(plan, path, letter)
            desk.posted.emit()
            code = version_of(plan).code
            desk.tell(_("Exported as {file}, version {code}.").format(file=path.name, code=code))

    def failed(error: Exception) -> None:
        with desk.attempt():
            raise error

    job = Job(work, desk)
    job.done.connect(done)
    job.failed.connect(failed)
    if letter.passphrase or signing:
        desk.tell(_("Sealing and signing take a few seconds…"))
    job.start()
    return job

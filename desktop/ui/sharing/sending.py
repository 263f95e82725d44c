"""Writing a shared plan on a worker, for a seal takes seconds, and noting it in the outbox."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from db.reader import PlanReader
from desktop.apology import apology
from desktop.exchange.release_notices import notices_of
from desktop.exchange.seal.cover import LastSeen, last_seen, news_of
from desktop.exchange.seal.own_keys import unlocked_keys
from desktop.exchange.seal.post import Letter, Written, note_departure, write
from desktop.language import _, in_language
from desktop.packets.change_cover import print_cover
from desktop.places import keys_path
from desktop.ui.background import Job
from desktop.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a worker wrote, what to say of it, and why there is no cover page if one failed."""

    written: Written
    notices: list[str]
    problem: OSError | None


def send(desk: Desk, path: Path, letter: Letter, signing: str) -> Job | None:
    """Write the open plan as `letter` says; `signing` is the passphrase of the own keys.

    Returns the job that does it, None when no plan is open.
    """
    plan = desk.plan
    if plan is None:
        return None
    library, author, keys_at = desk.library, desk.library.author, keys_path()
    # What they saw before this file counts, so it is read before the file is noted.
    seen = last_seen(library, plan.id, letter.receivers) if letter.cover else []

    def work(_job: Job) -> _Sent:
        keys = unlocked_keys(keys_at, signing) if signing else None
        with library.reader(plan.id) as reader:
            written = write(reader, path, replace(letter, keys=keys), keys_at, author=author)
            notices = notices_of(reader, letter.audience)
            return _Sent(written, notices, _print(reader, path, letter, seen, author))

    def done(sent: _Sent) -> None:
        code = sent.written.code
        with desk.attempt():
            note_departure(plan, path, letter, written=sent.written)
            desk.posted.emit()
            desk.tell(_("Exported as {file}, version {code}.").format(file=path.name, code=code))
            if sent.problem is not None:
                message = _("{file} was exported, but its cover page was not written. {reason}")
                reason = apology(sent.problem)
                desk.apologized.emit(message.format(file=path.name, reason=reason))
            elif seen and letter.cover:
                message = _("Exported as {file}, version {code}, with {cover}.")
                cover = letter.cover.beside(path).name
                desk.tell(message.format(file=path.name, code=code, cover=cover))
            if sent.notices:
                desk.apologized.emit("\n\n".join(sent.notices))

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


def _print(
    reader: PlanReader, path: Path, letter: Letter, seen: list[LastSeen], author: str
) -> OSError | None:
    """Print the cover that was asked for; return why it could not be written."""
    if letter.cover is None or not seen:
        return None
    with in_language(letter.cover.first):
        news = news_of(reader, seen, author)
    wish = letter.cover
    try:
        print_cover(reader, news, language=wish.language, paper=wish.paper, path=wish.beside(path))
    except OSError as error:
        # The export itself is whole, and that is what counts.
        return error
    return None

"""Sending and receiving plan files: sealed, signed, and written down in outbox and inbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db.correspondence import Contact, contacts, note_received, note_sent
from db.library import Library
from db.open_plan import OpenPlan
from db.reader import PlanReader
from desktop.exchange.audiences import PLANNERS
from desktop.exchange.plan_file import PlanFile, export_plan, open_plan_file, read_plan_file
from desktop.exchange.seal.cover import CoverWish
from desktop.exchange.seal.lock import Key, Lock
from desktop.exchange.seal.own_keys import OwnKeys, public_keys, signing_key_at
from desktop.exchange.seal.refusals import ContactWithoutKey, UnknownContact
from desktop.exchange.seal.signature import Signer
from desktop.exchange.seal.standing import Introduction, introduction
from desktop.planning.version import version_of


@dataclass(frozen=True, slots=True)
class Letter:
    """How a plan file goes out: for whom, sealed with what, signed with which keys.

    With neither `passphrase` nor `receivers` it is not sealed. `cover` asks for a page that
    tells each receiver what changed since they last saw the plan.
    """

    audience: str = PLANNERS
    passphrase: str = field(default="", repr=False)
    receivers: tuple[Contact, ...] = ()
    keys: OwnKeys | None = None
    cover: CoverWish | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The state of the plan that a file holds: its version vector and its version code."""

    vector: Mapping[str, int]
    code: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan file that was read, and what is known of whoever signed it."""

    plan_file: PlanFile
    signer: Introduction


def send(plan: OpenPlan, path: Path, letter: Letter, keys_path: Path) -> None:
    """Write a plan file to `path` as `letter` says and put it in the outbox.

    Raises what `write` does.
    """
    written = write(plan, path, letter, keys_path, author=plan.library.author)
    note_departure(plan, path, letter, written=written)


def write(
    reader: PlanReader, path: Path, letter: Letter, keys_path: Path, *, author: str
) -> Written:
    """Write a plan file to `path` as `letter` says; a worker can do it.

    What is sealed for contacts opens with the planner's own key as well, when there is one.
    Raises what `export_plan` does, and ContactWithoutKey.
    """
    export_plan(
        reader,
        path,
        author=author,
        audience=letter.audience,
        signer=Signer(letter.keys.signing_key, author) if letter.keys else None,
        lock=_lock(letter, keys_path),
    )
    return _state_of(reader)


def note_departure(
    plan: OpenPlan,
    path: Path,
    letter: Letter,
    *,
    written: Written | None = None,
    library: Library | None = None,
) -> None:
    """Put a plan file in the outbox of `library`, the plan's own if not said.

    `written` is the state that the file holds. The plan may have been edited since; if not
    said, it is as it was.
    """
    state = written or _state_of(plan)
    note_sent(
        library or plan.library,
        plan.id,
        [contact.id for contact in letter.receivers],
        state.vector,
        file_name=path.name,
        audience=letter.audience,
        code=state.code,
    )


def read(library: Library, path: Path, key: Key | None, keys_path: Path) -> Opened:
    """Read a plan file and tell what the planner knows of its signer.

    Raises what `read_plan_file` does.
    """
    return introduced(library, read_plan_file(path, key), keys_path)


def introduced(library: Library, plan_file: PlanFile, keys_path: Path) -> Opened:
    """Return a plan file with what the planner knows of its signer."""
    own = signing_key_at(keys_path) if plan_file.signature is not None else ""
    return Opened(plan_file, introduction(library, plan_file.signature, own))


def take_in(library: Library, opened: Opened, *, as_copy: bool = False) -> OpenPlan:
    """Bring the plan of a file into the library and put the file in the inbox.

    Raises what `open_plan_file` does.
    """
    plan = open_plan_file(library, opened.plan_file, as_copy=as_copy)
    note_arrival(library, plan.id, opened)
    return plan


def note_arrival(library: Library, plan_id: str, opened: Opened) -> None:
    """Put a plan file in the inbox of a plan, with whoever is known to have signed it."""
    plan_file, contact = opened.plan_file, opened.signer.contact
    note_received(
        library,
        plan_id,
        contact.id if contact is not None else None,
        plan_file.vector,
        file_name=plan_file.name,
        sender=plan_file.exported_by,
        audience=plan_file.audience,
    )


def _state_of(reader: PlanReader) -> Written:
    return Written(dict(reader.row.vector), version_of(reader).code)


def find_contact(library: Library, name: str) -> Contact:
    """Return the one contact whose name or e-mail address this is, or has a word begin so.

    Case does not count. Raises UnknownContact.
    """
    known, wanted = contacts(library), name.strip().casefold()
    exact = [contact for contact in known if wanted in _names(contact)]
    begun = [c for c in known if any(f" {wanted}" in f" {called}" for called in _names(c))]
    found: Sequence[Contact] = exact or begun
    if len(found) != 1 or not wanted:
        raise UnknownContact(name)
    return found[0]


def _names(contact: Contact) -> set[str]:
    return {text.casefold() for text in (contact.name, contact.signs_as, contact.email) if text}


def _lock(letter: Letter, keys_path: Path) -> Lock | None:
    if not letter.receivers:
        return Lock(passphrase=letter.passphrase) if letter.passphrase else None
    for contact in letter.receivers:
        if not contact.age_key:
            raise ContactWithoutKey(contact.signs_as)
    own = public_keys(keys_path)
    recipients = [contact.age_key for contact in letter.receivers] + ([own.age] if own else [])
    return Lock(recipients=tuple(dict.fromkeys(recipients)))

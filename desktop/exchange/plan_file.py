"""Plan files, `NAME.istmo`: how a plan travels from one library to another.

A plan file is a ZIP of `mimetype`, `manifest.json`, which says what the file is and holds
the digest of every other member, `plan.json`, the rows of the plan with their stamps,
`attachments/DIGEST`, the pictures that these rows name, and perhaps `history.json`, earlier
values and who edited where, and `signature.json`, by which the manifest is known to be its
sender's. The whole may be sealed with age.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from db.arrival import PlanAlreadyHere, TakenId, arrive
from db.departure import TravelingRow, departing_contents, departing_rows
from db.library import Library
from db.open_plan import OpenPlan
from db.past import UNKNOWN_PAST, Past, departing_past
from db.reader import PlanReader
from db.text import Text, one_line
from desktop.exchange import archive, attached, limits, strict_json
from desktop.exchange.audiences import AUDIENCES, NAMELESS, PLANNERS, READ_COPY_NAMES
from desktop.exchange.past_content import HISTORY, read_past, written_past
from desktop.exchange.plan_content import Age, check_clock, content_of, plan_row, rows_of
from desktop.exchange.plan_copy import copied
from desktop.exchange.refusals import (
    AlteredFile,
    BinnedPlan,
    NewerFile,
    OversizedFile,
    PlanFileRefused,
    RepeatedId,
    SuspiciousFile,
    UnfitPlan,
    UnsoundContent,
)
from desktop.exchange.release_copy import is_of_its_own, release_copy
from desktop.exchange.row_rules import is_name
from desktop.exchange.seal import lock as seals
from desktop.exchange.seal.signature import (
    SIGNATURE,
    Signature,
    Signer,
    checked_signature,
    signature_member,
)
from desktop.language import LANGUAGES, N_, translate
from desktop.written_file import write_whole

__all__ = [
    "SUFFIX",
    "PlanAlreadyHere",
    "PlanFile",
    "export_plan",
    "open_plan_file",
    "read_plan_file",
]

SUFFIX = ".istmo"
FORMAT = (1, 2)
"""Major and minor version. A new code or a changed meaning makes a new major version."""
MANIFEST = "manifest.json"
CONTENT = "plan.json"

_VERSION = re.compile("([0-9]{1,6})[.]([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file that was read and found sound.

    `name` is the file's name; `newer` tells that a newer Istmo wrote it, so that parts
    which this one does not know were left out. `contents` are the bytes of its pictures
    by digest. `signature` is that of whoever exported it, None when nobody signed.
    """

    name: str
    exported_by: str
    newer: bool
    rows: tuple[TravelingRow, ...]
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    audience: str = PLANNERS
    signature: Signature | None = None
    past: Past = field(default=UNKNOWN_PAST, repr=False)

    def author_of(self, replica: str) -> str:
        """Return who edits on a replica; where a file names nobody, who exported it."""
        authors = self.past.authors
        return authors.get(replica, "") if authors else self.exported_by

    @property
    def is_release_copy(self) -> bool:
        """Whether it holds only what some may read, so that it cannot be merged."""
        return self.audience != PLANNERS

    @property
    def plan_id(self) -> str:
        """The id of the plan in the file."""
        return plan_row(self.rows).id

    @property
    def title(self) -> Text:
        """The name of the plan in the file."""
        values = plan_row(self.rows).values
        return Text(values["name_en"], values["name_es"])

    @property
    def vector(self) -> Mapping[str, int]:
        """The plan's version vector: what this copy of it has seen."""
        return plan_row(self.rows).seen


def export_plan(
    reader: PlanReader,
    path: Path,
    *,
    author: str,
    audience: str = PLANNERS,
    signer: Signer | None = None,
    lock: seals.Lock | None = None,
) -> None:
    """Write a plan to the plan file `path`, replaced only when the new one is whole.

    For another `audience` than planners it is a release copy. It is signed by `signer` in
    that name, and sealed so that only what `lock` names opens it. The same content gives
    the same bytes, unless sealed. Raises OSError, BinnedPlan, ShortPassphrase, and
    UnfitPlan when the plan is such that no Istmo would open the file.
    """
    author = one_line(author)
    rows, contents = departing_rows(reader), departing_contents(reader)
    past = UNKNOWN_PAST
    if audience == PLANNERS:
        past = departing_past(reader, rows, author)
    else:
        rows, contents = release_copy(rows, contents, audience)
    members = {CONTENT: content_of(rows), **attached.members_of(contents)}
    if history := written_past(past):
        members[HISTORY] = history
    if signer is not None:
        author = one_line(signer.name)
        signer = replace(signer, name=author)
    elif audience in NAMELESS:
        author = ""
    manifest = _manifest(plan_row(rows), members, author, audience)
    if signer is not None:
        members[SIGNATURE] = signature_member(manifest, signer)
    packed = archive.packed({MANIFEST: manifest, **members})
    try:
        _sound(packed, path.name)
    except BinnedPlan:
        raise
    except PlanFileRefused as error:
        raise UnfitPlan(error.detail) from error
    if lock is not None:
        packed = seals.sealed(packed, lock)
    write_whole(path, packed)


def read_plan_file(path: Path, key: seals.Key | None = None) -> PlanFile:
    """Return what the plan file at `path` holds, all of it validated.

    A sealed one is opened with `key`. Raises PlanFileRefused, with a class of its own for
    each reason, SealedFile when a sealed one needs what `key` does not hold, and OSError.
    """
    content = archive.read_bytes(path)
    if seals.is_sealed(content):
        content = seals.unsealed(content, key)
    archive.check_beginning(content)
    plan_file = _sound(content, path.name)
    check_clock(plan_file.rows)
    return plan_file


def open_plan_file(library: Library, plan_file: PlanFile, *, as_copy: bool = False) -> OpenPlan:
    """Bring the plan of a file into the library and return it, open.

    With `as_copy` it becomes another plan, with ids of its own and a name that says so; a
    release copy is another plan always, and its name tells for whom it is.

    Raises PlanAlreadyHere when the plan is in the library, RepeatedId when some other row
    is in the way, UnwritableLibrary; nothing is written then.
    """
    try:
        rows = list(plan_file.rows)
        changed: dict[str, Any] = {}
        label = N_("Open {file}")
        if as_copy:
            rows, changed = copied(plan_file.rows)
            label = N_("Open a copy of {file}")
        if plan_file.is_release_copy:
            changed = _read_copy_name(plan_file)
            label = N_("Open the release copy {file}")
        return arrive(
            library,
            rows,
            label,
            contents=plan_file.contents,
            changed=changed,
            past=UNKNOWN_PAST if as_copy else plan_file.past,
            file=plan_file.name,
        )
    except TakenId as error:
        raise RepeatedId(str(error)) from error


def _read_copy_name(plan_file: PlanFile) -> dict[str, Any]:
    name, title = READ_COPY_NAMES[plan_file.audience], plan_file.title
    # Older files said it in the manifest alone.
    return {"released_for": plan_file.audience} | {
        f"name_{language}": translate(name, language).format(name=title.get(language))
        for language in LANGUAGES
        if title.get(language)
    }


def _manifest(
    plan: TravelingRow, content: Mapping[str, bytes], author: str, audience: str
) -> bytes:
    members = {archive.MIMETYPE_MEMBER: archive.MIMETYPE.encode(), **content}
    manifest = {
        "format": ".".join(str(number) for number in FORMAT),
        **_facts(plan),
        "audience": audience,
        "exported_by": author,
        "members": {name: _seal(member) for name, member in members.items()},
    }
    return strict_json.written(manifest).encode()


def _facts(plan: TravelingRow) -> dict[str, Any]:
    """Return what the manifest repeats of the plan, for those who only look at the file."""
    values = plan.values
    return {
        "plan": {
            "id": plan.id,
            "kind": values["kind"],
            "title": {"en": values["name_en"], "es": values["name_es"]},
        },
        "vector": dict(sorted(plan.seen.items())),
    }


def _seal(member: bytes) -> dict[str, Any]:
    return {"bytes": len(member), "sha256": hashlib.sha256(member).hexdigest()}


def _sound(packed: bytes, name: str) -> PlanFile:
    """Return the plan file with these bytes, all of it validated. Raises PlanFileRefused."""
    members = archive.unpacked(packed)
    if MANIFEST not in members:
        raise AlteredFile("no manifest")
    if len(members[MANIFEST]) > limits.MANIFEST_BYTES:
        raise OversizedFile(MANIFEST)
    manifest = strict_json.read(members[MANIFEST])
    age = _age(manifest)
    _check_members(members, manifest, age)
    if len(members[CONTENT]) > limits.CONTENT_BYTES:
        raise OversizedFile(CONTENT)
    rows = rows_of(members[CONTENT], age)
    contents = attached.contents_of(rows, members)
    facts = _facts(plan_row(rows))
    if any(manifest.get(key) != value for key, value in facts.items()):
        raise AlteredFile("the manifest speaks of another plan")
    author, audience = manifest.get("exported_by"), manifest.get("audience")
    if type(audience) is not str or audience not in AUDIENCES or not is_name(author):
        raise UnsoundContent(MANIFEST, "audience or author")
    if audience != PLANNERS:
        _check_release(rows, audience, age)
    past = _past(members, rows, age, audience)
    signature = None
    if SIGNATURE in members:
        signature = checked_signature(members[SIGNATURE], members[MANIFEST], author)
    newer = age is Age.NEWER
    return PlanFile(name, author, newer, tuple(rows), contents, audience, signature, past)


def _check_release(rows: Sequence[TravelingRow], audience: str, age: Age) -> None:
    """Raise UnsoundContent when a release copy could be merged, or is for somebody else."""
    if not is_of_its_own(rows):
        raise UnsoundContent(MANIFEST, "a release copy that could be merged")
    if age is not Age.OLDER and plan_row(rows).values["released_for"] != audience:
        raise UnsoundContent(MANIFEST, "a release copy for others")


def _past(
    members: Mapping[str, bytes], rows: Sequence[TravelingRow], age: Age, audience: str
) -> Past:
    if HISTORY not in members:
        return UNKNOWN_PAST
    if len(members[HISTORY]) > limits.PAST_BYTES + limits.MANIFEST_BYTES:
        raise OversizedFile(HISTORY)
    if audience != PLANNERS:
        raise UnsoundContent(HISTORY, "a release copy with a past")
    return read_past(members[HISTORY], rows, age)


def _age(manifest: Any) -> Age:
    """Return how old the format is. Raises NewerFile when it cannot be read."""
    version = manifest.get("format") if type(manifest) is dict else None
    numbers = _VERSION.fullmatch(version) if type(version) is str else None
    if numbers is None:
        raise UnsoundContent(MANIFEST, "format")
    major, minor = int(numbers[1]), int(numbers[2])
    if major > FORMAT[0]:
        raise NewerFile(f"{major}.{minor}")
    if major < FORMAT[0]:
        raise UnsoundContent(MANIFEST, "format")
    if minor == FORMAT[1]:
        return Age.SAME
    return Age.NEWER if minor > FORMAT[1] else Age.OLDER


def _check_members(members: Mapping[str, bytes], manifest: dict[str, Any], age: Age) -> None:
    known = {archive.MIMETYPE_MEMBER, MANIFEST, CONTENT, SIGNATURE}
    if age is not Age.OLDER:
        known.add(HISTORY)
    unknown = {name for name in members.keys() - known if not attached.is_member(name)}
    if unknown and age is not Age.NEWER:
        raise SuspiciousFile(f"unknown member {min(unknown)[:80]!r}")
    sealed = members.keys() - {MANIFEST, SIGNATURE}
    digests = {name: _seal(members[name]) for name in sealed}
    if CONTENT not in members or manifest.get("members") != digests:
        raise AlteredFile("the digests do not agree")

"""The pictures in a plan file: every one named by a row, and what the row says it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from db.attachments import digest_of
from db.departure import TravelingRow
from db.tables import Attachment
from desktop.exchange import limits
from desktop.exchange.archive import ATTACHMENTS
from desktop.exchange.refusals import (
    AlteredFile,
    LooseReference,
    OversizedFile,
    SuspiciousFile,
    UnsoundContent,
)
from desktop.planning.attachments import MOST_ATTACHMENTS, MOST_BYTES
from desktop.planning.pictures import picture_of

_MEMBER = re.compile(re.escape(ATTACHMENTS) + "([0-9a-f]{64})")


def members_of(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return contents by digest as members of a plan file."""
    return {f"{ATTACHMENTS}{digest}": contents[digest] for digest in sorted(contents)}


def is_member(name: str) -> bool:
    """Return whether a member of this name is a picture."""
    return _MEMBER.fullmatch(name) is not None


def contents_of(rows: Sequence[TravelingRow], members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the bytes of the pictures by digest, all of them sound.

    Raises PlanFileRefused: when a picture is missing, is in no row, or is of another kind,
    size or content than its row says.
    """
    contents = {
        found[1]: content
        for name, content in members.items()
        if (found := _MEMBER.fullmatch(name)) is not None
    }
    attachments = [row for row in rows if row.table is Attachment]
    named = {row.values["digest"] for row in attachments}
    if contents.keys() - named:
        raise SuspiciousFile("a picture that no row names")
    if sum(map(len, contents.values())) > limits.ATTACHMENT_BYTES:
        raise OversizedFile("too much in pictures")
    living = [row for row in attachments if not row.values["deleted"]]
    if len(living) > MOST_ATTACHMENTS or max(map(len, contents.values()), default=0) > MOST_BYTES:
        raise OversizedFile("pictures too many or too large")
    for digest, content in contents.items():
        if digest_of(content) != digest:
            raise AlteredFile(f"the picture {digest}")
    for row in living:
        if row.values["digest"] not in contents:
            raise LooseReference(f"attachment {row.id}: its picture")
    for row in attachments:
        if row.values["digest"] in contents:
            _check(row, contents[row.values["digest"]])
    return contents


def _check(row: TravelingRow, content: bytes) -> None:
    picture = picture_of(content)
    if picture is None or picture.media_type != row.values["media_type"]:
        raise UnsoundContent(f"attachment {row.id}", "not the picture it is said to be")
    if not picture.is_bearable:
        raise OversizedFile(f"attachment {row.id}: {picture.width} by {picture.height} pixels")
    if row.values["size"] != len(content):
        raise UnsoundContent(f"attachment {row.id}", "size")

"""The bytes of attachments: kept once for each content, in the library's own file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import cast

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session, object_session

from db.edit import EDIT
from db.errors import EditOutsideDoor
from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.tables import Attachment, AttachmentContent


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal digits, by which it is known."""
    return hashlib.sha256(content).hexdigest()


def content_of(reader: PlanReader, digest: str) -> bytes | None:
    """Return the content with this digest, None when the library does not have it."""
    session = cast("Session", object_session(reader.row))
    query = select(AttachmentContent.content).where(AttachmentContent.digest == digest)
    content = session.execute(query).scalar_one_or_none()
    if isinstance(reader, OpenPlan):
        reader.library.end_reading()
    return content


def keep_content(plan: OpenPlan, content: bytes) -> str:
    """Write `content`, within an edit and in its transaction; return its digest."""
    session = plan.library.session
    if session.info.get(EDIT) is None:
        raise EditOutsideDoor("an attachment was kept outside plan.edit()")
    digest = digest_of(content)
    write_contents(session, {digest: content})
    return digest


def write_contents(session: Session, contents: Mapping[str, bytes]) -> None:
    """Write contents by digest; those that the library has already stay as they are."""
    query = insert(AttachmentContent).prefix_with("OR IGNORE")
    for digest, content in contents.items():
        session.connection().execute(query, {"digest": digest, "content": content})


def drop_unused(connection: Connection) -> None:
    """Erase the contents that no attachment of any plan has, deleted or not."""
    used = select(Attachment.digest)
    connection.execute(delete(AttachmentContent).where(AttachmentContent.digest.not_in(used)))

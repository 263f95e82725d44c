"""Partners, and what went to them and came from them: facts of this laptop, not of a plan.

Contacts hold public keys only; private keys are never in a library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import JSON, Connection, Table, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from db.clock import joined, wall_milliseconds
from db.record import Base, Word

if TYPE_CHECKING:
    from db.library import Library


class Contact(Base):
    """A partner: who it is, and the public keys by which files are sealed and known.

    `age_key` is an age public key, `signing_key` an Ed25519 one in hexadecimal digits;
    either may be empty. `verified` tells that the keys were compared with their owner;
    `first_seen` is in milliseconds since 1970.
    """

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Word]
    organization: Mapped[Word]
    email: Mapped[Word]
    age_key: Mapped[Word]
    signing_key: Mapped[str] = mapped_column(default="", server_default="", index=True)
    first_seen: Mapped[int] = mapped_column(default=0)
    verified: Mapped[bool] = mapped_column(default=False)

    def __init__(self, **values: Any) -> None:
        empty = {"name": "", "organization": "", "email": "", "age_key": "", "signing_key": ""}
        super().__init__(**{**empty, "verified": False, **values})

    @property
    def signs_as(self) -> str:
        """The name under which the contact's files say that they were exported."""
        both = self.name and self.organization
        return f"{self.name} ({self.organization})" if both else self.name


class Sent(Base):
    """The outbox: a plan file that left this laptop.

    `vector` is the plan's version vector then, so what the receiver has seen since they
    opened it. `contact_id` is empty when it was sealed for nobody in particular.
    """

    __tablename__ = "sent"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(index=True)
    contact_id: Mapped[int | None]
    file_name: Mapped[Word]
    audience: Mapped[Word]
    code: Mapped[Word]
    vector: Mapped[dict[str, int]] = mapped_column(JSON)
    milliseconds: Mapped[int]


class Received(Base):
    """The inbox: a plan file that was opened here, and what its sender had seen."""

    __tablename__ = "received"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(index=True)
    contact_id: Mapped[int | None]
    file_name: Mapped[Word]
    sender: Mapped[Word]
    audience: Mapped[Word]
    vector: Mapped[dict[str, int]] = mapped_column(JSON)
    milliseconds: Mapped[int]


Mail = Sent | Received
"""What the outbox and the inbox hold."""

SENT = cast("Table", Sent.__table__)

_FIELDS = ("name", "organization", "email", "age_key", "signing_key", "verified")


def contacts(library: Library) -> list[Contact]:
    """Return the contacts by name."""
    query = select(Contact).order_by(Contact.name, Contact.id)
    found = list(library.session.scalars(query.execution_options(populate_existing=True)))
    library.end_reading()
    return found


def keep_contact(library: Library, contact: Contact) -> Contact:
    """Write a contact, new or changed, and return it as kept. Raises UnwritableLibrary."""
    values = {field: getattr(contact, field) for field in _FIELDS}
    contact_id: int | None = contact.id
    with library.writing(tell_others=False) as connection:
        if contact_id is None:
            contact_id = _next_id(connection)
            values["first_seen"] = contact.first_seen or wall_milliseconds()
            connection.execute(insert(Contact).values(id=contact_id, **values))
        else:
            connection.execute(update(Contact).where(Contact.id == contact_id).values(**values))
    query = select(Contact).where(Contact.id == contact_id)
    kept = library.session.scalars(query.execution_options(populate_existing=True)).one()
    library.end_reading()
    return kept


def _next_id(connection: Connection) -> int:
    """Return an id that no contact has, nor one that was dropped and has letters still."""
    columns = (Contact.id, Sent.contact_id, Received.contact_id)
    return 1 + max(connection.scalar(select(func.max(column))) or 0 for column in columns)


def bring_back_contact(library: Library, contact: Contact) -> Contact:
    """Keep a contact again that was dropped, with the letters that went back and forth."""
    values = {field: getattr(contact, field) for field in (*_FIELDS, "id", "first_seen")}
    with library.writing(tell_others=False) as connection:
        if connection.scalar(select(Contact.id).where(Contact.id == values["id"])) is not None:
            # There were no letters, and so somebody added since has the id.
            values["id"] = _next_id(connection)
        connection.execute(insert(Contact).values(**values))
    return next(kept for kept in contacts(library) if kept.id == values["id"])


def drop_contact(library: Library, contact_id: int) -> None:
    """Forget a contact; what went to them and came from them stays in the lists."""
    with library.writing(tell_others=False) as connection:
        connection.execute(delete(Contact).where(Contact.id == contact_id))
    for row in list(library.session):
        if isinstance(row, Contact) and row.id == contact_id:
            library.session.expunge(row)


def note_sent(
    library: Library, plan_id: str, contact_ids: list[int], vector: Mapping[str, int], **facts: str
) -> None:
    """Put a plan file in the outbox, once for each contact it went to."""
    common = {"plan_id": plan_id, "vector": dict(vector), "milliseconds": wall_milliseconds()}
    receivers: list[int | None] = [*contact_ids] or [None]
    with library.writing(tell_others=False) as connection:
        rows = [{**common, "contact_id": receiver, **facts} for receiver in receivers]
        connection.execute(insert(Sent), rows)


def note_received(
    library: Library, plan_id: str, contact_id: int | None, vector: Mapping[str, int], **facts: str
) -> None:
    """Put a plan file that was opened in the inbox."""
    row = {"plan_id": plan_id, "contact_id": contact_id, "vector": dict(vector), **facts}
    with library.writing(tell_others=False) as connection:
        connection.execute(insert(Received), {**row, "milliseconds": wall_milliseconds()})


def outbox(library: Library, plan_id: str) -> list[Sent]:
    """Return what was sent of a plan, newest first."""
    query = select(Sent).where(Sent.plan_id == plan_id).order_by(Sent.id.desc())
    found = list(library.session.scalars(query))
    library.end_reading()
    return found


def inbox(library: Library, plan_id: str) -> list[Received]:
    """Return what was received of a plan, newest first."""
    query = select(Received).where(Received.plan_id == plan_id).order_by(Received.id.desc())
    found = list(library.session.scalars(query))
    library.end_reading()
    return found


def last_seen_by(
    library: Library, plan_id: str, contact_id: int, audience: str = "planners"
) -> dict[str, int] | None:
    """Return the version vector of what a contact has seen of a plan, None for nothing.

    It joins what was sent to them and what their own files showed that they had; only files
    for `audience` count.
    """
    mail: list[Mail] = [*outbox(library, plan_id), *inbox(library, plan_id)]
    seen = [
        letter.vector
        for letter in mail
        if letter.contact_id == contact_id and letter.audience == audience
    ]
    return joined(seen) if seen else None


def letters(library: Library) -> list[Mail]:
    """Return all that was sent and received, of all plans, newest first."""
    found: list[Mail] = []
    for table in (Sent, Received):
        found += library.session.scalars(select(table))
    library.end_reading()

    def moment(letter: Mail) -> tuple[int, bool, int]:
        return letter.milliseconds, isinstance(letter, Received), letter.id

    return sorted(found, key=moment, reverse=True)


def forget_letters(connection: Connection, plan_id: str) -> None:
    """Erase what was sent and received of a plan that is being erased."""
    for table in (Sent, Received):
        connection.execute(delete(table).where(table.plan_id == plan_id))

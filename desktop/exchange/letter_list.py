"""The outbox and the inbox in words, and as JSON for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from db.correspondence import Contact, Mail, Sent, contacts
from db.library import Library
from db.text import Text
from desktop.exchange.audiences import AUDIENCES
from desktop.language import _, spoken

MOST_OF_A_NAME = 60


@dataclass(frozen=True, slots=True)
class Names:
    """What the plans and the contacts of a library are called."""

    plans: dict[str, Text]
    contacts: dict[int, Contact]


def names_in(library: Library) -> Names:
    """Return the names that letters refer to."""
    plans = [*library.plans(), *library.plans(in_bin=True)]
    known = contacts(library)
    return Names({plan.id: plan.name for plan in plans}, {one.id: one for one in known})


def partner_of(letter: Mail, names: Names) -> str:
    """Return whom a letter went to or came from, empty when that was nobody known."""
    if letter.contact_id in names.contacts:
        return names.contacts[letter.contact_id].signs_as
    if isinstance(letter, Sent):
        return _("a contact since removed") if letter.contact_id is not None else ""
    return letter.sender


def letter_line(letter: Mail, names: Names) -> str:
    """Return a letter as a line: when, to or from whom, which plan and file, which version."""
    moment = datetime.fromtimestamp(letter.milliseconds / 1000).astimezone()
    partner = partner_of(letter, names)
    if isinstance(letter, Sent):
        way = _("to {name}").format(name=partner) if partner else _("to nobody in particular")
        code = letter.code
    else:
        way = _("from {name}").format(name=partner) if partner else _("from somebody unknown")
        code = ""
    plan = names.plans.get(letter.plan_id, Text()).best(spoken())[:MOST_OF_A_NAME]
    audience = audience_of(letter)
    parts = [moment.strftime("%Y-%m-%d %H:%M"), way, plan, letter.file_name, code, audience]
    return "  ".join(part for part in parts if part)


def audience_of(letter: Mail) -> str:
    """Return for whom a file was, in a word or two."""
    return _(AUDIENCES.get(letter.audience, letter.audience)).partition(":")[0]


def letter_as_json(letter: Mail, names: Names) -> dict[str, Any]:
    """Return a letter for other programs; `seen` is the version vector that went along."""
    moment = datetime.fromtimestamp(letter.milliseconds / 1000, UTC)
    return {
        "direction": "sent" if isinstance(letter, Sent) else "received",
        "moment": moment.isoformat(timespec="seconds"),
        "plan": letter.plan_id,
        "plan_name": names.plans.get(letter.plan_id, Text()).as_dict(),
        "partner": partner_of(letter, names),
        "contact": letter.contact_id,
        "file": letter.file_name,
        "audience": letter.audience,
        "version": letter.code if isinstance(letter, Sent) else None,
        "seen": letter.vector,
    }

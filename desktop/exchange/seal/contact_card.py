"""A contact card: a small text file by which two people give each other their public keys.

It can be read, mailed and printed. The last line holds check digits over the rest, the
same that two people compare over the telephone, so that a card changed on its way shows.
"""

from __future__ import annotations

import re

from db.correspondence import Contact
from desktop.exchange.seal.fingerprint import fingerprint
from desktop.exchange.seal.lock import is_public_key
from desktop.exchange.seal.refusals import CardRefused
from desktop.exchange.seal.signature import is_signing_key

CARD_SUFFIX = ".istmo-contact.txt"
LONGEST_CARD = 4096

_TITLE = "Istmo contact card 1"
_FIELDS = {
    "Name": "name",
    "Organization": "organization",
    "E-mail": "email",
    "Seal key (age)": "age_key",
    "Signing key (Ed25519)": "signing_key",
}
_CHECK = "Check digits"
_LONGEST_VALUE = 255
_LINE = re.compile(r"([A-Z][A-Za-z0-9 ()-]*): ?(.*)")


def digits_of(contact: Contact) -> str:
    """Return the digits by which a contact's keys are compared over the telephone.

    For somebody known by signature alone, they are the digits of the signing key.
    """
    return fingerprint(*(key for key in (contact.age_key, contact.signing_key) if key))


def card_of(contact: Contact) -> str:
    """Return a contact as the text of a card."""
    lines = [f"{label}: {_one_line(getattr(contact, field))}" for label, field in _FIELDS.items()]
    return "\n".join([_TITLE, *lines, f"{_CHECK}: {digits_of(contact)}", ""])


def contact_on(card: bytes) -> Contact:
    """Return the contact on a card, its keys sound but not verified. Raises CardRefused."""
    if len(card) > LONGEST_CARD:
        raise CardRefused("too long")
    try:
        lines = card.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise CardRefused("no text") from error
    lines = [line.strip() for line in lines if line.strip()]
    if not lines or lines[0] != _TITLE:
        raise CardRefused("no card")
    values: dict[str, str] = {}
    for line in lines[1:]:
        found = _LINE.fullmatch(line)
        if found is None or found[1] in values or found[1] not in {*_FIELDS, _CHECK}:
            raise CardRefused("a line that no card has")
        values[found[1]] = found[2]
    contact = Contact(**{field: values.get(label, "") for label, field in _FIELDS.items()})
    _check(contact, values.get(_CHECK, ""))
    return contact


def _check(contact: Contact, digits: str) -> None:
    texts = (contact.name, contact.organization, contact.email)
    if not contact.name or any(len(t) > _LONGEST_VALUE or not t.isprintable() for t in texts):
        raise CardRefused("name, organization or e-mail")
    if not contact.age_key and not contact.signing_key:
        raise CardRefused("no key")
    if contact.age_key and not is_public_key(contact.age_key):
        raise CardRefused("seal key")
    if contact.signing_key and not is_signing_key(contact.signing_key):
        raise CardRefused("signing key")
    if digits != digits_of(contact):
        raise CardRefused("check digits")


def _one_line(text: str) -> str:
    return " ".join(text.split())

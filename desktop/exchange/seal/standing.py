"""Whether the signer of a file is somebody the planner knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from db.correspondence import Contact, contacts, keep_contact
from db.library import Library
from desktop.exchange.seal.fingerprint import fingerprint
from desktop.exchange.seal.signature import Signature
from desktop.language import N_, _


class Standing(Enum):
    """What the planner knows of a signer."""

    UNSIGNED = "unsigned"
    NEW = "new"
    KNOWN = "known"
    VERIFIED = "verified"
    CHANGED = "changed"
    OWN = "own"


_SENTENCES: dict[Standing, str] = {
    Standing.UNSIGNED: N_("Not signed, so who sent it cannot be told for certain."),
    Standing.NEW: N_(
        "Signed by {name}, whose key is new here. Compare the digits of their signature over the"
        " telephone: {digits}"
    ),
    Standing.KNOWN: N_("Signed by {name}, with the same key as before."),
    Standing.VERIFIED: N_("Signed by {name}, whose key you have verified."),
    Standing.CHANGED: N_(
        "Signed as {name}, but with a different key than before. They may have a new "
        "laptop, or somebody else may be using the name. Call them and compare the digits "
        "of their signature: {digits}"
    ),
    Standing.OWN: N_("Signed by yourself."),
}


@dataclass(frozen=True, slots=True)
class Introduction:
    """A file's signer as the planner knows them: the contact, when there is one."""

    standing: Standing
    signature: Signature | None = None
    contact: Contact | None = None

    @property
    def digits(self) -> str:
        """The digits of the signing key, to be compared over the telephone."""
        return fingerprint(self.signature.public_key) if self.signature else ""

    @property
    def sentence(self) -> str:
        """What to tell the planner, in the language of the interface."""
        name = self.signature.name if self.signature else ""
        if self.contact is not None and self.standing is not Standing.CHANGED:
            name = self.contact.signs_as
        name = name or _("somebody without a name")
        return _(_SENTENCES[self.standing]).format(name=name, digits=self.digits)


def introduction(library: Library, signature: Signature | None, own_key: str = "") -> Introduction:
    """Return what the planner knows of whoever signed; `own_key` is the planner's own."""
    if signature is None:
        return Introduction(Standing.UNSIGNED)
    if signature.public_key == own_key:
        return Introduction(Standing.OWN, signature)
    known = contacts(library)
    for contact in known:
        if contact.signing_key == signature.public_key:
            standing = Standing.VERIFIED if contact.verified else Standing.KNOWN
            return Introduction(standing, signature, contact)
    for contact in known:
        if contact.signing_key and _alike(contact, signature.name):
            return Introduction(Standing.CHANGED, signature, contact)
    return Introduction(Standing.NEW, signature)


def remember(library: Library, signature: Signature) -> Contact:
    """Keep a signer who is new here as a contact, not verified, and return it.

    A contact of that name whose card held no signing key gets this one.
    """
    for contact in contacts(library):
        if not contact.signing_key and _alike(contact, signature.name):
            contact.signing_key = signature.public_key
            return keep_contact(library, contact)
    name, organization = _name_and_organization(signature.name)
    contact = Contact(name=name, organization=organization, signing_key=signature.public_key)
    return keep_contact(library, contact)


def accept_new_key(library: Library, contact: Contact, signature: Signature) -> Contact:
    """Let a contact sign with another key from now on; it is to be verified anew."""
    contact.signing_key = signature.public_key
    contact.verified = False
    return keep_contact(library, contact)


def _alike(contact: Contact, name: str) -> bool:
    wanted = name.casefold()
    return bool(wanted) and wanted in {contact.name.casefold(), contact.signs_as.casefold()}


def _name_and_organization(signs_as: str) -> tuple[str, str]:
    name, _parenthesis, rest = signs_as.partition(" (")
    return (name, rest[:-1]) if rest.endswith(")") else (signs_as, "")

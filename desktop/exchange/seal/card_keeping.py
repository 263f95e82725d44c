"""Where a partner's card belongs: somebody new, somebody here already, or somebody in doubt."""

from __future__ import annotations

from dataclasses import dataclass

from db.correspondence import Contact, contacts, keep_contact
from db.library import Library


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Who of the contacts a card may be from.

    `same` has one of its keys. `namesake` is called alike but has other keys: it may be the
    same person with a new laptop, or somebody else who uses the name.
    """

    same: Contact | None = None
    namesake: Contact | None = None

    @property
    def in_doubt(self) -> bool:
        """Whether a person must say what the card is."""
        return self.same is None and self.namesake is not None


def acquaintance(library: Library, card: Contact) -> Acquaintance:
    """Return who of the contacts a card may be from."""
    known = contacts(library)
    return Acquaintance(
        same=next((one for one in known if _shares_a_key(one, card)), None),
        namesake=next((one for one in known if _is_called_alike(one, card)), None),
    )


def keep_card(library: Library, card: Contact, old: Contact | None) -> Contact:
    """Keep what a card says, in the place of `old`; other keys are to be compared anew."""
    if old is not None:
        changed = (old.age_key, old.signing_key) != (card.age_key, card.signing_key)
        card.id, card.verified = old.id, old.verified and not changed
    return keep_contact(library, card)


def _shares_a_key(one: Contact, other: Contact) -> bool:
    signing = bool(one.signing_key) and one.signing_key == other.signing_key
    return signing or (bool(one.age_key) and one.age_key == other.age_key)


def _is_called_alike(one: Contact, other: Contact) -> bool:
    return one.signs_as.casefold() == other.signs_as.casefold()

"""Where a partner's card belongs: somebody new, somebody here already, or somebody in doubt."""

from __future__ import annotations

from dataclasses import dataclass

from db.correspondence import Contact, contacts, keep_contact
from db.library import Library


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Who of the contacts a card may be from.

    `same` keeps the keys it has. `doubtful` has a key that the card would replace, or shares no
    more than the name: it may be the same person with a new laptop, or somebody else. Public
    keys are no secret, so a key of theirs on a card does not show that the card is from them.
    """

    same: Contact | None = None
    doubtful: Contact | None = None

    @property
    def in_doubt(self) -> bool:
        """Whether a person must say what the card is."""
        return self.same is None and self.doubtful is not None


def acquaintance(library: Library, card: Contact) -> Acquaintance:
    """Return who of the contacts a card may be from."""
    known = contacts(library)
    related = [one for one in known if _shares_a_key(one, card)]
    namesakes = [one for one in known if _is_called_alike(one, card)]
    return Acquaintance(
        same=next((one for one in related if _keeps_keys(one, card)), None),
        doubtful=next(iter([*related, *namesakes]), None),
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


def _keeps_keys(one: Contact, card: Contact) -> bool:
    """Return whether the card leaves a contact the keys it has; one that it lacks may come."""
    return one.age_key in {"", card.age_key} and one.signing_key in {"", card.signing_key}


def _is_called_alike(one: Contact, other: Contact) -> bool:
    return one.signs_as.casefold() == other.signs_as.casefold()

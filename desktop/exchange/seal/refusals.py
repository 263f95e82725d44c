"""What can stand between a person and a sealed or signed file, each as a class of its own.

No message here ever holds a passphrase or a private key: messages end up in logs.
"""

from __future__ import annotations

from typing import Literal

from desktop.exchange.refusals import PlanFileRefused

Needs = Literal["passphrase", "key"]


class SealRefused(PlanFileRefused):
    """A file that its seal or its signature keeps from being opened."""


class SealedFile(SealRefused):
    """The file is sealed; `needs` tells whether a passphrase or the own key opens it."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(f"sealed with a {needs}")
        self.needs: Needs = needs


class WrongPassphrase(SealRefused):
    """The passphrase is not the one the file was sealed with."""


class WrongRecipient(SealRefused):
    """The file was sealed for other people's keys than the one at hand."""


class BrokenSeal(SealRefused):
    """The sealed file is not as it was when it was sealed."""


class BrokenSignature(SealRefused):
    """The signature does not belong to what the file holds."""


class KeysRefused(Exception):
    """The planner's own keys cannot be used or made."""


class NoKeys(KeysRefused):
    """The planner has no keys yet."""


class KeysAlreadyHere(KeysRefused):
    """There are keys already; new ones would make old files unreadable."""


class WrongKeyPassphrase(KeysRefused):
    """The passphrase is not the one that keeps the planner's keys."""


class DamagedKeys(KeysRefused):
    """The file of the planner's keys is not as it was written."""


class ShortPassphrase(KeysRefused):
    """A passphrase that others could guess in reasonable time."""

    def __init__(self, least: int) -> None:
        super().__init__(f"shorter than {least} characters")
        self.least = least


class CardRefused(Exception):
    """A text that is no contact card, or one that was changed."""


class UnknownContact(LookupError):
    """No contact, or more than one, answers to this name."""


class ContactWithoutKey(Exception):
    """The contact has given no key, so nothing can be sealed for them."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

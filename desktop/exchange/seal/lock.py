"""Sealing a plan file in the age format, so that the `age` program opens it as well.

The format: https://age-encryption.org/v1. The work is done by pyrage, the Rust
implementation; here is what is locked with what, and how each failure is told apart.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyrage

from desktop.exchange.refusals import OversizedFile
from desktop.exchange.seal.refusals import (
    BrokenSeal,
    Needs,
    SealedFile,
    ShortPassphrase,
    WrongPassphrase,
    WrongRecipient,
)

LEAST_PASSPHRASE = 10
"""Characters of a passphrase for a file; scrypt makes each guess cost a second."""
MOST_WORK = 21
"""The greatest scrypt exponent that is worked on: 2 GiB of memory, 2 s on a fast laptop."""

HEADER_BYTES = 16 * 1024
"""In front of the content: some 150 recipients. Reading a header takes the square of it."""

_MAGIC = b"age-encryption.org/v1\n"
_HEADER_END = b"\n---"
_ARMOR = re.compile(
    rb"\s*-----BEGIN AGE ENCRYPTED FILE-----\r?\n([A-Za-z0-9+/=\r\n]*)"
    rb"-----END AGE ENCRYPTED FILE-----\s*"
)
_ARMOR_START = b"-----BEGIN AGE ENCRYPTED FILE-----"
_SCRYPT = re.compile(rb"-> scrypt [A-Za-z0-9+/]+ ([0-9]{1,3})\n")
_WRONG_KEY = ("No matching keys found", "Decryption failed")


@dataclass(frozen=True, slots=True)
class Lock:
    """What seals a file: a passphrase, or the public age keys of those who may open it."""

    passphrase: str = field(default="", repr=False)
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """What a person has at hand to open a sealed file: a passphrase, or own private keys."""

    passphrase: str = field(default="", repr=False)
    identities: tuple[str, ...] = field(default=(), repr=False)


def is_sealed(content: bytes) -> bool:
    """Return whether a file that begins with `content` is in the age format."""
    return content.startswith((_MAGIC, _ARMOR_START))


def is_public_key(text: str) -> bool:
    """Return whether `text` is an age public key, `age1...`."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def check_passphrase(passphrase: str) -> None:
    """Raise ShortPassphrase when others could guess it."""
    if len(passphrase) < LEAST_PASSPHRASE:
        raise ShortPassphrase(LEAST_PASSPHRASE)


def sealed(content: bytes, lock: Lock) -> bytes:
    """Return `content` so that only what `lock` names opens it. Raises ShortPassphrase."""
    if lock.recipients:
        keys = [pyrage.x25519.Recipient.from_str(key) for key in lock.recipients]
        return bytes(pyrage.encrypt(content, keys))
    check_passphrase(lock.passphrase)
    return bytes(pyrage.passphrase.encrypt(content, lock.passphrase))


def needs_of(content: bytes) -> Needs:
    """Return what opens the sealed file. Raises OversizedFile, BrokenSeal."""
    content = _binary(content)
    _check_header(content)
    scrypt = _SCRYPT.match(content, len(_MAGIC))
    if scrypt is None:
        return "key"
    if int(scrypt[1]) > MOST_WORK:
        raise OversizedFile(f"scrypt work 2^{int(scrypt[1])}")
    return "passphrase"


def unsealed(content: bytes, key: Key | None = None) -> bytes:
    """Return what is in a sealed file.

    Raises SealedFile when `key` does not hold what is needed, WrongPassphrase,
    WrongRecipient, and BrokenSeal when the file was changed or cut since it was sealed.
    """
    content = _binary(content)
    needs = needs_of(content)
    try:
        if needs == "passphrase":
            if key is None or not key.passphrase:
                raise SealedFile(needs)
            return bytes(pyrage.passphrase.decrypt(content, key.passphrase))
        if key is None or not key.identities:
            raise SealedFile(needs)
        identities = _identities(key.identities)
        return bytes(pyrage.decrypt(content, identities))
    except pyrage.DecryptError as error:
        if str(error) in _WRONG_KEY:
            raise (WrongPassphrase if needs == "passphrase" else WrongRecipient) from None
        raise BrokenSeal(str(error)) from None


def _check_header(content: bytes) -> None:
    """Raise OversizedFile for a header so long that reading it would take minutes."""
    if len(content) > HEADER_BYTES and _HEADER_END not in content[:HEADER_BYTES]:
        raise OversizedFile(f"a header of more than {HEADER_BYTES} bytes")


def _identities(texts: Sequence[str]) -> list[pyrage.x25519.Identity]:
    return [pyrage.x25519.Identity.from_str(text) for text in texts]


def _binary(content: bytes) -> bytes:
    """Return a sealed file without the letters that armor it for e-mail."""
    if not content.startswith(_ARMOR_START):
        return content
    body = _ARMOR.fullmatch(content)
    try:
        if body is None:
            raise BrokenSeal("armor")
        return base64.b64decode(b"".join(body[1].split()), validate=True)
    except binascii.Error as error:
        raise BrokenSeal("armor") from error

"""The planner's own keys: one to sign with, one that partners seal files for.

They lie in one file of the planner's profile folder, the private parts sealed with a
passphrase in the age format. They are in no library, so in no backup, journal or plan file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.exchange.refusals import PlanFileRefused
from desktop.exchange.seal import lock
from desktop.exchange.seal.refusals import (
    DamagedKeys,
    KeysAlreadyHere,
    NoKeys,
    WrongKeyPassphrase,
    WrongPassphrase,
)
from desktop.exchange.seal.signature import is_signing_key
from desktop.written_file import write_whole

_ONLY_MINE = 0o600
_FOLDER_MINE = 0o700
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """The parts of a person's keys that others may know."""

    age: str
    signing: str


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The planner's keys, unlocked. Keep them no longer than a job takes."""

    public: PublicKeys
    identity: str = field(repr=False)
    signing_key: Ed25519PrivateKey = field(repr=False)

    @property
    def key(self) -> lock.Key:
        """What opens files that were sealed for the planner."""
        return lock.Key(identities=(self.identity,))


def make_keys(path: Path, passphrase: str) -> OwnKeys:
    """Make the planner's keys and keep them at `path` under `passphrase`.

    Raises KeysAlreadyHere, ShortPassphrase and OSError.
    """
    if path.exists():
        raise KeysAlreadyHere(path.name)
    lock.check_passphrase(passphrase)
    keys = _of(str(pyrage.x25519.Identity.generate()), Ed25519PrivateKey.generate())
    _write(path, keys, passphrase)
    return keys


def public_keys(path: Path) -> PublicKeys | None:
    """Return the public parts of the keys at `path`, None when none were made.

    Raises DamagedKeys and OSError.
    """
    return None if not path.exists() else _public(_read(path))


def signing_key_at(path: Path) -> str:
    """Return the public key that the planner signs with, empty when it cannot be read.

    Other people's files are opened whatever became of the planner's own keys.
    """
    try:
        keys = public_keys(path)
    except (DamagedKeys, OSError):
        return ""
    return keys.signing if keys else ""


def unlocked_keys(path: Path, passphrase: str) -> OwnKeys:
    """Return the planner's keys. Raises NoKeys, WrongKeyPassphrase, DamagedKeys, OSError."""
    if not path.exists():
        raise NoKeys(path.name)
    content = _read(path)
    public = _public(content)
    try:
        private = lock.unsealed(content["private"].encode(), lock.Key(passphrase=passphrase or " "))
    except WrongPassphrase:
        raise WrongKeyPassphrase from None
    except PlanFileRefused as error:
        raise DamagedKeys(path.name) from error
    try:
        parts = json.loads(private)
        signing_key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(parts["signing"]))
        keys = _of(parts["age"], signing_key)
    except (ValueError, KeyError, TypeError, pyrage.IdentityError):
        # Without its cause: the parts that could not be read are secret.
        raise DamagedKeys(path.name) from None
    if keys.public != public:
        raise DamagedKeys(path.name)
    return keys


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Keep the same keys under another passphrase.

    Raises what `unlocked_keys` does, and ShortPassphrase.
    """
    keys = unlocked_keys(path, old)
    lock.check_passphrase(new)
    _write(path, keys, new)


def _of(identity: str, signing_key: Ed25519PrivateKey) -> OwnKeys:
    age = str(pyrage.x25519.Identity.from_str(identity).to_public())
    public = PublicKeys(age, signing_key.public_key().public_bytes_raw().hex())
    return OwnKeys(public, identity, signing_key)


def _write(path: Path, keys: OwnKeys, passphrase: str) -> None:
    private = {"age": keys.identity, "signing": keys.signing_key.private_bytes_raw().hex()}
    sealed = pyrage.passphrase.encrypt(json.dumps(private).encode(), passphrase, armored=True)
    content = {
        "istmo_keys": 1,
        "age": keys.public.age,
        "signing": keys.public.signing,
        "private": bytes(sealed).decode(),
    }
    path.parent.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MINE)
    write_whole(path, f"{json.dumps(content, indent=1)}\n".encode(), mode=_ONLY_MINE)


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = json.loads(file.read(_LARGEST))
    except ValueError as error:
        raise DamagedKeys(path.name) from error
    if type(content) is not dict or type(content.get("private")) is not str:
        raise DamagedKeys(path.name)
    return content


def _public(content: dict[str, Any]) -> PublicKeys:
    age, signing = content.get("age"), content.get("signing")
    if type(age) is not str or type(signing) is not str:
        raise DamagedKeys("public parts")
    if not lock.is_public_key(age) or not is_signing_key(signing):
        raise DamagedKeys("public parts")
    return PublicKeys(age, signing)

"""Who a plan file is from: an Ed25519 signature (RFC 8032) over its manifest.

The manifest holds the digest of every other member, so that the signature covers the whole
file. It also holds the name of who exported, which is therefore signed too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from desktop.exchange import strict_json
from desktop.exchange.refusals import OversizedFile
from desktop.exchange.seal.refusals import BrokenSignature

SIGNATURE = "signature.json"
"""The member of a plan file that holds the signature."""

_LARGEST = 16 * 1024
_KEY = re.compile("[0-9a-f]{64}")
_DIGITS = re.compile("[0-9a-f]{128}")


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key to sign with, and the name that goes with it."""

    key: Ed25519PrivateKey = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that was found true: the key in hexadecimal digits, the name it claims."""

    public_key: str
    name: str


def is_signing_key(text: str) -> bool:
    """Return whether `text` is an Ed25519 public key in hexadecimal digits."""
    return _KEY.fullmatch(text) is not None


def signature_member(manifest: bytes, signer: Signer) -> bytes:
    """Return the content of `signature.json` for a manifest of exactly these bytes."""
    content = {
        "public_key": signer.key.public_key().public_bytes_raw().hex(),
        "name": signer.name,
        "signature": signer.key.sign(manifest).hex(),
    }
    return strict_json.written(content).encode()


def checked_signature(member: bytes, manifest: bytes, exported_by: str) -> Signature:
    """Return the signature in `signature.json`, found true.

    Raises BrokenSignature when it is not over these bytes, or gives another name than the
    manifest; UnreadableContent and OversizedFile when the member is none.
    """
    if len(member) > _LARGEST:
        raise OversizedFile(SIGNATURE)
    content = strict_json.read(member)
    if type(content) is not dict or content.keys() != {"public_key", "name", "signature"}:
        raise BrokenSignature("incomplete")
    public_key, signature = content["public_key"], content["signature"]
    if not (_fits(_KEY, public_key) and _fits(_DIGITS, signature)):
        raise BrokenSignature("no key")
    if content["name"] != exported_by:
        raise BrokenSignature("another name")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), manifest)
    except (InvalidSignature, ValueError) as error:
        raise BrokenSignature("not over this manifest") from error
    return Signature(public_key, exported_by)


def _fits(pattern: re.Pattern[str], value: Any) -> bool:
    return type(value) is str and pattern.fullmatch(value) is not None

"""The age format with little scrypt work, for tests that seal again and again.

Real seals cost a second and a gibibyte on purpose. Written after https://age-encryption.org/v1
with another library than Istmo's, so that Istmo's reading is checked against it as well.
"""

from __future__ import annotations

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

WORK = 10
CHUNK = 64 * 1024
_LABEL = b"age-encryption.org/v1/scrypt"


def encrypt(plaintext: bytes, passphrase: str, armored: bool = False) -> bytes:
    """Return what `pyrage.passphrase.encrypt` does, at once."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    scrypt = Scrypt(salt=_LABEL + salt, length=32, n=2**WORK, r=8, p=1)
    wrapped = ChaCha20Poly1305(scrypt.derive(passphrase.encode())).encrypt(
        bytes(12), file_key, None
    )
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (
        _letters(salt),
        WORK,
        _letters(wrapped),
    )
    mac = HMAC(_derived(file_key, b"", b"header"), SHA256())
    mac.update(header)
    payload = _stream(_derived(file_key, nonce, b"payload"), plaintext)
    sealed = header + b" " + _letters(mac.finalize()) + b"\n" + nonce + payload
    if not armored:
        return sealed
    name = b"AGE ENCRYPTED FILE-----\n"
    return b"-----BEGIN " + name + base64.encodebytes(sealed) + b"-----END " + name


def _stream(key: bytes, plaintext: bytes) -> bytes:
    cipher = ChaCha20Poly1305(key)
    starts = range(0, max(1, len(plaintext)), CHUNK)
    return b"".join(
        cipher.encrypt(
            number.to_bytes(11, "big") + bytes([start == starts[-1]]),
            plaintext[start : start + CHUNK],
            None,
        )
        for number, start in enumerate(starts)
    )


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt or None, purpose).derive(key)


def _letters(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")

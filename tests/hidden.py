"""Looking for secrets where none may be."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.exchange.seal.own_keys import OwnKeys


def shapes_of(secret: str | bytes) -> set[bytes]:
    """Return a secret as it might stand in a file: as text, wide, in base64, in digits."""
    plain = secret.encode() if isinstance(secret, str) else secret
    shapes = {plain, plain.hex().encode(), plain.hex().upper().encode()}
    shapes.add(base64.b64encode(plain).rstrip(b"="))
    if isinstance(secret, str):
        shapes |= {secret.encode("utf-16-le"), secret.encode("unicode_escape")}
    return shapes


def private_parts(keys: OwnKeys) -> list[str | bytes]:
    """Return the parts of keys that nobody but their owner may know."""
    return [keys.identity, keys.signing_key.private_bytes_raw()]


def found_in(content: bytes, secrets: Iterable[str | bytes]) -> list[str | bytes]:
    """Return the secrets that `content` gives away."""
    return [secret for secret in secrets if any(shape in content for shape in shapes_of(secret))]


def files_below(folder: Path, *, but: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield all files below a folder but those where a secret belongs."""
    left_out = set(but)
    yield from (path for path in folder.rglob("*") if path.is_file() and path not in left_out)

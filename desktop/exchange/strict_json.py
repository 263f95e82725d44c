"""JSON as a plan file writes it and, from a stranger, only the plain and bounded kind."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from desktop.exchange import limits
from desktop.exchange.refusals import OversizedFile, UnreadableContent

_STRUCTURE = b"[]{},"
_REST = bytes(set(range(256)) - set(_STRUCTURE))
_LONG_NUMBER = re.compile(rb"[0-9]{40}")


def written(value: Any) -> str:
    """Return `value` as compact JSON, its letters as they are and its keys in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read(content: bytes) -> Any:
    """Return the value that `content` is the JSON of.

    Raises UnreadableContent for what is no JSON or stretches it (NaN, a key given twice,
    another encoding than UTF-8), OversizedFile for what is deep or full beyond measure.
    """
    _check_structure(content)
    try:
        return json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
        )
    except (ValueError, RecursionError) as error:
        raise UnreadableContent(str(error)[:200]) from error


def _check_structure(content: bytes) -> None:
    """Measure depth and size without building anything, in time linear in the length."""
    # Without escaped quotes, every other piece between quotes is a string. A backslash that is
    # in none ends the reading where it stands, so what it makes of the rest does not matter.
    unescaped = content.replace(b"\\\\", b"").replace(b'\\"', b"") if b"\\" in content else content
    bare = b"".join(unescaped.split(b'"')[::2])
    if _LONG_NUMBER.search(bare):
        raise OversizedFile("a number of more than 40 digits")
    structure = bare.translate(None, _REST)
    opened = structure.count(b"[") + structure.count(b"{")
    if opened > limits.CONTAINERS or structure.count(b",") > limits.VALUES:
        raise OversizedFile("too many values")
    depth = 0
    for sign in structure.replace(b",", b""):
        depth += 1 if sign in b"[{" else -1
        if depth > limits.DEPTH:
            raise OversizedFile("lists within lists, too deep")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise UnreadableContent("a key is given twice")
    return result


def _refuse_constant(name: str) -> NoReturn:
    raise UnreadableContent(f"{name} is no number")

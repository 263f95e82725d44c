"""JSON spoiled anywhere: a walk to some place in the tree, and something odd put there.

Nothing here knows what a plan file holds, so that it goes wherever the format grows.
"""

from __future__ import annotations

import copy
import json
import math
from random import Random
from typing import Any

_AGAIN = "given again: "
"""In front of a key that is to be in the text twice."""
_RAW: tuple[str, ...] = (
    "1e999",
    "-1E+400",
    "9" * 39,
    "9" * 41,
    "0." + "3" * 5_000,
    "1" * 5_000,
    "007",
    "+1",
    "0x10",
    "undefined",
    '"\\u0000"',
    '"\\ud83d"',
    '"\\udead\\ubeef"',
    '"\\x41"',
    '"a\nb"',
    "'a'",
    '"never ended',
)
"""What no JSON writer writes; in a tree a mark stands for each."""
_MARKS = tuple(f"raw text {number}" for number in range(len(_RAW)))

ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    255,
    10_000_001,
    2**31,
    2**53 + 1,
    2**63,
    2**64,
    -(2**63) - 1,
    10**38,
    0.1,
    -0.0,
    1e-320,
    1e308,
    math.nan,
    math.inf,
    *_MARKS,
    "",
    " ",
    "\u202egnp.exe",
    "\u2066hidden\u2069",
    "\ufeff",
    "\u200b",
    "\x1b[2J\x07",
    "\x7f\x85",
    "e\u0301" * 40,
    "Z\u0351\u0352\u0353" * 20,
    "\U0010ffff\ufffe",
    "x" * 200_000,
    "x" * 200_001,
    "W" * 5_000,
    "../../../etc/passwd",
    "file:///etc/passwd",
    '=HYPERLINK("http://x")',
    "<img src=http://x onerror=alert(1)>",
    "'; DROP TABLE plan; --",
    "{0.__class__} {name} %s %(x)s {",
    "<para><img src='http://x'/></para>",
    "1",
    "٣",
    "NaN",
    "2027-02-30T08:00",
    "2027-03-01",
    "2027-03-01T08:00:00Z",
    "0001-01-01T00:00",
    "9999-12-31T23:59:59",
    "1900-01-01T00:00",
    "2199-12-31T23:59",
    "America/Panama",
    "posixrules",
    "exercise",
    "deleted",
    "0" * 28,
    "f" * 28,
    "0000000000000001" + "0" * 12,
    "0677000000000000" + "a" * 12,
    "A" * 12,
    "0" * 64,
    "00000000-0000-0000-0000-000000000000",
    "aaaaaaaa-0000-4000-8000-000000000000",
    "AAAAAAAA-0000-4000-8000-000000000000",
    [],
    {},
    [None],
    [[[[[[[[[[[[[[]]]]]]]]]]]]]],
    {"": ""},
    {"__class__": "os.system"},
    {"a": {"b": {"c": {}}}},
)


def written(value: Any) -> bytes:
    """Return the text of `value`, with what no JSON writer writes where its marks stand."""
    text = json.dumps(value).replace(_AGAIN, "")
    for mark, raw in zip(_MARKS, _RAW, strict=True):
        text = text.replace(f'"{mark}"', raw)
    return text.encode("utf-8", "surrogatepass")


def spoil(chance: Random, tree: Any) -> None:
    """Change something somewhere in a tree of lists and objects."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        parent, key = _place(chance, tree)
        if parent is None:
            return  # There is nothing left to spoil.
        chance.choice(_DAMAGES)(chance, parent, key)


def _place(chance: Random, tree: Any) -> tuple[Any, Any]:
    """Return a list or object of the tree, and a key in it; deep ones mostly."""
    parent, key = None, None
    value = tree
    while isinstance(value, dict | list) and value and (parent is None or chance.random() < 0.9):
        parent = value
        key = (
            chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
        )
        value = parent[key]
    return parent, key


def _odd(chance: Random, parent: Any, key: Any) -> None:
    parent[key] = copy.deepcopy(chance.choice(ODD))


def _near(chance: Random, parent: Any, key: Any) -> None:
    """Change a value a little, within its type."""
    value = parent[key]
    if isinstance(value, bool):
        parent[key] = not value
    elif isinstance(value, int):
        parent[key] = value + chance.choice((-1, 1, 2**16, -(2**40), 10**9))
    elif isinstance(value, str):
        place = chance.randint(0, len(value))
        sign = chance.choice(("0", "a", " ", "/", "\u00e9", "\n", "\t", "\u2028"))
        parent[key] = value[:place] + sign + value[place + chance.choice((0, 1)) :]
    else:
        parent[key] = [value]


def _remove(_chance: Random, parent: Any, key: Any) -> None:
    del parent[key]


def _add(chance: Random, parent: Any, key: Any) -> None:
    value = copy.deepcopy(chance.choice(ODD))
    if isinstance(parent, list):
        parent.insert(key, value)
    else:
        parent[chance.choice(("note", "__proto__", "id ", "ID", "", "a" * 500))] = value


def _repeat(chance: Random, parent: Any, key: Any) -> None:
    """Give an entry of a list, or a key of an object, twice."""
    again = copy.deepcopy(chance.choice((parent[key], None)))
    if isinstance(parent, list):
        parent.insert(key, copy.deepcopy(parent[key]))
    else:
        parent[_AGAIN + key] = again


def _rename(chance: Random, parent: Any, key: Any) -> None:
    if isinstance(parent, list):
        chance.shuffle(parent)
    else:
        parent[chance.choice((key.upper(), key + "_en", key[:-1], "\u0430" + key))] = parent.pop(
            key
        )


def _swap(chance: Random, parent: Any, key: Any) -> None:
    """Change two values of one list or object for each other."""
    other = (
        chance.choice(list(parent)) if isinstance(parent, dict) else chance.randrange(len(parent))
    )
    parent[key], parent[other] = parent[other], parent[key]


def _wrap(chance: Random, parent: Any, key: Any) -> None:
    value = parent[key]
    for _ in range(chance.choice((1, 2, 12, 150))):
        value = [value] if chance.random() < 0.5 else {"": value}
    parent[key] = value


_DAMAGES = (_odd, _odd, _odd, _near, _near, _near, _remove, _add, _repeat, _rename, _swap, _wrap)


def spoil_text(chance: Random, text: bytes) -> bytes:
    """Change the text itself: its encoding, its signs, its end."""
    quote = text.index(b'"')
    return chance.choice(
        (
            b"\xef\xbb\xbf" + text,
            text.decode().encode("utf-16"),
            text.decode().encode("utf-32"),
            text.decode().encode("latin-1", "replace"),
            text[:quote] + b"\xc0\xaf" + text[quote:],
            text.replace(b'":', b'"\xed\xa0\x80":', 1),
            text.rstrip() + b",",
            text.rstrip() + b"}",
            text.rstrip()[:-1],
            text.replace(b",", b",,", 1),
            text.replace(b"{", b"{/* note */", 1),
            text.replace(b'"', b"'"),
            text.replace(b":", b"=", 1),
            text + b"\x00",
            text + text,
            b"",
            b"null",
            b"[" * 13 + b"]" * 13,
            b"[" * 50_000,
            b"]" * 10 + b"[" * 10,
            b'{"tables":' * 40 + b"{}" + b"}" * 40,
            b"1" * 1000,
            b'"' + b"\\" * chance.choice((9_999, 10_000)) + b'"',
            b"[" + b"0," * 1_000_000 + b"0]",
            b"[" + b"[]," * 200_000 + b"[]]",
            b'["' + b'","' * 300_000 + b'"]',
            b" " * 500_000 + text,
        )
    )

"""A seeded mutator: valid plan files spoiled in one of many ways, the same way for a number.

`mutated(number, bases)` gives the file of that number. Kinds of damage take turns, so that
any few hundred numbers in a row hold all of them; what is spoiled where is left to chance.
What is inside a file is spoiled as a forger would: its digests agree again, and a sealed
file is sealed again, so that it is for the last of the checks to find it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from desktop.exchange.seal.lock import Key
from tests.exchange import mutated_age, mutated_bytes, mutated_content, mutated_zip
from tests.exchange.base_files import Base

Mutation = Callable[[Random, bytes], bytes]

KINDS: dict[str, Mutation] = {
    **{f"bytes: {name}": kind for name, kind in mutated_bytes.KINDS.items()},
    **{f"zip: {name}": kind for name, kind in mutated_zip.KINDS.items()},
    **{f"manifest: {name}": kind for name, kind in mutated_content.MANIFEST_KINDS.items()},
    **{f"plan: {name}": kind for name, kind in mutated_content.PLAN_KINDS.items()},
    **{f"history: {name}": kind for name, kind in mutated_content.OTHER_KINDS.items()},
    **{f"picture: {name}": kind for name, kind in mutated_content.PICTURE_KINDS.items()},
    **{f"signature: {name}": kind for name, kind in mutated_content.SIGNATURE_KINDS.items()},
    **{f"age: {name}": kind for name, kind in mutated_age.KINDS.items()},
}
"""Each takes the bytes of a valid file; those of a seal take a sealed one."""

_USUAL = (*["exercise", "signed", "release"] * 3, "workshop", "large")
_SEALED = ("sealed for a key", "sealed with a passphrase")
_ONLY: dict[str, tuple[str, ...]] = {
    "age": _SEALED,
    "signature": ("signed",),
    "history": ("exercise", "signed", "large"),
    "picture": ("exercise", "signed"),
}
_RESEALED = 0.15
"""How often what is spoiled is hidden inside a seal."""


@dataclass(frozen=True)
class Case:
    """A file that is not right: where it comes from, its bytes, and what opens its seal."""

    number: int
    kind: str
    base: str
    content: bytes
    key: Key | None


def mutated(number: int, bases: Mapping[str, Base]) -> Case:
    """Return the spoiled file of this number; the same for the same bases."""
    names = list(KINDS)
    kind, chance = names[number % len(names)], Random(number)
    family = kind.partition(":")[0]
    base = bases[chance.choice(_ONLY.get(family, _USUAL))]
    if family == "age":
        content = KINDS[kind](chance, base.content)
    elif family != "bytes" and chance.random() < _RESEALED:
        base = bases[chance.choice(_SEALED)]
        assert base.reseal is not None
        content = base.reseal(KINDS[kind](chance, base.bare))
    else:
        content = KINDS[kind](chance, base.content)
    return Case(number, kind, base.name, content, base.key)

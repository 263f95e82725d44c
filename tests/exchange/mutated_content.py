"""What is inside a plan file, spoiled by somebody who makes its digests agree again."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import struct
import zlib
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image
from sqlalchemy import select

from db.clock import wall_milliseconds
from db.departure import references_of
from db.library import Library
from db.record import fixed_id
from db.tables import TABLE_BY_NAME, FocusArea, Framework, Organization, Pillar
from desktop.exchange.seal.signature import SIGNATURE, Signer, signature_member
from desktop.planning.starter import prepare
from tests.exchange import mutated_json
from tests.exchange.zip_forge import STORED, Entry, entries_of, zipped

Json = dict[str, Any]
_BEYOND_CHECKS = frozenset({"manifest.json", SIGNATURE})
_YEAR = 366 * 86_400_000
_PLAN_FACTS = ("vector", "plan")


class Parts:
    """The members of a plan file, to be changed and put together again."""

    def __init__(self, content: bytes) -> None:
        self.members = {entry.name.decode(): entry.content for entry in entries_of(content)}
        self.manifest: Any = json.loads(self.members["manifest.json"])
        self.plan: Json = json.loads(self.members["plan.json"])

    @property
    def tables(self) -> dict[str, list[Json]]:
        tables: dict[str, list[Json]] = self.plan["tables"]
        return tables

    def row(self, chance: Random, *tables: str) -> Json:
        """Return some row, of any table or of these."""
        names = [name for name in tables or sorted(self.tables) if self.tables.get(name)]
        return chance.choice(self.tables[chance.choice(names)])

    def packed(self, text: bytes | None = None, signer: Signer | None = None) -> bytes:
        """Return the file with digests and facts that agree; a signature is true or gone."""
        self.members["plan.json"] = mutated_json.written(self.plan) if text is None else text
        self.members.pop(SIGNATURE, None)
        if isinstance(self.manifest, dict):
            self._say_what_the_plan_says()
            self.manifest["members"] = {
                name: {"bytes": len(member), "sha256": hashlib.sha256(member).hexdigest()}
                for name, member in self.members.items()
                if name not in _BEYOND_CHECKS
            }
        manifest = mutated_json.written(self.manifest)
        self.members["manifest.json"] = manifest
        if signer is not None:
            self.members[SIGNATURE] = signature_member(manifest, signer)
        return self.as_it_is()

    def as_it_is(self) -> bytes:
        return zipped(
            [
                Entry(name.encode(), member, STORED if name == "mimetype" else 8)
                for name, member in self.members.items()
            ]
        )

    def _say_what_the_plan_says(self) -> None:
        try:
            plan = self.tables["plan"][0]
            values = plan["values"]
            self.manifest["vector"] = plan["vector"]
            self.manifest["plan"] = {
                "id": plan["id"],
                "kind": values["kind"],
                "title": {"en": values["name_en"], "es": values["name_es"]},
            }
        except (KeyError, IndexError, TypeError, AttributeError):
            pass  # There is no plan left that it could speak of.


Change = Callable[[Random, Parts], None]


def _plan(change: Change) -> Callable[[Random, bytes], bytes]:
    """Return the mutation that changes the plan and makes all else agree with it."""

    def mutation(chance: Random, content: bytes) -> bytes:
        parts = Parts(content)
        change(chance, parts)
        return parts.packed()

    return mutation


def anything(chance: Random, parts: Parts) -> None:
    mutated_json.spoil(chance, parts.plan)


def any_value(chance: Random, parts: Parts) -> None:
    """Spoil one field of one row."""
    mutated_json.spoil(chance, parts.row(chance)["values"])


def any_row(chance: Random, parts: Parts) -> None:
    mutated_json.spoil(chance, parts.row(chance))


def other_data(chance: Random, content: bytes) -> bytes:
    """Spoil what else the file holds in JSON, such as its history."""
    parts = Parts(content)
    name = _other_member(chance, parts)
    tree = [json.loads(parts.members[name])]
    mutated_json.spoil(chance, tree)
    parts.members[name] = mutated_json.written(tree[0] if tree else None)
    return parts.packed()


def other_text(chance: Random, content: bytes) -> bytes:
    parts = Parts(content)
    name = _other_member(chance, parts)
    parts.members[name] = mutated_json.spoil_text(chance, parts.members[name])
    return parts.packed()


def other_lost(chance: Random, content: bytes) -> bytes:
    """Lose such a member, or bring it into a file of a format that has none."""
    parts = Parts(content)
    if chance.random() < 0.5:
        del parts.members[_other_member(chance, parts)]
    else:
        parts.manifest["format"] = chance.choice(("1.0", "1.1", "1.9"))
    return parts.packed()


def _other_member(chance: Random, parts: Parts) -> str:
    others = [
        name
        for name in sorted(parts.members)
        if name.endswith(".json") and name not in {"plan.json", *_BEYOND_CHECKS}
    ]
    return chance.choice(others)


def any_text(chance: Random, content: bytes) -> bytes:
    parts = Parts(content)
    return parts.packed(mutated_json.spoil_text(chance, parts.members["plan.json"]))


def loose(chance: Random, parts: Parts) -> None:
    """Let a row refer to what is nowhere, to itself, or to a row of another table."""
    row, column = _reference(chance, parts)
    others = [row["id"], parts.row(chance)["id"], fixed_id("nowhere"), None, "", 7]
    row["values"][column] = chance.choice(others)


def _reference(chance: Random, parts: Parts) -> tuple[Json, str]:
    """Return a row and a column by which it refers to another."""
    found = [
        (row, column)
        for name in sorted(parts.tables)
        for row in parts.tables[name][:20]
        for column in references_of(TABLE_BY_NAME[name])
    ]
    return chance.choice(found)


def circle(chance: Random, parts: Parts) -> None:
    """Let injects wait for each other, and rows of any kind refer in a circle."""
    injects = [row["id"] for row in parts.tables.get("inject", [])]
    for row in parts.tables.get("inject_dependency", []):
        row["values"]["inject_id"] = row["values"]["depends_on_id"]
    if len(injects) > 1 and "inject_dependency" in parts.tables:
        pattern = parts.tables["inject_dependency"][0]
        for number, inject in enumerate(injects):
            link = copy.deepcopy(pattern)
            link["id"] = fixed_id("circle", str(number), str(chance.random()))
            link["values"]["inject_id"] = inject
            link["values"]["depends_on_id"] = injects[(number + 1) % len(injects)]
            parts.tables["inject_dependency"].append(link)


def drop_rows(chance: Random, parts: Parts) -> None:
    """Lose a table, or a row that others refer to."""
    name = chance.choice(sorted(parts.tables))
    if chance.random() < 0.5:
        del parts.tables[name]
    else:
        parts.tables[name].remove(chance.choice(parts.tables[name]))


def same_id(chance: Random, parts: Parts) -> None:
    """Give two rows one id, those that refer to the one following or not."""
    one, other = parts.row(chance), parts.row(chance)
    old, new = one["id"], other["id"]
    one["id"] = new
    if chance.random() < 0.5:
        text = json.dumps(parts.plan).replace(old, new)
        parts.plan = json.loads(text)


def built_in(chance: Random, parts: Parts) -> None:
    """Bring other words under the id of a row that ships with Istmo."""
    shared = [pair for pair in _ids_of_istmo() if pair[0] in parts.tables]
    table, theirs = chance.choice(shared or [("plan", _ids_of_istmo()[0][1])])
    mine = parts.row(chance, table)
    parts.plan = json.loads(json.dumps(parts.plan).replace(mine["id"], theirs))
    for row in parts.tables[table]:
        if row["id"] == theirs and chance.random() < 0.5:
            row["born"] = "0" * 28
            row["values"]["key"] = "x"


@cache
def _ids_of_istmo() -> list[tuple[str, str]]:
    """Return table and id of the rows that every library has."""
    library = Library.in_memory()
    prepare(library)
    tables = (Framework, Pillar, FocusArea, Organization)
    ids = [
        (table.__tablename__, row_id)
        for table in tables
        for row_id in library.session.scalars(select(table.id).order_by(table.id))
    ]
    library.close()
    return ids


def future(chance: Random, parts: Parts) -> None:
    """Let somebody whose clock is far ahead have written a field, the vector knowing it."""
    ahead = chance.choice((0, _YEAR // 2, _YEAR * 2, _YEAR * 100))
    clock = min((wall_milliseconds() + ahead) << 16, (7_258_118_400_000 << 16) - 1)
    clock += chance.choice((0, 0, 0, 1 << 48))
    replica = chance.choice(("abcdefabcdef", "0" * 12, "f" * 12))
    row, plan = parts.row(chance), parts.tables["plan"][0]
    row["stamps"][chance.choice(list(row["values"]))] = f"{clock:016x}{replica}"
    plan["vector"][replica] = clock
    if "seen" in row:
        row["seen"][replica] = clock


def unseen(chance: Random, parts: Parts) -> None:
    """Let a vector not cover the stamps that it is for."""
    row = parts.row(chance, "plan", "person", "venue", "organization", "framework")
    vector = row["vector" if "vector" in row else "seen"]
    for replica in list(vector):
        vector[replica] = chance.choice((0, 1, max(0, vector[replica] - 1), -1))
    if chance.random() < 0.3:
        vector.clear()


def many_replicas(chance: Random, parts: Parts) -> None:
    count = chance.choice((999, 1_001, 20_000))
    parts.tables["plan"][0]["vector"].update({f"{n:012x}": n for n in range(1, count)})


def nobody(chance: Random, parts: Parts) -> None:
    """Say that rows are nobody's, as those that ship with Istmo and those released."""
    for row in parts.row(chance), parts.row(chance), parts.tables["plan"][0]:
        row["born"] = chance.choice(("0" * 28, row["born"][:16] + "0" * 12))


def delete(chance: Random, parts: Parts) -> None:
    """Turn tombstones: rows that others need are deleted, deleted ones are back."""
    for _ in range(chance.choice((1, 5, 50))):
        row = parts.row(chance)
        if "deleted" in row["values"]:
            row["values"]["deleted"] = not row["values"]["deleted"]


def more_plans(chance: Random, parts: Parts) -> None:
    plan = copy.deepcopy(parts.tables["plan"][0])
    if chance.random() < 0.5:
        plan["id"] = fixed_id("another", str(chance.random()))
    parts.tables["plan"].append(plan)


def many_rows(chance: Random, parts: Parts) -> None:
    row = parts.row(chance)
    name = next(name for name, rows in parts.tables.items() if row in rows)
    more = [{**row, "id": fixed_id("many", str(n))} for n in range(chance.choice((1_000, 3_000)))]
    parts.tables[name] += more


def positions(chance: Random, parts: Parts) -> None:
    """Put rows in places that are the same, endless, or none."""
    odd = ("", "V", "0", "V0", "zzz", "V" * 1_999 + "1", "V" * 2_001, "ñ", " ", "a b", "-", "10")
    rows = [row for rows in parts.tables.values() for row in rows if "position" in row["values"]]
    for row in rows:
        if chance.random() < 0.5:
            row["values"]["position"] = chance.choice(odd)


def times(chance: Random, parts: Parts) -> None:
    """Put what has a time at the edge of what can be told, or beyond."""
    start = chance.choice(("1900-01-01T00:00", "2199-12-31T23:59", "2200-01-01T00:00"))
    parts.tables["plan"][0]["values"]["start"] = start
    edges = (-5_270_400, 5_270_400, 5_270_401, 0, -1, 2**31)
    for rows in parts.tables.values():
        for row in rows:
            for name in ("offset_minutes", "duration_minutes", "scenario_minutes"):
                if name in row["values"] and chance.random() < 0.2:
                    row["values"][name] = chance.choice(edges[: chance.choice((2, 6))])


def words(chance: Random, parts: Parts) -> None:
    """Write the same odd words in every text of some table."""
    odd = chance.choice([value for value in mutated_json.ODD if isinstance(value, str)][13:])
    name = chance.choice(sorted(parts.tables))
    for row in parts.tables[name][:200]:
        for field, value in row["values"].items():
            if isinstance(value, str) and field.endswith(("_en", "_es")):
                row["values"][field] = odd


def unknown(chance: Random, parts: Parts) -> None:
    """Add tables and fields that no Istmo knows of, or that it keeps to itself."""
    if chance.random() < 0.5:
        names = (
            "replica",
            "setting",
            "sqlite_master",
            "journal_step",
            "risk",
            "attachment_content",
        )
        odd: tuple[Any, ...] = ([], [{}], {})
        parts.tables[chance.choice(names)] = chance.choice(odd)
    else:
        parts.row(chance)["values"][chance.choice(("plan_id", "risk", "seen", "rowid"))] = "x"


def sound(_chance: Random, _parts: Parts) -> None:
    """Change nothing: the forger itself breaks nothing, and what it makes is opened."""


def _manifest(change: Callable[[Random, Json], object]) -> Callable[[Random, bytes], bytes]:
    """Return the mutation that changes the manifest alone, after all else agrees."""

    def mutation(chance: Random, content: bytes) -> bytes:
        parts = Parts(content)
        parts.packed()
        change(chance, parts.manifest)
        parts.members["manifest.json"] = mutated_json.written(parts.manifest)
        return parts.as_it_is()

    return mutation


def version(chance: Random, manifest: Json) -> None:
    odd = (
        "1.0",
        "1.1",
        "1.2",
        "1.999",
        "2.0",
        "0.9",
        "99999999.1",
        "1",
        "1.1.1",
        "",
        "١.١",
        " 1.1",
    )
    manifest["format"] = chance.choice((*odd, 1.1, None, ["1.1"]))


def newer_with_more(chance: Random, content: bytes) -> bytes:
    """Make a file of a newer format, with parts that this Istmo does not know."""
    parts = Parts(content)
    parts.manifest["format"] = "1.9"
    row = parts.row(chance)
    row["more"] = 1
    row["values"]["more"] = chance.choice(mutated_json.ODD[:13])
    row["stamps"]["more"] = chance.choice((row["born"], "x", 5))
    parts.plan["more"] = {}
    parts.tables["risk"] = [{}]
    return parts.packed()


def older_with_less(chance: Random, content: bytes) -> bytes:
    """Make a file of the first format, which lacks fields and perhaps one that it had."""
    parts = Parts(content)
    parts.manifest["format"] = "1.0"
    for _ in range(chance.choice((1, 3))):
        values = parts.row(chance)["values"]
        values.pop(chance.choice(list(values)), None)
    return parts.packed()


def digests(chance: Random, manifest: Json) -> None:
    odd: tuple[Any, ...] = (0, "0" * 64, None, [], "A" * 64)
    member = chance.choice(list(manifest["members"].values()))
    member[chance.choice(("bytes", "sha256"))] = chance.choice(odd)


def audience(chance: Random, manifest: Json) -> None:
    odd = ("players", "public", "no-personal-data", "planners", "press", "", None, ["players"], 1)
    manifest["audience"] = chance.choice(odd)


def facts(chance: Random, manifest: Json) -> None:
    mutated_json.spoil(chance, manifest[chance.choice(_PLAN_FACTS)])


def author(chance: Random, manifest: Json) -> None:
    manifest["exported_by"] = chance.choice(mutated_json.ODD)


def manifest_text(chance: Random, content: bytes) -> bytes:
    parts = Parts(content)
    text = parts.members["manifest.json"]
    parts.members["manifest.json"] = mutated_json.spoil_text(chance, text)
    return parts.as_it_is()


def picture(chance: Random, content: bytes) -> bytes:
    """Put something else in the place of a picture, its row and its digest agreeing."""
    parts = Parts(content)
    old = chance.choice([name for name in parts.members if name.startswith("attachments/")])
    member = chance.choice(_pictures(parts.members.pop(old)))
    digest = hashlib.sha256(member).hexdigest()
    parts.members[f"attachments/{digest}"] = member
    for row in parts.tables["attachment"]:
        values = row["values"]
        if values["digest"] == old.partition("/")[2]:
            values["digest"], values["size"] = digest, len(member)
            if chance.random() < 0.3:
                values["media_type"] = chance.choice(("image/png", "image/svg+xml", "image/webp"))
    return parts.packed()


def picture_unlike(chance: Random, content: bytes) -> bytes:
    """Let a picture not be what its digest, its row or its name say."""
    parts = Parts(content)
    name = chance.choice([name for name in parts.members if name.startswith("attachments/")])
    member = parts.members[name]
    values = parts.row(chance, "attachment")["values"]
    match chance.randrange(5):
        case 0:
            parts.members[name] = member + b"x"
        case 1:
            del parts.members[name]
        case 2:
            parts.members[f"attachments/{'a' * 64}"] = member
        case 3:
            field = chance.choice(("size", "digest", "file_name", "media_type"))
            values[field] = chance.choice(mutated_json.ODD)
        case _:
            values["section_id"] = values["inject_id"] = None
    return parts.packed()


def many_pictures(chance: Random, content: bytes) -> bytes:
    """Attach one picture again and again, or many that no row names."""
    parts = Parts(content)
    row, count = parts.row(chance, "attachment"), chance.choice((3, 190, 201, 300))
    if chance.random() < 0.5:
        parts.tables["attachment"] += [
            {**row, "id": fixed_id("again", str(number))} for number in range(count)
        ]
    else:
        parts.members |= {f"attachments/{n:064x}": b"x" for n in range(count)}
    return parts.packed()


def _pictures(like: bytes) -> list[bytes]:
    """Return what is no picture, no small one, or more than one."""
    stream = io.BytesIO()
    Image.new("1", (19_000, 3_000)).save(stream, "png")
    spoiled = bytearray(like)
    spoiled[len(spoiled) // 2] ^= 0xFF
    return [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"MZ\x90\x00" + bytes(100),
        b"%PDF-1.7\n",
        b"BM" + bytes(60),
        b"\x00\x00\x01\x00" + bytes(60),
        b"II*\x00" + bytes(60),
        b"",
        b"\x89PNG\r\n\x1a\n",
        _png(0, 0),
        _png(1, 1),
        _png(2**31 - 1, 1),
        _png(60_000, 60_000),
        _png(20_000, 3_200, zlib.compress(bytes(4_000_000))),
        stream.getvalue(),
        b"\xff\xd8\xff\xe0\x00\x00" * 40,
        b"\xff\xd8" + b"\xff" * 500_000,
        b"\xff\xd8" + b"\xff\xe1\x00\x02" * 20_000,
        b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff",
        b"RIFF\x00\x00\x00\x00WEBPVP8X" + b"\xff" * 18,
        b"RIFF\x00\x00\x00\x00WEBPVP8L\x00\x00\x00\x00\x2f",
        like + b"<script>alert(1)</script>",
        like[: len(like) // 2],
        bytes(spoiled),
        like * 3,
    ]


def _png(width: int, height: int, data: bytes = b"") -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + data
    chunks = [
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in (head, body, b"IEND")
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def signature_flipped(chance: Random, content: bytes) -> bytes:
    parts = Parts(content)
    member = bytearray(parts.members[SIGNATURE])
    member[chance.randrange(len(member))] ^= 1 << chance.randrange(7)
    parts.members[SIGNATURE] = bytes(member)
    return parts.as_it_is()


def signature_spoiled(chance: Random, content: bytes) -> bytes:
    parts = Parts(content)
    signature = json.loads(parts.members[SIGNATURE])
    mutated_json.spoil(chance, signature)
    parts.members[SIGNATURE] = mutated_json.written(signature)
    return parts.as_it_is()


def signature_of_another(chance: Random, content: bytes) -> bytes:
    """Sign with a key of one's own in the name of the other; or put another key's name on."""
    parts = Parts(content)
    key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
    if chance.random() < 0.5:
        return parts.packed(signer=Signer(key, parts.manifest["exported_by"]))
    signature = json.loads(parts.members[SIGNATURE])
    signature["public_key"] = key.public_key().public_bytes_raw().hex()
    parts.members[SIGNATURE] = json.dumps(signature).encode()
    return parts.as_it_is()


def signed_before(chance: Random, content: bytes) -> bytes:
    """Change the plan or the manifest and keep the signature that was true before."""
    parts = Parts(content)
    signature = parts.members[SIGNATURE]
    if chance.random() < 0.5:
        parts.tables["plan"][0]["values"]["purpose_en"] = "Another purpose"
    else:
        parts.manifest["note"] = "x"
    parts.packed()
    parts.members[SIGNATURE] = signature
    return parts.as_it_is()


def signed_nothing(chance: Random, content: bytes) -> bytes:
    """Take away the manifest, or the signature, which leaves a file that nobody signed."""
    parts = Parts(content)
    del parts.members[chance.choice(("manifest.json", SIGNATURE))]
    return parts.as_it_is()


Kinds = dict[str, Callable[[Random, bytes], bytes]]

PLAN_KINDS: Kinds = {
    "anything, anywhere": _plan(anything),
    "any row": _plan(any_row),
    "any value": _plan(any_value),
    "any value again": _plan(any_value),
    "its text": any_text,
    "a loose reference": _plan(loose),
    "references in a circle": _plan(circle),
    "rows that are missing": _plan(drop_rows),
    "one id for two": _plan(same_id),
    "the ids of what ships with Istmo": _plan(built_in),
    "stamps from the future": _plan(future),
    "stamps nobody has seen": _plan(unseen),
    "a crowd of replicas": _plan(many_replicas),
    "stamps of nobody": _plan(nobody),
    "tombstones turned": _plan(delete),
    "two plans": _plan(more_plans),
    "thousands of rows": _plan(many_rows),
    "odd places": _plan(positions),
    "times at the edge": _plan(times),
    "odd words": _plan(words),
    "unknown tables": _plan(unknown),
    "nothing": _plan(sound),
}
OTHER_KINDS: Kinds = {
    "anything": other_data,
    "anything again": other_data,
    "anything once more": other_data,
    "its text": other_text,
    "lost or too early": other_lost,
}
MANIFEST_KINDS: Kinds = {
    "anything": _manifest(mutated_json.spoil),
    "its text": manifest_text,
    "another format": _manifest(version),
    "a newer format": newer_with_more,
    "an older format": older_with_less,
    "wrong digests": _manifest(digests),
    "another audience": _manifest(audience),
    "other facts": _manifest(facts),
    "an odd author": _manifest(author),
}
PICTURE_KINDS: Kinds = {
    "another thing": picture,
    "another thing again": picture,
    "unlike its row": picture_unlike,
    "too many": many_pictures,
}
SIGNATURE_KINDS: Kinds = {
    "a flipped bit": signature_flipped,
    "spoiled": signature_spoiled,
    "another key": signature_of_another,
    "changed since": signed_before,
    "torn off": signed_nothing,
}

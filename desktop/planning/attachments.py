"""Pictures and maps attached to the scenario and to injects, kept in the library itself."""

from __future__ import annotations

from pathlib import Path

from db.attachments import content_of, digest_of, keep_content
from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.tables import Attachment, Inject, ScenarioSection
from db.text import Text
from desktop.language import N_, _
from desktop.planning.pictures import MEDIA_TYPES, picture_of

__all__ = [
    "MOST_ATTACHMENTS",
    "MOST_BYTES",
    "MOST_BYTES_OF_PLAN",
    "AttachmentRefused",
    "add_attachment",
    "content_of",
    "size_of_all",
]

MEBIBYTE = 1024 * 1024
MOST_BYTES = 8 * MEBIBYTE
MOST_BYTES_OF_PLAN = 64 * MEBIBYTE
MOST_ATTACHMENTS = 200
LONGEST_NAME = 120
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')
"""Signs that some system does not take in the name of a file."""


class AttachmentRefused(ValueError):
    """A file that is not attached; the message says why, in the interface's language."""


def add_attachment(
    plan: OpenPlan,
    path: Path,
    *,
    section: ScenarioSection | None = None,
    inject: Inject | None = None,
    caption: Text | None = None,
    for_players: bool = False,
) -> Attachment:
    """Attach the picture at `path` to a scenario section or an inject, in one edit.

    The kind is told from the content. Raises AttachmentRefused, OSError when the file
    cannot be read, and UnwritableLibrary.
    """
    content = _read(path)
    picture = picture_of(content)
    if picture is None:
        message = _("“{file}” is not a picture that can be attached. Use PNG, JPEG or WebP.")
        raise AttachmentRefused(message.format(file=path.name))
    if not picture.is_bearable:
        message = _(
            "“{file}” is {width} × {height} pixels, more than can be shown. Make it smaller first."
        )
        sides = {"width": picture.width, "height": picture.height}
        raise AttachmentRefused(message.format(file=path.name, **sides))
    _check_room(plan, path.name, content)
    with plan.edit(N_("Attach {file}"), file=path.name):
        row = Attachment(
            section_id=None if section is None else section.id,
            inject_id=None if inject is None else inject.id,
            file_name=plain_name(path.name, picture.media_type),
            media_type=picture.media_type,
            size=len(content),
            digest=keep_content(plan, content),
            caption=caption or Text(),
            for_players=for_players,
        )
        return plan.add(row)


def size_of_all(reader: PlanReader) -> int:
    """Return how many bytes the attachments of a plan have together."""
    return sum(_sizes(reader).values())


def _sizes(reader: PlanReader) -> dict[str, int]:
    """Return the size of each picture; one that is attached twice is stored once."""
    return {row.digest: row.size for row in reader.rows(Attachment)}


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        message = _("“{file}” is larger than {most} MB. Make it smaller first.")
        raise AttachmentRefused(message.format(file=path.name, most=MOST_BYTES // MEBIBYTE))
    return content


def _check_room(reader: PlanReader, name: str, content: bytes) -> None:
    too_many = len(reader.rows(Attachment)) >= MOST_ATTACHMENTS
    sizes = _sizes(reader) | {digest_of(content): len(content)}
    if too_many or sum(sizes.values()) > MOST_BYTES_OF_PLAN:
        message = _(
            "There is no room for “{file}”: a plan holds at most {count} pictures with {most} MB "
            "together. Remove one first."
        )
        most = MOST_BYTES_OF_PLAN // MEBIBYTE
        raise AttachmentRefused(message.format(file=name, count=MOST_ATTACHMENTS, most=most))


def plain_name(name: str, media_type: str) -> str:
    """Return a file name that every system takes and that ends as its kind does."""
    endings = MEDIA_TYPES[media_type]
    stem, dot, ending = name.rpartition(".")
    if f".{ending.lower()}" in endings and stem:
        ending = f"{dot}{ending}"
    else:
        stem, ending = name, endings[0]
    signs = "".join(sign for sign in stem if sign.isprintable() and sign not in _NOT_IN_NAMES)
    plain = signs.strip(" .")[: LONGEST_NAME - len(ending)].rstrip(" .")
    return f"{plain or 'picture'}{ending}"

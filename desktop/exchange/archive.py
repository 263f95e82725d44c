"""The ZIP around a plan file: packed the same way every time, unpacked with distrust."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from desktop.exchange import limits
from desktop.exchange.refusals import (
    AlteredFile,
    EmptyFile,
    EncryptedFile,
    ForeignFile,
    OversizedFile,
    PlanFileRefused,
    SuspiciousFile,
    TruncatedFile,
)

MIMETYPE = "application/vnd.istmo.plan+zip"
MIMETYPE_MEMBER = "mimetype"
ATTACHMENTS = "attachments/"
"""The folder of the pictures, each named by its digest."""

_FIRST_MEMBER = b"PK\x03\x04"
_NAME_PLACE = 30
_NAME_AND_VALUE = (MIMETYPE_MEMBER + MIMETYPE).encode()
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_ZIP64_SIGNATURE = b"PK\x06\x07"
_ZIP64_BYTES = 20
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What Python's zipfile raises when it meets bytes that are not as they should be."""


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return `members` as a ZIP whose bytes depend on nothing but them.

    The mimetype comes first and is not compressed, so that its name and value stand at
    fixed places in the file, where `file` and the desktop look for them. Pictures are
    compressed already.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {MIMETYPE_MEMBER: MIMETYPE.encode(), **members}.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            stored = name == MIMETYPE_MEMBER or name.startswith(ATTACHMENTS)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return buffer.getvalue()


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, and no more than the largest plan file has.

    Raises PlanFileRefused when it is no plan file for certain, OSError when it cannot be
    read.
    """
    if path.exists() and not path.is_file():
        raise ForeignFile("not a regular file")
    try:
        with path.open("rb") as file:
            content = file.read(limits.FILE_BYTES + 1)
    except OSError as error:
        # One in the middle of the file does not say which file it was.
        raise OSError(error.errno, error.strerror, str(path)) from error
    if not content:
        raise EmptyFile
    return content


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the members of a ZIP, by name. Raises PlanFileRefused.

    Nothing is written to disk, so no name in the file can lead anywhere.
    """
    if len(content) > limits.FILE_BYTES:
        raise OversizedFile(f"more than {limits.FILE_BYTES} bytes")
    _check_end(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            return {entry.filename: _content_of(archive, entry) for entry in entries}
    except PlanFileRefused:
        raise
    except _BROKEN as error:
        raise AlteredFile(f"{type(error).__name__}: {error}") from error


def check_beginning(content: bytes) -> None:
    """Check the bytes by which a plan file is known, before anything behind them.

    Raises ForeignFile and TruncatedFile.
    """
    known = content[_NAME_PLACE : _NAME_PLACE + len(_NAME_AND_VALUE)]
    if not content.startswith(_FIRST_MEMBER) or not _NAME_AND_VALUE.startswith(known):
        raise ForeignFile("not a ZIP file with a plan's mimetype in front")
    if known != _NAME_AND_VALUE:
        raise TruncatedFile("nothing but a beginning")


def _check_end(content: bytes) -> None:
    """Check the record at the end of the file before zipfile reads what it points to."""
    record = content[-_END.size :]
    if len(record) < _END.size or not record.startswith(_END_SIGNATURE):
        if content.rfind(_END_SIGNATURE) >= 0:
            raise AlteredFile("something follows the end of the ZIP")
        raise TruncatedFile("the end of the ZIP is missing")
    _, _, _, _, members, directory_bytes, _, _ = _END.unpack(record)
    locator = content[-_END.size - _ZIP64_BYTES : -_END.size]
    if locator.startswith(_ZIP64_SIGNATURE):
        raise SuspiciousFile("a ZIP64 file")
    if members > limits.MEMBERS or directory_bytes > limits.DIRECTORY_BYTES:
        raise OversizedFile(f"{members} members, {directory_bytes} bytes of names")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise SuspiciousFile("a name occurs twice")
    if sum(entry.file_size for entry in entries) > limits.UNPACKED_BYTES:
        raise OversizedFile("too much when unpacked")
    for entry in entries:
        _check_entry(entry)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise EncryptedFile(entry.filename)
    if not _is_plain(entry.orig_filename) or entry.orig_filename != entry.filename:
        raise SuspiciousFile(f"the name {entry.orig_filename!r}")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        raise SuspiciousFile(f"{entry.filename} is not a plain file")
    if entry.compress_type not in _METHODS:
        raise SuspiciousFile(f"{entry.filename} is compressed by method {entry.compress_type}")
    if entry.file_size > limits.MANIFEST_BYTES and (
        entry.file_size > entry.compress_size * limits.COMPRESSION_RATIO
    ):
        raise OversizedFile(f"{entry.filename} is a bomb")


def _is_plain(name: str) -> bool:
    """Return whether `name` is a relative path that stays where it is."""
    steps = name.split("/")
    return name.isprintable() and not any(
        step in {"", ".", ".."} or "\\" in step or ":" in step for step in steps
    )


def _content_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as member:
        content = member.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise AlteredFile(f"{entry.filename} is not as long as it should be")
    return content

"""The sentence a planner reads when something known went wrong.

Errors are raised as classes that say what happened; here each is put into words: what
happened, that nothing is lost, and what to do next.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import TypeVar

from db.arrival import PlanAlreadyHere
from db.errors import (
    DamagedLibrary,
    ForeignLibrary,
    LibraryError,
    MigrationFailed,
    NewerLibrary,
    UnknownPlan,
    UnwritableLibrary,
)
from db.text import Language
from desktop.exchange.refusals import (
    AlteredFile,
    BinnedPlan,
    EmptyFile,
    EncryptedFile,
    ForeignFile,
    FutureFile,
    LooseReference,
    NewerFile,
    OtherPlan,
    OversizedFile,
    PlanFileRefused,
    ReleaseCopyOnly,
    RepeatedId,
    SuspiciousFile,
    TruncatedFile,
    UnfitPlan,
    UnreadableContent,
    UnsoundContent,
)
from desktop.exchange.seal.words import SEAL_ERRORS, seal_sentence
from desktop.exchange.spreadsheets.refusals import (
    DamagedSpreadsheet,
    EmptySpreadsheet,
    LockedSpreadsheet,
    NoInjectsFound,
    NotASpreadsheet,
    OversizedSpreadsheet,
    SuspiciousSpreadsheet,
    UnfitMapping,
)
from desktop.language import N_, _, in_language, spoken
from desktop.planning.attachments import AttachmentRefused
from desktop.planning.entries import EntryRefused
from desktop.planning.templates import UnknownTemplate

E = TypeVar("E", bound=Exception)

__all__ = ["KNOWN_ERRORS", "NEWER_PLAN_FILE", "apology"]

KNOWN_ERRORS: tuple[type[Exception], ...] = (
    LibraryError,
    UnknownPlan,
    PlanFileRefused,
    PlanAlreadyHere,
    EntryRefused,
    AttachmentRefused,
    UnknownTemplate,
    *SEAL_ERRORS,
    OSError,
)
"""What a person can meet without a fault of the program."""

NEWER_PLAN_FILE = N_(
    "The file was written by a newer Istmo. What this one does not know of was left out."
)
"""The notice when a plan file was opened although it is newer."""

_NOTHING_WRITTEN = N_("Your library is unchanged.")

_REFUSALS: dict[type[PlanFileRefused], str] = {
    EmptyFile: N_("The file is empty. Ask for it to be sent again."),
    ForeignFile: N_(
        "This is not a plan file. Plan files are exported from Istmo; their names end in .istmo."
    ),
    TruncatedFile: N_(
        "The end of the file is missing, as when copying is interrupted. Copy it again, or ask"
        " for it to be sent again."
    ),
    AlteredFile: N_(
        "The file was damaged on its way: its content does not agree with its check digits. Ask"
        " for it to be sent again."
    ),
    EncryptedFile: N_(
        "The file is locked with a password, which plan files are not. Ask for it to be exported"
        " from Istmo again."
    ),
    OversizedFile: N_("The file holds more than any plan does, so it was not opened."),
    SuspiciousFile: N_(
        "The file holds parts that no plan file has. It may be meant to do harm, so it was not"
        " opened."
    ),
    NewerFile: N_(
        "The file was written by a newer Istmo, in format {version}. Install that Istmo to open it."
    ),
    UnreadableContent: N_(
        "What the file holds cannot be read as a plan. Ask for it to be exported again."
    ),
    UnsoundContent: N_(
        "The file holds something that does not belong in a plan ({place}). Ask for it to be"
        " exported again."
    ),
    LooseReference: N_(
        "The plan in the file is incomplete: it refers to something that the file does not hold."
        " Ask for it to be exported again."
    ),
    RepeatedId: N_(
        "An entry in the file has the same identity as another one. Ask for it to be exported"
        " again."
    ),
    FutureFile: N_(
        "The file was written on a computer whose clock is more than a year ahead. Ask for that"
        " clock to be set."
    ),
    BinnedPlan: N_("The plan is in the bin. Bring it back from there first."),
    ReleaseCopyOnly: N_(
        "The file is a release copy: it holds only what its readers may see, so it cannot be"
        " merged. Ask for a plan file for planners."
    ),
    OtherPlan: N_(
        "The file holds another plan, so the two have nothing to compare or merge. Choose a file"
        " that was exported from this plan."
    ),
    UnfitPlan: N_(
        "The plan holds something that no plan file can carry ({detail}). Change it and export"
        " again. The plan itself is safe."
    ),
    NotASpreadsheet: N_(
        "This is not a spreadsheet that can be read. MSELs are read from .xlsx, .xls, .ods and"
        " .csv files."
    ),
    EmptySpreadsheet: N_("The spreadsheet is empty. Ask for it to be sent again."),
    DamagedSpreadsheet: N_(
        "The spreadsheet is damaged and cannot be read. Open it in Excel or LibreOffice, save it"
        " under another name, and try that one."
    ),
    LockedSpreadsheet: N_(
        "The spreadsheet is locked with a password. Save it without one and try again."
    ),
    OversizedSpreadsheet: N_("The spreadsheet is larger than any MSEL, so it was not read."),
    SuspiciousSpreadsheet: N_(
        "The spreadsheet holds parts that none needs. It may be meant to do harm, so it was not"
        " read."
    ),
    NoInjectsFound: N_(
        "No sheet of the file looks like a MSEL: a column of times beside one of titles or"
        " messages. Name the columns in the first row, or say which is which with a mapping."
    ),
    UnfitMapping: N_("The mapping does not fit: {detail}."),
    PlanFileRefused: N_("The file cannot be opened ({detail})."),
}

_LIBRARY: dict[type[LibraryError], str] = {
    ForeignLibrary: N_(
        "{path} is not a library of Istmo. It was left as it is. Choose another file."
    ),
    NewerLibrary: N_(
        "The library {path} was written by a newer Istmo. It was left as it is. Install that"
        " Istmo to open it."
    ),
    DamagedLibrary: N_(
        "The library {path} is damaged. It was left as it is. Start Istmo's window to restore the"
        " newest backup."
    ),
    UnwritableLibrary: N_(
        "The library {path} cannot be written ({detail}). What was saved before is safe. See that"
        " the disk has room and that you may write there."
    ),
    MigrationFailed: N_(
        "The library {path} could not be brought up to date ({detail}). It is as it was before."
    ),
    LibraryError: N_("The library {path} cannot be used ({detail}). It was left as it is."),
}

_FULL = N_("The disk is full. Make room and try again; your plans are safe.")
_LOST = N_(
    "{path} could not be read or written to its end. See that its disk or stick is still"
    " connected, and try again; your plans are safe."
)

_SYSTEM: dict[int, str] = {
    errno.ENOENT: N_("There is no file or folder {path}."),
    errno.EACCES: N_("You are not allowed to read or write {path}."),
    errno.EPERM: N_("You are not allowed to read or write {path}."),
    errno.EROFS: N_("You are not allowed to read or write {path}."),
    errno.EISDIR: N_("{path} is a folder. Name a file."),
    errno.ENOTDIR: N_("{path} is not in a folder."),
    errno.EEXIST: N_("{path} exists already."),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: N_("{path} would be larger than its disk takes. Choose another disk or folder."),
    errno.EIO: _LOST,
    errno.ENODEV: _LOST,
    errno.ENXIO: _LOST,
    errno.ENAMETOOLONG: N_("The name {path} is too long."),
}


def apology(error: BaseException, language: Language | None = None) -> str:
    """Return what a planner should read about `error`, in the language of the interface.

    An error that is none of the known ones gets a sentence that says so.
    """
    with in_language(language or spoken()):
        return seal_sentence(error) if isinstance(error, SEAL_ERRORS) else _sentence(error)


def _sentence(error: BaseException) -> str:
    match error:
        case PlanFileRefused():
            return _of_refusal(error)
        case PlanAlreadyHere():
            return _of_plan_here(error)
        case LibraryError():
            message = _(_of_class(_LIBRARY, error))
            return message.format(path=error.path, detail=error.detail)
        case EntryRefused() | UnknownTemplate() | AttachmentRefused():
            return str(error)
        case OSError():
            return _of_system(error)
        case _:
            return _of_other(error)


def _of_refusal(error: PlanFileRefused) -> str:
    place = getattr(error, "place", "")
    version = getattr(error, "version", "")
    message = _(_of_class(_REFUSALS, error))
    sentence = message.format(place=place, version=version, detail=error.detail)
    if isinstance(error, UnfitPlan | BinnedPlan):
        return sentence
    return f"{sentence} {_(_NOTHING_WRITTEN)}"


def _of_plan_here(error: PlanAlreadyHere) -> str:
    name = error.name.best(spoken())
    if error.in_bin:
        message = _(
            "The plan “{name}” is in the bin of this library. Bring it back from there, or open"
            " the file as a separate copy."
        )
    else:
        message = _(
            "The plan “{name}” is in this library already. Open the file as a separate copy to"
            " have both."
        )
    return message.format(name=name)


def _of_system(error: OSError) -> str:
    path = str(error.filename or "")
    message = _SYSTEM.get(error.errno or 0)
    if message is None or (not path and "{path}" in message):
        message = N_("The system refused: {reason}. What was saved before is safe.")
    return _(message).format(path=path, reason=error.strerror or str(error))


def _of_other(error: BaseException) -> str:
    if isinstance(error, UnknownPlan):
        message = _("No plan in the library answers to “{reference}”.")
        return message.format(reference=error.args[0] if error.args else "")
    message = _("Something unexpected happened ({error}). What was saved before is safe.")
    return message.format(error=f"{type(error).__name__}: {error}"[:300])


def _of_class(sentences: Mapping[type[E], str], error: E) -> str:
    return next(sentence for kind, sentence in sentences.items() if isinstance(error, kind))

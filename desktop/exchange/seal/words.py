"""What a planner reads about seals, signatures and keys: calm, and with what to do next."""

from __future__ import annotations

from desktop.exchange.seal.refusals import (
    BrokenSeal,
    BrokenSignature,
    CardRefused,
    ContactWithoutKey,
    DamagedKeys,
    KeysAlreadyHere,
    Needs,
    NoKeys,
    SealedFile,
    ShortPassphrase,
    UnknownContact,
    WrongKeyPassphrase,
    WrongPassphrase,
    WrongRecipient,
)
from desktop.language import N_, _

SEAL_ERRORS: tuple[type[Exception], ...] = (
    SealedFile,
    WrongPassphrase,
    WrongRecipient,
    BrokenSeal,
    BrokenSignature,
    NoKeys,
    KeysAlreadyHere,
    WrongKeyPassphrase,
    DamagedKeys,
    ShortPassphrase,
    CardRefused,
    UnknownContact,
    ContactWithoutKey,
)
"""The errors that `seal_sentence` puts into words."""

RELEASE_COPY = N_(
    "This is a release copy: it holds only what its readers may see. It opens as a plan of its"
    " own, and nothing of it can be merged into the plan it was made from."
)
"""The notice when a release copy is opened."""

_NEEDS: dict[Needs, str] = {
    "passphrase": N_(
        "The file is sealed with a passphrase. Ask its sender for it, best over the telephone."
    ),
    "key": N_("The file is sealed for certain people. It opens with your own key."),
}
_SENTENCES: dict[type[Exception], str] = {
    WrongPassphrase: N_(
        "The passphrase does not open this file. Check capitals and spaces, or ask the sender to"
        " read it to you again."
    ),
    WrongRecipient: N_(
        "The file was sealed for other people, not for your key. Send its sender your contact"
        " card and ask for it again."
    ),
    BrokenSeal: N_(
        "The sealed file is not as it was sent: it was damaged or changed on its way, so it was"
        " not opened. Ask for it to be sent again."
    ),
    BrokenSignature: N_(
        "The signature does not fit what the file holds: it was damaged or changed after it was"
        " signed, so it was not opened. Ask its sender for it again."
    ),
    NoKeys: N_("You have no keys of your own yet. Make them on the page “Partners”."),
    KeysAlreadyHere: N_(
        "You have keys already. They were left as they are, for files sealed for you open with"
        " them alone."
    ),
    WrongKeyPassphrase: N_(
        "The passphrase does not open your own keys. Check capitals and spaces. Nothing was"
        " changed."
    ),
    DamagedKeys: N_(
        "The file of your own keys is damaged. It was left as it is. Bring back a copy of it if"
        " you have one; else set it aside, make new keys, and give your partners your new"
        " contact card."
    ),
    CardRefused: N_(
        "This is not a contact card, or it was changed on its way. Ask for it to be sent again."
    ),
}


def seal_sentence(error: Exception) -> str:
    """Return what a planner should read about one of `SEAL_ERRORS`."""
    match error:
        case SealedFile():
            return _(_NEEDS[error.needs])
        case ShortPassphrase():
            message = _("The passphrase is too short. Take at least {count} characters.")
            return message.format(count=error.least)
        case UnknownContact():
            message = _("No contact, or more than one, answers to “{name}”.")
            return message.format(name=error.args[0] if error.args else "")
        case ContactWithoutKey():
            message = _(
                "{name} has given you no key to seal for. Ask for a contact card and read it in."
            )
            return message.format(name=error.name)
        case _:
            return _(_SENTENCES[type(error)])

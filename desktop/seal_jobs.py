"""What `istmo` does with seals, keys and contacts.

A passphrase is read from a file or from standard input, never from the command line, which
other people on the machine can see.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.language import _
from desktop.places import keys_path, library_path

if TYPE_CHECKING:
    from db.correspondence import Contact
    from db.library import Library
    from db.open_plan import OpenPlan
    from desktop.exchange.seal.cover import LastSeen
    from desktop.exchange.seal.post import Letter, Opened

LONGEST_PASSPHRASE = 4096
STANDARD_INPUT = Path("-")


class NotSaid(ValueError):
    """A passphrase or a name was not where it should be; the message is a sentence."""


def letter_of(options: Namespace) -> Letter:
    """Return how a plan file goes out, as the command line asks for it.

    Contacts are those of the planner's library, wherever the plan is from.
    """
    from desktop.exchange.seal.own_keys import unlocked_keys
    from desktop.exchange.seal.post import Letter

    keys = None
    if options.sign:
        keys = unlocked_keys(keys_path(), _key_passphrase(options))
    return Letter(
        audience=options.audience,
        passphrase=passphrase_in(options.sealing) if options.sealing else "",
        receivers=_receivers(options),
        keys=keys,
    )


def send(
    plan: OpenPlan, options: Namespace, *, author: str, origin: OpenPlan | None = None
) -> None:
    """Write a plan to the file that the command line names, sealed and signed as asked for.

    `author` is said to have exported it, unless it is signed: then it is the planner. It is
    put in the outbox of `origin`, the plan as the planner's library has it, when that is
    another than `plan`. Raises what `post.write` does, NotSaid and UnknownContact.
    """
    from desktop.exchange.seal.post import note_departure, write

    letter = letter_of(options)
    if letter.keys is not None:
        author = _own_name(options) or author
    if options.cover and options.cover.absolute() == options.output.absolute():
        raise NotSaid(_("Name another file for the cover page than for the plan."))
    seen = _seen(plan, letter) if options.cover else []
    written = write(plan, options.output, letter, keys_path(), author=author)
    outbox = origin.library if origin else plan.library
    note_departure(plan, options.output, letter, written=written, library=outbox)
    if options.cover:
        _print_cover(plan, seen, author, options)


def _seen(plan: OpenPlan, letter: Letter) -> list[LastSeen]:
    """Return what the receivers have seen so far. Raises NotSaid when nobody has seen anything."""
    from desktop.exchange.audiences import PLANNERS
    from desktop.exchange.seal.cover import last_seen

    if letter.audience != PLANNERS:
        raise NotSaid(_("Release copies have no cover page: what is new may not be for everyone."))
    seen = last_seen(plan.library, plan.id, letter.receivers)
    if not seen:
        message = _("{name} has not seen this plan yet.")
        names = ", ".join(contact.name for contact in letter.receivers)
        if not names:
            raise NotSaid(_("Use --to to say whom the cover page is for."))
        raise NotSaid(message.format(name=names))
    return seen


def _print_cover(plan: OpenPlan, seen: list[LastSeen], author: str, options: Namespace) -> None:
    """Print the cover. Raises NotSaid when it cannot be written; the export is whole then."""
    from desktop.apology import apology
    from desktop.exchange.seal.cover import CoverWish, news_of
    from desktop.language import in_language
    from desktop.packets.change_cover import print_cover

    wish = CoverWish(options.language, options.paper)
    with in_language(wish.first):
        news = news_of(plan, seen, author)
    try:
        print_cover(plan, news, language=wish.language, paper=wish.paper, path=options.cover)
    except OSError as error:
        message = _("{file} was exported, but its cover page was not written. {reason}")
        said = message.format(file=options.output.name, reason=apology(error))
        raise NotSaid(said) from error


def read_file(options: Namespace, library: Library) -> Opened:
    """Read the plan file that the command line names, opening its seal if it has one."""
    from desktop.exchange.seal.post import introduced
    from desktop.sealed_input import SealedInput

    return introduced(library, SealedInput(options).read(options.file), keys_path())


def introduce(library: Library, options: Namespace) -> None:
    """Keep what the planner says of themselves, for partners. Raises NotSaid without a name."""
    from db.library import PROFILE

    profile = library.setting(PROFILE) or {}
    said = {field: getattr(options, field) for field in ("name", "organization", "email")}
    profile |= {field: text for field, text in said.items() if text}
    if not profile.get("name"):
        raise NotSaid(_("Say with --name who you are, so that your partners know your keys."))
    if any(said.values()):
        library.set_setting(PROFILE, profile)


def make_own_keys(passphrase_file: Path) -> None:
    """Make the planner's own keys under the passphrase in a file."""
    from desktop.exchange.seal.own_keys import make_keys

    make_keys(keys_path(), passphrase_in(passphrase_file))


def own_card(library: Library) -> Contact:
    """Return the planner as a contact, with the public keys. Raises NoKeys."""
    from db.correspondence import Contact
    from db.library import PROFILE
    from desktop.exchange.seal.own_keys import public_keys
    from desktop.exchange.seal.refusals import NoKeys

    keys = public_keys(keys_path())
    if keys is None:
        raise NoKeys
    profile = library.setting(PROFILE) or {}
    return Contact(
        name=profile.get("name", ""),
        organization=profile.get("organization", ""),
        email=profile.get("email", ""),
        age_key=keys.age,
        signing_key=keys.signing,
    )


def read_card(library: Library, path: Path, *, replace: bool) -> None:
    """Read in a partner's card. Raises CardRefused, OSError, and NotSaid for one in doubt.

    A card that would replace a key of a contact, or carries a known name with other keys, is
    in doubt, unless the planner has said that the keys are to be replaced.
    """
    from desktop.exchange.seal.card_keeping import acquaintance, keep_card
    from desktop.exchange.seal.contact_card import LONGEST_CARD, contact_on, digits_of

    with path.open("rb") as file:
        card = contact_on(file.read(LONGEST_CARD + 1))
    known = acquaintance(library, card)
    if known.in_doubt and not replace:
        message = _(
            "The card is from {name}, who is already a contact, but it holds different "
            "keys. Call them on a number that you know and compare the digits of the card: "
            "{digits} Use --replace-keys to accept them."
        )
        raise NotSaid(message.format(name=card.signs_as, digits=digits_of(card)))
    keep_card(library, card, known.same or known.doubtful)


def passphrase_in(path: Path) -> str:
    """Return the passphrase on the first line of a file, or of standard input for `-`.

    Raises NotSaid and OSError.
    """
    if path == STANDARD_INPUT:
        line = sys.stdin.readline(LONGEST_PASSPHRASE)
    else:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            line = file.readline(LONGEST_PASSPHRASE)
    passphrase = line.rstrip("\r\n")
    if not passphrase:
        message = _("There is no passphrase on the first line of {path}.")
        raise NotSaid(message.format(path=path))
    return passphrase


def _key_passphrase(options: Namespace) -> str:
    if options.key_passphrase_file is None:
        message = _("Say with --key-passphrase-file where the passphrase of your own keys is.")
        raise NotSaid(message)
    return passphrase_in(options.key_passphrase_file)


def _receivers(options: Namespace) -> tuple[Contact, ...]:
    from db.library import Library
    from desktop.exchange.seal.post import find_contact

    if not options.to:
        return ()
    library = Library.open(options.library or library_path())
    try:
        return tuple(find_contact(library, name) for name in options.to)
    finally:
        library.close()


def _own_name(options: Namespace) -> str:
    """Return what the planner's library calls its planner, empty when there is none yet."""
    from db.library import Library

    path = options.library or library_path()
    if not path.exists():
        return ""
    library = Library.open(path)
    try:
        return library.author
    finally:
        library.close()

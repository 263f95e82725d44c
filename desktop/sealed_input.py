"""Plan files that the command line names, read whether they are sealed or not."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.language import _
from desktop.places import keys_path
from desktop.seal_jobs import NotSaid, passphrase_in

if TYPE_CHECKING:
    from desktop.exchange.plan_file import PlanFile
    from desktop.exchange.seal.lock import Key
    from desktop.exchange.seal.refusals import Needs, SealedFile


class SealedInput:
    """Reads plan files; those that are sealed open with the one passphrase that was named.

    It is the passphrase of the files, or that of the planner's own keys, as each file needs.
    It is read when a sealed file first asks for it, and tried on each one after that.
    """

    def __init__(self, options: Namespace) -> None:
        self._file: Path | None = options.opening
        self._option: str = options.opening_option
        self._keys: dict[Needs, Key] = {}
        self._passphrase = ""

    def read(self, path: Path) -> PlanFile:
        """Return what a plan file holds.

        Raises what `read_plan_file` does, NoKeys, WrongKeyPassphrase and DamagedKeys; NotSaid
        for a sealed file when no passphrase was named, or one that does not open it.
        """
        from desktop.exchange.plan_file import read_plan_file
        from desktop.exchange.seal.refusals import SealedFile, WrongPassphrase, WrongRecipient
        from desktop.exchange.seal.words import seal_sentence

        try:
            return read_plan_file(path)
        except SealedFile as sealed:
            key = self._key(sealed, path)
        try:
            return read_plan_file(path, key)
        except (WrongPassphrase, WrongRecipient) as error:
            # Of several files, the one that stays shut.
            message = _("{file}: {sentence}")
            raise NotSaid(message.format(file=path.name, sentence=seal_sentence(error))) from error

    def _key(self, sealed: SealedFile, path: Path) -> Key:
        from desktop.exchange.seal.lock import Key
        from desktop.exchange.seal.own_keys import unlocked_keys

        if self._file is None:
            raise NotSaid(self._what_to_say(sealed, path))
        if sealed.needs not in self._keys:
            self._passphrase = self._passphrase or passphrase_in(self._file)
            self._keys[sealed.needs] = (
                Key(passphrase=self._passphrase)
                if sealed.needs == "passphrase"
                else unlocked_keys(keys_path(), self._passphrase).key
            )
        return self._keys[sealed.needs]

    def _what_to_say(self, sealed: SealedFile, path: Path) -> str:
        from desktop.exchange.seal.words import seal_sentence

        message = _("{file}: {sentence} Use {option} to say where the passphrase is.")
        return message.format(file=path.name, sentence=seal_sentence(sealed), option=self._option)

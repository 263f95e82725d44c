"""Which version of a plan an approval is for."""

from __future__ import annotations

from desktop.language import N_

THIS_VERSION = N_("this version")
EARLIER_VERSION = N_("an earlier version (since changed)")


def standing_of(approved: str, current: str) -> str:
    """Return whether `approved` is the code of the `current` version, as a message id.

    Case, blanks and hyphens do not count, for codes are read from paper and typed. It is
    empty when no version was written down.
    """
    if not _plain(approved):
        return ""
    return THIS_VERSION if _plain(approved) == _plain(current) else EARLIER_VERSION


def _plain(code: str) -> str:
    return "".join(filter(str.isalnum, code)).upper()

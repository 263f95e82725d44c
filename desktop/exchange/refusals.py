"""Why a plan file is not opened, each reason as an exception of its own.

The messages here are for the log; the sentence a planner reads is chosen by
`desktop.apology` from the class.
"""

from __future__ import annotations


class PlanFileRefused(Exception):
    """A file that is not opened as a plan; nothing of it was written anywhere."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class EmptyFile(PlanFileRefused):
    """The file has no content at all."""


class ForeignFile(PlanFileRefused):
    """The file is something else than a plan file."""


class TruncatedFile(PlanFileRefused):
    """The end of the file is missing."""


class AlteredFile(PlanFileRefused):
    """The content does not agree with the digests that were written with it."""


class EncryptedFile(PlanFileRefused):
    """The file is locked with a password."""


class OversizedFile(PlanFileRefused):
    """The file holds more than any plan does, as an attack on the program would."""


class SuspiciousFile(PlanFileRefused):
    """The file holds parts that no plan file has."""


class NewerFile(PlanFileRefused):
    """The file was written in a format that only a newer Istmo reads."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


class UnreadableContent(PlanFileRefused):
    """What should be data cannot be read as such."""


class UnsoundContent(PlanFileRefused):
    """A value does not fit the field it is for."""

    def __init__(self, place: str, detail: str = "") -> None:
        super().__init__(f"{place}: {detail}" if detail else place)
        self.place = place


class LooseReference(PlanFileRefused):
    """A row refers to another one that the file does not hold."""


class RepeatedId(PlanFileRefused):
    """Two rows have the same id, in the file or in the library."""


class FutureFile(PlanFileRefused):
    """The file was written by a laptop whose clock is far ahead."""


class BinnedPlan(PlanFileRefused):
    """The plan lies in the bin, or did when the file was written."""


class UnfitPlan(PlanFileRefused):
    """A plan of the library holds what no plan file may: it cannot be exported as it is."""


class ReleaseCopyOnly(PlanFileRefused):
    """A release copy holds only what some may read: it cannot be merged."""


class OtherPlan(PlanFileRefused):
    """The file holds another plan than the one it is compared or merged with."""

"""Why a spreadsheet is not read, each reason as an exception of its own.

As with plan files the sentence a planner reads is chosen by `desktop.apology`.
"""

from __future__ import annotations

from desktop.exchange.refusals import PlanFileRefused


class SpreadsheetRefused(PlanFileRefused):
    """A spreadsheet that is not read; nothing of it was written anywhere."""


class NotASpreadsheet(SpreadsheetRefused):
    """The file is neither a workbook nor a text of rows and columns."""


class EmptySpreadsheet(SpreadsheetRefused):
    """The file has no cell with anything in it."""


class DamagedSpreadsheet(SpreadsheetRefused):
    """The file begins as a workbook but cannot be read to its end."""


class LockedSpreadsheet(SpreadsheetRefused):
    """The workbook is locked with a password."""


class OversizedSpreadsheet(SpreadsheetRefused):
    """The workbook is larger than any MSEL, packed, unpacked, or in rows and columns."""


class SuspiciousSpreadsheet(SpreadsheetRefused):
    """The workbook holds what none needs and what harms programs that read it."""


class NoInjectsFound(SpreadsheetRefused):
    """No sheet has a column of times next to one of texts."""


class UnfitMapping(SpreadsheetRefused):
    """The mapping does not fit the workbook, or is none; `detail` says why."""

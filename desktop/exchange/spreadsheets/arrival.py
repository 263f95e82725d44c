"""A spreadsheet on its way into a plan: read, shown, then taken in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.open_plan import OpenPlan
from desktop.exchange.spreadsheets import limits
from desktop.exchange.spreadsheets.changes import (
    Change,
    apply_changes,
    changes_from,
    is_of_plan,
)
from desktop.exchange.spreadsheets.importing import already_here, import_injects
from desktop.exchange.spreadsheets.mapping import Mapping, mapping_from, remembered
from desktop.exchange.spreadsheets.proposal import propose_mapping
from desktop.exchange.spreadsheets.read_inject import ReadInject
from desktop.exchange.spreadsheets.reading import Reading, read_injects
from desktop.exchange.spreadsheets.reading_json import (
    change_sentence,
    changes_as_json,
    reading_as_json,
)
from desktop.exchange.spreadsheets.refusals import UnfitMapping
from desktop.exchange.spreadsheets.workbook_reader import read_workbook
from desktop.language import _, spoken
from desktop.planning.moments import clock_of, relative


@dataclass(slots=True)
class Arrival:
    """What a file would bring into a plan: injects, or changes if it was written from it."""

    plan: OpenPlan
    reading: Reading
    changes: list[Change] | None = None
    conflicts: list[Change] = field(default_factory=list)
    already_here: list[ReadInject] = field(default_factory=list)

    @classmethod
    def of(cls, plan: OpenPlan, path: Path, *, mapping_file: Path | None = None) -> Arrival:
        """Read a spreadsheet for `plan`, by the mapping in a JSON file when one is given.

        Otherwise by the one remembered for its headings, or else as proposed. Raises
        SpreadsheetRefused, OSError.
        """
        workbook = read_workbook(path)
        if mapping_file is not None:
            mapping = mapping_in(mapping_file)
        else:
            proposed = propose_mapping(workbook)
            mapping = remembered(plan.library, proposed) or proposed
        reading = read_injects(workbook, mapping, clock_of(plan.row))
        if not is_of_plan(plan, reading):
            return cls(plan, reading, already_here=already_here(plan, reading))
        changes = changes_from(plan, reading)
        return cls(plan, reading, changes, [change for change in changes if change.conflict])

    def as_json(self) -> dict[str, Any]:
        """Return `mapping`, `read`, `unreadable`, and `changes` if the workbook has them."""
        answer = reading_as_json(self.plan, self.reading)
        if self.changes is not None:
            answer["changes"] = changes_as_json(self.changes)
        return answer

    def lines(self) -> Iterator[str]:
        """Yield a line for each inject, or for each change."""
        if self.changes is not None:
            yield from map(change_sentence, self.changes)
            return
        clock = clock_of(self.plan.row)
        for read in self.reading.injects:
            moment = relative(read.offset_minutes, clock)
            yield f"{read.number:<8} {moment:<11} {read.title.best(spoken())}"

    def expected(self) -> int:
        """Return how many injects `arrive` would add."""
        if self.changes is not None:
            return sum(change.kind == "added" for change in self._agreed())
        return len(self.reading.injects) - len(self.already_here)

    def arrive(self) -> int:
        """Take in the injects, or the changes without conflict; return how many were added."""
        if self.changes is not None:
            return len(apply_changes(self.plan, self._agreed()).injects)
        return len(import_injects(self.plan, self.reading).injects)

    def _agreed(self) -> list[Change]:
        return [change for change in self.changes or [] if not change.conflict]


def mapping_in(path: Path) -> Mapping:
    """Return the mapping in a JSON file: as `as_dict` writes it, or a whole answer with it.

    Raises UnfitMapping, OSError.
    """
    with path.open("rb") as file:
        content = file.read(limits.SMALL_BYTES)
    try:
        values = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnfitMapping(_("it is not JSON")) from error
    if isinstance(values, dict) and "mapping" in values:
        values = values["mapping"]
    return mapping_from(values)

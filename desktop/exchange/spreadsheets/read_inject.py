"""An inject as a row of a sheet says it."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.text import Language, Text

NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class ReadInject:
    """An inject as a row says it; names of others, as of objectives, are words still.

    `row` is the row's number. `row_id`, `base` and `cells` are those of a workbook that
    Istmo wrote: which inject it was, what each cell held, and what it holds now.
    """

    sheet: str
    row: int
    offset_minutes: int
    number: str = ""
    scenario_minutes: int | None = None
    title: Text = NO_TEXT
    kind: str = "key-event"
    mode: str = "telephone"
    status: str = "draft"
    sender: Text = NO_TEXT
    receiver: Text = NO_TEXT
    message: Text = NO_TEXT
    expected_response: Text = NO_TEXT
    notes: Text = NO_TEXT
    objectives: str = ""
    storyline: str = ""
    event: str = ""
    controller: str = ""
    evaluator: str = ""
    venue: str = ""
    depends_on: str = ""
    language: Language = "en"
    row_id: str = ""
    base: str = ""
    cells: dict[str, str] = field(default_factory=dict)


class NoInject(Exception):
    """A row that is no inject that can be read; the message says why."""

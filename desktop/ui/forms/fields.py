"""What a form is made of: the declarations of its fields. Titles are message ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from db.open_plan import OpenPlan
from db.record import PlanRecord, Record
from desktop.ui.desk import Desk
from desktop.ui.tables.coded_columns import PickColumn
from desktop.ui.tables.columns import BoolColumn, Column


@dataclass(frozen=True)
class LineField:
    """One line: a word, a number, a day, a moment, a length of time, a date."""

    column: Column


@dataclass(frozen=True)
class PickField:
    """A value picked from a list of codes or from a directory."""

    column: PickColumn


@dataclass(frozen=True)
class TickField:
    """A tick with its title beside it."""

    column: BoolColumn


@dataclass(frozen=True)
class PairField:
    """A text in both languages, in one line or, with `lines` above 1, in growing boxes."""

    field: str
    title: str
    lines: int = 1


@dataclass(frozen=True)
class ProseField:
    """A text that is the same in both languages, over several lines."""

    field: str
    title: str
    lines: int = 3


@dataclass(frozen=True)
class LinksField:
    """The rows of `table` that the row is linked to by rows of `link`.

    `owner` and `target` are the link's columns. `rows` narrows what can be linked;
    `group` names the heading under which an option is listed, and makes it a tick list.
    Without it, linked rows are chips, and others are found by typing.
    """

    title: str
    link: type[PlanRecord]
    owner: str
    target: str
    table: type[Record]
    label: Callable[[Any], str]
    more: Callable[[Any], str] | None = None
    rows: Callable[[OpenPlan], Sequence[Any]] | None = None
    group: Callable[[Any, OpenPlan], str] | None = None
    create: Callable[[str], Record] | None = None


@dataclass(frozen=True)
class SaidField:
    """Something computed that can only be read."""

    title: str
    said: Callable[[Any, OpenPlan], str]


@dataclass(frozen=True)
class OwnField:
    """An editor of the page's own; `make` returns a `FieldEditor`."""

    make: Callable[[Desk], QWidget]


Field = (
    LineField | PickField | TickField | PairField | ProseField | LinksField | SaidField | OwnField
)

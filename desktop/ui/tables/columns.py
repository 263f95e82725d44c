"""Columns of a record table: how a field is shown, typed, sorted and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from db.open_plan import OpenPlan
from db.text import Text, folded
from desktop.language import _, spoken

Compute = Callable[[Any, OpenPlan], Any]


@dataclass(frozen=True)
class Column:
    """A column over the field `field` of a row; `title` is a message id.

    `required` means that a row cannot be without it; `tone` may name a theme colour for a
    cell; a `hidden` column is shown when the planner chooses it. `heading` is a shorter title
    for the heading of the table, `blank_text` what an empty cell says in grey. The filter
    looks into a column unless it is not `searched`. One that `needs_row` writes rows that
    refer to its row, which must be in the plan already. `frozen` columns at the left stay in
    sight when the table is scrolled sideways; a wide column is not fitted to less than
    `narrowest` pixels.
    """

    field: str
    title: str
    width: int = 140
    _: KW_ONLY
    editable: bool = True
    required: bool = False
    hidden: bool = False
    right: bool = False
    searched: bool = True
    frozen: bool = False
    narrowest: int = 0
    needs_row: bool = False
    heading: str = ""
    blank_text: str = ""
    tone: Callable[[Any, OpenPlan], str] | None = None
    tip: Callable[[Any, OpenPlan], str] | None = None

    def value(self, row: Any, plan: OpenPlan) -> Any:
        """Return the field's value, as `put` takes it."""
        del plan
        return getattr(row, self.field)

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return what the cell shows, and what is copied from it."""
        return str(self.value(row, plan))

    def typed(self, row: Any, plan: OpenPlan) -> str:
        """Return what the editor begins with."""
        return self.text(row, plan)

    def hint(self, row: Any, plan: OpenPlan) -> str:
        """Return what an empty editor shows in grey."""
        del row, plan
        return ""

    def read(self, text: str, row: Any, plan: OpenPlan) -> Any:
        """Return the value that `text` names. Raises ValueError with a helpful sentence."""
        del row, plan
        return text

    def put(self, row: Any, value: Any, plan: OpenPlan) -> None:
        """Write a value, within an edit."""
        del plan
        setattr(row, self.field, value)

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return what the rows are sorted by; empty cells come last."""
        words = folded(self.text(row, plan))
        return (not words, words)

    def has_fallen_back(self, row: Any, plan: OpenPlan) -> bool:
        """Return whether the cell shows the other language's wording."""
        del row, plan
        return False


@dataclass(frozen=True)
class WordColumn(Column):
    """A text that is the same in both languages, such as a number or a name."""

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the text."""
        del plan
        return getattr(row, self.field) or ""

    def read(self, text: str, row: Any, plan: OpenPlan) -> str:
        """Return the text, without line ends. Raises ValueError when it may not be empty."""
        del row, plan
        word = " ".join(text.split())
        if self.required and not word:
            raise ValueError(missing(self))
        return word


@dataclass(frozen=True)
class TextColumn(Column):
    """A text in two languages: shows and edits the wording in the interface's language."""

    lines: bool = field(default=False, kw_only=True)
    """Whether the text may have several lines."""

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the wording in the interface's language, or else the other one."""
        del plan
        pair: Text = getattr(row, self.field)
        return pair.best(spoken())

    def typed(self, row: Any, plan: OpenPlan) -> str:
        """Return the wording in the interface's language."""
        del plan
        pair: Text = getattr(row, self.field)
        return pair.get(spoken())

    def hint(self, row: Any, plan: OpenPlan) -> str:
        """Return the other language's wording."""
        del plan
        pair: Text = getattr(row, self.field)
        return pair.get("es" if spoken() == "en" else "en")

    def read(self, text: str, row: Any, plan: OpenPlan) -> Text:
        """Return the pair with its wording in the interface's language replaced."""
        del plan
        wording = text.strip() if self.lines else " ".join(text.split())
        pair: Text = getattr(row, self.field)
        return pair.replaced(spoken(), wording)

    def has_fallen_back(self, row: Any, plan: OpenPlan) -> bool:
        """Return whether the wording in the interface's language is missing."""
        del plan
        pair: Text = getattr(row, self.field)
        return pair.has_fallen_back(spoken())


@dataclass(frozen=True)
class NumberColumn(Column):
    """A number from `least` to `most`; `decimals` allows fractions.

    An empty cell is None when `optional`, else 0, which is shown as an empty cell.
    """

    least: float = field(default=0, kw_only=True)
    most: float = field(default=999_999, kw_only=True)
    decimals: bool = field(default=False, kw_only=True)
    optional: bool = field(default=False, kw_only=True)
    right: bool = field(default=True, kw_only=True)

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the number, or nothing."""
        del plan
        number = getattr(row, self.field)
        if number is None or (number == 0 and not self.optional):
            return ""
        return f"{number:g}" if self.decimals and abs(number) < 1e6 else str(number)

    def typed(self, row: Any, plan: OpenPlan) -> str:
        """Return the number with all its digits."""
        text = self.text(row, plan)
        return str(getattr(row, self.field)) if text else ""

    def read(self, text: str, row: Any, plan: OpenPlan) -> float | int | None:
        """Return the number. Raises ValueError when there is none or it is out of range."""
        del row, plan
        plain = text.strip().replace("\u00a0", "").replace(" ", "")
        if not plain:
            return None if self.optional else 0
        try:
            number = float(plain.replace(",", ".")) if self.decimals else int(plain)
        except ValueError:
            number = self.most + 1
        if not self.least <= number <= self.most:
            message = _("“{text}” does not fit here: write a number from {least} to {most}.")
            raise ValueError(
                message.format(text=text.strip(), least=f"{self.least:g}", most=f"{self.most:g}")
            )
        return number

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the number; empty cells come last."""
        return (not self.text(row, plan), getattr(row, self.field) or 0)


@dataclass(frozen=True)
class BoolColumn(Column):
    """A tick."""

    width: int = 80

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return yes or no, as it is copied."""
        del plan
        return _("Yes") if getattr(row, self.field) else _("No")

    def read(self, text: str, row: Any, plan: OpenPlan) -> bool:
        """Return whether `text` says yes. Raises ValueError when it says neither."""
        del row, plan
        word = folded(text)
        if word in {"", "no", "n", "0", "false", "falso"}:
            return False
        if word in {"yes", "y", "si", "s", "1", "true", "verdadero", "x"}:
            return True
        raise ValueError(_("“{text}” is neither yes nor no.").format(text=text.strip()))


@dataclass(frozen=True)
class ComputedColumn(Column):
    """What `compute` says of the row; it cannot be typed into. `field` is only its name."""

    compute: Compute = field(kw_only=True)
    sort: Compute | None = field(default=None, kw_only=True)
    editable: bool = field(default=False, kw_only=True)

    def value(self, row: Any, plan: OpenPlan) -> Any:
        """Return what was computed."""
        return self.compute(row, plan)

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return what `sort` says, else the text."""
        if self.sort is not None:
            return self.sort(row, plan)
        return super().sort_key(row, plan)


def missing(column: Column) -> str:
    """Return the sentence for a cell that must not be empty."""
    return _("“{field}” cannot be empty.").format(field=_(column.title))

"""Columns whose values are picked: from a list of codes, or from the rows of a directory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.open_plan import OpenPlan
from db.record import Record
from db.text import LANGUAGES, Text, folded
from desktop.language import _, spoken, translate
from desktop.ui.tables.columns import Column, missing

Labels = Mapping[str, str] | Mapping[str, Text]
LISTED = 6
"""How many choices a sentence about a wrong one names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be picked: the value, its label, and other words that find it.

    `note` is told beside the label in the list.
    """

    value: Any
    label: str
    more: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """Return the words that find it, folded."""
        return folded(f"{self.label} {self.more}")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A directory row that does not exist yet and shall be made from `words`."""

    words: str


@dataclass(frozen=True)
class PickColumn(Column):
    """A column whose values are picked from `choices_in`."""

    def choices_in(self, plan: OpenPlan) -> Sequence[Choice]:
        """Return what can be picked, in reading order."""
        raise NotImplementedError

    def can_add(self) -> bool:
        """Return whether a new entry can be made from what was typed."""
        return False

    def find(self, text: str, plan: OpenPlan) -> Choice | None:
        """Return the choice that `text` names: by its label, its value, or as the only one."""
        wanted = folded(text)
        choices = self.choices_in(plan)
        for choice in choices:
            if wanted in {folded(choice.label), folded(str(choice.value))}:
                return choice
        exact = [c for c in choices if wanted in (folded(w) for w in c.more.split("\n") if w)]
        found = exact or [c for c in choices if folded(c.label).startswith(wanted)]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class ChoiceColumn(PickColumn):
    """A coded value, shown as its label; labels are message ids or texts in two languages.

    With `own` a planner may type a value that is not in the list; with `blank` none.
    """

    choices: Labels | Callable[[], Labels] = field(kw_only=True)
    own: bool = field(default=False, kw_only=True)
    blank: bool = field(default=False, kw_only=True)

    def labels(self) -> Labels:
        """Return the codes and their labels."""
        return self.choices() if callable(self.choices) else self.choices

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the label of the value, or a value that has none."""
        del plan
        code = getattr(row, self.field)
        label = self.labels().get(code)
        return said(label) if label else code or ""

    def choices_in(self, plan: OpenPlan) -> Sequence[Choice]:
        """Return the codes with their labels."""
        del plan
        return [
            Choice(code, said(label), "\n".join(_both(label)))
            for code, label in self.labels().items()
        ]

    def read(self, text: str, row: Any, plan: OpenPlan) -> str:
        """Return the code. Raises ValueError when `text` names none."""
        del row
        word = " ".join(text.split())
        if not word:
            if self.blank or self.own:
                return ""
            raise ValueError(missing(self))
        found = self.find(word, plan)
        if found is not None:
            return str(found.value)
        if self.own:
            return word
        raise ValueError(_not_in_list(word, self.choices_in(plan)))

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the value's place in the list; own values follow, empty ones come last."""
        code = getattr(row, self.field) or ""
        places = list(self.labels())
        place = places.index(code) if code in places else len(places)
        return (not code, place, folded(self.text(row, plan)))


@dataclass(frozen=True)
class ReferenceColumn(PickColumn):
    """A row of another table, shown by its `label` and found by its `more` words as well.

    `note` says in the list what the label leaves open; `rows` narrows what can be picked;
    `create` makes a new row from typed words.
    """

    table: type[Record] = field(kw_only=True)
    label: Callable[[Any], str] = field(kw_only=True)
    more: Callable[[Any], str] | None = field(default=None, kw_only=True)
    note: Callable[[Any], str] | None = field(default=None, kw_only=True)
    rows: Callable[[OpenPlan], Sequence[Any]] | None = field(default=None, kw_only=True)
    create: Callable[[str], Record] | None = field(default=None, kw_only=True)

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the label of the row that is referred to."""
        target = plan.get(self.table, getattr(row, self.field))
        return "" if target is None else self.label(target)

    def choices_in(self, plan: OpenPlan) -> Sequence[Choice]:
        """Return the rows that can be picked, by label."""
        rows = plan.rows(self.table) if self.rows is None else self.rows(plan)
        found = [self._choice(row) for row in rows]
        return sorted(found, key=lambda choice: folded(choice.label))

    def _choice(self, row: Any) -> Choice:
        more = self.more(row) if self.more is not None else ""
        note = self.note(row) if self.note is not None else ""
        return Choice(row.id, self.label(row), more, note)

    def can_add(self) -> bool:
        """Return whether a new row can be made from what was typed."""
        return self.create is not None

    def read(self, text: str, row: Any, plan: OpenPlan) -> str | None:
        """Return the id of the row. Raises ValueError when `text` names none."""
        del row
        word = " ".join(text.split())
        if not word:
            if self.required:
                raise ValueError(missing(self))
            return None
        found = self.find(word, plan)
        if found is not None:
            return str(found.value)
        if self.create is not None:
            message = _("“{text}” is not in the directory yet. Pick “Add “{text}”” to add it.")
        else:
            message = _("“{text}” is not in the list. Pick an entry of the list.")
        raise ValueError(message.format(text=word))

    def put(self, row: Any, value: Any, plan: OpenPlan) -> None:
        """Write the id, within an edit; a `NewEntry` is added to the directory first."""
        if isinstance(value, NewEntry):
            assert self.create is not None  # noqa: S101 - only then new entries are offered
            value = plan.add(self.create(value.words)).id
        super().put(row, value, plan)


def said(label: str | Text) -> str:
    """Return a label, a message id or a text, in the language of the interface."""
    return label.best(spoken()) if isinstance(label, Text) else _(label)


def _both(label: str | Text) -> tuple[str, ...]:
    if isinstance(label, Text):
        return (label.en, label.es)
    return tuple(translate(label, language) for language in LANGUAGES)


def _not_in_list(word: str, choices: Sequence[Choice]) -> str:
    names = [choice.label for choice in choices]
    if len(names) > LISTED:
        return _("“{text}” is not in the list. Pick an entry of the list.").format(text=word)
    message = _("“{text}” does not fit here: write {choices}.")
    return message.format(text=word, choices=" · ".join(names))

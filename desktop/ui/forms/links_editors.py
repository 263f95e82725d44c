"""Edit which rows a row is linked to: a tick list under headings, or chips."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QToolButton, QVBoxLayout, QWidget

from db.text import folded
from desktop.language import N_, _
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.forms.fields import LinksField
from desktop.ui.forms.flow_layout import FlowLayout
from desktop.ui.forms.wrapping_tick import WrappingTick
from desktop.ui.icons import icon_for
from desktop.ui.tables.choice_edit import ChoiceEdit
from desktop.ui.tables.coded_columns import Choice, NewEntry

CHIP_GAP = 4


class LinksEditor(FieldEditor):
    """What tick lists and chips share: the links, and how they come and go."""

    def __init__(self, desk: Desk, field: LinksField) -> None:
        super().__init__(desk, field.title, (field.target, field.link.__tablename__))
        self._field = field

    def links(self) -> dict[str, Any]:
        """Return the row's links by the id of what they lead to."""
        if self.row is None:
            return {}
        found = self.plan.children(self._field.link, self._field.owner, self.row.id)
        return {getattr(link, self._field.target): link for link in found}

    def options(self) -> Sequence[Any]:
        """Return the rows that can be linked, in the plan's order."""
        field = self._field
        return self.plan.rows(field.table) if field.rows is None else field.rows(self.plan)

    def link(self, target_id: str) -> None:
        """Link the row to another."""
        label = self._named(target_id)
        with self.desk.attempt(), self.plan.edit(N_("Link “{name}”"), name=label):
            self._add_link(target_id)

    def link_new(self, words: str) -> None:
        """Add a row to the directory and link to it."""
        create = self._field.create
        if create is None:
            return
        with self.desk.attempt(), self.plan.edit(N_("Link “{name}”"), name=words):
            self._add_link(self.plan.add(create(words)).id)

    def unlink(self, target_id: str) -> None:
        """Take a link away."""
        link = self.links().get(target_id)
        if link is None:
            return
        label = self._named(target_id)
        with self.desk.attempt(), self.plan.edit(N_("Unlink “{name}”"), name=label):
            self.plan.remove(link)

    def _add_link(self, target_id: str) -> None:
        field = self._field
        self.plan.add(field.link(**{field.owner: self.row.id, field.target: target_id}))

    def _named(self, target_id: str) -> str:
        target = self.plan.get(self._field.table, target_id)
        return "" if target is None else self._field.label(target)


class TickList(LinksEditor):
    """A tick for each option, under the headings of their groups."""

    def __init__(self, desk: Desk, field: LinksField) -> None:
        super().__init__(desk, field)
        self.ticks: dict[str, QCheckBox] = {}
        self._lines = QWidget()
        self.box.addWidget(self._lines)
        QVBoxLayout(self._lines)

    def show_value(self) -> None:
        """Show the options as they are now, ticked where there is a link."""
        options = list(self.options())
        if [option.id for option in options] != list(self.ticks):
            self._build(options)
        linked = self.links()
        for target_id, tick in self.ticks.items():
            tick.setChecked(target_id in linked)

    def _build(self, options: Sequence[Any]) -> None:
        self.ticks.clear()
        old = self._lines
        self._lines = QWidget()
        layout = QVBoxLayout(self._lines)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        heading = ""
        for option in options:
            group = self._field.group(option, self.plan) if self._field.group else ""
            if group != heading:
                heading = group
                label = QLabel(group)
                label.setProperty("role", "quiet")
                label.setWordWrap(True)
                layout.addWidget(label)
            tick = self._tick_for(option)
            self.ticks[option.id] = tick.box
            layout.addWidget(tick)
        self.box.replaceWidget(old, self._lines)
        old.hide()
        old.deleteLater()

    def _tick_for(self, option: Any) -> WrappingTick:
        tick = WrappingTick(self._field.label(option))
        tick.box.clicked.connect(
            lambda ticked, target=option.id: self.link(target) if ticked else self.unlink(target)
        )
        return tick


class ChipList(LinksEditor):
    """A chip for each link, and a line to find what else to link."""

    def __init__(self, desk: Desk, field: LinksField) -> None:
        super().__init__(desk, field)
        self.chips: dict[str, QToolButton] = {}
        self._lines = FlowLayout(CHIP_GAP)
        self.box.addLayout(self._lines)
        self.edit = ChoiceEdit()
        self.edit.setAccessibleName(_(field.title))
        self.edit.setPlaceholderText(_("Add: type to find"))
        self.edit.picked.connect(self._take)
        self.box.addWidget(self.edit)

    def show_value(self) -> None:
        """Show the links as they are now, and offer the rest."""
        linked = self.links()
        named = {target_id: self._named(target_id) for target_id in linked}
        named = dict(sorted(named.items(), key=lambda item: folded(item[1])))
        if list(named.items()) != [(i, chip.text()) for i, chip in self.chips.items()]:
            self._build(named)
        can_add = self._field.create is not None
        self.edit.offer(lambda: self._unlinked(linked), can_add=can_add)

    def _unlinked(self, linked: Container[str]) -> list[Choice]:
        """Return what can still be linked, by label."""
        more = self._field.more
        choices = [
            Choice(option.id, self._field.label(option), more(option) if more else "")
            for option in self.options()
            if option.id not in linked
        ]
        return sorted(choices, key=lambda choice: folded(choice.label))

    def _build(self, named: dict[str, str]) -> None:
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips.clear()
        for target_id, name in named.items():
            chip = QToolButton()
            chip.setProperty("role", "chip")
            chip.setText(name)
            chip.setIcon(icon_for("x", "quiet"))
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setToolTip(_("Remove {name}").format(name=name))
            chip.setAccessibleName(_("Remove {name}").format(name=name))
            chip.clicked.connect(lambda _checked=False, target=target_id: self.unlink(target))
            self.chips[target_id] = chip
            self._lines.addWidget(chip)

    def _take(self, pick: Choice | NewEntry) -> None:
        self.edit.clear()
        if isinstance(pick, NewEntry):
            self.link_new(pick.words)
        else:
            self.link(pick.value)
        self.edit.setFocus()


def links_editor(desk: Desk, field: LinksField) -> LinksEditor:
    """Return the editor that fits: ticks when options have groups, else chips."""
    return ChipList(desk, field) if field.group is None else TickList(desk, field)

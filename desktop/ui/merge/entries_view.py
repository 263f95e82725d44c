"""The list of entries at the left, the entry in hand at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.merge_decisions import Decision
from db.open_plan import OpenPlan
from desktop.exchange.change_entries import Entry, EntryWriter
from desktop.language import _
from desktop.ui.merge.entry_panel import EntryPanel
from desktop.ui.merge.entry_tree import WIDTH, EntryTree

VerdictOf = Callable[[Entry], Decision | None]


class EntriesView(QWidget):
    """Shows entries; `decided` tells a decision about the one in hand."""

    decided = Signal(object)
    chosen = Signal(object)

    def __init__(self, plan: OpenPlan, writer: EntryWriter, *, read_only: bool) -> None:
        super().__init__()
        self.writer = writer
        self._verdict_of: VerdictOf = lambda _entry: None
        self.tree = EntryTree()
        # Without decisions there are no verdicts to show.
        self.tree.setColumnHidden(1, read_only)
        frame = QFrame()
        frame.setProperty("role", "card")
        frame.setFixedWidth(WIDTH)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self.tree)
        self.panel = EntryPanel(plan, read_only=read_only)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("The change in hand"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.panel)
        self.right = QVBoxLayout()
        self.right.setSpacing(8)
        self.right.addWidget(self._scroll, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(frame)
        layout.addLayout(self.right, 1)
        self.tree.chosen.connect(self._show)
        self.panel.decided.connect(self.decided)
        self.setFocusProxy(self.tree)

    def show_entries(
        self, conflicts: Sequence[Entry], changes: Sequence[Entry], verdict_of: VerdictOf
    ) -> None:
        """Show these entries, with the first one in hand."""
        self._verdict_of = verdict_of
        self.tree.show_entries(conflicts, changes)

    def show_again(self) -> None:
        """Show the entry in hand anew, after something was decided about it."""
        self._show(self.tree.current())

    def _show(self, entry: Entry | None) -> None:
        verdict = None if entry is None else self._verdict_of(entry)
        self.panel.show_entry(entry, self.writer, verdict)
        self._scroll.verticalScrollBar().setValue(0)
        self.chosen.emit(entry)

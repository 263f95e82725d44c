"""What came in, as a list in groups: what both changed first, then section by section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop.exchange.change_entries import BROUGHT_BACK, CONFLICT, Entry
from desktop.exchange.merge_wording import SECTIONS
from desktop.language import _
from desktop.ui.accessible import named
from desktop.ui.icons import icon_for
from desktop.ui.theme import colors

ENTRY = Qt.ItemDataRole.UserRole
WIDTH = 400
PADDING = 24
ICONS = {
    CONFLICT: ("git-merge", "warning"),
    "added": ("plus-circle", "accent"),
    "changed": ("pencil-simple", "quiet"),
    "deleted": ("minus-circle", "error"),
    "moved": ("arrows-down-up", "quiet"),
    "restored": ("arrow-counter-clockwise", "accent"),
    BROUGHT_BACK: ("arrow-counter-clockwise", "warning"),
}
"""The icon of each kind of entry, and its tone."""
Verdict = Callable[[Entry], str]


class EntryTree(QTreeWidget):
    """Groups of entries; `chosen` tells which one is in hand, None for a group."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        named(self, _("What came in"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        # Sized by hand: to its content it would be measured anew for each of thousands.
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items: dict[tuple[str, str, str], QTreeWidgetItem] = {}
        self.currentItemChanged.connect(lambda now, _before: self.chosen.emit(_entry_of(now)))

    def show_entries(self, conflicts: Sequence[Entry], changes: Sequence[Entry]) -> None:
        """Show these entries, with the first one in hand."""
        self.clear()
        self._items.clear()
        self._add_group(_("Both changed"), conflicts)
        authors = sorted({entry.author for entry in changes if entry.author})
        for section in SECTIONS:
            mine = [entry for entry in changes if entry.section == section]
            name = _(section)
            if len(authors) < 2:
                self._add_group(name, mine)
                continue
            for author in ["", *authors]:
                by_author = [entry for entry in mine if entry.author == author]
                self._add_group(f"{name} · {author}" if author else name, by_author)
        self.expandAll()
        self.header().resizeSection(1, 0)
        first = next(iter(self._items.values()), None)
        if first is not None:
            self.setCurrentItem(first)

    def choose(self, entry: Entry) -> None:
        """Take an entry in hand."""
        self.setCurrentItem(self._items[entry.key])

    def current(self) -> Entry | None:
        """Return the entry in hand."""
        return _entry_of(self.currentItem())

    def current_group(self) -> list[Entry]:
        """Return all entries of the group that is in hand."""
        item = self.currentItem()
        if item is None:
            return []
        group = item.parent() or item
        found = [_entry_of(group.child(place)) for place in range(group.childCount())]
        return [entry for entry in found if entry is not None]

    def mark(self, entries: Iterable[Entry], verdict_of: Verdict) -> None:
        """Show at the right of each entry what was decided about it."""
        quiet, widest = QColor(colors().quiet), 0
        widths: dict[str, int] = {"": 0}
        for entry in entries:
            item, verdict = self._items[entry.key], verdict_of(entry)
            if verdict not in widths:
                widths[verdict] = self.fontMetrics().horizontalAdvance(verdict) + PADDING
            widest = max(widest, widths[verdict])
            if item.text(1) != verdict:
                item.setText(1, verdict)
                item.setForeground(1, QColor(colors().accent))
                item.setForeground(0, quiet if verdict else QColor(colors().text))
        self.header().resizeSection(1, widest)

    def _add_group(self, name: str, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        group = QTreeWidgetItem([f"{name} ({len(entries)})", ""])
        font = self.font()
        font.setBold(True)
        group.setFont(0, font)
        children = []
        for entry in entries:
            item = QTreeWidgetItem([entry.short, ""])
            item.setIcon(0, icon_for(*ICONS[entry.kind]))
            item.setToolTip(0, entry.title)
            item.setData(0, ENTRY, entry)
            self._items[entry.key] = item
            children.append(item)
        group.addChildren(children)
        self.addTopLevelItem(group)


def _entry_of(item: QTreeWidgetItem | None) -> Entry | None:
    entry = None if item is None else item.data(0, ENTRY)
    return entry if isinstance(entry, Entry) else None

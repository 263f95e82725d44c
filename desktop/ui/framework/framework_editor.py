"""The editor of a framework: its parts as a tree, the form of each beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.record import DirectoryRecord
from db.tables import AreaOfAction, FocusArea, Framework, Indicator, Pillar, ProposedAction
from desktop.language import N_, _, spoken
from desktop.planning.record_names import RECORD_NAMES
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.forms.fields import Field, PairField
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.framework.framework_edits import (
    BRANCHES,
    Branch,
    add_part,
    children_of,
    move_part,
    remove_part,
    title_of,
    users_of,
)
from desktop.ui.icons import icon_for

PART = Qt.ItemDataRole.UserRole
ICONS: dict[type[DirectoryRecord], str] = {
    Framework: "squares-four",
    Pillar: "columns",
    FocusArea: "target",
    AreaOfAction: "arrows-out-line-horizontal",
    ProposedAction: "lightbulb",
    Indicator: "chart-line-up",
}
FIELDS: dict[type[DirectoryRecord], tuple[Field, ...]] = {
    Framework: (
        PairField("name", N_("Name")),
        PairField("description", N_("Description"), lines=4),
    ),
    Pillar: (
        PairField("name", N_("Name")),
        PairField("description", N_("Description"), lines=3),
    ),
    FocusArea: (
        PairField("name", N_("Name")),
        PairField("description", N_("What it means"), lines=3),
    ),
    AreaOfAction: (PairField("name", N_("Name")),),
    ProposedAction: (PairField("text", N_("Proposed action"), lines=3),),
    Indicator: (
        PairField("text", N_("Indicator"), lines=2),
        PairField("unit", N_("Unit")),
    ),
}


class FrameworkEditor(QDialog):
    """Adds, renames, reorders and removes the parts of a framework; built-in ones are shown."""

    def __init__(self, desk: Desk, framework: Framework, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert desk.plan is not None  # noqa: S101 - the framework page needs a plan
        self._desk = desk
        self._plan = desk.plan
        self._framework = framework
        self.resize(960, 620)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.notice = QLabel(wordWrap=True)
        self.notice.setProperty("role", "quiet")
        self.tree = named(QTreeWidget(), _("Parts of the framework"))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(18)
        self.tree.currentItemChanged.connect(lambda *_items: self._show_part())
        self._forms: dict[type[DirectoryRecord], RecordForm] = {}
        self._stack = QStackedWidget()
        for table, fields in FIELDS.items():
            self._add_form(table, fields)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.tree)
        split.addWidget(self._stack)
        split.setSizes([420, 500])
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.notice)
        layout.addLayout(self._tools())
        layout.addWidget(split, 1)
        layout.addWidget(close)
        desk.content_changed.connect(self._hear)
        self.refresh()

    def _add_form(self, table: type[DirectoryRecord], fields: Sequence[Field]) -> None:
        form = RecordForm(
            self._desk, table, fields, title=lambda _row: "", empty=_("Select a part.")
        )
        form.heading.setFixedHeight(0)
        form.setEnabled(not self._framework.builtin)
        self._forms[table] = form
        area = QScrollArea(widgetResizable=True)
        area.setWidget(form)
        self._stack.addWidget(area)

    def _tools(self) -> QHBoxLayout:
        self.add_button = QPushButton(icon_for("plus"), _("Add"))
        self._add_menu = QMenu(self.add_button)
        self.add_button.setMenu(self._add_menu)
        self.up_button = QPushButton(icon_for("arrow-up"), _("Up"))
        self.down_button = QPushButton(icon_for("arrow-down"), _("Down"))
        self.remove_button = QPushButton(icon_for("trash"), _("Remove"))
        self.undo_button = QPushButton(icon_for("arrow-counter-clockwise"), _("Undo"))
        self.undo_button.setShortcut("Ctrl+Z")
        self.undo_button.setToolTip(_("Take back the last edit (Ctrl+Z)"))
        self.undo_button.clicked.connect(self._undo)
        self.up_button.setShortcut("Alt+Up")
        self.down_button.setShortcut("Alt+Down")
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.remove_button.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (
            self.add_button,
            self.up_button,
            self.down_button,
            self.remove_button,
            self.undo_button,
        ):
            button.setAutoDefault(False)
            button.setVisible(not self._framework.builtin)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def refresh(self) -> None:
        """Show the framework as it is now; the selection stays."""
        chosen = self.chosen()
        self.title.setText(self._framework.name.best(spoken()))
        self.setWindowTitle(self._framework.name.best(spoken()))
        self.notice.setText(
            _("This framework is built in and stays as it is. Copy it to change it.")
            if self._framework.builtin
            else _("What you change here is saved at once; undo takes it back.")
        )
        self.tree.blockSignals(True)
        self.tree.clear()
        root = self._item(self._framework)
        self.tree.addTopLevelItem(root)
        self.tree.expandAll()
        self.tree.blockSignals(False)
        self.select(chosen.id if chosen is not None else self._framework.id)

    def chosen(self) -> DirectoryRecord | None:
        """Return the part that is selected."""
        items = self.tree.selectedItems()
        part: DirectoryRecord | None = items[0].data(0, PART) if items else None
        return part

    def select(self, part_id: str) -> None:
        """Select a part, or the framework itself when it is gone."""
        for item in self._items():
            if item.data(0, PART).id == part_id:
                self.tree.setCurrentItem(item)
                return
        root = self.tree.topLevelItem(0)
        if root is not None:
            self.tree.setCurrentItem(root)

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [self.tree.topLevelItem(0)]
        while waiting:
            item = waiting.pop()
            if item is not None:
                found.append(item)
                waiting += [item.child(number) for number in range(item.childCount())]
        return found

    def _item(self, part: DirectoryRecord) -> QTreeWidgetItem:
        words = title_of(part).best(spoken()) or _("Without a name")
        item = QTreeWidgetItem([words])
        item.setData(0, PART, part)
        item.setIcon(0, icon_for(ICONS[type(part)], "quiet"))
        item.setToolTip(0, f"{_(RECORD_NAMES[part.__tablename__])}: {words}")
        for child in children_of(self._plan, part):
            item.addChild(self._item(child))
        return item

    def _show_part(self) -> None:
        part = self.chosen()
        if part is None:
            return
        form = self._forms[type(part)]
        self._stack.setCurrentIndex(list(self._forms).index(type(part)))
        form.show_row(part)
        branches = BRANCHES.get(type(part), ())
        self._add_menu.clear()
        for branch in branches:
            action = self._add_menu.addAction(_(branch.name))
            action.triggered.connect(partial(self._add, branch))
        self.add_button.setEnabled(bool(branches))
        siblings = self._siblings()
        place = siblings.index(part) if part in siblings else -1
        self.up_button.setEnabled(place > 0)
        self.down_button.setEnabled(0 <= place < len(siblings) - 1)
        self.remove_button.setEnabled(part is not self._framework)

    def _siblings(self) -> list[DirectoryRecord]:
        """Return the parts of the same kind below the same part."""
        items = self.tree.selectedItems()
        above = items[0].parent() if items else None
        if above is None:
            return []
        kind = type(items[0].data(0, PART))
        parts = [_part(above.child(number)) for number in range(above.childCount())]
        return [part for part in parts if part is not None and type(part) is kind]

    def _add(self, branch: Branch, _checked: bool = False) -> None:
        part = self.chosen()
        if part is None:
            return
        self._desk.settle()
        with self._desk.attempt():
            row = add_part(self._plan, part, branch)
            self.select(row.id)
            self._forms[type(row)].focus_field(self._forms[type(row)].editors[0].fields[0])

    def _move(self, step: int) -> None:
        part, siblings = self.chosen(), self._siblings()
        if part is None or part not in siblings:
            return
        self._desk.settle()
        with self._desk.attempt():
            move_part(self._plan, siblings, siblings.index(part), step)

    def _undo(self) -> None:
        with self._desk.attempt():
            self._desk.undo()

    def _remove(self) -> None:
        part = self.chosen()
        if part is None or part is self._framework:
            return
        users = users_of(self._plan, part)
        if users:
            self.notice.setText(
                _("Other plans use it: {plans}. It stays for them.").format(plans="; ".join(users))
            )
            return
        item = self.tree.selectedItems()[0].parent()
        with self._desk.attempt():
            remove_part(self._plan, part)
            if item is not None:
                self._desk.tell(_("Removed. Undo brings it back."))

    def _hear(self, _changes: object) -> None:
        if self._desk.plan is not self._plan or self._framework.deleted:
            self.reject()
            return
        shown = [(i.data(0, PART).id, i.text(0)) for i in self._items()]
        now = [(p.id, title_of(p).best(spoken()) or _("Without a name")) for p in self._parts()]
        if sorted(shown) == sorted(now) and self._in_order():
            for form in self._forms.values():
                form.refresh(None)
        else:
            self.refresh()

    def _parts(self) -> list[DirectoryRecord]:
        found: list[DirectoryRecord] = []
        waiting: list[DirectoryRecord] = [self._framework]
        while waiting:
            part = waiting.pop()
            found.append(part)
            waiting += children_of(self._plan, part)
        return found

    def _in_order(self) -> bool:
        return all(
            [_part(item.child(number)) for number in range(item.childCount())]
            == children_of(self._plan, item.data(0, PART))
            for item in self._items()
        )


def _part(item: QTreeWidgetItem | None) -> DirectoryRecord | None:
    part: DirectoryRecord | None = None if item is None else item.data(0, PART)
    return part

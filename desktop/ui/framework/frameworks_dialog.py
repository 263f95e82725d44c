"""Choosing the frameworks a plan is drafted against, and making one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.open_plan import OpenPlan
from db.tables import AreaOfAction, FocusArea, Framework, Pillar, PlanFramework
from desktop.language import N_, _, ngettext, spoken
from desktop.planning.framework_toml import framework_as_toml
from desktop.planning.frameworks import import_framework
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.framework.framework_edits import (
    copy_framework,
    new_framework,
    remove_part,
    users_of,
)
from desktop.ui.icons import icon_for

FRAMEWORK = Qt.ItemDataRole.UserRole


class FrameworksDialog(QDialog):
    """Ticks the frameworks the plan uses; copies, makes, imports and removes frameworks."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert desk.plan is not None  # noqa: S101 - the framework page needs a plan
        self._desk = desk
        self._plan: OpenPlan = desk.plan
        self.setWindowTitle(_("Frameworks"))
        self.resize(720, 460)
        title = QLabel(_("Frameworks"))
        title.setProperty("role", "title")
        about = QLabel(
            _(
                "Tick the frameworks this plan is drafted against. Built-in ones stay as they "
                "are; copy one to change it, write your own, or import one from a TOML or CSV "
                "file."
            ),
            wordWrap=True,
        )
        about.setProperty("role", "quiet")
        self.list = named(QListWidget(), _("Frameworks"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.about_chosen = QLabel(wordWrap=True)
        self.about_chosen.setProperty("role", "quiet")
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list, 1)
        middle.addLayout(self._buttons())
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(about)
        layout.addLayout(middle, 1)
        layout.addWidget(self.about_chosen)
        layout.addWidget(close)
        self.list.itemChanged.connect(self._tick)
        self.list.currentRowChanged.connect(lambda _row: self._weigh())
        self.list.itemDoubleClicked.connect(lambda _item: self._edit())
        desk.content_changed.connect(self._hear)
        self.refresh()

    def _buttons(self) -> QVBoxLayout:
        self.edit_button = QPushButton(icon_for("pencil-simple"), _("Edit…"))
        self.copy_button = QPushButton(icon_for("copy"), _("Copy to change"))
        self.new_button = QPushButton(icon_for("plus"), _("New framework"))
        self.import_button = QPushButton(icon_for("download-simple"), _("Import…"))
        self.export_button = QPushButton(icon_for("upload-simple"), _("Export…"))
        self.remove_button = QPushButton(icon_for("trash"), _("Remove"))
        self.edit_button.clicked.connect(self._edit)
        self.copy_button.clicked.connect(self._copy)
        self.new_button.clicked.connect(self._new)
        self.import_button.clicked.connect(self._import)
        self.export_button.clicked.connect(self._export)
        self.remove_button.clicked.connect(self._remove)
        layout = QVBoxLayout()
        layout.setSpacing(8)
        for button in (
            self.edit_button,
            self.copy_button,
            self.new_button,
            self.import_button,
            self.export_button,
            self.remove_button,
        ):
            button.setAutoDefault(False)
            layout.addWidget(button)
        layout.addStretch(1)
        return layout

    def refresh(self) -> None:
        """Show the frameworks as they are now; the selection stays."""
        chosen = self.chosen()
        used = {row.framework_id for row in self._plan.rows(PlanFramework)}
        self.list.blockSignals(True)
        self.list.clear()
        for framework in self._plan.rows(Framework):
            item = QListWidgetItem(_line(self._plan, framework))
            item.setData(FRAMEWORK, framework.id)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            ticked = framework.id in used
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._select(chosen.id if chosen is not None else "")

    def chosen(self) -> Framework | None:
        """Return the framework that is selected."""
        row = self.list.currentRow()
        item = self.list.item(row) if row >= 0 else None
        return None if item is None else self._plan.get(Framework, str(item.data(FRAMEWORK)))

    def _select(self, framework_id: str) -> None:
        ids = [str(self.list.item(row).data(FRAMEWORK)) for row in range(self.list.count())]
        if ids:
            self.list.setCurrentRow(ids.index(framework_id) if framework_id in ids else 0)
        self._weigh()

    def _weigh(self) -> None:
        """Offer what can be done with the framework that is selected."""
        framework = self.chosen()
        own = framework is not None and not framework.builtin
        self.edit_button.setText(_("Edit…") if own else _("Look inside…"))
        self.edit_button.setEnabled(framework is not None)
        self.copy_button.setEnabled(framework is not None)
        self.export_button.setEnabled(framework is not None)
        self.remove_button.setEnabled(own)
        self.about_chosen.setText("" if framework is None else framework.description.best(spoken()))

    def _hear(self, _changes: object) -> None:
        if self._desk.plan is self._plan:
            self.refresh()

    def _tick(self, item: QListWidgetItem) -> None:
        framework = self._plan.get(Framework, str(item.data(FRAMEWORK)))
        if framework is None:
            return
        rows = self._plan.children(PlanFramework, "framework_id", framework.id)
        wanted = item.checkState() == Qt.CheckState.Checked
        if wanted == bool(rows):
            return
        label = N_("Draft against “{name}”") if wanted else N_("Draft no longer against “{name}”")
        with (
            self._desk.attempt(),
            self._plan.edit(label, name=framework.name.best(spoken())),
        ):
            if wanted:
                self._plan.add(PlanFramework(framework_id=framework.id))
            for row in [] if wanted else list(rows):
                self._plan.remove(row)

    def _copy(self) -> None:
        framework = self.chosen()
        if framework is not None:
            with self._desk.attempt():
                copy = copy_framework(self._plan, framework)
                self._select(copy.id)
                self._edit()

    def _new(self) -> None:
        with self._desk.attempt():
            framework = new_framework(self._plan)
            self._select(framework.id)
            self._edit()

    def _edit(self) -> None:
        from desktop.ui.framework.framework_editor import FrameworkEditor

        framework = self.chosen()
        if framework is not None:
            FrameworkEditor(self._desk, framework, self).open()

    def _remove(self) -> None:
        framework = self.chosen()
        if framework is None or framework.builtin:
            return
        users = users_of(self._plan, framework)
        if users:
            self.about_chosen.setText(
                _("Other plans are drafted against it: {plans}. It stays for them.").format(
                    plans="; ".join(users)
                )
            )
            return
        with self._desk.attempt():
            remove_part(self._plan, framework)
            self._desk.tell(_("The framework is removed. Undo brings it back."))

    def _import(self) -> None:
        dialog = QFileDialog(self, _("Import framework"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("import-framework")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Frameworks (*.toml *.csv)"), _("All files (*)")])
        dialog.fileSelected.connect(self.import_file)
        dialog.open()

    def _export(self) -> None:
        framework = self.chosen()
        if framework is None:
            return
        dialog = QFileDialog(self, _("Export framework"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("export-framework")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Frameworks (*.toml)")])
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(f"{framework.key or 'framework'}.toml")
        dialog.fileSelected.connect(lambda name: self._write(framework, Path(name)))
        dialog.open()

    def _write(self, framework: Framework, path: Path) -> None:
        with self._desk.attempt():
            path.write_text(framework_as_toml(self._plan, framework), encoding="utf-8")
            self._desk.tell(_("Exported as {file}.").format(file=path.name))

    def import_file(self, name: str) -> None:
        """Read a framework from a file and select it."""
        with self._desk.attempt():
            framework = import_framework(self._desk.library, Path(name))
            self._select(framework.id)


def _line(plan: OpenPlan, framework: Framework) -> str:
    pillars = plan.children(Pillar, "framework_id", framework.id)
    count = sum(len(plan.children(FocusArea, "pillar_id", pillar.id)) for pillar in pillars)
    across = len(plan.children(AreaOfAction, "framework_id", framework.id))
    areas = ngettext("{count} focus area", "{count} focus areas", count).format(count=count)
    actions = ngettext("{count} area of action", "{count} areas of action", across)
    kind = (
        _("built in, version {version}").format(version=framework.version)
        if framework.builtin
        else _("your own")
    )
    facts = f"{kind} · {areas} · {actions.format(count=across)}"
    return f"{framework.name.best(spoken())}\n{facts}"

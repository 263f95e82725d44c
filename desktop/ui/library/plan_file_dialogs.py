"""Plan files from the window: opening, exporting, and copies of a plan."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from db.arrival import arrive
from db.departure import departing_rows
from db.open_plan import OpenPlan
from desktop.apology import NEWER_PLAN_FILE
from desktop.exchange.audiences import PLANNERS, READ_COPY_NAMES
from desktop.exchange.plan_copy import copied
from desktop.exchange.plan_file import (
    SUFFIX,
    PlanAlreadyHere,
    PlanFile,
    open_plan_file,
)
from desktop.exchange.seal.post import Letter, Opened, note_arrival, take_in
from desktop.exchange.seal.standing import Introduction
from desktop.language import N_, _, spoken
from desktop.ui.desk import Desk
from desktop.ui.library.bin import bring_back
from desktop.ui.library.plan_words import name_of
from desktop.ui.sharing.reading import read_then

FOLDER, ASKED = "plan-file-folder", "profile-asked"
LONGEST_NAME = 80


def ask_for_plan_file(desk: Desk, parent: QWidget) -> None:
    """Ask for a plan file and open it."""
    dialog = _file_dialog(desk, parent, _("Open plan file"))
    dialog.setObjectName("open-plan-file")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    dialog.fileSelected.connect(lambda name: open_path(desk, Path(name), parent))
    dialog.open()


def ask_for_plan_file_to_compare(desk: Desk, parent: QWidget) -> None:
    """Ask for a plan file, and show how it differs from the open plan."""
    dialog = _file_dialog(desk, parent, _("Compare with file"))
    dialog.setObjectName("compare-plan-file")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)

    def compare(name: str) -> None:
        from desktop.ui.merge.opening import compare_with_file

        compare_with_file(desk, Path(name), parent)

    dialog.fileSelected.connect(compare)
    dialog.open()


def ask_for_two_plan_files(desk: Desk, parent: QWidget) -> None:
    """Ask for two plan files, and show what leads from one to the other."""
    dialog = _file_dialog(desk, parent, _("Compare two plan files"))
    dialog.setObjectName("compare-two-plan-files")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)

    def compare(names: list[str]) -> None:
        from desktop.ui.merge.two_files import compare_files

        compare_files(desk, [Path(name) for name in names], parent)

    dialog.filesSelected.connect(compare)
    dialog.open()


def open_path(desk: Desk, path: Path, parent: QWidget) -> None:
    """Open a plan file in the library and on the desk, wherever its path came from.

    A file that is not sound, or cannot be read, is refused with its sentence and nothing is
    changed. A sealed one asks for what opens it. A plan that is here already is offered as
    it stands here, to be merged, or as a separate copy.
    """
    desk.settle()
    with desk.attempt():
        _remember_folder(desk, path)
    read_then(desk, path, parent, lambda plan_file: _introduce(desk, plan_file, parent))


def _introduce(desk: Desk, plan_file: PlanFile, parent: QWidget) -> None:
    """Say who signed a file, where there is something to say, and take it in."""
    from desktop.ui.sharing.signer_box import introduce

    introduce(desk, plan_file, parent, lambda opened: _take_in(desk, opened, parent))


def _take_in(desk: Desk, opened: Opened, parent: QWidget) -> None:
    plan_file = opened.plan_file
    try:
        plan = take_in(desk.library, opened)
    except PlanAlreadyHere as here:
        note_arrival(desk.library, plan_file.plan_id, opened)
        _offer(desk, plan_file, parent, binned=here.in_bin)
        return
    _show(desk, plan, plan_file, opened.signer)


def ask_where_to_export(desk: Desk, parent: QWidget) -> None:
    """Ask how and where to, and write the open plan as a plan file.

    The planner's name is asked for first when nobody has given it yet; who declines
    exports without a name.
    """
    if desk.plan is None:
        return
    desk.settle()
    if desk.library.author or desk.library.setting(ASKED, False):
        _ask_how(desk, parent)
        return
    desk.library.set_setting(ASKED, True)
    from desktop.ui.profile_dialog import ProfileDialog

    dialog = ProfileDialog(desk, parent)
    dialog.finished.connect(lambda _result: _ask_how(desk, parent))
    dialog.open()


def suggested_name(plan: OpenPlan, audience: str = PLANNERS) -> str:
    """Return a file name for a plan: what it is called, without what a disk does not take."""
    name = name_of(plan.row)
    if audience in READ_COPY_NAMES:
        name = _(READ_COPY_NAMES[audience]).format(name=name)
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name)
    return " ".join(name.split())[:LONGEST_NAME].strip(" .") + SUFFIX


def duplicate(desk: Desk) -> None:
    """Make a separate copy of the open plan and open it."""
    if desk.plan is None:
        return
    desk.settle()
    with desk.attempt():
        rows, changed = copied(departing_rows(desk.plan))
        original = name_of(desk.plan.row)
        plan = arrive(desk.library, rows, N_("Copy “{plan}”"), changed=changed, plan=original)
        desk.open_plan(plan.id)
        desk.tell(_("This is a separate copy of “{plan}”.").format(plan=original))


def _ask_how(desk: Desk, parent: QWidget) -> None:
    from desktop.ui.sharing.share_dialog import ShareDialog

    dialog = ShareDialog(desk, parent)
    dialog.ready.connect(lambda letter, signing: _ask_where(desk, parent, letter, signing))
    dialog.open()


def _ask_where(desk: Desk, parent: QWidget, letter: Letter, signing: str) -> None:
    if desk.plan is None:
        return
    dialog = _file_dialog(desk, parent, _("Export plan file"))
    dialog.setObjectName("export-plan-file")
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
    dialog.selectFile(suggested_name(desk.plan, letter.audience))
    dialog.fileSelected.connect(lambda name: _export(desk, Path(name), letter, signing))
    dialog.open()


def _export(desk: Desk, path: Path, letter: Letter, signing: str) -> None:
    from desktop.ui.sharing.sending import send

    with desk.attempt():
        _remember_folder(desk, path)
        send(desk, path, letter, signing)


def _show(
    desk: Desk, plan: OpenPlan, plan_file: PlanFile, signer: Introduction | None = None
) -> None:
    desk.open_plan(plan.id)
    said = [_(NEWER_PLAN_FILE)] if plan_file.newer else []
    if plan_file.exported_by and (signer is None or signer.signature is None):
        words = _("Opened {file}, exported by {author}.")
        said.append(words.format(file=plan_file.name, author=plan_file.exported_by))
    elif not plan_file.newer:
        said.append(_("Opened {file}.").format(file=plan_file.name))
    if signer is not None:
        said.append(signer.sentence)
    desk.tell(" ".join(said))


def _offer(desk: Desk, plan_file: PlanFile, parent: QWidget, *, binned: bool) -> None:
    """Say that the plan is here already, and offer what can be done."""
    title = plan_file.title.best(spoken()) or _("Plan without a name")
    box = QMessageBox(parent)
    box.setObjectName("plan-already-here")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(_("This plan is here already"))
    box.setText(
        _("“{plan}” lies in your bin.").format(plan=title)
        if binned
        else _("“{plan}” is in your library already.").format(plan=title)
    )
    box.setInformativeText(
        _(
            "Your plan was not touched. You can bring it back and look at what came in with "
            "{file}, or open the file as a separate copy beside yours."
        ).format(file=plan_file.name)
        if binned
        else _(
            "Your plan was not touched. You can look at what came in with {file}, take it over "
            "or not, or open it as a separate copy beside yours."
        ).format(file=plan_file.name)
    )
    merge = None
    if not plan_file.is_release_copy:
        words = _("Bring mine back and merge") if binned else _("Review and merge")
        merge = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
    copy = box.addButton(_("Open as a separate copy"), QMessageBox.ButtonRole.AcceptRole)
    show = box.addButton(
        _("Bring mine back") if binned else _("Show mine"), QMessageBox.ButtonRole.ActionRole
    )
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(merge or copy)

    def act() -> None:
        with desk.attempt():
            if merge is not None and box.clickedButton() is merge:
                from desktop.ui.merge.opening import review_and_merge

                if binned:
                    bring_back(desk, plan_file.plan_id)
                review_and_merge(desk, plan_file, parent)
            elif box.clickedButton() is copy:
                _show(desk, open_plan_file(desk.library, plan_file, as_copy=True), plan_file)
            elif box.clickedButton() is show:
                if binned:
                    bring_back(desk, plan_file.plan_id)
                desk.open_plan(plan_file.plan_id)

    box.finished.connect(act)
    box.open()


def _file_dialog(desk: Desk, parent: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters([_("Istmo plan files (*.istmo)"), _("All files (*)")])
    folder = Path(desk.library.setting(FOLDER, ""))
    if not folder.is_absolute() or not folder.is_dir():
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place))
    dialog.setDirectory(str(folder))
    return dialog


def _remember_folder(desk: Desk, path: Path) -> None:
    desk.library.set_setting(FOLDER, str(path.absolute().parent))

"""Reviewing a merge: what came in, what both changed, and nothing written before Finish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.exchange.change_entries import BROUGHT_BACK, Entry
from desktop.exchange.merge import Decision, PlanChangedMeanwhile, Third
from desktop.exchange.seal.standing import Introduction
from desktop.language import _, ngettext
from desktop.ui.desk import Desk
from desktop.ui.forms.flow_layout import FlowLayout
from desktop.ui.merge.calm_note import calm_note
from desktop.ui.merge.entries_view import EntriesView
from desktop.ui.merge.merge_review import ReviewInHand
from desktop.ui.merge.waiting import waiting
from desktop.ui.page import MARGIN, Heading
from desktop.ui.sharing.signer_note import SignerNote


class MergeDialog(QDialog):
    """A plan file against the open plan, as large as the window it lies on."""

    def __init__(
        self, desk: Desk, review: ReviewInHand, signer: Introduction, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("merge-review")
        self.setWindowTitle(_("Review and merge"))
        self.resize(parent.window().size())
        self._desk = desk
        self.review = review
        self._together: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, 16)
        layout.setSpacing(12)
        author = review.file.exported_by
        title = _("A plan file from {author}").format(author=author) if author else review.file.name
        self.heading = Heading(title)
        layout.addWidget(self.heading)
        self.signer = SignerNote(signer, self.reject)
        layout.addWidget(self.signer)
        self.view = EntriesView(review.plan, review.writer, read_only=False)
        if review.is_empty:
            self._say_nothing_to_do(layout)
            return
        self.take_all = self._head_button("", self._take_all, icon="checks")
        self.leave = self._head_button(_("Leave without merging"), self.reject)
        self.finish = self._head_button(_("Finish"), self._finish, primary=True)
        self.finish.setToolTip(
            _("Writes all of it as one step that undo takes back, after a backup (Ctrl+Enter).")
        )
        layout.addWidget(self.view, 1)
        self._add_together(self.view.right)
        self.hint = QLabel(
            _(
                "↑ ↓ next entry · M mine · T theirs · W write a third · A take all without "
                "conflict · Ctrl+Enter finish · Esc leave without merging"
            )
        )
        self.hint.setProperty("role", "quiet")
        self.hint.setWordWrap(True)
        layout.addWidget(self.hint)
        self.view.decided.connect(self._decide_in_hand)
        self.view.chosen.connect(self._offer_together)
        self._add_keys()
        self._show_review()
        self.view.setFocus()

    def reject(self) -> None:
        """Leave without merging; who has decided something is asked first."""
        if not self.review.decisions:
            super().reject()
            return
        box = self._question(
            "leave-merge",
            _("Leave without merging?"),
            _("Your plan stays as it is. What you decided here is forgotten."),
        )
        box.addButton(_("Leave without merging"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(_("Stay"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.accepted.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        box.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go from the third value back to the list; elsewhere it leaves."""
        third = self.view.panel.third
        if event.key() == Qt.Key.Key_Escape and third is not None and third.editor.hasFocus():
            self.view.setFocus()
            return
        super().keyPressEvent(event)

    def _head_button(
        self, text: str, run: Callable[[], None], *, icon: str = "", primary: bool = False
    ) -> QPushButton:
        button = self.heading.add_button(text, icon=icon, primary=primary)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: run())
        return button

    def _say_nothing_to_do(self, layout: QVBoxLayout) -> None:
        self.heading.set_texts(self.heading.title.text(), self.review.file.name)
        layout.addWidget(
            calm_note(
                _("Nothing to merge"),
                _("Everything in this file is in your plan already. Nothing needs to be done."),
            ),
            1,
        )
        close = self._head_button(_("Close"), self.reject, primary=True)
        close.setDefault(True)
        close.setFocus()

    def _add_together(self, layout: QVBoxLayout) -> None:
        """Add the buttons that decide about a whole record, and about all conflicts."""
        line, flow = QWidget(), FlowLayout(8)
        line.setLayout(flow)
        indented = QHBoxLayout()
        indented.setContentsMargins(16, 0, 8, 0)
        indented.addWidget(line)
        layout.addLayout(indented)
        choices: tuple[tuple[str, bool, Decision, str], ...] = (
            (_("Mine in this record"), False, "mine", "Shift+M"),
            (_("Theirs in this record"), False, "theirs", "Shift+T"),
            (_("Mine in all conflicts"), True, "mine", "Ctrl+Shift+M"),
            (_("Theirs in all conflicts"), True, "theirs", "Ctrl+Shift+T"),
        )
        for text, whole, decision, keys in choices:
            button = QPushButton(text)
            button.setProperty("role", "flat")
            button.setAutoDefault(False)
            button.setToolTip(f"{text} ({keys})")

            run = partial(self._decide_together, decision, every=whole)
            button.clicked.connect(run)
            QShortcut(QKeySequence(keys), self, run)
            self._together.append(button)
            flow.addWidget(button)

    def _add_keys(self) -> None:
        keys: dict[str, Callable[[], None]] = {
            "M": lambda: self._decide_in_hand("mine"),
            "T": lambda: self._decide_in_hand("theirs"),
            "W": self._write_third,
            "A": self._take_all,
            "Ctrl+Return": self._finish,
            "Ctrl+Enter": self._finish,
        }
        for key, run in keys.items():
            QShortcut(QKeySequence(key), self, run)

    def _show_review(self) -> None:
        review = self.review
        self.view.writer = review.writer
        self.view.show_entries(review.conflicts, review.changes, review.decision)
        self._mark()

    def _mark(self) -> None:
        review = self.review
        self.view.tree.mark([*review.conflicts, *review.changes], self._verdict)
        left, open_changes = len(review.open_conflicts()), len(review.open_changes())
        came = len(review.changes)
        parts = [
            review.file.name,
            ngettext(
                "{count} change without conflict", "{count} changes without conflict", came
            ).format(count=came),
        ]
        if review.conflicts:
            parts.append(
                ngettext("{count} conflict to decide", "{count} conflicts to decide", left).format(
                    count=left
                )
                if left
                else _("all conflicts decided")
            )
        self.heading.set_texts(self.heading.title.text(), " · ".join(parts))
        self.take_all.setText(
            _("Take all without conflict ({count})").format(count=open_changes)
            if open_changes
            else _("Taken without conflict")
        )
        self.take_all.setEnabled(bool(open_changes))
        self.take_all.setVisible(bool(review.changes))

    def _verdict(self, entry: Entry) -> str:
        decision = self.review.decision(entry)
        if entry.kind == BROUGHT_BACK or decision is None:
            return ""
        if isinstance(decision, Third):
            return _("own words")
        if decision == "mine":
            return _("mine")
        return _("theirs") if entry.conflict is not None else "✓"

    def _decide_in_hand(self, decision: Decision | None) -> None:
        """Decide about the entry in hand, or all of the group; go on to the next conflict."""
        entry = self.view.tree.current()
        if decision is None:
            if entry is not None:
                self.review.decisions.pop(entry.key, None)
                self._mark()
            return
        self.review.decide(self.view.tree.current_group() if entry is None else [entry], decision)
        self._mark()
        if isinstance(decision, Third):
            return
        if not self._go_on(entry):
            self.view.show_again()

    def _decide_together(self, decision: Decision, *_clicked: object, every: bool) -> None:
        entry = self.view.tree.current()
        if every:
            chosen: Sequence[Entry] = self.review.conflicts
        elif entry is not None:
            record = entry.table, entry.row_id
            chosen = [
                other
                for other in (*self.review.conflicts, *self.review.changes)
                if (other.table, other.row_id) == record
            ]
        else:
            return
        self.review.decide(chosen, decision)
        self._mark()
        self.view.show_again()

    def _go_on(self, entry: Entry | None) -> bool:
        """Take the next entry of the same sort in hand that is not decided, if there is one."""
        in_conflict = entry is not None and entry.conflict is not None
        waiting = self.review.open_conflicts() if in_conflict else self.review.open_changes()
        if entry is None or not waiting:
            return False
        every = self.review.conflicts if in_conflict else self.review.changes
        place = every.index(entry)
        after = {other.key for other in every[place:]}
        following = next((other for other in waiting if other.key in after), waiting[0])
        self.view.tree.choose(following)
        self.view.tree.setFocus()
        return True

    def _write_third(self) -> None:
        if self.view.panel.third is not None:
            self.view.panel.third.setFocus()
            self.view.panel.third.write()

    def _take_all(self) -> None:
        self.review.take_all()
        self._mark()
        self.view.show_again()

    def _offer_together(self, entry: Entry | None) -> None:
        for place, button in enumerate(self._together):
            button.setVisible(entry is not None and (place < 2 or entry.conflict is not None))

    def _finish(self) -> None:
        undecided = len(self.review.open_conflicts())
        if not undecided:
            self._write()
            return
        text = ngettext(
            "{count} conflict is not decided.", "{count} conflicts are not decided.", undecided
        )
        box = self._question(
            "undecided",
            text.format(count=undecided),
            _(
                "If you finish now, the later change stands in each of them, and a record that "
                "one deleted and the other edited stays."
            ),
        )
        box.addButton(_("Finish"), QMessageBox.ButtonRole.AcceptRole)
        back = box.addButton(_("Look again"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.accepted.connect(self._write)
        box.open()

    def _write(self) -> None:
        with self._desk.attempt():
            try:
                with waiting():
                    self.review.write()
            except PlanChangedMeanwhile:
                self.review.analyze()
                self._show_review()
                self._question(
                    "changed-meanwhile",
                    _("Your plan was changed meanwhile."),
                    _("The review was made anew; what you decided still stands. Look once more."),
                ).open()
                return
            self._desk.tell(
                _("Merged {file}. Undo takes it back.").format(file=self.review.file.name)
            )
            self.accept()

    def _question(self, name: str, text: str, more: str) -> QMessageBox:
        box = QMessageBox(self)
        box.setObjectName(name)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.windowTitle())
        box.setText(text)
        box.setInformativeText(more)
        return box

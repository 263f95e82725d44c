"""Is a print-out still current? Its version code tells."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from db.bookkeeping import Issue
from db.issues import issue_of, steps_since
from desktop.language import _, ngettext, spoken
from desktop.planning.moments import clock_of, date_time_group
from desktop.planning.version import version_of
from desktop.ui.accessible import named
from desktop.ui.desk import Desk

CODE_LENGTH = 8


class VersionDialog(QDialog):
    """Takes the code at the foot of a page and says whether the page is current."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Check a print-out"))
        self.setMinimumWidth(460)
        why = QLabel(_("Type the version code that stands at the foot of the page."))
        why.setWordWrap(True)
        why.setProperty("role", "quiet")
        self.code = named(QLineEdit(placeholderText="7K3M-Q2XA"), _("Version code"))
        self.code.textChanged.connect(self._answer)
        self.answer = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.answer.setMinimumHeight(64)
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        for widget in (why, self.code, self.answer, buttons):
            layout.addWidget(widget)

    def _answer(self, typed: str) -> None:
        letters = re.sub(r"[^0-9A-Z]", "", typed.upper().replace("O", "0").replace("I", "1"))
        if len(letters) < CODE_LENGTH:
            self.answer.setText("")
            return
        self.answer.setText(self._verdict(f"{letters[:4]}-{letters[4:CODE_LENGTH]}"))

    def _verdict(self, code: str) -> str:
        library = self._desk.library
        issue = issue_of(library, code)
        # A version that was printed here is known by its plan; any other may be anybody's.
        plans = [plan for plan in library.plans() if issue is None or plan.id == issue.plan_id]
        for plan in plans:
            if version_of(library.open_plan(plan.id)).code == code:
                return _("The page is current: “{plan}” is at version {code}.").format(
                    plan=plan.name.best(spoken()), code=code
                )
        if issue is None or not plans:
            return _(
                "No plan on this laptop has this version now, and none was printed here with it. "
                "Look at the code again, or ask who printed the page."
            )
        return self._outdated(issue)

    def _outdated(self, issue: Issue) -> str:
        plan = self._desk.library.open_plan(issue.plan_id)
        printed = datetime.fromtimestamp(issue.milliseconds / 1000, UTC)
        changes = steps_since(self._desk.library, issue)
        return "\n".join(
            (
                _("The page is out of date: “{plan}” was printed with it {moment}.").format(
                    plan=plan.row.name.best(spoken()),
                    moment=f"{printed.astimezone(clock_of(plan.row).zone):%Y-%m-%d %H:%M} · "
                    f"{date_time_group(printed, spoken())}",
                ),
                ngettext(
                    "{count} change since; History shows it.",
                    "{count} changes since; History shows them.",
                    changes,
                ).format(count=changes),
            )
        )

"""What the review found, the worst first, each line leading to what mends it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from desktop.language import _, ngettext, spoken
from desktop.planning.finding import Finding
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.overview.card import Card, Elided
from desktop.ui.review.review_list import MARKS
from desktop.ui.sections import section_of

SHOWN = 5
SEVERITIES = tuple(MARKS)


class ReviewCard(Card):
    """Counts of the findings by severity, and the first of them."""

    def __init__(self, desk: Desk, show_all: Callable[[], None]) -> None:
        super().__init__(_("Review"))
        self._desk = desk
        self.corner(_("All findings")).clicked.connect(show_all)
        self.lines: list[QPushButton] = []

    def show_findings(self) -> None:
        """Show what the review found last."""
        self.clear()
        self.lines.clear()
        found = [f for f in self._desk.findings if f.accepted is None]
        found.sort(key=lambda finding: SEVERITIES.index(finding.severity))
        self.say(_counts(found), "section")
        for finding in found[:SHOWN]:
            self._line(finding)
        if not found:
            self.say(_("Nothing is missing or contradictory."), "quiet")
        self.fill_up()

    def _line(self, finding: Finding) -> None:
        icon, tone = MARKS[finding.severity]
        words = finding.message.best(spoken())
        button = QPushButton()
        button.setProperty("role", "flat")
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        mark = QLabel()
        mark.setPixmap(icon_for(icon, tone).pixmap(16, 16))
        text = Elided(words)
        for label in (mark, text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(button)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(text, 1)
        button.setFixedHeight(24)
        button.clicked.connect(
            lambda: self._desk.go(
                section_of(finding.table), finding.table, finding.row_id, finding.field
            )
        )
        self.content.addWidget(button)
        self.lines.append(button)


def _counts(found: list[Finding]) -> str:
    counts = {s: sum(1 for f in found if f.severity == s) for s in SEVERITIES}
    words = {
        "error": ngettext("{count} error", "{count} errors", counts["error"]),
        "warning": ngettext("{count} warning", "{count} warnings", counts["warning"]),
        "hint": ngettext("{count} hint", "{count} hints", counts["hint"]),
    }
    shown = [words[s].format(count=counts[s]) for s in SEVERITIES if counts[s]]
    return " · ".join(shown) if shown else _("No findings")

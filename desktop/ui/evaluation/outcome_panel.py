"""How one objective came out, in words: for the inspector beside guides and summary."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.open_plan import OpenPlan
from db.tables import Objective
from db.text import Text
from desktop.language import _, spoken
from desktop.planning.evaluation_summary import is_late, outcome_of
from desktop.planning.terms import ACTION_STATUSES, RATINGS
from desktop.ui.emptying import empty
from desktop.ui.evaluation.evaluation_columns import today
from desktop.ui.tables.time_columns import date_label


class OutcomePanel(QWidget):
    """Ratings with their meaning, strengths, areas for improvement, corrective actions."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 20, 12, 16)
        self._layout.setSpacing(6)

    def show_objective(self, plan: OpenPlan, row: Objective | None) -> None:
        """Show how an objective came out."""
        empty(self._layout)
        if row is None:
            self._say(_("Select an objective to see how it came out."), "quiet")
            self._layout.addStretch(1)
            return
        outcome = outcome_of(plan, row)
        self._say(_("Objective {number}").format(number=row.number), "section")
        self._say(row.statement.best(spoken()), "")
        self._head(_("Ratings of its criteria"))
        for rating, words in RATINGS.items():
            self._say(f"{outcome.ratings[rating]} × {rating}   {_(words)}", "")
        waiting = len(outcome.criteria) - outcome.rated
        if waiting:
            self._say(f"{waiting} × —   {_('Not rated yet')}", "quiet")
        for kind, title in (
            ("strength", _("Strengths")),
            ("improvement", _("Areas for improvement")),
            ("observation", _("Other observations")),
        ):
            self._list(title, [seen.text for seen in outcome.observations if seen.kind == kind])
        if outcome.actions:
            self._head(_("Corrective actions"))
        for action in outcome.actions:
            words = action.text.best(spoken()) or _("Untitled")
            status = _(ACTION_STATUSES.get(action.status, action.status))
            late = is_late(action, today())
            due = " · ".join(filter(None, (status, date_label(action.due_date))))
            self._say(f"• {words}", "")
            self._say(f"   {'⚠ ' if late else ''}{due}", "error" if late else "quiet")
        self._layout.addStretch(1)

    def _list(self, title: str, texts: list[Text]) -> None:
        if texts:
            self._head(title)
            for text in texts:
                self._say(f"• {text.best(spoken()) or _('Untitled')}", "")

    def _head(self, text: str) -> None:
        self._layout.addSpacing(8)
        self._say(text.upper(), "caption")

    def _say(self, text: str, role: str) -> None:
        label = QLabel(text)
        if role:
            label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._layout.addWidget(label)

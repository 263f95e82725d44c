"""What the framework says of an area, what serves it, and what the plan aims at there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.record import Record
from db.tables import Criterion, Inject, Objective, ScheduleItem
from db.text import Text
from desktop.language import _, ngettext, spoken
from desktop.planning.coverage import AreaCoverage
from desktop.planning.moments import clock_of, relative
from desktop.ui.desk import Desk
from desktop.ui.emptying import empty
from desktop.ui.framework.alignments import (
    Area,
    actions_of,
    indicators_of,
    is_focus,
    part,
    scope_of,
    set_reason,
    set_scope,
    set_target,
    target_of,
)
from desktop.ui.framework.coverage_words import ADVICE, STATES
from desktop.ui.framework.matrix_model import ACTIVITIES, CRITERIA, INJECTS, OBJECTIVES, serving
from desktop.ui.framework.wording_fields import WordingFields
from desktop.ui.icons import icon_for
from desktop.ui.sections import section_of
from desktop.ui.theme import colors

_COUNTED = (OBJECTIVES, ACTIVITIES, INJECTS, CRITERIA)
_MOST_LINKS = 40
"""A MSEL may have thousands of injects; nobody goes through them here."""


class AreaInspector(QWidget):
    """The form for the area that is selected; emits `align_asked`."""

    align_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._area: Area | None = None
        self._shown: tuple[object, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 20, 16, 16)
        self._layout.setSpacing(6)
        self.scope = QCheckBox(_("In the plan's scope"))
        self.reason = WordingFields(desk, _("Reason"), self._commit_reason)
        self.targets: dict[str, WordingFields] = {}

    def show_area(self, coverage: AreaCoverage, column: int) -> None:
        """Show an area; of what serves it, only what `column` of the matrix counts."""
        plan = self._desk.plan
        if plan is None:
            return
        area = coverage.area
        scope = scope_of(plan, area)
        targets = [(i.id, target_of(plan, i)) for i in indicators_of(plan, area)]
        shown = (
            area.id,
            column,
            coverage.state,
            coverage.in_scope,
            area.name,
            [self._words(row) for kind in _COUNTED for row in serving(coverage, kind)],
        )
        if shown != self._shown or area is not self._area:
            self._shown, self._area = shown, area
            self._fill(coverage, column)
        self.reason.show_text(scope.reason if scope is not None else Text())
        for indicator_id, target in targets:
            if indicator_id in self.targets:
                self.targets[indicator_id].show_text(target.target if target else Text())

    def focus_field(self, field: str, indicator_id: str = "") -> bool:
        """Put the cursor into a field; return whether the form shows it."""
        target = self.targets.get(indicator_id)
        if field.startswith("target") and target is not None:
            target.take_focus(field)
        elif field.startswith("reason") and self.reason.isVisibleTo(self):
            self.reason.take_focus(field)
        elif field in ("in_scope", "reason"):
            self.scope.setFocus()
        else:
            return False
        return True

    def _fill(self, coverage: AreaCoverage, column: int) -> None:
        self._clear()
        area = coverage.area
        title = self._say(area.name.best(spoken()), "section")
        if area.name.has_fallen_back(spoken()):
            _slant(title)
        look = STATES[coverage.state]
        state = self._say(_(look.words))
        state.setStyleSheet(f"color: {getattr(colors(), look.tone)};")
        meaning = getattr(area, "description", None)
        if meaning:
            self._caption(_("MEANS"))
            label = self._say(meaning.best(spoken()))
            if meaning.has_fallen_back(spoken()):
                _slant(label)
        assert self._desk.plan is not None  # noqa: S101 - only called with a plan
        actions = actions_of(self._desk.plan, area)
        if actions:
            self._caption(_("PROPOSED ACTION") if len(actions) == 1 else _("PROPOSED ACTIONS"))
            for action in actions:
                self._say(action.text.best(spoken()))
        self._fill_served(coverage, column)
        if coverage.state in ADVICE:
            grave = coverage.state != "not-chosen"
            self._advise(_(ADVICE[coverage.state]), grave=grave)
        self._fill_scope(coverage)
        self._fill_targets(area)
        self._layout.addStretch(1)

    def _fill_served(self, coverage: AreaCoverage, column: int) -> None:
        self._caption(_("SERVED BY"))
        names = {
            OBJECTIVES: _("Objectives"),
            ACTIVITIES: _("Activities"),
            INJECTS: _("Injects"),
            CRITERIA: _("Evaluation criteria"),
        }
        kinds = [column] if column in names else list(names)
        nothing = True
        for kind in kinds:
            rows = serving(coverage, kind)
            if rows:
                nothing = False
                self._link_list(names[kind], rows, coverage.area)
        if nothing:
            words = _("Nothing yet.") if column not in names else _("No {kind} yet.")
            self._say(words.format(kind=names.get(column, "").lower()), "quiet")
        button = QPushButton(icon_for("plus"), _("Align objective…"))
        button.clicked.connect(self.align_asked)
        self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _link_list(self, name: str, rows: Sequence[Record], area: Area) -> None:
        self._say(name, "quiet")
        for row in rows[:_MOST_LINKS]:
            words = self._words(row)
            ink = colors().accent
            link = QLabel(
                f'<a href="{row.__tablename__}" style="color:{ink};text-decoration:none">'
                f"{escape(words)}</a>"
            )
            link.setWordWrap(True)
            link.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
            link.setAccessibleName(words)
            link.linkActivated.connect(lambda _target, own=row: self._lead(own))
            if isinstance(row, Objective):
                self._add_with_parting(link, row, area)
            else:
                self._layout.addWidget(link)
        left = len(rows) - _MOST_LINKS
        if left > 0:
            words = ngettext("and {count} more", "and {count} more", left)
            self._say(words.format(count=left), "quiet")

    def _add_with_parting(self, link: QLabel, objective: Objective, area: Area) -> None:
        button = QPushButton(icon_for("x", "quiet"), "")
        button.setProperty("role", "flat")
        button.setFixedWidth(28)
        button.setToolTip(_("Align no longer"))
        button.setAccessibleName(
            _("Align objective {number} no longer").format(number=objective.number)
        )
        button.clicked.connect(lambda: self._part(area, objective))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(link, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(row)

    def _fill_scope(self, coverage: AreaCoverage) -> None:
        self._caption(_("SCOPE"))
        self.scope = QCheckBox(_("In the plan's scope"))
        self.scope.setChecked(coverage.in_scope is True)
        self.scope.clicked.connect(lambda on: self._set_scope(coverage.area, on))
        self._layout.addWidget(self.scope)
        # Shown at once and not when the events come round, so that it can take the focus.
        self.scope.show()
        self.reason = WordingFields(self._desk, _("Reason"), self._commit_reason)
        if coverage.in_scope is False:
            self._say(_("Why it is out of scope"), "quiet")
            self._layout.addWidget(self.reason)
            self.reason.show()

    def _fill_targets(self, area: Area) -> None:
        assert self._desk.plan is not None  # noqa: S101 - only called with a plan
        indicators = indicators_of(self._desk.plan, area) if is_focus(area) else []
        if not indicators:
            return
        self._caption(_("OUTCOME INDICATORS AND TARGETS"))
        for indicator in indicators:
            unit = indicator.unit.best(spoken())
            words = indicator.text.best(spoken())
            self._say(f"{words} ({unit})" if unit else words)
            fields = WordingFields(
                self._desk,
                _("Target: {indicator}").format(indicator=words),
                self._setter(indicator),
            )
            for field in fields.fields.values():
                field.setPlaceholderText(_("Target"))
            self._layout.addWidget(fields)
            fields.show()
            self.targets[indicator.id] = fields

    def _setter(self, indicator: object) -> Callable[[Text], None]:
        def commit(text: Text) -> None:
            if self._desk.plan is not None:
                set_target(self._desk.plan, indicator, text)  # type: ignore[arg-type]

        return commit

    def _commit_reason(self, text: Text) -> None:
        if self._desk.plan is not None and self._area is not None:
            set_reason(self._desk.plan, self._area, text)

    def _set_scope(self, area: Area, in_scope: bool) -> None:
        if self._desk.plan is not None:
            with self._desk.attempt():
                set_scope(self._desk.plan, area, in_scope=in_scope)

    def _part(self, area: Area, objective: Objective) -> None:
        if self._desk.plan is not None:
            with self._desk.attempt():
                part(self._desk.plan, area, objective)

    def _lead(self, row: Record) -> None:
        self._desk.go(section_of(row.__tablename__), row.__tablename__, row.id)

    def _words(self, row: Record) -> str:
        if isinstance(row, Objective):
            return f"{row.number} {row.statement.best(spoken())}".strip()
        if isinstance(row, ScheduleItem) and self._desk.plan is not None:
            when = relative(row.offset_minutes, clock_of(self._desk.plan.row))
            return f"{when} · {row.title.best(spoken())}"
        if isinstance(row, Inject):
            return f"{row.number} {row.title.best(spoken())}".strip()
        if isinstance(row, Criterion):
            return row.critical_task.best(spoken()) or row.measure.best(spoken())
        return ""

    def _clear(self) -> None:
        self.targets.clear()
        empty(self._layout)

    def _say(self, text: str, role: str = "") -> QLabel:
        label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        if role:
            label.setProperty("role", role)
        self._layout.addWidget(label)
        return label

    def _caption(self, text: str) -> None:
        self._layout.addSpacing(8)
        self._say(text, "caption")

    def _advise(self, text: str, *, grave: bool) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        icon = QLabel()
        sign = icon_for("warning-circle", "warning") if grave else icon_for("info", "quiet")
        icon.setPixmap(sign.pixmap(16, 16))
        words = QLabel(text, wordWrap=True)
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self._layout.addSpacing(4)
        self._layout.addWidget(card)


def _slant(label: QLabel) -> None:
    font = label.font()
    font.setItalic(True)
    label.setFont(font)

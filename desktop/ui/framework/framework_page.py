"""The framework page: which focus areas the plan serves, how, and where the gaps are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from db.door import Changes
from db.tables import Indicator, IndicatorTarget, PlanFocusArea
from desktop.language import _, ngettext, spoken
from desktop.planning.coverage import AreaCoverage, Coverage, coverage_of
from desktop.ui.desk import Desk, Place
from desktop.ui.framework.area_inspector import AreaInspector
from desktop.ui.framework.matrix_model import AREA, MatrixModel
from desktop.ui.framework.matrix_view import MatrixView
from desktop.ui.page import Page


class FrameworkPage(Page):
    """The coverage matrix; its inspector is the form of the area that is selected."""

    section = "framework"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Focus-area coverage"))
        self.model = MatrixModel()
        self.matrix = MatrixView(self.model)
        self.area_inspector = AreaInspector(desk)
        self.inspector = self.area_inspector
        self._area_id, self._column = "", AREA
        self._empty = self._empty_state()
        self.change = self.heading.add_button(_("Change framework…"))
        self.align_button = self.heading.add_button(_("Align objective"), icon="plus", primary=True)
        self.body.addWidget(self.matrix, 1)
        self.body.addWidget(self._empty, 1)
        self.change.clicked.connect(self._change_framework)
        self.align_button.clicked.connect(self._align)
        self.area_inspector.align_asked.connect(self._align)
        self.matrix.chosen.connect(self._choose)
        self.add_command(_("Align objective…"), self._align, "Ctrl+Shift+A")
        self.add_command(_("Change framework…"), self._change_framework)

    def _empty_state(self) -> QWidget:
        box = QWidget()
        words = QLabel(
            _(
                "The plan is drafted against no framework yet. Choose one, and this page shows "
                "which focus areas the plan serves and where its gaps are."
            ),
            wordWrap=True,
        )
        words.setProperty("role", "quiet")
        words.setMaximumWidth(560)
        self._choose_button = button = QPushButton(_("Choose framework…"))
        button.setProperty("role", "primary")
        button.clicked.connect(self._change_framework)
        layout = QVBoxLayout(box)
        layout.setSpacing(16)
        layout.addWidget(words)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return box

    def refresh(self, changes: Changes | None) -> None:
        """Show the coverage as it is now; the cell that was selected stays so."""
        del changes
        coverage = coverage_of(self.plan)
        self.heading.set_texts(_("Focus-area coverage"), _state_words(coverage))
        any_area = any(True for _area in coverage)
        self.matrix.setVisible(any_area)
        self._empty.setVisible(not any_area)
        self.align_button.setEnabled(any_area)
        self.area_inspector.setVisible(any_area)
        self.model.show_coverage(coverage)
        self.matrix.show_area(self._area_id or _first_gap(coverage), self._column)

    def reveal(self, place: Place) -> None:
        """Select the area that `place` is about, and put the cursor into its field."""
        if not self.matrix.isVisibleTo(self):
            self._choose_button.setFocus()
            return
        area_id, indicator_id = self._area_of(place)
        self.matrix.show_area(area_id)
        if not place.field or not self.area_inspector.focus_field(place.field, indicator_id):
            self.matrix.setFocus()

    def _area_of(self, place: Place) -> tuple[str, str]:
        """Return the area that a row belongs to, and the indicator when it is about one."""
        if place.table == PlanFocusArea.__tablename__:
            row = self.plan.get(PlanFocusArea, place.row_id)
            return (row.focus_area_id or row.area_of_action_id or "" if row else "", "")
        target = self.plan.get(IndicatorTarget, place.row_id)
        if target is not None:
            indicator = self.plan.get(Indicator, target.indicator_id)
            return (indicator.focus_area_id if indicator else "", target.indicator_id)
        return place.row_id, ""

    def _choose(self, area_id: str, column: int) -> None:
        self._area_id, self._column = area_id, column
        coverage = self._selected()
        if coverage is not None:
            self.area_inspector.show_area(coverage, column)

    def _selected(self) -> AreaCoverage | None:
        found = (area for area in self.model.areas() if area.area.id == self._area_id)
        return next(found, None)

    def _align(self) -> None:
        from desktop.ui.framework.align_dialog import AlignDialog

        self.desk.settle()
        AlignDialog(self.desk, self._area_id, self.window()).open()

    def _change_framework(self) -> None:
        from desktop.ui.framework.frameworks_dialog import FrameworksDialog

        self.desk.settle()
        FrameworksDialog(self.desk, self.window()).open()


def _first_gap(coverage: Coverage) -> str:
    gaps = coverage.gaps
    return gaps[0].area.id if gaps else ""


def _state_words(coverage: Coverage) -> str:
    names = [
        _("{name}, version {version}").format(
            name=framework.name.best(spoken()), version=framework.version
        )
        for framework in coverage.frameworks
    ]
    served = _("{served} of {total} areas served").format(
        served=coverage.served, total=coverage.total
    )
    count = len(coverage.gaps)
    gaps = ngettext("{count} gap", "{count} gaps", count).format(count=count)
    return " · ".join([*names, served, *([gaps] if count else [])]) if names else ""

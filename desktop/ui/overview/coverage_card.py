"""How much of what the plan undertakes to serve is served, pillar by pillar."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from db.open_plan import OpenPlan
from desktop.language import _, spoken
from desktop.planning.coverage import AreaCoverage, coverage_of
from desktop.ui.desk import Desk
from desktop.ui.overview.card import Card


class CoverageCard(Card):
    """Focus areas served, with a bar for each pillar."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Focus areas"))
        self._desk = desk
        self.corner(_("Coverage matrix")).clicked.connect(lambda: desk.go("framework"))

    def show_plan(self, plan: OpenPlan) -> None:
        """Show the coverage of a plan."""
        self.clear()
        coverage = coverage_of(plan)
        if not coverage.frameworks:
            self.say(_("The plan is drafted against no framework yet."), "quiet")
        elif not coverage.total:
            self.say(_("The plan has not chosen any focus area yet."), "quiet")
            self.offer(_("Choose focus areas")).clicked.connect(lambda: self._desk.go("framework"))
        else:
            self.say(
                _("{served} of {total} served").format(
                    served=coverage.served, total=coverage.total
                ),
                "section",
            )
        groups = [(pillar.name.best(spoken()), areas) for pillar, areas in coverage.pillars]
        if coverage.areas_of_action:
            groups.append((_("Areas of action"), coverage.areas_of_action))
        for name, areas in groups:
            self._bar(name, areas)
        self.fill_up()

    def _bar(self, name: str, areas: list[AreaCoverage]) -> None:
        chosen = [area for area in areas if area.in_scope]
        if not chosen:
            return
        served = sum(1 for area in chosen if area.objectives)
        self.line(name, f"{served}/{len(chosen)}")
        bar = QProgressBar()
        bar.setRange(0, len(chosen))
        bar.setValue(served)
        bar.setTextVisible(False)
        bar.setAccessibleName(
            _("{name}: {served} of {total} served").format(
                name=name, served=served, total=len(chosen)
            )
        )
        self.content.addWidget(bar)

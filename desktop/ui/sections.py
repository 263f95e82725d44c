"""The sections of the window, in the order of the sidebar.

A page's module is imported when its section is first shown, so that starting is quick.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.language import N_
from desktop.ui.desk import Desk
from desktop.ui.page import Page

LIBRARY, PARTNERS = "library", "partners"


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the sidebar: its key, name (message id), icon, and how its page is made.

    `kinds` are the kinds of plan that have the section; without any, all have it.
    """

    key: str
    name: str
    icon: str
    make: Callable[[Desk], Page]
    kinds: tuple[str, ...] = ()

    def is_of(self, kind: str) -> bool:
        """Return whether plans of this kind have the section."""
        return not self.kinds or kind in self.kinds


def _library(desk: Desk) -> Page:
    from desktop.ui.library.library_page import LibraryPage

    return LibraryPage(desk)


def _partners(desk: Desk) -> Page:
    from desktop.ui.partners.partners_page import PartnersPage

    return PartnersPage(desk)


def _overview(desk: Desk) -> Page:
    from desktop.ui.overview.overview_page import OverviewPage

    return OverviewPage(desk)


def _framework(desk: Desk) -> Page:
    from desktop.ui.framework.framework_page import FrameworkPage

    return FrameworkPage(desk)


def _objectives(desk: Desk) -> Page:
    from desktop.ui.objectives.objectives_page import ObjectivesPage

    return ObjectivesPage(desk)


def _scenario(desk: Desk) -> Page:
    from desktop.ui.scenario.scenario_page import ScenarioPage

    return ScenarioPage(desk)


def _milestones(desk: Desk) -> Page:
    from desktop.ui.milestones.milestones_page import MilestonesPage

    return MilestonesPage(desk)


def _schedule(desk: Desk) -> Page:
    from desktop.ui.schedule.schedule_page import SchedulePage

    return SchedulePage(desk)


def _msel(desk: Desk) -> Page:
    from desktop.ui.msel.msel_page import MselPage

    return MselPage(desk)


def _people(desk: Desk) -> Page:
    from desktop.ui.people.people_page import PeoplePage

    return PeoplePage(desk)


def _evaluation(desk: Desk) -> Page:
    from desktop.ui.evaluation.evaluation_page import EvaluationPage

    return EvaluationPage(desk)


def _packet(desk: Desk) -> Page:
    from desktop.ui.packet.packet_page import PacketPage

    return PacketPage(desk)


def _history(desk: Desk) -> Page:
    from desktop.ui.history.history_page import HistoryPage

    return HistoryPage(desk)


LIBRARY_SECTIONS: tuple[Section, ...] = (
    Section(LIBRARY, N_("Library"), "books", _library),
    Section(PARTNERS, N_("Partners"), "handshake", _partners),
)
"""What there is whether a plan is open or not."""
PLAN_SECTIONS: tuple[Section, ...] = (
    Section("overview", N_("Overview"), "compass", _overview),
    Section("framework", N_("Framework"), "squares-four", _framework),
    Section("objectives", N_("Objectives"), "target", _objectives),
    Section("scenario", N_("Scenario"), "book-open", _scenario, ("exercise",)),
    Section("milestones", N_("Milestones"), "flag", _milestones),
    Section("schedule", N_("Schedule"), "calendar-blank", _schedule),
    Section("msel", N_("MSEL"), "list-numbers", _msel, ("exercise",)),
    Section("people", N_("People"), "users-three", _people),
    Section("evaluation", N_("Evaluation"), "clipboard-text", _evaluation, ("exercise",)),
    Section("packet", N_("Packet"), "printer", _packet),
    Section("history", N_("History"), "clock-counter-clockwise", _history),
)
SECTIONS: dict[str, Section] = {s.key: s for s in (*LIBRARY_SECTIONS, *PLAN_SECTIONS)}

_SECTION_OF_TABLE = {
    "plan": "overview",
    "approval": "overview",
    "plan_framework": "framework",
    "plan_focus_area": "framework",
    "indicator_target": "framework",
    "focus_area": "framework",
    "framework": "framework",
    "objective": "objectives",
    "alignment": "objectives",
    "criterion": "objectives",
    "scenario_section": "scenario",
    "simulated_actor": "scenario",
    "attachment": "scenario",
    "milestone": "milestones",
    "schedule_item": "schedule",
    "storyline": "msel",
    "event": "msel",
    "inject": "msel",
    "delivery": "msel",
    "watch": "evaluation",
    "observation": "evaluation",
    "corrective_action": "evaluation",
    "participation": "people",
    "assignment": "people",
    "organization": "people",
    "person": "people",
    "venue": "people",
    "plan_venue": "people",
}


def needs_plan(key: str) -> bool:
    """Return whether a section is one of the open plan."""
    return all(section.key != key for section in LIBRARY_SECTIONS)


def section_of(table_name: str) -> str:
    """Return the key of the section in which rows of a table are edited."""
    return _SECTION_OF_TABLE.get(table_name, "overview")

"""The edits of a scenario: adding, removing, ordering, and who may see what."""

from __future__ import annotations

from db.open_plan import OpenPlan
from db.tables import Attachment, ScenarioSection, SimulatedActor
from db.text import Text
from desktop.language import LANGUAGES, N_, translate
from desktop.planning.terms import SCENARIO_KINDS

Part = ScenarioSection | SimulatedActor
_SHOWN_AT_FIRST = frozenset({"general-situation", "road-to-crisis"})


class ScenarioEdits:
    """Edits the scenario of a plan; each is one undo step, and raises UnwritableLibrary."""

    def __init__(self, plan: OpenPlan) -> None:
        self._plan = plan

    def add_section(self, kind: str, behind: ScenarioSection | None) -> ScenarioSection:
        """Add a part of a kind behind another, or at the end; return it."""
        row = ScenarioSection(kind=kind)
        with self._plan.edit(N_("Add {noun}"), noun=N_("part of the scenario")):
            self._plan.add(row)
            if behind is not None:
                self._plan.place(row, behind)
        return row

    def add_actor(self) -> SimulatedActor:
        """Add a simulated actor; return it."""
        row = SimulatedActor(kind="group")
        with self._plan.edit(N_("Add {noun}"), noun=N_("simulated actor")):
            self._plan.add(row)
        return row

    def add_usual(self) -> None:
        """Add the parts that every scenario has."""
        with self._plan.edit(N_("Add the usual parts of a scenario")):
            for kind, name in SCENARIO_KINDS.items():
                self._plan.add(
                    ScenarioSection(
                        kind=kind,
                        title=Text(*(translate(name, language) for language in LANGUAGES)),
                        for_players=kind in _SHOWN_AT_FIRST,
                        offset_minutes=0 if kind == "phase" else None,
                    )
                )

    def remove(self, row: Part) -> None:
        """Remove a part with its pictures, or an actor."""
        is_section = isinstance(row, ScenarioSection)
        noun = N_("part of the scenario") if is_section else N_("simulated actor")
        with self._plan.edit(N_("Remove {noun}"), noun=noun):
            if is_section:
                for picture in list(self._plan.children(Attachment, "section_id", row.id)):
                    self._plan.remove(picture)
            self._plan.remove(row)

    def move(self, row: Part, after: Part | None) -> None:
        """Put a part or an actor behind another, or at the beginning."""
        with self._plan.edit(N_("Change the order of the scenario")):
            self._plan.place(row, after)

    def show_to_players(self, row: Part, for_players: bool) -> None:
        """Let players see a part or an actor, or hide it from them."""
        label = N_("Show it to players") if for_players else N_("Hide it from players")
        with self._plan.edit(label):
            row.for_players = for_players

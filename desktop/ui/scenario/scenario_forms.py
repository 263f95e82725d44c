"""The forms for what is selected on the scenario page."""

from __future__ import annotations

from typing import Any

from db.open_plan import OpenPlan
from db.tables import Attachment, ScenarioSection, SimulatedActor
from desktop.language import N_, _, spoken
from desktop.planning.terms import ACTOR_KINDS, SCENARIO_KINDS
from desktop.ui.desk import Desk
from desktop.ui.forms.fields import LineField, PairField, PickField, SaidField, TickField
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.scenario.audience import PLAYERS
from desktop.ui.tables.coded_columns import ChoiceColumn
from desktop.ui.tables.columns import BoolColumn
from desktop.ui.tables.optional_moment import OptionalMomentColumn

FOR_PLAYERS = BoolColumn("for_players", PLAYERS)


def section_form(desk: Desk) -> RecordForm:
    """Return the form for a section; its texts are edited in the middle of the page."""
    return RecordForm(
        desk,
        ScenarioSection,
        (
            PickField(ChoiceColumn("kind", N_("Kind"), choices=SCENARIO_KINDS)),
            LineField(OptionalMomentColumn("offset_minutes", N_("Begins"))),
            TickField(FOR_PLAYERS),
        ),
        title=section_title,
        empty=_("Select a part of the scenario to see all of it here."),
    )


def actor_form(desk: Desk) -> RecordForm:
    """Return the form for a simulated actor."""
    return RecordForm(
        desk,
        SimulatedActor,
        (
            PickField(ChoiceColumn("kind", N_("Kind"), choices=ACTOR_KINDS)),
            TickField(FOR_PLAYERS),
        ),
        title=actor_title,
        empty="",
    )


def picture_form(desk: Desk) -> RecordForm:
    """Return the form for a picture."""
    return RecordForm(
        desk,
        Attachment,
        (
            PairField("caption", N_("Caption"), lines=2),
            TickField(FOR_PLAYERS),
            SaidField(N_("File"), said=_facts),
        ),
        title=lambda row: row.file_name,
        empty="",
    )


def section_title(row: Any) -> str:
    """Return the title of a section, or its kind when it has none."""
    return row.title.best(spoken()) or _(SCENARIO_KINDS.get(row.kind, row.kind))


def section_kind(row: Any) -> str:
    """Return the kind of a section in words."""
    return _(SCENARIO_KINDS.get(row.kind, row.kind))


def actor_title(row: Any) -> str:
    """Return the name of an actor, or that it has none."""
    return row.name.best(spoken()) or _("Untitled")


def actor_kind(row: Any) -> str:
    """Return the kind of an actor in words."""
    return _(ACTOR_KINDS.get(row.kind, row.kind))


def _facts(row: Any, plan: OpenPlan) -> str:
    del plan
    return f"{row.file_name} · {row.size / 1024:,.0f} KB"

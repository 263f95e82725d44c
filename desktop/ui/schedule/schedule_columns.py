"""The columns of the schedule's table, most of which its form uses as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from db.open_plan import OpenPlan
from db.tables import (
    Objective,
    Organization,
    Person,
    ScheduleItem,
    ScheduleObjective,
    ScheduleOrganization,
    SchedulePerson,
    Venue,
)
from db.text import Text, folded
from desktop.language import N_, _, spoken
from desktop.planning.moments import clock_of, date_time_group, parse_moment, relative
from desktop.planning.terms import SCHEDULE_KINDS
from desktop.ui.schedule.day_names import MEDIUM, clock_time, day_name
from desktop.ui.schedule.facts import organization_name
from desktop.ui.schedule.lanes import TRACK, Lanes
from desktop.ui.tables.coded_columns import Choice, ChoiceColumn, ReferenceColumn
from desktop.ui.tables.columns import Column, ComputedColumn, TextColumn
from desktop.ui.tables.directory_columns import new_venue, venue_label, venue_words
from desktop.ui.tables.links_column import LinksColumn
from desktop.ui.tables.time_columns import DurationColumn, MomentColumn


@dataclass(frozen=True)
class EndColumn(Column):
    """The moment at which an item ends; typing another changes how long it lasts."""

    width: int = 100

    def value(self, row: Any, plan: OpenPlan) -> int:
        """Return the minute of the end."""
        del plan
        end: int = row.offset_minutes + row.duration_minutes
        return end

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the end; only its time when it is on the day of the start."""
        clock = clock_of(plan.row)
        end = self.value(row, plan)
        if clock.day(end) == clock.day(row.offset_minutes):
            return clock.local(end).strftime("%H:%M")
        return relative(end, clock)

    def read(self, text: str, row: Any, plan: OpenPlan) -> int:
        """Return the minute; a clock time alone is the next one after the start."""
        clock = clock_of(plan.row)
        end = parse_moment(text, clock, day=clock.day(row.offset_minutes))
        if end <= row.offset_minutes and re.fullmatch(r"[\d:.hH]+", text.strip()):
            end += 1440
        if end <= row.offset_minutes:
            raise ValueError(_("The end must be after the start."))
        return end

    def put(self, row: Any, value: Any, plan: OpenPlan) -> None:
        """Write how long the item lasts, within an edit."""
        del plan
        row.duration_minutes = value - row.offset_minutes

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the minute."""
        return self.value(row, plan)


@dataclass(frozen=True)
class TrackColumn(ChoiceColumn):
    """The track of an item: one that the plan has, with both its wordings, or a new one."""

    own: bool = field(default=True, kw_only=True)
    blank: bool = field(default=True, kw_only=True)

    def value(self, row: Any, plan: OpenPlan) -> Text:
        """Return the track's wordings."""
        del plan
        track: Text = row.track
        return track

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the track in the interface's language, or else in the other one."""
        return self.value(row, plan).best(spoken())

    def choices_in(self, plan: OpenPlan) -> Sequence[Choice]:
        """Return the tracks that the plan has."""
        return [
            Choice(lane.text, lane.title, f"{lane.text.en}\n{lane.text.es}")
            for lane in Lanes(plan, TRACK, spoken()).all
            if lane.key
        ]

    def read(self, text: str, row: Any, plan: OpenPlan) -> Any:
        """Return the wordings of the track that `text` names, which may be new."""
        del row
        word = " ".join(text.split())
        if not word:
            return Text()
        found = self.find(word, plan)
        return Text().replaced(spoken(), word) if found is None else found.value

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the words; items without a track come last."""
        words = folded(self.text(row, plan))
        return (not words, words)

    def has_fallen_back(self, row: Any, plan: OpenPlan) -> bool:
        """Return whether the wording in the interface's language is missing."""
        return self.value(row, plan).has_fallen_back(spoken())


def local_date(row: ScheduleItem, plan: OpenPlan) -> str:
    """Return the local date and time of an item's start: "Tue, Jan 13 09:30"."""
    local = clock_of(plan.row).local(row.offset_minutes)
    date = day_name(local.date(), MEDIUM, spoken())
    return f"{date} {clock_time(local.hour * 60 + local.minute)}"


def zulu(row: ScheduleItem, plan: OpenPlan) -> str:
    """Return the date-time group of an item's start."""
    return date_time_group(clock_of(plan.row).utc(row.offset_minutes), spoken())


def by_start(row: ScheduleItem, plan: OpenPlan) -> int:
    """Return what computed times are sorted by."""
    del plan
    return row.offset_minutes


def organization_label(row: Organization) -> str:
    """Return the acronym of an organization, or its name."""
    return organization_name(row, spoken())


def organization_words(row: Organization) -> str:
    """Return other words that find an organization."""
    return f"{row.name_en}\n{row.name_es}"


def objective_label(row: Objective) -> str:
    """Return the number of an objective."""
    return row.number or row.statement.best(spoken())


def person_label(row: Person) -> str:
    """Return the name of a person."""
    return row.name


START = MomentColumn("offset_minutes", N_("Start"), 92)
DURATION = DurationColumn("duration_minutes", N_("Duration"), 84)
KIND = ChoiceColumn("kind", N_("Kind"), 112, choices=SCHEDULE_KINDS)
VENUE = ReferenceColumn(
    "venue_id",
    N_("Venue"),
    128,
    table=Venue,
    label=venue_label,
    more=venue_words,
    create=new_venue,
)
LEAD = ReferenceColumn(
    "lead_id",
    N_("Lead"),
    96,
    hidden=True,
    table=Organization,
    label=organization_label,
    more=organization_words,
)
TRACK_COLUMN = TrackColumn("track", N_("Track"), 116, choices={})
COLUMNS: tuple[Column, ...] = (
    START,
    ComputedColumn("local", N_("Local time"), 140, compute=local_date, sort=by_start, hidden=True),
    ComputedColumn("zulu", N_("Zulu"), 124, compute=zulu, sort=by_start, hidden=True),
    EndColumn("end", N_("End"), 72),
    DURATION,
    TextColumn("title", N_("Title"), 260),
    KIND,
    TRACK_COLUMN,
    VENUE,
    LEAD,
    LinksColumn(
        "organizations",
        N_("Organizations"),
        160,
        hidden=True,
        owner="item_id",
        link=ScheduleOrganization,
        target="organization_id",
        table=Organization,
        label=organization_label,
    ),
    LinksColumn(
        "people",
        N_("People"),
        140,
        hidden=True,
        owner="item_id",
        link=SchedulePerson,
        target="person_id",
        table=Person,
        label=person_label,
    ),
    LinksColumn(
        "objectives",
        N_("Objectives"),
        100,
        hidden=True,
        owner="item_id",
        link=ScheduleObjective,
        target="objective_id",
        table=Objective,
        label=objective_label,
    ),
    TextColumn("uniform", N_("Uniform or equipment"), 160, hidden=True),
    TextColumn("notes", N_("Notes"), 200, hidden=True, lines=True),
)

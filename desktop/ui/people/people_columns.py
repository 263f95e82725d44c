"""The columns and form fields of the people page's four tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    Organization,
    Participation,
    Person,
    PlanVenue,
    ScheduleItem,
    SchedulePerson,
    Venue,
)
from db.text import folded
from desktop.language import N_, _, spoken
from desktop.planning.terms import (
    COUNTRIES,
    ORGANIZATION_KINDS,
    PARTICIPATION_ROLES,
    ROLES,
    WORKSHOP_ROLES,
)
from desktop.ui.forms.fields import (
    Field,
    LineField,
    PairField,
    PickField,
    ProseField,
    SaidField,
    TickField,
)
from desktop.ui.tables.coded_columns import ChoiceColumn
from desktop.ui.tables.columns import (
    BoolColumn,
    Column,
    ComputedColumn,
    NumberColumn,
    TextColumn,
    WordColumn,
)
from desktop.ui.tables.directory_columns import (
    organization_column,
    person_column,
    venue_column,
    venue_label,
)
from desktop.ui.tables.time_columns import DateColumn

ORGANIZATION = organization_column("organization_id", N_("Organization"), 146)
TAKING_PART = organization_column("organization_id", N_("Organization"), 146, required=True)
PARTICIPATION_ROLE = ChoiceColumn("role", N_("Role"), 120, choices=PARTICIPATION_ROLES)
HEADCOUNT = NumberColumn("headcount", N_("Headcount"), 90, most=99_999, heading=N_("People"))
ACRONYM = WordColumn("acronym", N_("Acronym"), 90)
COUNTRY = ChoiceColumn("country", N_("Country"), 120, choices=COUNTRIES, own=True)
ORGANIZATION_KIND = ChoiceColumn("kind", N_("Kind"), 150, choices=ORGANIZATION_KINDS)
PERSON = person_column("person_id", N_("Person"), 170, blank_text=N_("to be filled"))
VENUE = venue_column("venue_id", N_("Venue"), 150)
NAME = WordColumn("name", N_("Name"), 200)
RANK = WordColumn("rank", N_("Rank or title"), 100)
LANGUAGES = WordColumn("languages", N_("Languages"), 90)
PHONE = WordColumn("phone", N_("Telephone"), 120)
EMAIL = WordColumn("email", N_("E-mail"), 170)
CALL_SIGN = WordColumn("call_sign", N_("Call sign"), 90)
AVAILABLE_FROM = DateColumn("available_from", N_("Available from"), 120, hidden=True)
AVAILABLE_UNTIL = DateColumn("available_until", N_("Available until"), 120, hidden=True)
CAPACITY = NumberColumn("capacity", N_("Capacity"), 90, most=99_999)
ADDRESS = WordColumn("address", N_("Address"), 180)
CONTACT = WordColumn("contact", N_("Contact"), 130)
LATITUDE = NumberColumn(
    "latitude", N_("Latitude"), 90, least=-90, most=90, decimals=True, optional=True, hidden=True
)
LONGITUDE = NumberColumn(
    "longitude",
    N_("Longitude"),
    90,
    least=-180,
    most=180,
    decimals=True,
    optional=True,
    hidden=True,
)


@dataclass(frozen=True)
class InPlanColumn(BoolColumn):
    """Whether the plan uses a venue of the directory; ticking it makes it a plan's venue."""

    def value(self, row: Any, plan: OpenPlan) -> bool:
        """Return whether the plan uses the venue."""
        return bool(plan.children(PlanVenue, "venue_id", row.id))

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return yes or no."""
        return _("Yes") if self.value(row, plan) else _("No")

    def put(self, row: Any, value: Any, plan: OpenPlan) -> None:
        """Make it a venue of the plan, or take it out of the plan, within an edit."""
        links = list(plan.children(PlanVenue, "venue_id", row.id))
        if value and not links:
            plan.add(PlanVenue(venue_id=row.id))
        elif not value:
            for link in links:
                plan.remove(link)

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Sort the plan's venues first."""
        return (not self.value(row, plan), folded(venue_label(row)))


IN_PLAN = InPlanColumn("in_plan", N_("In this plan"), 100)


def role_column(kind: str) -> ChoiceColumn:
    """Return the column of roles as they are called in a plan of `kind`."""
    names = ROLES | WORKSHOP_ROLES if kind == "workshop" else ROLES
    return ChoiceColumn("role", N_("Role"), 150, choices=names)


def _organization_of(row: Any, plan: OpenPlan) -> Organization | None:
    return plan.get(Organization, row.organization_id)


def _full_name(row: Any, plan: OpenPlan) -> str:
    organization = _organization_of(row, plan)
    return "" if organization is None else organization.name.best(spoken())


def _country(row: Any, plan: OpenPlan) -> str:
    organization = _organization_of(row, plan)
    return "" if organization is None else COUNTRY.text(organization, plan)


def _persons_filled(row: Any, plan: OpenPlan) -> str:
    count = len(plan.children(Assignment, "organization_id", row.organization_id))
    return str(count or "")


def duties_of(row: Any, plan: OpenPlan) -> str:
    """Return a person's roles in the plan and the number of schedule items they are needed at."""
    names = role_column(plan.row.kind).labels()
    roles = [
        _(str(names.get(link.role, link.role)))
        for link in plan.children(Assignment, "person_id", row.id)
    ]
    items = len(plan.children(SchedulePerson, "person_id", row.id))
    if items:
        roles.append(_("{count} in the schedule").format(count=items))
    return ", ".join(dict.fromkeys(roles))


def items_at(row: Any, plan: OpenPlan) -> str:
    """Return how many schedule items take place at a venue."""
    return str(len(plan.children(ScheduleItem, "venue_id", row.id)) or "")


def participation_columns() -> tuple[Column, ...]:
    """Return the columns of the organizations that take part."""
    return (
        TAKING_PART,
        ComputedColumn("name", N_("Name"), 260, compute=_full_name),
        ComputedColumn("country", N_("Country"), 120, compute=_country),
        PARTICIPATION_ROLE,
        HEADCOUNT,
        ComputedColumn("roles", N_("Roles filled"), 90, right=True, compute=_persons_filled),
    )


def assignment_columns(kind: str) -> tuple[Column, ...]:
    """Return the columns of the roles and who fills them."""
    return (
        role_column(kind),
        PERSON,
        ORGANIZATION,
        VENUE,
        TextColumn("cell", N_("Cell or site"), 200),
        WordColumn("notes", N_("Notes"), 160, hidden=True),
    )


def person_columns() -> tuple[Column, ...]:
    """Return the columns of the directory of persons."""
    return (
        RANK,
        NAME,
        ORGANIZATION,
        TextColumn("post", N_("Post"), 140),
        PHONE,
        ComputedColumn("duties", N_("In this plan"), 160, compute=duties_of),
        EMAIL_HIDDEN,
        CALL_SIGN_HIDDEN,
        LANGUAGES_HIDDEN,
        AVAILABLE_FROM,
        AVAILABLE_UNTIL,
    )


EMAIL_HIDDEN = WordColumn("email", N_("E-mail"), 170, hidden=True)
CALL_SIGN_HIDDEN = WordColumn("call_sign", N_("Call sign"), 90, hidden=True)
LANGUAGES_HIDDEN = WordColumn("languages", N_("Languages"), 90, hidden=True)


def venue_columns() -> tuple[Column, ...]:
    """Return the columns of the directory of venues."""
    return (
        IN_PLAN,
        TextColumn("name", N_("Name"), 240),
        CAPACITY,
        ADDRESS,
        CONTACT,
        ComputedColumn("items", N_("Items"), 60, right=True, compute=items_at),
        LATITUDE,
        LONGITUDE,
        TextColumn("facilities", N_("Facilities"), 200, lines=True, hidden=True),
    )


def participation_fields() -> tuple[Field, ...]:
    """Return the fields of an organization's part in the plan."""
    return (PickField(PARTICIPATION_ROLE), LineField(HEADCOUNT))


def organization_fields() -> tuple[Field, ...]:
    """Return the fields of an organization in the directory."""
    return (
        LineField(ACRONYM),
        PairField("name", N_("Name"), lines=2),
        PickField(COUNTRY),
        PickField(ORGANIZATION_KIND),
    )


def assignment_fields(kind: str) -> tuple[Field, ...]:
    """Return the fields of a role."""
    return (
        PickField(role_column(kind)),
        PickField(PERSON),
        PickField(ORGANIZATION),
        PickField(VENUE),
        PairField("cell", N_("Cell or site")),
        ProseField("notes", N_("Notes")),
    )


def person_fields() -> tuple[Field, ...]:
    """Return the fields of a person."""
    return (
        LineField(RANK),
        LineField(NAME),
        PickField(ORGANIZATION),
        PairField("post", N_("Post")),
        LineField(LANGUAGES),
        LineField(PHONE),
        LineField(EMAIL),
        LineField(CALL_SIGN),
        LineField(AVAILABLE_FROM),
        LineField(AVAILABLE_UNTIL),
        SaidField(N_("In this plan"), duties_of),
    )


def venue_fields() -> tuple[Field, ...]:
    """Return the fields of a venue."""
    return (
        TickField(IN_PLAN),
        PairField("name", N_("Name")),
        LineField(CAPACITY),
        ProseField("address", N_("Address"), lines=2),
        LineField(CONTACT),
        LineField(LATITUDE),
        LineField(LONGITUDE),
        PairField("facilities", N_("Facilities"), lines=2),
    )


TABS: dict[str, tuple[str, ...]] = {
    "organizations": (Participation.__tablename__, Organization.__tablename__),
    "roles": (Assignment.__tablename__,),
    "persons": (Person.__tablename__,),
    "venues": (Venue.__tablename__, PlanVenue.__tablename__),
}
"""Which tables a tab shows, so that a place in the plan leads to its tab."""

"""The page of people: organizations, roles, persons and venues, a tab for each."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QTabWidget

from db.door import Changes
from db.open_plan import OpenPlan
from db.record import Record
from db.tables import Assignment, Organization, Participation, Person, PlanVenue, Venue
from desktop.language import N_, _, ngettext
from desktop.planning.terms import role_label
from desktop.ui.desk import Desk, Place
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.page import Page
from desktop.ui.people.people_columns import (
    TABS,
    TAKING_PART,
    assignment_columns,
    assignment_fields,
    organization_fields,
    participation_columns,
    participation_fields,
    person_columns,
    person_fields,
    venue_columns,
    venue_fields,
)
from desktop.ui.people.people_tab import AddLine, PeopleTab
from desktop.ui.tables.coded_columns import Choice, NewEntry
from desktop.ui.tables.directory_columns import organization_label, person_label, venue_label
from desktop.ui.tables.record_table import RecordTable
from desktop.ui.tables.table_commands import add_table_commands

NEW = "Ctrl+Shift+A"


class PeoplePage(Page):
    """Who takes part and where; persons, organizations and venues are shared by all plans."""

    section = "people"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("People"))
        self.add_button = self.heading.add_button("", icon="plus", primary=True)
        self.add_button.clicked.connect(self.add)
        self._new = self.add_command("", self.add, NEW)
        self.find_organization = AddLine(_("Add an organization: type to find"), TAKING_PART)
        self.find_organization.picked.connect(self._add_participation)
        self.organizations = self._organizations_tab()
        self.roles = self._roles_tab()
        self.persons = self._persons_tab()
        self.venues = self._venues_tab()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("People"))
        self.tabs.tabBar().setAccessibleName(_("People"))
        self.tabs.tabBar().setDrawBase(False)
        forms = QStackedWidget()
        self.inspector = forms
        for tab, title in (
            (self.organizations, _("Organizations")),
            (self.roles, _("Roles")),
            (self.persons, _("Persons")),
            (self.venues, _("Venues")),
        ):
            self.tabs.addTab(tab, title)
            forms.addWidget(tab.inspector)
            tab.table.view.setAccessibleName(title)
            self.add_command(title, lambda tab=tab: self.tabs.setCurrentWidget(tab))  # type: ignore[misc]
        self.tabs.currentChanged.connect(self._show_tab)
        self.body.addWidget(self.tabs, 1)
        self._forms = forms
        self._show_tab(0)
        add_table_commands(self, lambda: self._all_tabs()[self.tabs.currentIndex()].table)

    # Tabs

    def _organizations_tab(self) -> PeopleTab:
        table = RecordTable(
            self.desk,
            Participation,
            participation_columns(),
            page="participations",
            noun=N_("organization"),
            make=lambda: Participation(role="participant"),
            add=self._find_organization,
            empty=_("No organization takes part yet."),
            add_text=_("Add organization"),
        )
        table.tools.insertWidget(1, self.find_organization)
        self.find_organization.setParent(table)
        self.setTabOrder(table.filter, self.find_organization)
        self.setTabOrder(self.find_organization, table.columns_button)
        part = RecordForm(
            self.desk,
            Participation,
            participation_fields(),
            title=self._organization_name,
            empty=_("Select an organization to see all of it here."),
        )
        directory = RecordForm(
            self.desk,
            Organization,
            organization_fields(),
            title=lambda _row: _("In the directory, for all plans"),
            empty="",
        )
        return PeopleTab(
            table,
            _("Who takes part in this plan. The names of organizations are shared by all plans."),
            [
                (part, lambda row: row),
                (directory, lambda row: self.plan.get(Organization, row.organization_id)),
            ],
        )

    def _roles_tab(self) -> PeopleTab:
        kind = self.plan.row.kind
        table = RecordTable(
            self.desk,
            Assignment,
            assignment_columns(kind),
            page="assignments",
            noun=N_("role"),
            make=lambda: Assignment(role="player"),
            empty=_("Nobody has a role yet. A role without a person is still to be filled."),
            add_text=_("New role"),
        )
        form = RecordForm(
            self.desk,
            Assignment,
            assignment_fields(kind),
            title=self._role_title,
            empty=_("Select a role to see all of it here."),
        )
        note = _(
            "Who directs, controls, evaluates and plays. A role without a person is still open."
        )
        return PeopleTab(table, note, [(form, lambda row: row)])

    def _persons_tab(self) -> PeopleTab:
        table = RecordTable(
            self.desk,
            Person,
            person_columns(),
            page="persons",
            noun=N_("person"),
            make=Person,
            rows=lambda plan: sorted(plan.rows(Person), key=_coming),
            sort="name",
            empty=_("The directory has no persons yet. Add them here, or paste them from a sheet."),
            add_text=_("New person"),
        )
        form = RecordForm(
            self.desk,
            Person,
            person_fields(),
            title=lambda row: person_label(row) or _("Person"),
            empty=_("Select a person to see all about them here."),
        )
        note = _(
            "Shared by all plans of this library, so that nobody is booked twice. Used in roles "
            "and in the schedule."
        )
        return PeopleTab(table, note, [(form, lambda row: row)])

    def _venues_tab(self) -> PeopleTab:
        table = RecordTable(
            self.desk,
            Venue,
            venue_columns(),
            page="venues",
            noun=N_("venue"),
            make=Venue,
            add=self._add_venue,
            rows=lambda plan: sorted(plan.rows(Venue), key=_coming),
            sort="in_plan",
            empty=_("The directory has no venues yet."),
            add_text=_("New venue"),
        )
        form = RecordForm(
            self.desk,
            Venue,
            venue_fields(),
            title=lambda row: venue_label(row) or _("Venue"),
            empty=_("Select a venue to see all of it here."),
        )
        note = _(
            "The directory of venues is shared by all plans of this library. Tick the venues that "
            "this plan uses."
        )
        return PeopleTab(table, note, [(form, lambda row: row)])

    # What the window asks

    def refresh(self, changes: Changes | None) -> None:
        """Show people and venues as they stand now."""
        for tab in self._all_tabs():
            tab.refresh(changes)
        self._offer_organizations()
        self._say_how_many()

    def reveal(self, place: Place) -> None:
        """Show the tab of a row, select it and put the cursor into its field."""
        keys = [key for key, tables in TABS.items() if place.table in tables]
        if not keys:
            return
        number = list(TABS).index(keys[0])
        self.tabs.setCurrentIndex(number)
        self._all_tabs()[number].reveal(place, self._shown_row(place))

    def add(self) -> None:
        """Add what the tab in front is about."""
        tab = self._all_tabs()[self.tabs.currentIndex()]
        tab.table.add_row()

    # How it works

    def _all_tabs(self) -> tuple[PeopleTab, ...]:
        return (self.organizations, self.roles, self.persons, self.venues)

    def _shown_row(self, place: Place) -> str:
        """Return the row of the tab's table that stands for the row of `place`."""
        plan = self.plan
        if place.table == Organization.__tablename__:
            found = plan.children(Participation, "organization_id", place.row_id)
            return found[0].id if found else ""
        if place.table == PlanVenue.__tablename__:
            link = plan.get(PlanVenue, place.row_id)
            return link.venue_id if link is not None else ""
        return place.row_id

    def _show_tab(self, number: int) -> None:
        self.desk.settle()
        texts = (_("Add organization"), _("New role"), _("New person"), _("New venue"))
        keys = QKeySequence(NEW).toString(QKeySequence.SequenceFormat.NativeText)
        self.add_button.setText(texts[number])
        self._new.setText(texts[number])
        self.add_button.setToolTip(f"{texts[number]} ({keys})")
        self._forms.setCurrentIndex(number)

    def _find_organization(self) -> None:
        self.find_organization.toggle_list()

    def _offer_organizations(self) -> None:
        here = {row.organization_id for row in self.plan.rows(Participation)}
        choices = TAKING_PART.choices_in(self.plan)
        self.find_organization.offer_all([c for c in choices if c.value not in here])

    def _add_participation(self, pick: Choice | NewEntry) -> None:
        value = self.find_organization.value_of(pick)
        row = Participation(role="participant")
        label = N_("Add {noun}")
        with self.desk.attempt(), self.plan.edit(label, noun=N_("organization")):
            TAKING_PART.put(row, value, self.plan)
            self.plan.add(row)
        self.organizations.table.select(row.id, "headcount")
        self.organizations.table.focus()

    def _add_venue(self) -> None:
        row = Venue()
        with self.desk.attempt(), self.plan.edit(N_("Add {noun}"), noun=N_("venue")):
            self.plan.add(row)
            self.plan.add(PlanVenue(venue_id=row.id))
        self.venues.table.select(row.id, "name")
        self.venues.table.focus()

    def _organization_name(self, row: Participation) -> str:
        organization = self.plan.get(Organization, row.organization_id)
        return "" if organization is None else organization_label(organization)

    def _role_title(self, row: Assignment) -> str:
        role = _(role_label(row.role, self.plan.row.kind))
        person = self.plan.get(Person, row.person_id)
        return role if person is None else f"{role}: {person_label(person)}"

    def _say_how_many(self) -> None:
        plan: OpenPlan = self.plan
        participations: list[Any] = plan.rows(Participation)
        count, heads = len(participations), sum(row.headcount for row in participations)
        roles: list[Any] = plan.rows(Assignment)
        vacant = sum(1 for row in roles if row.person_id is None)
        parts = [
            ngettext("{count} organization", "{count} organizations", count).format(count=count),
            ngettext("{count} person", "{count} persons", heads).format(count=heads),
            ngettext("{count} role", "{count} roles", len(roles)).format(count=len(roles)),
        ]
        if vacant:
            parts.append(
                ngettext("{count} to be filled", "{count} to be filled", vacant).format(
                    count=vacant
                )
            )
        self.heading.set_texts(_("People"), " · ".join(parts))


def _coming(row: Record) -> tuple[str, str]:
    """Return what puts rows of the directory in the order in which they came."""
    return (row.born, row.id)

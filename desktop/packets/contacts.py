"""Whom to ask: those who direct and plan, of both nations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from db.reader import PlanReader
from db.tables import Assignment, Organization, Person
from desktop.language import N_
from desktop.packets.activities import organization_label
from desktop.packets.density import Density
from desktop.packets.flow import Flow
from desktop.packets.fonts import printable
from desktop.packets.styles import TABLE, TABLE_QUIET, TABLE_STRONG
from desktop.packets.table import Cell, Table
from desktop.packets.wording import Wording, clean, joined
from desktop.planning.terms import role_label

ROLE, NAME, ORGANIZATION = N_("Role"), N_("Name"), N_("Organization")
REACHED_AT = N_("Reached at")
TO_BE_NAMED = N_("To be named")
LEADING = ("exercise-director", "co-director", "lead-planner")
STAFF = ("senior-controller", "safety-officer", "facilitator")


def add_contacts(flow: Flow, reader: PlanReader, wording: Wording, density: Density) -> None:
    """Lay the table of contacts out in `flow`: leaders first, then heads of staff."""
    shares = (0.42, 0.32, 92, 0.3) if wording.both else (0.3, 0.3, 86, 0.4)
    heading = [wording.label(message) for message in (ROLE, NAME)]
    heading += [wording.stacked_label(message) for message in (ORGANIZATION, REACHED_AT)]
    table = Table(flow, shares, heading)
    table.begin()
    order = (*LEADING, *STAFF)
    assignments = [row for row in reader.rows(Assignment) if row.role in order]
    assignments.sort(key=lambda row: order.index(row.role))
    for (role, person), same in groupby(assignments, key=lambda row: (row.role, row.person_id)):
        # Staff still to be named are one line; each leader has a line of his own.
        found = list(same)
        together = role in STAFF and person is None
        for rows in [found] if together else [[row] for row in found]:
            table.add(table.row(_cells(table, reader, rows, wording, density), density.row))
    if not assignments:
        table.add(table.row([[table.columns[0].wrap(wording.label(TO_BE_NAMED), TABLE_QUIET)]]))
    table.end()


def _cells(
    table: Table,
    reader: PlanReader,
    assignments: Sequence[Assignment],
    wording: Wording,
    density: Density,
) -> list[Cell]:
    plain, strong, quiet = map(density.set, (TABLE, TABLE_STRONG, TABLE_QUIET))
    assignment = assignments[0]
    role, name, organization, reached = table.columns
    person = reader.get(Person, assignment.person_id)
    message = role_label(assignment.role, reader.row.kind)
    roles: Cell = [role.wrap(wording.label(message), plain)]
    if person is None:
        names: Cell = [name.wrap(wording.label(TO_BE_NAMED), quiet.slanted())]
        at: Cell = []
        owners = [row.organization_id for row in assignments]
    else:
        names = [name.wrap(f"{printable(person.rank)} {printable(person.name)}", strong)]
        post = wording.line(clean(person.post))
        if post:
            names.append(name.wrap(post, quiet))
        ways = (person.phone, person.email, person.call_sign)
        at = [reached.wrap(joined(printable(way).strip() for way in ways), plain)]
        owners = [assignment.organization_id or person.organization_id]
    label = joined(
        (organization_label(reader.get(Organization, owner), wording) for owner in owners), ", "
    )
    return [roles, names, [organization.wrap(label, plain)], at]

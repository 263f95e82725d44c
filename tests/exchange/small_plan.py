"""A small plan with a row in most tables, a framework and a directory of its own."""

from __future__ import annotations

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import (
    Alignment,
    Approval,
    Assignment,
    Criterion,
    FocusArea,
    Framework,
    Milestone,
    Objective,
    Organization,
    Participation,
    Person,
    Pillar,
    Plan,
    PlanFocusArea,
    PlanFramework,
    PlanVenue,
    ScheduleItem,
    ScheduleOrganization,
    SchedulePerson,
    Venue,
)
from db.text import Text


def make_plan(library: Library, name: str = "Escudo Marítimo") -> OpenPlan:
    """Return a small plan with a row in most tables, a framework and a directory."""
    framework = Framework(key="own", name=Text("Own", "Propio"))
    pillar = Pillar(framework_id=framework.id, key="p", name=Text("Pillar", "Pilar"))
    area = FocusArea(pillar_id=pillar.id, key="a", name=Text("Area", "Área"))
    host = Organization(acronym="SENAN", name=Text("Navy", "Servicio"), country="PA")
    person = Person(name="Ana Núñez", organization_id=host.id, email="ana@example.org")
    venue = Venue(name=Text("Pier", "Muelle"), capacity=40, latitude=9.35, longitude=-79.9)
    with library.edit("Fill the directory"):
        for row in (framework, pillar, area, host, person, venue):
            library.add(row)
    objective = Objective(number="1", statement=Text("Board a vessel", "Abordar un buque"))
    gone = Objective(number="2", statement=Text("Dropped", "Descartado"))
    item = ScheduleItem(title=Text("Briefing", "Exposición"), kind="briefing", venue_id=venue.id)
    rows = [
        Plan(
            kind="exercise",
            type="tabletop",
            name=Text(name, name),
            start="2027-03-01T08:00",
            purpose=Text("Say “yes”\nand 🚢", "Decir «sí»"),
        ),
        PlanFramework(framework_id=framework.id),
        PlanFocusArea(focus_area_id=area.id),
        objective,
        gone,
        Alignment(objective_id=objective.id, focus_area_id=area.id),
        Criterion(objective_id=objective.id, measure=Text("Minutes", "Minutos")),
        Milestone(title=Text("Concept", "Concepto"), day_offset=-120, responsible_id=host.id),
        item,
        ScheduleOrganization(item_id=item.id, organization_id=host.id),
        SchedulePerson(item_id=item.id, person_id=person.id),
        Participation(organization_id=host.id, role="host", headcount=12),
        Assignment(role="safety-officer", person_id=person.id, venue_id=venue.id),
        PlanVenue(venue_id=venue.id),
        Approval(name="Cdr. Example", date="2027-01-05"),
    ]
    plan = library.add_plan(rows, "New exercise")
    with plan.edit("Remove objective"):
        plan.remove(gone)
    with plan.edit("Reword"):
        objective.statement = Text("Board a vessel safely", "Abordar un buque con seguridad")
    return plan

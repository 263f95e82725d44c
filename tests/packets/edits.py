"""Forty edits of a sample exercise, of every kind, as two planners would make them."""

from __future__ import annotations

from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    Criterion,
    Inject,
    InjectObjective,
    Milestone,
    Objective,
    Observation,
    Organization,
    Person,
    ScenarioSection,
    ScheduleItem,
    ScheduleOrganization,
    SimulatedActor,
    Venue,
    Watch,
)
from db.text import Text


def edit_by_the_first(plan: OpenPlan) -> None:
    """Rewrite texts, add and delete whole records, move in time and in lists."""
    objectives, injects = plan.rows(Objective), plan.rows(Inject)
    items, milestones = plan.rows(ScheduleItem), plan.rows(Milestone)
    with plan.edit("Rewrite"):
        purpose = plan.row.purpose
        plan.row.purpose = Text(
            purpose.en.replace("the security", "all security", 1)
            + " Both staffs rehearse the handover.",
            purpose.es + " Ambos estados mayores ensayan el relevo, también de noche.",
        )
        plan.row.status = "in-coordination"
        plan.row.emergency_word = Text("RED CEIBA", "CEIBA ROJA")
        old = objectives[0].statement
        objectives[0].statement = Text(
            old.en + " within 45 minutes, day or night",
            old.es + " en 45 minutos, de día o de noche",
        )
        objectives[1].priority = "low"
        objectives[2].conditions = Text(
            "Rain, river in flood, no helicopter.", "Lluvia, río crecido, sin helicóptero."
        )
    with plan.edit("Scenario"):
        section = plan.rows(ScenarioSection)[0]
        words = section.narrative.en.split()
        words[len(words) // 2] = "unexpectedly"
        section.narrative = Text(" ".join(words), section.narrative.es)
        plan.rows(SimulatedActor)[0].name = Text("The Quetzal network", "La red del Quetzal")
    with plan.edit("Injects"):
        injects[0].offset_minutes += 120
        injects[1].offset_minutes -= 30
        injects[2].title = Text("Radio lost in the ravine", "Se pierde la radio en la cañada")
        injects[3].message = Text(
            injects[3].message.en.replace(" ", "  ", 1) + " Repeat: do not use the bridge.",
            "Atención: no usen el puente. Se repite: no usen el puente; crucen río arriba, "
            "donde la guía señaló el vado, y avisen al llegar.",
        )
        injects[4].mode = "telephone"
        plan.remove(injects[5])
        plan.add(
            Inject(
                number="21",
                title=Text("Snake bite", "Mordedura de serpiente"),
                message=Text(
                    "A trainee has been bitten by a fer-de-lance and cannot walk.",
                    "Un alumno fue mordido por una serpiente equis y no puede caminar.",
                ),
                expected_response=Text(
                    "Casualty report and evacuation", "Parte de baja y evacuación"
                ),
                offset_minutes=1500,
                kind="contingency",
                mode="radio",
                status="draft",
            )
        )
    with plan.edit("Schedule"):
        items[0].duration_minutes += 30
        items[1].offset_minutes += 15
        items[2].notes = Text("Bring water.", "Traigan agua.")
        plan.remove(items[10])
        plan.add(
            ScheduleItem(
                title=Text("Night crossing of the river", "Cruce nocturno del río"),
                kind="training",
                offset_minutes=2000,
                duration_minutes=90,
                venue_id=plan.rows(Venue)[0].id,
            )
        )
    with plan.edit("Milestones"):
        milestones[0].day_offset -= 7
        milestones[1].status = "done"
        plan.add(Milestone(title=Text("Boats inspected", "Lanchas inspeccionadas"), day_offset=-20))
        plan.remove(milestones[5])


def edit_by_the_second(plan: OpenPlan) -> None:
    """Change people, links, criteria and observations, and delete what others rest on."""
    objectives, injects = plan.rows(Objective), plan.rows(Inject)
    with plan.edit("Evaluation"):
        criteria = plan.rows(Criterion)
        criteria[0].measure = Text(
            "Minutes from report to departure", "Minutos del parte a la salida"
        )
        criteria[1].rating = "S"
        plan.remove(criteria[2])
        plan.place(objectives[4], objectives[0])
        plan.rows(Observation)[0].text = Text(
            "The radio watch answered at once.", "La guardia de radio respondió de inmediato."
        )
        plan.rows(Watch)[0].duration_minutes += 60
        plan.remove(objectives[3])
    with plan.edit("Links"):
        plan.add(InjectObjective(inject_id=injects[6].id, objective_id=objectives[1].id))
        plan.remove(plan.rows(InjectObjective)[0])
        item = plan.rows(ScheduleItem)[5]
        organization = plan.rows(Organization)[0]
        plan.add(ScheduleOrganization(item_id=item.id, organization_id=organization.id))
    with plan.edit("People"):
        assignment = plan.rows(Assignment)[0]
        person = Person(
            name="Itzel Núñez Peña",
            rank="Cap.",
            organization_id=organization.id,
            phone="+507 6000-0000",
        )
        plan.add(person)
        assignment.person_id = person.id
        assignment.role = "co-director"
        plan.rows(Venue)[0].capacity = 140
        injects[7].expected_response = Text(
            "The patrol reports by radio within five minutes", "La patrulla informa por radio"
        )
        injects[8].number = "9A"
        injects[9].status = "approved"

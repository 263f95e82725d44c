"""What tables and fields are called, and how a row is named in a sentence."""

from __future__ import annotations

from db.record import Record
from db.tables import TABLE_BY_NAME
from db.text import LANGUAGES, Text
from desktop.language import N_, as_text

RECORD_NAMES: dict[str, str] = {
    "accepted_finding": N_("Accepted finding"),
    "alignment": N_("Alignment"),
    "approval": N_("Approval"),
    "area_of_action": N_("Area of action"),
    "assignment": N_("Assignment"),
    "attachment": N_("Attachment"),
    "corrective_action": N_("Corrective action"),
    "criterion": N_("Evaluation criterion"),
    "delivery": N_("Delivery"),
    "event": N_("Event"),
    "inject": N_("Inject"),
    "inject_criterion": N_("Criterion of an inject"),
    "inject_dependency": N_("Dependency of an inject"),
    "inject_focus_area": N_("Focus area of an inject"),
    "inject_objective": N_("Objective of an inject"),
    "observation": N_("Observation"),
    "scenario_section": N_("Scenario section"),
    "simulated_actor": N_("Simulated actor"),
    "storyline": N_("Storyline"),
    "watch": N_("Watch"),
    "focus_area": N_("Focus area"),
    "framework": N_("Framework"),
    "indicator": N_("Indicator"),
    "indicator_target": N_("Indicator target"),
    "milestone": N_("Milestone"),
    "objective": N_("Objective"),
    "organization": N_("Organization"),
    "participation": N_("Participation"),
    "person": N_("Person"),
    "pillar": N_("Pillar"),
    "plan": N_("Plan"),
    "plan_focus_area": N_("Focus area of the plan"),
    "plan_framework": N_("Framework of the plan"),
    "plan_venue": N_("Venue of the plan"),
    "proposed_action": N_("Proposed action"),
    "schedule_focus_area": N_("Focus area of an item"),
    "schedule_item": N_("Schedule item"),
    "schedule_objective": N_("Objective of an item"),
    "schedule_organization": N_("Organization of an item"),
    "schedule_person": N_("Person of an item"),
    "venue": N_("Venue"),
}

FIELD_NAMES: dict[str, str] = {
    "acronym": N_("Acronym"),
    "ad_hoc": N_("Added during play"),
    "analysis": N_("Analysis"),
    "assignment_id": N_("Assignment"),
    "caption": N_("Caption"),
    "controller_id": N_("Controller"),
    "criterion_id": N_("Evaluation criterion"),
    "depends_on_id": N_("Depends on"),
    "digest": N_("Digest"),
    "due_date": N_("Due"),
    "element": N_("Capability element"),
    "evaluator_id": N_("Evaluator"),
    "event_id": N_("Event"),
    "expected_response": N_("Expected response"),
    "file_name": N_("File"),
    "for_players": N_("Players may see it"),
    "inject_id": N_("Inject"),
    "media_type": N_("Kind of file"),
    "message": N_("Message"),
    "mode": N_("Mode"),
    "moment": N_("Actual time"),
    "narrative": N_("Narrative"),
    "observation_id": N_("Observation"),
    "observer_id": N_("Observed by"),
    "receiver": N_("To"),
    "scenario_minutes": N_("Scenario time"),
    "section_id": N_("Scenario section"),
    "sender": N_("From"),
    "size": N_("Size"),
    "start_date": N_("Begins"),
    "storyline_id": N_("Storyline"),
    "task": N_("Task"),
    "address": N_("Address"),
    "area_of_action_id": N_("Area of action"),
    "artificialities": N_("Artificialities"),
    "assumptions": N_("Assumptions"),
    "available_from": N_("Available from"),
    "available_until": N_("Available until"),
    "avoid_holidays": N_("Avoid weekends and holidays"),
    "builtin": N_("Built in"),
    "call_sign": N_("Call sign"),
    "capability": N_("Capability"),
    "capability_target": N_("Capability target"),
    "capacity": N_("Capacity"),
    "cell": N_("Cell or site"),
    "code": N_("Code"),
    "communications": N_("Communications plan"),
    "conditions": N_("Conditions"),
    "constraints": N_("Constraints"),
    "contact": N_("Contact"),
    "country": N_("Country"),
    "critical_task": N_("Critical task"),
    "date": N_("Date"),
    "day_offset": N_("Day"),
    "deleted": N_("Deleted"),
    "description": N_("Description"),
    "distribution": N_("Distribution list"),
    "duration_minutes": N_("Duration"),
    "email": N_("E-mail"),
    "emergency_word": N_("Emergency word"),
    "facilities": N_("Facilities"),
    "finding": N_("Finding"),
    "focus_area_id": N_("Focus area"),
    "framework_id": N_("Framework"),
    "headcount": N_("Headcount"),
    "in_scope": N_("In scope"),
    "indicator_id": N_("Indicator"),
    "inputs": N_("Inputs"),
    "item_id": N_("Schedule item"),
    "key": N_("Key"),
    "kind": N_("Kind"),
    "languages": N_("Languages"),
    "latitude": N_("Latitude"),
    "lead_id": N_("Lead"),
    "location": N_("Location"),
    "longitude": N_("Longitude"),
    "marking": N_("Handling marking"),
    "marking_instructions": N_("Handling instructions"),
    "measure": N_("Measure"),
    "name": N_("Name"),
    "note": N_("Note"),
    "notes": N_("Notes"),
    "number": N_("Number"),
    "objective_id": N_("Objective"),
    "observation": N_("Observation"),
    "observation_kind": N_("Kind of observation"),
    "offset_minutes": N_("Start"),
    "organization_id": N_("Organization"),
    "outputs": N_("Outputs"),
    "owner_id": N_("Owner"),
    "person_id": N_("Person"),
    "phone": N_("Telephone"),
    "pillar_id": N_("Pillar"),
    "place": N_("Place"),
    "plan_id": N_("Plan"),
    "position": N_("Place in the list"),
    "post": N_("Post"),
    "priority": N_("Priority"),
    "proposed_action_id": N_("Proposed action"),
    "public_affairs": N_("Public affairs guidance"),
    "purpose": N_("Purpose"),
    "rank": N_("Rank or title"),
    "rating": N_("Rating"),
    "reason": N_("Reason"),
    "references": N_("References"),
    "released_for": N_("Released for"),
    "responsible_id": N_("Responsible"),
    "role": N_("Role"),
    "safety": N_("Safety"),
    "sample": N_("Sample plan"),
    "sample_note": N_("Note on the sample"),
    "scope": N_("Scope"),
    "source": N_("Source document"),
    "standards": N_("Standards"),
    "start": N_("Start"),
    "statement": N_("Statement"),
    "status": N_("Status"),
    "target": N_("Target"),
    "task_reference": N_("Task reference"),
    "template": N_("Template"),
    "text": N_("Text"),
    "title": N_("Title"),
    "track": N_("Track"),
    "type": N_("Type"),
    "uniform": N_("Uniform or equipment"),
    "unit": N_("Unit"),
    "venue_id": N_("Venue"),
    "version": N_("Version"),
    "zone": N_("Time zone"),
}

_LONGEST = 60


def record_name(table_name: str) -> Text:
    """Return what a row of the table is called, in both languages."""
    return as_text(RECORD_NAMES.get(table_name, table_name))


def field_name(column: str) -> Text:
    """Return what a column is called, with the language for one wording of a text pair."""
    for language in LANGUAGES:
        stem = column.removesuffix(f"_{language}")
        if stem != column and stem in FIELD_NAMES:
            name = as_text(FIELD_NAMES[stem])
            return Text(f"{name.en} ({language.upper()})", f"{name.es} ({language.upper()})")
    return as_text(FIELD_NAMES.get(column, column))


def row_title(row: Record) -> Text:
    """Return a row's own name, title, statement or text; empty when it has none."""
    for field in ("name", "title", "statement", "critical_task", "text", "target"):
        value = getattr(row, field, None)
        if isinstance(value, str) and value:
            return Text(_short(value), _short(value))
        if isinstance(value, Text) and value:
            return Text(*(_short(value.best(language)) for language in LANGUAGES))
    return Text()


def _short(title: str) -> str:
    """Return a title, cut at the end of a word where it is too long for a sentence."""
    if len(title) <= _LONGEST:
        return title
    kept, space, _rest = title[:_LONGEST].rpartition(" ")
    return f"{(kept if space else title[:_LONGEST]).rstrip(' ,;:.')}…"


def row_name(row: Record) -> Text:
    """Return how a sentence names a row: "Objective 2.1", "Schedule item “Hot wash”"."""
    kind = record_name(row.__tablename__)
    number = getattr(row, "number", "")
    if number:
        return Text(f"{kind.en} {number}", f"{kind.es} {number}")
    title = row_title(row)
    if not title:
        return kind
    return Text(f"{kind.en} “{title.en}”", f"{kind.es} «{title.es}»")


def unnamed_fields() -> set[str]:
    """Return the content fields of all tables that have no name here: none, if all is well."""
    fields: set[str] = set()
    for table in TABLE_BY_NAME.values():
        for column in table.content_fields():
            stem = column[:-3] if column.endswith(("_en", "_es")) else column
            if stem not in FIELD_NAMES:
                fields.add(stem)
    return fields

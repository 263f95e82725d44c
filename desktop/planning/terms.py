"""The coded values of a plan and the words a person reads for them.

Each table maps a code, which is stored, to an English message id, in the order in which
lists show them; `desktop.language` gives the Spanish.
"""

from __future__ import annotations

from desktop.language import N_

PLAN_KINDS: dict[str, str] = {
    "exercise": N_("Exercise"),
    "workshop": N_("Workshop"),
}

EXERCISE_TYPES: dict[str, str] = {
    "seminar": N_("Seminar"),
    "workshop": N_("Workshop-type discussion"),
    "tabletop": N_("Tabletop exercise"),
    "game": N_("Game"),
    "drill": N_("Drill"),
    "functional": N_("Functional exercise"),
    "full-scale": N_("Full-scale exercise"),
    "command-post": N_("Command-post exercise"),
    "field-training": N_("Field training exercise"),
}
"""The seven types of HSEEP (2020), and the two of military planners."""

WORKSHOP_TYPES: dict[str, str] = {
    "in-person": N_("In-person workshop"),
    "hybrid": N_("Hybrid workshop"),
    "course": N_("Course"),
    "seminar": N_("Seminar"),
    "train-the-trainer": N_("Train-the-trainer course"),
}

TYPE_ABBREVIATIONS: dict[str, str] = {
    "tabletop": "TTX",
    "functional": "FE",
    "full-scale": "FSE",
    "command-post": "CPX",
    "field-training": "FTX",
}

STATUSES: dict[str, str] = {
    "draft": N_("Draft"),
    "in-coordination": N_("In coordination"),
    "approved": N_("Approved"),
    "executed": N_("Executed"),
    "closed": N_("Closed"),
}

SCHEDULE_KINDS: dict[str, str] = {
    "briefing": N_("Briefing"),
    "play": N_("Exercise play"),
    "training": N_("Training"),
    "movement": N_("Movement"),
    "maintenance": N_("Maintenance"),
    "meal": N_("Meal"),
    "rest": N_("Rest"),
    "ceremony": N_("Ceremony"),
    "hot-wash": N_("Hot wash"),
    "travel": N_("Travel"),
}

MILESTONE_KINDS: dict[str, str] = {
    "concept": N_("Concept and objectives"),
    "initial-planning": N_("Initial planning conference"),
    "site-survey": N_("Site survey"),
    "midterm-planning": N_("Main (midterm) planning conference"),
    "msel": N_("MSEL conference"),
    "final-planning": N_("Final planning conference"),
    "documents-signed": N_("Documents signed"),
    "travel-booked": N_("Travel booked"),
    "startex": N_("STARTEX"),
    "hot-wash": N_("Hot wash"),
    "endex": N_("ENDEX"),
    "after-action-meeting": N_("After-action meeting"),
    "report-due": N_("Report due"),
    "other": N_("Other"),
}

MILESTONE_STATUSES: dict[str, str] = {
    "planned": N_("Planned"),
    "confirmed": N_("Confirmed"),
    "done": N_("Done"),
    "cancelled": N_("Canceled"),
}

ROLES: dict[str, str] = {
    "exercise-director": N_("Exercise director"),
    "co-director": N_("Co-director"),
    "lead-planner": N_("Lead planner"),
    "senior-controller": N_("Senior controller"),
    "controller": N_("Controller"),
    "evaluator": N_("Evaluator"),
    "simulator": N_("Simulator (white cell)"),
    "safety-officer": N_("Safety officer"),
    "facilitator": N_("Facilitator"),
    "instructor": N_("Instructor"),
    "player": N_("Player"),
    "observer": N_("Observer"),
    "vip": N_("VIP"),
    "interpreter": N_("Interpreter"),
    "support": N_("Support"),
    "trusted-agent": N_("Trusted agent"),
}

WORKSHOP_ROLES: dict[str, str] = {
    "exercise-director": N_("Workshop director"),
    "player": N_("Attendee"),
}
"""Roles that go by another name in a workshop."""

PARTICIPATION_ROLES: dict[str, str] = {
    "host": N_("Host"),
    "sponsor": N_("Sponsor"),
    "participant": N_("Participant"),
    "support": N_("Support"),
}

ORGANIZATION_KINDS: dict[str, str] = {
    "ministry": N_("Ministry"),
    "naval": N_("Naval service"),
    "border": N_("Border service"),
    "police": N_("Police"),
    "protection": N_("Protection service"),
    "civil-protection": N_("Civil protection"),
    "canal": N_("Canal authority"),
    "maritime-authority": N_("Maritime authority"),
    "customs": N_("Customs"),
    "migration": N_("Migration"),
    "prosecution": N_("Prosecution"),
    "cyber": N_("Cybersecurity"),
    "embassy": N_("Embassy"),
    "military": N_("Armed forces"),
    "coast-guard": N_("Coast guard"),
    "law-enforcement": N_("Law enforcement"),
    "port-operator": N_("Port operator"),
    "international": N_("International organization"),
    "academia": N_("Academic institution"),
    "civil-society": N_("Civil society"),
    "company": N_("Company"),
    "other": N_("Other"),
}

PRIORITIES: dict[str, str] = {
    "high": N_("High"),
    "medium": N_("Medium"),
    "low": N_("Low"),
}

RATINGS: dict[str, str] = {
    "P": N_("Performed without challenges"),
    "S": N_("Performed with some challenges"),
    "M": N_("Performed with major challenges"),
    "U": N_("Unable to be performed"),
}
"""The ratings of HSEEP (2020)."""

OBSERVATION_KINDS: dict[str, str] = {
    "observation": N_("Observation"),
    "strength": N_("Strength"),
    "improvement": N_("Area for improvement"),
}

SCENARIO_KINDS: dict[str, str] = {
    "general-situation": N_("General situation"),
    "special-situation": N_("Special situation"),
    "road-to-crisis": N_("Road to crisis"),
    "phase": N_("Phase"),
}

ACTOR_KINDS: dict[str, str] = {
    "state": N_("State"),
    "group": N_("Group"),
    "organization": N_("Organization"),
    "vessel": N_("Vessel"),
    "media": N_("News medium"),
    "person": N_("Person"),
}

INJECT_KINDS: dict[str, str] = {
    "key-event": N_("Key event"),
    "contingency": N_("Contingency inject"),
    "expected-action": N_("Expected action"),
    "administrative": N_("Administrative"),
}

INJECT_MODES: dict[str, str] = {
    "radio": N_("Radio"),
    "telephone": N_("Telephone"),
    "e-mail": N_("E-mail"),
    "in-person": N_("In person"),
    "document": N_("Document"),
    "video": N_("Video"),
    "social-media": N_("Social media"),
    "system": N_("System"),
}

INJECT_STATUSES: dict[str, str] = {
    "draft": N_("Draft"),
    "in-review": N_("In review"),
    "approved": N_("Approved"),
    "synchronized": N_("Synchronized"),
    "delivered": N_("Delivered"),
    "cancelled": N_("Canceled"),
}

DELIVERY_STATUSES: dict[str, str] = {
    "delivered": N_("Delivered"),
    "held": N_("Held"),
    "cancelled": N_("Canceled"),
}
"""What a controller marks during play."""

CAPABILITY_ELEMENTS: dict[str, str] = {
    "planning": N_("Planning"),
    "organization": N_("Organization"),
    "equipment": N_("Equipment"),
    "training": N_("Training"),
    "exercises": N_("Exercises"),
}
"""What a corrective action mends, by the capability elements of HSEEP (2020)."""

ACTION_STATUSES: dict[str, str] = {
    "open": N_("Pending"),
    "under-way": N_("Under way"),
    "done": N_("Done"),
}

COUNTRY_CODES: dict[str, str] = {"US": N_("U.S."), "PA": N_("PA")}
"""The two nations where there is room for a few letters only."""
COUNTRIES: dict[str, str] = {
    "PA": N_("Panama"),
    "US": N_("United States"),
    "CO": N_("Colombia"),
    "CR": N_("Costa Rica"),
    "DO": N_("Dominican Republic"),
    "EC": N_("Ecuador"),
    "GT": N_("Guatemala"),
    "HN": N_("Honduras"),
    "MX": N_("Mexico"),
    "NI": N_("Nicaragua"),
    "PE": N_("Peru"),
    "SV": N_("El Salvador"),
    "INT": N_("International"),
}
"""The two partners first; any other ISO 3166 code may be stored as well."""

PLAN_LANGUAGES: dict[str, str] = {
    "both": N_("English and Spanish"),
    "en": N_("English"),
    "es": N_("Spanish"),
}

MARKINGS: tuple[str, ...] = (
    "UNCLASSIFIED",
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
    "CUI",
    "RESERVADO",
)
"""Handling markings offered; a plan may carry one of its own."""


def types_of(kind: str) -> dict[str, str]:
    """Return the types that a plan of `kind` may have, as codes and message ids."""
    return WORKSHOP_TYPES if kind == "workshop" else EXERCISE_TYPES


def type_abbreviation(plan_type: str) -> str:
    """Return the abbreviation planners use, as "TTX"; empty when there is none."""
    return TYPE_ABBREVIATIONS.get(plan_type, "")


def role_label(role: str, kind: str) -> str:
    """Return the message id of a role as it is called in a plan of `kind`."""
    if kind == "workshop" and role in WORKSHOP_ROLES:
        return WORKSHOP_ROLES[role]
    return ROLES.get(role, role)

"""For whom a plan file is: planners, or the readers of a release copy."""

from __future__ import annotations

from desktop.language import N_

PLANNERS = "planners"
PLAYERS = "players"
PUBLIC = "public"
IMPERSONAL = "no-personal-data"

AUDIENCES: dict[str, str] = {
    PLANNERS: N_("Planners: everything, earlier wordings included"),
    PLAYERS: N_("Players: nothing that only controllers may know"),
    PUBLIC: N_("The public: no persons, no places in detail"),
    IMPERSONAL: N_("Without personal data: everything but persons and how to reach them"),
}
"""The audiences that a file can be for, as a planner chooses between them."""

READ_COPY_NAMES: dict[str, str] = {
    PLAYERS: N_("{name} (for players)"),
    PUBLIC: N_("{name} (for the public)"),
    IMPERSONAL: N_("{name} (without personal data)"),
}
"""What a release copy is called where it is opened."""

RELEASED: dict[str, str] = {
    PLAYERS: N_(
        "A release copy for players, to be read: without what only controllers may know. What"
        " you change here stays here; it cannot be merged into the plan it was made from."
    ),
    PUBLIC: N_(
        "A release copy for the public, to be read: without persons and details of places. What"
        " you change here stays here; it cannot be merged into the plan it was made from."
    ),
    IMPERSONAL: N_(
        "A release copy without personal data, to be read. What you change here stays here; it"
        " cannot be merged into the plan it was made from."
    ),
}
"""What is said wherever an opened release copy is shown or sent on."""

NAMELESS = frozenset({PUBLIC, IMPERSONAL})
"""Audiences that are not told who exported the file, unless the planner signs it."""

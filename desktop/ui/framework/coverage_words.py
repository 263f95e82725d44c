"""How far an area is served, in words, a shape and a colour."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.language import N_


@dataclass(frozen=True, slots=True)
class StateLook:
    """A state of an area: its words (message id), how full its disk is, its colour's name.

    A `fill` below 0 is drawn as a dash, for areas the plan does not undertake to serve.
    """

    words: str
    fill: float
    tone: str


STATES: dict[str, StateLook] = {
    "evaluated": StateLook(N_("exercised and evaluated"), 1.0, "text"),
    "exercised": StateLook(N_("exercised, not evaluated"), 0.75, "warning"),
    "aligned": StateLook(N_("not exercised"), 0.5, "warning"),
    "gap": StateLook(N_("gap: no objective serves it"), 0.0, "error"),
    "not-chosen": StateLook(N_("not chosen"), -1.0, "quiet"),
    "out-of-scope": StateLook(N_("out of scope"), -1.0, "quiet"),
}
ADVICE: dict[str, str] = {
    "gap": N_(
        "The plan names this area, but no objective serves it. Align an objective, or take the "
        "area out of the plan's scope with a reason."
    ),
    "aligned": N_(
        "An objective serves this area, but no activity exercises it. Link an activity of the "
        "schedule to the objective."
    ),
    "exercised": N_(
        "This area is exercised, but nothing says how it is evaluated. Give its objective an "
        "evaluation criterion."
    ),
    "not-chosen": N_(
        "The plan does not undertake to serve this area. Put it in scope, or align an objective."
    ),
}
"""What to do next, by state."""

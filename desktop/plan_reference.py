"""Which plan a person means on the command line: an id, a name, or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import UnknownPlan
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Plan
from db.text import folded
from desktop.exchange.plan_file import SUFFIX, PlanFile, open_plan_file, read_plan_file
from desktop.language import _, spoken

SHORTEST_ID = 4
MOST_NAMED = 5


class AmbiguousPlan(LookupError):
    """More than one plan answers to this reference; the message names them."""


def is_file(reference: str) -> bool:
    """Return whether `reference` names a plan file rather than a plan of the library."""
    return reference.casefold().endswith(SUFFIX)


@contextmanager
def plan_in_file(
    path: Path, read: Callable[[Path], PlanFile] = read_plan_file
) -> Iterator[OpenPlan]:
    """Open a plan file in a library of its own, in memory. Raises what `read` does."""
    plan_file = read(path)
    library = Library.in_memory()
    try:
        yield open_plan_file(library, plan_file)
    finally:
        library.close()


def find_plan(library: Library, reference: str) -> OpenPlan:
    """Return the plan of the library that `reference` means, open.

    It is an id or a name, or a beginning of one that fits one plan alone; case and accents
    do not count, and either language of the name will do. Raises UnknownPlan and
    AmbiguousPlan.
    """
    plans = library.plans()
    wanted = folded(reference)
    exact = [plan for plan in plans if wanted in {plan.id, *_names(plan)}]
    found = exact or [plan for plan in plans if _begins(plan, wanted)]
    if not found or not wanted:
        raise UnknownPlan(reference)
    if len(found) > 1:
        raise AmbiguousPlan(_which(reference, found))
    return library.open_plan(found[0].id)


def _begins(plan: Plan, wanted: str) -> bool:
    if len(wanted) >= SHORTEST_ID and plan.id.startswith(wanted):
        return True
    return any(name.startswith(wanted) for name in _names(plan))


def _names(plan: Plan) -> set[str]:
    return {folded(name) for name in (plan.name.en, plan.name.es) if name}


def _which(reference: str, plans: list[Plan]) -> str:
    named = "\n".join(f"  {plan.id}  {plan.name.best(spoken())}" for plan in plans[:MOST_NAMED])
    message = _("More than one plan answers to “{reference}”. Name one by its id:\n{plans}")
    return message.format(reference=reference, plans=named)

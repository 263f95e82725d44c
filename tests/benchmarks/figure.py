"""A measured figure, and how times are taken."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Literal, TypeVar

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Figure:
    """What something took, beside its floor and its budget, all in `unit`.

    `budget` is the most that it may take, None when it is only of interest.
    """

    what: str
    taken: float
    floor: float
    floor_name: str
    budget: float | None = None
    unit: Literal["s", "MB"] = "s"

    @property
    def ratio(self) -> float:
        """How many times its floor it took."""
        return self.taken / self.floor

    @property
    def kept(self) -> bool:
        """Whether it stays within its budget."""
        return self.budget is None or self.taken <= self.budget


def times_of(action: Callable[[], object], *, times: int, warm_up: int = 1) -> list[float]:
    """Return how long each of `times` calls of `action` took, in seconds."""
    for _ in range(warm_up):
        action()
    gc.collect()
    taken = []
    for _ in range(times):
        start = perf_counter()
        action()
        taken.append(perf_counter() - start)
    return taken


def median_time(action: Callable[[], object], *, times: int, warm_up: int = 1) -> float:
    """Return the median time of `action` in seconds: what a planner mostly waits."""
    return median(times_of(action, times=times, warm_up=warm_up))


def best_time(action: Callable[[], object], *, times: int, warm_up: int = 1) -> float:
    """Return the shortest time of `action` in seconds: what it takes undisturbed."""
    return min(times_of(action, times=times, warm_up=warm_up))


def side_by_side(
    actions: Mapping[K, Callable[[], object]],
    *,
    times: int,
    warm_up: int = 1,
    of: Callable[[list[float]], float] = median,
) -> dict[K, float]:
    """Return the time of each action in seconds, all measured in turn.

    What else the machine does then slows each of them alike, and ratios stay true.
    """
    for _ in range(warm_up):
        for action in actions.values():
            action()
    gc.collect()
    taken: dict[K, list[float]] = {key: [] for key in actions}
    for _ in range(times):
        for key, action in actions.items():
            start = perf_counter()
            action()
            taken[key].append(perf_counter() - start)
    return {key: of(each) for key, each in taken.items()}

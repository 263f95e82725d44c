"""Measures what `tests.benchmarks` holds and prints it as a table."""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from time import perf_counter

import tests.benchmarks as package
from tests.benchmarks.figure import Figure

HEADINGS = ("Measured", "Took", "Floor", "Ratio", "Budget", "")


def main(names: list[str]) -> int:
    """Measure the modules named, or all; return 1 when a budget is not kept."""
    found = [module.name for module in pkgutil.iter_modules(package.__path__)]
    unknown = sorted(set(names) - set(found))
    if unknown:
        print(f"No benchmark is called {', '.join(unknown)}.", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for name in names or [name for name in found if name != "__main__"]:
        measure = getattr(import_module(f"tests.benchmarks.{name}"), "measure", None)
        if measure is not None:
            start = perf_counter()
            figures += measure()
            print(f"{name}: measured in {perf_counter() - start:.0f} s", file=sys.stderr)
    print("\n".join(_table(figures)))
    return int(not all(figure.kept for figure in figures))


def _table(figures: list[Figure]) -> Iterator[str]:
    lines = [HEADINGS, *(_cells(figure) for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    for line in lines:
        cells = [
            cell.rjust(width) if column in {1, 3, 4} else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
    late = [figure.what for figure in figures if not figure.kept]
    yield f"\nBeyond the budget: {'; '.join(late)}" if late else "\nAll within the budget."


def _cells(figure: Figure) -> tuple[str, ...]:
    budget = "" if figure.budget is None else _amount(figure.budget, figure.unit)
    return (
        figure.what,
        _amount(figure.taken, figure.unit),
        f"{_amount(figure.floor, figure.unit)} {figure.floor_name}",
        f"{figure.ratio:.2f}",
        budget,
        "" if figure.kept else "BEYOND",
    )


def _amount(value: float, unit: str) -> str:
    if unit == "MB":
        return f"{value:.1f} MB"
    return f"{value * 1000:.2f} ms" if value < 1 else f"{value:.2f} s"


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    # What several benchmarks left of Qt is not taken down in an order that Qt survives.
    os._exit(code)

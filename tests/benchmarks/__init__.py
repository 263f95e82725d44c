"""The budgets of the program, measured as ratios to a named floor in one run.

`python -m tests.benchmarks` (`make bench`) measures everything and prints one table;
`python -m tests.benchmarks edit open` measures only these modules. It ends with 1 when a
budget is not kept.

To add a benchmark, add a module here, named after what it measures, with one function:

    def measure() -> list[Figure]:

Every module of this package that has a `measure` is found by itself. A `Figure` (see
`tests.benchmarks.figure`) says what was measured, the floor it is compared with, and the
budget, all in the same unit:

    taken = side_by_side(
        {"floor": lambda: connection.execute(...), "edit": lambda: rename_one_item(plan)}, times=50
    )
    return [Figure("Edit one field of 10,000 items", taken["edit"], taken["floor"],
                   "sqlite3 UPDATE and COMMIT", budget=taken["floor"] + 0.002)]

The floor is the same work done with the least that can do it (plain sqlite3, a bare window,
a bare canvas), on the same data, in the same run, so that a ratio means the same on any
machine; `side_by_side` measures both in turn. How something grows is a figure as well: its
floor is the same work on less data.

`tests.benchmarks.large_plan` makes plans of any size. Measure what a planner waits for, do not
print, and keep a module under half a minute.
"""

"""Which versions left the laptop, and what changed since."""

from __future__ import annotations

from pathlib import Path

from db.issues import issue_of, note_issue, steps_since
from db.library import Library
from db.tables import Plan
from db.text import Text


def test_steps_since_a_print_out_are_counted(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite")
    plan = library.add_plan([Plan(kind="exercise", start="2027-03-08T08:00")], "Add plan")
    note_issue(library, plan.id, "7K3M-Q2XA", "packet")
    issue = issue_of(library, "7K3M-Q2XA")
    assert issue is not None
    assert (issue.plan_id, issue.document, steps_since(library, issue)) == (plan.id, "packet", 0)
    for number in range(3):
        with plan.edit("Rename plan"):
            plan.row.name = Text(f"Plan {number}", "")
    assert steps_since(library, issue) == 3
    assert issue_of(library, "0000-0000") is None
    library.close()


def test_the_last_print_out_of_a_version_counts(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite")
    plan = library.add_plan([Plan(kind="exercise", start="2027-03-08T08:00")], "Add plan")
    note_issue(library, plan.id, "7K3M-Q2XA", "packet")
    with plan.edit("Rename plan"):
        plan.row.name = Text("Other", "")
    note_issue(library, plan.id, "7K3M-Q2XA", "packet")
    issue = issue_of(library, "7K3M-Q2XA")
    assert issue is not None
    assert steps_since(library, issue) == 0
    library.close()

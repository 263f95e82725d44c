"""Every page carries a handling marking."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import N_
from desktop.planning.finding import Finding, found
from desktop.planning.rules.subject import Subject


def marking_missing(subject: Subject) -> Iterator[Finding]:
    """Yield a finding when the plan has no handling marking."""
    if not subject.plan.marking.strip():
        yield found(
            "marking-missing",
            "error",
            subject.plan,
            "marking",
            N_("The plan has no handling marking, which every page must carry. Choose one."),
        )

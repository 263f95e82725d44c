"""A plan file merged into the plan of the library: first read as a review, then finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from db.arrival import TakenId
from db.backup import back_up
from db.connection import MEMORY
from db.library import Library
from db.merge_changes import RowChange
from db.merge_decisions import Choice, ConflictKey, Decision, Third
from db.merge_finish import PlanChangedMeanwhile, analysis_for
from db.merge_finish import finish as write_merge
from db.merging import Analysis, Conflict
from db.open_plan import OpenPlan
from db.past import authors_of as authors_among
from desktop.exchange.merge_wording import section_of, section_order
from desktop.exchange.plan_file import PlanFile
from desktop.exchange.refusals import BinnedPlan, ReleaseCopyOnly, RepeatedId
from desktop.language import N_

__all__ = [
    "Choice",
    "Decision",
    "MergeReview",
    "PlanChangedMeanwhile",
    "Third",
    "analyze",
    "finish",
]

_DETAILS = frozenset({"pillar", "focus_area", "area_of_action", "proposed_action", "indicator"})
"""Tables whose rows travel with their framework and are not told one by one."""


@dataclass(frozen=True)
class MergeReview:
    """What merging a plan file comes to. Nothing is written before `finish`.

    `told` is what comes in without question, `conflicts` what wants a decision.
    """

    plan: OpenPlan
    plan_file: PlanFile
    analysis: Analysis
    authors: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether all that is in the file has been seen here before."""
        return self.analysis.is_empty

    @property
    def told(self) -> list[RowChange]:
        """The changes that come in and are told one by one."""
        return [change for change in self.analysis.incoming if change.table not in _DETAILS]

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """What both changed, by section."""
        order = section_order()
        return sorted(
            self.analysis.conflicts,
            key=lambda conflict: (order[section_of(conflict.table)], conflict.key),
        )

    def author_of(self, replica: str) -> str:
        """Return who edits on a replica, as this library or else the file knows."""
        return self.authors.get(replica) or self.plan_file.author_of(replica)


def analyze(library: Library, plan_file: PlanFile) -> MergeReview:
    """Return what merging `plan_file` into the library's copy of its plan comes to.

    Raises ReleaseCopyOnly for a file that cannot be merged, BinnedPlan when the plan lies
    in the bin, and UnknownPlan when the library does not have it.
    """
    if plan_file.is_release_copy:
        raise ReleaseCopyOnly(plan_file.name)
    plan = library.open_plan(plan_file.plan_id)
    if plan.row.deleted:
        raise BinnedPlan(plan.id)
    analysis = analysis_for(plan, plan_file.rows, plan_file.past)
    return MergeReview(plan, plan_file, analysis, authors_of(library))


def finish(
    library: Library,
    review: MergeReview,
    decisions: Mapping[ConflictKey, Decision] | None = None,
    *,
    otherwise: Choice = "later",
) -> None:
    """Write a merge: one step that undo takes back, after a backup of the library.

    Conflicts that nobody decided go as `otherwise` says; see `db.merge_finish.finish`.
    When the file brings nothing new nothing is written and no backup made.

    Raises PlanChangedMeanwhile, RepeatedId, UnwritableLibrary and DamagedLibrary; the plan
    is then as it was.
    """
    if review.is_empty:
        return
    if library.path != MEMORY:
        back_up(library.path, occasion="before-merge")
    try:
        write_merge(
            review.plan,
            review.analysis,
            decisions or {},
            N_("Merge {file}"),
            contents=review.plan_file.contents,
            past=review.plan_file.past,
            otherwise=otherwise,
            file=review.plan_file.name,
        )
    except TakenId as error:
        raise RepeatedId(str(error)) from error


def authors_of(library: Library) -> dict[str, str]:
    """Return who edits on each replica that the library knows."""
    authors = authors_among(library.session)
    library.end_reading()
    if library.author:
        authors[library.replica] = library.author
    return authors

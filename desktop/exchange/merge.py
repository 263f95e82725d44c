"""A plan file merged into the plan of the library: first read as a review, then finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from db.arrival import TakenId
from db.backup import back_up
from db.clock import Stamp
from db.connection import MEMORY
from db.library import Library
from db.merge_changes import RowChange
from db.merge_decisions import Choice, ConflictKey, Decision, Third
from db.merge_finish import PlanChangedMeanwhile, analysis_for
from db.merge_finish import finish as write_merge
from db.merging import Analysis, Conflict
from db.open_plan import OpenPlan
from db.past import authors_of as authors_among
from db.text import Text
from desktop.exchange.merge_wording import Line, Wording, section_of, section_order
from desktop.exchange.plan_file import PlanFile
from desktop.exchange.refusals import BinnedPlan, ReleaseCopyOnly, RepeatedId
from desktop.language import N_
from desktop.planning.record_names import field_name

__all__ = [
    "Choice",
    "ConflictLine",
    "Decision",
    "MergeReview",
    "PlanChangedMeanwhile",
    "Third",
    "analyze",
    "finish",
]

_DETAILS = frozenset({"pillar", "focus_area", "area_of_action", "proposed_action", "indicator"})
"""Tables whose rows travel with their framework and are not told one by one."""


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A conflict to be read: which row, which field, both values, and who wrote them."""

    conflict: Conflict
    section: str
    name: Text
    field: Text
    base: Text | None
    mine: Text
    theirs: Text
    my_author: str
    their_author: str

    @property
    def key(self) -> ConflictKey:
        """What a decision about it is filed under."""
        return self.conflict.key


@dataclass(frozen=True)
class MergeReview:
    """What merging a plan file comes to. Nothing is written before `finish`.

    `lines` is what comes in without question, `conflicts` what wants a decision, and
    `consequences` the rows that come back because others rely on them, each by section.
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
    def lines(self) -> list[Line]:
        """What comes in, by section and author."""
        lines = [self._wording.line(change) for change in self.told]
        order = section_order()
        return sorted(lines, key=lambda line: (order[line.section], line.author, line.change.table))

    @cached_property
    def conflicts(self) -> list[ConflictLine]:
        """What both changed, by section."""
        order = section_order()
        lines = [self._conflict_line(conflict) for conflict in self.analysis.conflicts]
        return sorted(lines, key=lambda line: (order[line.section], line.key))

    @cached_property
    def consequences(self) -> list[Text]:
        """What is brought back although one of the two deleted it, and for whose sake."""
        return [
            self._wording.brought_back(back.key, back.needed_by)
            for back in self.analysis.brought_back
        ]

    def author_of(self, replica: str) -> str:
        """Return who edits on a replica, as this library or else the file knows."""
        return self.authors.get(replica) or self.plan_file.author_of(replica)

    @cached_property
    def _wording(self) -> Wording:
        analysis = self.analysis
        return Wording(
            analysis.theirs,
            {**analysis.mine, **analysis.written},
            analysis.mine,
            author_of=self.author_of,
        )

    def _conflict_line(self, conflict: Conflict) -> ConflictLine:
        table, name, wording = conflict.table, conflict.field, self._wording
        return ConflictLine(
            conflict=conflict,
            section=section_of(table),
            name=wording.name_of(table, conflict.id),
            field=field_name(name),
            base=wording.value(table, name, conflict.base) if conflict.has_base else None,
            mine=wording.value(table, name, conflict.mine),
            theirs=wording.value(table, name, conflict.theirs),
            my_author=self.author_of(Stamp.parse(conflict.my_stamp).replica),
            their_author=self.author_of(Stamp.parse(conflict.their_stamp).replica),
        )


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

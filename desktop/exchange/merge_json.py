"""Merges and comparisons as plain JSON for other programs.

Values are as they are stored: codes, ids, minutes. A change has its `kind`, `table`, `id`,
`fields` (each with `field`, `before`, `after`), `author`, `moment` (UTC) and `sentences` in
both languages; a conflict has `table`, `id`, `field`, `base`, `mine` and `theirs`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.clock import Stamp
from db.merge_changes import RowChange
from desktop.exchange.merge import MergeReview
from desktop.exchange.merge_compare import Comparison
from desktop.exchange.merge_wording import Line


def comparison_as_json(comparison: Comparison) -> dict[str, Any]:
    """Return the answer of `istmo diff --json`."""
    return {
        "plan": comparison.after.plan.id,
        "title": comparison.after.title.as_dict(),
        "changes": [_line_as_json(line) for line in comparison.lines],
    }


def review_as_json(review: MergeReview) -> dict[str, Any]:
    """Return one file's part of the report of `istmo merge`."""
    return {
        "file": review.plan_file.name,
        "exported_by": review.plan_file.exported_by,
        "incoming": [
            _change_as_json(change, review.author_of) for change in review.analysis.incoming
        ],
        "conflicts": [
            {
                "table": conflict.table,
                "id": conflict.id,
                "field": conflict.field,
                "base": conflict.base,
                "mine": conflict.mine,
                "theirs": conflict.theirs,
                "my_author": review.author_of(Stamp.parse(conflict.my_stamp).replica),
                "their_author": review.author_of(Stamp.parse(conflict.their_stamp).replica),
            }
            for conflict in review.conflicts
        ],
        "brought_back": [
            {"table": back.table, "id": back.id, "needed_by": [list(key) for key in back.needed_by]}
            for back in review.analysis.brought_back
        ],
    }


def _line_as_json(line: Line) -> dict[str, Any]:
    return {
        **_change_as_json(line.change, lambda _replica: line.author),
        "section": line.section,
        "sentences": [sentence.as_dict() for sentence in line.sentences],
    }


def _change_as_json(change: RowChange, author_of: Callable[[str], str]) -> dict[str, Any]:
    stamp = Stamp.parse(change.stamp)
    return {
        "kind": change.kind,
        "table": change.table,
        "id": change.id,
        "fields": [
            {"field": field.field, "before": field.before, "after": field.after}
            for field in change.fields
        ],
        "author": author_of(stamp.replica),
        "moment": stamp.moment.isoformat(timespec="seconds"),
    }

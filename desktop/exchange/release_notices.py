"""What a planner is told of an export, so that nobody takes a part of a plan for all of it."""

from __future__ import annotations

from db.attachments import content_of
from db.reader import PlanReader
from db.tables import Attachment
from desktop.exchange.audiences import PLANNERS, PUBLIC, RELEASED
from desktop.exchange.bare_pictures import bare
from desktop.language import _

WITHOUT_PICTURES = frozenset({PLANNERS, PUBLIC})
"""Audiences that get pictures as they are, or none."""


def notices_of(reader: PlanReader, audience: str) -> list[str]:
    """Return what to say of a plan that is exported for `audience`, a sentence each.

    That it is a release copy already, and which pictures stay out of one.
    """
    notices = []
    if reader.row.released_for in RELEASED:
        notices.append(_(RELEASED[reader.row.released_for]))
    if audience not in WITHOUT_PICTURES:
        message = _(
            "The picture “{file}” stays out of the release copy: it is damaged, so that nobody can"
            " tell what else is in it."
        )
        notices += [
            message.format(file=row.file_name)
            for row in reader.rows(Attachment)
            if bare(content_of(reader, row.digest) or b"") is None
        ]
    return notices

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from db.attachments import content_of, digest_of, keep_content
from db.errors import EditOutsideDoor
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Attachment, AttachmentContent
from db.text import N_
from tests.db.sample import add_plan

PICTURE = b"\x89PNG and what follows"


def attach(plan: OpenPlan, content: bytes) -> Attachment:
    with plan.edit(N_("Attach")):
        return plan.add(Attachment(digest=keep_content(plan, content)))


def contents(library: Library) -> int:
    with library.engine.connect() as connection:
        count = select(func.count()).select_from(AttachmentContent)
        return int(connection.execute(count).scalar_one())


def test_an_attachment_s_content_is_kept_in_the_library_once(
    library: Library, plan: OpenPlan
) -> None:
    other = add_plan(library, "Another")
    digests = {attach(each, PICTURE).digest for each in (plan, plan, other)}
    assert digests == {digest_of(PICTURE)}
    assert contents(library) == 1
    assert content_of(plan, digest_of(PICTURE)) == PICTURE
    with library.reader(other.id) as reader:
        assert content_of(reader, digest_of(PICTURE)) == PICTURE
        assert content_of(reader, digest_of(b"never seen")) is None


def test_content_comes_only_within_an_edit_and_goes_with_one_that_fails(
    library: Library, plan: OpenPlan
) -> None:
    with pytest.raises(EditOutsideDoor):
        keep_content(plan, PICTURE)

    def fail() -> None:
        with plan.edit(N_("Attach")):
            keep_content(plan, PICTURE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert contents(library) == 0


def test_content_stays_while_undo_may_need_it_and_goes_with_the_last_plan(
    library: Library, plan: OpenPlan
) -> None:
    other = add_plan(library, "Another")
    attach(plan, PICTURE)
    attach(other, b"shared")
    attach(plan, b"shared")
    plan.undo()
    plan.undo()
    assert contents(library) == 2
    library.bin(plan.id)
    library.erase(plan.id)
    assert contents(library) == 1
    assert content_of(other, digest_of(b"shared")) == b"shared"

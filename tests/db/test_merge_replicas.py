"""Whatever copies of a plan go through, they come to the same, and nothing gets lost.

A few hundred examples run in CI; ISTMO_MERGE_EXAMPLES asks for more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.library import Library
from tests.db.merge_replicas import (
    ACTIONS,
    Copy,
    content,
    converge,
    copies_of_a_plan,
    merged_alone,
)

EXAMPLES = int(os.environ.get("ISTMO_MERGE_EXAMPLES", "0"))
MOST_COPIES = 5
HOUR = 3_600_000
SKEWS = st.sampled_from([0, HOUR, 26 * HOUR, 3 * 365 * 24 * HOUR, 40 * 365 * 24 * HOUR])
WORDS = st.sampled_from(["", "aviso", "alarma", "rescate", "relevo"])
COPY = st.integers(0, MOST_COPIES - 1)
EDIT = st.tuples(st.sampled_from(ACTIONS), COPY, st.integers(0, 9), st.integers(0, 9), WORDS)
MERGE = st.tuples(
    st.just("merge"),
    COPY,
    COPY,
    st.integers(-2, 3),
    st.sampled_from(["later", "later", "mine", "theirs"]),
)
SEND = st.tuples(st.just("send"), COPY, st.just(0), st.just(0), st.just(""))
Story = list[tuple[str, int, int, int, Any]]
STORY = st.lists(st.one_of(EDIT, EDIT, EDIT, MERGE, SEND), min_size=1, max_size=14)
QUICK = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def libraries() -> Iterator[list[Library]]:
    opened = [Library.in_memory() for _ in range(MOST_COPIES)]
    yield opened
    for library in opened:
        library.close()


def play(copies: list[Copy], story: Story) -> None:
    """Do what `story` tells with the copies of a plan."""
    for action, who, first, second, word in story:
        copy = copies[who % len(copies)]
        if action == "send":
            copy.send()
        elif action == "merge":
            other = copies[first % len(copies)]
            # What arrives is new, or was sent long ago, perhaps before it was sent again.
            snapshot = other.sent[second % len(other.sent)] if second > 0 and other.sent else None
            copy.merge(snapshot or other.send(), word)
        else:
            copy.edit(action, first, second, word)


@settings(QUICK, max_examples=EXAMPLES or 25)
@given(st.lists(SKEWS, min_size=2, max_size=MOST_COPIES), STORY)
def test_copies_converge_and_nothing_is_lost(
    libraries: list[Library], skews: list[int], story: Story
) -> None:
    copies = copies_of_a_plan(libraries[: len(skews)], skews)
    play(copies, story)
    converge(copies)
    for copy in copies:
        copy.plan.library.bin(copy.plan.id)
        copy.plan.library.erase(copy.plan.id)


@settings(QUICK, max_examples=EXAMPLES or 25)
@given(st.lists(SKEWS, min_size=3, max_size=3), STORY)
def test_without_a_person_merging_knows_no_order(
    libraries: list[Library], skews: list[int], story: Story
) -> None:
    copies = copies_of_a_plan(libraries[:3], skews)
    play(copies, story)
    a, b, c = (copy.rows() for copy in copies)
    assert merged_alone(a, b) == merged_alone(b, a)
    assert merged_alone(merged_alone(a, b), c) == merged_alone(a, merged_alone(b, c))
    assert merged_alone(a, a) == tuple(sorted(a, key=lambda row: row.key))
    both = merged_alone(a, b)
    assert merged_alone(both, b) == both
    # Two planners who take each other's copy have the same before them.
    copies[0].merge(b)
    copies[1].merge(a)
    assert content(copies[0].rows()) == content(copies[1].rows())
    for copy in copies:
        copy.plan.library.bin(copy.plan.id)
        copy.plan.library.erase(copy.plan.id)

"""Tables and other blocks that run from page to page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from desktop.packets.flow import SMALLEST_PART, Block, Flow
from desktop.packets.page import Frame
from desktop.packets.pen import Pen
from desktop.packets.styles import TABLE, TABLE_QUIET, Style
from desktop.packets.table import Column, Row, Table

FRAME = Frame("letter")


class Noting(Pen):
    """Notes on which page and how high each line stands."""

    def __init__(self) -> None:
        super().__init__(Canvas(""))
        self.pages: list[list[tuple[float, str]]] = []

    def lines(self, x: float, y: float, lines: Sequence[str], style: Style) -> float:
        for line in lines:
            self.pages[-1].append((y, line))
            y -= style.leading
        return super().lines(x, y, lines, style)


def drawn(flow: Flow) -> list[list[tuple[float, str]]]:
    pen = Noting()
    for sheet in flow.sheets:
        pen.pages.append([])
        sheet.draw(pen)
    return pen.pages


class Unsettled(Flow):
    """A flow whose pages are drawn when asked for, so that a test can listen."""

    def finish(self) -> None:
        self._placed = []


def a_flow() -> Flow:
    return Unsettled(FRAME, Pen(Canvas("")))


@given(
    st.lists(
        st.tuples(st.integers(0, 150), st.integers(0, 40), st.integers(0, 20)),
        min_size=1,
        max_size=25,
    )
)
def test_every_line_is_drawn_once_within_the_frame(heights: list[tuple[int, int, int]]) -> None:
    flow = a_flow()
    table = Table(flow, (0.5, 0.5), ("Left", "Right"))
    table.begin()
    wanted: list[str] = []
    for number, (left, right, quiet) in enumerate(heights):
        one = [f"L{number}.{line}" for line in range(left)]
        two = [f"R{number}.{line}" for line in range(right)]
        three = [f"Q{number}.{line}" for line in range(quiet)]
        wanted += [*one, *two, *three]
        table.add(table.row([[(TABLE, one)], [(TABLE, two), (TABLE_QUIET, three)]]))
    pages = drawn(flow)
    found = [line for page in pages for _, line in page if line not in {"Left", "Right"}]
    assert sorted(found) == sorted(wanted)
    for page in pages:
        assert [line for _, line in page[:2]] == ["Left", "Right"]
        for y, _ in page:
            assert FRAME.bottom < y < FRAME.top


@given(st.lists(st.integers(1, 55), min_size=1, max_size=40))
def test_rows_that_fit_a_page_are_not_split(heights: list[int]) -> None:
    flow = a_flow()
    table = Table(flow, (0.5, 0.5), ("Left", "Right"))
    table.begin()
    for number, lines in enumerate(heights):
        table.add(table.row([[(TABLE, [f"{number}"] * lines)], []]))
    pages = drawn(flow)
    for number, lines in enumerate(heights):
        counts = [sum(line == f"{number}" for _, line in page) for page in pages]
        assert sorted(filter(None, counts)) == [lines]


@given(st.lists(st.integers(1, 8), min_size=1, max_size=40))
def test_no_group_heading_stands_alone(sizes: list[int]) -> None:
    flow = a_flow()
    table = Table(flow, (0.5, 0.5), ("Left", "Right"))
    column = [Column(0, 200)]
    table.begin()
    for number, size in enumerate(sizes):
        rows = [table.row([[(TABLE, ["row"] * 3)], []]) for _ in range(size)]
        heading = table.wide(column, [[(TABLE, [f"group {number}"])]])
        again = table.wide(column, [[(TABLE, [f"group {number} goes on"])]])
        table.group(heading, again, rows[0].height)
        for row in rows:
            table.add(row)
    table.end()
    for page in drawn(flow):
        lines = [line for _, line in page]
        assert lines[-1] == "row"
        for before, line in pairwise(lines):
            assert not (before.startswith("group") and line.startswith("group"))
        assert lines[2].startswith("group")


@dataclass
class Slab(Block):
    """A block of any height that cannot be split."""

    height: float
    tops: list[float] = field(default_factory=list)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        self.tops.append(top)


def test_what_cannot_be_split_begins_a_page_and_a_page_has_no_gap_at_its_head() -> None:
    flow = a_flow()
    flow.gap(50)
    slabs = [Slab(100), Slab(FRAME.height * 2), Slab(FRAME.height - 80), Slab(100)]
    for slab in slabs:
        flow.add(slab)
        flow.gap(20)
    drawn(flow)
    assert len(flow.sheets) == 4
    assert [slab.tops for slab in slabs] == [[FRAME.top]] * 4


def test_a_long_row_does_not_begin_at_the_very_foot() -> None:
    flow = a_flow()
    flow.add(Slab(FRAME.height - SMALLEST_PART + 1))
    flow.add(Row([Column(0, 100)], [[(TABLE, ["line"] * 200)]], 100))
    assert not any(line for _, line in drawn(flow)[0])
    flow = a_flow()
    flow.add(Slab(FRAME.height - SMALLEST_PART - 1))
    flow.add(Row([Column(0, 100)], [[(TABLE, ["line"] * 200)]], 100))
    assert any(line for _, line in drawn(flow)[0])


def test_a_row_that_holds_no_line_is_not_split() -> None:
    row = Row([Column(0, 100)], [[(TABLE, ["line"] * 3)]], 100)
    assert row.split(8) is None
    assert row.split(100) is None


def test_a_title_can_be_the_first_bookmark_of_a_flow() -> None:
    flow = a_flow()
    flow.bookmark("List", 1)
    assert [mark.title for mark in flow.sheets[0].bookmarks] == ["List"]

"""The cover of a plan that goes out again: what changed since its reader last saw it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

import segno

from db.reader import PlanReader
from db.tables import Approval
from db.text import LANGUAGES, Text
from desktop.language import N_, as_text, translate
from desktop.packets.approvals import add_approvals
from desktop.packets.binding import Chapter, Imprint, bound
from desktop.packets.change_heads import moment_line
from desktop.packets.change_table import SIGNS
from desktop.packets.density import USUAL
from desktop.packets.flow import Flow
from desktop.packets.fonts import printable
from desktop.packets.page import Frame, Paper, Sheet
from desktop.packets.pen import Pen
from desktop.packets.plan_title import PlanTitle
from desktop.packets.progress import Part, Progress
from desktop.packets.sections import Sections
from desktop.packets.sheet_title import SheetTitle
from desktop.packets.styles import ACCENT, INK, TABLE, TABLE_STRONG
from desktop.packets.table import PAD, Cell, Column, Row
from desktop.packets.wording import PacketLanguage, Wording, clean, joined
from desktop.planning.moments import clock_of
from desktop.planning.told_changes import KINDS, ToldChange, ToldNews
from desktop.planning.version import Version, version_of
from desktop.written_file import write_whole

TITLE = N_("Changes since you last saw it")
TO, SENDER, VERSION, LAST_SEEN = N_("To"), N_("From"), N_("Version"), N_("Last seen")
SINCE_THEN = N_("Since then")
APPROVALS = N_("Approvals")
NOTHING_NEW = N_("Nothing has changed.")
SIGN_WIDTH = 14.0
MODULE = 1.7
"""The side of a square of the QR code, in points."""


def print_cover(
    reader: PlanReader,
    news: Sequence[ToldNews],
    *,
    language: PacketLanguage,
    paper: Paper,
    path: Path,
) -> None:
    """Print what is new to each partner as a PDF at `path`, which appears whole or not at all.

    Raises OSError that names `path`.
    """
    wording = Wording(language)
    version = version_of(reader)
    cover = _Cover(reader, version, Frame(paper), wording)
    chapters = [Chapter(TITLE, partial(cover.sheets, each)) for each in news]
    imprint = Imprint(reader.row.name, reader.row.marking, version)
    write_whole(path, bound(imprint, chapters, wording, Progress()))


@dataclass(frozen=True, slots=True)
class _Cover:
    """Lays out the covers of one plan."""

    reader: PlanReader
    version: Version
    frame: Frame
    wording: Wording

    def sheets(self, news: ToldNews, pen: Pen, part: Part) -> list[Sheet]:
        """Return the cover for one partner: a page, and further ones when much has changed."""
        wording, flow = self.wording, Flow(self.frame, pen)
        flow.add(_TitleWithCode(self.frame, self.reader, self.version, wording))
        flow.gap(8)
        flow.add(SheetTitle(self.frame, wording.each(TITLE), [""] * len(wording.languages)))
        sections = Sections(flow, wording, USUAL)
        sections.text(TO, _same(news.to))
        sections.text(SENDER, _same(news.sender))
        sections.text(VERSION, self._moment(self.version))
        sections.text(LAST_SEEN, self._moment(Version(news.code, news.seen_at)))
        sections.text(SINCE_THEN, _counts(news.changes) or as_text(NOTHING_NEW))
        done = 0
        for section, changes in groupby(news.changes, key=lambda change: change.section):
            rows = [_row(change, self.frame.width, wording) for change in changes]
            sections.heading(section, min(rows[0].height + 4, 60))
            flow.bookmark(wording.label(section), 1)
            for row in rows:
                flow.add(row)
                done += 1
                part.at(done / len(news.changes))
        if self.reader.rows(Approval):
            sections.heading(APPROVALS, 50)
            add_approvals(flow, self.reader, wording, USUAL, self.version.code)
        flow.finish()
        return flow.sheets

    def _moment(self, version: Version) -> Text:
        """Return a version code, as far as it is known, with its moment."""
        zone = clock_of(self.reader.row).zone
        moments = (moment_line(version.moment, zone, Wording(each)) for each in LANGUAGES)
        return Text(*(joined((version.code, moment)) for moment in moments))


class _TitleWithCode(PlanTitle):
    """The plan's name with a QR code of the version at the right, to be read by a telephone."""

    def __init__(
        self, frame: Frame, reader: PlanReader, version: Version, wording: Wording
    ) -> None:
        self._code = segno.make(version.code, micro=False, error="m").matrix
        self._side = len(self._code) * MODULE
        super().__init__(frame, reader.row, wording, right=self._side + 12)
        self._right = frame.width
        self.height = max(self.height, self._side + 10)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the head and the code downward from `top`."""
        super().draw(pen, left, top)
        x = left + self._right - self._side
        for number, line in enumerate(self._code):
            for place, dark in enumerate(line):
                if dark:
                    at = x + place * MODULE, top - (number + 1) * MODULE
                    pen.box(*at, MODULE + 0.05, MODULE + 0.05, INK)


def _same(name: str) -> Text:
    words = printable(name).strip()
    return Text(words, words)


def _counts(changes: Sequence[ToldChange]) -> Text:
    counts = Counter(change.kind for change in changes)
    lines = (
        " · ".join(
            f"{translate(label, language)}: {counts[kind]}"
            for kind, label in KINDS.items()
            if counts[kind]
        )
        for language in LANGUAGES
    )
    return Text(*lines)


def _row(change: ToldChange, width: float, wording: Wording) -> Row:
    """Return a change as a sentence, in each language of the packet."""
    sign = Column(PAD, SIGN_WIDTH)
    start = sign.x + SIGN_WIDTH
    said = wording.columns(clean(change.sentence))
    share = (width - start) / len(said)
    columns = [sign]
    cells: list[Cell] = [[sign.wrap(SIGNS[change.kind], TABLE_STRONG.colored(ACCENT))]]
    for place, each in enumerate(said):
        column = Column(start + place * share, share - (14 if place < len(said) - 1 else PAD))
        columns.append(column)
        cells.append([column.wrap(each.wording, TABLE)])
    return Row(columns, cells, width, pad=1.6)

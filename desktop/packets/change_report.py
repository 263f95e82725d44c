"""The change report: what leads from one state of a plan to another, on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby
from pathlib import Path

from db.text import Text
from desktop.language import N_
from desktop.packets.binding import Chapter, Imprint, bound
from desktop.packets.change_heads import add_counts, add_states
from desktop.packets.change_table import ChangeTable
from desktop.packets.density import USUAL
from desktop.packets.flow import Flow
from desktop.packets.page import Frame, Paper, Sheet
from desktop.packets.pen import Pen
from desktop.packets.progress import Part, Progress
from desktop.packets.sections import Sections
from desktop.packets.sheet_title import SheetTitle
from desktop.packets.styles import BODY
from desktop.packets.table import Cell, Column, Row
from desktop.packets.wording import PacketLanguage, Wording, clean
from desktop.planning.told_changes import ToldChanges, counted
from desktop.planning.version import Version
from desktop.written_file import write_whole

TITLE = N_("Change report")
LEGEND = N_(
    "Words that are gone are struck through, words that are new are bold and underlined. "
    "Long passages that did not change are shortened to […]."
)
NO_DIFFERENCES = N_("There is no difference.")
UNKNOWN = "—"


def print_change_report(
    report: ToldChanges,
    *,
    language: PacketLanguage,
    paper: Paper,
    path: Path,
    progress: Callable[[float], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Print a change report as a PDF at `path`, which appears whole or not at all.

    The same changes give the same bytes. Raises Cancelled and OSError as `print_packet`.
    """
    work = Progress(progress, cancelled)
    wording = Wording(language)
    chapter = Chapter(TITLE, partial(change_report_sheets, report, paper, wording))
    content = bound(imprint_of(report), [chapter], wording, work)
    work.at(0.98)
    write_whole(path, content)
    work.at(1.0)


def imprint_of(report: ToldChanges) -> Imprint:
    """Return what stands on every page: the version is that of the later state."""
    version = report.after.version
    if version is None:
        version = Version(UNKNOWN, max(change.moment for change in report.changes))
    return Imprint(report.plan_name, report.marking, version)


def change_report_sheets(
    report: ToldChanges, paper: Paper, wording: Wording, pen: Pen, part: Part
) -> list[Sheet]:
    """Return the pages of the change report."""
    flow = Flow(Frame(paper), pen)
    subtitles = [said.wording for said in wording.columns(clean(report.plan_name))]
    flow.add(SheetTitle(flow.frame, wording.each(TITLE), subtitles))
    add_states(flow, report, wording)
    if report.changes:
        add_counts(flow, report, wording)
        _add_changes(flow, report, wording, part)
    else:
        flow.gap(16)
        column = Column(0, flow.frame.width)
        cells: list[Cell] = [[column.wrap(wording.label(NO_DIFFERENCES), BODY)]]
        flow.add(Row([column], cells, flow.frame.width))
    flow.finish()
    return flow.sheets


def _add_changes(flow: Flow, report: ToldChanges, wording: Wording, part: Part) -> None:
    flow.gap(4)
    Sections(flow, wording, USUAL).note(LEGEND)
    by_author = len(report.authors) > 1
    table = ChangeTable(flow, wording, report.zone, by_author=by_author)
    total, done = len(report.changes), 0
    counts = counted(report.changes)
    for section, changes in groupby(report.changes, key=lambda change: change.section):
        table.begin_section(section, counts[section].total())
        for author, theirs in groupby(changes, key=lambda change: change.author):
            listed = list(theirs)
            for place, change in enumerate(listed):
                heading = author if by_author and not place else Text()
                table.add(change, author=heading)
                done += 1
                part.at(done / total)
    table.end()

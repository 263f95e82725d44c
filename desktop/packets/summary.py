"""The summary: a plan on two pages, for those who decide and those who ask."""

from __future__ import annotations

from collections.abc import Callable

from db.reader import PlanReader
from db.tables import Approval, Objective
from db.text import LANGUAGES, Text
from desktop.language import N_, as_text
from desktop.packets.approvals import add_approvals
from desktop.packets.contacts import add_contacts
from desktop.packets.coverage_matrix import add_coverage_matrix
from desktop.packets.density import CRAMPED, ROOMY, SNUG, TIGHT, TIGHTEST, USUAL, Density
from desktop.packets.flow import Flow
from desktop.packets.fonts import printable
from desktop.packets.key_events import add_key_events
from desktop.packets.page import Frame, Paper, Sheet
from desktop.packets.participants import participants
from desktop.packets.pen import Pen
from desktop.packets.plan_title import PlanTitle
from desktop.packets.progress import Part
from desktop.packets.sections import Sections
from desktop.packets.wording import Wording, clean, utc_offset
from desktop.planning.coverage import coverage_of
from desktop.planning.moments import clock_of, date_time_group, duration_label
from desktop.planning.version import version_of

PAGES = 2
TABLE_HEADING = 32.0
ATTEMPTS = (
    (ROOMY, True),
    (USUAL, True),
    (ROOMY, False),
    (USUAL, False),
    (SNUG, False),
    (TIGHT, False),
    (TIGHTEST, False),
    (CRAMPED, False),
)
"""What is tried in turn to keep to two pages: how dense, and whether the scope is printed."""
PURPOSE, SCOPE = N_("Purpose"), N_("Scope")
DATES, PLACE = N_("Dates"), N_("Place")
PARTICIPANTS = N_("Participants")
OBJECTIVES, LEARNING_OBJECTIVES = N_("Objectives"), N_("Learning objectives")
NOTE = N_("Note")
COVERAGE = N_("Coverage of the focus areas")
KEY_EVENTS = N_("Key events")
CONTACTS = N_("Contacts")
APPROVALS = N_("Approvals")
STARTEX_TO_ENDEX = N_(
    "STARTEX {start} local ({start_zulu}); ENDEX {end} local ({end_zulu}). "
    "{duration}, {zone} ({offset})."
)
OPENING_TO_CLOSING = N_(
    "Opening {start} local ({start_zulu}); closing {end} local ({end_zulu}). "
    "{duration}, {zone} ({offset})."
)
SERVED = N_("{served} of {total} chosen areas are served by at least one objective.")
NONE_YET = N_("None yet.")


def summary_sheets(
    reader: PlanReader, paper: Paper, wording: Wording, pen: Pen, part: Part
) -> list[Sheet]:
    """Return the pages of the summary: two, unless the plan's own texts need more.

    A plan that says very little may do with one.
    """
    # Which version approvals are for; without any it need not be worked out.
    code = version_of(reader).code if reader.rows(Approval) else ""

    def laid_out(density: Density, *, scope: bool, pages: int) -> list[Sheet]:
        flow = Flow(Frame(paper), pen)
        summary = _Summary(reader, flow, wording, density, code=code)
        summary.lay_out(scope=scope, break_page=pages > 1)
        flow.finish()
        return flow.sheets

    sheets = laid_out(USUAL, scope=True, pages=1)
    if len(sheets) == 1:
        return sheets
    for number, (density, scope) in enumerate(ATTEMPTS, start=1):
        sheets = laid_out(density, scope=scope, pages=PAGES)
        part.at(number / len(ATTEMPTS))
        if len(sheets) <= PAGES:
            return sheets
    return laid_out(ROOMY, scope=True, pages=PAGES)


class _Summary:
    """One attempt at the summary, in one density."""

    def __init__(
        self, reader: PlanReader, flow: Flow, wording: Wording, density: Density, *, code: str
    ) -> None:
        self._reader = reader
        self._code = code
        self._flow = flow
        self._wording = wording
        self._density = density
        self._sections = Sections(flow, wording, density)

    def lay_out(self, *, scope: bool, break_page: bool) -> None:
        """Lay all out: texts on the first page, tables on the second if it breaks between.

        Contacts and approvals stand on the first page where it has room for them.
        """
        flow = self._flow
        flow.add(PlanTitle(flow.frame, self._reader.row, self._wording))
        self._add_texts(scope=scope)
        approvals = bool(self._reader.rows(Approval))
        contacts_first = break_page and self._fits(self._fill_contacts)
        if contacts_first:
            self._add_contacts()
        approvals_first = approvals and break_page and self._fits(self._fill_approvals)
        if approvals_first:
            self._add_approvals()
        if break_page:
            flow.new_page()
        self._add_coverage()
        self._sections.heading(KEY_EVENTS, 60)
        add_key_events(flow, self._reader, self._wording, self._density)
        if not contacts_first:
            self._add_contacts()
        if approvals and not approvals_first:
            self._add_approvals()

    def _add_texts(self, *, scope: bool) -> None:
        plan, sections = self._reader.row, self._sections
        sections.text(PURPOSE, clean(plan.purpose))
        if scope:
            sections.text(SCOPE, clean(plan.scope))
        sections.text(DATES, _dates(self._reader))
        sections.text(PLACE, clean(plan.location))
        sections.text(PARTICIPANTS, participants(self._reader) or as_text(NONE_YET))
        statements = [
            (printable(objective.number).strip(), clean(objective.statement))
            for objective in self._reader.rows(Objective)
        ]
        sections.numbered(
            LEARNING_OBJECTIVES if plan.kind == "workshop" else OBJECTIVES,
            statements or [("", as_text(NONE_YET))],
        )
        sections.remark(NOTE, clean(plan.sample_note))

    def _add_coverage(self) -> None:
        coverage = coverage_of(self._reader)
        self._sections.heading(COVERAGE, 90)
        if coverage.frameworks:
            add_coverage_matrix(self._flow, coverage, self._wording, self._density)
            self._sections.note(SERVED, served=coverage.served, total=coverage.total)
        else:
            self._sections.note(NONE_YET)

    def _add_contacts(self) -> None:
        self._sections.heading(CONTACTS, 60)
        self._fill_contacts(self._flow)

    def _fill_contacts(self, flow: Flow) -> None:
        add_contacts(flow, self._reader, self._wording, self._density)

    def _add_approvals(self) -> None:
        self._sections.heading(APPROVALS, 30)
        self._fill_approvals(self._flow)

    def _fill_approvals(self, flow: Flow) -> None:
        add_approvals(flow, self._reader, self._wording, self._density, self._code)

    def _fits(self, fill: Callable[[Flow], None]) -> bool:
        """Return whether a table, tried on a page of its own, fits what is left of this."""
        trial = Flow(self._flow.frame, self._flow.pen)
        trial.new_page()
        fill(trial)
        needed = trial.frame.height - trial.room + TABLE_HEADING
        return len(trial.sheets) == 1 and needed <= self._flow.room


def _dates(reader: PlanReader) -> Text:
    clock = clock_of(reader.row)
    message = OPENING_TO_CLOSING if reader.row.kind == "workshop" else STARTEX_TO_ENDEX
    texts = []
    for language in LANGUAGES:
        wording = Wording(language)
        [text] = wording.each(
            message,
            start=wording.moment(clock.local(0)),
            start_zulu=date_time_group(clock.utc(0), language),
            end=wording.moment(clock.local(clock.end_offset)),
            end_zulu=date_time_group(clock.utc(clock.end_offset), language),
            duration=duration_label(clock.end_offset),
            zone=clock.zone.key,
            offset=utc_offset(clock.local(0)),
        )
        texts.append(text)
    return Text(*texts)

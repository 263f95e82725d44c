"""The summary: a plan on two pages, for those who decide and those who ask."""

from __future__ import annotations

from db.reader import PlanReader
from db.tables import Objective
from db.text import LANGUAGES, Text
from desktop.language import N_, as_text
from desktop.packets.contacts import add_contacts
from desktop.packets.coverage_matrix import add_coverage_matrix
from desktop.packets.density import ROOMY, TIGHT, TIGHTEST, USUAL, Density
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

PAGES = 2
ATTEMPTS = (
    (ROOMY, True),
    (USUAL, True),
    (ROOMY, False),
    (USUAL, False),
    (TIGHT, False),
    (TIGHTEST, False),
)
"""What is tried in turn to keep to two pages: how dense, and whether the scope is printed."""
LEAST_ON_FIRST_PAGE = 330.0
"""The matrix begins on the first page only where most of it finds room there."""
PURPOSE, SCOPE = N_("Purpose"), N_("Scope")
DATES, PLACE = N_("Dates"), N_("Place")
PARTICIPANTS = N_("Participants")
OBJECTIVES, LEARNING_OBJECTIVES = N_("Objectives"), N_("Learning objectives")
COVERAGE = N_("Coverage of the focus areas")
KEY_EVENTS = N_("Key events")
CONTACTS = N_("Contacts")
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
    """Return the pages of the summary: two, unless the plan's own texts need more."""
    for number, (density, scope) in enumerate(ATTEMPTS, start=1):
        flow = _laid_out(reader, Flow(Frame(paper), pen), wording, density, scope=scope)
        part.at(number / len(ATTEMPTS))
        if len(flow.sheets) <= PAGES:
            return flow.sheets
    return _laid_out(reader, Flow(Frame(paper), pen), wording, ROOMY, scope=True).sheets


def _laid_out(
    reader: PlanReader, flow: Flow, wording: Wording, density: Density, *, scope: bool
) -> Flow:
    flow.add(PlanTitle(flow.frame, reader.row, wording))
    sections = Sections(flow, wording, density)
    _add_texts(sections, reader, scope=scope)
    coverage = coverage_of(reader)
    if flow.room < LEAST_ON_FIRST_PAGE:
        flow.new_page()
    sections.heading(COVERAGE, 90)
    if coverage.frameworks:
        add_coverage_matrix(flow, coverage, wording, density)
        sections.note(SERVED, served=coverage.served, total=coverage.total)
    else:
        sections.note(NONE_YET)
    sections.heading(KEY_EVENTS, 60)
    add_key_events(flow, reader, wording, density)
    sections.heading(CONTACTS, 60)
    add_contacts(flow, reader, wording, density)
    flow.finish()
    return flow


def _add_texts(sections: Sections, reader: PlanReader, *, scope: bool) -> None:
    plan = reader.row
    sections.text(PURPOSE, clean(plan.purpose))
    if scope:
        sections.text(SCOPE, clean(plan.scope))
    sections.text(DATES, _dates(reader))
    sections.text(PLACE, clean(plan.location))
    sections.text(PARTICIPANTS, participants(reader) or as_text(NONE_YET))
    statements = [
        (printable(objective.number).strip(), clean(objective.statement))
        for objective in reader.rows(Objective)
    ]
    sections.numbered(
        LEARNING_OBJECTIVES if plan.kind == "workshop" else OBJECTIVES,
        statements or [("", as_text(NONE_YET))],
    )


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

"""The summary: a plan on two pages, for those who decide and those who ask."""

from __future__ import annotations

from db.reader import PlanReader
from db.tables import Objective
from db.text import LANGUAGES, Text
from desktop.language import N_, as_text
from desktop.packets.contacts import contact_rows
from desktop.packets.coverage_matrix import add_coverage_matrix
from desktop.packets.flow import Flow, Gap
from desktop.packets.fonts import printable
from desktop.packets.key_events import add_key_events
from desktop.packets.page import Frame, Paper, Sheet
from desktop.packets.participants import participants
from desktop.packets.plan_title import PlanTitle
from desktop.packets.progress import Part
from desktop.packets.sections import Sections
from desktop.packets.wording import Wording, clean, utc_offset
from desktop.planning.coverage import coverage_of
from desktop.planning.moments import clock_of, date_time_group, duration_label

TITLE = N_("Summary")
PURPOSE = N_("Purpose")
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


def summary_sheets(reader: PlanReader, paper: Paper, wording: Wording, part: Part) -> list[Sheet]:
    """Return the pages of the summary: two, unless the plan's own texts need more."""
    plan = reader.row
    flow = Flow(Frame(paper))
    flow.bookmark(wording.label(TITLE), 1)
    flow.add(PlanTitle(flow.frame, plan, wording))
    sections = Sections(flow, wording)
    sections.text(PURPOSE, clean(plan.purpose))
    sections.text(DATES, _dates(reader))
    sections.text(PLACE, clean(plan.location))
    sections.text(PARTICIPANTS, participants(reader) or as_text(NONE_YET))
    part.at(0.3)
    workshop = plan.kind == "workshop"
    sections.numbered(
        LEARNING_OBJECTIVES if workshop else OBJECTIVES,
        [
            (printable(objective.number).strip(), clean(objective.statement))
            for objective in reader.rows(Objective)
        ]
        or [("", as_text(NONE_YET))],
    )
    part.at(0.6)
    coverage = coverage_of(reader)
    if len(flow.sheets) < 2:
        flow.new_page()
    sections.heading(COVERAGE, 90)
    if coverage.frameworks:
        add_coverage_matrix(flow, coverage, wording)
        flow.add(Gap(3))
        sections.note(SERVED, served=coverage.served, total=coverage.total)
    else:
        sections.note(NONE_YET)
    sections.heading(KEY_EVENTS, 60)
    add_key_events(flow, reader, wording)
    sections.heading(CONTACTS, 60)
    contact_rows(flow, reader, wording)
    part.at(1)
    return flow.sheets


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

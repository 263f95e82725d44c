"""Texts and numbers that no planner means: the packet is printed all the same."""

from __future__ import annotations

import random

import pytest

from db.library import Library
from db.record import Record
from db.tables import Assignment, Organization, Participation, Person, ScheduleOrganization, Venue
from db.text import Text
from tests.packets.conftest import Printer
from tests.packets.plans import add, item, milestone, objective
from tests.packets.printed import Printed, check_by_qpdf

WORD = "Supercalifragilisticoespialidoso" * 160
PROSE = "Los participantes embarcan a la hora señalada. " * 200
TAGS = "<b>&amp; <para> </b> & <img src='x'/> ${x} {name} %s (open \\( paren) \\n"
NASTY = "a\x00b\x1b[31m\u202eright\u2066 🚤👩‍✈️ 巴拿马 \ud83d مرحبا \t\r\n\x0bend"


def all_within_the_page(printed: Printed) -> None:
    for number, page in enumerate(printed.pages):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        for piece in printed.pieces(number):
            assert 45 < piece.x < width - 45, piece
            assert 15 < piece.y < height - 15, piece


def full_of(text: str, library: Library) -> list[Record]:
    both = Text(text, text[::-1])
    organization = Organization(acronym=text, name=both, country=text[:9])
    venue = Venue(name=both)
    person = Person(name=text, rank=text, post=both, phone=text, email=text, call_sign=text)
    with library.edit("Add"):
        for row in (organization, venue, person):
            library.add(row)
    first = item(
        0,
        "0800",
        60,
        both,
        kind=text[:20],
        track=both,
        notes=both,
        uniform=both,
        venue_id=venue.id,
        lead_id=organization.id,
    )
    return [
        first,
        item(0, "0815", 5, both, track=both),
        item(1, "0800", 3 * 1440, both),
        item(2, "0800", 0, both),
        ScheduleOrganization(item_id=first.id, organization_id=organization.id),
        Participation(organization_id=organization.id, role=text[:20], headcount=3),
        Assignment(role="lead-planner", person_id=person.id),
        milestone(-100, both, place=both, kind=text[:20], status=text[:20]),
        objective(text, both),
    ]


@pytest.mark.parametrize("language", ["en", "both"])
@pytest.mark.parametrize(
    "text",
    [WORD, PROSE, TAGS, NASTY, "\u200b", "ñ" * 300],
    ids=["word", "prose", "tags", "nasty", "nothing", "accents"],
)
def test_any_text_is_printed(library: Library, printer: Printer, text: str, language: str) -> None:
    rows = full_of(text.encode("utf-8", "ignore").decode(), library)
    plan = add(
        library,
        *rows,
        name=Text(text.encode("utf-8", "ignore").decode(), ""),
        marking=text[:6000].encode("utf-8", "ignore").decode(),
        code=text[:50].encode("utf-8", "ignore").decode(),
        purpose=Text(text.encode("utf-8", "ignore").decode(), ""),
    )
    printed = printer(plan, language=language)
    check_by_qpdf(printed.path)
    all_within_the_page(printed)
    assert len(printed.pages) < 120


def test_a_text_longer_than_a_page_is_printed_whole(library: Library, printer: Printer) -> None:
    words = [f"palabra{number}" for number in range(4000)]
    plan = add(library, item(0, "0800", 60, "Alpha", notes=Text("", " ".join(words))))
    printed = printer(plan, "schedule", language="es")
    assert all(word in printed.text for word in words)
    all_within_the_page(printed)


def test_a_word_of_5000_letters_is_broken_not_clipped(library: Library, printer: Printer) -> None:
    letters = "".join(random.Random(1).choices("abcdefghij", k=5000))
    plan = add(library, item(0, "0800", 60, Text(letters, "Alfa")))
    printed = printer(plan, "schedule", language="both")
    pages = "".join(
        piece.text
        for number in range(len(printed.pages))
        for piece in printed.pieces(number)
        if set(piece.text) <= set("abcdefghij")
    )
    assert letters in pages
    all_within_the_page(printed)


def test_markup_is_printed_as_it_is_written(library: Library, printer: Printer) -> None:
    plan = add(library, item(0, "0800", 60, Text("<b>Fire & smoke</b> (50%) \\o/", "")))
    assert printer(plan, "schedule").says("<b>Fire & smoke</b> (50%) \\o/")


def test_a_document_may_need_more_letters_than_one_font_holds(
    library: Library, printer: Printer
) -> None:
    many = "".join(chr(code) for code in range(0xC0, 0x250))
    plan = add(library, item(0, "0800", 60, "Alpha", notes=Text(many, many)))
    printed = printer(plan, "schedule", language="both")
    assert "Ḿ" not in printed.text
    assert printed.says("ÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ")
    assert printed.says("ŁłŃńŅņŇň")
    assert len([name for name in printed.fonts if name.endswith("Regular")]) > 1
    check_by_qpdf(printed.path)


def test_200_tracks_in_one_day(library: Library, printer: Printer) -> None:
    rows = [item(0, "0800", 60, f"Drill {n:03}", track=Text(f"Track {n:03}")) for n in range(200)]
    printed = printer(add(library, *rows), "schedule")
    assert len(printed.pages_saying("Monday 12 January 2026D")) == 25
    assert all(printed.says(f"Drill {number:03}") for number in range(200))
    all_within_the_page(printed)


def test_items_of_no_length_and_of_30_days(library: Library, printer: Printer) -> None:
    plan = add(
        library,
        item(0, "0800", 0, "Moment"),
        item(0, "2359", 0, "Last moment"),
        item(0, "0900", 30 * 1440, "Month"),
        item(-5, "0000", 1440, "Whole day before"),
        item(1, "0800", -90, "Backwards"),
    )
    printed = printer(plan, "schedule", language="both")
    for name in ("Moment", "Last moment", "Month", "Whole day before", "Backwards"):
        assert printed.says(name)
    all_within_the_page(printed)
    check_by_qpdf(printed.path)


def test_an_empty_plan(library: Library, printer: Printer) -> None:
    plan = add(library, name=Text("", ""), duration_minutes=0, marking="")
    printed = printer(plan, language="both")
    check_by_qpdf(printed.path)
    assert printed.says("None yet.")
    assert printed.reader.metadata is not None
    assert printed.reader.metadata.title == "Schedule · Cronograma + Summary · Resumen"


def test_400_objectives_take_as_many_pages_as_they_need(library: Library, printer: Printer) -> None:
    rows = [objective(str(n), Text(f"Goal {n:04}", f"Meta {n:04}")) for n in range(400)]
    printed = printer(add(library, *rows), "summary", language="both")
    assert all(printed.says(f"Goal {number:04}") for number in range(400))
    all_within_the_page(printed)

"""The schedule: days, weeks, the life cycle and the list, as they lie on the page."""

from __future__ import annotations

from itertools import pairwise

import pytest

from db.library import Library
from db.tables import (
    Organization,
    Participation,
    ScheduleItem,
    ScheduleOrganization,
    Venue,
)
from db.text import Text
from tests.packets.conftest import Printer
from tests.packets.plans import add, item, milestone
from tests.packets.printed import Piece, Printed, check_by_qpdf

ALL = Text("All", "Todos")


def piece(printed: Printed, page: int, text: str) -> Piece:
    [found] = [piece for piece in printed.pieces(page) if piece.text == text]
    return found


def day_page(printed: Printed, title: str) -> int:
    """Return the page whose title is a date, as "Monday 12 January 2026"."""
    [page] = [
        number
        for number in range(len(printed.pages))
        if any(piece.text == title and piece.size > 14 for piece in printed.pieces(number))
    ]
    return page


def test_a_day_is_drawn_in_true_proportion(library: Library, printer: Printer) -> None:
    plan = add(
        library,
        item(0, "0800", 60, "Alpha"),
        item(0, "1000", 60, "Bravo"),
        item(0, "1500", 60, "Charlie"),
    )
    printed = printer(plan, "schedule")
    page = day_page(printed, "Monday 12 January 2026")
    tops = {name: piece(printed, page, name).y for name in ("Alpha", "Bravo", "Charlie")}
    hours = {hour: piece(printed, page, f"{hour:02}00").y for hour in (8, 10, 15)}
    hour_height = (hours[8] - hours[10]) / 2
    assert tops["Alpha"] - tops["Bravo"] == pytest.approx(2 * hour_height, abs=0.1)
    assert tops["Bravo"] - tops["Charlie"] == pytest.approx(5 * hour_height, abs=0.1)
    assert hours[8] - hours[15] == pytest.approx(7 * hour_height, abs=0.1)


def test_local_hours_stand_left_and_zulu_right(library: Library, printer: Printer) -> None:
    plan = add(library, item(0, "0800", 60, "Alpha"), zone="Asia/Kolkata")
    printed = printer(plan, "schedule")
    page = day_page(printed, "Monday 12 January 2026")
    local, zulu = piece(printed, page, "0800"), piece(printed, page, "0230Z")
    assert local.y == zulu.y
    assert local.x < 110
    assert zulu.x > 500
    assert "UTC+5:30" in printed.texts[page]


def test_what_overlaps_stands_side_by_side(library: Library, printer: Printer) -> None:
    plan = add(library, item(0, "0800", 120, "Alpha"), item(0, "0900", 120, "Bravo"))
    printed = printer(plan, "schedule")
    page = day_page(printed, "Monday 12 January 2026")
    alpha, bravo = (piece(printed, page, name) for name in ("Alpha", "Bravo"))
    assert bravo.x - alpha.x > 150


def test_tracks_are_columns_and_everybodys_activities_run_across(
    library: Library, printer: Printer
) -> None:
    plan = add(
        library,
        item(0, "0700", 60, "Breakfast", track=ALL),
        item(0, "0800", 120, "Alpha", track=Text("Boats", "Lanchas")),
        item(0, "0800", 120, "Bravo", track=Text("Jungle", "Selva")),
    )
    printed = printer(plan, "schedule", language="both")
    page = day_page(printed, "Monday 12 January 2026")
    texts = [piece.text for piece in printed.pieces(page)]
    assert "Boats" in texts
    assert "Lanchas" in texts
    assert "All" not in texts
    boats, jungle = piece(printed, page, "Boats"), piece(printed, page, "Jungle")
    assert boats.x < jungle.x
    assert piece(printed, page, "Breakfast").x == pytest.approx(boats.x, abs=6)


def test_everybodys_activities_keep_to_the_columns_that_are_free(
    library: Library, printer: Printer
) -> None:
    plan = add(
        library,
        item(0, "0800", 240, "Alpha", track=Text("Boats", "Lanchas")),
        item(0, "0900", 60, "Bravo", track=Text("Jungle", "Selva")),
        item(0, "1000", 60, "Briefing", track=ALL),
    )
    printed = printer(plan, "schedule")
    page = day_page(printed, "Monday 12 January 2026")
    assert piece(printed, page, "Briefing").x == pytest.approx(piece(printed, page, "Bravo").x)


def test_everybodys_activities_have_a_column_where_none_is_free(
    library: Library, printer: Printer
) -> None:
    plan = add(
        library,
        item(0, "0800", 240, "Alpha", track=Text("Boats", "Lanchas")),
        item(0, "1000", 60, "Briefing", track=ALL),
    )
    printed = printer(plan, "schedule")
    page = day_page(printed, "Monday 12 January 2026")
    assert piece(printed, page, "Briefing").x < piece(printed, page, "Alpha").x
    assert "All" in [piece.text for piece in printed.pieces(page)]


def test_short_activities_stay_legible_one_below_the_other(
    library: Library, printer: Printer
) -> None:
    names = [f"Call {number}" for number in range(4)]
    calls = [item(0, f"08{number * 5:02}", 5, name) for number, name in enumerate(names)]
    plan = add(library, *calls, item(0, "0830", 600, "Patrol"))
    printed = printer(plan, "schedule")
    page = day_page(printed, "Monday 12 January 2026")
    heights = [piece(printed, page, name).y for name in (*names, "Patrol")]
    for upper, lower in pairwise(heights):
        assert upper - lower >= 7.9


def test_many_moments_at_once_do_not_pile_up(library: Library, printer: Printer) -> None:
    plan = add(library, *(item(0, "0800", 0, f"Moment {number}") for number in range(60)))
    printed = printer(plan, "schedule")
    page = day_page(printed, "Monday 12 January 2026")
    shown = [piece for piece in printed.pieces(page) if piece.text.startswith("Mome")]
    assert 1 <= len(shown) < 20
    assert any(piece.text.startswith("+") for piece in printed.pieces(page))
    assert all(printed.says(f"Moment {number}") for number in range(60))


def test_the_night_goes_on_on_the_next_day(library: Library, printer: Printer) -> None:
    plan = add(library, item(0, "2200", 480, "Night patrol"))
    printed = printer(plan, "schedule")
    first = day_page(printed, "Monday 12 January 2026")
    second = day_page(printed, "Tuesday 13 January 2026")
    assert any("2200–0600 →" in piece.text for piece in printed.pieces(first))
    assert any("→ 2200–0600" in piece.text for piece in printed.pieces(second))
    assert piece(printed, second, "0000").x < 110


def test_days_without_anything_have_no_page(library: Library, printer: Printer) -> None:
    plan = add(library, item(0, "0800", 60, "Alpha"), item(4, "0800", 60, "Bravo"))
    printed = printer(plan, "schedule")
    titles = [
        piece.text for number in range(len(printed.pages)) for piece in printed.pieces(number)
    ]
    assert "Monday 12 January 2026" in titles
    assert "Friday 16 January 2026" in titles
    assert "Wednesday 14 January 2026" not in titles


@pytest.mark.parametrize(
    ("tracks", "pages", "landscape"), [(5, 1, False), (8, 1, True), (20, 3, True)]
)
def test_more_tracks_turn_the_page_and_then_take_more_pages(
    library: Library, printer: Printer, tracks: int, pages: int, landscape: bool
) -> None:
    plan = add(
        library,
        *(item(0, "0800", 60, f"Drill {n}", track=Text(f"Track {n:02}")) for n in range(tracks)),
        item(0, "1000", 60, "Lunch", track=ALL),
    )
    printed = printer(plan, "schedule")
    days = printed.pages_saying("Monday 12 January 2026D")
    assert len(days) == pages
    for day in days:
        box = printed.pages[day].mediabox
        assert (box.width > box.height) is landscape
        assert "Lunch" in printed.texts[day]
    assert ("1/3" in printed.texts[days[0]]) is (pages == 3)


def test_what_lasts_for_days_stands_above_the_hours(library: Library, printer: Printer) -> None:
    plan = add(
        library,
        item(0, "0600", 30 * 1440, "Standby of the rescue boat"),
        item(2, "0800", 60, "Alpha"),
        item(3, "0800", 60, "Bravo"),
    )
    printed = printer(plan, "schedule")
    page = day_page(printed, "Wednesday 14 January 2026")
    line = "Standby of the rescue boat (121100Z JAN 26 to 111100Z FEB 26)"
    assert piece(printed, page, line).y > piece(printed, page, "Alpha").y
    assert len([day for day in range(30) if printed.pages_saying(f"{12 + day} January 2026D")]) == 2
    week = printed.pages_saying("Week at a glance")[0]
    assert line in printed.texts[week]


def test_many_long_activities_are_counted(library: Library, printer: Printer) -> None:
    plan = add(
        library,
        *(item(0, "0600", 3 * 1440, f"Standby {number}") for number in range(9)),
        item(1, "0800", 60, "Alpha"),
    )
    printed = printer(plan, "schedule")
    assert "+4" in printed.texts[day_page(printed, "Tuesday 13 January 2026")]


def test_a_plan_of_one_day_has_no_week_at_a_glance(library: Library, printer: Printer) -> None:
    printed = printer(add(library, item(0, "0800", 60, "Alpha")), "schedule")
    assert not printed.says("Week at a glance")


def test_a_week_shows_the_holidays_of_both_nations(library: Library, printer: Printer) -> None:
    plan = add(
        library,
        item(0, "0800", 60, "Alpha"),
        item(2, "0800", 60, "Bravo"),
        start="2026-11-02T07:00",
    )
    printed = printer(plan, "schedule")
    week = printed.pages_saying("Week at a glance")[0]
    assert "PA: " in printed.texts[week]


def test_up_to_seven_days_stay_on_one_page(library: Library, printer: Printer) -> None:
    plan = add(library, item(-1, "0800", 60, "Alpha"), item(4, "0800", 60, "Bravo"))
    assert len(printer(plan, "schedule").pages_saying("Week at a glance")) == 1


def test_a_long_exercise_prints_weeks_instead_of_every_day(
    library: Library, printer: Printer
) -> None:
    rows = [item(day, "0800", 240, f"Training {day:02}") for day in range(46)]
    plan = add(library, *rows, duration_minutes=46 * 1440)
    printed = printer(plan, "schedule", language="both")
    assert len(printed.pages_saying("Week at a glance")) == 7
    assert len(printed.pages) < 20
    assert not [mark for mark in printed.bookmarks if mark[1].startswith("Tue 13 Jan")]
    assert all(printed.says(f"Training {day:02}") for day in range(46))


def test_weeks_in_which_nothing_happens_are_left_out(library: Library, printer: Printer) -> None:
    plan = add(library, item(0, "0800", 60, "Alpha"), item(30, "0800", 60, "Bravo"))
    assert len(printer(plan, "schedule").pages_saying("Week at a glance")) == 2


@pytest.mark.parametrize("language", ["en", "both"])
def test_a_week_lists_what_overlaps(library: Library, printer: Printer, language: str) -> None:
    rows = [item(0, "0800", 240, f"Station {name}") for name in "ABC"]
    rows += [item(1, "0800", 30, f"Very long name of the station number {n}") for n in range(9)]
    rows += [item(day, "0800", 240, "Alone") for day in range(2, 7)]
    printed = printer(add(library, *rows), "schedule", language=language)
    week = printed.pages_saying("Week at a glance")[0]
    texts = [piece.text for piece in printed.pieces(week)]
    assert "0800 Station A" in texts
    assert ("Station B (es)" in texts) is (language == "both")
    assert any(text.startswith("+") for text in texts)


def test_the_life_cycle_shows_milestones_by_date(library: Library, printer: Printer) -> None:
    plan = add(
        library,
        milestone(-120, Text("Main conference", "Conferencia principal"), status="done"),
        milestone(0, Text("STARTEX", "Inicio del ejercicio"), kind="startex"),
        milestone(3, Text("ENDEX", "Fin del ejercicio"), kind="endex", status="cancelled"),
        milestone(-30, Text("", "Visita"), status="confirmed"),
    )
    printed = printer(plan, "schedule", language="both")
    pieces = printed.pieces(0)
    order = ["Main conference", "Visita", "STARTEX", "ENDEX"]
    heights = [next(p.y for p in pieces if p.text == name) for name in order]
    assert heights == sorted(heights, reverse=True)
    assert next(p for p in pieces if p.text == "Visita").face.endswith("It")
    texts = [p.text for p in pieces]
    assert "D-120" in texts
    assert "Conferencia principal" in texts
    assert "Exercise, STARTEX to ENDEX" not in texts
    assert "Jan/ene" in texts


@pytest.mark.parametrize(
    ("kind", "bar"),
    [("exercise", "Exercise, STARTEX to ENDEX"), ("workshop", "Workshop, opening to closing")],
)
def test_the_event_stands_in_the_life_cycle_without_a_milestone(
    library: Library, printer: Printer, kind: str, bar: str
) -> None:
    plan = add(library, kind=kind, location=Text("Sherman", "Sherman"))
    printed = printer(plan, "schedule")
    assert bar in printed.texts[0]
    assert "Sherman" in printed.texts[0]


def test_many_milestones_take_more_pages(library: Library, printer: Printer) -> None:
    rows = [milestone(-day * 40, Text(f"Meeting {day:02}", "")) for day in range(40)]
    printed = printer(add(library, *rows), "schedule")
    pages = printed.pages_saying("Life cycle")
    assert len(pages) == 3
    assert all(printed.says(f"Meeting {day:02}") for day in range(40))


def test_a_very_long_life_cycle_keeps_its_labels_apart(library: Library, printer: Printer) -> None:
    rows = [milestone(-36500, Text("Old", "")), milestone(36500, Text("Late", ""))]
    printed = printer(add(library, *rows), "schedule")
    labels = sorted(p.x for p in printed.pieces(0) if p.text == "Jan")
    assert len(labels) > 3
    assert all(after - before > 20 for before, after in pairwise(labels))


class TestList:
    def test_a_row_says_all_that_is_known(self, library: Library, printer: Printer) -> None:
        organizations = [
            Organization(acronym=name, name=Text(f"{name} in full", "")) for name in "PQRS"
        ]
        unnamed = Organization(name=Text("Harbor watch", "Vigía del puerto"))
        venue = Venue(name=Text("Pier", "Muelle"))
        with library.edit("Add"):
            for row in (*organizations, unnamed, venue):
                library.add(row)
        all_of_them = item(1, "0800", 60, "Parade", lead_id=unnamed.id)
        some = item(
            1,
            "2330",
            90,
            Text("Boarding", "Abordaje"),
            kind="movement",
            venue_id=venue.id,
            lead_id=organizations[0].id,
            notes=Text("Life vests on", "Con chaleco"),
            uniform=Text("", "Faena"),
        )
        links = [
            ScheduleOrganization(item_id=all_of_them.id, organization_id=row.id)
            for row in organizations
        ]
        links += [
            ScheduleOrganization(item_id=some.id, organization_id=row.id)
            for row in organizations[:2]
        ]
        parts = [Participation(organization_id=row.id) for row in organizations]
        plan = add(library, all_of_them, some, *links, *parts)
        printed = printer(plan, "schedule", language="both")
        page = printed.pages_saying("Schedule list")[0]
        texts = [piece.text for piece in printed.pieces(page)]
        for wanted in (
            "2330–0100 +1",
            "140430Z JAN 26",
            "D+1 23:30",
            "H+40:30",
            "Boarding",
            "Abordaje",
            "Life vests on",
            "Con chaleco",
            "Vestimenta: Faena",
            "Movement",
            "Pier",
            "Muelle",
            "P",
            "Q",
            "All organizations",
            "Todas las instituciones",
        ):
            assert wanted in texts, wanted
        assert printed.says("Harbor watch · Vigía del puerto")
        borrowed = next(p for p in printed.pieces(page) if p.text.startswith("Attire: Faena"))
        assert borrowed.face.endswith("It")

    def test_headings_are_repeated_and_days_go_on(self, library: Library, printer: Printer) -> None:
        rows = [item(0, "0800", 60, f"Activity {number:03}") for number in range(60)]
        printed = printer(add(library, *rows), "schedule", language="both")
        pages = printed.pages_saying("Lead and organizations")
        assert len(pages) > 2
        for page in pages[1:]:
            assert "Monday 12 January 2026 (continued)" in printed.texts[page]
            assert "(continuación)" in printed.texts[page]
        for number in range(60):
            assert printed.says(f"Activity {number:03}")

    def test_a_day_is_not_left_alone_at_the_foot(self, library: Library, printer: Printer) -> None:
        rows = [item(day, "0800", 60, f"Activity {day:03}") for day in range(60)]
        printed = printer(add(library, *rows), "schedule")
        for page in printed.pages_saying("Lead and organizations"):
            pieces = [p for p in printed.pieces(page) if p.y > 70]
            lowest = min(pieces, key=lambda p: p.y)
            assert lowest.size < 10

    def test_nothing_scheduled_is_said(self, library: Library, printer: Printer) -> None:
        printed = printer(add(library), "schedule", language="both")
        assert "Nothing is scheduled yet. · Aún no hay nada programado." in printed.texts[-1]
        assert len(printed.pages) == 2
        check_by_qpdf(printed.path)

    def test_a_workshop_counts_hours_from_its_opening(
        self, library: Library, printer: Printer
    ) -> None:
        plan = add(library, item(0, "0800", 60, "Lesson"), kind="workshop", type="course")
        printed = printer(plan, "schedule")
        assert printed.says("H is the hour of the opening")
        assert not printed.says("STARTEX")


def test_the_order_of_equal_times_does_not_depend_on_ids(
    library: Library, printer: Printer
) -> None:
    rows: list[ScheduleItem] = [item(0, "0800", 60, f"Station {name}") for name in "DBCA"]
    printed = printer(add(library, *rows), "schedule")
    page = printed.pages_saying("Schedule list")[0]
    heights = [piece(printed, page, f"Station {name}").y for name in "ABCD"]
    assert heights == sorted(heights, reverse=True)

"""The calendar file, read by another library and by a calendar program of the terminal."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from icalendar import Calendar, Event

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Inject, Milestone, Plan, ScheduleItem, Venue
from db.text import Text
from desktop.exchange.calendar_file import calendar_of, write_calendar
from desktop.planning.milestone_dates import date_of
from desktop.planning.moments import clock_of

ZONES = ("America/Panama", "America/New_York")
CALCURSE = shutil.which("calcurse")


def make(library: Library, zone: str) -> OpenPlan:
    """Return an exercise over the night when the clocks of Washington change."""
    venue = Venue(name=Text("Pier", "Muelle"), address="Avenida 1", latitude=9.0, longitude=-79.5)
    with library.edit("Venue"):
        library.add(venue)
    return library.add_plan(
        [
            Plan(
                kind="exercise",
                name=Text("Shield", "Escudo"),
                start="2026-03-07T08:00",
                duration_minutes=3 * 1440,
                zone=zone,
            ),
            ScheduleItem(
                title=Text("Briefing; rules, roles", "Exposición"),
                kind="briefing",
                duration_minutes=45,
                venue_id=venue.id,
                notes=Text("Bring a map\nand a pen", "Traer mapa"),
                track=Text("Room A", "Sala A"),
            ),
            ScheduleItem(title=Text("Night watch", ""), offset_minutes=840, duration_minutes=600),
            ScheduleItem(title=Text("Play", "Juego"), offset_minutes=1440, kind="play"),
            Milestone(title=Text("Final", "Final"), day_offset=-42, avoid_holidays=True,
                      place=Text("Panama City", "Ciudad de Panamá"),
                      purpose=Text("Sign", "Firmar")),
            Milestone(title=Text("Report", "Informe"), day_offset=60, status="cancelled"),
            Inject(number="001", offset_minutes=90, title=Text("Alarm", "Alarma"),
                   message=Text("Fire", "Fuego"), venue_id=venue.id),
        ],
        "New exercise",
    )  # fmt: skip


def events(content: bytes) -> dict[str, Event]:
    calendar = Calendar.from_ical(content)
    walked = [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]
    return {str(event["uid"]): event for event in walked}


@pytest.mark.parametrize("zone", ZONES)
def test_every_item_is_at_its_instant(library: Library, zone: str, tmp_path: Path) -> None:
    plan = make(library, zone)
    path = tmp_path / "a.ics"
    write_calendar(plan, path)
    found = events(path.read_bytes())
    clock = clock_of(plan.row)
    items, milestones = plan.rows(ScheduleItem), plan.rows(Milestone)
    assert set(found) == {f"{row.id}@istmo" for row in (*items, *milestones)}
    # dateutil takes the zone from what the file says of it, not from its name.
    described = tz.tzical(str(path)).get(zone)
    for row in items:
        event = found[f"{row.id}@istmo"]
        for name, offset in (
            ("dtstart", row.offset_minutes),
            ("dtend", row.offset_minutes + row.duration_minutes),
        ):
            local = event.decoded(name)
            assert local.astimezone(UTC) == clock.utc(offset)
            assert event[name].params["TZID"] == zone
            assert local.replace(tzinfo=described).astimezone(UTC) == clock.utc(offset)
    for milestone in milestones:
        event = found[f"{milestone.id}@istmo"]
        day = date_of(milestone, clock)
        assert event.decoded("dtstart") == day
        assert event.decoded("dtend") == day + timedelta(days=1)
        assert not isinstance(event.decoded("dtstart"), datetime)


def test_the_zone_is_described_hour_by_hour(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    write_calendar(make(library, "America/New_York"), path)
    described = tz.tzical(str(path)).get()
    zone = ZoneInfo("America/New_York")
    moment = datetime(2026, 2, 1)
    while moment < datetime(2026, 5, 1):
        if not datetime(2026, 3, 8, 2) <= moment < datetime(2026, 3, 8, 3):
            offset = moment.replace(tzinfo=zone).utcoffset()
            assert moment.replace(tzinfo=described).utcoffset() == offset, moment
        moment += timedelta(minutes=30)


def test_texts_are_in_both_languages(library: Library) -> None:
    plan = make(library, "America/Panama")
    by_title = {str(e["summary"]): e for e in events(calendar_of(plan)).values()}
    briefing = by_title["Briefing; rules, roles / Exposición"]
    assert briefing["location"] == "Pier / Muelle, Avenida 1"
    assert briefing["geo"].to_ical() == "9.0;-79.5"
    assert str(briefing["description"]).startswith(
        "Track / Grupo:\nRoom A\nSala A\n\nBring a map\nand a pen\nTraer mapa\n\nUNCLASSIFIED"
    )
    assert briefing["categories"].to_ical() == "Briefing,Exposición informativa".encode()
    assert str(by_title["Night watch"]["summary"]) == "Night watch"
    assert by_title["Final"]["location"] == "Panama City / Ciudad de Panamá"
    assert by_title["Report / Informe"]["status"] == "CANCELLED"
    assert by_title["Final"]["transp"] == "TRANSPARENT"


def test_injects_are_only_for_controllers(library: Library) -> None:
    plan = make(library, "America/Panama")
    (inject,) = plan.rows(Inject)
    assert b"Fuego" not in calendar_of(plan)
    event = events(calendar_of(plan, injects=True))[f"{inject.id}@istmo"]
    assert event["summary"] == "Inject 001: Alarm / Inyecto 001: Alarma"
    assert "Fire\nFuego" in str(event["description"])
    assert event.decoded("dtstart").astimezone(UTC) == clock_of(plan.row).utc(90)


def test_the_same_version_gives_the_same_bytes(library: Library) -> None:
    plan = make(library, "America/New_York")
    assert calendar_of(plan) == calendar_of(plan)


@pytest.mark.skipif(CALCURSE is None, reason="calcurse is not installed")
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("own", ZONES)
def test_a_calendar_program_shows_it_in_both_zones(
    library: Library, zone: str, own: str, tmp_path: Path
) -> None:
    plan = make(library, zone)
    write_calendar(plan, tmp_path / "a.ics")
    folder = tmp_path / "calcurse"

    def calcurse(*arguments: str) -> str:
        done = subprocess.run(
            ["calcurse", "-D", str(folder), "-C", str(folder), *arguments],
            env={"TZ": own, "LANG": "C.UTF-8", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    calcurse("-i", str(tmp_path / "a.ics"))
    listed = calcurse(
        "-Q", "--from", "01/01/2026", "--days", "200",
        "--format-apt", "%(start:%Y-%m-%d %H:%M) %(duration) %m\n",
        "--format-recur-apt", "%(start:%Y-%m-%d %H:%M) %m\n",
        "--format-event", "%m\n",
    )  # fmt: skip
    clock = clock_of(plan.row)
    for row in plan.rows(ScheduleItem):
        moment = clock.utc(row.offset_minutes).astimezone(ZoneInfo(own))
        assert f"{moment:%Y-%m-%d %H:%M} " in listed, listed
    for milestone in plan.rows(Milestone):
        day: date = date_of(milestone, clock)
        assert f"{day:%m/%d/%y}" in listed
        assert milestone.title.en in listed

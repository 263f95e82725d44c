"""Release copies: nothing in the file that its audience may not see."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from db.attachments import content_of, digest_of
from db.clock import BUILTIN_REPLICA, BUILTIN_STAMP, Stamp
from db.departure import TravelingRow, departing_rows, traveling_fields
from db.library import Library
from db.open_plan import OpenPlan
from db.record import Record
from db.tables import (
    CONTENT_TABLES,
    AcceptedFinding,
    Approval,
    Assignment,
    Attachment,
    CorrectiveAction,
    Delivery,
    Event,
    Framework,
    Inject,
    InjectObjective,
    Milestone,
    Objective,
    Observation,
    Organization,
    Participation,
    Person,
    Plan,
    PlanFramework,
    ScenarioSection,
    ScheduleItem,
    SchedulePerson,
    SimulatedActor,
    Storyline,
    Venue,
    Watch,
)
from db.text import Text
from desktop.exchange import attached
from desktop.exchange.audiences import AUDIENCES, IMPERSONAL, PLANNERS, PLAYERS, PUBLIC
from desktop.exchange.plan_file import (
    PlanAlreadyHere,
    export_plan,
    open_plan_file,
    read_plan_file,
)
from desktop.exchange.refusals import BinnedPlan, UnsoundContent
from desktop.exchange.release_notices import notices_of
from desktop.exchange.release_rules import fields_for
from desktop.planning.attachments import add_attachment
from desktop.planning.starter import prepare
from desktop.planning.templates import add_sample, samples
from tests.exchange.forge import Forge

RELEASES = sorted(set(AUDIENCES) - {PLANNERS})

SECRET = "ZQX"
"""In every text that only controllers may see; such letters occur nowhere else."""
PERSONAL = "QZW"
"""In every text by which a person is known or reached."""


@dataclass
class Full:
    """A plan with a secret in every place where one may be."""

    plan: OpenPlan
    told: Person


@pytest.fixture
def full(plan: OpenPlan) -> Full:
    """The small plan, with secrets, private data, and things that were deleted."""
    secret, private = Text(f"{SECRET} en", f"{SECRET} es"), PERSONAL
    controller = Person(name=f"Cap. Mena {private}", phone=private, email=f"{private}@x.org")
    told = Person(name="Dr. Vega", phone=private, email=private, call_sign=private)
    storyline = Storyline(code=SECRET, name=secret, description=secret)
    event = Event(storyline_id=storyline.id, number=SECRET, title=secret, description=secret)
    inject = Inject(
        number=SECRET,
        event_id=event.id,
        title=secret,
        sender=secret,
        receiver=secret,
        message=secret,
        expected_response=secret,
        notes=secret,
    )
    keeper = Assignment(role="controller", person_id=controller.id, notes=SECRET, cell=secret)
    player = Assignment(role="player", person_id=told.id, notes=f"{SECRET} {private}")
    hidden = ScenarioSection(title=secret, narrative=secret)
    with plan.edit("Add what others may not see"):
        plan.rows(Venue)[0].contact = private
        plan.row.template = SECRET
        plan.row.constraints = secret
        objective = plan.rows(Objective)[0]
        objective.standards = secret
        for row in (controller, told, storyline, event, inject, keeper, player, hidden):
            plan.add(row)
        more: list[Record] = [
            InjectObjective(inject_id=inject.id, objective_id=objective.id),
            ScenarioSection(title=Text("Open", "Abierto"), for_players=True),
            SimulatedActor(name=secret, description=secret),
            Delivery(inject_id=inject.id, status="held", moment="2027-03-01T13:00:00", note=SECRET),
            Watch(assignment_id=keeper.id, task=secret),
            Observation(inject_id=inject.id, text=secret, analysis=secret),
            CorrectiveAction(text=secret, contact=private),
            AcceptedFinding(finding=f"x:{inject.id}", reason=SECRET),
            Approval(name=f"Adm. Ríos {private}"),
            ScheduleItem(title=Text("Brief", "Reunión"), notes=secret),
            SchedulePerson(item_id=plan.rows(ScheduleItem)[0].id, person_id=controller.id),
            SchedulePerson(item_id=plan.rows(ScheduleItem)[0].id, person_id=told.id),
            Milestone(title=secret, inputs=secret),
        ]
        for each in more:
            plan.add(each)
    gone = Objective(number="9", statement=secret)
    with plan.edit("Add"):
        plan.add(gone)
    with plan.edit("Remove"):
        plan.remove(gone)
    return Full(plan, told)


def unpacked(path: Path) -> bytes:
    """Return all that is in a plan file, unpacked."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        return b"\n".join([path.read_bytes(), *map(str.encode, names), *map(archive.read, names)])


def released(full: Full, tmp_path: Path, audience: str) -> Path:
    path = tmp_path / f"{audience}.istmo"
    export_plan(full.plan, path, author="Ana Núñez (SENAN)", audience=audience)
    return path


@pytest.mark.parametrize("audience", [PLAYERS, PUBLIC])
def test_nothing_that_only_controllers_may_see_is_in_the_bytes(
    full: Full, tmp_path: Path, audience: str
) -> None:
    everything = unpacked(released(full, tmp_path, PLANNERS))
    assert everything.count(SECRET.encode()) > 40
    content = unpacked(released(full, tmp_path, audience))
    assert SECRET.encode() not in content
    assert b"Board a vessel safely" in content
    for row in full.plan.rows(Inject):
        assert row.id.encode() not in content


@pytest.mark.parametrize("audience", RELEASES)
def test_nothing_by_which_a_person_is_reached_is_in_the_bytes(
    full: Full, tmp_path: Path, audience: str
) -> None:
    assert unpacked(released(full, tmp_path, PLANNERS)).count(PERSONAL.encode()) > 5
    content = unpacked(released(full, tmp_path, audience))
    assert PERSONAL.encode() not in content
    assert b"ana@example.org" not in content
    named = b"Dr. Vega" in content
    assert named == (audience == PLAYERS)
    assert ("Núñez".encode() in content) == (audience == PLAYERS)


def test_a_copy_without_personal_data_holds_all_the_rest(full: Full, tmp_path: Path) -> None:
    rows = read_plan_file(released(full, tmp_path, IMPERSONAL)).rows
    tables = {row.table for row in rows}
    assert {Inject, Delivery, Watch, Observation, CorrectiveAction, AcceptedFinding} <= tables
    assert not {Person, SchedulePerson, Approval} & tables
    assert all(row.values["person_id"] is None for row in rows if row.table is Assignment)
    inject = next(row for row in rows if row.table is Inject)
    finding = next(row for row in rows if row.table is AcceptedFinding)
    assert finding.values["finding"] == f"x:{inject.id}"


@pytest.mark.parametrize("audience", RELEASES)
def test_it_opens_as_a_plan_of_its_own_beside_the_other(
    full: Full, tmp_path: Path, other: Library, audience: str
) -> None:
    path = released(full, tmp_path, audience)
    read = read_plan_file(path)
    assert (read.audience, read.is_release_copy) == (audience, True)
    assert read.plan_id != full.plan.id
    assert set(read.vector) == {BUILTIN_REPLICA}
    before = departing_rows(full.plan)
    for library in (full.plan.library, other):
        copy = open_plan_file(library, read)
        assert "(" in copy.row.name.en
        assert copy.row.name.en != copy.row.name.es
        with pytest.raises(PlanAlreadyHere):
            open_plan_file(library, read)
        assert open_plan_file(library, read, as_copy=True).id != copy.id
        export_plan(copy, tmp_path / "again.istmo", author="")
    assert departing_rows(full.plan) == before
    person = full.plan.library.session.get(Person, full.told.id, populate_existing=True)
    assert person is not None
    assert person.phone == PERSONAL


def test_the_same_plan_gives_the_same_copy_and_a_changed_one_another(
    full: Full, tmp_path: Path
) -> None:
    first = released(full, tmp_path, PLAYERS)
    before, plan_id = first.read_bytes(), read_plan_file(first).plan_id
    assert released(full, tmp_path, PLAYERS).read_bytes() == before
    with full.plan.edit("Reword"):
        full.plan.row.purpose = Text("Other", "Otro")
    assert read_plan_file(released(full, tmp_path, PLAYERS)).plan_id != plan_id


def test_a_planners_file_cannot_be_passed_off_as_a_release_copy(
    plan: OpenPlan, forge: Forge
) -> None:
    with pytest.raises(UnsoundContent):
        read_plan_file(forge.manifest_changed(lambda manifest: manifest.update(audience=PUBLIC)))


def test_a_plan_in_the_bin_makes_no_release_copy(full: Full, tmp_path: Path) -> None:
    full.plan.library.bin(full.plan.id)
    with full.plan.library.reader(full.plan.id) as reader, pytest.raises(BinnedPlan):
        export_plan(reader, tmp_path / "x.istmo", author="", audience=PLAYERS)


def test_players_get_the_pictures_of_their_sections_only(
    full: Full, tmp_path: Path, other: Library
) -> None:
    plan = full.plan
    pictures = {name: _picture(number) for number, name in enumerate(("open", "hidden", "loose"))}
    sections = plan.rows(ScenarioSection)
    opened = next(row for row in sections if row.for_players)
    hidden = next(row for row in sections if not row.for_players)
    owners = {"open": opened.id, "hidden": hidden.id, "loose": None}
    from db.attachments import keep_content

    with plan.edit("Attach"):
        for name, content in pictures.items():
            keep_content(plan, content)
            plan.add(
                Attachment(
                    section_id=owners[name],
                    file_name=f"{name}.png",
                    media_type="image/png",
                    size=len(content),
                    digest=digest_of(content),
                    for_players=True,
                )
            )
    read = read_plan_file(released(full, tmp_path, PLAYERS))
    assert set(read.contents.values()) == {pictures["open"]}
    assert not read_plan_file(released(full, tmp_path, PUBLIC)).contents
    assert len(read_plan_file(released(full, tmp_path, IMPERSONAL)).contents) == 3
    assert open_plan_file(other, read).rows(Attachment)[0].file_name == "open.png"
    assert attached.is_member(f"attachments/{digest_of(pictures['open'])}")


@pytest.mark.parametrize("audience", RELEASES)
@pytest.mark.parametrize("sample", [sample.id for sample in samples()])
def test_every_sample_makes_release_copies_that_open(
    library: Library, other: Library, tmp_path: Path, sample: str, audience: str
) -> None:
    plan = add_sample(library, sample)
    path = tmp_path / "copy.istmo"
    export_plan(plan, path, author="", audience=audience)
    copy = open_plan_file(other, read_plan_file(path))
    assert len(copy.rows(Objective)) == len(plan.rows(Objective))
    content = unpacked(path)
    emails = [person.email for person in plan.rows(Person) if person.email]
    assert not [email for email in emails if email.encode() in content]


def test_what_refers_to_something_that_stays_out_is_mended(full: Full, tmp_path: Path) -> None:
    plan = full.plan
    host = next(row for row in plan.rows(Organization) if row.acronym == "SENAN")
    with plan.edit("Give the objective an owner, then lose it"):
        plan.rows(Objective)[0].owner_id = host.id
        host.deleted = True
    read = read_plan_file(released(full, tmp_path, PLAYERS))
    tables = [row.table for row in read.rows]
    assert Organization not in tables
    assert Participation not in tables
    owners = {row.values["owner_id"] for row in read.rows if row.table is Objective}
    assert owners == {None}


def test_what_is_named_exists_and_personal_fields_go_nowhere() -> None:
    reaching = ("phone", "email", "contact", "call_sign", "available_from", "available_until")
    for audience in RELEASES:
        fields = fields_for(audience)
        assert Plan in fields
        assert Organization in fields
        for table, names in fields.items():
            assert names, table
            assert names <= set(traveling_fields(table))
            assert not names & set(reaching), (audience, table)
    assert set(fields_for(PUBLIC)) < set(CONTENT_TABLES)
    secrets: list[type[Record]] = [Inject, Delivery, Watch, Observation, Storyline, Event]
    assert not set(secrets) & set(fields_for(PLAYERS))


def _picture(shade: int) -> bytes:
    """Return a small PNG of its own color."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    line = zlib.compress(bytes([0, shade, shade, shade]))
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", line), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def stamps_of(row: TravelingRow) -> set[str]:
    return {row.born, *row.stamps.values()}


@pytest.mark.parametrize("audience", RELEASES)
def test_no_stamp_tells_who_wrote_what_when(full: Full, tmp_path: Path, audience: str) -> None:
    prepare(full.plan.library)
    shipped = full.plan.rows(Framework)[-1]
    with full.plan.edit("Draft against the framework that ships with Istmo"):
        full.plan.add(PlanFramework(framework_id=shipped.id))
    rows = read_plan_file(released(full, tmp_path, audience)).rows
    assert {Stamp.parse(stamp).replica for row in rows for stamp in stamps_of(row)} == {
        BUILTIN_REPLICA
    }
    assert {replica for row in rows for replica in row.seen} == {BUILTIN_REPLICA}
    assert full.plan.library.replica.encode() not in unpacked(tmp_path / f"{audience}.istmo")
    plan = next(row for row in rows if row.table is Plan)
    last = set(plan.seen.values())
    first = Stamp(1, BUILTIN_REPLICA).clock
    clocks = {Stamp.parse(stamp).clock for row in rows for stamp in stamps_of(row)}
    assert clocks <= {0, first, *last}
    kept = next(row for row in rows if row.id == shipped.id)
    assert kept.born == str(BUILTIN_STAMP)


def test_what_ships_with_istmo_stays_itself_unless_it_was_reworded(
    full: Full, tmp_path: Path, other: Library
) -> None:
    plan = full.plan
    for library in (plan.library, other):
        prepare(library)
    own, reworded = [row for row in plan.rows(Organization) if row.builtin][:2]
    with plan.edit("Let two institutions take part, one under another name"):
        reworded.name = Text("Another name", "Otro nombre")
        for host in (own, reworded):
            plan.add(Participation(organization_id=host.id, role="host"))
    read = read_plan_file(released(full, tmp_path, PLAYERS))
    before = {row.id: row.name for row in organizations(other)}
    copy = open_plan_file(other, read)
    after = {row.id: row.name for row in organizations(other)}
    assert before.items() <= after.items()
    assert own.id in {row.organization_id for row in copy.rows(Participation)}
    assert Text("Another name", "Otro nombre") in after.values()


def organizations(library: Library) -> list[Organization]:
    return list(library.session.scalars(select(Organization)))


def test_what_the_reader_wrote_of_the_same_rows_stands(
    full: Full, tmp_path: Path, other: Library
) -> None:
    """The reader has the plan itself, an older copy, and has changed its directory."""
    path = tmp_path / "whole.istmo"
    export_plan(full.plan, path, author="Ana")
    theirs = open_plan_file(other, read_plan_file(path))
    host = next(row for row in theirs.rows(Organization) if row.acronym == "SENAN")
    with theirs.edit("Reword"):
        host.name = Text("The coast guard", "La guardia costera")
    before = departing_rows(theirs)
    with full.plan.edit("Reword elsewhere"):
        mine = next(row for row in full.plan.rows(Organization) if row.acronym == "SENAN")
        mine.name = Text("The navy", "La marina")
    open_plan_file(other, read_plan_file(released(full, tmp_path, PLAYERS)))
    assert departing_rows(theirs) == before


@pytest.mark.parametrize("audience", RELEASES)
def test_an_opened_copy_says_for_whom_it_is_and_sends_that_on(
    full: Full, tmp_path: Path, other: Library, audience: str
) -> None:
    copy = open_plan_file(other, read_plan_file(released(full, tmp_path, audience)))
    assert copy.row.released_for == audience
    (notice,) = notices_of(copy, PLANNERS)
    assert notice.startswith("A release copy")
    path = tmp_path / "on.istmo"
    export_plan(copy, path, author="Ana")
    on = read_plan_file(path)
    assert not on.is_release_copy
    assert next(row for row in on.rows if row.table is Plan).values["released_for"] == audience
    export_plan(copy, path, author="Ana", audience=PUBLIC)
    assert read_plan_file(path).audience == PUBLIC


def test_a_copy_of_the_first_format_opens_and_says_for_whom_it_is(
    full: Full, tmp_path: Path, other: Library
) -> None:
    forge = Forge(released(full, tmp_path, PLAYERS), tmp_path)
    content = forge.content()
    del content["tables"]["plan"][0]["values"]["released_for"]
    members = forge.members(json.dumps(content).encode())
    manifest = json.loads(members["manifest.json"])
    manifest["format"] = "1.1"
    path = forge.zip({**members, "manifest.json": json.dumps(manifest).encode()})
    assert open_plan_file(other, read_plan_file(path)).row.released_for == PLAYERS
    with pytest.raises(UnsoundContent):
        read_plan_file(forge.zip(members))


def test_a_copy_for_players_cannot_be_passed_off_as_one_for_the_public(
    full: Full, tmp_path: Path
) -> None:
    forge = Forge(released(full, tmp_path, PLAYERS), tmp_path)
    with pytest.raises(UnsoundContent):
        read_plan_file(forge.manifest_changed(lambda manifest: manifest.update(audience=PUBLIC)))


@pytest.mark.parametrize("audience", [PLAYERS, IMPERSONAL])
def test_pictures_do_not_tell_where_and_by_whom_they_were_taken(
    full: Full, tmp_path: Path, other: Library, audience: str
) -> None:
    section = next(row for row in full.plan.rows(ScenarioSection) if row.for_players)
    camera = Image.Exif()
    camera[0x013B] = PERSONAL
    camera.get_ifd(0x8825).update({1: "N", 2: (9.0, 21.0, 7.0)})
    photo = tmp_path / "pier.jpg"
    Image.new("RGB", (30, 20), "navy").save(photo, exif=camera, comment=PERSONAL.encode())
    assert PERSONAL.encode() in photo.read_bytes()
    add_attachment(full.plan, photo, section=section, for_players=True)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(photo.read_bytes()[:-40])
    add_attachment(full.plan, broken, section=section, for_players=True)

    path = released(full, tmp_path, audience)
    (notice,) = notices_of(full.plan, audience)
    assert "broken.jpg" in notice
    assert notices_of(full.plan, PLANNERS) == []
    assert PERSONAL.encode() not in unpacked(path)
    copy = open_plan_file(other, read_plan_file(path))
    (kept,) = copy.rows(Attachment)
    assert kept.file_name == "pier.jpg"
    content = content_of(copy, kept.digest)
    assert content is not None
    assert len(content) == kept.size
    assert PERSONAL.encode() not in content
    whole = unpacked(released(full, tmp_path, PLANNERS))
    assert photo.read_bytes() in whole

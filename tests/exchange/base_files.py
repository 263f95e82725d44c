"""Valid plan files of many kinds, for a mutator to spoil."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from db.departure import departing_rows
from db.library import Library
from db.open_plan import OpenPlan
from db.record import Record
from db.tables import (
    AcceptedFinding,
    Assignment,
    Attachment,
    CorrectiveAction,
    Delivery,
    Event,
    Inject,
    InjectDependency,
    InjectObjective,
    Objective,
    Observation,
    Plan,
    ScenarioSection,
    ScheduleItem,
    SimulatedActor,
    Storyline,
    Watch,
)
from db.text import Text
from desktop.exchange.audiences import PLAYERS
from desktop.exchange.plan_file import export_plan
from desktop.exchange.seal.lock import Key
from desktop.exchange.seal.signature import Signer
from desktop.planning.attachments import add_attachment
from desktop.planning.templates import add_sample
from tests.exchange import quick_age
from tests.exchange.small_plan import make_plan

PASSPHRASE = "lancha rápida 27 boyas"
LARGE_ROWS = 2_000
WORKSHOP = "workshop-organized-crime-2019"
Reseal = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Base:
    """A valid file: its bytes, what opens it, and how its inside is sealed again.

    `bare` is the file without its seal.
    """

    name: str
    content: bytes
    bare: bytes
    key: Key | None = None
    reseal: Reseal | None = None


def base_files(folder: Path) -> dict[str, Base]:
    """Return the files, each by what is in it."""
    library = Library.in_memory()
    rich = rich_plan(library, folder)
    signer = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), "Ana Núñez (SENAN)")
    made = {
        "exercise": _exported(rich, folder),
        "signed": _exported(rich, folder, signer=signer),
        "release": _exported(rich, folder, audience=PLAYERS),
        "workshop": _exported(add_sample(library, WORKSHOP), folder),
        "large": _exported(_large(library), folder),
    }
    library.close()
    bases = {name: Base(name, content, content) for name, content in made.items()}
    identity = pyrage.x25519.Identity.generate()

    def for_key(content: bytes) -> bytes:
        return bytes(pyrage.encrypt(content, [identity.to_public()]))

    def by_passphrase(content: bytes) -> bytes:
        return quick_age.encrypt(content, PASSPHRASE)

    sealed = {
        "sealed for a key": (for_key, Key(identities=(str(identity),))),
        "sealed with a passphrase": (by_passphrase, Key(passphrase=PASSPHRASE)),
    }
    for name, (reseal, key) in sealed.items():
        bare = made["signed"]
        bases[name] = Base(name, reseal(bare), bare, key, reseal)
    return bases


def rich_plan(library: Library, folder: Path) -> OpenPlan:
    """Return an exercise with rows in nearly every table, pictures, and what was deleted."""
    plan = make_plan(library)
    storyline = Storyline(code="A", name=Text("Smuggling", "Contrabando"))
    event = Event(storyline_id=storyline.id, number="1", title=Text("Alarm", "Alarma"))
    injects = [
        Inject(
            number=str(number),
            event_id=event.id,
            title=Text(f"Call {number}", f"Llamada {number}"),
            message=Text("A boat sinks.\n“Mayday”", "Se hunde un bote.\n«Mayday» 🚢"),
            expected_response=Text("They answer", "Responden"),
            offset_minutes=number * 30,
        )
        for number in range(1, 6)
    ]
    keeper = Assignment(role="controller")
    section = ScenarioSection(title=Text("Open", "Abierto"), for_players=True)
    objective = plan.rows(Objective)[0]
    rows: list[Record] = [
        storyline,
        event,
        *injects,
        keeper,
        section,
        ScenarioSection(kind="phase", title=Text("Later", "Después"), offset_minutes=60),
        SimulatedActor(name=Text("A gang", "Una banda")),
        InjectObjective(inject_id=injects[0].id, objective_id=objective.id),
        InjectDependency(inject_id=injects[1].id, depends_on_id=injects[0].id),
        Delivery(inject_id=injects[0].id, status="held", moment="2027-03-01T13:00:00"),
        Watch(assignment_id=keeper.id, task=Text("Radio", "Radio")),
        Observation(inject_id=injects[0].id, text=Text("Slow", "Lento")),
        CorrectiveAction(text=Text("Train", "Entrenar"), due_date="2027-06-01"),
        AcceptedFinding(finding=f"x:{injects[0].id}", reason="Known"),
    ]
    with plan.edit("Write the rest"):
        plan.add_all(rows)
    for name, kind in (("map.png", "png"), ("photo.jpg", "jpeg"), ("gone.webp", "webp")):
        path = folder / name
        path.write_bytes(_picture(kind))
        add_attachment(plan, path, section=section, for_players=True)
    with plan.edit("Remove"):
        plan.remove(injects[4])
        plan.remove(plan.rows(Attachment)[-1])
    with plan.edit("Reword"):
        injects[2].message = Text("It floats", "Flota")
        objective.statement = Text("Board a vessel at once", "Abordar un buque en seguida")
    return plan


def _large(library: Library) -> OpenPlan:
    items = [
        ScheduleItem(title=Text(f"Drill {n}", f"Práctica {n}"), offset_minutes=n % 5000)
        for n in range(LARGE_ROWS)
    ]
    plan = Plan(kind="exercise", type="full-scale", name=Text("Large", "Grande"))
    plan.start = "2027-03-01T08:00"
    return library.add_plan([plan, *items], "New exercise")


def _exported(
    plan: OpenPlan, folder: Path, *, audience: str = "planners", signer: Signer | None = None
) -> bytes:
    path = folder / "base.istmo"
    export_plan(plan, path, author="Ana Núñez (SENAN)", audience=audience, signer=signer)
    assert departing_rows(plan)
    return path.read_bytes()


def _picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), (kind == "png" and "navy") or "red").save(stream, kind)
    return stream.getvalue()

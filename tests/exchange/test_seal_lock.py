"""Sealed plan files: with the standard `age` program, both ways, and against damage."""

from __future__ import annotations

import os
import pty
import random
import select
import subprocess
import time
from pathlib import Path

import pyrage
import pytest

from db.departure import departing_rows
from db.library import Library
from db.open_plan import OpenPlan
from db.text import LANGUAGES
from desktop.apology import apology
from desktop.exchange.archive import check_beginning
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from desktop.exchange.refusals import ForeignFile, OversizedFile, PlanFileRefused
from desktop.exchange.seal.lock import Key, Lock, is_public_key, is_sealed, sealed, unsealed
from desktop.exchange.seal.refusals import (
    BrokenSeal,
    SealedFile,
    ShortPassphrase,
    WrongPassphrase,
    WrongRecipient,
)
from tests.exchange import quick_age

PASSPHRASE = "lancha rápida 27 boyas"


class Person:
    """Somebody with a key of their own, as `age-keygen` makes it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.file = folder / f"{name}.key"
        subprocess.run(["age-keygen", "-o", self.file], check=True, capture_output=True)
        lines = self.file.read_text().splitlines()
        self.identity = next(line for line in lines if line.startswith("AGE-SECRET-KEY"))
        self.public = next(line for line in lines if "public key" in line).split()[-1]

    @property
    def key(self) -> Key:
        return Key(identities=(self.identity,))


@pytest.fixture
def ana(tmp_path: Path) -> Person:
    return Person(tmp_path, "ana")


@pytest.fixture
def bob(tmp_path: Path) -> Person:
    return Person(tmp_path, "bob")


@pytest.fixture(scope="module")
def by_passphrase() -> bytes:
    """A content sealed once with the passphrase: scrypt is slow on purpose."""
    return sealed(b"the plan" * 100, Lock(passphrase=PASSPHRASE))


def at_a_terminal(command: list[str], passphrase: str, times: int) -> None:
    """Run a program that asks for a passphrase at its terminal, and answer."""
    process, terminal = pty.fork()
    if process == 0:
        os.execvp(command[0], command)  # noqa: S606
    answered, said = 0, b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 1)
        if not ready:
            continue
        try:
            said += os.read(terminal, 1024)
        except OSError:
            break
        if said.count(b": ") > answered and answered < times:
            answered += 1
            os.write(terminal, passphrase.encode() + b"\n")
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0, said


def test_the_age_program_opens_what_istmo_sealed_for_a_key(
    plan: OpenPlan, plan_file: Path, ana: Person, tmp_path: Path
) -> None:
    path = tmp_path / "sealed.istmo"
    export_plan(plan, path, author="Ana Núñez (SENAN)", lock=Lock(recipients=(ana.public,)))
    assert b"Escudo" not in path.read_bytes()
    opened = subprocess.run(["age", "-d", "-i", ana.file, path], check=True, capture_output=True)
    assert opened.stdout == plan_file.read_bytes()


@pytest.mark.parametrize("armor", [[], ["--armor"]])
def test_istmo_opens_what_the_age_program_sealed_for_a_key(
    plan: OpenPlan, plan_file: Path, ana: Person, other: Library, armor: list[str]
) -> None:
    path = plan_file.with_name("sealed.istmo")
    command = ["age", *armor, "-r", ana.public, "-o", str(path), str(plan_file)]
    subprocess.run(command, check=True, capture_output=True)
    with pytest.raises(SealedFile) as needing:
        read_plan_file(path)
    assert needing.value.needs == "key"
    opened = open_plan_file(other, read_plan_file(path, ana.key))
    assert departing_rows(opened) == departing_rows(plan)


def test_the_age_program_opens_what_istmo_sealed_with_a_passphrase(
    by_passphrase: bytes, tmp_path: Path
) -> None:
    path, out = tmp_path / "sealed.istmo", tmp_path / "out"
    path.write_bytes(by_passphrase)
    at_a_terminal(["age", "-d", "-o", str(out), str(path)], PASSPHRASE, 1)
    assert out.read_bytes() == b"the plan" * 100


def test_istmo_opens_what_the_age_program_sealed_with_a_passphrase(
    plan: OpenPlan, plan_file: Path, other: Library, tmp_path: Path
) -> None:
    path = tmp_path / "sealed.istmo"
    at_a_terminal(["age", "-p", "-o", str(path), str(plan_file)], PASSPHRASE, 2)
    with pytest.raises(SealedFile) as needing:
        read_plan_file(path)
    assert needing.value.needs == "passphrase"
    opened = open_plan_file(other, read_plan_file(path, Key(passphrase=PASSPHRASE)))
    assert departing_rows(opened) == departing_rows(plan)


def test_each_recipient_opens_it_and_nobody_else(ana: Person, bob: Person, tmp_path: Path) -> None:
    stranger = Person(tmp_path, "stranger")
    content = sealed(b"x", Lock(recipients=(ana.public, bob.public)))
    assert unsealed(content, ana.key) == unsealed(content, bob.key) == b"x"
    with pytest.raises(WrongRecipient):
        unsealed(content, stranger.key)
    with pytest.raises(SealedFile):
        unsealed(content, Key(passphrase=PASSPHRASE))


def test_a_wrong_passphrase_is_told_from_damage(by_passphrase: bytes) -> None:
    with pytest.raises(WrongPassphrase):
        unsealed(by_passphrase, Key(passphrase="lancha rápida 27 boya"))
    damaged = bytearray(by_passphrase)
    damaged[-1] ^= 1
    with pytest.raises(BrokenSeal):
        unsealed(bytes(damaged), Key(passphrase=PASSPHRASE))
    with pytest.raises(SealedFile):
        unsealed(by_passphrase, Key(identities=("AGE-SECRET-KEY-1",)))


def test_a_flipped_byte_anywhere_is_refused(
    plan: OpenPlan, ana: Person, bob: Person, tmp_path: Path
) -> None:
    path, forged = tmp_path / "sealed.istmo", tmp_path / "forged.istmo"
    export_plan(plan, path, author="", lock=Lock(recipients=(bob.public, ana.public)))
    whole = path.read_bytes()
    chance = random.Random(4)
    header = whole.index(b"\n---") + 60
    for place in [*range(header), *chance.sample(range(header, len(whole)), 150), len(whole) - 1]:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        forged.write_bytes(damaged)
        with pytest.raises(PlanFileRefused):
            read_plan_file(forged, ana.key)


@pytest.mark.parametrize("cut", [1, 16, 200])
def test_a_cut_file_is_refused(ana: Person, cut: int) -> None:
    whole = sealed(b"x" * 1000, Lock(recipients=(ana.public,)))
    with pytest.raises(BrokenSeal):
        unsealed(whole[:-cut], ana.key)
    with pytest.raises(BrokenSeal):
        unsealed(whole + b"x", ana.key)


def test_what_is_sealed_must_be_a_plan_file(ana: Person, tmp_path: Path) -> None:
    path = tmp_path / "sealed.istmo"
    path.write_bytes(sealed(b"%PDF-1.7 something else", Lock(recipients=(ana.public,))))
    with pytest.raises(ForeignFile):
        read_plan_file(path, ana.key)


def test_work_without_end_is_refused_before_it_begins() -> None:
    content = b"age-encryption.org/v1\n-> scrypt C3S1lJKmTL0j7A9/HubiIQ 30\n"
    with pytest.raises(OversizedFile):
        unsealed(content, Key(passphrase=PASSPHRASE))


@pytest.mark.parametrize("longer", [b"A" * 1_000_000, b"\n-> x\n\n" * 100_000])
def test_a_header_that_takes_minutes_to_read_is_refused_at_once(ana: Person, longer: bytes) -> None:
    whole = sealed(b"x", Lock(recipients=(ana.public,)))
    began = time.perf_counter()
    with pytest.raises(OversizedFile):
        unsealed(whole.replace(b"\n--- ", longer + b"\n--- ", 1), ana.key)
    assert time.perf_counter() - began < 5
    many = sealed(b"x", Lock(recipients=(ana.public,) * 100))
    assert unsealed(many, ana.key) == b"x"


@pytest.mark.parametrize("text", [b"-----BEGIN AGE ENCRYPTED FILE-----\n", None])
def test_broken_armor_is_refused(ana: Person, text: bytes | None) -> None:
    armored = pyrage.encrypt(b"x", [pyrage.x25519.Recipient.from_str(ana.public)], armored=True)
    assert unsealed(armored, ana.key) == b"x"
    broken = text or bytes(armored).replace(b"\n-----END", b"x\n-----END")
    assert is_sealed(broken)
    with pytest.raises(BrokenSeal):
        unsealed(broken, ana.key)


@pytest.mark.parametrize("size", [0, 10, 64 * 1024, 150_000])
def test_the_format_as_another_library_writes_it(size: int) -> None:
    content = os.urandom(size)
    for armored in (False, True):
        other = quick_age.encrypt(content, PASSPHRASE, armored)
        assert unsealed(other, Key(passphrase=PASSPHRASE)) == content


def test_seals_are_strong(by_passphrase: bytes) -> None:
    work = int(by_passphrase.split(b"\n")[1].split()[-1])
    assert work >= 14


def test_a_short_passphrase_is_not_taken() -> None:
    with pytest.raises(ShortPassphrase) as short:
        sealed(b"x", Lock(passphrase="boya 27"))
    assert apology(short.value) == "The passphrase is too short. Take at least 10 characters."
    assert not is_public_key("age1qqqq")


def test_secrets_do_not_show_in_what_is_printed(ana: Person) -> None:
    shown = f"{Lock(passphrase=PASSPHRASE)!r} {Key(PASSPHRASE, (ana.identity,))!r} {ana.key!r}"
    assert PASSPHRASE not in shown
    assert ana.identity not in shown


def test_each_case_has_its_own_sentence_in_both_languages() -> None:
    cases: list[Exception] = [
        SealedFile("passphrase"),
        SealedFile("key"),
        WrongPassphrase(),
        WrongRecipient(),
        BrokenSeal("decryption error"),
    ]
    for language in ("en", "es"):
        sentences = {apology(case, language) for case in cases}
        assert len(sentences) == len(cases)
    assert not {apology(case, "en") for case in cases} & {apology(case, "es") for case in cases}


def test_every_byte_of_a_sealed_file_counts(ana: Person) -> None:
    """Each byte of a small sealed file is changed in turn, and each bit somewhere."""
    content = b"the plan"
    by_key = sealed(content, Lock(recipients=(ana.public,)))
    for whole, key in (
        (by_key, ana.key),
        (quick_age.encrypt(content, PASSPHRASE), Key(passphrase=PASSPHRASE)),
    ):
        assert unsealed(whole, key) == content
        for place in range(len(whole)):
            damaged = bytearray(whole)
            damaged[place] ^= 1 << place % 8
            with pytest.raises(PlanFileRefused) as refused:
                _opened_or_refused(bytes(damaged), key)
            assert apology(refused.value, "en") != apology(refused.value, "es")


def _opened_or_refused(content: bytes, key: Key) -> bytes:
    """Do as the reader of plan files does with a file's bytes."""
    if not is_sealed(content):
        check_beginning(content)
    return unsealed(content, key)


def test_wrong_passphrase_wrong_recipient_and_changed_file_have_their_own_sentence(
    plan_file: Path, ana: Person, bob: Person
) -> None:
    """The files as people meet them, not the classes."""
    inside, said = plan_file.read_bytes(), {}
    path = plan_file.with_name("sealed.istmo")
    by_passphrase = quick_age.encrypt(inside, PASSPHRASE)
    for_ana = sealed(inside, Lock(recipients=(ana.public,)))
    changed = bytearray(for_ana)
    changed[-1] ^= 1
    cases: list[tuple[type[PlanFileRefused], bytes, Key | None]] = [
        (SealedFile, by_passphrase, None),
        (SealedFile, for_ana, None),
        (WrongPassphrase, by_passphrase, Key(passphrase="otra lancha 27")),
        (WrongRecipient, for_ana, bob.key),
        (BrokenSeal, bytes(changed), ana.key),
        (BrokenSeal, by_passphrase[:-1], Key(passphrase=PASSPHRASE)),
    ]
    for number, (reason, content, key) in enumerate(cases):
        path.write_bytes(content)
        with pytest.raises(PlanFileRefused) as refused:
            read_plan_file(path, key)
        assert type(refused.value) is reason
        said[number] = [apology(refused.value, language) for language in LANGUAGES]
    assert said[4] == said[5]
    for language in range(len(LANGUAGES)):
        assert len({said[number][language] for number in range(5)}) == 5

"""Sealed, signed and released plan files from the command line, in both directions."""

from __future__ import annotations

import io
import logging
import stat
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from db.library import Library
from db.tables import Objective
from tests.cli.istmo import Istmo
from tests.exchange import quick_age
from tests.packets.printed import Printed

PASSPHRASE = "manglar y marea alta"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal with little work: that seals are strong is shown in test_seal_lock."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", quick_age.encrypt)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{PASSPHRASE}\r\nnot this line\n", encoding="utf-8")
    return path


def test_a_file_sealed_with_a_passphrase(istmo: Istmo, secret: Path, tmp_path: Path) -> None:
    plan_id = istmo.new()
    assert istmo("export", plan_id, "-o", "s.istmo", "--passphrase-file", secret).code == 0
    assert Path("s.istmo").read_bytes().startswith(b"age-encryption.org/v1\n")
    elsewhere = ("--library", "other.sqlite")
    bare = istmo.bare(*elsewhere, "open", "s.istmo")
    assert (bare.code, "sealed with a passphrase" in bare.err) == (1, True)
    spanish = istmo.bare(*elsewhere, "open", "s.istmo", language="es")
    assert "frase de contraseña" in spanish.err
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("another one altogether")
    refused = istmo.bare(*elsewhere, "open", "s.istmo", "--passphrase-file", wrong)
    assert (refused.code, "does not open this file" in refused.err) == (1, True)
    assert istmo.bare(*elsewhere, "list").out == ""
    istmo.monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    assert istmo.bare(*elsewhere, "open", "s.istmo", "--passphrase-file", "-").line == plan_id


def test_keys_contacts_and_signed_files(istmo: Istmo, secret: Path, tmp_path: Path) -> None:
    plan_id = istmo.new()
    assert "no keys" in istmo("keys", "--name", "Cdr. Reed").err
    assert "--name" in istmo.bare("--library", "nameless.sqlite", "keys").err
    made = istmo("keys", "--make", secret, "--organization", "USCG", "--email", "r@example.org")
    assert made.code == 0
    assert made.out.startswith("Istmo contact card 1\nName: Cdr. Reed\nOrganization: USCG\n")
    assert istmo("keys", "--make", secret).code == 1
    keys = next((tmp_path / "home").rglob("keys.json"))
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    Path("card.txt").write_text(made.out, encoding="utf-8")
    listed = istmo("contacts", "--add", "card.txt")
    assert listed.out.startswith("Cdr. Reed (USCG)  r@example.org  ")
    assert listed.out.rstrip().endswith("not verified")
    Path("card.txt").write_text("nonsense", encoding="utf-8")
    assert "not a contact card" in istmo("contacts", "--add", "card.txt").err
    signing = ("--sign", "--key-passphrase-file", secret)
    assert "key-passphrase-file" in istmo("export", plan_id, "-o", "s.istmo", "--sign").err
    assert istmo("export", plan_id, "-o", "s.istmo", "--to", "reed", *signing).code == 0
    assert "No contact" in istmo("export", plan_id, "-o", "t.istmo", "--to", "nobody").err
    other = ("--library", "other.sqlite", "open")
    assert "your own key" in istmo.bare(*other, "s.istmo").err
    opened = istmo.bare(*other, "s.istmo", "--passphrase-file", secret)
    assert (opened.out.strip(), opened.err) == (plan_id, "Signed by yourself.\n")


def test_a_card_is_read_in_once_and_other_keys_are_not_taken_unasked(
    istmo: Istmo, secret: Path, tmp_path: Path
) -> None:
    made = istmo("keys", "--make", secret, "--name", "Cdr. Reed")
    Path("card.txt").write_text(made.out, encoding="utf-8")
    once = istmo("contacts", "--add", "card.txt")
    assert istmo("contacts", "--add", "card.txt").out == once.out
    next((tmp_path / "home").rglob("keys.json")).unlink()
    other = istmo("keys", "--make", secret)
    Path("other.txt").write_text(other.out, encoding="utf-8")
    refused = istmo("contacts", "--add", "other.txt")
    assert (refused.code, "--replace-keys" in refused.err) == (1, True)
    assert istmo("contacts").out == once.out
    taken = istmo("contacts", "--add", "other.txt", "--replace-keys")
    assert (len(taken.out.splitlines()), taken.out == once.out) == (1, False)


def test_a_release_copy_says_so(istmo: Istmo) -> None:
    plan_id = istmo.new()
    assert istmo("export", plan_id, "-o", "p.istmo", "--audience", "players").code == 0
    opened = istmo("open", "p.istmo")
    assert opened.code == 0
    assert opened.err.startswith("This is a release copy")
    names = {plan["name"]["es"] for plan in istmo("list", "--json").json}
    assert names == {"Escudo Marítimo", "Escudo Marítimo (para participantes)"}
    assert istmo("export", plan_id, "-o", "p.istmo", "--audience", "press").code == 2


def test_only_plan_files_are_sealed(istmo: Istmo, secret: Path) -> None:
    plan_id = istmo.new()
    refused = istmo("export", plan_id, "-o", "m.xlsx", "--passphrase-file", secret)
    assert (refused.code, "Only plan files" in refused.err) == (1, True)
    assert not Path("m.xlsx").exists()


def test_an_empty_passphrase_file_is_told(istmo: Istmo, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("\nsecond line")
    plan_id = istmo.new()
    refused = istmo("export", plan_id, "-o", "s.istmo", "--passphrase-file", empty)
    assert (refused.code, "no passphrase" in refused.err) == (1, True)
    assert istmo("export", plan_id, "-o", "s.istmo", "--passphrase-file", "gone").code == 1
    assert not Path("s.istmo").exists()


def test_no_passphrase_is_left_behind(
    istmo: Istmo, secret: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    plan_id = istmo.new()
    istmo("export", plan_id, "-o", "s.istmo", "--passphrase-file", secret)
    istmo.bare("--library", "other.sqlite", "open", "s.istmo", "--passphrase-file", secret)
    for path in tmp_path.rglob("*"):
        if path.is_file() and path != secret:
            assert PASSPHRASE.encode() not in path.read_bytes(), path
    assert PASSPHRASE not in caplog.text


def test_export_prints_a_cover_of_what_is_new(istmo: Istmo, secret: Path, tmp_path: Path) -> None:
    plan_id = istmo.new()
    card = istmo("keys", "--make", secret, "--name", "Ana Núñez", "--organization", "SENAN")
    Path("card.txt").write_text(card.out, encoding="utf-8")
    assert istmo("contacts", "--add", "card.txt").code == 0
    sending = ("export", plan_id, "-o", "a.istmo", "--to", "ana")
    unseen = istmo(*sending, "--cover", "c.pdf")
    assert (unseen.code, "has not seen this plan yet" in unseen.err) == (1, True)
    assert not Path("a.istmo").exists()
    assert "Use --to to say" in istmo("export", plan_id, "-o", "a.istmo", "--cover", "c.pdf").err
    assert istmo("export", plan_id, "-o", "a.ics", "--cover", "c.pdf").code == 1
    assert istmo(*sending).code == 0
    with closing(Library.open(istmo.library)) as library:
        plan = library.open_plan(plan_id)
        with plan.edit("Edit"):
            plan.rows(Objective)[0].priority = "low"
    (tmp_path / "taken.pdf").mkdir()
    lost = istmo("export", plan_id, "-o", "b.istmo", "--to", "ana", "--cover", "taken.pdf")
    assert lost.code == 1
    assert lost.err.startswith("istmo: b.istmo was exported, but its cover page was not written.")
    assert Path("b.istmo").exists()
    with closing(Library.open(istmo.library)) as library:
        plan = library.open_plan(plan_id)
        with plan.edit("Edit"):
            plan.rows(Objective)[1].priority = "low"
    printing = ("--cover", "c.pdf", "--language", "en", "--paper", "a4")
    assert istmo(*sending, *printing).code == 0
    printed = Printed(Path("c.pdf"))
    assert printed.says("Changes since you last saw it")
    assert printed.says("Objective 2: changed in priority")
    assert not printed.says("Objective 1:")
    same = istmo("export", plan_id, "-o", "d.istmo", "--to", "ana", "--cover", "d.istmo")
    assert (same.code, "another file" in same.err) == (1, True)
    assert not Path("d.istmo").exists()
    released = istmo(*sending, "--audience", "players", "--cover", "c.pdf")
    assert (released.code, "Release copies have no cover" in released.err) == (1, True)

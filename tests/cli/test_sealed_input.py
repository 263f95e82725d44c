"""Sealed plan files where a command takes a plan file: read, compared, merged, sealed again."""

from __future__ import annotations

import io
from pathlib import Path

import pyrage
import pytest
from pypdf import PdfReader

from desktop.command_line import parser
from tests.cli.istmo import Istmo
from tests.exchange import quick_age

PASSPHRASE, OWN = "manglar y marea alta", "corotú junto al camino"
ELSEWHERE = ("--library", "elsewhere.sqlite")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal with little work: that seals are strong is shown in test_seal_lock."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", quick_age.encrypt)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.txt"
    path.write_text(f"{OWN}\n", encoding="utf-8")
    return path


@pytest.fixture
def plan_id(istmo: Istmo) -> str:
    return istmo.new()


@pytest.fixture
def sealed(istmo: Istmo, plan_id: str, secret: Path) -> Path:
    assert istmo("export", plan_id, "-o", "s.istmo", "--passphrase-file", secret).code == 0
    return Path("s.istmo")


def is_sealed(path: Path) -> bool:
    return path.read_bytes().startswith(b"age-encryption.org/v1\n")


def test_every_command_names_the_option_that_opens(istmo: Istmo, sealed: Path) -> None:
    for arguments in (
        ("show", sealed),
        ("check", sealed),
        ("print", sealed, "-o", "p.pdf"),
        ("diff", sealed, sealed),
        ("merge", sealed, sealed, "-o", "m.istmo"),
        ("open", sealed),
    ):
        refused = istmo.bare(*ELSEWHERE, *arguments)
        assert refused.code == 1
        assert "s.istmo: The file is sealed with a passphrase." in refused.err
        assert "Use --passphrase-file" in refused.err
    refused = istmo.bare(*ELSEWHERE, "export", sealed, "-o", "e.xlsx")
    assert (refused.code, "Use --open-passphrase-file" in refused.err) == (1, True)
    spanish = istmo.bare(*ELSEWHERE, "show", sealed, language="es")
    assert "opción --passphrase-file" in spanish.err
    assert not any(Path(name).exists() for name in ("p.pdf", "m.istmo", "e.xlsx"))


def test_show_check_print_and_export_open_a_sealed_file(
    istmo: Istmo, sealed: Path, secret: Path, plan_id: str
) -> None:
    opening = ("--passphrase-file", secret)
    assert istmo.bare(*ELSEWHERE, "show", sealed, "--json", *opening).json["plan"]["id"] == plan_id
    bare, whole = (istmo("check", what, *more) for what, more in ((plan_id, ()), (sealed, opening)))
    assert (whole.code, whole.out) == (bare.code, bare.out)
    assert istmo.bare(*ELSEWHERE, "print", sealed, "-o", "p.pdf", *opening).code == 0
    assert len(PdfReader("p.pdf").pages) > 2
    again = ("export", sealed, "-o", "again.istmo", "--open-passphrase-file", secret)
    assert istmo.bare(*ELSEWHERE, *again, "--seal-passphrase-file", secret).code == 0
    assert is_sealed(Path("again.istmo"))
    assert istmo.bare(*ELSEWHERE, *again).code == 0
    assert istmo("show", "again.istmo", "--json").json["plan"]["id"] == plan_id


def test_one_passphrase_opens_several_files(
    istmo: Istmo, sealed: Path, secret: Path, plan_id: str, tmp_path: Path
) -> None:
    istmo("export", plan_id, "-o", "open.istmo")
    istmo("export", plan_id, "-o", "t.istmo", "--passphrase-file", secret)
    istmo.monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    alike = istmo.bare(*ELSEWHERE, "diff", sealed, "t.istmo", "--passphrase-file", "-")
    assert (alike.code, alike.out) == (0, "")
    merging = ("merge", sealed, "open.istmo", "t.istmo", "-o", "m.istmo")
    assert istmo.bare(*ELSEWHERE, *merging, "--passphrase-file", secret).code == 0
    assert not is_sealed(Path("m.istmo"))
    other = tmp_path / "other.txt"
    other.write_text("another one altogether")
    istmo("export", plan_id, "-o", "o.istmo", "--passphrase-file", other)
    mixed = ("merge", sealed, "o.istmo", "-o", "n.istmo", "--passphrase-file", secret)
    refused = istmo.bare(*ELSEWHERE, *mixed)
    assert (refused.code, "o.istmo: The passphrase does not open" in refused.err) == (1, True)
    assert not Path("n.istmo").exists()


def test_a_merge_is_sealed_and_signed_when_asked(
    istmo: Istmo, sealed: Path, secret: Path, own: Path, plan_id: str
) -> None:
    made = istmo("keys", "--make", own, "--name", "Cdr. Reed", "--organization", "USCG")
    Path("card.txt").write_text(made.out, encoding="utf-8")
    assert istmo("contacts", "--add", "card.txt").code == 0
    merging = ("merge", plan_id, sealed, "--passphrase-file", secret, "-o")
    assert istmo(*merging, "p.istmo", "--seal-passphrase-file", secret).code == 0
    assert is_sealed(Path("p.istmo"))
    signing = ("--sign", "--key-passphrase-file", own)
    assert istmo(*merging, "m.istmo", "--to", "reed", *signing).code == 0
    assert is_sealed(Path("m.istmo"))
    assert "sealed for certain people" in istmo("show", "m.istmo").err
    opened = istmo.bare(*ELSEWHERE, "open", "m.istmo", "--passphrase-file", own)
    assert (opened.out.strip(), opened.err) == (plan_id, "Signed by yourself.\n")
    wrong = istmo("show", "m.istmo", "--passphrase-file", secret)
    assert (wrong.code, "does not open your own keys" in wrong.err) == (1, True)
    sent = istmo("letters", "--json").json
    assert [(letter["file"], letter["partner"]) for letter in sent] == [
        ("m.istmo", "Cdr. Reed (USCG)"),
        ("p.istmo", ""),
        ("s.istmo", ""),
    ]


def test_a_file_goes_to_contacts_of_the_library(istmo: Istmo, plan_id: str, own: Path) -> None:
    made = istmo("keys", "--make", own, "--name", "Cdr. Reed", "--organization", "USCG")
    Path("card.txt").write_text(made.out, encoding="utf-8")
    istmo("contacts", "--add", "card.txt")
    istmo("export", plan_id, "-o", "o.istmo")
    signing = ("--sign", "--key-passphrase-file", own)
    assert istmo("export", "o.istmo", "-o", "to.istmo", "--to", "reed", *signing).code == 0
    opened = istmo.bare(*ELSEWHERE, "open", "to.istmo", "--passphrase-file", own)
    assert opened.err == "Signed by yourself.\n"
    received = istmo.bare(*ELSEWHERE, "letters", "--json").json
    assert [letter["partner"] for letter in received] == ["Cdr. Reed (USCG)"]


def test_letters_of_all_plans_or_one(istmo: Istmo, plan_id: str, sealed: Path, own: Path) -> None:
    other = istmo.new("Marea")
    assert istmo("letters", other).err == "Nothing has been sent or received yet.\n"
    istmo("export", other, "-o", "m.istmo", "--audience", "players")
    lines = istmo("letters").out.splitlines()
    assert [line.split("  ")[1:4] for line in lines] == [
        ["to nobody in particular", "Marea", "m.istmo"],
        ["to nobody in particular", "Escudo Marítimo", "s.istmo"],
    ]
    assert "Players" in lines[0]
    (letter,) = istmo("letters", "escudo", "--json").json
    assert (letter["direction"], letter["plan"], letter["file"]) == ("sent", plan_id, "s.istmo")
    assert letter["version"] in lines[1]
    assert istmo("letters", "nothing").code == 1
    istmo.bare(*ELSEWHERE, "open", "m.istmo")
    assert "  from somebody unknown  " in istmo.bare(*ELSEWHERE, "letters").out
    made = istmo("keys", "--make", own, "--name", "Cdr. Reed")
    Path("card.txt").write_text(made.out, encoding="utf-8")
    istmo("contacts", "--add", "card.txt")
    istmo("export", plan_id, "-o", "r.istmo", "--to", "reed")
    assert "  a Cdr. Reed  " in istmo("letters", language="es").out


def test_no_option_takes_a_secret_itself(istmo: Istmo) -> None:
    """Whatever is said about passphrases on the command line is where to find them."""
    whole = parser()
    found = []
    for action in whole._actions:
        for command in getattr(action, "choices", None) or {}:
            below = action.choices[command]  # type: ignore[index]
            found += [
                (option, each.type)
                for each in below._actions
                for option in each.option_strings
                if "pass" in option or option == "--make"
            ]
    assert len(found) >= 10
    assert {kind for _option, kind in found} == {Path}
    del istmo

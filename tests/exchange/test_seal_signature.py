"""Signed plan files, the planner's own keys, cards, and who is known."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from db.correspondence import Contact, contacts, drop_contact, keep_contact
from db.library import PROFILE, Library
from db.open_plan import OpenPlan
from desktop.apology import apology
from desktop.exchange import archive
from desktop.exchange.plan_file import export_plan, read_plan_file
from desktop.exchange.refusals import AlteredFile, OversizedFile, PlanFileRefused
from desktop.exchange.seal import lock
from desktop.exchange.seal.contact_card import LONGEST_CARD, card_of, contact_on, digits_of
from desktop.exchange.seal.fingerprint import fingerprint
from desktop.exchange.seal.lock import Lock
from desktop.exchange.seal.own_keys import (
    OwnKeys,
    change_passphrase,
    make_keys,
    public_keys,
    unlocked_keys,
)
from desktop.exchange.seal.post import Letter, find_contact, read, send, take_in
from desktop.exchange.seal.refusals import (
    BrokenSignature,
    CardRefused,
    ContactWithoutKey,
    DamagedKeys,
    KeysAlreadyHere,
    NoKeys,
    ShortPassphrase,
    UnknownContact,
    WrongKeyPassphrase,
    WrongRecipient,
)
from desktop.exchange.seal.signature import Signature, Signer
from desktop.exchange.seal.standing import Standing, accept_new_key, introduction, remember
from desktop.language import in_language
from tests.exchange import quick_age

PASSPHRASE = "faro de punta culebra"
NAME = "Ana Núñez (SENAN)"


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Seal with little work: that seals are strong is shown in test_seal_lock."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyrage.passphrase, "encrypt", quick_age.encrypt)
        yield


@pytest.fixture(scope="module")
def keys_path(quick: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("profile") / "Istmo" / "keys.json"
    make_keys(path, PASSPHRASE)
    return path


@pytest.fixture(scope="module")
def keys(keys_path: Path) -> OwnKeys:
    return unlocked_keys(keys_path, PASSPHRASE)


@pytest.fixture
def signed(plan: OpenPlan, keys: OwnKeys, tmp_path: Path) -> Path:
    path = tmp_path / "signed.istmo"
    export_plan(plan, path, author="", signer=Signer(keys.signing_key, NAME))
    return path


def me(keys: OwnKeys, name: str = "Ana Núñez") -> Contact:
    public = keys.public
    return Contact(name=name, organization="SENAN", age_key=public.age, signing_key=public.signing)


def members_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archived:
        names = [name for name in archived.namelist() if name != archive.MIMETYPE_MEMBER]
        return {name: archived.read(name) for name in names}


def test_a_signed_file_tells_who_signed_it(signed: Path, plan_file: Path, keys: OwnKeys) -> None:
    read_file = read_plan_file(signed)
    assert read_file.signature == Signature(keys.public.signing, NAME)
    assert read_file.exported_by == NAME
    assert read_plan_file(plan_file).signature is None


def test_whatever_is_changed_in_a_signed_file_is_refused(signed: Path) -> None:
    whole = members_of(signed)
    manifest = json.loads(whole["manifest.json"])
    signature = json.loads(whole["signature.json"])

    def forged(**changed: bytes) -> None:
        names = {"manifest": "manifest.json", "signature": "signature.json", "plan": "plan.json"}
        members = whole | {names[name]: content for name, content in changed.items()}
        signed.write_bytes(archive.packed(members))

    def written(value: object) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    forged(manifest=written(manifest | {"exported_by": "Somebody else"}))
    with pytest.raises(BrokenSignature):
        read_plan_file(signed)
    forged(manifest=whole["manifest.json"].replace(b'"format":', b'"format": '))
    with pytest.raises(BrokenSignature):
        read_plan_file(signed)
    forged(plan=whole["plan.json"].replace(b"Escudo", b"Escuda"))
    with pytest.raises(AlteredFile):
        read_plan_file(signed)
    wrong = [
        {"name": "Somebody else"},
        {"public_key": "0" * 64},
        {"public_key": "f" * 64},
        {"public_key": 7},
        {"signature": "0" * 128},
        {"signature": "no"},
        {"more": ""},
    ]
    for change in wrong:
        forged(signature=written(signature | change))
        with pytest.raises(BrokenSignature):
            read_plan_file(signed)
    forged(signature=b" " * 20_000)
    with pytest.raises(OversizedFile):
        read_plan_file(signed)
    forged(signature=b"{")
    with pytest.raises(PlanFileRefused):
        read_plan_file(signed)


def test_the_keys_are_kept_for_their_owner_alone(keys_path: Path, keys: OwnKeys) -> None:
    assert stat.S_IMODE(keys_path.stat().st_mode) == 0o600
    content = keys_path.read_bytes()
    assert keys.identity.encode() not in content
    assert keys.signing_key.private_bytes_raw().hex().encode() not in content
    assert keys.identity not in repr(keys)
    assert public_keys(keys_path) == keys.public
    assert list(keys_path.parent.iterdir()) == [keys_path]


def test_keys_are_made_once_and_open_with_their_passphrase(keys_path: Path, tmp_path: Path) -> None:
    with pytest.raises(KeysAlreadyHere):
        make_keys(keys_path, PASSPHRASE)
    with pytest.raises(WrongKeyPassphrase):
        unlocked_keys(keys_path, "faro")
    assert public_keys(tmp_path / "none.json") is None
    with pytest.raises(NoKeys):
        unlocked_keys(tmp_path / "none.json", PASSPHRASE)
    with pytest.raises(ShortPassphrase):
        make_keys(tmp_path / "none.json", "faro")
    assert not (tmp_path / "none.json").exists()


def test_another_passphrase_keeps_the_same_keys(
    keys_path: Path, keys: OwnKeys, tmp_path: Path
) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(keys_path.read_bytes())
    change_passphrase(path, PASSPHRASE, "otra frase bien larga")
    assert unlocked_keys(path, "otra frase bien larga").public == keys.public
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_damaged_keys_are_told(
    keys_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "keys.json"
    sound = json.loads(keys_path.read_text())
    public = json.loads(keys_path.read_text()) | {"signing": "0" * 64}
    cases = (
        "no JSON",
        "[]",
        json.dumps(sound | {"private": 1}),
        json.dumps(sound | {"age": 1}),
        json.dumps(sound | {"age": "age1"}),
        json.dumps(sound | {"private": sound["private"].replace("\n-----END", "?\n-----END")}),
    )
    for case in cases:
        path.write_text(case)
        with pytest.raises(DamagedKeys):
            unlocked_keys(path, PASSPHRASE)
    path.write_text(json.dumps(public))
    with pytest.raises(DamagedKeys):
        unlocked_keys(path, PASSPHRASE)
    path.write_text(json.dumps(sound))
    monkeypatch.setattr(lock, "unsealed", lambda content, key: b'{"age": "no key"}')
    with pytest.raises(DamagedKeys):
        unlocked_keys(path, PASSPHRASE)


def test_a_signer_is_new_then_known_then_verified(library: Library, keys: OwnKeys) -> None:
    signature = Signature(keys.public.signing, NAME)
    first = introduction(library, signature)
    assert first.standing is Standing.NEW
    assert first.digits in first.sentence
    assert introduction(library, None).standing is Standing.UNSIGNED
    assert introduction(library, None).digits == ""
    contact = remember(library, signature)
    assert (contact.name, contact.organization) == ("Ana Núñez", "SENAN")
    assert contact.first_seen > 0
    assert introduction(library, signature).standing is Standing.KNOWN
    contact.verified = True
    keep_contact(library, contact)
    assert introduction(library, signature).standing is Standing.VERIFIED
    assert introduction(library, signature, keys.public.signing).standing is Standing.OWN


def test_a_changed_key_is_told_and_taken_only_on_purpose(library: Library, keys: OwnKeys) -> None:
    old = remember(library, Signature("ab" * 32, NAME))
    old.verified = True
    keep_contact(library, old)
    signature = Signature(keys.public.signing, NAME.upper())
    changed = introduction(library, signature)
    assert changed.standing is Standing.CHANGED
    assert changed.contact is not None
    assert changed.digits in changed.sentence
    accepted = accept_new_key(library, changed.contact, signature)
    assert not accepted.verified
    assert introduction(library, signature).standing is Standing.KNOWN
    drop_contact(library, accepted.id)
    assert contacts(library) == []
    assert introduction(library, signature).standing is Standing.NEW


def test_a_signature_completes_a_card_that_had_no_signing_key(
    library: Library, keys: OwnKeys
) -> None:
    keep_contact(library, Contact(name="Ana Núñez", organization="SENAN"))
    contact = remember(library, Signature(keys.public.signing, NAME))
    assert [c.id for c in contacts(library)] == [contact.id]
    assert remember(library, Signature("cd" * 32, "")).signs_as == ""
    nameless = introduction(library, Signature("ef" * 32, ""))
    assert "somebody without a name" in nameless.sentence


def test_each_standing_has_its_own_words_in_both_languages(library: Library) -> None:
    signature = Signature("ab" * 32, NAME)
    wordings = set()
    for language in ("en", "es"):
        with in_language(language):
            wordings.add(introduction(library, None).sentence)
            wordings.add(introduction(library, signature).sentence)
            wordings.add(introduction(library, signature, signature.public_key).sentence)
    assert len(wordings) == 6


def test_a_card_brings_keys_to_a_partner(keys: OwnKeys, other: Library) -> None:
    card = card_of(me(keys))
    contact = contact_on(card.replace("\n", "\r\n").encode("utf-8-sig"))
    assert (contact.name, contact.organization, contact.email) == ("Ana Núñez", "SENAN", "")
    assert (contact.age_key, contact.signing_key) == (keys.public.age, keys.public.signing)
    assert not contact.verified
    kept = keep_contact(other, contact)
    assert find_contact(other, "ana n").id == kept.id
    assert digits_of(kept) == digits_of(me(keys))
    keep_contact(other, me(keys, "Ana Ortiz"))
    assert find_contact(other, "núñez").id == kept.id
    for name in ("ana", "nobody", "úñez", " "):
        with pytest.raises(UnknownContact):
            find_contact(other, name)


def test_a_card_that_was_changed_is_refused(keys: OwnKeys) -> None:
    card = card_of(me(keys))
    cases = [
        "",
        "Hello",
        card.replace("card 1", "card 2"),
        card.replace(keys.public.age, "age1"),
        card.replace(keys.public.signing, "ab" * 31),
        card.replace(keys.public.signing, "ab" * 32),
        card.replace("Ana Núñez", ""),
        card.replace("Ana Núñez", "x" * 300),
        card + "Name: twice\n",
        card + "Nonsense: yes\n",
        card.replace(keys.public.age, "").replace(keys.public.signing, ""),
        card + " " * LONGEST_CARD,
    ]
    for case in cases:
        with pytest.raises(CardRefused):
            contact_on(case.encode())
    with pytest.raises(CardRefused):
        contact_on(card.encode("latin-1"))


def test_digits_can_be_read_over_the_telephone(keys: OwnKeys) -> None:
    digits = fingerprint(keys.public.signing)
    assert [len(group) for group in digits.split()] == [5] * 6
    assert digits.replace(" ", "").isdigit()
    assert fingerprint("a") == "12362 13282 20892 20120 61881 63918"
    assert fingerprint("a") != fingerprint("b")


def test_what_is_sealed_for_a_contact_opens_for_sender_and_receiver_only(
    plan: OpenPlan, keys: OwnKeys, keys_path: Path, other: Library, tmp_path: Path
) -> None:
    plan.library.set_setting(PROFILE, {"name": "Ana Núñez", "organization": "SENAN"})
    partner_path = tmp_path / "partner.json"
    partner = make_keys(partner_path, PASSPHRASE)
    contact = keep_contact(plan.library, me(partner, "Cdr. Reed"))
    path = tmp_path / "sealed.istmo"
    send(plan, path, Letter(receivers=(contact,), keys=keys), keys_path)
    for one in (partner, keys):
        assert read_plan_file(path, one.key).exported_by == NAME
    with pytest.raises(WrongRecipient):
        read_plan_file(path, make_keys(tmp_path / "third.json", PASSPHRASE).key)
    opened = read(other, path, partner.key, partner_path)
    assert opened.signer.standing is Standing.NEW
    assert take_in(other, opened).id == plan.id
    assert read(plan.library, path, keys.key, keys_path).signer.standing is Standing.OWN
    bare = keep_contact(plan.library, Contact(name="Without key"))
    with pytest.raises(ContactWithoutKey) as missing:
        send(plan, path, Letter(receivers=(bare,)), keys_path)
    assert "Without key" in apology(missing.value)


def test_no_secret_is_in_the_library_or_its_backups(
    keys: OwnKeys, keys_path: Path, tmp_path: Path
) -> None:
    from db.backup import back_up
    from tests.exchange.small_plan import make_plan

    library = Library.open(tmp_path / "data" / "library.sqlite")
    plan = make_plan(library)
    contact = keep_contact(library, me(keys))
    out = tmp_path / "a.istmo"
    send(plan, out, Letter(passphrase=PASSPHRASE, keys=keys), keys_path)
    send(plan, out, Letter(receivers=(contact,), keys=keys), keys_path)
    back_up(library.path, occasion="by-hand")
    library.close()
    secrets = [
        PASSPHRASE.encode(),
        keys.identity.encode(),
        keys.signing_key.private_bytes_raw().hex().encode(),
        keys.signing_key.private_bytes_raw(),
    ]
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert len(files) >= 2
    for path in [*files, keys_path, out]:
        content = path.read_bytes()
        assert not [secret for secret in secrets if secret in content], path


def test_errors_about_keys_hold_no_secret(keys_path: Path) -> None:
    with pytest.raises(WrongKeyPassphrase) as wrong:
        unlocked_keys(keys_path, "a secret said in vain")
    errors: list[BaseException] = [wrong.value]
    while (cause := errors[-1].__cause__) is not None:
        errors.append(cause)
    assert not [error for error in errors if "secret" in f"{error!r} {error.args}"]
    for kind in (NoKeys, KeysAlreadyHere, WrongKeyPassphrase, DamagedKeys, CardRefused):
        assert apology(kind(), "en") != apology(kind(), "es")
    assert Lock(passphrase=PASSPHRASE) == Lock(passphrase=PASSPHRASE)

from __future__ import annotations

from collections.abc import Callable

import pytest

from db.text import Text
from desktop.planning.entries import Entry, EntryRefused
from desktop.planning.framework_rows import framework_rows
from desktop.planning.starter_rows import capabilities_in, starter_rows

SOUND = """
word = "pier"
number = 3
degrees = 8.5
flag = true
words = ["a", "b"]
pair = { en = "Pier", es = "Muelle" }
[table]
key = "x"
[[list]]
key = "y"
"""


def test_values_are_given_by_key_and_kind() -> None:
    entry = Entry.parse(SOUND, "f.toml")
    assert "word" in entry
    assert entry.word("word") == "pier"
    assert entry.word("absent", "") == ""
    assert entry.number("number") == 3
    assert entry.degrees("degrees") == 8.5
    assert entry.degrees("absent") is None
    assert entry.flag("flag", default=False)
    assert entry.words("words", {"a", "b"}) == ["a", "b"]
    assert entry.pair("pair") == Text("Pier", "Muelle")
    assert entry.pair("absent", required=False) == Text()
    assert entry.entry("table").word("key") == "x"
    assert [below.word("key") for below in entry.entries("list")] == ["y"]
    assert entry.count("list") == 1
    assert entry.count("word") == 0
    entry.finish()


@pytest.mark.parametrize(
    ("ask", "place"),
    [
        (lambda e: e.word("number"), "number"),
        (lambda e: e.word("absent"), "absent"),
        (lambda e: e.number("flag"), "flag"),
        (lambda e: e.degrees("word"), "degrees|word"),
        (lambda e: e.flag("word", default=False), "word"),
        (lambda e: e.choice("word", {"ship"}), "word: “pier” is not one of: ship"),
        (lambda e: e.words("words", {"a"}), "words: “b”"),
        (lambda e: e.words("list"), "list"),
        (lambda e: e.pair("word"), "word"),
        (lambda e: e.pair("table"), "table"),
        (lambda e: e.pair("absent"), "absent"),
        (lambda e: e.entry("word"), "word"),
        (lambda e: list(e.entries("words")), "words"),
        (lambda e: next(e.entries("list")).number("key"), r"list\[1\].key"),
        (lambda e: e.entry("table").number("key"), "table.key"),
        (lambda e: e.finish(), "word: this key is not known here"),
    ],
)
def test_a_fault_names_file_and_key(ask: Callable[[Entry], object], place: str) -> None:
    with pytest.raises(EntryRefused, match=rf"^f\.toml, .*({place})"):
        ask(Entry.parse(SOUND, "f.toml"))


def test_a_text_in_one_language_is_refused_where_both_are_needed() -> None:
    text = 'name = { en = "Pier" }'
    with pytest.raises(EntryRefused, match="both languages"):
        Entry.parse(text, "f.toml").pair("name")
    assert Entry.parse(text, "f.toml", both_languages=False).pair("name") == Text("Pier")


@pytest.mark.parametrize("text", ["a = ", "a = 1\na = 2", "\x00"])
def test_a_file_that_is_no_toml_is_refused(text: str) -> None:
    with pytest.raises(EntryRefused, match=r"f\.toml is not sound TOML"):
        Entry.parse(text, "f.toml")


TWICE = """
id = "mine"
name = { en = "Mine", es = "Mío" }
[[pillars]]
key = "one"
name = { en = "One", es = "Uno" }
[[pillars]]
key = "one"
name = { en = "Two", es = "Dos" }
"""


def test_a_key_that_is_taken_is_refused() -> None:
    with pytest.raises(EntryRefused, match=r"pillars\[2\]\.key: “one” is here twice"):
        framework_rows(Entry.parse(TWICE, "f.toml"), builtin=False)


ORGANIZATION = """
[[organizations]]
key = "x"
acronym = "X"
name = { en = "X", es = "X" }
country = "PA"
kind = "police"
"""
CAPABILITY = '[[capabilities]]\nkey = "x"\nname = { en = "X", es = "X" }\n'


def test_the_directory_names_everything_once() -> None:
    with pytest.raises(EntryRefused, match=r"organizations.*twice"):
        starter_rows([("directory.toml", ORGANIZATION * 2)])
    with pytest.raises(EntryRefused, match=r"capabilities.*twice"):
        capabilities_in(CAPABILITY * 2)

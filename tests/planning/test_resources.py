"""Everything that ships as data is whole, and says everything in both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import pytest

from desktop.planning.starter import capabilities

ROOT = resources.files("resources")


def data_files() -> list[Traversable]:
    folders = [ROOT / folder for folder in ("frameworks", "templates", "samples")]
    found = [file for folder in folders for file in folder.iterdir()]
    found.sort(key=lambda file: file.name)
    return [ROOT / "directory.toml", *(file for file in found if file.name.endswith(".toml"))]


def pairs(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if value.keys() & {"en", "es"}:
            yield where, value
        else:
            for key, below in value.items():
                yield from pairs(below, f"{where}.{key}")
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from pairs(below, f"{where}[{number}]")


@pytest.mark.parametrize("file", data_files(), ids=lambda file: file.name)
def test_every_text_is_given_in_both_languages(file: Traversable) -> None:
    found = list(pairs(tomllib.loads(file.read_text(encoding="utf-8"))))
    assert found
    lacking = [
        where
        for where, pair in found
        if set(pair) != {"en", "es"} or not pair["en"].strip() or not pair["es"].strip()
    ]
    assert lacking == []


@pytest.mark.parametrize("file", data_files(), ids=lambda file: file.name)
def test_no_long_text_was_left_in_english(file: Traversable) -> None:
    # Names of vessels and groups are the same in both languages.
    same = [
        where
        for where, pair in pairs(tomllib.loads(file.read_text(encoding="utf-8")))
        if pair["en"] == pair["es"] and len(pair["en"].split()) > 4
        if not where.startswith(".actors") or not where.endswith(".name")
    ]
    assert same == []


@pytest.mark.parametrize("file", data_files(), ids=lambda file: file.name)
def test_spanish_questions_and_exclamations_open_with_their_marks(file: Traversable) -> None:
    for where, pair in pairs(tomllib.loads(file.read_text(encoding="utf-8"))):
        assert pair["es"].count("¿") == pair["es"].count("?"), where
        assert pair["es"].count("¡") == pair["es"].count("!"), where


def test_objectives_name_core_capabilities_that_exist() -> None:
    for folder in ("templates", "samples"):
        for file in (ROOT / folder).iterdir():
            if file.name.endswith(".toml"):
                content = tomllib.loads(file.read_text(encoding="utf-8"))
                used = {objective["capability"] for objective in content["objectives"]}
                assert used - {""} <= capabilities().keys(), file.name


@pytest.mark.parametrize("file", data_files(), ids=lambda file: file.name)
def test_keys_are_plain(file: Traversable) -> None:
    text = file.read_text(encoding="utf-8")
    for key in re.findall(r'^\s*key = "(.*)"', text, re.MULTILINE):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key), key

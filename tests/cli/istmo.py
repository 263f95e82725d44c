"""`istmo` as a test calls it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop import cli

TABLETOP = "exercise-port-security-tabletop"


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The only line of an answer that went well."""
        assert (self.code, self.err) == (0, "")
        assert self.out.count("\n") == 1
        return self.out.strip()


class Istmo:
    """Calls `istmo --library LIBRARY ARGUMENTS` and returns what it answered."""

    def __init__(
        self,
        library: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.library = library
        self.monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: object, language: str = "en") -> Answer:
        return self.bare("--library", self.library, *arguments, language=language)

    def bare(self, *arguments: object, language: str = "en") -> Answer:
        """Call without `--library`."""
        self.monkeypatch.setenv("LANGUAGE", language)
        self._capsys.readouterr()
        code = cli.main([str(argument) for argument in arguments])
        captured = self._capsys.readouterr()
        assert "Traceback" not in captured.err
        return Answer(code, captured.out, captured.err)

    def new(self, name: str = "Escudo Marítimo", *more: str, template: str = TABLETOP) -> str:
        """Make a plan and return its id."""
        kind = template.partition("-")[0]
        start = ("--start", "2027-03-01T08:00")
        return self("new", kind, "--template", template, "--name", name, *start, *more).line

"""The command line in this process, on a library of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.language import speak
from tests.cli.istmo import Istmo


@pytest.fixture
def istmo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Istmo]:
    monkeypatch.setenv("LANGUAGE", "en")
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    yield Istmo(tmp_path / "library.sqlite", monkeypatch, capsys)
    speak("en")

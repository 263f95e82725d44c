"""A folder of templates in place of those that ship, one of them spoiled."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

TABLETOP = "exercise-port-security-tabletop"


class Shelf:
    """Templates in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def files(self, _folder: str) -> list[Path]:
        """Return the templates that stand here."""
        return list(self.folder.iterdir())

    def put(self, sound: str, changed: str) -> None:
        """Put the tabletop here as bad.toml, with its first `sound` changed."""
        shipped = resources.files("resources") / "templates" / f"{TABLETOP}.toml"
        text = shipped.read_text("utf-8")
        assert sound in text
        spoiled = text.replace(sound, changed, 1)
        (self.folder / "bad.toml").write_text(spoiled, encoding="utf-8")

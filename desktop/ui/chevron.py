"""The arrow of drop-downs and the check mark: style sheets take them only from files."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def chevron_file(color: str) -> str:
    """Return the path of the arrow for text of `color`, as a style sheet writes paths."""
    return _file(f"chevron-{'dark' if _is_light(color) else 'light'}.svg")


def check_file(color: str) -> str:
    """Return the path of the check mark in `color`, which is light or dark."""
    return _file(f"check-{'light' if _is_light(color) else 'dark'}.svg")


def _file(name: str) -> str:
    return Path(str(resources.files("resources") / "icons" / name)).as_posix()


def _is_light(color: str) -> bool:
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return (red * 299 + green * 587 + blue * 114) / 1000 > 127

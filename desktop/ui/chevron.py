"""The arrow of drop-downs: Qt's style sheets take it only from a file."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def chevron_file(color: str) -> str:
    """Return the path of the arrow for text of `color`, as a style sheet writes paths."""
    shade = "dark" if _is_light(color) else "light"
    return Path(str(resources.files("resources") / "icons" / f"chevron-{shade}.svg")).as_posix()


def _is_light(color: str) -> bool:
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return (red * 299 + green * 587 + blue * 114) / 1000 > 127

"""What every library begins with: the built-in framework and the starter directory."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable

from db.library import Library
from db.text import Text

SEEDED = "starter"
"""The setting that remembers which starter content the library already has."""


def prepare(library: Library) -> None:
    """Give the library the built-in frameworks and institutions it does not have yet.

    Called at every start: when nothing is new it only compares a digest of the files. What
    a planner changed in the directory stays changed, and what they deleted stays deleted.
    """
    contents = [(file.name, file.read_bytes()) for file in _files()]
    digest = sha256(repr(contents).encode()).hexdigest()
    if library.setting(SEEDED) == digest:
        return
    # Only a library's first start, or the first after an update, needs the TOML reader.
    from desktop.planning.starter_rows import starter_rows

    library.seed(starter_rows((name, content.decode()) for name, content in contents))
    library.set_setting(SEEDED, digest)


@cache
def capabilities() -> dict[str, Text]:
    """Return the core capabilities of HSEEP (2020) by key, by mission area."""
    from desktop.planning.starter_rows import capabilities_in

    return capabilities_in(directory_file().read_text(encoding="utf-8"))


def directory_file() -> Traversable:
    """Return the file of the starter directory."""
    return resources.files("resources") / "directory.toml"


def _files() -> list[Traversable]:
    frameworks = (resources.files("resources") / "frameworks").iterdir()
    sound = [file for file in frameworks if file.name.endswith(".toml")]
    return [directory_file(), *sorted(sound, key=lambda file: file.name)]

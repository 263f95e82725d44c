"""Where the window starts: `istmo-desktop`, and `istmo` without a command."""

from __future__ import annotations

import gc
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.places import library_path

if TYPE_CHECKING:
    Run = Callable[[Path, Path | None], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window: `[--library PATH] [FILE.istmo]`; return the process's exit code."""
    arguments = _arguments(argv)
    return open_window(arguments.library, arguments.file)


def open_window(library: Path | None = None, file: Path | None = None) -> int:
    """Open the window on a library, and show a plan file; return the process's exit code.

    Raises ImportError when a part of the system that the window needs is missing.
    """
    path = (library or library_path()).absolute()
    return _loaded()(path, file)


def _loaded() -> Run:
    """Import all that the window needs, and return what opens it."""
    # Nothing of it is garbage: to look through it, again and again, takes a tenth of a start.
    gc.disable()
    try:
        from desktop.app import main as run
    finally:
        gc.enable()
    return run


def _arguments(argv: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="istmo-desktop")
    parser.add_argument("--library", type=Path, metavar="PATH")
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE.istmo")
    return parser.parse_args(argv)

"""Where the window starts: `istmo-desktop`, and `istmo` without a command."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window: `[--library PATH] [FILE.istmo]`; return the process's exit code."""
    return loaded()(argv)


def loaded() -> Callable[[Sequence[str] | None], int]:
    """Import all that the window needs, and return what opens it. Raises ImportError."""
    # Nothing of it is garbage: to look through it, again and again, takes a tenth of a start.
    gc.disable()
    try:
        from desktop.app import main as open_window
    finally:
        gc.enable()
    return open_window

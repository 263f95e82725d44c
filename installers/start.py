"""Where the packaged program starts: the window or the command line, by its own name."""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run Istmo as the name asks that it was started by; return the exit code."""
    if Path(sys.argv[0]).stem.lower() == "istmo-desktop":
        from desktop.window import main as start
    else:
        from desktop.cli import main as start
    return start()


if __name__ == "__main__":
    sys.exit(main())

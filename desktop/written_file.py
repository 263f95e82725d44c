"""Writing a file so that it is there whole, or not at all."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

LONGEST_NAME = 100
USUAL_MODE = 0o666
_BINARY = getattr(os, "O_BINARY", 0)


def write_whole(path: Path, content: bytes, *, mode: int = USUAL_MODE) -> None:
    """Write `content` beside `path` and put it in its place. Raises OSError that names `path`.

    `mode` is what the file may be used for, less what the process masks.
    """
    name = f".{path.name[:LONGEST_NAME]}.{os.getpid()}-{threading.get_ident()}.new"
    unfinished = path.with_name(name)
    try:
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        # The planner asked for `path` and should not read of another name.
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)

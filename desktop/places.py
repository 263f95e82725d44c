"""Where Istmo keeps what it writes on this laptop."""

from __future__ import annotations

from pathlib import Path

import platformdirs

APPLICATION = "Istmo"


def library_path() -> Path:
    """Return where the library lies unless another is asked for."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False) / "library.sqlite"


def log_path() -> Path:
    """Return where unexpected errors are written down."""
    return platformdirs.user_log_path(APPLICATION, appauthor=False) / "istmo.log"


def keys_path() -> Path:
    """Return where the planner's own keys lie, their private parts under a passphrase."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False) / "keys.json"

"""The command line: `istmo` does the same jobs as the window, without one.

Exit codes: 0 done, 1 findings or refused with a sentence, 2 wrong usage.
"""

from __future__ import annotations

import gettext
import io
import logging
import os
import sys
from collections.abc import Sequence
from importlib import resources
from logging.handlers import RotatingFileHandler

from desktop.command_line import parser
from desktop.jobs import DONE, FOUND, Refused
from desktop.language import _, speak
from desktop.places import log_path
from desktop.system_language import system_language

WRONG_USAGE = 2
LOG_BYTES = 500_000
LOG_FILES = 3

_DOMAIN = "istmo"


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks for and return the exit code; no error gets past."""
    _speak_system_language()
    _write_any_letter()
    try:
        options = parser().parse_args(None if argv is None else list(argv))
        code: int = options.job(options)
        sys.stdout.flush()
    except SystemExit as error:
        # argparse has said what is wrong, or has shown the help that was asked for.
        return WRONG_USAGE if error.code else DONE
    except BrokenPipeError:
        # Whoever read the answer, such as `head`, had enough of it.
        _drop_output()
        return FOUND
    except KeyboardInterrupt:
        return _refuse(_("Interrupted. What was saved before is safe."))
    except Refused as error:
        return _refuse(str(error))
    except Exception as error:  # noqa: BLE001 - the last door: a sentence and a log, no traceback
        return _apologize(error)
    return code


def _speak_system_language() -> None:
    language = system_language()
    speak(language)
    # argparse asks gettext itself, in the language of the environment.
    gettext.bindtextdomain(_DOMAIN, str(resources.files("resources") / "locale"))
    gettext.textdomain(_DOMAIN)
    if language == "es":
        os.environ.setdefault("LANGUAGE", language)


def _write_any_letter() -> None:
    """Let no letter that a terminal lacks stop an answer; into files and pipes goes UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _drop_output() -> None:
    """Let go of what standard output did not take, or Python would fail on it while it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(sentence: str) -> int:
    _drop_output()
    sys.stderr.write(f"istmo: {sentence}\n")
    return FOUND


def _apologize(error: Exception) -> int:
    from desktop.apology import KNOWN_ERRORS, apology

    if not isinstance(error, KNOWN_ERRORS):
        _write_down(error)
    return _refuse(apology(error))


def _write_down(error: Exception) -> None:
    """Write an error that nobody foresaw to the log, for whoever mends Istmo."""
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
    except OSError:
        return
    log = logging.getLogger("istmo.cli")
    log.addHandler(handler)
    log.propagate = False
    log.error("unexpected error", exc_info=error)
    log.removeHandler(handler)
    handler.close()

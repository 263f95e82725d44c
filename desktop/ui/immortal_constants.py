"""Keeps Python 3.11 alive under PySide6 6.12.

PySide6 6.12 hands out None, True and False without counting the reference. From Python 3.12
on these are immortal and nobody notices; on Python 3.11 each such call takes one reference
away, and after some thousand calls the interpreter ends with "Fatal Python error:
none_dealloc" or "bool_dealloc". Enough references that nobody holds make them as good as
immortal.
"""

from __future__ import annotations

import ctypes
import sys

REFERENCES = 1 << 40
"""A million calls a second would need twelve days to use them up."""


def make_constants_immortal() -> None:
    """Give the constants references to spare where Python counts them."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False, NotImplemented, ...):
        if sys.getrefcount(constant) < REFERENCES // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += REFERENCES

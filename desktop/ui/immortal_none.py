"""Keeps Python 3.11 alive under PySide6 6.12.

Since 6.12 PySide6's methods that return nothing hand out None without counting the
reference. From Python 3.12 on None is immortal and nobody notices; on Python 3.11 each call
takes one reference away, and after some thousand calls the interpreter ends with "Fatal
Python error: none_dealloc". Enough references that nobody holds make None as good as immortal.
"""

from __future__ import annotations

import ctypes
import sys

REFERENCES = 1 << 40
"""A million calls a second would need twelve days to use them up."""


def make_none_immortal() -> None:
    """Give None references to spare where Python counts them."""
    if sys.version_info < (3, 12) and sys.getrefcount(None) < REFERENCES // 2:
        ctypes.c_ssize_t.from_address(id(None)).value += REFERENCES

"""Names for controls that screen readers say."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """Give a control its accessible name and return it."""
    widget.setAccessibleName(name)
    return widget

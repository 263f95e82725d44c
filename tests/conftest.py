"""What holds for every test: it begins in English, whatever was spoken before it."""

from __future__ import annotations

import pytest

from desktop.language import speak


@pytest.fixture(autouse=True)
def english() -> None:
    """Speak English, whatever language a test before this one made the interface speak."""
    speak("en")

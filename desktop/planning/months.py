"""Months and dates as planners write them, in each language."""

from __future__ import annotations

from datetime import date

from db.text import LANGUAGES, Language, Text

MONTHS: dict[Language, tuple[str, ...]] = {
    "en": ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
    "es": ("ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"),
}
MONTH_NUMBERS: dict[str, int] = {
    name: number for names in MONTHS.values() for number, name in enumerate(names, start=1)
} | {"SET": 9}
"""Both languages' months are read everywhere; SET is another way to write September."""


def dated(day: date) -> Text:
    """Return a date as planners write it, "3 NOV 2026", in both languages."""
    return Text(
        *(f"{day.day} {MONTHS[language][day.month - 1]} {day.year}" for language in LANGUAGES)
    )

"""The months in a date-time group, in each language."""

from __future__ import annotations

from db.text import Language

MONTHS: dict[Language, tuple[str, ...]] = {
    "en": ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
    "es": ("ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"),
}
MONTH_NUMBERS: dict[str, int] = {
    name: number for names in MONTHS.values() for number, name in enumerate(names, start=1)
} | {"SET": 9}
"""Both languages' months are read everywhere; SET is another way to write September."""

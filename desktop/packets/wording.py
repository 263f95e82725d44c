"""What a packet says, in its language or in both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from babel.dates import format_date

from db.text import LANGUAGES, Language, Text
from desktop.language import N_, translate
from desktop.packets.fonts import printable

PacketLanguage = Literal["en", "es", "both"]

SEPARATOR = " · "
UNMARKED = N_("NOT MARKED")
MARKING_WORDINGS = {
    "UNCLASSIFIED": N_("UNCLASSIFIED"),
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY": N_("UNCLASSIFIED//FOR OFFICIAL USE ONLY"),
}
"""Markings that have a Spanish form; CUI and RESERVADO are the same in both languages."""

DAY_PATTERNS: dict[Language, str] = {"en": "EEEE d MMMM y", "es": "EEEE d 'de' MMMM 'de' y"}
SHORT_PATTERNS: dict[Language, str] = {"en": "EEE d MMM y", "es": "EEE d MMM y"}
WEEKDAY_PATTERNS: dict[Language, str] = {"en": "EEE d MMM", "es": "EEE d MMM"}
DATE_PATTERNS: dict[Language, str] = {"en": "d MMMM y", "es": "d 'de' MMMM 'de' y"}
MOMENT_PATTERNS: dict[Language, str] = {"en": "EEE d MMMM y", "es": "EEE d 'de' MMMM 'de' y"}


@dataclass(frozen=True, slots=True)
class Said:
    """A wording as it is printed; in italics when it had to be borrowed."""

    wording: str
    borrowed: bool = False


def clean(text: Text) -> Text:
    """Return `text` as the typeface can print it, without blanks around it."""
    return Text(printable(text.en).strip(), printable(text.es).strip())


@dataclass(frozen=True, slots=True)
class Wording:
    """Says everything in the language of the packet: "en", "es" or "both"."""

    language: PacketLanguage

    @property
    def both(self) -> bool:
        """Whether the packet is in both languages side by side."""
        return self.language == "both"

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the packet, in the order of its columns."""
        return LANGUAGES if self.language == "both" else (self.language,)

    @property
    def main(self) -> Language:
        """The language that stands first."""
        return self.languages[0]

    def each(self, message: str, **values: Any) -> tuple[str, ...]:
        """Return a message marked with `N_` in each language of the packet."""
        wordings = []
        for language in self.languages:
            own = {
                name: value.best(language) if isinstance(value, Text) else value
                for name, value in values.items()
            }
            wordings.append(translate(message, language).format(**own))
        return tuple(wordings)

    def label(self, message: str, **values: Any) -> str:
        """Return a message in the packet's languages on one line, as "Venue · Sede"."""
        return joined(self.each(message, **values))

    def stacked_label(self, message: str) -> str:
        """Return a message in the packet's languages, each on a line of its own."""
        return joined(self.each(message), "\n")

    def columns(self, text: Text) -> tuple[Said, ...]:
        """Return a text once per language of the packet."""
        return tuple(
            Said(text.best(language), text.has_fallen_back(language)) for language in self.languages
        )

    def stacked(self, text: Text) -> tuple[Said, ...]:
        """Return a text, followed by its other wording when the packet needs both."""
        first, *others = self.columns(text)
        return (
            first,
            *(
                said
                for said in others
                if not (said.borrowed or first.borrowed) and said.wording != first.wording
            ),
        )

    def line(self, text: Text) -> str:
        """Return a text in the packet's languages on one line."""
        return joined(said.wording for said in self.stacked(text))

    def dates(self, day: date, patterns: dict[Language, str]) -> tuple[str, ...]:
        """Return a date in each language of the packet."""
        return tuple(
            format_date(day, patterns[language], locale=language) for language in self.languages
        )

    def short_date(self, day: date) -> str:
        """Return a date on one line; both languages share it, as "12 Jan/ene 2026"."""
        if not self.both:
            return self.dates(day, SHORT_PATTERNS)[0]
        months = {
            format_date(day, "MMM", locale=language).casefold(): format_date(
                day, "MMM", locale=language
            )
            for language in reversed(self.languages)
        }
        return f"{day.day} {'/'.join(reversed(months.values()))} {day.year}"

    def period(self, first: date, last: date) -> tuple[str, ...]:
        """Return from when to when in each language, as "12–16 January 2026"."""
        return tuple(_period(first, last, language) for language in self.languages)

    def moment(self, local: datetime) -> str:
        """Return a local date and time in the first language, as "Mon 12 January 2026, 0700"."""
        day = format_date(local, MOMENT_PATTERNS[self.main], locale=self.main)
        return f"{day}, {local:%H%M}"

    def marking(self, marking: str) -> str:
        """Return a handling marking in capitals; a missing one is called missing."""
        written = " ".join(printable(marking).split()).upper()
        message = MARKING_WORDINGS.get(written, "" if written else UNMARKED)
        forms = self.each(message) if message else (written,)
        return joined(forms, " // " if not any("//" in form for form in forms) else SEPARATOR)


def joined(wordings: Any, separator: str = SEPARATOR) -> str:
    """Return the different ones among `wordings`, on one line."""
    return separator.join(dict.fromkeys(filter(None, wordings)))


def _period(first: date, last: date, language: Language) -> str:
    end = format_date(last, DATE_PATTERNS[language], locale=language)
    if first >= last:
        return format_date(first, DATE_PATTERNS[language], locale=language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        pattern = "d MMMM" if language == "en" else "d 'de' MMMM"
        return f"{format_date(first, pattern, locale=language)} – {end}"
    return f"{format_date(first, DATE_PATTERNS[language], locale=language)} – {end}"


def utc_offset(local: datetime) -> str:
    """Return the distance of a local time from UTC, as "UTC-5"."""
    minutes = (local.utcoffset() or timedelta()) // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"

"""Nobody works longer than fourteen hours in a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from db.tables import Organization, ScheduleItem, ScheduleOrganization
from db.text import Text
from desktop.language import N_
from desktop.planning.finding import Finding, found
from desktop.planning.moments import duration_label
from desktop.planning.months import dated
from desktop.planning.row_values import values_of
from desktop.planning.rules.subject import Subject

LONGEST_MINUTES = 14 * 60
FREE_KINDS = frozenset({"meal", "rest"})
MOST_NAMES = 4

Span = tuple[int, int, ScheduleItem]
"""From when to when an item lasts, in minutes from start."""


def working_day_too_long(subject: Subject) -> Iterator[Finding]:
    """Yield each day on which an organization, or else a track, works more than 14 hours.

    The day runs from the first to the last activity that is neither a meal nor rest, and
    belongs to the date on which it begins.
    """
    days: dict[int, list[Span]] = defaultdict(list)
    for item in subject.reader.rows(ScheduleItem):
        values = values_of(item)
        if values["kind"] not in FREE_KINDS:
            begins: int = values["offset_minutes"]
            span = begins, begins + values["duration_minutes"], item
            days[subject.clock.day(begins)].append(span)
    for day, spans in days.items():
        if _length(spans) > LONGEST_MINUTES:
            too_long = _too_long(_by_organization(subject, spans)) or _too_long(_by_track(spans))
            if too_long:
                yield _finding(subject, day, spans[0][2], too_long)


def _finding(subject: Subject, day: int, first: ScheduleItem, too_long: dict[Text, int]) -> Finding:
    longest_first = sorted(too_long, key=lambda who: (-too_long[who], who.en, who.es))
    names = longest_first[:MOST_NAMES]
    more = ", …" if len(too_long) > MOST_NAMES else ""
    return found(
        "working-day-too-long",
        "warning",
        first,
        "duration_minutes",
        N_(
            "On {date} the working day lasts {length}, more than 14 hours, for: {who}. Shorten "
            "it, or bring a second shift."
        ),
        about=(str(day),),
        of_plan=True,
        date=dated(subject.clock.date_of_day(day)),
        length=duration_label(max(too_long.values())),
        who=Text(
            ", ".join(name.best("en") for name in names) + more,
            ", ".join(name.best("es") for name in names) + more,
        ),
    )


def _length(spans: list[Span]) -> int:
    """Return the minutes from the first beginning to the last end."""
    return max([ends for _, ends, _ in spans]) - min([begins for begins, _, _ in spans])


def _too_long(groups: dict[Text, list[Span]]) -> dict[Text, int]:
    lengths = {name: _length(spans) for name, spans in groups.items()}
    return {name: length for name, length in lengths.items() if length > LONGEST_MINUTES}


def _by_organization(subject: Subject, spans: list[Span]) -> dict[Text, list[Span]]:
    attended: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        for link in subject.reader.children(
            ScheduleOrganization, "item_id", values_of(span[2])["id"]
        ):
            attended[values_of(link)["organization_id"]].append(span)
    named = {}
    for organization_id, theirs in attended.items():
        row = subject.reader.get(Organization, organization_id)
        if row is not None:
            named[Text(row.acronym, row.acronym) if row.acronym else row.name] = theirs
    return named


def _by_track(spans: list[Span]) -> dict[Text, list[Span]]:
    tracks: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for span in spans:
        values = values_of(span[2])
        tracks[values["track_en"], values["track_es"]].append(span)
    return {Text(*track): theirs for track, theirs in tracks.items() if any(track)}

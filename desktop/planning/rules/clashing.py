"""Nobody and no venue is needed twice at the same time, in this plan or another."""

from __future__ import annotations

from collections.abc import Iterator

from db.tables import ScheduleItem
from desktop.language import N_
from desktop.planning.finding import Finding, found
from desktop.planning.moments import duration_label, relative
from desktop.planning.rules.subject import Subject

SENTENCES = {
    ("person", False): N_(
        "{who} is needed in two activities at once for {length}: “{first}” at {when}, and "
        "“{second}”. Move one of them, or assign another person."
    ),
    ("person", True): N_(
        "{who} is needed in two plans at once for {length}: “{first}” at {when}, and “{second}” "
        "of the plan “{plan}”. Move it, or assign another person."
    ),
    ("venue", False): N_(
        "{who} is booked twice for {length}: “{first}” at {when}, and “{second}”. Move one of "
        "them, or choose another venue."
    ),
    ("venue", True): N_(
        "{who} is booked in two plans for {length}: “{first}” at {when}, and “{second}” of the "
        "plan “{plan}”. Move it, or choose another venue."
    ),
}


def clash(subject: Subject) -> Iterator[Finding]:
    """Yield each clash of people or venues."""
    for pair in subject.clashes:
        item = subject.reader.get(ScheduleItem, pair.first.item_id)
        if item is None:
            continue
        kind = pair.kind
        yield found(
            f"{kind}-clash",
            "error",
            item,
            "venue_id" if kind == "venue" else "people",
            SENTENCES[kind, pair.across_plans],
            about=(pair.who_id, pair.second.item_id),
            who=pair.who,
            first=pair.first.title,
            second=pair.second.title,
            plan=pair.second.plan_name,
            when=relative(item.offset_minutes, subject.clock),
            length=duration_label(pair.minutes),
        )

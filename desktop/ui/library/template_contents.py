"""What a template brings with it, counted for the preview."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from desktop.language import ngettext
from desktop.planning.templates import Template

MINUTES_PER_DAY = 1440


@dataclass(frozen=True, slots=True)
class Contents:
    """How many of each thing a template holds, and over how many days."""

    objectives: int = 0
    milestones: int = 0
    activities: int = 0
    injects: int = 0
    days: int = 1


def days_of(template: Template) -> int:
    """Return over how many days a plan made from a template runs."""
    hour, minute = (int(part) for part in template.start_time.split(":"))
    last = hour * 60 + minute + template.duration_minutes - 1
    return max(0, last) // MINUTES_PER_DAY + 1


@cache
def contents_of(template: Template) -> Contents:
    """Return what a template holds; a blank one holds nothing."""
    days = days_of(template)
    if template.file is None:
        return Contents(days=days)
    listed = tomllib.loads(template.file.read_text(encoding="utf-8"))
    return Contents(
        objectives=len(listed.get("objectives", ())),
        milestones=len(listed.get("milestones", ())),
        activities=len(listed.get("schedule", ())),
        injects=sum(
            len(event.get("injects", ()))
            for storyline in listed.get("storylines", ())
            for event in storyline.get("events", ())
        ),
        days=days,
    )


def contents_words(contents: Contents) -> str:
    """Return a line such as "2 days · 5 objectives · 23 activities · 26 injects"."""
    days = ngettext("{count} day", "{count} days", contents.days)
    objectives = ngettext("{count} objective", "{count} objectives", contents.objectives)
    milestones = ngettext("{count} milestone", "{count} milestones", contents.milestones)
    activities = ngettext("{count} activity", "{count} activities", contents.activities)
    injects = ngettext("{count} inject", "{count} injects", contents.injects)
    words = [days.format(count=contents.days)]
    if contents.objectives:
        words.append(objectives.format(count=contents.objectives))
    if contents.milestones:
        words.append(milestones.format(count=contents.milestones))
    if contents.activities:
        words.append(activities.format(count=contents.activities))
    if contents.injects:
        words.append(injects.format(count=contents.injects))
    return " · ".join(words)

"""Templates and samples: how a plan begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Plan
from db.text import Text
from desktop.language import N_, _, as_text
from desktop.planning.blank_plan import blank_rows
from desktop.planning.entries import Entry, EntryRefused
from desktop.planning.starter import prepare
from desktop.planning.template_names import TemplateNames
from desktop.planning.template_rows import template_rows
from desktop.planning.terms import PLAN_KINDS, types_of

__all__ = [
    "BLANK",
    "Template",
    "TemplateRefused",
    "UnknownTemplate",
    "add_sample",
    "blank",
    "new_plan",
    "samples",
    "templates",
]

BLANK = {"blank-exercise": "exercise", "blank-workshop": "workshop"}
"""Ids of the templates that hold nothing, and the kind of plan they make."""
DEFAULT_START = "08:00"


class TemplateRefused(EntryRefused):
    """A template that ships with Istmo is not as it must be: file and key are named."""


class UnknownTemplate(LookupError):
    """There is no template, or no sample, with this id."""


@dataclass(frozen=True, slots=True)
class Template:
    """A plan to begin from. `start_time` is the usual hour, `start` a sample's own date."""

    id: str
    kind: str
    type: str
    name: Text
    summary: Text
    start_time: str = DEFAULT_START
    duration_minutes: int = 480
    zone: str = "America/Panama"
    start: str = ""
    file: Traversable | None = field(default=None, repr=False, compare=False)


def templates(kind: str | None = None) -> list[Template]:
    """Return the templates, or those of one kind, exercises first. Raises TemplateRefused."""
    return [t for t in _templates_in("templates") if kind in (None, t.kind)]


def samples() -> list[Template]:
    """Return the sample plans, exercises first. Raises TemplateRefused."""
    return list(_templates_in("samples"))


def blank(kind: str) -> Template:
    """Return the template of `kind` that holds a framework and nothing else."""
    name = N_("Blank workshop") if kind == "workshop" else N_("Blank exercise")
    summary = N_("Framework, start and end; all else is yours to plan.")
    plan_type = "in-person" if kind == "workshop" else "tabletop"
    return Template(f"blank-{kind}", kind, plan_type, as_text(name), as_text(summary))


def new_plan(
    library: Library,
    template_id: str,
    *,
    name: Text,
    start: datetime,
    zone: str,
    code: str = "",
) -> OpenPlan:
    """Add a plan made from a template, in one edit, and return it open.

    `start` is local wall time in `zone`, without a zone of its own. Raises UnknownTemplate,
    ValueError for a zone nobody knows, TemplateRefused, UnwritableLibrary.
    """
    identity: dict[str, Any] = {
        "name": name,
        "start": start.replace(tzinfo=None).isoformat(timespec="minutes"),
        "zone": _known_zone(zone),
        "template": template_id,
    }
    if code:
        identity["code"] = code
    if template_id in BLANK:
        template = blank(BLANK[template_id])
    else:
        template = _find(template_id, templates())
    label = N_("New workshop") if template.kind == "workshop" else N_("New exercise")
    return _make(library, template, identity, label)


def add_sample(library: Library, sample_id: str) -> OpenPlan:
    """Return the sample plan open, added in one edit unless the library has it.

    A sample in the bin stays there; a new one is made. Raises UnknownTemplate,
    TemplateRefused, UnwritableLibrary.
    """
    template = _find(sample_id, samples())
    query = select(Plan.id).where(Plan.sample, Plan.template == sample_id, ~Plan.deleted)
    present = library.session.scalars(query).first()
    library.end_reading()
    if present is not None:
        return library.open_plan(present)
    identity = {"name": template.name, "start": template.start, "template": template.id}
    return _make(library, template, identity | {"sample": True}, N_("Add sample plan"))


def _make(library: Library, template: Template, identity: dict[str, Any], label: str) -> OpenPlan:
    prepare(library)
    identity |= {"kind": template.kind, "type": template.type}
    names = TemplateNames(library, template.id)
    if template.file is None:
        rows = blank_rows(library, identity)
    else:
        text = template.file.read_text(encoding="utf-8")
        entry = Entry.parse(text, template.file.name, refused=TemplateRefused)
        rows = template_rows(entry, names, identity)
    library.end_reading()
    if names.venues_to_seed:
        library.seed(names.venues_to_seed)
    return library.add_plan(rows, label)


@cache
def _templates_in(folder: str) -> tuple[Template, ...]:
    kinds = list(PLAN_KINDS)
    heads = [_head(file) for file in _files(folder)]
    return tuple(sorted(heads, key=lambda t: (kinds.index(t.kind), t.id)))


def _files(folder: str) -> list[Traversable]:
    here = resources.files("resources") / folder
    return [file for file in here.iterdir() if file.name.endswith(".toml")]


def _head(file: Traversable) -> Template:
    """Read what a list of templates shows: all before the first list of tables."""
    head = file.read_text(encoding="utf-8").partition("\n[[")[0]
    entry = Entry.parse(head, file.name, refused=TemplateRefused)
    kind = entry.choice("kind", PLAN_KINDS)
    plan = entry.entry("plan")
    start = plan.word("start", "")
    return Template(
        id=entry.word("id"),
        kind=kind,
        type=entry.choice("type", types_of(kind)),
        name=entry.pair("name"),
        summary=entry.pair("summary"),
        start_time=plan.word("start_time", start[-5:] or None),
        duration_minutes=plan.number("duration_minutes"),
        zone=plan.word("zone", "America/Panama"),
        start=start,
        file=file,
    )


def _find(template_id: str, among: list[Template]) -> Template:
    for template in among:
        if template.id == template_id:
            return template
    message = _("There is no template “{id}”. Those there are: {known}.")
    known = ", ".join(template.id for template in among)
    raise UnknownTemplate(message.format(id=template_id, known=known))


def _known_zone(zone: str) -> str:
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = _("“{zone}” is not a time zone. Write it as America/Panama.")
        raise ValueError(message.format(zone=zone)) from error

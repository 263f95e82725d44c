"""A framework written to TOML, in the shape in which it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator

from db.reader import PlanReader
from db.tables import AreaOfAction, FocusArea, Framework, Indicator, Pillar, ProposedAction
from db.text import Text


def framework_as_toml(reader: PlanReader, framework: Framework) -> str:
    """Return the file of a framework; `reader` may be that of any plan of the library."""
    return "\n".join(_lines(reader, framework)) + "\n"


def _lines(reader: PlanReader, framework: Framework) -> Iterator[str]:
    yield f"id = {_quoted(framework.key or 'framework')}"
    yield f"version = {framework.version}"
    yield from _texts(framework.name, framework.description)
    for pillar in reader.children(Pillar, "framework_id", framework.id):
        yield from ("", "[[pillars]]", f"key = {_quoted(pillar.key or pillar.id)}")
        yield from _texts(pillar.name, pillar.description)
        for area in reader.children(FocusArea, "pillar_id", pillar.id):
            yield from ("", "[[pillars.focus_areas]]", f"key = {_quoted(area.key or area.id)}")
            yield from _texts(area.name, area.description)
            yield from _actions(reader.children(ProposedAction, "focus_area_id", area.id))
            yield "indicators = ["
            for indicator in reader.children(Indicator, "focus_area_id", area.id):
                key = _quoted(indicator.key or indicator.id)
                unit = f", unit = {_pair(indicator.unit)}" if indicator.unit else ""
                yield f"  {{ key = {key}, text = {_pair(indicator.text)}{unit} }},"
            yield "]"
    for across in reader.children(AreaOfAction, "framework_id", framework.id):
        yield from ("", "[[areas_of_action]]", f"key = {_quoted(across.key or across.id)}")
        yield f"name = {_pair(across.name)}"
        yield from _actions(reader.children(ProposedAction, "area_of_action_id", across.id))


def _texts(name: Text, description: Text) -> Iterator[str]:
    yield f"name = {_pair(name)}"
    if description:
        yield f"description = {_pair(description)}"


def _actions(actions: list[ProposedAction]) -> Iterator[str]:
    yield "proposed_actions = ["
    for action in actions:
        key = _quoted(action.key or action.id)
        yield f"  {{ key = {key}, text = {_pair(action.text)} }},"
    yield "]"


def _pair(text: Text) -> str:
    wordings = [f"{code} = {_quoted(w)}" for code, w in text.as_dict().items() if w]
    return "{ " + ", ".join(wordings) + " }"


def _quoted(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are TOML's too, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

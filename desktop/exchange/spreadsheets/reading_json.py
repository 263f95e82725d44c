"""What was read of a spreadsheet, as values that JSON can hold, and as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.reader import PlanReader
from db.tables import Objective
from desktop.exchange.spreadsheets.changes import Change
from desktop.exchange.spreadsheets.importing import Understood, understood
from desktop.exchange.spreadsheets.plan_names import split_numbers
from desktop.exchange.spreadsheets.reading import Reading
from desktop.language import _, spoken
from desktop.planning.moments import clock_of, relative


def reading_as_json(reader: PlanReader, reading: Reading) -> dict[str, Any]:
    """Return `mapping`, `read` (the injects as understood in this plan) and `unreadable`.

    An inject is as in `istmo show --json`, but names what it belongs to in words: its
    objectives by number, its storyline, event, controller and venue as the sheet does.
    """
    return {
        "mapping": reading.mapping.as_dict(),
        "read": [_inject(reader, each) for each in understood(reader, reading.injects)],
        "unreadable": [
            {"sheet": each.sheet, "row": each.row, "column": each.column, "reason": each.reason}
            for each in reading.unreadable
        ],
    }


def _inject(reader: PlanReader, each: Understood) -> dict[str, Any]:
    read = each.read
    objectives = [reader.get(Objective, objective_id) for objective_id in each.objective_ids]
    return {
        "sheet": read.sheet,
        "row": read.row,
        "number": read.number,
        "offset_minutes": read.offset_minutes,
        "scenario_minutes": read.scenario_minutes,
        "relative": relative(read.offset_minutes, clock_of(reader.row)),
        "title": read.title.as_dict(),
        "kind": read.kind,
        "mode": read.mode,
        "from": read.sender.as_dict(),
        "to": read.receiver.as_dict(),
        "message": read.message.as_dict(),
        "expected_response": read.expected_response.as_dict(),
        "objectives": [row.number or row.statement.best("en") for row in objectives if row],
        "storyline": read.storyline,
        "event": read.event,
        "controller": read.controller,
        "evaluator": read.evaluator,
        "venue": read.venue,
        "status": read.status,
        "depends_on": split_numbers(read.depends_on),
        "notes": each.notes.as_dict(),
    }


def changes_as_json(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Return changes of a workbook as values that JSON can hold."""
    return [
        {
            "kind": change.kind,
            "row": change.row,
            "inject": change.inject_id or None,
            "number": change.number,
            "title": change.title.as_dict(),
            "field": change.field or None,
            "old": change.old,
            "new": change.new,
            "conflict": change.conflict,
        }
        for change in changes
    ]


def change_sentence(change: Change) -> str:
    """Return a change as a line for the planner."""
    name = " ".join(filter(None, (change.number, change.title.best(spoken()))))
    if change.kind == "added":
        sentence = _("Added: {inject}").format(inject=name)
    elif change.kind == "removed":
        sentence = _("Deleted: {inject}").format(inject=name)
    else:
        sentence = _("{inject}: {field}: “{old}” → “{new}”").format(
            inject=name,
            field=change.label.best(spoken()),
            old=_short(change.old),
            new=_short(change.new),
        )
    return (
        _("{change} (the plan has changed there too)").format(change=sentence)
        if (change.conflict)
        else sentence
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"

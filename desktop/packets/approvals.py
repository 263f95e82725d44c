"""Who approved which version of a plan."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from db.reader import PlanReader
from db.tables import Approval
from db.text import Language
from desktop.language import N_
from desktop.packets.density import Density
from desktop.packets.flow import Flow
from desktop.packets.fonts import printable
from desktop.packets.styles import TABLE, TABLE_QUIET, TABLE_STRONG
from desktop.packets.table import Cell, Table
from desktop.packets.wording import Wording, clean, joined
from desktop.planning.approvals import standing_of

NAME, POST, DATE, VERSION = N_("Name"), N_("Post"), N_("Date"), N_("Version")
PATTERNS: dict[Language, str] = {"en": "d MMM y", "es": "d MMM y"}
WIDTHS = (0.27, 0.35, 60, 62, 0.38)
WIDTHS_OF_BOTH = (0.25, 0.35, 64, 80, 0.4)


def add_approvals(
    flow: Flow, reader: PlanReader, wording: Wording, density: Density, code: str
) -> None:
    """Lay the table of approvals out in `flow`; `code` is that of the plan as it stands."""
    heading = [wording.label(message) for message in (NAME, POST, DATE, VERSION)]
    table = Table(flow, WIDTHS_OF_BOTH if wording.both else WIDTHS, [*heading, ""])
    table.begin()
    plain, strong, quiet = map(density.set, (TABLE, TABLE_STRONG, TABLE_QUIET))
    for approval in reader.rows(Approval):
        name, post, day, version, current = table.columns
        said = wording.stacked(clean(approval.post))
        posts = post.wrap(
            joined(each.wording for each in said),
            plain.slanted() if said[0].borrowed else plain,
        )
        standing = standing_of(approval.version, code)
        cells: list[Cell] = [
            [name.wrap(printable(approval.name).strip(), strong)],
            [posts],
            [day.wrap(_date(approval.date, wording), plain)],
            [version.wrap(printable(approval.version).strip(), strong)],
            [current.wrap(wording.label(standing), quiet)] if standing else [],
        ]
        table.add(table.row(cells, density.row))
    table.end()


def _date(written: str, wording: Wording) -> str:
    with suppress(ValueError):
        day = date.fromisoformat(written)
        return wording.short_date(day) if wording.both else wording.dates(day, PATTERNS)[0]
    return ""

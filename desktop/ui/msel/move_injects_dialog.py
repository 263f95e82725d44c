"""Move one inject, the selection, everything after a moment, or STARTEX: seen beforehand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from db.open_plan import OpenPlan
from db.record import PlanRecord
from db.tables import Inject, ScheduleItem
from desktop.language import _, ngettext, spoken
from desktop.planning.finding import Finding
from desktop.planning.moments import clock_of
from desktop.planning.retiming import (
    Preview,
    Shift,
    StartexPreview,
    apply_shift,
    moved_and_clashing,
    shift_of,
    startex_preview,
)
from desktop.ui.desk import Desk
from desktop.ui.msel.inject_words import inject_title
from desktop.ui.schedule.facts import title_of
from desktop.ui.schedule.move_dialog import MoveDialog
from desktop.ui.schedule.move_words import local_label, relative_label
from desktop.ui.schedule.moved_table import MOST_LISTED, MovedLine, MovedTable
from desktop.ui.schedule.moving import AFTER, Move
from desktop.ui.theme import colors


class MoveInjectsDialog(MoveDialog):
    """Moves injects, and with a tick the schedule as well."""

    table: type[PlanRecord] = Inject

    def __init__(self, desk: Desk, ids: Sequence[str], parent: QWidget | None = None) -> None:
        self.with_schedule = QCheckBox(_("The schedule from there on as well"))
        super().__init__(desk, ids, parent)
        self.setWindowTitle(_("Move injects"))

    def _moved_table(self) -> MovedTable:
        return MovedTable(_("Inject"), _("What would be wrong"))

    def _build_fields(self) -> None:
        super()._build_fields()
        self._form.insertRow(1, "", self.with_schedule)
        self.with_schedule.toggled.connect(lambda _on: self.preview())

    def _show_scope(self) -> None:
        if hasattr(self, "list"):
            self._form.setRowVisible(self.with_schedule, self.scope() == AFTER)
        super()._show_scope()

    def _selected_text(self, count: int) -> str:
        text = ngettext("The selected inject", "The {count} selected injects", count)
        return text.format(count=count)

    def _ids_from(self, plan: OpenPlan, moment: int) -> tuple[str, ...]:
        return tuple(row.id for row in shift_of(plan, after=moment, minutes=1).injects)

    def _shift(self, plan: OpenPlan, move: Move) -> Shift:
        rows = [row for key in move.ids if (row := plan.get(Inject, key)) is not None]
        items: list[ScheduleItem] = []
        if self.scope() == AFTER and self.with_schedule.isChecked() and move.since is not None:
            since = move.since
            items = [row for row in plan.rows(ScheduleItem) if row.offset_minutes >= since]
        return shift_of(plan, injects=rows, items=items, minutes=move.minutes)

    def _show_outcome(self, plan: OpenPlan, move: Move) -> None:
        if move.startex:
            start = clock_of(plan.row).local(move.minutes)
            found = startex_preview(plan, start.replace(tzinfo=None))
            self.apply.setEnabled(bool(move.minutes))
            self._say_what_moves(found.injects, found.items, len(found.milestones), found)
            self.list.show_lines(self._lines(plan, plan.rows(Inject), move, found))
            return
        shift = self._shift(plan, move)
        preview = moved_and_clashing(plan, shift)
        self.apply.setEnabled(bool(shift))
        self._say_what_moves(len(shift.injects), len(shift.items), 0, preview)
        self.list.show_lines(self._lines(plan, shift.rows, move, preview))

    def _say_what_moves(
        self, injects: int, items: int, milestones: int, found: Preview | StartexPreview
    ) -> None:
        parts = [ngettext("{count} inject moves", "{count} injects move", injects)]
        parts[0] = parts[0].format(count=injects)
        if items:
            text = ngettext("{count} schedule item", "{count} schedule items", items)
            parts.append(text.format(count=items))
        if milestones:
            text = ngettext("{count} milestone", "{count} milestones", milestones)
            parts.append(text.format(count=milestones))
        new = len(found.clashes)
        text = ngettext("{count} thing wrong then", "{count} things wrong then", new)
        parts.append(text.format(count=new) if new else _("nothing wrong then"))
        if found.mended:
            mended = len(found.mended)
            text = ngettext("{count} mended", "{count} mended", mended)
            parts.append(text.format(count=mended))
        self.summary.setText(" · ".join(parts))

    def _lines(
        self,
        plan: OpenPlan,
        rows: Iterable[Inject | ScheduleItem],
        move: Move,
        found: Preview | StartexPreview,
    ) -> list[MovedLine]:
        """Return a line for each row: those with trouble first."""
        clock = clock_of(plan.row)
        label = local_label if move.startex else relative_label
        troubles = _troubles(found)
        known = list(rows)
        ids = {row.id for row in known}
        lines: list[MovedLine] = []
        for row_id, sentences in troubles.items():
            if row_id not in ids:
                lines.append((["", "", "", " · ".join(sentences)], colors().error))
        ordered = sorted(known, key=lambda row: row.id not in troubles)
        for row in ordered[:MOST_LISTED]:
            start = row.offset_minutes
            cells = [
                inject_title(row) if isinstance(row, Inject) else title_of(row, spoken()),
                label(clock, start),
                label(clock, start + move.minutes) if move.minutes else "",
                " · ".join(troubles.get(row.id, ())),
            ]
            lines.append((cells, colors().error))
        return lines

    def _move_rows(self, plan: OpenPlan, move: Move) -> None:
        with self._desk.attempt():
            apply_shift(plan, self._shift(plan, move))


def _troubles(found: Preview | StartexPreview) -> dict[str, list[str]]:
    """Return the sentences about what would be wrong, by the id of the row."""
    troubles: dict[str, list[str]] = defaultdict(list)
    findings: tuple[Finding, ...] = found.clashes
    for finding in findings:
        troubles[finding.row_id].append(finding.message.best(spoken()))
    for moving, staying in found.overtaken if isinstance(found, Preview) else ():
        troubles[moving.id].append(
            _("changes places with {inject}").format(inject=staying.number or inject_title(staying))
        )
    return troubles

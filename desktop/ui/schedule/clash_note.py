"""What an item clashes with, and a way out: the next time at which it is free."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from db.tables import ScheduleItem
from desktop.language import _, spoken
from desktop.planning.moments import clock_of, relative
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.icons import icon_for
from desktop.ui.schedule.acts import ScheduleActs, Shift
from desktop.ui.schedule.clash_words import clash_sentences, next_free

ICON = QSize(16, 16)


class ClashNote(FieldEditor):
    """Shown in the form of an item while it clashes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "")
        self._free: int | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        icon = QLabel()
        icon.setPixmap(icon_for("warning-octagon", "error").pixmap(ICON))
        self.way_out = QPushButton()
        self.way_out.clicked.connect(self._move)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self.way_out, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(card)
        desk.reviewed.connect(self.show_value)

    def show_value(self) -> None:
        """Show the clashes that the review found last; nothing when there are none."""
        item: ScheduleItem | None = self.row
        plan = self.desk.plan
        sentences: list[str] = []
        if item is not None and plan is not None:
            clock = clock_of(plan.row)
            clashes = self.desk.clashes
            sentences = clash_sentences(clashes, plan.id, clock, spoken()).get(item.id, [])
            self._free = next_free(plan, item, clashes) if sentences else None
            if self._free is not None:
                time = relative(self._free, clock)
                self.way_out.setText(_("Move to {time}, next free").format(time=time))
        self.words.setText("\n".join(sentences))
        self.way_out.setVisible(self._free is not None)
        self.setVisible(bool(sentences))

    def _move(self) -> None:
        item: ScheduleItem | None = self.row
        if item is not None and self._free is not None:
            acts = ScheduleActs(self.desk)
            acts.shift([Shift(item.id, self._free, item.duration_minutes)])

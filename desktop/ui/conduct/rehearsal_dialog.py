"""Asks which moment of play to pretend for a rehearsal."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.language import _
from desktop.planning.moments import parse_moment, relative
from desktop.ui.conduct.play import Play


class RehearsalDialog(QDialog):
    """Asks for the moment to pretend and begins, or sets anew, the rehearsal."""

    def __init__(self, play: Play, parent: QWidget) -> None:
        super().__init__(parent)
        self._play = play
        self.setWindowTitle(_("Rehearsal"))
        self.setMinimumWidth(480)
        title = QLabel(_("Rehearsal"))
        title.setProperty("role", "title")
        note = QLabel(
            _(
                "The board pretends that it is the moment below and goes on from there. What you "
                "mark is swept away when the rehearsal ends."
            )
        )
        note.setWordWrap(True)
        note.setProperty("role", "quiet")
        to_come = play.to_come()
        offset = to_come[0].inject.offset_minutes - 5 if to_come else 0
        self.moment = QLineEdit(relative(offset, play.clock))
        self.moment.setAccessibleName(_("Pretend that it is"))
        self.moment.selectAll()
        self.trouble = QLabel()
        self.trouble.setProperty("role", "error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.begin = QPushButton(_("Rehearse"))
        self.begin.setProperty("role", "primary")
        self.begin.setDefault(True)
        self.begin.clicked.connect(self._begin)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.begin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(note)
        layout.addWidget(QLabel(_("Pretend that it is")))
        layout.addWidget(self.moment)
        layout.addWidget(self.trouble)
        layout.addLayout(buttons)

    def _begin(self) -> None:
        clock = self._play.clock
        try:
            offset = parse_moment(self.moment.text(), clock)
        except ValueError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return
        self._play.rehearse(clock.utc(offset))
        self.accept()

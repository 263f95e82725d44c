"""Conducts play on the board until somebody kills the process.

Run as `python play_until_killed.py LIBRARY PLAN LOG SEED`. Each thing done is written to LOG,
and is on disk there, only after the board has shown it as done; then a line goes out.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.library import Library
from db.tables import Delivery
from desktop.ui.conduct.conduct_log import ROW
from desktop.ui.conduct.conduct_window import ConductWindow
from desktop.ui.desk import Desk
from desktop.ui.theme import wear

KEYS = {"delivered": Qt.Key.Key_D, "held": Qt.Key.Key_H, "cancelled": Qt.Key.Key_C}
WORDS = {"delivered": "Delivered", "held": "Held", "cancelled": "Canceled"}
SHARES = {"delivered": 5, "held": 3, "cancelled": 1, "ad-hoc": 2, "note": 2, "undo": 1}


class Hands:
    """What a controller's hands do on the board."""

    def __init__(self, board: ConductWindow, log: int, dice: random.Random) -> None:
        self.board, self.log, self.dice = board, log, dice
        self.marked = 0

    def write(self, **line: Any) -> None:
        """Put a line into the log, for good, and tell who listens."""
        os.write(self.log, (json.dumps(line) + "\n").encode())
        os.fsync(self.log)
        os.write(sys.stdout.fileno(), b".")

    def press(self, act: str, key: Qt.Key) -> None:
        """Press a key of the board, or click its button."""
        if self.dice.random() < 0.5:
            QTest.mouseClick(self.board.buttons.of[act], Qt.MouseButton.LeftButton)
        else:
            # No window manager brings the board to the front again after a dialog.
            self.board.activateWindow()
            QApplication.processEvents()
            QTest.keyClick(self.board, key)
        QApplication.processEvents()

    def mark(self, status: str) -> None:
        """Mark the inject in hand."""
        inject = self.board.card.inject
        assert inject is not None
        self.press(status, KEYS[status])
        top = self.board.log.list.item(0)
        assert self.board.status.text().startswith("✓")
        assert inject.number in top.text()
        assert WORDS[status] in top.text()
        self.marked += 1
        self.write(act="mark", id=top.data(ROW), inject=inject.id, status=status)

    def note(self) -> None:
        """Go back to what was marked last and write a note on it."""
        list_ = self.board.log.list
        if not list_.count():
            return
        at = list_.visualItemRect(list_.item(0)).center()
        QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.press("note", Qt.Key.Key_N)
        words = f"note {self.dice.randrange(10**6)}"
        self.board.note.clear()
        QTest.keyClicks(self.board.note, words)
        QTest.keyClick(self.board.note, Qt.Key.Key_Return)
        QApplication.processEvents()
        top = list_.item(0)
        assert words in top.text()
        self.write(act="note", id=top.data(ROW), note=words)
        self.board.choose(self.board._next(None))

    def add(self) -> None:
        """Add an inject made up now, and deliver it."""
        self.press("ad-hoc", Qt.Key.Key_A)
        dialog = self.board.ad_hoc
        number = dialog.number_line.text()
        QTest.keyClicks(dialog.title_line, f"Made up {number}")
        QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        inject = self.board.card.inject
        assert inject is not None
        assert inject.number == number in self.board.card.title.text()
        self.write(act="add", id=inject.id, number=number)
        self.mark("delivered")

    def undo(self) -> None:
        """Mark something and take it back."""
        self.mark("held")
        taken = self.board.log.list.item(0).data(ROW)
        self.write(act="undoing", id=taken)
        self.press("undo", Qt.Key.Key_U)
        assert self.board.status.text().startswith("✓")
        ids = [self.board.log.list.item(n).data(ROW) for n in range(self.board.log.list.count())]
        assert taken not in ids
        self.write(act="undone", id=taken)

    def go_on(self) -> None:
        """Do one thing more."""
        if self.board.card.inject is None:
            self.add()
            return
        act = self.dice.choices(list(SHARES), list(SHARES.values()))[0]
        other: dict[str, Any] = {"ad-hoc": self.add, "note": self.note, "undo": self.undo}
        if act in other:
            other[act]()
        else:
            self.mark(act)


def main(library_path: str, plan_id: str, log_path: str, seed: str) -> None:
    """Conduct play for as long as the process lives."""
    qt = QApplication(sys.argv[:1])
    wear(qt, "light")
    desk = Desk(Library.open(Path(library_path)))
    desk.plan = desk.library.open_plan(plan_id)
    board = ConductWindow(desk)
    board.show()
    QApplication.processEvents()
    shown = {board.log.list.item(n).data(ROW) for n in range(board.log.list.count())}
    assert shown == {row.id for row in desk.plan.rows(Delivery)}
    log = os.open(log_path, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    hands = Hands(board, log, random.Random(seed))
    while True:
        hands.go_on()


if __name__ == "__main__":
    main(*sys.argv[1:5])

"""The outbox and the inbox as a table, newest first, filtered as one types."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from db.correspondence import Mail, Sent
from db.text import folded
from desktop.exchange.letter_list import Names, audience_of
from desktop.language import N_, _
from desktop.ui.icons import icon_for
from desktop.ui.partners.letter_words import code_of, moment_of, plan_of, way_of, who_of

AnyIndex = QModelIndex | QPersistentModelIndex
TITLES = (
    N_("When"),
    N_("To or from"),
    N_("Plan"),
    N_("File"),
    N_("Version"),
    N_("For"),
)
PARTNER = 1


class LettersModel(QAbstractTableModel):
    """What was sent and received."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[tuple[Mail, tuple[str, ...]]] = []
        self._shown: list[tuple[Mail, tuple[str, ...]]] = []

    def show(self, letters: list[Mail], names: Names) -> None:
        """Take the letters to show; `seek` follows."""
        self._all = [(letter, _texts(letter, names)) for letter in letters]

    def seek(self, words: str, way: str) -> None:
        """Show the letters that hold all of the words; `way` is "sent", "received" or empty."""
        wanted = folded(words).split()
        self.beginResetModel()
        self._shown = [
            (letter, texts)
            for letter, texts in self._all
            if way in {"", "sent" if isinstance(letter, Sent) else "received"}
            and all(word in folded(" ".join((way_of(letter), *texts))) for word in wanted)
        ]
        self.endResetModel()

    def letter_at(self, row: int) -> Mail | None:
        """Return the letter shown in `row`."""
        return self._shown[row][0] if 0 <= row < len(self._shown) else None

    def row_of(self, letter: Mail | None) -> int:
        """Return the row of a letter, -1 when it is not shown."""
        if letter is None:
            return -1
        found = (
            row
            for row, (shown, _texts) in enumerate(self._shown)
            if type(shown) is type(letter) and shown.id == letter.id
        )
        return next(found, -1)

    def has_any(self) -> bool:
        """Return whether there is any letter, shown or not."""
        return bool(self._all)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many letters are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(TITLES[section])
        return None

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        """Return what a cell shows."""
        letter, texts = self._shown[index.row()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == PARTNER:
            sent = isinstance(letter, Sent)
            return icon_for(*(("arrow-right", "accent") if sent else ("arrow-left", "quiet")))
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = texts[index.column()]
            # What the arrow shows, for whoever does not see it.
            way = _("{way}: {name}").format(way=way_of(letter), name=text)
            return way if index.column() == PARTNER else text
        return None


def _texts(letter: Mail, names: Names) -> tuple[str, ...]:
    return (
        moment_of(letter.milliseconds),
        who_of(letter, names),
        plan_of(letter, names),
        letter.file_name,
        code_of(letter),
        audience_of(letter),
    )

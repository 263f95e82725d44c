"""Asks for an inject that is made up during play."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.tables import Inject
from desktop.language import _, spoken
from desktop.planning.ad_hoc import ad_hoc_number
from desktop.planning.terms import INJECT_MODES
from desktop.ui.conduct.play import Play


class AdHocDialog(QDialog):
    """Asks for number, title, message, sender, receiver and mode.

    Emits `made` with the new inject, which is on disk by then.
    """

    made = Signal(object)

    def __init__(self, play: Play, behind: Inject | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._play, self._behind = play, behind
        self.setWindowTitle(_("Ad-hoc inject"))
        self.setMinimumWidth(560)
        title = QLabel(_("Ad-hoc inject"))
        title.setProperty("role", "title")
        self.number_line = QLineEdit(ad_hoc_number(play.plan, behind))
        self.title_line = QLineEdit()
        self.message_box = QPlainTextEdit()
        self.message_box.setTabChangesFocus(True)
        self.message_box.setMinimumHeight(120)
        self.sender_line = QLineEdit()
        self.receiver_line = QLineEdit()
        self.mode_list = QComboBox()
        for mode, label in INJECT_MODES.items():
            self.mode_list.addItem(_(label), mode)
        if behind is not None:
            self.sender_line.setText(behind.sender.best(spoken()))
            self.receiver_line.setText(behind.receiver.best(spoken()))
            self.mode_list.setCurrentIndex(max(0, self.mode_list.findData(behind.mode)))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        rows: list[tuple[str, QWidget]] = [
            (_("Number"), self.number_line),
            (_("Title"), self.title_line),
            (_("Message"), self.message_box),
            (_("From"), self.sender_line),
            (_("To"), self.receiver_line),
            (_("Mode"), self.mode_list),
        ]
        for name, widget in rows:
            widget.setAccessibleName(name)
            form.addRow(name, widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title)
        note = QLabel(_("It is due now and stands in the MSEL, marked as ad hoc."))
        note.setProperty("role", "quiet")
        note.setWordWrap(True)
        layout.addWidget(note)
        layout.addLayout(form)
        layout.addLayout(self._foot())
        self.title_line.setFocus()

    def _foot(self) -> QVBoxLayout:
        self.trouble = QLabel()
        self.trouble.setProperty("role", "error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.add_button = QPushButton(_("Add inject"))
        self.add_button.setProperty("role", "primary")
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(self._add)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.add_button)
        foot = QVBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.trouble)
        foot.addLayout(buttons)
        return foot

    def _add(self) -> None:
        number, title = self.number_line.text().strip(), self.title_line.text().strip()
        if not title:
            self._complain(_("Give the inject a title."), self.title_line)
            return
        if any(row.number == number for row in self._play.plan.rows(Inject)):
            self._complain(_("There is an inject with this number already."), self.number_line)
            return
        values = {
            "number": number,
            "title": title,
            "message": self.message_box.toPlainText().strip(),
            "sender": self.sender_line.text().strip(),
            "receiver": self.receiver_line.text().strip(),
            "mode": self.mode_list.currentData(),
        }
        inject = self._play.add(values, self._behind)
        if inject is not None:
            self.made.emit(inject)
            self.accept()

    def _complain(self, sentence: str, field: QLineEdit) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
        field.setFocus()

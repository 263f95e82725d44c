"""What Istmo is, its version, and whose work it stands on."""

from __future__ import annotations

from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop.language import _


class AboutDialog(QDialog):
    """Says what Istmo is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Istmo"))
        self.setMinimumWidth(480)
        title = QLabel(f"Istmo {version('istmo')}")
        title.setProperty("role", "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(title)
        for sentence in (
            _("An offline planning desk for joint exercises and training workshops."),
            _("Free software under the Apache License 2.0. It comes without any warranty."),
            _(
                "Built on Python, Qt for Python (LGPL), SQLAlchemy, Alembic, ReportLab and Babel. "
                "Typeface: Source Sans (SIL Open Font License). Icons: Phosphor (MIT License)."
            ),
            _("The library is at: {path}").format(path=self._library_path()),
        ):
            label = QLabel(sentence)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            layout.addWidget(label)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _library_path(self) -> str:
        from desktop.ui.main_window import MainWindow

        window = self.parent()
        return str(window.desk.library.path) if isinstance(window, MainWindow) else ""

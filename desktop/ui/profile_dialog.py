"""Who edits: asked for once, kindly, before the first export."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from db.library import PROFILE
from desktop.language import _
from desktop.ui.accessible import named
from desktop.ui.desk import Desk


class ProfileDialog(QDialog):
    """Asks for the planner's name and organization and keeps them on this laptop."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Your name"))
        self.setMinimumWidth(440)
        profile = desk.library.setting(PROFILE) or {}
        self.name = named(QLineEdit(profile.get("name", "")), _("Name and rank"))
        self.organization = named(QLineEdit(profile.get("organization", "")), _("Organization"))
        why = QLabel(
            _(
                "Your partners see this name beside the changes you make, so that they know "
                "whom to ask. It stays on this laptop and in the plan files you export."
            )
        )
        why.setWordWrap(True)
        why.setProperty("role", "quiet")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setProperty("role", "primary")
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QFormLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        layout.addRow(why)
        layout.addRow(_("Name and rank"), self.name)
        layout.addRow(_("Organization"), self.organization)
        layout.addRow(buttons)

    def _save(self) -> None:
        with self._desk.attempt():
            profile = {
                **(self._desk.library.setting(PROFILE) or {}),
                "name": self.name.text().strip(),
                "organization": self.organization.text().strip(),
            }
            self._desk.library.set_setting(PROFILE, profile)
            self.accept()

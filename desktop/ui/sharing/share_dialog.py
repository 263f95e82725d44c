"""Sharing the open plan: for whom, sealed how, signed or not; then where to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.correspondence import Contact, contacts
from desktop.exchange.audiences import AUDIENCES, PLANNERS
from desktop.exchange.seal.cover import CoverWish
from desktop.exchange.seal.own_keys import public_keys
from desktop.exchange.seal.post import Letter
from desktop.exchange.seal.refusals import DamagedKeys
from desktop.exchange.seal.since import Novelty, changes_for
from desktop.language import _, ngettext, spoken
from desktop.places import keys_path
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.packet.paper_choice import PaperChoice
from desktop.ui.sections import PARTNERS
from desktop.ui.sharing.passphrase_fields import PassphraseFields

CONTACT = Qt.ItemDataRole.UserRole
REMEMBERED = "share"
"""The setting that keeps the last choice; a passphrase is never in it."""
OPEN, PASSPHRASE, CONTACTS = "open", "passphrase", "contacts"
MOST_NEWS = 50
WIDTH, HEIGHT_OF_PEOPLE, HEIGHT_OF_NEWS = 600, 84, 72
HEIGHT_OF_FRAME = 40
"""What the title bar and the edge of a dialog take of a screen's height."""
MARGIN = 16


class ShareDialog(QDialog):
    """Asks how the plan goes out; `ready` brings the `Letter` and the own keys' passphrase."""

    ready = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._changes: dict[int, list[Novelty] | None] = {}
        self.setWindowTitle(_("Share plan"))
        self.setMinimumWidth(WIDTH)
        self.audience = named(QComboBox(), _("For whom"))
        for audience, label in AUDIENCES.items():
            self.audience.addItem(_(label), audience)
        self.about = _label("", "quiet")
        self.seals = {
            OPEN: QRadioButton(_("Not sealed: whoever has the file can read it")),
            PASSPHRASE: QRadioButton(_("Sealed with a passphrase that I tell them")),
            CONTACTS: QRadioButton(_("Sealed for my contacts")),
        }
        group = QButtonGroup(self)
        self.passphrase = PassphraseFields(_("Passphrase of the file"), new=True)
        self.people = named(QListWidget(), _("Contacts"))
        self.people.setFixedHeight(HEIGHT_OF_PEOPLE)
        self.people.setSpacing(2)
        self.contacts_button = QPushButton(_("Contacts and my keys…"))
        self.contacts_button.setAutoDefault(False)
        self.news = named(QPlainTextEdit(), _("What is new to them"))
        self.news.setReadOnly(True)
        self.news.setTabChangesFocus(True)
        self.news.setFixedHeight(HEIGHT_OF_NEWS)
        self.cover = QCheckBox()
        self.cover.setObjectName("cover")
        self.paper = PaperChoice(desk.library)
        self.sign = QCheckBox(_("Sign it, so that they see that it is from me"))
        self.key_passphrase = PassphraseFields(_("Passphrase of my keys"))
        self.state = _label("", "quiet")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go_button = self.buttons.addButton(
            _("Choose where…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.go_button.setProperty("role", "primary")
        for button in self.seals.values():
            group.addButton(button)
        self._lay_out()
        self._fill_contacts()
        self._remember_last()
        self._connect()
        self._weigh()

    def _lay_out(self) -> None:
        """Lay the questions out so that they scroll where the screen is low, the buttons not."""
        self._form = QWidget()
        self._form.setProperty("role", "scrolled")
        form = QVBoxLayout(self._form)
        form.setContentsMargins(24, 16, 24, 0)
        form.setSpacing(8)
        parts: list[QWidget] = [_label(_("For whom"), "section"), self.audience, self.about]
        parts += [_label(_("Who can open it"), "section"), self.seals[OPEN]]
        parts += [self.seals[PASSPHRASE], self.passphrase, self._contacts_line(), self.people]
        parts += [self.news, self.cover, self.paper, _label(_("Who it is from"), "section")]
        parts += [self.sign, self.key_passphrase]
        for part in parts:
            form.addWidget(part)
        form.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._form)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(24, 8, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self.state)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._foot)

    def _contacts_line(self) -> QWidget:
        """Return the choice of contacts, with the way to them beside it."""
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.seals[CONTACTS], 1)
        layout.addWidget(self.contacts_button)
        return line

    def _connect(self) -> None:
        for button in self.seals.values():
            button.toggled.connect(self._weigh)
        self.audience.currentIndexChanged.connect(self._weigh)
        self.people.itemChanged.connect(lambda _item: self._weigh())
        for choice, below in (
            (self.seals[PASSPHRASE], self.passphrase),
            (self.seals[CONTACTS], self.people),
            (self.cover, self.paper),
            (self.sign, self.key_passphrase),
        ):
            choice.clicked.connect(partial(self._show_below, below))
        self.sign.toggled.connect(self._weigh)
        self.cover.toggled.connect(self._weigh)
        self.passphrase.changed.connect(self._weigh)
        self.key_passphrase.changed.connect(self._weigh)
        self.contacts_button.clicked.connect(self._show_partners)
        self.buttons.accepted.connect(self._go)
        self.buttons.rejected.connect(self.reject)

    @property
    def seal(self) -> str:
        """How the file is sealed: open, passphrase or contacts."""
        return next((name for name, button in self.seals.items() if button.isChecked()), OPEN)

    def chosen(self) -> list[Contact]:
        """Return the contacts that are ticked."""
        items = [self.people.item(row) for row in range(self.people.count())]
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        return [item.data(CONTACT) for item in ticked]

    def _fill_contacts(self) -> None:
        ticked = {contact.id for contact in self.chosen()}
        self.people.clear()
        for contact in contacts(self._desk.library):
            item = QListWidgetItem(contact.signs_as)
            item.setData(CONTACT, contact)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = contact.id in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            if not contact.age_key:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setToolTip(_("Without a key to seal for: read in their card."))
            self.people.addItem(item)

    def _remember_last(self) -> None:
        last = self._desk.library.setting(REMEMBERED) or {}
        self.audience.setCurrentIndex(max(0, self.audience.findData(last.get("audience"))))
        self.seals.get(last.get("seal", OPEN), self.seals[OPEN]).setChecked(True)
        self.sign.setChecked(bool(last.get("sign")) and self._has_keys())
        self.cover.setChecked(bool(last.get("cover")))
        for row in range(self.people.count()):
            item = self.people.item(row)
            if item.data(CONTACT).id in last.get("contacts", []) and item.flags():
                item.setCheckState(Qt.CheckState.Checked)

    def _has_keys(self) -> bool:
        try:
            return public_keys(keys_path()) is not None
        except (DamagedKeys, OSError):
            # Their page says what is wrong with them.
            return False

    def _weigh(self) -> None:
        """Show what the present choice needs, and whether it is complete."""
        release = self.audience.currentData() != PLANNERS
        self.about.setText(
            _(
                "A release copy leaves out what its readers must not see. It cannot be merged "
                "back. What people wrote into texts goes out as it is: read it before you share."
            )
            if release
            else _("Planners can edit it and send it back to be merged.")
        )
        self.passphrase.setVisible(self.seal == PASSPHRASE)
        self.people.setVisible(self.seal == CONTACTS)
        self.news.setVisible(self.seal == CONTACTS and bool(self.chosen()) and not release)
        if self.news.isVisibleTo(self):
            self.news.setPlainText("\n".join(self._news()))
        self._offer_cover()
        has_keys = self._has_keys()
        self.sign.setEnabled(has_keys)
        self.key_passphrase.setVisible(self.sign.isChecked() and has_keys)
        fault = self._fault()
        self.state.setText(fault)
        self.go_button.setEnabled(not fault)
        self._fit()

    def _offer_cover(self) -> None:
        """Offer a cover page where it is known what they saw, and something is new."""
        counts = [len(news) for news in self._changes.values() if news]
        offered = self.news.isVisibleTo(self) and bool(counts)
        self.cover.setVisible(offered)
        self.paper.setVisible(offered and self.cover.isChecked())
        if offered:
            said = ngettext(
                "Print what changed since they last saw it ({count} change)",
                "Print what changed since they last saw it ({count} changes)",
                max(counts),
            )
            self.cover.setText(said.format(count=max(counts)))

    def _fit(self) -> None:
        """Take the height that the present choice needs, as far as the screen has it."""
        height = 0
        for part in (self._form, self._foot):
            layout = part.layout()
            if layout is not None:
                layout.activate()
                height += layout.totalHeightForWidth(WIDTH)
        screen = self.screen().availableGeometry()
        self.resize(WIDTH, min(height, screen.height() - HEIGHT_OF_FRAME))
        below = self.frameGeometry().bottom() - screen.bottom()
        if self.isVisible() and below > 0:
            self.move(self.x(), max(screen.top(), self.y() - below))

    def _show_below(self, part: QWidget, *_clicked: object) -> None:
        """Scroll to what a choice has just opened."""
        if part.isVisible():
            QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part, 0, MARGIN))

    def _fault(self) -> str:
        if self.seal == PASSPHRASE and self.passphrase.fault:
            return self.passphrase.fault
        if self.seal == CONTACTS and not self.chosen():
            return _("Tick at least one contact who has given you a card.")
        if self.sign.isChecked() and self.key_passphrase.fault:
            return _("Type the passphrase of your keys to sign.")
        return ""

    def _found(self) -> dict[int, list[Novelty] | None]:
        """Return what is new by contact, each looked up once."""
        plan, known = self._desk.plan, self._changes
        if plan is None:
            return {}
        return {
            contact.id: known[contact.id] if contact.id in known else changes_for(plan, contact.id)
            for contact in self.chosen()
        }

    def _news(self) -> list[str]:
        """Return what is new to each contact since they last saw the plan, in sentences."""
        lines = []
        self._changes = self._found()
        for contact in self.chosen():
            changes = self._changes.get(contact.id)
            if changes is None:
                lines.append(_("{name} has not seen this plan yet.").format(name=contact.name))
                continue
            said = ngettext(
                "{count} change since {name} last saw it.",
                "{count} changes since {name} last saw it.",
                len(changes),
            )
            lines.append(said.format(count=len(changes), name=contact.name))
            lines += [f"  {change.sentence.best(spoken())}" for change in changes[:MOST_NEWS]]
            if len(changes) > MOST_NEWS:
                lines.append("  …")
        return lines

    def _show_partners(self) -> None:
        self.reject()
        self._desk.go(PARTNERS)

    def _wish(self) -> CoverWish | None:
        if not (self.cover.isVisibleTo(self) and self.cover.isChecked()):
            return None
        with self._desk.attempt():
            self.paper.remember()
        return CoverWish(self.paper.language, self.paper.paper)

    def _go(self) -> None:
        if self._fault():
            return
        receivers = self.chosen() if self.seal == CONTACTS else []
        audience = self.audience.currentData()
        choice = {
            "audience": audience,
            "seal": self.seal,
            "sign": self.sign.isChecked(),
            "contacts": [contact.id for contact in receivers],
            "cover": self.cover.isChecked(),
        }
        with self._desk.attempt():
            self._desk.library.set_setting(REMEMBERED, choice)
        passphrase = self.passphrase.passphrase if self.seal == PASSPHRASE else ""
        letter = Letter(
            audience=audience,
            passphrase=passphrase,
            receivers=tuple(receivers),
            cover=self._wish(),
        )
        signing = self.key_passphrase.passphrase if self.sign.isChecked() else ""
        self.accept()
        self.ready.emit(letter, signing)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", role)
    return label

"""The gallery below the plans: templates to begin from, and samples not yet added."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.tables import Plan
from desktop.language import _, ngettext, spoken
from desktop.planning.templates import Template, samples, templates
from desktop.planning.terms import types_of
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.library.template_contents import days_of

SHOWN = "library-gallery"
TILE_WIDTH, TILE_HEIGHT = 256, 92


class Gallery(QWidget):
    """Templates and samples as tiles; can be folded away, which is remembered.

    Emits `template_asked` with a kind and a template's id, `sample_asked` with a sample's id.
    """

    template_asked = Signal(str, str)
    sample_asked = Signal(str)

    def __init__(self, desk: Desk, *, with_samples: bool = True) -> None:
        super().__init__()
        self._desk = desk
        self._with_samples = with_samples
        self._present: frozenset[str] | None = None
        self.fold = QToolButton()
        self.fold.setCheckable(True)
        self.fold.setProperty("role", "flat")
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setText(
            _("Begin from a template or a sample")
            if with_samples
            else _("Or begin from a template")
        )
        self.fold.setChecked(bool(desk.library.setting(SHOWN, True)))
        self.fold.toggled.connect(self._fold)
        self._tiles = QHBoxLayout()
        self._tiles.setContentsMargins(0, 0, 0, 0)
        self._tiles.setSpacing(12)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        inside.setLayout(self._tiles)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.setFixedHeight(TILE_HEIGHT + 16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._scroll)
        self.tiles: dict[str, QPushButton] = {}
        # The tiles come when the window stands: reading the templates takes a moment.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fill)
        self._show_fold()

    def refresh(self, plans: Sequence[Plan]) -> None:
        """Offer the samples that are not among `plans`, then the templates."""
        present = frozenset(plan.template for plan in plans if plan.sample)
        if present != self._present:
            self._present = present
            self._later.start()

    def _fill(self) -> None:
        present = self._present or frozenset()
        while (item := self._tiles.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.tiles.clear()
        for sample in samples():
            if self._with_samples and sample.id not in present:
                self._add(sample, is_sample=True)
        for template in templates():
            self._add(template, is_sample=False)
        self._tiles.addStretch(1)

    def _add(self, template: Template, *, is_sample: bool) -> None:
        name = template.name.best(spoken())
        tile = QPushButton()
        tile.setObjectName("tile")
        tile.setFixedSize(TILE_WIDTH, TILE_HEIGHT)
        tile.setToolTip(template.summary.best(spoken()))
        tile.setAccessibleName(_("Sample: {name}").format(name=name) if is_sample else name)
        kind = _(types_of(template.kind).get(template.type, template.type)).upper()
        caption = QLabel(_("SAMPLE · {kind}").format(kind=kind) if is_sample else kind)
        caption.setProperty("role", "caption")
        title = QLabel(name, wordWrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignTop)
        days = days_of(template)
        length = QLabel(ngettext("{count} day", "{count} days", days).format(count=days))
        length.setProperty("role", "quiet")
        inside = QVBoxLayout(tile)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(2)
        for label in (caption, title, length):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(label, 1 if label is title else 0)
        if is_sample:
            tile.clicked.connect(lambda: self.sample_asked.emit(template.id))
        else:
            tile.clicked.connect(lambda: self.template_asked.emit(template.kind, template.id))
        self._tiles.addWidget(tile)
        self.tiles[template.id] = tile

    def _fold(self, shown: bool) -> None:
        self._desk.library.set_setting(SHOWN, shown)
        self._show_fold()

    def _show_fold(self) -> None:
        shown = self.fold.isChecked()
        self._scroll.setVisible(shown)
        self.fold.setIcon(icon_for("caret-down" if shown else "caret-right", "quiet"))

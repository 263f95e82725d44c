"""The list of what a search found: a heading for each plan, below it the hits."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextDocument, QTextOption
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from db.library import Library
from db.search import Hit
from desktop.language import _, ngettext
from desktop.ui.library.hits import grouped, kind_of, title_of
from desktop.ui.theme import colors

HIT = Qt.ItemDataRole.UserRole
HTML = Qt.ItemDataRole.UserRole + 1
HEADING_HEIGHT, HIT_HEIGHT = 34, 48
AnyIndex = QModelIndex | QPersistentModelIndex


class HitList(QListWidget):
    """Hits, grouped by plan; emits `chosen` with the Hit that was clicked or entered."""

    chosen = Signal(object)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self.setAccessibleName(_("What was found"))
        self.setItemDelegate(_HitDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemClicked.connect(self._choose)

    def show_words(self, words: str) -> int:
        """Show what contains all of `words`; return how many records that are."""
        self.clear()
        count = 0
        for group in grouped(self._library, words):
            self._add_heading(group.title, len(group.hits))
            for hit in group.hits:
                self._add_hit(hit, words)
                count += 1
        return count

    def step_into(self) -> None:
        """Select the first hit and give the list the keyboard."""
        for row in range(self.count()):
            if self.item(row).data(HIT) is not None:
                self.setCurrentRow(row)
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the hit; arrows step over the headings."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentItem())
            return
        super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem | None) -> None:
        hit = item.data(HIT) if item is not None else None
        if hit is not None:
            self.chosen.emit(hit)

    def _add_heading(self, title: str, count: int) -> None:
        found = ngettext("{count} found", "{count} found", count).format(count=count)
        item = QListWidgetItem(f"{title} · {found}")
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        ink = colors()
        item.setData(
            HTML,
            f'<span style="color:{ink.accent};font-weight:600">{escape(title)}</span>'
            f'<span style="color:{ink.quiet}"> · {escape(found)}</span>',
        )
        self.addItem(item)

    def _add_hit(self, hit: Hit, words: str) -> None:
        title = title_of(self._library, hit)
        item = QListWidgetItem(f"{kind_of(hit)}: {title}. {hit.excerpt}")
        item.setToolTip(title)
        item.setData(HIT, hit)
        ink = colors()
        excerpt = "" if hit.excerpt.strip(" ·") == title else hit.excerpt
        item.setData(
            HTML,
            f'<span style="color:{ink.quiet}">{escape(kind_of(hit))} · </span>'
            f"{_marked(title, words)}<br>"
            f'<span style="color:{ink.quiet}">{_marked(excerpt.strip(" ·"), words)}</span>',
        )
        self.addItem(item)


class _HitDelegate(QStyledItemDelegate):
    """Draws headings on one line and hits on two, the words that were sought in bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        if widget is not None:
            widget.style().drawControl(
                QStyle.ControlElement.CE_ItemViewItem, option, painter, widget
            )
        document = QTextDocument()
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.NoWrap)
        document.setDefaultTextOption(wrap)
        document.setDefaultFont(option.font)
        document.setDocumentMargin(0)
        document.setDefaultStyleSheet(f"body {{ color: {colors().text}; }}")
        document.setHtml(f"<body>{index.data(HTML)}</body>")
        left = 8 if index.data(HIT) is None else 20
        top = option.rect.top() + (option.rect.height() - document.size().height()) / 2
        painter.save()
        painter.translate(option.rect.left() + left, top)
        document.drawContents(
            painter, QRectF(0, 0, option.rect.width() - left - 8, option.rect.height())
        )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        height = HEADING_HEIGHT if index.data(HIT) is None else HIT_HEIGHT
        return QSize(option.rect.width(), height)


def _marked(text: str, words: str) -> str:
    """Return `text` as HTML with what begins like one of `words` in bold, blind to accents."""
    plain = "".join(_bare(letter) for letter in text)
    terms = [re.escape("".join(_bare(c) for c in term)) for term in re.findall(r"\w+", words)]
    if not terms or len(plain) != len(text):
        return escape(text)
    found = re.compile(rf"\b(?:{'|'.join(terms)})\w*")
    pieces, end = [], 0
    for match in found.finditer(plain):
        pieces.append(escape(text[end : match.start()]))
        pieces.append(f"<b>{escape(text[match.start() : match.end()])}</b>")
        end = match.end()
    return "".join([*pieces, escape(text[end:])])


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[:1].lower()[:1]

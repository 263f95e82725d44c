"""The list of templates a plan can begin from."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.language import _, ngettext, spoken
from desktop.planning.templates import Template, blank, templates
from desktop.planning.terms import types_of
from desktop.ui.library.template_contents import days_of
from desktop.ui.theme import colors

TEMPLATE = Qt.ItemDataRole.UserRole
LINE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 52
AnyIndex = QModelIndex | QPersistentModelIndex


class TemplateList(QListWidget):
    """The templates of one kind, each with its type and length; a blank one comes last."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Template"))
        self.setItemDelegate(_TwoLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_kind(self, kind: str) -> None:
        """List the templates of a kind and choose the first."""
        self.clear()
        for template in (*templates(kind), blank(kind)):
            item = QListWidgetItem(template.name.best(spoken()))
            item.setData(TEMPLATE, template)
            item.setData(LINE, _line(template))
            item.setToolTip(template.summary.best(spoken()))
            self.addItem(item)
        self.setCurrentRow(0)

    def choose(self, template_id: str) -> None:
        """Choose the template with this id."""
        for row in range(self.count()):
            if self.item(row).data(TEMPLATE).id == template_id:
                self.setCurrentRow(row)

    def chosen(self) -> Template | None:
        """Return the template that is chosen."""
        item = self.item(self.currentRow()) if self.currentRow() >= 0 else None
        template: Template | None = None if item is None else item.data(TEMPLATE)
        return template


def _line(template: Template) -> str:
    kind = _(types_of(template.kind).get(template.type, template.type))
    if template.file is None:
        return template.summary.best(spoken())
    days = days_of(template)
    return f"{kind} · " + ngettext("{count} day", "{count} days", days).format(count=days)


class _TwoLines(QStyledItemDelegate):
    """Draws a template's name and, below it in quiet ink, its type and length."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.initStyleOption(option, index)
        name, option.text = option.text, ""
        widget = option.widget
        if widget is not None:
            widget.style().drawControl(
                QStyle.ControlElement.CE_ItemViewItem, option, painter, widget
            )
        box = option.rect.adjusted(12, 6, -8, -6)
        upper = QRect(box.left(), box.top(), box.width(), box.height() // 2)
        lower = QRect(box.left(), upper.bottom() + 1, box.width(), box.height() // 2)
        painter.save()
        painter.setPen(QColor(colors().text))
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        _draw(painter, upper, name)
        font.setWeight(QFont.Weight.Normal)
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(colors().quiet))
        _draw(painter, lower, str(index.data(LINE)))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(option.rect.width(), ROW_HEIGHT)


def _draw(painter: QPainter, box: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

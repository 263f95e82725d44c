"""The coverage matrix as it is seen: counts on a quiet scale, gaps marked by shape."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.language import _
from desktop.planning.coverage import AreaCoverage
from desktop.ui.framework.coverage_words import STATES, StateLook
from desktop.ui.framework.matrix_model import (
    AREA,
    HEADINGS,
    INJECTS,
    ROW,
    SERVED,
    Band,
    MatrixModel,
    serving,
)
from desktop.ui.theme import colors

BAND_HEIGHT, ROW_HEIGHT, LOWEST_ROW = 36, 34, 28
AREA_SHARE = 0.31
COUNT_WIDTHS, SERVED_WIDTHS = (72, 96), (72, 208)
"""Narrowest and widest."""
DISK = 11
AnyIndex = QModelIndex | QPersistentModelIndex
_DASHES = Qt.PenStyle.DashLine


class MatrixView(QTableView):
    """The matrix; emits `chosen` with an area's id and a column as one moves through it."""

    chosen = Signal(str, int)

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self.matrix = model
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(_("Coverage matrix"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("role", "plain")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(AREA, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(COUNT_WIDTHS[0])
        self.selectionModel().currentChanged.connect(self._choose)
        model.modelReset.connect(self._lay_out)

    def show_area(self, area_id: str, column: int = AREA) -> bool:
        """Select a cell of an area, the first area when it is not shown; return whether any."""
        row = self.matrix.row_of(area_id)
        areas = self.matrix.areas()
        if row < 0 and areas:
            row = self.matrix.row_of(areas[0].area.id)
        if row < 0:
            return False
        index = self.matrix.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def resizeEvent(self, event: object) -> None:
        """Give the rows the height that is there, within reason."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._lay_out()

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, AreaCoverage):
            self.chosen.emit(row.area.id, index.column())

    def _lay_out(self) -> None:
        rows = self.matrix.rows
        spare = round(self.viewport().width() * (1 - AREA_SHARE))
        self.setColumnHidden(INJECTS, not self.matrix.has_msel)
        counts = 4 if self.matrix.has_msel else 3
        left = min(spare * 2 // 5, spare - counts * COUNT_WIDTHS[0])
        served = max(SERVED_WIDTHS[0], min(SERVED_WIDTHS[1], left))
        count = max(COUNT_WIDTHS[0], min(COUNT_WIDTHS[1], (spare - served) // counts))
        for column in range(1, len(HEADINGS)):
            self.setColumnWidth(column, served if column == SERVED else count)
        self.clearSpans()
        bands = sum(1 for row in rows if isinstance(row, Band))
        areas = len(rows) - bands
        room = self.viewport().height() - bands * BAND_HEIGHT
        height = max(LOWEST_ROW, min(ROW_HEIGHT, room // areas)) if areas else ROW_HEIGHT
        for number, row in enumerate(rows):
            if isinstance(row, Band):
                self.setSpan(number, 0, 1, len(HEADINGS))
                self.setRowHeight(number, BAND_HEIGHT)
            else:
                self.setRowHeight(number, height)


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, view: MatrixView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Band):
            _paint_band(painter, option.rect, row)
        elif isinstance(row, AreaCoverage):
            self._paint_area(painter, option, index, row)
        painter.restore()

    def _paint_area(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: AnyIndex,
        row: AreaCoverage,
    ) -> None:
        ink = colors()
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(option.rect, QColor(ink.shade))
        painter.setPen(QColor(ink.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        font = QFont(self._view.font())
        painter.setFont(font)
        if index.column() == AREA:
            self.initStyleOption(option, index)
            font.setItalic(option.font.italic())
            painter.setFont(font)
            scoped = row.in_scope is not None and row.in_scope
            painter.setPen(QColor(ink.text if scoped or row.objectives else ink.quiet))
            _text(painter, option.rect.adjusted(14, 0, -6, 0), str(index.data()))
        elif index.column() == SERVED:
            look = STATES[row.state]
            _paint_state(painter, option.rect, look, QColor(getattr(ink, look.tone)))
        else:
            share = self._view.matrix.share(row, index.column())
            _paint_count(painter, option.rect, len(serving(row, index.column())), share)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or bool(option.state & QStyle.StateFlag.State_Selected):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(ink.accent), 2 if focused else 1))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -3), 6, 6)


def _paint_band(painter: QPainter, box: QRect, band: Band) -> None:
    ink = colors()
    font = QFont(painter.font())
    font.setPixelSize(14)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(ink.accent))
    _text(painter, box.adjusted(0, 10, -8, 0), band.name)
    if band.framework:
        start = painter.fontMetrics().horizontalAdvance(band.name) + 24
        font.setWeight(QFont.Weight.Normal)
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(ink.quiet))
        _text(painter, box.adjusted(start, 10, -8, 0), band.framework)
    painter.setPen(QPen(QColor(ink.line), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())


def _paint_count(painter: QPainter, rect: QRect, count: int, share: float) -> None:
    ink = colors()
    box = QRectF(rect).adjusted(4, 4, -4, -5)
    if not count:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_blend(QColor(ink.line), QColor(ink.quiet), 0.35), 1, _DASHES))
        painter.drawRoundedRect(box, 5, 5)
        return
    ground = _blend(QColor(ink.accent_ground), QColor(ink.accent), share * 0.85)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 5, 5)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(_readable_on(ground))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))


def _paint_state(painter: QPainter, rect: QRect, look: StateLook, tone: QColor) -> None:
    middle = QPointF(rect.left() + 14, rect.center().y() + 0.5)
    disk = QRectF(middle.x() - DISK / 2, middle.y() - DISK / 2, DISK, DISK)
    paint_disk(painter, disk, look.fill, tone)
    painter.setPen(tone)
    _text(painter, rect.adjusted(28, 0, -4, 0), _(look.words))


def paint_disk(painter: QPainter, disk: QRectF, fill: float, tone: QColor) -> None:
    """Draw how far an area is served: a disk that is full, partly full, empty, or a dash."""
    painter.setPen(QPen(tone, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if fill < 0:
        painter.drawLine(
            QPointF(disk.left() + 1, disk.center().y()),
            QPointF(disk.right() - 1, disk.center().y()),
        )
        return
    painter.drawEllipse(disk)
    if fill > 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        painter.drawPie(disk, 90 * 16, round(360 * 16 * fill))


def _text(painter: QPainter, box: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _blend(first: QColor, second: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        first.redF() + (second.redF() - first.redF()) * share,
        first.greenF() + (second.greenF() - first.greenF()) * share,
        first.blueF() + (second.blueF() - first.blueF()) * share,
    )


def _luminance(color: QColor) -> float:
    """Return the relative luminance (WCAG 2.1)."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _readable_on(ground: QColor) -> QColor:
    """Return black or white, whichever contrasts more with `ground`: always 4.5:1 or more."""
    light = _luminance(ground)
    dark_ink, light_ink = QColor("#000000"), QColor("#ffffff")
    with_dark = (light + 0.05) / (_luminance(dark_ink) + 0.05)
    return dark_ink if with_dark >= 1.05 / (light + 0.05) else light_ink

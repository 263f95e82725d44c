"""The board of watches: who watches when, over the time of play, with the gaps."""

from __future__ import annotations

from babel.dates import format_date
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from db.open_plan import OpenPlan
from db.tables import Venue, Watch
from desktop.language import _, ngettext, spoken
from desktop.planning.moments import PlanClock, clock_of, duration_label, relative
from desktop.ui.evaluation.folded_time import PAD_MINUTES, folded_time
from desktop.ui.evaluation.watch_lanes import Lane, Lanes, lanes_of
from desktop.ui.theme import colors

NAMES, AXIS, LANE, HEAD = 210, 40, 30, 28
FOLD = 24
STEPS = (15, 30, 60, 120, 180, 240, 360, 720, 1440)
LEAST_STEP_PIXELS = 56
LEAST_WORDS_PIXELS = 40


class WatchBoard(QWidget):
    """Emits `chosen` with a watch, and `asked` with an assignment and a moment for a new one."""

    chosen = Signal(object)
    asked = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Watches"))
        self.setMouseTracking(True)
        self._plan: OpenPlan | None = None
        self.shown = Lanes([], [], folded_time(()))
        self._clock: PlanClock | None = None
        self._current = ""
        self.bars: list[tuple[QRect, Watch]] = []

    def show_plan(self, plan: OpenPlan) -> None:
        """Show the watches of a plan as they stand."""
        self._plan, self._clock = plan, clock_of(plan.row)
        self.shown = lanes_of(plan)
        self.setMinimumHeight(self.sizeHint().height())
        gaps = sum(len(lane.gaps) for lane in self.shown.lanes)
        self.setAccessibleDescription(
            ngettext("{count} gap in the watches", "{count} gaps in the watches", gaps).format(
                count=gaps
            )
        )
        self._arrange()
        self.update()

    def mark(self, watch: Watch | None) -> None:
        """Outline the watch in hand."""
        self._current = "" if watch is None else watch.id
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of all lanes."""
        heights = [LANE if lane.assignment else HEAD for lane in self.shown.lanes]
        return QSize(600, AXIS + sum(heights) + 4)

    def x_of(self, offset: int) -> int:
        """Return where a moment is."""
        return NAMES + self.shown.time.x_of(offset, self._room(), FOLD)

    def offset_at(self, x: int) -> int:
        """Return the moment at `x`, to the half hour before it."""
        return self.shown.time.offset_at(x - NAMES, self._room(), FOLD) // 30 * 30

    def _room(self) -> int:
        return max(100, self.width() - NAMES - 8)

    def _tops(self) -> list[tuple[int, Lane]]:
        top, tops = AXIS, []
        for lane in self.shown.lanes:
            tops.append((top, lane))
            top += LANE if lane.assignment else HEAD
        return tops

    def _arrange(self) -> None:
        self.bars = []
        for top, lane in self._tops():
            for watch in lane.watches:
                left = self.x_of(watch.offset_minutes)
                right = self.x_of(watch.offset_minutes + watch.duration_minutes)
                self.bars.append((QRect(left, top + 4, max(6, right - left), LANE - 8), watch))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint play, lanes, watches, injects and gaps."""
        del event
        if self._clock is None:
            return
        self._arrange()
        c = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for begins, ends in self.shown.play:
            left, right = self.x_of(begins), self.x_of(ends)
            painter.fillRect(QRect(left, AXIS, right - left, self.height()), QColor(c.shade))
        self._paint_axis(painter)
        for top, lane in self._tops():
            self._paint_lane(painter, top, lane)
        painter.end()

    def _paint_axis(self, painter: QPainter) -> None:
        c, clock = colors(), self._clock
        assert clock is not None  # noqa: S101 - painted only with a plan
        time = self.shown.time
        step = next(
            (s for s in STEPS if s * self._room() / time.minutes >= LEAST_STEP_PIXELS), STEPS[-1]
        )
        # Whole steps of the wall clock, not of the time since STARTEX.
        shift = clock.start.hour * 60 + clock.start.minute
        shown, taken = "", 0
        for number, (begins, ends) in enumerate(time.stretches):
            left, right = self.x_of(begins + 1), self.x_of(ends)
            if number:
                self._paint_fold(painter, left)
            name = _day_name(begins, clock)
            room = QRect(left, 0, max(0, right - left) + FOLD - 8, 18)
            if name != shown:
                painter.setPen(QColor(c.text))
                words = self.fontMetrics().elidedText(
                    name, Qt.TextElideMode.ElideRight, room.width()
                )
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft, words)
            shown = name
            offset = -(-(begins + shift) // step) * step - shift
            while offset <= ends:
                x = self.x_of(offset)
                painter.setPen(QColor(c.line))
                painter.drawLine(x, AXIS - 4, x, self.height())
                if x >= taken + LEAST_STEP_PIXELS - 12:
                    taken = x
                    painter.setPen(QColor(c.quiet))
                    words = clock.local(offset).strftime("%H:%M")
                    at = QRect(x - 40, 18, 80, 18)
                    painter.drawText(at, Qt.AlignmentFlag.AlignCenter, words)
                offset += step

    def _paint_fold(self, painter: QPainter, left: int) -> None:
        """Paint a dashed line where hours are left out."""
        pen = QPen(QColor(colors().quiet))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        middle = left - FOLD // 2
        painter.drawLine(middle, 4, middle, self.height())

    def _paint_lane(self, painter: QPainter, top: int, lane: Lane) -> None:
        c = colors()
        if lane.assignment is None:
            self._paint_head(painter, top, lane)
            return
        painter.setPen(QColor(c.line))
        painter.drawLine(0, top, self.width(), top)
        painter.setPen(QColor(c.text if lane.watches else c.quiet))
        name = QFontMetrics(self.font()).elidedText(
            lane.name, Qt.TextElideMode.ElideRight, NAMES - 16
        )
        painter.drawText(QRect(4, top, NAMES - 12, LANE), Qt.AlignmentFlag.AlignVCenter, name)
        controls = lane.side == "controller"
        for rect, watch in self.bars:
            if watch.assignment_id != lane.assignment.id or rect.y() != top + 4:
                continue
            painter.setBrush(QColor(c.accent_ground if controls else c.blue_ground))
            current = watch.id == self._current
            tone = c.text if current else c.accent if controls else c.blue
            pen = painter.pen()
            pen.setColor(QColor(tone))
            pen.setWidth(2 if current else 1)
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(rect), 4, 4)
            self._paint_words(painter, rect, watch)
        for inject in lane.injects:
            x = self.x_of(inject.offset_minutes)
            off = inject.id in lane.missed
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.error if off else c.text))
            half = 4 if off else 2
            # Those that nobody watches differ by shape as well.
            if off:
                painter.drawPolygon(
                    [
                        QPoint(x, top + LANE - 12),
                        QPoint(x + half, top + LANE - 3),
                        QPoint(x - half, top + LANE - 3),
                    ]
                )
            else:
                painter.drawEllipse(QPoint(x, top + LANE - 6), half, half)

    def _paint_words(self, painter: QPainter, rect: QRect, watch: Watch) -> None:
        plan = self._plan
        venue = plan.get(Venue, watch.venue_id) if plan else None
        words = " · ".join(
            filter(None, (watch.task.best(spoken()), venue.name.best(spoken()) if venue else ""))
        )
        painter.setPen(QColor(colors().text))
        metrics = QFontMetrics(self.font())
        inside = rect.adjusted(8, 0, -8, 0)
        if inside.width() < LEAST_WORDS_PIXELS:
            return
        painter.drawText(
            inside,
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, inside.width()),
        )

    def _paint_head(self, painter: QPainter, top: int, lane: Lane) -> None:
        c = colors()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.save()
        painter.setFont(font)
        painter.fillRect(QRect(0, top, NAMES, HEAD), QColor(c.ground))
        painter.setPen(QColor(c.text))
        painter.drawText(QRect(4, top, NAMES, HEAD), Qt.AlignmentFlag.AlignVCenter, _(lane.name))
        for gap in lane.gaps:
            left, right = self.x_of(gap.begins), self.x_of(gap.ends)
            rect = QRect(left, top + 5, max(4, right - left), HEAD - 10)
            painter.fillRect(rect, QColor(c.panel))
            painter.fillRect(rect, QBrush(QColor(c.error), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QColor(c.error))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)
        painter.restore()

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the watch that is clicked."""
        watch = self.watch_at(event.position().toPoint())
        if watch is not None:
            self.mark(watch)
            self.chosen.emit(watch)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for a new watch where nothing is."""
        at = event.position().toPoint()
        if self.watch_at(at) is None and at.x() > NAMES:
            for top, lane in self._tops():
                if lane.assignment is not None and top <= at.y() < top + LANE:
                    self.asked.emit(lane.assignment, self.offset_at(at.x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from watch to watch with the arrow keys."""
        forward = event.key() in {Qt.Key.Key_Right, Qt.Key.Key_Down}
        back = event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Up}
        if not (forward or back) or not self.bars:
            super().keyPressEvent(event)
            return
        ids = [watch.id for _rect, watch in self.bars]
        here = ids.index(self._current) if self._current in ids else -1
        there = (here + (1 if forward else -1)) % len(ids)
        watch = self.bars[there][1]
        self.mark(watch)
        self.chosen.emit(watch)

    def watch_at(self, at: QPoint) -> Watch | None:
        """Return the watch at a point."""
        return next((watch for rect, watch in self.bars if rect.contains(at)), None)

    def event(self, event: QEvent) -> bool:
        """Tell what is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._words_at(event.pos())
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _words_at(self, at: QPoint) -> str:
        clock = self._clock
        watch = self.watch_at(at)
        for top, lane in self._tops():
            height = LANE if lane.assignment else HEAD
            if clock is None or not top <= at.y() < top + height:
                continue
            for inject in lane.injects:
                if abs(self.x_of(inject.offset_minutes) - at.x()) <= 4 and at.y() > top + LANE // 2:
                    when = relative(inject.offset_minutes, clock)
                    off = _("Nobody is on watch for it.") if inject.id in lane.missed else ""
                    return f"{when}  {inject.number} {inject.title.best(spoken())}\n{off}".strip()
            if watch is not None:
                ends = watch.offset_minutes + watch.duration_minutes
                span = f"{relative(watch.offset_minutes, clock)} – {relative(ends, clock)}"
                task = watch.task.best(spoken())
                length = duration_label(watch.duration_minutes)
                return f"{lane.name}\n{span} · {length}\n{task}".strip()
            for gap in lane.gaps:
                if self.x_of(gap.begins) <= at.x() <= self.x_of(gap.ends):
                    return gap_words(gap.begins, gap.ends, clock)
            return lane.name if at.x() < NAMES and lane.assignment else ""
        return ""


def gap_words(begins: int, ends: int, clock: PlanClock) -> str:
    """Return a gap in words: "D 09:00 – D 10:30 · 1 h 30"."""
    return f"{relative(begins, clock)} – {relative(ends, clock)} · {duration_label(ends - begins)}"


def _day_name(offset: int, clock: PlanClock) -> str:
    # The first half hour may belong to the day before.
    day = clock.day(offset + PAD_MINUTES)
    date = format_date(clock.date_of_day(day), "EEE d MMM", locale=spoken()).replace(".", "")
    return f"{f'D{day:+d}' if day else 'D'} · {date}"

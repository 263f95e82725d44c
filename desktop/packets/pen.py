"""Drawing on a page: text, rules and boxes, written straight as PDF operators.

ReportLab's own text calls encode letter by letter and line by line; a schedule of 10,000 rows
spends most of its time there. A pen encodes each letter once per document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from reportlab.pdfgen.canvas import Canvas

from desktop.packets import fonts
from desktop.packets.styles import Color, KindLook, Stroke, Style

Point = tuple[float, float]

HATCH_STEP = 3.0
HATCH_BAND = 4.0


class _OtherSubset(Exception):
    """A letter that is not in the first 256 letters a document uses of a face."""


class _Encoder(dict[int, str]):
    """The escaped code of each letter of one face in one document, for `str.translate`.

    A PDF font of this sort has 256 letters; ReportLab makes further ones as needed. Nearly
    every line needs only the first, which is all that the table itself holds.
    """

    def __init__(self, canvas: Canvas, face: str) -> None:
        super().__init__()
        self._font = fonts.font(face)
        self._document: object = vars(canvas)["_doc"]  # it has no public name
        self._names: dict[int, str] = {}

    def __missing__(self, letter: int) -> str:
        subset, escaped = self._encode(chr(letter))
        if subset:
            raise _OtherSubset
        self[letter] = escaped
        return escaped

    def show(self, line: str, size: float) -> str:
        """Return the PDF operators that show `line`."""
        if not line:
            return ""
        try:
            return f"{self._name(0)} {size:g} Tf ({line.translate(self)}) Tj"
        except _OtherSubset:
            runs = groupby(map(self._encode, line), key=itemgetter(0))
            return " ".join(
                f"{self._name(subset)} {size:g} Tf ({''.join([code for _, code in run])}) Tj"
                for subset, run in runs
            )

    def _encode(self, letter: str) -> tuple[int, str]:
        [(subset, codes)] = self._font.splitString(letter, self._document)
        [code] = codes
        plain = 32 <= code < 127 and code not in b"()\\"
        return subset, chr(code) if plain else f"\\{code:03o}"

    def _name(self, subset: int) -> str:
        """Return the name under which pages know a subset of the face."""
        if subset not in self._names:
            self._names[subset] = self._font.getSubsetInternalName(subset, self._document)
        return self._names[subset]


class Pen:
    """Draws on the pages of one document; lengths are points from the lower left corner."""

    def __init__(self, canvas: Canvas) -> None:
        self._ink: list[str] = []
        self._encoders = {face: _Encoder(canvas, face) for face in fonts.FACES}

    def drawn(self, draw: Callable[[Pen], None]) -> str:
        """Return what `draw` draws, for a page to be made of later."""
        before, self._ink = self._ink, []
        draw(self)
        ink, self._ink = "\n".join(self._ink), before
        return ink

    def add(self, ink: str) -> None:
        """Draw again what `drawn` returned."""
        self._ink.append(ink)

    def text(self, x: float, y: float, line: str, style: Style) -> None:
        """Write one line from `x`, its base line at `y`."""
        self.lines(x, y, (line,), style)

    def text_right(self, x: float, y: float, line: str, style: Style) -> None:
        """Write one line that ends at `x`."""
        self.lines(x - fonts.width(line, style.face, style.size), y, (line,), style)

    def text_centered(self, x: float, y: float, line: str, style: Style) -> None:
        """Write one line around `x`."""
        self.lines(x - fonts.width(line, style.face, style.size) / 2, y, (line,), style)

    def lines(self, x: float, y: float, lines: Sequence[str], style: Style) -> float:
        """Write lines under each other, the first base line at `y`; return the next one."""
        encoder = self._encoders[style.face]
        shown = [encoder.show(line, style.size) for line in lines]
        if any(shown):
            self._ink.append(
                f"BT {style.color} rg {style.leading:.2f} TL "
                f"1 0 0 1 {x:.2f} {y:.2f} Tm {' T* '.join(shown)} ET"
            )
        return y - style.leading * len(lines)

    def rule(self, start: Point, end: Point, stroke: Stroke) -> None:
        """Draw a straight line."""
        pattern = f"[{stroke.dashes}] 0 d " if stroke.dashes else ""
        self._ink.append(
            f"q {stroke.color} RG {stroke.thickness:g} w {pattern}"
            f"{start[0]:.2f} {start[1]:.2f} m {end[0]:.2f} {end[1]:.2f} l S Q"
        )

    def box(self, x: float, y: float, across: float, up: float, tint: Color) -> None:
        """Fill a rectangle whose lower left corner is (`x`, `y`)."""
        self._ink.append(f"{tint} rg {x:.2f} {y:.2f} {across:.2f} {up:.2f} re f")

    def shape(self, points: Iterable[Point], fill: Color = "", stroke: Color = "") -> None:
        """Draw a closed shape, filled, stroked, or both."""
        path = " ".join(
            f"{x:.2f} {y:.2f} {'l' if index else 'm'}" for index, (x, y) in enumerate(points)
        )
        paint = {(True, True): "b", (True, False): "f", (False, True): "s"}[
            bool(fill), bool(stroke)
        ]
        colors = f"{fill} rg " * bool(fill) + f"{stroke} RG " * bool(stroke)
        self._ink.append(f"q {colors}0.8 w {path} {paint} Q")

    def activity(self, x: float, y: float, across: float, up: float, look: KindLook) -> None:
        """Draw the ground of an activity in a grid, with the left edge of its kind."""
        self.box(x, y, across, up, look.ground)
        if look.edge_form == "double":
            self.box(x, y, 0.9, up, look.edge)
            self.box(x + 1.8, y, 0.9, up, look.edge)
        elif look.edge_form == "thin":
            self.box(x, y, 0.9, up, look.edge)
        elif look.edge_form == "solid":
            self.box(x, y, 2.7, up, look.edge)
        elif look.edge_form in {"dashes", "dots"}:
            dashes = "5 2.5" if look.edge_form == "dashes" else "1.6 1.6"
            self.rule((x + 1.2, y + up), (x + 1.2, y), Stroke(look.edge, 2.4, dashes))
        else:
            self._hatch(x, y, up, look)

    def _hatch(self, x: float, y: float, up: float, look: KindLook) -> None:
        """Draw slanting lines along the left edge."""
        band = HATCH_BAND
        strokes = []
        level = y - band
        while level < y + up:
            ends = (level, level + band) if look.edge_form == "rising" else (level + band, level)
            strokes.append(f"{x:.2f} {ends[0]:.2f} m {x + band:.2f} {ends[1]:.2f} l")
            level += HATCH_STEP
        self._ink.append(
            f"q {x:.2f} {y:.2f} {band:.2f} {up:.2f} re W n {look.edge} RG 0.6 w "
            f"{' '.join(strokes)} S Q"
        )

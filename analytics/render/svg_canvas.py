"""A sheet on which the SVG renderer writes: shapes, hatched fillings, marks and measured words, as text of SVG.

Lengths are pixels from the top left corner. Words have the height of `LETTERS` unless they say otherwise, and never
leave the sheet. They are measured in a wide font, so that they fit in the fonts of browsers as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from analytics.core import style, text_metrics
from analytics.core.plot import Mark, Stroke

LETTERS = 14
LINE = 1.25  # height of a line of words in sizes of its font
FALLBACK = "DejaVu Sans"  # what words are measured in, and what print finds
_MIDDLE = 0.36  # of the size: a baseline is this far below the middle of its words
_EDGE = 2.0
_DASHES = {"dash": (6, 4), "dot": (1.5, 2.5), "dashdot": (6, 3, 1.5, 3), "longdash": (10, 5)}
# No file may hold what XML forbids; names come from tables.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ANCHORS = {"left": "start", "middle": "middle", "right": "end"}


def wide(text: str, size: float = LETTERS, bold: bool = False) -> float:
    """The width of the longest line of a text."""
    return text_metrics.width(text, size, bold) * 72


def high(text: str, size: float = LETTERS) -> float:
    """The height of all lines of a text; 0 of none."""
    return (text.count("\n") + 1) * size * LINE if text else 0.0


def wrapped(text: str, room: float, size: float = LETTERS, bold: bool = False) -> str:
    """A text on lines of at most `room`; only a word that is longer is broken."""
    return "\n".join(text_metrics.wrapped(text, max(room, size) / 72, size, bold))


def n(value: float) -> str:
    """A length with at most two digits after the point."""
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said


def clean(text: str) -> str:
    """A text as XML may hold it."""
    return escape(_FORBIDDEN.sub("", text), quote=True)


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def meets(self, other: Box) -> bool:
        """Whether the two cover a common area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass
class Canvas:
    """What is drawn so far; later parts cover earlier ones."""

    width: float
    height: float
    parts: list[str] = field(default_factory=list)
    patterns: dict[str, str] = field(default_factory=dict)

    def svg(self) -> str:
        """All parts on the background of the mode in use."""
        defined = (
            f"<defs>{''.join(self.patterns[key] for key in sorted(self.patterns))}</defs>" if self.patterns else ""
        )
        ground = f'<rect width="100%" height="100%" fill="{style.palette().background}"/>'
        return f"{defined}{ground}{''.join(self.parts)}"

    def line(self, points: Sequence[tuple[float, float]], stroke: Stroke, closed: bool = False) -> None:
        """A line through points."""
        if len(points) < 2:
            return
        path = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + ("Z" if closed else "")
        self.parts.append(f'<path d="{path}" fill="none" {_stroked(stroke)}/>')

    def area(self, paths: Sequence[Sequence[tuple[float, float]]], mark: Mark, opacity: float | None = None) -> None:
        """Closed outlines, filled by the mark's look; outlines inside others are holes."""
        path = "".join("M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + "Z" for points in paths if points)
        look = self._look(mark, opacity)
        self.parts.append(f'<path d="{path}" fill-rule="evenodd" stroke-linejoin="round" {look}/>')

    def rect(self, box: Box, mark: Mark, rounded: float = 0) -> None:
        """A rectangle in the mark's look."""
        corner = f' rx="{n(rounded)}"' if rounded else ""
        self.parts.append(
            f'<rect x="{n(box.left)}" y="{n(box.top)}" width="{n(max(box.width, 0))}" '
            f'height="{n(max(box.height, 0))}"{corner} {self._look(mark)}/>'
        )

    def dot(self, x: float, y: float, mark: Mark, size: float | None = None) -> None:
        """A point's mark; its diameter is that of the look, unless `size` says another."""
        r = (mark.size if size is None else size) / 2
        if r <= 0:
            return
        if mark.symbol == "line-ns":
            colour = mark.edge or mark.fill
            self.line([(x, y - 1.4 * r), (x, y + 1.4 * r)], Stroke(colour, mark.edge_width or 2, opacity=mark.opacity))
        elif mark.symbol in ("circle", "circle-open", "circle-dot"):
            self._circle(x, y, r, mark)
        else:
            outline = [(x + r * across, y + r * down) for across, down in _SHAPES[mark.symbol]]
            self.area([outline], mark)

    def _circle(self, x: float, y: float, r: float, mark: Mark) -> None:
        colour = mark.fill or mark.edge
        look = (
            self._look(mark)
            if mark.symbol == "circle"
            else f'fill="none" stroke="{colour}" stroke-width="{n(mark.edge_width or 1)}"{_faint(mark.opacity)}'
        )
        self.parts.append(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" {look}/>')
        if mark.symbol == "circle-dot":
            self.parts.append(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r / 4)}" fill="{colour}"{_faint(mark.opacity)}/>')

    def text(
        self, x: float, y: float, text: str, *, across: str = "left", up: str = "middle", size: float = LETTERS,
        colour: str = "", bold: bool = False, more: str = "", ground: bool = False, name: bool = False,
    ) -> Box:  # fmt: skip
        """Words whose `across` ("left", "middle", "right") and `up` ("top", "middle", "bottom") side is at x, y.

        `more` is a last line that is never bold; with `name` the last of several lines is not bold either. `ground`
        puts the background behind the words. Returns the room that they take.
        """
        lines = [(line, bold) for line in text.split("\n")] + [(line, False) for line in more.split("\n") if line]
        if name and not more and len(lines) > 1:
            lines[-1] = (lines[-1][0], False)
        room = max(wide(line, size, strong) for line, strong in lines)
        tall = len(lines) * size * LINE
        left = x - {"left": 0.0, "middle": 0.5, "right": 1.0}[across] * room
        top = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[up] * tall
        kept = max(min(left, self.width - _EDGE - room), _EDGE)
        top = max(min(top, self.height - tall), 0.0)
        box = Box(kept, top, kept + room, top + tall)
        if ground:
            self.rect(box, Mark(style.palette().background))
        self._write(x + kept - left, box, lines, across, size, colour or style.palette().text)
        return box

    def _write(
        self, x: float, box: Box, lines: Sequence[tuple[str, bool]], across: str, size: float, colour: str
    ) -> None:
        first = box.top + size * (LINE / 2 + _MIDDLE)
        spans = []
        for at, (line, strong) in enumerate(lines):
            weight = ' font-weight="700"' if strong else ""
            if line.strip():
                spans.append(f'<tspan x="{n(x)}" y="{n(first + at * size * LINE)}"{weight}>{clean(line)}</tspan>')
        if spans:
            anchor = "" if across == "left" else f' text-anchor="{_ANCHORS[across]}"'
            self.parts.append(f'<text font-size="{n(size)}" fill="{colour}"{anchor}>{"".join(spans)}</text>')

    def turned(
        self, x: float, y: float, text: str, *, across: str = "middle", size: float = LETTERS, colour: str
    ) -> None:
        """Words that read upwards, around x; `across` says which end of them is at y."""
        lines = text.split("\n")
        for at, line in enumerate(lines):
            place = x + (at - (len(lines) - 1) / 2) * size * LINE + size * _MIDDLE
            self.parts.append(
                f'<text transform="translate({n(place)} {n(y)}) rotate(-90)" font-size="{n(size)}" fill="{colour}" '
                f'text-anchor="{_ANCHORS[across]}">{clean(line)}</text>'
            )

    def _look(self, mark: Mark, opacity: float | None = None) -> str:
        fill = mark.fill or style.palette().background
        if mark.hatch:
            fill = self._hatched(mark.hatch, fill, mark.hatch_colour or style.palette().background)
        edge = f' stroke="{mark.edge}" stroke-width="{n(mark.edge_width)}"' if mark.edge and mark.edge_width else ""
        return f'fill="{fill}"{edge}{_faint(mark.opacity if opacity is None else opacity)}'

    def _hatched(self, hatch: str, fill: str, ink: str) -> str:
        # Of one look there is one pattern, and its name says the look: pictures in one page cannot confuse theirs.
        key = f"{'lines' if hatch == '/' else 'dots'}-{fill[1:]}-{ink[1:]}"
        drawn = (
            f'<path d="M-1.5 1.5l3-3M0 6L6 0M4.5 7.5l3-3" stroke="{ink}" stroke-width="1.5"/>'
            if hatch == "/"
            else f'<circle cx="3" cy="3" r="1.3" fill="{ink}"/>'
        )
        self.patterns[key] = (
            f'<pattern id="{key}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect width="6" height="6" fill="{fill}"/>{drawn}</pattern>'
        )
        return f"url(#{key})"


def _stroked(stroke: Stroke) -> str:
    lengths = _DASHES.get(stroke.dash, ())
    dashes = f' stroke-dasharray="{" ".join(n(part * max(stroke.width, 1) / 2 * 1.2) for part in lengths)}"'
    return (
        f'stroke="{stroke.colour}" stroke-width="{n(stroke.width)}" stroke-linejoin="round"'
        f"{dashes if lengths else ''}{_faint(stroke.opacity)}"
    )


def _faint(opacity: float) -> str:
    return f' opacity="{n(opacity)}"' if opacity < 1 else ""


_STAR = (
    (0.0, -1.4), (0.33, -0.45), (1.33, -0.43), (0.53, 0.17), (0.82, 1.13), (0.0, 0.56), (-0.82, 1.13), (-0.53, 0.17),
    (-1.33, -0.43), (-0.33, -0.45),
)  # fmt: skip
_CROSS = (
    (0.0, -0.57), (0.57, -1.13), (1.13, -0.57), (0.57, 0.0), (1.13, 0.57), (0.57, 1.13), (0.0, 0.57), (-0.57, 1.13),
    (-1.13, 0.57), (-0.57, 0.0), (-1.13, -0.57), (-0.57, -1.13),
)  # fmt: skip
_SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle-up": ((-1.15, 0.5), (1.15, 0.5), (0, -1)),
    "triangle-right": ((-0.5, -1.15), (-0.5, 1.15), (1, 0)),
    "star": _STAR,
    "x": _CROSS,
}

"""The map of clusters as SVG, PDF or PNG drawn from our own boundaries: sharp in print, and no browser is needed.

It shows what the map page shows (the region layer, the marks, both legends) in an equal-area projection, with a scale
bar and the words that every file of the atlas carries. The same view and day give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import ECOSYSTEMS, REGISTER_COUNTRIES
from analytics.core.language import _, current, number
from analytics.map import boundaries as geography
from analytics.map import layers
from analytics.map import view as map_view
from analytics.map.bubbles import Bubble
from analytics.publish import file_names, formats
from analytics.publish.map_ground import Frame, frame_of, ground, placed
from analytics.publish.map_legends import Entry, Legend, legends_of
from analytics.publish.offer import Shape
from analytics.publish.printed import Printed, printed
from analytics.regions import questions as regions

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KINDS = ("png", "svg", "pdf")
SHAPES: dict[Shape, tuple[int, int]] = {"wide": (1600, 900), "square": (1200, 1200)}
SCALE = 2  # dots of a PNG for each pixel of the layout
MARGIN, GAP, BLOCK_GAP, STRIP = 48, 16, 18, 34  # pixels; the strip under the map holds the scale bar
COLUMN = 400  # width of the legends beside the map of a wide sheet
SIZES = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62)  # of a legend's letters: the first with which it fits
_FONT = "DejaVu Sans"  # comes with matplotlib, so every machine breaks lines alike; wider than the SVG's own fonts
DRAWING = Lock()  # matplotlib's settings are those of the process


@dataclass(frozen=True)
class Asked:
    """A view of the map page. Raises ValueError, in words, for a choice that the page does not offer."""

    filters: clusters.Filters = field(default_factory=clusters.Filters)
    layer: str = "clusters"
    colour: str = "country"
    focus: str = "Renewable Energy"
    year: int | None = None

    def __post_init__(self) -> None:
        offered: dict[str, tuple[Sequence[Any], Sequence[Any]]] = {
            "layer": ((self.layer,), layers.LAYERS),
            "year": (() if self.year is None else (self.year,), layers.layer_years(self.layer)),
            "colour": ((self.colour,), ("country", "ecosystem")),
            "focus": ((self.focus,), ECOSYSTEMS),
            "country": (self.filters.countries, REGISTER_COUNTRIES),
            "ecosystem": (self.filters.ecosystems, ECOSYSTEMS),
            "programme": (self.filters.programmes, clusters.options()["programme"]),
            "level": (self.filters.levels, clusters.options()["level"]),
            "label": (self.filters.labels, clusters.LABELS),
            "fee": (self.filters.fees, clusters.FEES),
            "status": (self.filters.statuses, clusters.STATUSES),
            "kind": (self.filters.kinds, clusters.KINDS),
        }
        for name, (values, options) in offered.items():
            for value in values:
                if value not in options:
                    raise ValueError(f"{name} is one of {', '.join(map(str, options))}; not {value!r}.")

    @property
    def params(self) -> dict[str, Any]:
        """The view as its page's address says it: short names, codes as values, nothing that is the default."""
        asked = {"layer": self.layer, "colour": self.colour, "focus": self.focus if self.layer == "lq" else ""}
        filters = self.filters
        chosen = {n: getattr(filters, f) for f, n in clusters.LINK_NAMES.items() if f in filters.restricting}
        for name in {"status", "kind"} & set(chosen):
            chosen[name] = chosen[name] or ("any",)
        return {
            **asked,
            **chosen,
            "year": self.year,
            "from": filters.founded_from,
            "to": filters.founded_to,
            "lang": current(),
        }


def chart(asked: Asked) -> Chart:
    """The words of a view of the map: title, the layer as subtitle, the headline, the clusters found, sources.

    It has no drawing: the map is drawn by `picture`. Raises ValueError, in words, when no cluster fits.
    """
    found = clusters.clusters(asked.filters)
    if found.empty:
        raise ValueError(_("No cluster fits all of these filters at once."))
    located = found[found["nuts_code"].notna()]
    layer = layers.layer(asked.layer, asked.filters, asked.focus, asked.year)
    return Chart(
        id="map",
        title=_("Where the clusters are"),
        subtitle=layer.title,
        insight=map_view.headline(found, located),
        table=found,
        sources=map_view.sources(layer),
        alt=map_view.alt(located, layer),
        params=asked.params,
        age=layers.age(layer),
    )


def picture(asked: Asked, kind: str, *, shape: Shape = "wide", link: str = "", made: date | None = None) -> bytes:
    """The map as a file: wide 1600 x 900 pixels, square 1200 x 1200; PNG in twice as many dots each way.

    `link` is the page's own path where none is given, `made` is today.
    Raises ValueError for another kind or shape, and when no cluster fits.
    """
    if kind not in KINDS or shape not in SHAPES:
        raise ValueError(f"A map is {', '.join(KINDS)}, {' or '.join(SHAPES)}; not {kind!r}, {shape!r}.")
    with formats.for_print(current()):
        words = chart(asked)
        texts = printed(words, filters=asked.filters.words(), link=link, made=made, said=False)
        with DRAWING:
            return _saved(Sheet(SHAPES[shape]).drawn(asked, words, texts), kind, words, texts)


def to_png(asked: Asked, link: str) -> bytes:
    """The map as PNG."""
    return picture(asked, "png", link=link)


def to_square_png(asked: Asked, link: str) -> bytes:
    """The map as PNG, as wide as high."""
    return picture(asked, "png", shape="square", link=link)


def to_svg(asked: Asked, link: str) -> bytes:
    """The map as SVG."""
    return picture(asked, "svg", link=link)


def to_pdf(asked: Asked, link: str) -> bytes:
    """The map as PDF."""
    return picture(asked, "pdf", link=link)


def file_name(asked: Asked, kind: str, shape: Shape = "wide", made: date | None = None) -> str:
    """Such as "map_density_Finland_Digital_active_2026-11-21.svg", in the words of the language in use."""
    chosen = [asked.layer, *([asked.focus] if asked.layer == "lq" else []), *asked.filters.words()]
    return file_names.file_name("map", [*chosen, *([shape] if shape != "wide" else [])], made or date.today(), kind)


def _saved(figure: Figure, kind: str, words: Chart, texts: Printed) -> bytes:
    import matplotlib as mpl

    about: dict[str, Any] = {
        "svg": {"Title": texts.title, "Description": words.alt, "Language": current(), "Date": None, "Creator": None},
        "pdf": {"Title": texts.title, "Subject": words.alt, "CreationDate": None, "Creator": None, "Producer": None},
        "png": {"Title": texts.title, "Description": words.alt, "Software": None},
    }[kind]
    file = BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "atlas", "pdf.fonttype": 42}):
        figure.savefig(file, format=kind, dpi=72 * (SCALE if kind == "png" else 1), metadata=about)
    if kind != "svg":
        return file.getvalue()
    stack = ", ".join(repr(name) if " " in name else name for name in style.FONT.split(", "))
    svg = file.getvalue().decode().replace(f"'{_FONT}'", stack)
    # In pixels, as the charts' files are; and in a language that screen readers know.
    return re.sub(
        r'width="(\d+)pt" height="(\d+)pt"', rf'width="\1" height="\2" xml:lang="{current()}" role="img"', svg, count=1
    ).encode()


# ------------------------------------------------------------------ the sheet


class Sheet:
    """A matplotlib figure drawn upon in pixels, y down, and the widths of its letters."""

    def __init__(self, size: tuple[int, int]) -> None:
        from matplotlib.backends.backend_agg import RendererAgg
        from matplotlib.figure import Figure

        self.width, self.height = size
        self.figure = Figure((self.width / 72, self.height / 72), dpi=72, facecolor=style.palette().background)
        self.axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, self.width), ylim=(self.height, 0))
        self.axes.set_axis_off()
        self.renderer = RendererAgg(1, 1, 72)

    def drawn(self, asked: Asked, words: Chart, texts: Printed) -> Figure:
        """The whole sheet: words above, the map, its legends beside (wide) or below it (square), sources."""
        full = self.width - 2 * MARGIN
        top = self.paragraph(texts.title, MARGIN, 30, full, 34, bold=True) + 4
        top = self.paragraph(texts.insight, MARGIN, top, full, 20)
        if texts.filters:
            filters = _("{label}: {value}").format(label=_("Filters"), value=texts.filter_line)
            top = self.paragraph(filters, MARGIN, top + 2, full, 17, muted=True)
        below = [line for text in (texts.source_line, texts.made_line) for line in self.lines(text, full, 14)]
        bottom = self.height - 24 - 21 * len(below)
        for row, line in enumerate(below):
            self.text(line, MARGIN, bottom + 21 * row + 16, 14, muted=True)

        top, bottom = top + GAP, bottom - GAP
        located = words.table[words.table["nuts_code"].notna()]
        layer = layers.layer(asked.layer, asked.filters, asked.focus, asked.year)
        wide = self.width > self.height
        # Marks as large beside the land as on the page, where the map is 620 pixels high.
        enlarged = (bottom - top - STRIP) / 620 if wide else 1.0
        legends = legends_of(asked.colour, layer, located, enlarged)
        room = COLUMN if wide else (full - GAP * 2 * (len(legends) - 1)) / len(legends)
        size = self.fitting(legends, room, bottom - top if wide else 0.36 * self.height, stacked=wide)
        taken = 0.0
        if not wide:
            taken = GAP + max(self.legend_height(legend, room, size) for legend in legends)
        frame = frame_of(
            asked.filters.countries[0] if len(asked.filters.countries) == 1 else "",
            MARGIN, top, full - (COLUMN + 2 * GAP if wide else 0), bottom - top - STRIP - taken,
        )  # fmt: skip
        self.land(frame, layer)
        self.marks(placed(located, frame, enlarged), asked.colour)
        self.margin(frame)
        x, y = (float(self.width - MARGIN - COLUMN), top) if wide else (MARGIN, bottom - taken + GAP)
        for legend in legends:
            self.legend(legend, x, y, room, size)
            if wide:
                y += self.legend_height(legend, room, size) + BLOCK_GAP * size
            else:
                x += room + 2 * GAP
        return self.figure

    def land(self, frame: Frame, layer: layers.Layer | None) -> None:
        """The land, its regions coloured by a layer (None for plain land)."""
        colours = style.palette()
        self.box(frame.left, frame.top, frame.width, frame.height, colours.sea)
        shapes, land, countries = ground(frame)
        for shape in land:
            self.shape(shape, colours.land, edge=colours.land, gid="land")
        if layer:
            fills = dict(zip(regions.codes(3), (layer.classes.colours[c] for c in layer.classes.of), strict=True))
            for code, shape in shapes.items():
                self.shape(shape, fills[str(code)], edge=colours.background, gid=f"region-{code}")
        for country, shape in countries.items():
            self.shape(shape, "none" if layer else colours.panel, edge=colours.muted, gid=f"border-{country}", line=0.5)

    def marks(self, marks: Sequence[tuple[Bubble, pd.DataFrame]], colour_by: str) -> None:
        """The clusters, as many of them in a mark as lie close together."""
        for bubble, held in marks:
            rows = held.to_dict("records")
            colour, first = map_view.colour_of(rows, colour_by), rows[0]
            known = len(rows) > 1 or pd.notna(first["members_total"])
            self.mark(
                bubble.x, bubble.y, bubble.radius, colour, known=known, gid="mark-" + "+".join(held["cluster_id"])
            )
            if len(rows) > 1:
                self.count(bubble, len(rows), style.ink_on(colour))

    def margin(self, frame: Frame) -> None:
        """The line round the map, its scale, and whose boundaries they are."""
        self.box(frame.left, frame.top, frame.width, frame.height, "none", edge=style.palette().grid)
        self.scale_bar(frame)
        self.text(
            geography.ATTRIBUTION, frame.left + frame.width, frame.top + frame.height + 24, 14, muted=True, ha="right"
        )

    def scale_bar(self, frame: Frame) -> None:
        """The longest round number of kilometres that takes at most a fifth of the map's width, on the ground."""
        a_kilometre = frame.width / 5 / frame.kilometres(frame.width / 5)
        length = max(
            n * 10**power for power in range(4) for n in (1, 2, 5) if n * 10**power * a_kilometre <= frame.width / 5
        )
        x, y = frame.left, frame.top + frame.height + 20
        ends = x + length * a_kilometre
        self.line([x, x, ends, ends], [y - 6, y, y, y - 6], gid="scale-bar")
        self.text(_("{n} km").format(n=number(length)), ends + 10, y + 4, 15, muted=True)

    def shape(self, shape: Any, fill: str, *, edge: str, gid: str, line: float = 0.8) -> None:
        import shapely
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        rings = [np.asarray(ring.coords) for part in parts for ring in (part.exterior, *part.interiors)]
        if rings:
            path = Path.make_compound_path(*(Path(ring, closed=True) for ring in rings))
            # Not add_patch: it measures each curve for the limits of the axes, which are fixed.
            self.axes.add_artist(PathPatch(path, fc=fill, ec=edge, lw=line, joinstyle="round", gid=gid))

    def mark(self, x: float, y: float, radius: float, colour: str, *, known: bool, gid: str | None = None) -> None:
        """A disc, or a ring where the size is unknown, with a thin edge that sets it off from others."""
        from matplotlib.patches import Circle

        paper = style.palette().background
        self.axes.add_patch(Circle((x, y), radius + 1.2, fc=paper, ec="none"))
        band = 0 if known else 0.44 * radius
        look: dict[str, Any] = {"fc": colour, "ec": "none"} if known else {"fc": "none", "ec": colour, "lw": band}
        self.axes.add_patch(Circle((x, y), radius - band / 2, gid=gid, **look))

    def count(self, bubble: Bubble, n: int, ink: str) -> None:
        """The number of clusters in a bubble."""
        size = 0.95 * bubble.radius
        self.axes.text(
            bubble.x, bubble.y, number(n), fontsize=size, family=_FONT, weight="bold", color=ink, ha="center",
            va="center_baseline", parse_math=False, gid=f"count-{bubble.rows[0]}",
        )  # fmt: skip

    def box(self, x: float, y: float, width: float, height: float, fill: str, edge: str = "none") -> None:
        from matplotlib.patches import Rectangle

        self.axes.add_patch(Rectangle((x, y), width, height, fc=fill, ec=edge, lw=1))

    def line(self, x: Sequence[float], y: Sequence[float], gid: str) -> None:
        from matplotlib.lines import Line2D

        self.axes.add_line(
            Line2D(x, y, color=style.palette().muted, lw=1.6, gid=gid, solid_capstyle="butt", solid_joinstyle="miter")
        )

    def fitting(self, legends: Sequence[Legend], width: float, height: float, *, stacked: bool) -> float:
        """The first size in which the legends, one below another or side by side, stay within the height."""
        for size in SIZES:
            heights = [self.legend_height(legend, width, size) for legend in legends]
            if (sum(heights) + BLOCK_GAP * size * (len(heights) - 1) if stacked else max(heights)) <= height:
                break
        return size

    def legend_height(self, legend: Legend, width: float, size: float) -> float:
        heading = 22 * size * len(self.lines(legend.heading, width, 16 * size, bold=True)) + 4 * size
        return heading + sum(self.entry_height(entry, width, size) for entry in legend.entries)

    def entry_height(self, entry: Entry, width: float, size: float) -> float:
        lines = len(self.lines(entry.words, width - 34, 15 * size))
        to_size = entry.sign != "area" and entry.radius != 8
        return max(21 * size * lines, 2 * entry.radius + 4 if to_size else 0.0)

    def legend(self, legend: Legend, x: float, y: float, width: float, size: float) -> None:
        y = self.paragraph(legend.heading, x, y, width, 16 * size, bold=True) + 4 * size
        for entry in legend.entries:
            height = self.entry_height(entry, width, size)
            lines = self.lines(entry.words, width - 34, 15 * size)
            first = y + (height - 21 * size * (len(lines) - 1)) / 2
            if entry.sign == "area":
                self.box(x + 4, first - 7 * size, 16, 14 * size, entry.colour, edge=style.palette().muted)
            else:
                self.mark(x + 12, first, entry.radius, entry.colour, known=entry.sign == "disc")
            for row, line in enumerate(lines):
                self.text(line, x + 34, first + (21 * row + 5.3) * size, 15 * size)
            y += height

    def text(
        self, words: str, x: float, y: float, size: float, *, bold: bool = False, muted: bool = False, ha: str = "left"
    ) -> None:
        """Words with their base line at y."""
        colours = style.palette()
        self.axes.text(
            x, y, words, fontsize=size, family=_FONT, weight="bold" if bold else "normal", ha=ha, va="baseline",
            color=colours.muted if muted else colours.text, parse_math=False,
        )  # fmt: skip

    def paragraph(
        self, words: str, x: float, y: float, width: float, size: float, *, bold: bool = False, muted: bool = False
    ) -> float:
        """Words broken into lines from y downwards; gives where they end."""
        leading = 1.375 * size
        for line in self.lines(words, width, size, bold=bold):
            self.text(line, x, y + leading * 0.78, size, bold=bold, muted=muted)
            y += leading
        return y

    def lines(self, words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
        """Words broken into lines of at most this width; a single longer one (an address) is cut anywhere."""
        lines: list[str] = [""]
        for word in words.split(" "):
            longer = f"{lines[-1]} {word}".lstrip()
            if self.measured(longer, size, bold) <= width:
                lines[-1] = longer
                continue
            lines += [word] if lines[-1] else []
            lines[-1] = word
            while self.measured(lines[-1], size, bold) > width:
                fits = max(
                    n for n in range(1, len(lines[-1])) if n == 1 or self.measured(lines[-1][:n], size, bold) <= width
                )
                lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
        return lines

    def measured(self, words: str, size: float, bold: bool) -> float:
        from matplotlib.font_manager import FontProperties

        font = FontProperties(family=_FONT, size=size, weight="bold" if bold else "normal")
        return float(self.renderer.get_text_width_height_descent(words, font, False)[0])
